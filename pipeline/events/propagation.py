"""What a mention takes over from another one: its days, and its place."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import EventMention


def with_days(event: EventMention, other: EventMention) -> EventMention:
    """The mention with the days of another, where it has none of its own and the other has."""
    if event.date_start is not None or other.date_start is None:
        return event
    return replace(
        event,
        date_start=other.date_start,
        date_end=other.date_end,
        date_precision=other.date_precision,
        date_basis="propagated",
    )


def when_and_where(event: EventMention, other: EventMention) -> EventMention:
    """The mention with the days and the place of another, each where it has none of its own."""
    if event.place is None:
        event = replace(event, place=other.place)
    return with_days(event, other)
