"""Meanings that are a portion of another: the first months of a year, the last Friday of a month, half a century."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.context import Context, Meaning, Resolution, dated
from pipeline.dates.periods import Period
from pipeline.dates.relative import open_value

# Figures of a period are told at the earliest this long before its end.
_EARLY_DAYS = 14


@dataclass(slots=True, unsafe_hash=True)
class Fraction:
    """The first or last so many months, weeks, days of a year, quarter or month; `whole` None: the last such year."""

    count: int
    unit: str
    whole: Meaning | None
    from_end: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        length = periods.duration(str(self.count), self.unit)
        whole = self._year(context) if self.whole is None else self.whole.resolve(context)
        if whole is None:
            return None
        if whole.period is None:
            return Resolution("DURATION", length)
        found = self._cut(whole.period)
        return Resolution("DURATION", length, periods.with_value(found, length), whole.basis) if found else None

    def _year(self, context: Context) -> Resolution | None:
        """The latest year whose first months are over or nearly so: figures come out about then."""
        reference = context.reference
        if reference is None:
            return Resolution("DATE", "XXXX")
        year = periods.year(reference.year)
        found = self._cut(year) if year else None
        if found is not None and (found.end - reference).days > _EARLY_DAYS:
            year = periods.year(reference.year - 1)
        return dated(year, context.basis)

    def _cut(self, whole: Period) -> Period | None:
        if self.from_end:
            start = periods.moved(
                self.unit, whole.end + periods.DAY if whole.end < dt.date.max else whole.end, -self.count
            )
            end: dt.date | None = whole.end
        else:
            start, end = whole.start, _last(whole.start, self.unit, self.count)
        if start is None or end is None or start < whole.start or end > whole.end:
            return None
        coarse = self.unit in {"month", "quarter"}
        return periods.interval(start, end, edtf=f"{start:%Y-%m}/{end:%Y-%m}" if coarse and start.year > 999 else None)


@dataclass(slots=True, unsafe_hash=True)
class Nth:
    """The first, second, last week or day of a month, year or quarter: "the first week of November"."""

    number: int
    unit: str
    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        whole = self.whole.resolve(context)
        if whole is None or whole.period is None:
            return whole if whole is None else Resolution("DATE", open_value(self.unit))
        found = self._week(whole.period) if self.unit == "week" else self._unit(whole.period)
        return dated(found, whole.basis or "explicit")

    def _unit(self, whole: Period) -> Period | None:
        date = whole.end if self.number < 0 else periods.moved(self.unit, whole.start, self.number - 1)
        return periods.containing(self.unit, date) if date and date <= whole.end else None

    def _week(self, whole: Period) -> Period | None:
        """Seven days counted from the start or end of the whole; its TIMEX3 value is the ISO week of their middle."""
        shift = -6 if self.number < 0 else 7 * (self.number - 1)
        start = periods.shifted(whole.end if self.number < 0 else whole.start, shift)
        middle, end = (periods.shifted(start, days) if start else None for days in (3, 6))
        if start is None or middle is None or end is None or start > whole.end:
            return None
        week = periods.week(middle)
        return periods.interval(start, end, week.value if week else None)


@dataclass(slots=True, unsafe_hash=True)
class NthWeekday:
    """The first, second, last Monday of a month or year; `weekday` 1 to 7."""

    number: int
    weekday: int
    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        whole = self.whole.resolve(context)
        if whole is None or whole.period is None:
            return whole if whole is None else Resolution("DATE", "XXXX-XX-XX")
        first, last = whole.period.start, whole.period.end
        if self.number < 0:
            date = periods.shifted(last, -((last.isoweekday() - self.weekday) % 7))
        else:
            date = periods.shifted(first, (self.weekday - first.isoweekday()) % 7 + 7 * (self.number - 1))
        return dated(periods.of_day(date) if date and first <= date <= last else None, whole.basis or "explicit")


@dataclass(slots=True, unsafe_hash=True)
class CenturyPart:
    """A stretch of so many years of a century, counted from 1."""

    number: int
    years: int
    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        whole = self.whole.resolve(context)
        if whole is None or whole.period is None:
            return whole
        first = whole.period.start.year // 100 * 100 + self.years * (self.number - 1)
        if self.years == 10:
            return dated(periods.decade(first), whole.basis or "explicit")
        start, end = periods.year(max(first, 1)), periods.year(first + self.years - 1)
        found = periods.span(start, end) if start and end else None
        return dated(periods.with_value(found, whole.value) if found else None, whole.basis or "explicit")


@dataclass(slots=True, unsafe_hash=True)
class WeekOf:
    """The week that holds a day."""

    day: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        day = self.day.resolve(context)
        if day is None or day.period is None:
            return day if day is None else Resolution("DATE", open_value("week"))
        return dated(periods.week(day.period.start), day.basis or "explicit")


def _last(start: dt.date, unit: str, count: int) -> dt.date | None:
    after = periods.moved(unit, start, count)
    return periods.shifted(after, -1) if after else None
