"""The header above an article: " date 2024-11-14 ", `Date: 1 May 2024` lines, front matter between `---` lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from pipeline.ingest.cues import header_fields
from pipeline.ingest.days import Day, DayReader
from pipeline.ingest.lines import Stretch, lines, trim
from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation
from pipeline.records import Span

_MAX_LINES = 60
_MAX_LINE = 400
_MAX_BARE = 160
_MAX_PART_WORDS = 3
"""Words a part between bars may have beside a date: more is a headline, or the sentence behind a dateline."""
_YEAR = re.compile(r"\d{4}")
_PART = re.compile(r"[^|\s][^|]*")
_RULE = re.compile(r"-{3,}|\.{3}")
_FIELD = re.compile(r"[\w .-]{1,40}:.*|\s*-\s.*|#.*")


@dataclass(slots=True)
class Header:
    """What stands above the article.

    Attributes:
        stretches: the header lines, in order.
        end: where the article itself begins.
        fields: what the lines say, by field name of header_fields.tsv, as written; the first of a kind holds.
        days: dates read, publication before update; `month`: a date without its day.
    """

    stretches: list[Stretch] = field(default_factory=list)
    end: int = 0
    fields: dict[str, Span] = field(default_factory=dict)
    days: list[Day] = field(default_factory=list)
    updated: list[Day] = field(default_factory=list)
    month: Day | None = None


class HeaderReader:
    """Reads the header of a text."""

    def __init__(self, knowledge: Knowledge, days: DayReader) -> None:
        self._fields = header_fields(knowledge)
        self._days = days
        labels = alternation(self._fields)
        self._label = re.compile(rf"(?P<label>{labels})\b(?:\s*[:=]\s*|\s+|$)", re.IGNORECASE)

    def read(self, text: str) -> Header:
        """The header; without one `stretches` is empty and `end` is 0."""
        window = text[: _MAX_LINES * _MAX_LINE]
        header = Header()
        found = (line for line in islice(lines(window), _MAX_LINES) if line is not None)
        for line in self._front_matter(text, found, header):
            if not self._line(text, line, header):
                break
        return header

    def bare_day(self, text: str, start: int, end: int) -> Day | None:
        """The date that fills a stretch, or a part of it between bars, with or without a label.

        "14 November 2024", "Updated: 3 May 2024, 10:00", "Source: Xinhua | 2024-11-15 10:23 | Editor: Li".
        """
        if end - start > _MAX_BARE or not _YEAR.search(text, start, end):
            return None
        parts = text[start:end].split("|")
        if len(parts) > 1 and any(len(part.split()) > _MAX_PART_WORDS and ":" not in part for part in parts):
            return None
        for part in _PART.finditer(text, start, end):
            at = part.start()
            label = self._label.match(text, at, end)
            if label and self._fields[label["label"].lower()] in ("published", "updated"):
                at = label.end()
            day = self._days.full(text, at, end)
            if day and (not text[day.end : end].strip(" .|") or text[day.end : end].lstrip().startswith("|")):
                return day
        return None

    def _front_matter(self, text: str, above: Iterator[Stretch], header: Header) -> Iterable[Stretch]:
        """Take the lines between two `---` lines; the lines that are left."""
        first = next(above, None)
        if first is None or not _RULE.fullmatch(text, *first) or text[first.start] != "-":
            return chain([first] if first else [], above)
        found = [first, *above]
        for i, line in enumerate(found[1:], 1):
            if _RULE.fullmatch(text, *line):
                for inner in found[1:i]:
                    self._value(text, inner, header)
                header.stretches += found[: i + 1]
                header.end = line.end
                return found[i + 1 :]
            if not _FIELD.fullmatch(text, *line):
                break
        return found

    def _line(self, text: str, line: Stretch, header: Header) -> bool:
        """Take one header line, or the header that opens a line; False if the line is none."""
        label = self._label.match(text, line.start, min(line.end, line.start + _MAX_LINE))
        if not label:
            return self._bare(text, line, header)
        kind = self._fields[label["label"].lower()]
        if kind in ("published", "updated"):
            day = self._days.full(text, label.end(), line.end)
            if day and not text[day.end : day.end + 1].isalnum():
                self._add_day(day, kind, header)
                header.stretches.append(Stretch(line.start, day.end))
                header.end = day.end
                return not text[day.end : line.end].strip()
        if not re.search(r"[:=]", label[0]) or line.end - line.start > _MAX_LINE:
            return False
        if not self._value(text, line, header):
            return False
        header.stretches.append(line)
        header.end = line.end
        return True

    def _bare(self, text: str, line: Stretch, header: Header) -> bool:
        day = self._days.full(text, line.start, line.end)
        if not day or text[day.end : line.end].strip(" .|"):
            return False
        header.days.append(day)
        header.stretches.append(line)
        header.end = line.end
        return True

    def _value(self, text: str, line: Stretch, header: Header) -> bool:
        """Read `label: value`; False if the label is unknown or a date label has no date."""
        label = self._label.match(text, line.start, line.end)
        if not label or not re.search(r"[:=]", label[0]):
            return False
        kind = self._fields[label["label"].lower()]
        value = trim(text, label.end(), line.end)
        if (
            value
            and text[value.start] in "\"'"
            and text[value.end - 1] == text[value.start]
            and value.end - value.start > 2
        ):
            value = trim(text, value.start + 1, value.end - 1)
        if value is None:
            return kind == "other"
        if kind in ("published", "updated"):
            day = self._days.full(text, *value)
            month = self._days.month(text, *value)
            if day:
                self._add_day(day, kind, header)
            elif month and kind == "published":
                header.month = header.month or month
            return bool(day or month)
        header.fields.setdefault(kind, Span(value.start, value.end, text[value.start : value.end]))
        return True

    def _add_day(self, day: Day, kind: str, header: Header) -> None:
        (header.days if kind == "published" else header.updated).append(day)
