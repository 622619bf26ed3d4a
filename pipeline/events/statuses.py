"""The statuses of events, and what the calendar says of them."""

from __future__ import annotations

import datetime as dt

HAPPENED, ONGOING, PLANNED, PROPOSED, CANCELLED = "happened", "ongoing", "planned", "proposed", "cancelled"
BEGINNING = frozenset({"begin", "start", "open", "kick off", "commence", "embark on"})
"""Verbs after which what they begin is on."""


def against_calendar(
    status: str, start: dt.date | None, end: dt.date | None, published: dt.date | None, *, verbal: bool
) -> str:
    """The status where the event's days and the article's are known: what lies ahead has not happened.

    Args:
        status: what the words gave, "" for nothing.
        start: first of the event's own days, None where unknown.
        end: last of them.
        published: the article's day.
        verbal: whether a verb gave the status, which only a day ahead overrules.
    """
    if start is None or published is None:
        return status
    if (start > published and status in (HAPPENED, "")) or (status == ONGOING and not verbal and start > published):
        return PLANNED
    if verbal:
        return status
    if end is not None and end < published and status in (ONGOING, ""):
        return HAPPENED
    return ONGOING if not status and end is not None and start < end and start <= published <= end else status
