"""The days a time expression gives an event: first and last, how exactly, and how they are known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records import TimeExpression

_PRECISION = {"minute": "day", "part_of_day": "day", "day": "day", "month": "month", "year": "year"}
_COARSE = frozenset({"decade", "century"})
_BASIS = {"explicit": "explicit", "published": "explicit", "anchor": "anchored", "dateline": "dateline"}
_MONTH = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class When:
    """Days an event covers, inclusive, with precision (day, month, year, interval) and basis."""

    start: dt.date
    end: dt.date
    precision: str
    basis: str


def when_of(expression: TimeExpression) -> When | None:
    """The days of a time expression, None where it gives none."""
    start, end, precision = expression.date_start, expression.date_end, expression.precision
    if start is None or end is None or expression.basis is None or precision in _COARSE or precision is None:
        return None
    if expression.type == "SET" or (expression.type == "DURATION" and end - start > _MONTH):
        return None
    return When(start, end, _PRECISION.get(precision, "interval"), _BASIS.get(expression.basis, "explicit"))


def period_of(start: dt.date, end: dt.date) -> When:
    """The days from `start` to `end`, as exact as they are."""
    if start == end:
        return When(start, end, "day", "explicit")
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    month = start.year == end.year and start.month == end.month and start.day == 1 and end.day > 27
    return When(start, end, "year" if whole_year else "month" if month else "interval", "explicit")
