"""The pieces that the part finder cuts an article into, and what datelines among them say."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.ingest.days import Day
from pipeline.ingest.headers import Header
from pipeline.records import Span


@dataclass(slots=True)
class Dateline:
    """A dateline: offsets, and what it says; `agencies` and `days` in text order."""

    start: int
    end: int
    place: Span | None = None
    agencies: list[Span] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    regions: int = 0
    known_agency: bool = False


@dataclass(slots=True)
class Piece:
    """A stretch of one kind; `body` and `caption` are still to be split into sentences."""

    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(slots=True)
class Parts:
    """The pieces in order, and what they say, in order of trust within each list."""

    header: Header
    pieces: list[Piece] = field(default_factory=list)
    title: Span | None = None
    datelines: list[Dateline] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    signers: list[Span] = field(default_factory=list)
    authors: list[Span] = field(default_factory=list)
    byline_agencies: list[Span] = field(default_factory=list)
    photo_agencies: list[Span] = field(default_factory=list)
