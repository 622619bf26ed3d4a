"""Meanings that point back into the text: the same day, the same period of another year, the following Monday."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.context import Context, Resolution, dated
from pipeline.dates.relative import years_on


@dataclass(frozen=True, slots=True)
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
        if told is None or target is None:
            return Resolution("DATE", "XXXX" if target is None else f"{target:04d}")
        return dated(years_on(told, target - told.start.year), "anchor") or Resolution("DATE", f"{target:04d}")


@dataclass(frozen=True, slots=True)
class Told:
    """The day of the discourse; of the `story`, not of a history it tells: "on this occasion", "following the talks", "at 10 a.m.", as the text told it."""

    story: bool = True

    def resolve(self, context: Context) -> Resolution | None:
        day = context.story if self.story else context.anchor
        if day is None:
            return Resolution("DATE", "XXXX-XX-XX")
        return dated(periods.of_day(day), "anchor")


@dataclass(frozen=True, slots=True)
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
