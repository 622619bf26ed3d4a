"""Meanings that point back into the text: the same day, the same period of another year, the following Monday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.dates import periods
from pipeline.dates.context import Context, Resolution, dated
from pipeline.dates.relative import years_on

_MIDDLE = 15


@dataclass(slots=True, unsafe_hash=True)
class SamePeriod:
    """The same period of another year: the last stretch told of, moved.

    Attributes:
        year, year_shift: as in `Calendar`.
        back: so many years before what was told, whatever the reference date.
    """

    year: int | None = None
    year_shift: int | None = None
    back: int = 0

    def resolve(self, context: Context) -> Resolution | None:
        told = context.period
        base = context.reference.year if context.reference else None
        target = self.year if self.year is not None else None
        if target is None and self.year_shift is not None and base is not None:
            target = base + self.year_shift
            if told is not None and self.year_shift < 0 and told.start.year == target:
                # Told a year late: "in 2023, up from the same period last year", in the copy of January 2024.
                target += self.year_shift
        if self.back:
            target = told.start.year - self.back if told is not None else None
        if told is None and self.back and base is not None:
            return Resolution("DATE", f"{base - self.back:04d}")  # of which of its periods, nobody said
        if told is None or target is None:
            return Resolution("DATE", "XXXX" if target is None else f"{target:04d}")
        return dated(years_on(told, target - told.start.year), "anchor") or Resolution("DATE", f"{target:04d}")


@dataclass(slots=True, unsafe_hash=True)
class Told:
    """The day of the discourse: "on this occasion", "following the talks", "at 10 a.m.", as the text told it.

    Attributes:
        story: that of the story, not of a history it tells.
        else_published: the day the text is from, where it has told none and the clause tells of what is past,
            no habit: "the blast occurred at 10:30 a.m.".
    """

    story: bool = True
    else_published: bool = False

    def resolve(self, context: Context) -> Resolution | None:
        day = context.story if self.story else context.anchor
        if day is None and self.else_published and context.reference is not None and context.tense == "past":
            return dated(periods.of_day(context.reference), context.basis)
        if day is None:
            return Resolution("DATE", "XXXX-XX-XX")
        return dated(periods.of_day(day), "anchor")


@dataclass(slots=True, unsafe_hash=True)
class ToldWeekday:
    """The Monday before (-1) or after (1) the day of the discourse, or the second one (2, -2) ...

    Attributes:
        told: counted from the discourse; else from the reference date ("two Fridays ago").
    """

    weekday: int
    step: int
    told: bool = True

    def resolve(self, context: Context) -> Resolution | None:
        day, basis = (context.anchor, "anchor") if self.told else (context.reference, context.basis)
        if day is None:
            return Resolution("DATE", f"XXXX-WXX-{self.weekday}")
        if self.step > 0:
            shift = ((self.weekday - day.isoweekday()) % 7 or 7) + 7 * (self.step - 1)
        else:
            shift = -((day.isoweekday() - self.weekday) % 7 or 7) + 7 * (self.step + 1)
        date = periods.shifted(day, shift)
        return dated(periods.of_day(date) if date else None, basis)


@dataclass(slots=True, unsafe_hash=True)
class MonthDay:
    """A day of the month without its month: "on the 13th".

    Its month is that of a day or month told just before, else that of the reference date; then the tense decides.
    """

    day: int
    tense: str | None = None

    @property
    def unit(self) -> str:
        return "day"

    def resolve(self, context: Context) -> Resolution | None:
        if self.day > 31:
            return None
        told, reference = context.month_told, context.reference
        base = told or reference
        if base is None:
            return Resolution("DATE", f"XXXX-XX-{self.day:02d}")
        earliest, latest = dt.date.min, dt.date.max
        if reference is not None and self.tense == "future":
            # A plan goes on in time: "on the 28th ... on the 3rd".
            earliest = told if told is not None and told >= reference else min(reference, base)
        elif reference is not None and self.tense == "past":
            latest = reference
        best = next((day for day in self.near(base) if earliest <= day <= latest), None)
        if best is None:
            return Resolution("DATE", f"XXXX-XX-{self.day:02d}")
        return dated(periods.of_day(best), context.basis if told is None else "anchor")

    def near(self, base: dt.date) -> Iterator[dt.date]:
        """Such days of the month of a day, then of the nearer and the farther month beside it."""
        beside = (0, 1, -1) if base.day > _MIDDLE else (0, -1, 1)
        for shift in beside:
            month = periods.moved("month", base.replace(day=1), shift) if shift else base
            period = periods.day(month.year, month.month, self.day) if month is not None else None
            if period is not None:
                yield period.start

    def after(self, base: dt.date) -> dt.date | None:
        """The first such day from a day on."""
        return min((day for day in self.near(base) if day >= base), default=None)


@dataclass(slots=True, unsafe_hash=True)
class ToldPeriod:
    """The stretch told just before, named by its unit alone: "in the quarter", "over the period"."""

    unit: str

    def resolve(self, context: Context) -> Resolution | None:
        told = context.told
        if told is None or told.period is None or told.period.start == told.period.end:
            return None
        fits = told.period.precision == self.unit or (self.unit == "period" and told.period.precision != "day")
        return replace(told, basis="anchor") if fits else None
