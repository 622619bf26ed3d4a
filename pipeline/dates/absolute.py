"""Meanings that name their date: calendar dates with or without year, weekdays, quarters, halves, seasons, decades."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dates import periods
from pipeline.dates.context import Context, Meaning, Resolution, dated
from pipeline.dates.periods import Period

_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "12:00", "midnight": "00:00"}
# A quarter or half without its year is this year's unless it starts later than this ahead.
_AHEAD_DAYS = 92


# A date this near stays what it is whatever the tense: copy is late, and plans are told the day after.
_JUST_DAYS = 31


@dataclass(slots=True, unsafe_hash=True)
class Fixed:
    """A period that stands complete in the text."""

    period: Period
    type: str = "DATE"

    def resolve(self, context: Context) -> Resolution | None:
        del context
        return dated(self.period, "explicit", self.type)


@dataclass(slots=True, unsafe_hash=True)
class Calendar:
    """Year, month, day, weekday, as many as the text gives.

    Attributes:
        year_shift: the year is given as "last year" (-1), "this year" (0), "next year" (1).
        direction: "last" (-1), "this" (0) or "next" (1) before a month or weekday.
        tense: "future" or "past", what the clause says of a date whose year or week is open.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    year_shift: int | None = None
    direction: int | None = None
    tense: str | None = None

    @property
    def unit(self) -> str:
        if self.day or self.weekday:
            return "day"
        return "month" if self.month else "year"

    def at(self, year: int) -> Period | None:
        """The period with its year given."""
        if self.month and self.day:
            return periods.day(year, self.month, self.day)
        return periods.month(year, self.month) if self.month else periods.year(year)

    def resolve(self, context: Context) -> Resolution | None:
        if self.year is not None:
            return dated(self.at(self.year), "explicit")
        if self.month and self.day and periods.day(2000, self.month, self.day) is None:
            return None
        reference = context.reference
        if reference is None:
            return Resolution("DATE", self._open_value())
        if self.year_shift is not None:
            return dated(self.at(reference.year + self.year_shift), context.basis)
        period = self._near(reference, context)
        return dated(period, context.basis) if period else Resolution("DATE", self._open_value())

    def _near(self, reference: dt.date, context: Context) -> Period | None:
        if self.month is None:
            return self._weekday(reference)
        if self.direction is not None and not self.day:
            return self._directed_month(reference)
        years = range(max(reference.year - 1, 1), min(reference.year + 1, 9999) + 1)
        found = [period for year in years if (period := self.at(year)) is not None]
        if self.weekday and self.day:
            # "Wednesday, November 13" names its year where only one near year fits.
            found = [p for p in found if p.start.isoweekday() == self.weekday] or found
        if self.tense == "future":
            found = [p for p in found if gap(p, reference) >= -_JUST_DAYS] or found
        elif self.tense == "past":
            found = [p for p in found if gap(p, reference) <= _JUST_DAYS] or found
        if self.day is None and context.month is not None and self.tense is None:
            # A row of months runs on from the one told just before: "in February, March and April".
            reference = context.month
        return min(found, key=lambda p: abs(gap(p, reference)), default=None)

    def _directed_month(self, reference: dt.date) -> Period | None:
        assert self.month is not None
        if self.direction == 0:
            year = reference.year
        elif self.direction == 1:
            year = reference.year + (self.month <= reference.month)
        else:
            year = reference.year - (self.month >= reference.month)
        return self.at(year)

    def _weekday(self, reference: dt.date) -> Period | None:
        assert self.weekday is not None
        back = (reference.isoweekday() - self.weekday) % 7
        if self.direction == -1:
            back = back or 7
        elif self.direction == 1 or (self.tense == "future" and back):
            back = back - 7
        elif self.direction == 0:
            back = reference.isoweekday() - self.weekday
        date = periods.shifted(reference, -back)
        return periods.of_day(date) if date else None

    def _open_value(self) -> str:
        if self.month is None:
            return f"XXXX-WXX-{self.weekday}" if self.weekday else "XXXX"
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


calendar_date = lru_cache(maxsize=1 << 14)(Calendar)
"""A `Calendar`, made once for the same arguments: texts repeat their dates, and making one costs more than finding it."""


