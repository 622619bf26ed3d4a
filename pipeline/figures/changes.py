"""Changes: a level, the level it moves to, and the stated difference, checked against what the two levels allow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from pipeline.records import Figure, FigureChange

_HUNDRED = Decimal(100)
_STEP = Decimal("0.0001")
_DIGITS = 120
"""Enough for the ratio of the largest amount to the smallest that can be written."""
_RELATIVE = frozenset({"percent", "share", "multiple"})


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
            and (other.role == "to" or (other.role == "target" and other.trend is not None))
            and other.unit == first.unit
            and other.value is not None
        ):
            return j
    return _reached(figures, i)


def _reached(figures: Sequence[Figure], i: int) -> int | None:
    """The level before a change and its base: "trade hit $6 million, up 20% from $5 million"."""
    first = figures[i]
    if i < 2 or figures[i - 1].role != "delta" or figures[i - 1].sentence != first.sentence:
        return None
    for j in range(i - 2, max(i - 4, -1), -1):
        level = figures[j]
        if level.role == "level" and level.sentence == first.sentence and level.unit == first.unit and level.value:
            return j
    return None


def _delta(figures: Sequence[Figure], i: int, j: int) -> int | None:
    for k in (min(i, j) - 1, min(i, j) + 1, max(i, j) - 1, max(i, j) + 1):
        if k in (i, j) or not 0 <= k < len(figures):
            continue
        delta = figures[k]
        if delta.sentence != figures[i].sentence or delta.role != "delta" or delta.value is None:
            continue
        if delta.kind in _RELATIVE or delta.unit == figures[i].unit or _points(delta, figures[i]):
            return k
    return None


def _points(delta: Figure, level: Figure) -> bool:
    return delta.kind == "percentage_point" and level.unit == "%"


def _check(figures: Sequence[Figure], i: int, j: int, k: int | None) -> FigureChange:
    first, last = figures[i], figures[j]
    if k is None:
        return FigureChange(i, j, None, None, None, None, "unchecked")
    delta = figures[k]
    bounds = _computed(first, last, delta)
    if bounds is None or delta.value is None or delta.low is None or delta.high is None:
        return FigureChange(i, j, k, delta.value, None, None, "unchecked")
    low, high = bounds
    sign = -1 if delta.trend == "fall" and delta.value > 0 and delta.kind != "multiple" else 1
    stated_low, stated_high = sorted((delta.low * sign, delta.high * sign))
    if stated_low <= high and low <= stated_high:
        return FigureChange(i, j, k, delta.value, low, high, "agree")
    if delta.unit == first.unit == "%":
        # "fell 5 percent from 20 to 19 percent": per cent of a per cent, or points loosely named
        return FigureChange(i, j, k, delta.value, low, high, "unchecked")
    return FigureChange(i, j, k, delta.value, low, high, "mismatch", _implied(first, delta, sign))


def _computed(first: Figure, last: Figure, delta: Figure) -> tuple[Decimal, Decimal] | None:
    """What the two levels allow the change to be, in the unit that states it: per cent, a share, times, or their own."""
    a, b, c, d = first.low, first.high, last.low, last.high
    if a is None or b is None or c is None or d is None:
        return None
    if not _is_relative(first, delta):
        return c - b, d - a
    if a <= 0 or b <= 0:
        return None
    if delta.kind == "multiple":
        ends = (c / b, d / a)
    else:
        factor = _HUNDRED if delta.unit == "%" else Decimal(1)
        ends = ((c / b - 1) * factor, (d / a - 1) * factor)
    with localcontext(prec=_DIGITS):
        return min(ends).quantize(_STEP), max(ends).quantize(_STEP)


def _is_relative(level: Figure, delta: Figure) -> bool:
    return delta.kind in ("multiple", "share") or (delta.unit == "%" and level.unit != "%")


def _implied(first: Figure, delta: Figure, sign: int) -> Decimal | None:
    """The level that the first one and the stated change lead to."""
    if first.value is None or delta.value is None:
        return None
    if not _is_relative(first, delta):
        return first.value + delta.value * sign
    if delta.kind == "multiple":
        return first.value * delta.value
    factor = _HUNDRED if delta.unit == "%" else Decimal(1)
    return first.value * (1 + delta.value * sign / factor)
