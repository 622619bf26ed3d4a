"""What near-duplicates with a date say of the day of an article without one: copy that is sent again.

Copies run on one day or on neighbouring ones. But bulletins of different days repeat each other too (weather, exchange
rates); what tells them apart is the days they name. So a copy counts only where both name a day, and the days that one
of the two names are all named by the other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from pipeline.dates import periods
from pipeline.records import Document

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d(?:T.*)?|XXXX-WXX-\d(?:T.*)?")
_NAMED = frozenset({"today", "tonight", "yesterday", "tomorrow"})
# Days between two copies of one story, and those over which all its copies run.
_APART = 1
_SPREAD = 3

Window = tuple[dt.date, dt.date]


def dated_copies(
    documents: Sequence[Document], duplicate_of: Mapping[str, str]
) -> dict[str, tuple[list[Window], set[dt.date]]]:
    """Of undated articles: the days that their dated copies leave, and the days of these.

    Args:
        documents: all articles, in any order.
        duplicate_of: article id -> id of the article it nearly repeats.
    """
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(duplicate_of.get(document.article_id, document.article_id), []).append(document)
    out: dict[str, tuple[list[Window], set[dt.date]]] = {}
    for group in groups.values():
        dated = [(_named_days(d), d.reading.article.published) for d in group if d.reading.article.published]
        for document in group if dated else ():
            if document.reading.article.published is not None:
                continue
            own = _named_days(document)
            days = {day for named, day in dated if day is not None and named and (own <= named or own >= named) and own}
            if days and (max(days) - min(days)).days <= _SPREAD:
                out[document.article_id] = ([_around(min(days), max(days))], days)
    return out


def _named_days(document: Document) -> frozenset[str]:
    """The days that an article names, as it writes them."""
    written = (
        " ".join(found.text.lower().split())
        for found in document.reading.dates
        if _names_day(found.text, found.value, found.precision)
    )
    return frozenset(written)


def _names_day(text: str, value: str, precision: str | None) -> bool:
    if precision in {"day", "part_of_day", "minute"}:
        return True
    return precision is None and (_DAY.fullmatch(value) is not None or text.lower() in _NAMED)


def _around(first: dt.date, last: dt.date) -> Window:
    return periods.shifted(first, -_APART) or first, periods.shifted(last, _APART) or last
