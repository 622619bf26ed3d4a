"""Times of the day: a clock time as text, and stretches between two of them ("from 9 a.m. to 5 p.m.")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.dates import periods
from pipeline.dates.absolute import Timed
from pipeline.dates.context import Context, Meaning, Resolution
from pipeline.dates.discourse import Told

_FIGURES = re.compile(r"\d+")
# Clock hours after noon that these parts of the day hold.
_LATER = frozenset({"afternoon", "evening", "night"})


@lru_cache(maxsize=1 << 12)  # texts repeat their hours
def clock_value(hour: str, meridiem: str) -> str | None:
    """Read "8:30" and "pm" as "20:30"; None if there is no such time."""
    figures = [int(part) for part in _FIGURES.findall(hour)]
    suffix = meridiem or ("pm" if hour.endswith("pm") else "am" if hour.endswith("am") else "")
    if not figures:
        return None
    at, minutes = figures[0], figures[1] if len(figures) > 1 else 0
    if suffix:
        if not 1 <= at <= 12:
            return None
        at = at % 12 + (12 if suffix == "pm" else 0)
    return f"{at:02d}:{minutes:02d}" if at < 24 and minutes < 60 else None


def military(written: str) -> str | None:
    """Read "1530" as "15:30"; None if there is no such time."""
    return clock_value(f"{written[:2]}:{written[2:]}", "")


def in_part(clock: str, part: str) -> str:
    """A clock time by what part of the day it lies in: 3:00 in the afternoon is 15:00."""
    hour = int(clock[:2])
    return f"{hour + 12:02d}{clock[2:]}" if part in _LATER and (5 if part == "night" else 0) < hour < 12 else clock


def opening(first: str, meridiem: str, last: str) -> str | None:
    """The first of two clock times of which only the last has its half of the day: "9-11 a.m.", "11-2 p.m."."""
    near = clock_value(first, meridiem)
    if near is None or near <= last:
        return near
    return clock_value(first, "am" if meridiem == "pm" else "pm")


@dataclass(slots=True, unsafe_hash=True)
class ClockRange:
    """From one time of the day to another; the end that names no day has the other's, past midnight the next one."""

    left: Timed
    right: Timed

    def resolve(self, context: Context) -> Resolution | None:
        return self.solve(context)[0]

    def solve(self, context: Context) -> tuple[Resolution | None, tuple[Resolution, Resolution] | None]:
        """The stretch, and its two ends."""
        first, last = (end.resolve(context) for end in self._placed())
        if first is None or last is None:
            return None, None
        value = f"{first.value}/{last.value}"
        if first.period is None or last.period is None:
            return Resolution("TIME", value), (first, last)
        start, end = first.period.start, last.period.end
        if start == end and (self.right.clock or "") < (self.left.clock or "") and self._day() is not None:
            after = periods.shifted(end, 1)
            last = replace(last, period=periods.of_day(after), value=f"{after}T{self.right.clock}") if after else last
            end, value = after or end, f"{first.value}/{last.value}"
        if end < start:
            return None, (first, last)
        period = periods.with_value(periods.interval(start, end) if start < end else periods.of_day(start), value)
        return Resolution("TIME", value, period, first.basis, None, "minute"), (first, last)

    def _day(self) -> Meaning | None:
        """The day that both ends have; None where each names its own."""
        left, right = self.left.day, self.right.day
        if isinstance(left, Told) or left == right:
            return right
        return left if isinstance(right, Told) else None

    def _placed(self) -> tuple[Timed, Timed]:
        day = self._day()
        return (self.left.on(day), self.right.on(day)) if day is not None else (self.left, self.right)
