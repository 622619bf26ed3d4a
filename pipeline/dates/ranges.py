"""Ranges: two dates with a connector between them, one borrowing month or year from the other, never inverted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Edged, Fixed, Numeric, Part, Timed
from pipeline.dates.clocks import ClockRange
from pipeline.dates.context import Context, Meaning, Resolution, dated
from pipeline.dates.discourse import MonthDay
from pipeline.dates.relative import Unit

# A stretch and its two ends.
Solved = tuple[Resolution | None, tuple[Resolution, Resolution] | None]


@dataclass(slots=True, unsafe_hash=True)
class Interval:
    """From the start of one date to the end of another."""

    left: Meaning
    right: Meaning

    def resolve(self, context: Context) -> Resolution | None:
        return self.solve(context)[0]

    def solve(self, context: Context) -> Solved:
        """The whole, and its two ends."""
        ends = self.resolved_ends(context)
        return (spanned(*ends, context) if ends is not None else None), ends

    def resolved_ends(self, context: Context) -> tuple[Resolution, Resolution] | None:
        """Both ends, the one without a year placed by the other; None if one does not exist."""
        left, right = self.left, self.right
        if isinstance(left, Calendar) and isinstance(right, Calendar):
            left, right = _shared(left, right, context)
        elif isinstance(left, Unit) and isinstance(right, Calendar) and right.weekday and not right.day:
            right = replace(right, direction=1)
        elif isinstance(left, Part) and isinstance(right, Part) and left.year is None and left.year_shift is None:
            left = replace(left, year=right.year, year_shift=right.year_shift)
        first, last = left.resolve(context), right.resolve(context)
        if isinstance(right, MonthDay) and first is not None and first.period is not None:
            # "From the 28th to the 3rd": the end follows the beginning.
            day = right.after(first.period.start)
            last = dated(periods.of_day(day) if day else None, first.basis or context.basis)
        return (first, last) if first is not None and last is not None else None


@dataclass(slots=True, unsafe_hash=True)
class Trailing:
    """So many units that end with a date: "the 12 months to September".

    `part` of a financial year has a name instead of a length: "the third quarter ended September 30".
    """

    count: int
    unit: str
    end: Calendar
    part: str | None = None

    def resolve(self, context: Context) -> Resolution | None:
        return self.solve(context)[0]

    def solve(self, context: Context) -> Solved:
        """The stretch, and as its ends itself and the date it ends with; nothing if there is no such date."""
        last = self.end.resolve(context)
        if last is None:
            return None, None
        kind, value = "DURATION", periods.duration(str(self.count), self.unit)
        if self.part is not None:
            kind, value = "DATE", f"{last.value[:4]}-{self.part}"
        after = periods.shifted(last.period.end, 1) if last.period is not None else None
        start = periods.moved(self.unit, after, -self.count) if after is not None else None
        whole = Resolution(kind, value)
        if last.period is not None and start is not None:
            edtf = _months(start, last.period)
            whole = Resolution(kind, value, periods.interval(start, last.period.end, value, edtf), last.basis)
            named = periods.containing(self.unit if self.count == 1 else "quarter", start)
            known = named is not None and (named.start, named.end) == (start, last.period.end)
            if named is not None and known and (self.count == 1 or named.value == value):
                # "The quarter ended March 31" is the first one.
                whole = Resolution("DATE", named.value, named, last.basis)
        return whole, (whole, last)


def _months(start: dt.date, last: periods.Period) -> str:
    """EDTF of a stretch: by months if it ends with one."""
    if last.precision == "month" and start.year > 999:
        return f"{start:%Y-%m}/{last.edtf}"
    return f"{start}/{last.end}"


def spanned(first: Resolution, last: Resolution, context: Context) -> Resolution | None:
    """From the start of one resolved end to the end of the other; None if that is inverted."""
    if first.period is None or last.period is None:
        return Resolution("DATE", f"{first.value}/{last.value}")
    whole = periods.span(first.period, last.period)
    if whole is None:
        return None
    explicit = first.basis == last.basis == "explicit"
    return Resolution("DATE", whole.value, whole, "explicit" if explicit else context.basis)


def joinable(left: Meaning, right: Meaning) -> bool:
    """Whether two dates may be the ends of one range: dates of one kind and grain."""
    if _is_day(left) and _is_day(right) and (isinstance(left, Unit) or isinstance(right, Unit)):
        # "From today until Friday".
        return True
    if isinstance(left, Timed) and isinstance(right, Timed):
        return left.clock is not None and right.clock is not None
    if isinstance(left, Calendar) and isinstance(right, Calendar):
        return left.unit == right.unit
    if isinstance(left, Part) and isinstance(right, Part):
        return left.kind == right.kind
    both = (Calendar, Edged, Numeric, Part)
    if isinstance(left, Edged) or isinstance(right, Edged):
        return isinstance(left, both) and isinstance(right, both)
    days = (Fixed, Numeric)
    return isinstance(left, days) and isinstance(right, days)


def joined(left: Meaning, right: Meaning) -> Meaning:
    """From one end to the other, which are `joinable`."""
    if isinstance(left, Timed) and isinstance(right, Timed):
        return ClockRange(left, right)
    return Interval(left, right)


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, (Calendar, Unit)) and meaning.unit == "day"


def _shared(left: Calendar, right: Calendar, context: Context) -> tuple[Calendar, Calendar]:
    """Fill in the year that one end lacks."""
    if right.year_shift is not None and left.year is None and left.year_shift is None and context.reference:
        right = replace(right, year=context.reference.year + right.year_shift, year_shift=None)
        return _Placed.of(_before(left, right)), _Placed.of(right)
    if left.month is None and right.month is None and (left.weekday or right.weekday):
        return _weekdays(left, right, context)
    if left.month is None or right.month is None:
        return left, right
    if left.year is None and right.year is not None:
        return _before(left, right), right
    if left.year is not None and right.year is None:
        return left, replace(right, year=left.year + _wraps(left, right))
    if left.year is None and right.year is None and left.year_shift is None:
        last = right.resolve(context)
        if last is not None and last.period is not None:
            right = replace(right, year=last.period.start.year, direction=None)
            # The year came from the reference date: it is not "explicit", which `Interval` cannot see here.
            return _Placed.of(_before(left, right)), _Placed.of(right)
    return left, right


@dataclass(slots=True, unsafe_hash=True)
class _Placed(Calendar):
    """A calendar date whose year was borrowed from the reference date."""

    @classmethod
    def of(cls, date: Calendar) -> _Placed:
        return cls(date.year, date.month, date.day, date.weekday)

    def resolve(self, context: Context) -> Resolution | None:
        found = Calendar.resolve(self, context)
        return replace(found, basis=context.basis) if found is not None and found.basis else found


def _wraps(left: Calendar, right: Calendar) -> bool:
    """Whether the right end lies in the next year: "December 28 to January 3"."""
    return (left.month or 0, left.day or 0) > (right.month or 0, right.day or 0)


def _before(left: Calendar, right: Calendar) -> Calendar:
    return replace(left, year=(right.year or 0) - _wraps(left, right), year_shift=None, direction=None)


def _weekdays(left: Calendar, right: Calendar, context: Context) -> tuple[Calendar, Calendar]:
    """Place "Monday to Wednesday": the first as a weekday alone, the second the next one after it."""
    first = left.resolve(context)
    if first is None or first.period is None or left.weekday is None or right.weekday is None:
        return left, right
    start = first.period.start
    end = periods.shifted(start, (right.weekday - left.weekday) % 7)
    if end is None:
        return left, right
    placed = [_Placed(date.year, date.month, date.day, date.isoweekday()) for date in (start, end)]
    return placed[0], placed[1]
