"""Days in headers, datelines and file names: full dates, and month and day without a year.

Only forms that can be read one way: ISO, a month by name, or two numbers of which one is above 12.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation

FIRST_YEAR, LAST_YEAR = 1900, 2100

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ \t]+)?"
_CLOCK = (
    r"(?:(?:[ \t]*,)?(?:[ \t]+at)?(?:[T \t]|[ \t]*[|–-])[ \t]*\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d+)?)?(?:[ \t]?[ap]\.?m\b\.?)?"
    r"(?:[ \t]?\(?(?:(?:GMT|UTC)[ \t]?[+-]\d{1,2}(?::?\d\d)?|Z|GMT|UTC|[+-]\d\d:?\d\d|[A-Z]{2,4})\)?)?(?!\w))?"
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD_START = re.compile(r"(?<!\w)\w")
_LONGEST = 60
"""Characters the longest date takes, weekday and clock time with it."""
_TYING = frozenset(
    {"of", "on", "in", "since", "until", "till", "by", "from", "to", "before", "after", "for", "and", "the", "at", "de",
     "del", "le", "el", "du", "am", "vom", "between", "dated", "through", "as"}
)  # fmt: skip


class Day(NamedTuple):
    """A date read at a place: `end` is the offset behind it; year or day are None where it does not say them.

    `possible` is False for a day no calendar has (30 February).
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    possible: bool

    def date(self, year: int | None = None) -> dt.date | None:
        """The date, with `year` where it has none of its own; None if it is not a full, possible date."""
        return _date(self.year or year, self.month, self.day)


class DayReader:
    """Reads a date at an offset."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._months = {row["name"]: int(row["month"]) for row in knowledge.rows("ingest/months.tsv")}
        month = rf"(?P<month>{alternation(self._months)})\b\.?"
        day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
        gap = r"[\s,]*(?:(?:de|of|del)\s+)?"
        year = r"(?P<year>\d{4})(?!\d)"
        numeric = r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)"
        self._full = [
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"{_WEEKDAY}(?P<year>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d){_CLOCK}",
                rf"{_WEEKDAY}{day}[\s-]*{gap}{month}[\s,-]*{gap}{year}{_CLOCK}",
                rf"{_WEEKDAY}{month}\s*{day}\b(?:\s*,\s*|\s+){year}{_CLOCK}",
                rf"{_WEEKDAY}{numeric}{year}{_CLOCK}",
            )
        ]
        self._partial = [
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"{_WEEKDAY}{month}\s*{day}(?!\w)",
                rf"{_WEEKDAY}{day}\s*{gap}{month}(?!\w)",
            )
        ]
        self._month_year = re.compile(rf"{month}[\s,]*{gap}{year}", re.IGNORECASE)

    def full(self, text: str, at: int, end: int) -> Day | None:
        """The full date that starts at `at`, with the clock time behind it, if there is one."""
        for pattern in self._full:
            match = pattern.match(text, at, end)
            if match and (day := self._day(match)):
                return day
        return None

    def partial(self, text: str, at: int, end: int) -> Day | None:
        """The month and day that start at `at`, if any; never the beginning of a full date."""
        for pattern in self._partial:
            match = pattern.match(text, at, end)
            if match and (day := self._day(match)):
                return day
        return None

    def month(self, text: str, at: int, end: int) -> Day | None:
        """The month and year that start at `at`, if any."""
        match = self._month_year.match(text, at, end)
        return self._day(match) if match else None

    def all(self, text: str, start: int) -> Iterator[Day]:
        """The full dates with a four-digit year from `start` on, in order."""
        at = start
        for number in _YEAR.finditer(text, start):
            window = max(at, number.start() - _LONGEST)
            for word in _WORD_START.finditer(text, window, number.end()):
                day = self.full(text, word.start(), min(len(text), number.end() + _LONGEST))
                if day and day.end >= number.end():
                    yield day
                    at = day.end
                    break

    def at_end(self, text: str, start: int, end: int) -> tuple[int, Day | None]:
        """Where a headline ends before the full date that closes its line, and that date; `end` and None without one.

        A date that a preposition or comma ties to the words before it ("the pact of 3 May 1992") is part of them.
        """
        window = max(start, end - _LONGEST)
        for word in _WORD_START.finditer(text, window, end):
            at = word.start()
            day = self.full(text, at, end)
            if day is None or text[day.end : end].strip(" .)]"):
                continue
            before = text[start:at].rstrip(" \t([")
            cut = before.rstrip(" \t|–—-,")
            last = cut.rsplit(None, 1)[-1] if cut.strip() else ""
            tied = not last or last.casefold() in _TYING or (before.endswith(",") and last[:1].isdigit())
            return (end, None) if tied else (start + len(cut), day)
        return end, None

    def _day(self, match: re.Match[str]) -> Day | None:
        found = {key: value for key, value in match.groupdict().items() if value}
        year = int(found["year"]) if "year" in found else None
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if "a" in found:
            first, second = int(found["a"]), int(found["b"])
            if (first > 12) == (second > 12) and first != second:
                return None
            month, day = (second, first) if first > 12 else (first, second)
        else:
            month = int(found["m"]) if "m" in found else self._months[found["month"].lower()]
            day = int(found["day"]) if "day" in found else 0
        if not day:
            return Day(match.start(), match.end(), year, month, None, True)
        return Day(match.start(), match.end(), year, month, day, _date(year or 2000, month, day) is not None)


_NAME_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20|21)\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)")
_NAME_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_](?P<month>0[1-9]|1[0-2])(?![-_]?\d)")
_NAME_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class NameDates(NamedTuple):
    """What a file name says: a day, else a month as its first day, else a year; and dates that no calendar has."""

    day: dt.date | None
    month: dt.date | None
    year: int | None
    impossible: tuple[str, ...]


def name_dates(name: str) -> NameDates:
    """Dates in a file name: 2024-11-14, 20241114, 2024_11_14 between non-digits; the first that is possible."""
    impossible = []
    for match in _NAME_DAY.finditer(name):
        day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
        if day is not None and day.year <= LAST_YEAR:
            return NameDates(day, None, day.year, ())
        if match["sep"]:
            impossible.append(match[0])
    month = _NAME_MONTH.search(name)
    if month:
        year = int(month["year"])
        return NameDates(None, dt.date(year, int(month["month"]), 1), year, tuple(impossible))
    year_only = _NAME_YEAR.search(name)
    return NameDates(None, None, int(year_only[1]) if year_only else None, tuple(impossible))


def _date(year: int | None, month: int, day: int | None) -> dt.date | None:
    if year is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
