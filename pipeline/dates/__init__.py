"""Dates: every time expression of an article and the days it covers.

`DateFinder` is the stage; `find_dates` serves any text without the rest of the pipeline. The way of an expression:
`tokens` (text to token classes) -> `grammar` (rules over classes) -> `normaliser` (a match to its meaning) -> `guards`
-> `ranges` -> `tense` (from the `governing` verb or the words around) -> the meaning resolved in a `context`
(`absolute`, `relative`, `portions`, `discourse`, `feasts`, `fiscal`) -> a `TimeExpression`. `inference` gives articles
without a date their day. Words are rows of the `.tsv` files beside it. The published idea of token classes instead of
word patterns is SynTime's (Zhong, Sun and Cambria, ACL 2017); values follow TIMEX3 (TimeML 1.2.1) and EDTF (ISO 8601-2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.on_demand import on_demand

if TYPE_CHECKING:
    from pipeline.dates.finder import DateFinder, Expression, find_dates, find_expressions
    from pipeline.dates.inference import Inferred, infer_published
    from pipeline.dates.timex import find_timexes, timexes

__all__ = [
    "DateFinder",
    "Expression",
    "Inferred",
    "find_dates",
    "find_expressions",
    "find_timexes",
    "infer_published",
    "timexes",
]

__getattr__ = on_demand(
    __name__,
    {
        "DateFinder": "finder",
        "Expression": "finder",
        "find_dates": "finder",
        "find_expressions": "finder",
        "Inferred": "inference",
        "infer_published": "inference",
        "find_timexes": "timex",
        "timexes": "timex",
    },
)
