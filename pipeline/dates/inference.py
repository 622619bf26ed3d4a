"""The publication day of an article that does not say it, from other articles about the same events.

"Talks on Wednesday" in an undated article, told with their date by another: the undated one is of that Wednesday or of
the six days after it, for copy names weekdays of the past week. Several such clues must agree. An article without a
clue, or with clues that contradict each other, stays undated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.records import Article, Document, Event, EventMention, Ref, TimeExpression

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
# Copy names a day by its weekday for so many days, and the day before it was written as yesterday.
_WEEK = 6
_NAMED = {"today": 0, "tonight": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class Inferred:
    """The likeliest day of publication and its window, both ends inclusive."""

    day: dt.date
    earliest: dt.date
    latest: dt.date


def infer_published(documents: Sequence[Document], events: Iterable[Event]) -> dict[str, Inferred]:
    """Publication days of undated articles.

    Args:
        documents: all articles, in any order.
        events: the merged events; their members tie an undated article to dated ones.

    Returns:
        Article id -> day and window; of the likely days the first on which another article told the event, else the
        day of the event.
    """
    by_id = {document.article_id: document for document in documents}
    undated = {d.article_id for d in documents if d.reading.article.published is None}
    windows: dict[str, list[tuple[dt.date, dt.date]]] = {}
    told: dict[str, set[dt.date]] = {}
    for event in events if undated else ():
        days, published = _dated(event.members, by_id)
        if len(days) != 1:
            continue
        (day,) = days
        for member in event.members:
            if member.article_id not in undated:
                continue
            found = _windows(by_id[member.article_id], member.index, day)
            windows.setdefault(member.article_id, []).extend(found)
            if found:
                told.setdefault(member.article_id, set()).update(published)
    out = {}
    for article_id in sorted(windows):
        window = _common(windows[article_id], by_id[article_id].reading.article)
        if window is not None:
            first = min((day for day in told.get(article_id, ()) if window[0] <= day <= window[1]), default=window[0])
            out[article_id] = Inferred(first, *window)
    return out


def _dated(members: Iterable[Ref], by_id: Mapping[str, Document]) -> tuple[set[dt.date], set[dt.date]]:
    """The days that dated articles give an event, and the days on which they were published."""
    days, published = set(), set()
    for member in members:
        reading = by_id[member.article_id].reading
        event = reading.events[member.index]
        if reading.article.published is not None and event.date_start is not None:
            published.add(reading.article.published)
            days.add(event.date_start if event.date_precision == "day" else None)
    return {day for day in days if day is not None} if None not in days else set(), published


def _windows(document: Document, index: int, day: dt.date) -> list[tuple[dt.date, dt.date]]:
    """What the unresolved expressions beside a mention of an event of that day say of the publication.

    A weekday that is not the event's gives a window nobody can meet.
    """
    event = document.reading.events[index]
    out = []
    for expression in document.reading.dates:
        if expression.sentence == event.sentence and expression.date_start is None and not _ahead(event):
            window = _window(expression, day)
            if window is not None:
                out.append(window)
    return out


def _ahead(event: EventMention) -> bool:
    return event.status not in {"happened", "ongoing"}


def _window(expression: TimeExpression, day: dt.date) -> tuple[dt.date, dt.date] | None:
    weekday = _WEEKDAY.fullmatch(expression.value)
    if weekday is not None:
        if int(weekday[1]) != day.isoweekday():
            return dt.date.max, dt.date.min
        return day, _later(day, _WEEK)
    after = _NAMED.get(expression.text.split()[0].lower())
    return (_later(day, after), _later(day, after)) if after is not None else None


def _common(windows: Sequence[tuple[dt.date, dt.date]], article: Article) -> tuple[dt.date, dt.date] | None:
    """The days that all windows and the article's own bounds leave; None if there are none."""
    if not windows:
        return None
    earliest = max([first for first, _ in windows] + [article.published_earliest or dt.date.min])
    latest = min([last for _, last in windows] + [article.published_latest or dt.date.max])
    return (earliest, latest) if earliest <= latest else None


def _later(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
