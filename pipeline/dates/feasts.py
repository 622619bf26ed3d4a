"""Feasts that move with Easter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.absolute import gap
from pipeline.dates.context import Context, Resolution, dated
from pipeline.dates.periods import Period

# The Gregorian calendar begins.
_FIRST_YEAR = 1583


@dataclass(slots=True, unsafe_hash=True)
class Feast:
    """A feast so many days after Easter Sunday (Western churches); its year as in `Calendar`."""

    offset: int
    year: int | None = None
    year_shift: int | None = None
    direction: int | None = None

    def at(self, year: int) -> Period | None:
        date = periods.shifted(easter(year), self.offset) if _FIRST_YEAR <= year <= dt.MAXYEAR else None
        return periods.of_day(date) if date else None

    def resolve(self, context: Context) -> Resolution | None:
        if self.year is not None:
            return dated(self.at(self.year), "explicit")
        reference = context.reference
        if reference is None:
            return Resolution("DATE", "XXXX-XX-XX")
        if self.year_shift is not None:
            return dated(self.at(reference.year + self.year_shift), context.basis)
        found = [p for year in range(reference.year - 1, reference.year + 2) if (p := self.at(year))]
        if self.direction == -1:
            found = [p for p in found if p.start < reference][-1:]
        elif self.direction == 1:
            found = [p for p in found if p.start > reference][:1]
        return dated(min(found, key=lambda p: abs(gap(p, reference)), default=None), context.basis)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches, from 1583 on (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return dt.date(year, month, day + 1)
