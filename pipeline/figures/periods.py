"""Periods: which time expression of the sentence each amount belongs to, by text order.

A date right behind an amount is its own; else the nearest date before it that no earlier amount took; what moves
shares the period of the level it leads to, and a change from one period to another covers both.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.stated import Stated
from pipeline.records import TimeExpression

SHORTEST = 6
"""Days a time expression must span at least: "on Wednesday" dates the saying, not the amount."""

_FARTHEST = 120
"""Code points between an amount and the date behind it, at most."""
_BACK = 16
"""Dates looked back over: a sentence may be a whole file."""

_NO_PERIOD = frozenset({"ordinal", "age", "duration"})
# What separates an amount from a date that is not its own: a new clause, or the base of a comparison.
_APART = re.compile(
    r";|:|\bwhile\b|\bwhereas\b|\bcompared\b|\bagainst\b|\bversus\b|\bthan\b|\bsame\b|\buntil\b|,\s(?:which|who|whose|where)\b"
    r"|\b(?:from|over|above|below|since|on|by)\s+(?:the\s+)?(?:end\s+of\s+)?(?:level\s+(?:in|of)\s+)?$"
)
_SPAN = re.compile(r"\s(?:to|until|till|through)\s|\d\s?[-–]\s?\d")
_BY = re.compile(
    r"\b(?:by|since|until|till|before|after)\s+(?:the\s+)?(?:(?:end|start|beginning)\s+of\s+)?$", re.IGNORECASE
)
_THAN = re.compile(r"\b(?:than|versus|compared (?:with|to))\s+(?:in|for|during|at)?\s*(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|against|over|on)\s+(?:a\s+|the\s+)?$", re.IGNORECASE)
_AGO = re.compile(r"\b(?:earlier|before|ago|previous|same|prior)\b", re.IGNORECASE)
_BASE = re.compile(r"\s?levels?\b|\s[A-Z][a-z]")
"""Behind a date: it is what something is compared with ("2005 levels"), or part of a name ("the 2030 World Cup")."""
_OF_WHICH = re.compile(
    r"(?:,?\s*(?:and\s+)?of (?:which|that|this)|\b(?:worth|valued at)(?: a total of| about| around)?)\s(?:only |just )?$"
)
_OTHER_CLAUSE = re.compile(r";|, and that\b")
_JOINT = re.compile(r"(?:,|\band\b)\s*(?:and\s+)?(?:in|during|for|by)?\s*(?:the\s+)?$")
_PARTS = re.compile(r",\s(?:with|including|comprising|made up of)\s[^;:.]*$|^\s?and\s[^;:.,]+\s(?:at|of|by|to)\s$")
_LISTED = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:in\s+)?(?:the\s+)?")
_GLOSS = re.compile(
    r"(?:\s?[(\[]\s?|,?\s(?=or |equivalent |equal |the equivalent ))"
    r"(?:or |about |around |approximately |some |(?:the )?equivalent (?:to |of )|equal to |i\.e\. )*$"
)


@dataclass(slots=True, unsafe_hash=True)
class Period:
    """Days, inclusive at both ends, and the words that say them."""

    start: dt.date
    end: dt.date
    text: str


def spans_days(expression: TimeExpression) -> bool:
    """Whether a time expression can be the period of an amount."""
    start, end = expression.date_start, expression.date_end
    return start is not None and end is not None and (end - start).days >= SHORTEST


def is_gloss(text: str, before: Stated, stated: Stated) -> bool:
    """Whether an amount in brackets converts or repeats the one before it: "VND12 trillion (US$484 million)"."""
    return stated.start - before.end < 40 and _GLOSS.fullmatch(text[before.end : stated.start]) is not None


def assign(
    text: str, end: int, stated: Sequence[Stated], dates: Sequence[TimeExpression], frame: Period | None
) -> list[Period | None]:
    """The period of each stated amount of one sentence.

    Args:
        text: of the article.
        end: of the sentence.
        stated: its amounts in text order.
        dates: its time expressions in text order.
        frame: period that an earlier sentence of the paragraph sets, for a sentence without any date.
    """
    usable = [date for date in dates if spans_days(date)]
    out: list[Period | None] = [None] * len(stated)
    taken: set[int] = set()
    for k, one in enumerate(stated):
        if one.amount.kind in _NO_PERIOD:
            continue
        j = k + 1
        j += j < len(stated) and is_gloss(text, one, stated[j])
        limit = stated[j].start if j < len(stated) else end
        found = _after(text, one, limit, usable, last=limit == end)
        if found is None:
            found = _before(text, one, usable, taken)
        else:
            taken.add(found.start)
        out[k] = _period(found)
    if not dates:
        out = [frame if one.amount.kind in ("money", "percent") else None for one in stated]
    return _detail(text, stated, _share(text, stated, out), [d for d in usable if not _is_base(text, d)])


def _detail(
    text: str, stated: Sequence[Stated], periods: list[Period | None], dates: Sequence[TimeExpression]
) -> list[Period | None]:
    """Gives the parts of a sum its period: "trade was 8.5 billion in 2023, with exports at 2.5 and imports at 6"."""
    if len(dates) != 1:
        return periods
    for k in range(1, len(stated)):
        last, one = stated[k - 1], stated[k]
        if periods[k] is not None or one.role == "from" or one.amount.kind in _NO_PERIOD:
            continue
        if periods[k - 1] is not None and _PARTS.search(text[last.end : one.start][-_FARTHEST:]):
            periods[k] = periods[k - 1]
    return periods


def hand_out(
    text: str,
    stated: Sequence[Stated],
    amounts: Sequence[Sequence[int]],
    dates: Sequence[TimeExpression],
    periods: list[Period | None],
) -> None:
    """Sets the periods of amounts that "respectively" joins.

    To as many dates in a row each goes to its own ("3% and 4% in 2023 and 2024"); else they share the one of the last.
    """
    usable = [date for date in dates if spans_days(date)]
    size = len(amounts)
    begin, end = stated[amounts[0][0]].start, stated[amounts[-1][-1]].end
    for i in range(len(usable) - size + 1):
        row = usable[i : i + size]
        if not all(_LISTED.fullmatch(text[one.end : other.start]) for one, other in itertools.pairwise(row)):
            continue
        if 0 <= row[0].start - end <= _FARTHEST or 0 <= begin - row[-1].end <= _FARTHEST:
            for date, joined in zip(row, amounts, strict=True):
                for j in joined:
                    periods[j] = _period(date)
            return
    shared = periods[amounts[-1][-1]]
    for j in itertools.chain.from_iterable(amounts):
        periods[j] = periods[j] or shared


def _period(date: TimeExpression | None) -> Period | None:
    if date is None or date.date_start is None or date.date_end is None:
        return None
    return Period(date.date_start, date.date_end, date.text)


def _after(text: str, one: Stated, limit: int, dates: Sequence[TimeExpression], *, last: bool) -> TimeExpression | None:
    i = bisect_left(dates, one.end, key=lambda date: date.start)
    if i == len(dates) or dates[i].end > limit:
        return None
    date = dates[i]
    gap = text[one.end : min(date.start, one.end + _FARTHEST + 1)]
    if len(gap) > _FARTHEST or _BASE.match(text, date.end):
        return None
    apart = _APART.search(gap)
    if apart is not None and not _allowed(apart.group().split()[0], one, date):
        return None
    tail = text[date.end : min(limit, date.end + _FARTHEST)]
    if not last and len(tail.split()) <= 2 and _JOINT.search(gap):
        return None
    return date


def _allowed(word: str, one: Stated, date: TimeExpression) -> bool:
    """Whether a word that sets a date apart does not here: "from 2004 to 2009", a target "by 2030"."""
    if word == "from":
        return _SPAN.search(date.text) is not None
    return word == "by" and _aims(one)


def _aims(one: Stated) -> bool:
    return one.role == "target" or one.status in ("target", "pledge")


def _before(text: str, one: Stated, dates: Sequence[TimeExpression], taken: set[int]) -> TimeExpression | None:
    i = bisect_right(dates, one.start, key=lambda date: date.end)
    near = dates[max(0, i - _BACK) : i]
    aims = _aims(one)  # its deadline is the time a target is for
    near = [
        date
        for date in near
        if one.start - date.end > 4 * _FARTHEST or not _OTHER_CLAUSE.search(text, date.end, one.start)
    ]
    free = (date for date in reversed(near) if date.start not in taken and not _is_base(text, date))
    return next((date for date in free if aims or not _is_deadline(text, date)), None)


def _is_base(text: str, date: TimeExpression) -> bool:
    """Whether an earlier amount was compared with that time: "more than in 2022", "down 3 per cent from a year earlier"."""
    before = text[max(0, date.start - 24) : date.start]
    if _THAN.search(before):
        return True
    return _FROM.search(before) is not None and _AGO.search(date.text) is not None


def _is_deadline(text: str, date: TimeExpression) -> bool:
    """Whether a date is one end of a time whose other end is open: "by 2030", "since 2007"."""
    return _BY.search(text, max(0, date.start - 20), date.start) is not None


def _share(text: str, stated: Sequence[Stated], periods: list[Period | None]) -> list[Period | None]:
    """Fills glosses, movements and their results from their neighbours."""
    for k in range(1, len(stated)):
        if is_gloss(text, stated[k - 1], stated[k]):
            periods[k] = periods[k - 1] = periods[k] or periods[k - 1]
        elif _OF_WHICH.search(text[stated[k - 1].end : stated[k].start][-_FARTHEST:]):
            periods[k] = periods[k] or periods[k - 1]
            if "worth" in text[stated[k - 1].end : stated[k].start][-_FARTHEST:]:
                periods[k - 1] = periods[k - 1] or periods[k]
    for k, one in enumerate(stated):
        if one.role == "delta":
            ends = _ends(stated, periods, k)
            if ends is not None:
                periods[k] = Period(ends[0].start, ends[1].end, f"{ends[0].text} to {ends[1].text}")
            elif periods[k] is None:
                near = [j for j in (k + 1, k - 1) if 0 <= j < len(stated) and periods[j] is not None]
                near.sort(key=lambda j: (stated[j].role != "to", j))
                periods[k] = periods[near[0]] if near and stated[near[0]].role != "from" else None
        elif one.role == "to" and periods[k] is None and k and stated[k - 1].role in ("delta", "from"):
            periods[k] = periods[k - 1] if stated[k - 1].role == "delta" else None
    return periods


def _ends(stated: Sequence[Stated], periods: Sequence[Period | None], k: int) -> tuple[Period, Period] | None:
    """Periods of the two levels that a change in per cent lies between."""
    for i, j in ((k + 1, k + 2), (k - 2, k - 1), (k - 1, k + 1)):
        if i < 0 or j >= len(stated) or stated[i].role != "from" or stated[j].role != "to":
            continue
        first, second = periods[i], periods[j]
        if first is not None and second is not None and first.start < second.end:
            return first, second
    return None


def frame_of(text: str, start: int, dates: Sequence[TimeExpression]) -> Period | None:
    """The period that the opening of a sentence sets: "In the first half of 2024, ..."."""
    for date in dates:
        if spans_days(date) and date.start - start <= 12 and text[date.end : date.end + 1] == ",":
            return _period(date)
    return None
