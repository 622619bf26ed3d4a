"""Between which days each article came out; of those without a date, the days of the dated ones that tell its story.

Articles that name the same two persons or more, all within some days, tell one story, and an article without a date
that names them too came out with it. Where such articles lie further apart, those that share most persons with it
decide; if they lie apart too, nothing is known. This says which mentions may be of one event, and dates no article.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.records import Actor, Article, Document

Window = tuple[dt.date, dt.date]
"""First and last day, inclusive."""

_PERSONS = 2
_STORY = dt.timedelta(days=10)


def publication_windows(documents: Sequence[Document], actors: Iterable[Actor]) -> dict[str, Window]:
    """The days between which articles came out, by article id; those of which nothing is known are left out.

    Args:
        documents: all articles, in any order.
        actors: the merged actors.
    """
    articles = {document.article_id: document.reading.article for document in documents}
    out = {name: (day, day) for name, article in articles.items() if (day := article.published) is not None}
    undated = articles.keys() - out.keys()
    for name, shared in _shared(undated, actors).items():
        window = _story(articles[name], Counter({other: n for other, n in shared.items() if other in out}), out)
        if window is not None:
            out[name] = window
    return out


def _shared(undated: Collection[str], actors: Iterable[Actor]) -> dict[str, Counter[str]]:
    """Of articles without a date: how many persons each other article shares with it."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        if actor.kind != "person" or not undated:
            continue
        named = dict.fromkeys(ref.article_id for ref in actor.members)
        for name in named:
            if name in undated:
                shared[name].update(tuple(named))
    return shared


def _story(article: Article, shared: Mapping[str, int], days: Mapping[str, Window]) -> Window | None:
    """The days of the articles that tell an article's story."""
    several = {name: n for name, n in shared.items() if n >= _PERSONS and _may_be(article, days[name])}
    if not several:
        return None
    most = max(several.values())
    for least in (_PERSONS, most):
        told = [days[name][0] for name, n in several.items() if n >= least]
        if max(told) - min(told) <= _STORY:
            return min(told), max(told)
    return None


def _may_be(article: Article, days: Window) -> bool:
    """Whether an article may have come out with one of those days, by what its own words say."""
    earliest, latest = article.published_earliest, article.published_latest
    return (earliest is None or earliest - days[1] <= _STORY) and (latest is None or days[0] - latest <= _STORY)
