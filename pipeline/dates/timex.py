"""TIMEX3 for exchange and scoring: one annotation an expression, a range as its two ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pipeline.dates.finder import Expression, find_expressions
from pipeline.knowledge import Knowledge
from pipeline.records import TimeExpression

# Days of an occasion named by its event, which TIMEX3 does not mark.
_NOT_TIMEX = frozenset({"event", "occasion"})


def timexes(expressions: Iterable[Expression]) -> tuple[TimeExpression, ...]:
    """TIMEX3 annotations, in text order: ranges split into their ends, occasions left out."""
    out: list[TimeExpression] = []
    for expression in expressions:
        if expression.rule not in _NOT_TIMEX:
            out += expression.ends or (expression.time,)
    return tuple(out)


def find_timexes(
    text: str, reference_date: dt.date | None = None, knowledge: Knowledge | None = None
) -> tuple[TimeExpression, ...]:
    """`find_dates` in TIMEX3's manner: what `{start, end, text, type, value}` lines are written from."""
    return timexes(find_expressions(text, reference_date, knowledge))
