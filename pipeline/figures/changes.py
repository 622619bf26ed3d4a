"""Changes: a level, the level it moves to, and the stated difference, checked against what the two levels allow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.records import Figure, FigureChange

_HUNDRED = Decimal(100)


def find_changes(figures: Sequence[Figure]) -> tuple[FigureChange, ...]:
    """The movements of an article, in text order: `from` and the next `to` of its sentence, with their `delta`."""
    out = []
    for i, first in enumerate(figures):
        if first.role != "from" or first.value is None:
            continue
        j = _result(figures, i)
        if j is None:
            continue
        k = _delta(figures, i, j)
        out.append(_check(figures, i, j, k))
    return tuple(out)


def _result(figures: Sequence[Figure], i: int) -> int | None:
    first = figures[i]
    order: list[int] = [*range(i + 1, min(i + 4, len(figures))), *range(i - 1, max(i - 3, -1), -1)]
    for j in order:
        other = figures[j]
        if (
            other.sentence == first.sentence
            and other.role == "to"
            and other.unit == first.unit
            and other.value is not None
        ):
            return j
    return None


def _delta(figures: Sequence[Figure], i: int, j: int) -> int | None:
    for k in (min(i, j) - 1, min(i, j) + 1, max(i, j) + 1):
        if k in (i, j) or not 0 <= k < len(figures):
            continue
        delta = figures[k]
        if delta.sentence == figures[i].sentence and delta.role == "delta" and delta.value is not None:
            return k
    return None


def _check(figures: Sequence[Figure], i: int, j: int, k: int | None) -> FigureChange:
    first, last = figures[i], figures[j]
    if k is None:
        return FigureChange(i, j, None, None, None, None, "unchecked")
    delta = figures[k]
    bounds = _computed(first, last, relative=delta.unit == "%" and first.unit != "%")
    if bounds is None or delta.value is None or delta.low is None or delta.high is None:
        return FigureChange(i, j, k, delta.value, None, None, "unchecked")
    low, high = bounds
    sign = -1 if delta.trend == "fall" and delta.value > 0 else 1
    stated_low, stated_high = sorted((delta.low * sign, delta.high * sign))
    verdict = "agree" if stated_low <= high and low <= stated_high else "mismatch"
    return FigureChange(i, j, k, delta.value, low, high, verdict)


def _computed(first: Figure, last: Figure, *, relative: bool) -> tuple[Decimal, Decimal] | None:
    """What the two levels allow the difference to be, in per cent or in their own unit."""
    a, b, c, d = first.low, first.high, last.low, last.high
    if a is None or b is None or c is None or d is None:
        return None
    if not relative:
        return c - b, d - a
    if a <= 0 or b <= 0:
        return None
    ends = ((c / b - 1) * _HUNDRED, (d / a - 1) * _HUNDRED)
    return min(ends).quantize(Decimal("0.0001")), max(ends).quantize(Decimal("0.0001"))
