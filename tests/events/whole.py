"""Whole reports read by all stages, and what was found in them."""

from __future__ import annotations

from pipeline.records import EventMention, Reading
from tests.conftest import read_text

HEAD = "date 2024-06-15\n\n"


def read(text: str) -> Reading:
    """A report of 15 June 2024."""
    return read_text(HEAD + text)


def only(reading: Reading, kind: str, text: str) -> EventMention:
    """The one mention of a type that quotes these words."""
    (found,) = [e for e in reading.events.mentions if (e.type, e.text) == (kind, text)]
    return found


def place_in(reading: Reading, event: EventMention) -> str | None:
    """The words that say where, None where nobody does."""
    return None if event.place is None else reading.actors.mentions[event.place].text
