"""Which row of the run answers which gold row, and when two names or two stretches of time are the same."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Hashable, Iterable
from typing import TypeVar

from pipeline.knowledge.fold import fold

G = TypeVar("G", bound=Hashable)
S = TypeVar("S", bound=Hashable)
Period = tuple[dt.date, dt.date]

# Part of the definition of "the same name", so it stands here and no user adds to it.
_LEFT_OUT = frozenset(
    "a an and the of for in mr mrs ms dr president minister prime state general secretary director vice chairman "
    "ambassador deputy foreign".split()
)


def one_to_one(candidates: Iterable[tuple[tuple[float, ...], G, S]]) -> dict[G, S]:
    """Gold -> system, each used once: candidates (rank, gold, system) are taken lowest rank first."""
    answers: dict[G, S] = {}
    used: set[S] = set()
    for _, gold, system in sorted(candidates, key=lambda c: c[0]):
        if gold not in answers and system not in used:
            answers[gold] = system
            used.add(system)
    return answers


def overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Characters that two stretches share; 0 or less where they share none."""
    return min(end, other_end) - max(start, other_start)


def plain(name: str | None) -> str:
    """A name in small ASCII letters and digits, everything else a space."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(name or "")))


def same_name(one: str | None, other: str | None) -> bool:
    """Equal without titles and small words, or all words of the shorter one in the longer one."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return bool(shorter) and set(shorter) <= set(longer)


def period(written: str) -> Period:
    """The first and last day of `2024`, `2024-11`, `2024-11-14` or of two of these joined by `/`.

    Raises:
        ValueError: there is no such day.
    """
    first, _, last = written.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def meet(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def _ends(written: str) -> Period:
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        day = dt.date(*parts)
        return day, day
    year, first, last = parts[0], parts[1] if len(parts) > 1 else 1, parts[1] if len(parts) > 1 else 12
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _words(name: str | None) -> list[str]:
    words = plain(name).split()
    return [word for word in words if word not in _LEFT_OUT] or words
