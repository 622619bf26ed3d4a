"""The publication day of an article that does not say it, from its own words and from other articles.

From its own words: what is told as past bounds it on one side, what lies ahead on the other; a dateline without its year
belongs to the first such day after the latest stretch of months told as past. From other articles: "talks on Wednesday", told
with their date elsewhere, put the article on that Wednesday or the six days after it, for copy names weekdays of the
past week; an article that nearly repeats it ran on that day or beside it (`copies`). All clues must agree. An article without a clue, or with clues that contradict each other, stays undated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.dates import periods
from pipeline.dates.copies import Window, dated_copies
from pipeline.dates.finder import Expression
from pipeline.records import Annotation, Article, Document, Event, EventMention, Ref, TimeExpression

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
# Copy names a day by its weekday for so many days.
_WEEK = 6
_NAMED = {"today": 0, "tonight": 0, "yesterday": 1}
# Sentences that make the lead.
_OPENING = 3
# A stretch longer than this says too little of when it was told.
_LONG = 200


@dataclass(frozen=True, slots=True)
class Inferred:
    """The likeliest day of publication, None where it is only bounded, and its window, inclusive; None is open."""

    day: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None


@dataclass(frozen=True, slots=True)
class _Clue:
    """What one event says of an undated article: windows, the days on which others told it.

    `lent`: its day is told of another event, or its weekday is the lead's.
    """

    lent: bool
    windows: tuple[Window, ...]
    published: frozenset[dt.date]


class Finder(Protocol):
    """Finds the expressions of an article again; a DateFinder, or what remembers what one found."""

    def expressions(self, article: Article, annotation: Annotation) -> Sequence[Expression]: ...


def infer_published(
    documents: Sequence[Document],
    events: Iterable[Event],
    finder: Finder,
    duplicate_of: Mapping[str, str] | None = None,
) -> dict[str, Inferred]:
    """Publication days and windows of undated articles.

    Args:
        documents: all articles, in any order.
        events: the merged events; their members tie an undated article to dated ones.
        finder: reads the undated articles again, for the tense of what they tell.
        duplicate_of: article id -> id of the article it nearly repeats; copies bound each other too.

    Returns:
        Article id -> day and window, for articles of which anything is known. Of several days it is the first, that of
        the event; the next where only then another article told it.
    """
    undated = [d for d in documents if d.reading.article.published is None]
    clues = _clues(documents, events) if undated else {}
    for name, (copied, days) in dated_copies(documents, duplicate_of or {}).items() if undated else ():
        windows, told = clues.setdefault(name, ([], set()))
        windows += copied
        told |= days
    out = {}
    for document in undated:
        article = document.reading.article
        own = finder.expressions(article, document.reading.annotation)
        bounds = _bounds(own, article)
        window, told = clues.get(document.article_id, ([], set()))
        common = _common(window, bounds)
        if common is not None:
            first = min((d for d in told if common[0] <= d <= min(_later(common[0], 1), common[1])), default=common[0])
            out[document.article_id] = Inferred(first, *common)
        elif not window and (day := _by_dateline(own, article, bounds)) is not None:
            out[document.article_id] = Inferred(day, day, day)
        elif bounds != _stated(article):
            out[document.article_id] = Inferred(None, *bounds)
    return out


def _stated(article: Article) -> tuple[dt.date | None, dt.date | None]:
    return article.published_earliest, article.published_latest


def _bounds(own: Sequence[Expression], article: Article) -> tuple[dt.date | None, dt.date | None]:
    """The window that the dates told as past and as ahead leave; the stated one if they leave nothing.

    Each bound stands on two dates, and is the weaker of them: one verb may be misread ("was invited to the feast on").
    """
    told = [
        e
        for e in own
        if e.time.basis == "explicit" and e.time.date_start is not None and not e.history and _is_copy(e, article)
    ]
    past = sorted({e.time.date_start for e in told if e.tense == "past" and e.time.date_start is not None})
    ahead = sorted({e.time.date_end for e in told if e.tense == "future" and e.time.date_end is not None})
    earliest, latest = _stated(article)
    if len(past) > 1:
        earliest = max(past[-2], earliest or dt.date.min)
    if len(ahead) > 1:
        latest = min(ahead[1], latest or dt.date.max)
    return (earliest, latest) if earliest is None or latest is None or earliest <= latest else _stated(article)


def _is_copy(expression: Expression, article: Article) -> bool:
    return article.sentences[expression.time.sentence].kind in {"body", "caption", "title"}


def _by_dateline(
    own: Sequence[Expression], article: Article, bounds: tuple[dt.date | None, dt.date | None]
) -> dt.date | None:
    """The day of a dateline that lacks its year; None unless a stretch shortly before it is told as past."""
    lines = [e.time.value for e in own if article.sentences[e.time.sentence].kind == "dateline"]
    line = next((match for value in lines if (match := _MONTH_DAY.fullmatch(value))), None)
    told = [
        e.time.date_end
        for e in own
        if e.time.basis == "explicit"
        and e.tense == "past"
        and not e.history
        and _is_copy(e, article)
        and _is_short(e.time)
    ]
    last = max((day for day in told if day is not None), default=None)
    if line is None or last is None:
        return None
    years = (periods.day(year, int(line[1]), int(line[2])) for year in (last.year, last.year + 1))
    day = next((period.start for period in years if period is not None and period.start >= last), None)
    if day is None or (day - last).days > _LONG or not _within(day, bounds):
        return None
    return day


def _within(day: dt.date, bounds: tuple[dt.date | None, dt.date | None]) -> bool:
    return (bounds[0] is None or bounds[0] <= day) and (bounds[1] is None or day <= bounds[1])


def _is_short(time: TimeExpression) -> bool:
    """Whether it is a stretch as figures have it, longer than a day and shorter than a year."""
    return (
        time.date_start is not None
        and time.date_end is not None
        and 0 < (time.date_end - time.date_start).days <= _LONG
    )


def _clues(documents: Sequence[Document], events: Iterable[Event]) -> dict[str, tuple[list[Window], set[dt.date]]]:
    """Of undated articles: the windows their weekdays leave, and when the others told the same events."""
    by_id = {document.article_id: document for document in documents}
    told: dict[str, list[_Clue]] = {}
    for event in events:
        days, published, lent = _dated(event.members, by_id)
        if len(days) != 1:
            continue
        (day,) = days
        for member in event.members:
            document = by_id[member.article_id]
            if document.reading.article.published is not None:
                continue
            found = _windows(document, member.index, day)
            weak = not found
            found = found or _led(document, member.index, day)
            if found:
                told.setdefault(member.article_id, []).append(_Clue(lent or weak, tuple(found), frozenset(published)))
    return {name: _best(clues) for name, clues in told.items()}


def _best(clues: Sequence[_Clue]) -> tuple[list[Window], set[dt.date]]:
    """What the events say whose day is told; what those say that only took theirs over, where there is no other."""
    clues = [clue for clue in clues if not clue.lent] or clues
    return [window for clue in clues for window in clue.windows], {day for clue in clues for day in clue.published}


def _dated(members: Iterable[Ref], by_id: Mapping[str, Document]) -> tuple[set[dt.date], set[dt.date], bool]:
    """The days that dated articles give an event, the days on which they came out, and whether none told its day."""
    days, published, lent = set(), set(), True
    for member in members:
        reading = by_id[member.article_id].reading
        event = reading.events.mentions[member.index]
        if reading.article.published is not None and event.date_start is not None:
            published.add(reading.article.published)
            days.add(event.date_start if event.date_precision == "day" else None)
            lent = lent and event.date_basis == "propagated"
    return {day for day in days if day is not None} if None not in days else set(), published, lent


def _windows(document: Document, index: int, day: dt.date) -> list[Window]:
    """What the unresolved expressions beside a mention of an event of that day say of the publication.

    A weekday that is not the event's gives a window nobody can meet.
    """
    event = document.reading.events.mentions[index]
    out = []
    for expression in document.reading.dates:
        if expression.sentence == event.sentence and expression.date_start is None and not _ahead(event):
            window = _window(expression, day)
            if window is not None:
                out.append(window)
    return out


def _led(document: Document, index: int, day: dt.date) -> list[Window]:
    """What the weekday of the lead says, for an event that took place on such a day: "told X on Tuesday. In their talks"."""
    article, event = document.reading.article, document.reading.events.mentions[index]
    body = [i for i, sentence in enumerate(article.sentences) if sentence.kind == "body"][:_OPENING]
    if event.sentence not in body or _ahead(event):
        return []
    told = (_WEEKDAY.fullmatch(e.value) for e in document.reading.dates if e.sentence in body and e.date_start is None)
    same = any(match is not None and int(match[1]) == day.isoweekday() for match in told)
    return [(day, _later(day, _WEEK))] if same else []


def _ahead(event: EventMention) -> bool:
    return event.status not in {"happened", "ongoing"}


def _window(expression: TimeExpression, day: dt.date) -> Window | None:
    weekday = _WEEKDAY.fullmatch(expression.value)
    if weekday is not None:
        if int(weekday[1]) != day.isoweekday():
            return dt.date.max, dt.date.min
        return day, _later(day, _WEEK)
    after = _NAMED.get(expression.text.split()[0].lower())
    return (_later(day, after), _later(day, after)) if after is not None else None


def _common(windows: Sequence[Window], bounds: tuple[dt.date | None, dt.date | None]) -> Window | None:
    """The days that all windows and the bounds leave; None if there are none."""
    if not windows:
        return None
    earliest = max([first for first, _ in windows] + [bounds[0] or dt.date.min])
    latest = min([last for _, last in windows] + [bounds[1] or dt.date.max])
    return (earliest, latest) if earliest <= latest else None


def _later(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