@dataclass(slots=True, unsafe_hash=True)
class Part:
    """A quarter, half or season of a year; `year` and `year_shift` as in `Calendar`, both None: the likeliest year.

    That is the latest that has begun or begins soon in the year of the reference; "future" in `tense` gives one ahead.
    """

    kind: str
    number: int
    year: int | None = None
    year_shift: int | None = None
    direction: int | None = None
    tense: str | None = None

    def at(self, year: int) -> Period | None:
        if self.kind == "quarter":
            return periods.quarter(year, self.number)
        if self.kind == "half":
            return periods.half(year, self.number)
        return periods.season(year, _SEASON_CODES[self.number])

    def resolve(self, context: Context) -> Resolution | None:
        if self.year is not None:
            return dated(self.at(self.year), "explicit")
        reference = context.reference
        if reference is None:
            return Resolution("DATE", "XXXX" + (self.at(2000) or periods.of_day(dt.date(2000, 1, 1))).value[4:])
        if self.year_shift is not None:
            return dated(self.at(reference.year + self.year_shift), context.basis)
        found = [p for p in (self.at(reference.year + shift) for shift in (-2, -1, 0, 1, 2)) if p]
        if self.direction == 1:
            period = next((p for p in found if p.start > reference), None)
        elif self.direction == -1:
            period = next((p for p in reversed(found) if p.end < reference), None)
        elif self.direction == 0:
            within = (p for p in found if p.start <= reference <= p.end)
            period = next(within, next((p for p in found if p.start.year == reference.year), None))
        elif self.tense == "future":
            period = next((p for p in found if p.end >= reference), None)
        else:
            ahead = 0 if self.tense == "past" else _AHEAD_DAYS
            period = next((p for p in reversed(found) if _begun(p, reference, ahead)), None)
        return dated(period, context.basis)


def _begun(period: Period, reference: dt.date, ahead: int) -> bool:
    """Whether a part of a year has begun, or begins in the same year within so many days."""
    wait = (period.start - reference).days
    return wait <= 0 or (wait <= ahead and period.start.year == reference.year)


_SEASON_CODES = ("SP", "SU", "FA", "WI")


def season_number(code: str) -> int:
    """Number of a TIMEX3 season code, as `Part` counts them."""
    return _SEASON_CODES.index(code)


@dataclass(slots=True, unsafe_hash=True)
class Numeric:
    """A numeric date: its readings, the one with the day first before the one with the month first.

    Where both are possible, the order of the other dates of the text decides, else the reference date beside which
    one of them lies; without such evidence it has no days.
    """

    readings: tuple[Period, ...]

    def resolve(self, context: Context) -> Resolution | None:
        reference = context.reference
        if len(self.readings) == 1:
            return dated(self.readings[0], "explicit")
        if context.day_first is not None:
            return dated(self.readings[0 if context.day_first else -1], "explicit")
        nearest = min(self.readings, key=lambda p: abs(gap(p, reference))) if reference is not None else None
        if reference is not None and nearest is not None and abs(gap(nearest, reference)) <= _JUST_DAYS:
            return dated(nearest, context.basis)
        return Resolution("DATE", f"{self.readings[0].value[:4]}-XX-XX")


@dataclass(slots=True, unsafe_hash=True)
class Edged:
    """Early, mid or late in a period, or its start or end; from `first` to there ("mid-to-late 2023")."""

    whole: Meaning
    part: str
    first: str | None = None

    def resolve(self, context: Context) -> Resolution | None:
        found = self.whole.resolve(context)
        if found is None or found.period is None:
            return found
        period = periods.third(found.period, self.part)
        if self.first is not None:
            period = periods.interval(periods.third(found.period, self.first).start, period.end, found.value)
        return Resolution(found.type, found.value, period, found.basis)


@dataclass(slots=True, unsafe_hash=True)
class Timed:
    """A day with a part of the day or a clock time ("15:30")."""

    day: Meaning
    part: str | None
    clock: str | None = None

    def on(self, day: Meaning) -> Timed:
        """The same time of another day."""
        return Timed(day, self.part, self.clock)

    def resolve(self, context: Context) -> Resolution | None:
        found = self.day.resolve(context)
        if found is None:
            return None
        if self.part is None and self.clock is None:
            return found
        suffix = f"T{self.clock}" if self.clock else f"T{_PARTS[self.part or 'night']}"
        if found.value.endswith("_REF") or (found.period is not None and found.period.precision != "day"):
            return found
        precision = None if found.period is None else "minute" if self.clock else "part_of_day"
        return Resolution("TIME", found.value + suffix, found.period, found.basis, self.part, precision)


def gap(period: Period, reference: dt.date) -> int:
    """Days from the reference to the period: 0 inside, negative in the past."""
    if period.start <= reference <= period.end:
        return 0
    return (period.start - reference).days if period.start > reference else (period.end - reference).days
