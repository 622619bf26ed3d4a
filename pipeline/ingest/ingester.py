"""Source -> Article: decoding, parts, sentences, and what the parts say of publication, place, agency and authors."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.ingest.cues import Agencies
from pipeline.ingest.days import Day, DayReader, NameDates, name_dates
from pipeline.ingest.decoding import decode
from pipeline.ingest.duplicates import signature
from pipeline.ingest.parts import PartFinder
from pipeline.ingest.pieces import Parts, Piece
from pipeline.ingest.repeats import find_repeats
from pipeline.ingest.sentences import SentenceSplitter
from pipeline.knowledge import Knowledge
from pipeline.records import Article, Sentence, Source, Span

_RUN = re.compile(r"\w+")
_JOINT = re.compile(r"[-.,'’](?<=\w.)(?=\w)")
"""A sign that makes one word of the two runs beside it: "co-operate", "1,200"."""
_NEAR_DAYS = 10
"""Days between a dateline without its year and a full date of the text that tells of the same days."""
_MAX_SEARCHED = 20_000
_SPLIT = frozenset({"body", "caption"})
_COPY = frozenset({"body", "caption", "title", "heading"})
"""Kinds that make the article's own words: a new header or by-line makes no new article."""


class Published(NamedTuple):
    """The publication day and its basis, or the window it lies in; all None if the article says nothing."""

    day: dt.date | None = None
    basis: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


class Ingester:
    """Reads one source file.

    Args:
        knowledge: the cue words, abbreviations, agencies, months and places.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._parts = PartFinder(knowledge)
        self._splitter = SentenceSplitter(knowledge)
        self._agencies = Agencies(knowledge)
        self._days = DayReader(knowledge)

    def __call__(self, source: Source) -> Article:
        """The article in a file.

        Raises:
            ArticleError: it is empty, too large, binary or in an encoding we do not read.
        """
        decoded = decode(source.path, source.content)
        text = decoded.text
        parts = self._parts.find(text)
        sentences = self._sentences(text, parts.pieces)
        names = name_dates(source.name)
        published = _published(parts, names)
        if published == Published():
            published = self._bounded(text, parts)
        return Article(
            text=text,
            sha256=hashlib.sha256(source.content).hexdigest(),
            encoding=decoded.encoding,
            sentences=sentences,
            title=parts.title,
            place=_place(parts),
            agency=self._agency(parts),
            authors=_authors(parts),
            published=published.day,
            published_basis=published.basis,
            published_earliest=published.earliest,
            published_latest=published.latest,
            n_words=len(_RUN.findall(text)) - len(_JOINT.findall(text)),
            signature=signature(text[s.start : s.end] for s in _copy(sentences)),
            warnings=(*decoded.warnings, *_date_warnings(parts, names, text)),
        )

    def _sentences(self, text: str, pieces: Iterable[Piece]) -> tuple[Sentence, ...]:
        found = [
            (start, end, piece.kind, piece.paragraph)
            for piece in pieces
            for start, end in (
                self._splitter.split(text, piece.start, piece.end)
                if piece.kind in _SPLIT
                else [(piece.start, piece.end)]
            )
        ]
        repeats = find_repeats([text[start:end] if kind in _COPY else "" for start, end, kind, _ in found])
        return tuple(Sentence(*fields, repeated) for fields, repeated in zip(found, repeats, strict=True))

    def _bounded(self, text: str, parts: Parts) -> Published:
        """The window of a dateline without its year, where a full date of the text lies right beside its day.

        Full dates around the same day of one year bound the day: copy tells of the days just before it. Dates of two
        years there say nothing.
        """
        day = next((d for line in parts.datelines for d in line.days if d.year is None), None)
        if day is None:
            return Published()
        told = [date for d in self._days.all(text[:_MAX_SEARCHED], day.end) if (date := d.date())]
        near = [
            (date, own)
            for date in told
            for year in (date.year - 1, date.year, date.year + 1)
            if (own := day.date(year)) and abs((own - date).days) <= _NEAR_DAYS
        ]
        if len({own for _, own in near}) != 1:
            return Published()
        days = [date for pair in near for date in pair]
        return Published(None, None, min(days), max(days))

    def _agency(self, parts: Parts) -> Span | None:
        field = parts.header.fields.get("agency")
        datelines = [agency for line in parts.datelines for agency in line.agencies]
        groups = ([field] if field else [], parts.signers, datelines, parts.byline_agencies, parts.photo_agencies)
        candidates = [span for group in groups for span in group]
        known = (span for span in candidates if self._agencies.short(span.text))
        return next(known, None) or next(iter(candidates), None)


def _copy(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    own = tuple(s for s in sentences if s.kind in _COPY and s.repeats is None)
    return own or sentences


def _place(parts: Parts) -> Span | None:
    """The place of the last dateline that opens the article: "VIETNAM, February 9 -" gives way to "LIMA —" below it."""
    first = next((p for p in parts.pieces if p.kind == "body"), None)
    places = [line.place for line in parts.datelines if line.place]
    opening = [place for place in places if first is None or place.start < first.start]
    if opening:
        return opening[-1]
    return places[0] if places else parts.header.fields.get("place")


def _authors(parts: Parts) -> tuple[Span, ...]:
    spans = sorted(parts.authors, key=lambda span: span.start)
    field = parts.header.fields.get("author")
    unique = {" ".join(span.text.casefold().split()): span for span in reversed(spans or ([field] if field else []))}
    return tuple(sorted(unique.values(), key=lambda span: span.start))


def _published(parts: Parts, names: NameDates) -> Published:
    header = [*parts.header.days, *parts.days, *parts.header.updated]
    day = next((date for d in header if (date := d.date())), None)
    if day:
        return Published(day, "header")
    lines = [d for line in parts.datelines for d in line.days]
    day = next((date for d in lines if (date := d.date() or _with_year(d, parts, names))), None)
    if day:
        return Published(day, "dateline")
    if names.day:
        return Published(names.day, "filename")
    month = parts.header.month
    first = dt.date(month.year, month.month, 1) if month and month.year else names.month
    if first is None:
        return Published()
    return Published(None, None, first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def _with_year(day: Day, parts: Parts, names: NameDates) -> dt.date | None:
    """A month and day with the year the file name or the header gives; beside a full day, the year that is nearest."""
    anchor = names.day
    if anchor is not None:
        near = [date for year in (-1, 0, 1) if (date := day.date(anchor.year + year))]
        return min(near, key=lambda date: abs(date.toordinal() - anchor.toordinal()), default=None)
    month = parts.header.month
    return day.date(month.year if month else names.year)


def _date_warnings(parts: Parts, names: NameDates, text: str) -> tuple[str, ...]:
    days = [*parts.header.days, *parts.days, *parts.header.updated, *(d for line in parts.datelines for d in line.days)]
    surfaces = [text[day.start : day.end].strip() for day in days if not day.possible]
    return tuple(f"no such day: {surface}; ignored" for surface in (*surfaces, *names.impossible))
