"""Meanings that start from another date: this, last and next, offsets, rolling spans; and lengths and sets without one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.context import Context, Meaning, Resolution, dated
from pipeline.dates.periods import Period

_COARSE = frozenset({"month", "quarter", "year", "decade"})
_FINE = frozenset({"hour", "minute", "second"})


@dataclass(slots=True, unsafe_hash=True)
class Bare:
    """A length, a set or a vague word: TIMEX3 without days."""

    type: str
    value: str

    def resolve(self, context: Context) -> Resolution | None:
        del context
        return Resolution(self.type, self.value)


@dataclass(slots=True, unsafe_hash=True)
class Unplaced:
    """A part of a year whose first day nobody tells: its value without days."""

    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        found = self.whole.resolve(context)
        return Resolution(found.type, found.value) if found is not None else None


@dataclass(slots=True, unsafe_hash=True)
class Unit:
    """This, last, next day, week, month, quarter, year ...: `step` units from the one that holds the base.

    Attributes:
        told: the base is the discourse ("the same day", "the following week"), else the reference date.
        toward: "earlier this week" (-1) ends at the reference date, "later this week" (1) starts there.
        near: the base is what the last sentence or this one told, else the reference date ("later in the year").
    """

    unit: str
    step: int
    told: bool = False
    toward: int = 0
    near: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        base, basis = _base(context, told=self.told, unit=self.unit)
        if base is None and self.told and self.step < 0 and self.unit != "day":
            base, basis = context.reference, context.basis  # "the previous week", where no other was told
        if self.near and context.near is not None:
            base, basis = context.near.start, "anchor"
        if base is None:
            return Resolution("DATE", open_value(self.unit))
        date = periods.moved(self.unit, base, self.step)
        period = periods.containing(self.unit, date) if date else None
        if period is None:
            return Resolution("DATE", open_value(self.unit))
        value = period.value
        if self.toward and period.start <= base <= period.end and self.unit != "day":
            start, end = (period.start, base) if self.toward < 0 else (base, period.end)
            period = periods.interval(start, end, value)
        return Resolution("DATE", value, period, basis)


@dataclass(slots=True, unsafe_hash=True)
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
        return dated(period, context.basis) or Resolution("DATE", open_value("weekend"))


@dataclass(slots=True, unsafe_hash=True)
class Offset:
    """So many units before or after the base, as precise as the unit: "three years ago" is a year."""

    count: str
    unit: str
    sign: int
    told: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        length = periods.duration(self.count, self.unit)
        base, basis = _base(context, told=self.told, unit=self.unit)
        if base is None and self.told and self.sign < 0 and self.count.isdecimal() and self.unit in _COARSE:
            # "Up from a year earlier", where nothing was told that it could be earlier than: named, but without days.
            date = periods.moved(self.unit, context.reference, -int(self.count)) if context.reference else None
            near = periods.containing("year" if self.unit == "decade" else self.unit, date) if date else None
            if near is not None:
                return Resolution("DATE", near.value)
        if not self.count.isdecimal() or base is None or self.unit in _FINE:
            vague = "PAST_REF" if self.sign < 0 and not self.told else "FUTURE_REF" if not self.told else length
            known = base is not None and self.unit not in _FINE and vague != length
            return Resolution("DATE", vague) if known else Resolution("DURATION", length)
        told = context.period
        if (
            self.told
            and self.unit == "year"
            and self.count == "1"
            and told
            and told.precision in {"month", "quarter", "half", "interval"}
        ):
            # "A year earlier" beside the figure of a quarter is that quarter.
            return dated(years_on(told, self.sign * int(self.count)), basis)
        date = periods.moved(self.unit, base, self.sign * int(self.count))
        unit = {"fortnight": "week", "semester": "half", "decade": "year", "century": "year"}.get(self.unit, self.unit)
        period = periods.containing(unit, date) if date else None
        return dated(period, basis) or Resolution("DURATION", length)


@dataclass(slots=True, unsafe_hash=True)
class Ahead:
    """In so many units: a date ahead of the reference date where the clause lies ahead, else a length.

    Attributes:
        sure: "in two weeks' time".
        tense: as in `Calendar`.
    """

    count: str
    unit: str
    sure: bool = False
    tense: str | None = None

    def resolve(self, context: Context) -> Resolution | None:
        if self.sure or self.tense == "future":
            return Offset(self.count, self.unit, 1).resolve(context)
        return Resolution("DURATION", periods.duration(self.count, self.unit))


@dataclass(slots=True, unsafe_hash=True)
class Rolling:
    """The past or next so many units: a length that ends or starts at the reference date, or beside what was `told`."""

    count: str
    unit: str
    sign: int
    told: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        length = periods.duration(self.count, self.unit)
        if self.told:
            return self._beside(context.near, length)
        base = context.reference
        far = periods.moved(self.unit, base, self.sign * int(self.count)) if base and self.count.isdecimal() else None
        if base is None or far is None:
            return Resolution("DURATION", length)
        start, end = min(base, far), max(base, far)
        edtf = f"{start.year:04d}/{end.year:04d}" if self.unit in {"year", "decade", "century"} else None
        return Resolution("DURATION", length, periods.interval(start, end, length, edtf), context.basis)

    def _beside(self, told: Period | None, length: str) -> Resolution:
        """The units right before or after what was told: "in the previous three months"."""
        near = told.start if told is not None and self.sign < 0 else periods.shifted(told.end, 1) if told else None
        far = periods.moved(self.unit, near, self.sign * int(self.count)) if near and self.count.isdecimal() else None
        if near is None or far is None:
            return Resolution("DURATION", length)
        last = periods.shifted(max(near, far), -1)
        found = periods.interval(min(near, far), last, length) if last is not None else None
        return dated(found, "anchor", "DURATION") or Resolution("DURATION", length)


@dataclass(slots=True, unsafe_hash=True)
class Shifted:
    """So many units from another day on: "a week from Friday"."""

    base: Meaning
    count: str
    unit: str

    def resolve(self, context: Context) -> Resolution | None:
        base = self.base.resolve(context)
        length = periods.duration(self.count, self.unit)
        if base is None or base.period is None or not self.count.isdecimal():
            return Resolution("DURATION", length)
        date = periods.moved(self.unit, base.period.start, int(self.count))
        return dated(periods.of_day(date) if date else None, base.basis or "") or Resolution("DURATION", length)


@dataclass(slots=True, unsafe_hash=True)
class Rest:
    """What is left of a period at the reference date: "the rest of the year"."""

    whole: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        whole, reference = self.whole.resolve(context), context.reference
        if whole is None or whole.period is None or reference is None:
            return Resolution("DATE", whole.value) if whole is not None else None
        if not whole.period.start <= reference <= whole.period.end:
            return Resolution("DATE", whole.value)
        return dated(periods.interval(reference, whole.period.end, whole.value), context.basis)


def _base(context: Context, *, told: bool, unit: str) -> tuple[dt.date | None, str]:
    """The day a relative meaning starts from and the basis that gives."""
    if not told:
        return context.reference, context.basis
    if unit in {"year", "quarter", "month", "decade", "century", "half"} and context.period is not None:
        return context.period.start, "anchor"
    if unit == "week" and context.near is not None and context.near.precision == "week":
        return context.near.start, "anchor"
    return context.anchor, "anchor"


def years_on(told: Period, count: int) -> Period | None:
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


def open_value(unit: str) -> str:
    """TIMEX3 of a unit whose place nobody knows."""
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")
