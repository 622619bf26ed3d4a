"""Meanings that need another date: offsets, rolling spans, "the same day", the first months of a year, lengths, sets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.context import Context, Meaning, Resolution, dated
from pipeline.dates.periods import Period

# Figures of a period are told at the earliest this long before its end.
_EARLY_DAYS = 14
_FINE = frozenset({"hour", "minute", "second"})


@dataclass(frozen=True, slots=True)
class Bare:
    """A length, a set or a vague word: TIMEX3 without days."""

    type: str
    value: str

    def resolve(self, context: Context) -> Resolution | None:
        del context
        return Resolution(self.type, self.value)


@dataclass(frozen=True, slots=True)
class Unit:
    """This, last, next day, week, month, quarter, year ...: `step` units from the one that holds the base.

    Attributes:
        told: the base is the discourse ("the same day", "the following week"), else the reference date.
        toward: "earlier this week" (-1) ends at the reference date, "later this week" (1) starts there.
    """

    unit: str
    step: int
    told: bool = False
    toward: int = 0

    def resolve(self, context: Context) -> Resolution | None:
        base, basis = _base(context, told=self.told, unit=self.unit)
        if base is None:
            return Resolution("DATE", _open_value(self.unit))
        date = periods.moved(self.unit, base, self.step)
        period = periods.containing(self.unit, date) if date else None
        if period is None:
            return Resolution("DATE", _open_value(self.unit))
        value = period.value
        if self.toward and period.start <= base <= period.end and self.unit != "day":
            start, end = (period.start, base) if self.toward < 0 else (base, period.end)
            period = periods.interval(start, end, value)
        return Resolution("DATE", value, period, basis)


@dataclass(frozen=True, slots=True)
class Weekend:
    """The weekend without more ("over the weekend"): the latest one that has begun, as with weekdays.

    Attributes:
        this: "this weekend": the one of this week, unless the clause tells of the past.
        tense: as in `Calendar`; what lies ahead is the weekend of this week.
    """

    this: bool = False
    tense: str | None = None

    def resolve(self, context: Context) -> Resolution | None:
        reference = context.reference
        date = reference
        if reference and (self.tense == "past" if self.this else self.tense != "future"):
            date = periods.shifted(reference, -((reference.isoweekday() - 6) % 7))
        period = periods.weekend(date) if date else None
        return dated(period, context.basis) or Resolution("DATE", _open_value("weekend"))


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before or after the base, as precise as the unit: "three years ago" is a year."""

    count: str
    unit: str
    sign: int
    told: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        length = periods.duration(self.count, self.unit)
        base, basis = _base(context, told=self.told, unit=self.unit)
        if not self.count.isdecimal() or base is None or self.unit in _FINE:
            vague = "PAST_REF" if self.sign < 0 and not self.told else "FUTURE_REF" if not self.told else length
            known = base is not None and self.unit not in _FINE
            return Resolution("DATE", vague) if known else Resolution("DURATION", length)
        told = context.period
        if self.told and self.unit == "year" and told and told.precision in {"month", "quarter", "half", "interval"}:
            # "A year earlier" beside the figure of a quarter is that quarter.
            return dated(_years_on(told, self.sign * int(self.count)), basis)
        date = periods.moved(self.unit, base, self.sign * int(self.count))
        unit = {"fortnight": "week", "semester": "half", "decade": "year", "century": "year"}.get(self.unit, self.unit)
        period = periods.containing(unit, date) if date else None
        return dated(period, basis) or Resolution("DURATION", length)


@dataclass(frozen=True, slots=True)
class Rolling:
    """The past or next so many units: a length that ends or starts at the reference date."""

    count: str
    unit: str
    sign: int

    def resolve(self, context: Context) -> Resolution | None:
        length = periods.duration(self.count, self.unit)
        base = context.reference
        far = periods.moved(self.unit, base, self.sign * int(self.count)) if base and self.count.isdecimal() else None
        if base is None or far is None:
            return Resolution("DURATION", length)
        start, end = min(base, far), max(base, far)
        edtf = f"{start.year:04d}/{end.year:04d}" if self.unit in {"year", "decade", "century"} else None
        return Resolution("DURATION", length, periods.interval(start, end, length, edtf), context.basis)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Nth:
    """The first, second, last week or day of a month, year or quarter: "the first week of November"."""

    number: int
    unit: str
    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        whole = self.whole.resolve(context)
        if whole is None or whole.period is None:
            return whole if whole is None else Resolution("DATE", _open_value(self.unit))
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


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The same period of another year: the last stretch told of, moved."""

    year: int | None = None
    year_shift: int | None = None

    def resolve(self, context: Context) -> Resolution | None:
        told = context.period
        base = context.reference.year if context.reference else None
        target = self.year if self.year is not None else None
        if target is None and self.year_shift is not None and base is not None:
            target = base + self.year_shift
        if told is None or target is None:
            return Resolution("DATE", "XXXX" if target is None else f"{target:04d}")
        return dated(_years_on(told, target - told.start.year), "anchor") or Resolution("DATE", f"{target:04d}")


@dataclass(frozen=True, slots=True)
class Told:
    """The day of the discourse; of the `story`, not of a history it tells: "on this occasion", "following the talks", "at 10 a.m.", as the text told it."""

    story: bool = True

    def resolve(self, context: Context) -> Resolution | None:
        day = context.story if self.story else context.anchor
        if day is None:
            return Resolution("DATE", "XXXX-XX-XX")
        return dated(periods.of_day(day), "anchor")


def _base(context: Context, *, told: bool, unit: str) -> tuple[dt.date | None, str]:
    """The day a relative meaning starts from and the basis that gives."""
    if not told:
        return context.reference, context.basis
    if unit in {"year", "quarter", "month", "decade", "century", "half"} and context.period is not None:
        return context.period.start, "anchor"
    return context.anchor, "anchor"


def _years_on(told: Period, count: int) -> Period | None:
    """The same stretch of another year; it keeps its name if it has one there."""
    start, end = (periods.moved("year", day, count) for day in (told.start, told.end))
    if start is None or end is None:
        return None
    if told.end.month == 2 and told.end.day >= 28:
        whole = periods.month(end.year, 2)
        end = whole.end if whole else end
    found = periods.containing(told.precision, start)
    if found is None or (found.start, found.end) != (start, end):
        found = periods.interval(start, end, f"{start.year:04d}")
    return found


def _last(start: dt.date, unit: str, count: int) -> dt.date | None:
    after = periods.moved(unit, start, count)
    return periods.shifted(after, -1) if after else None


def _open_value(unit: str) -> str:
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")
