"""Where the clusters stand that a mention may join, so that merging need not look at all that share an actor.

A corpus has thousands of visits to one country, and a mention can join those of its days alone. Each policy of
`events/merging.tsv` asks for something that can be looked up: equal participants and days, a year, days that overlap or
lie near an article's day. What is found holds every cluster that fits; whether one does, `compatibility` decides.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from pipeline.events.compatibility import (
    AFTER,
    AHEAD,
    BEFORE,
    RELATIONS,
    SAME_NEWS,
    STANDING,
    Member,
    is_whole,
    year_of,
)

_LENGTHS = (0, 10, 60, 400)
"""Most days of short, longer and long events, each found by its first day; one longer than all is always looked at.

Apart, because whoever looks for what may overlap a day has to look that far back, and most events take a day."""
_LONGEST = _LENGTHS[-1]
_UNTOLD = -1
"""In place of a length: a mention that tells no day is found by its article's."""
_ALWAYS = 0
_LAST = dt.date.max.toordinal()
_ROOM = 32
"""Bits that hold the number of a cluster."""

Days = tuple[int, int]
"""First and last day, as ordinals."""


class Nearby:
    """The clusters so far, by number, as mentions find them.

    Args:
        policies: event type -> policy.
    """

    def __init__(self, policies: Mapping[str, str]) -> None:
        self._policies = policies
        # Tuples: a cluster has few keys, and sets of a hundred thousand of them are large.
        self._keys: list[tuple[str, ...]] = []
        self._marked: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
        # (type, key, length) -> sorted numbers: its first day or its article's, then the cluster.
        self._placed: dict[tuple[str, str, int], array[int]] = defaultdict(lambda: array("q"))
        self._last: tuple[Member | None, list[str]] = None, []

    def add(self, member: Member, home: int) -> None:
        """A mention has joined a cluster, or opened it."""
        keys = self._keys_of(member)
        while home >= len(self._keys):
            self._keys.append(())
        known = self._keys[home]
        self._keys[home] = (*known, *(key for key in keys if key not in known))
        for mark in self._marks(member):
            marked = self._marked[mark]
            if not marked or marked[-1] != home:
                marked.append(home)
        if self._is_occasion(member):
            length, day = _day(member)
            number = day << _ROOM | home
            for key in keys:
                placed = self._placed[member.event.type, key, length]
                at = bisect_left(placed, number)
                if at == len(placed) or placed[at] != number:
                    placed.insert(at, number)

    def homes(self, member: Member) -> list[int]:
        """The clusters that a mention may join: those it shares most with first, the earliest among equals."""
        keys = self._keys_of(member)
        if not keys:
            return []  # it can share nothing, and those without actors are many
        found: set[int] = set()
        for mark in self._marks(member):
            found.update(self._marked.get(mark, ()))
        if self._is_occasion(member):
            found.update(self._near(member, keys))
        known, wanted = self._keys, frozenset(keys)
        if len(wanted) == len(keys):
            shared = [(-len(wanted.intersection(known[home])), home) for home in found]
        else:  # a name that says a word twice counts it twice
            shared = [(-sum(key in known[home] for key in keys), home) for home in found]
        return [home for n, home in sorted(shared) if n]

    def _keys_of(self, member: Member) -> list[str]:
        """The keys of a mention, which most ask for twice: to find a cluster, and to be found in it."""
        if self._last[0] is not member:
            self._last = member, _keys(member)
        return self._last[1]

    def _is_occasion(self, member: Member) -> bool:
        return self._policies.get(member.event.type) == "occasion"

    def _marks(self, member: Member) -> Iterator[tuple[Hashable, ...]]:
        """What two mentions of one event share one of, but for occasions of several articles."""
        event = member.event
        match self._policies.get(event.type):
            case "occasion":
                yield event.type, member.article
            case "yearly":
                yield from ((event.type, actor, year_of(member)) for actor in member.actors)
            case "commitment":
                yield event.type, member.actors, member.article
                if len(member.actors) > 1:  # what one alone undertakes is told again by no other article
                    yield event.type, member.actors
            case "state":
                yield event.type, member.actors, event.date_start, event.date_end
                if event.topic in RELATIONS:
                    yield event.type, member.actors
            case "period" if is_whole(member):
                yield event.type, member.actors, event.date_start, event.date_end, event.topic

    def _near(self, member: Member, keys: Iterable[str]) -> Iterator[int]:
        """The clusters of occasions near in time."""
        reach = _reach(member)
        for key in keys:
            for length, (first, last) in reach.items():
                placed = self._placed.get((member.event.type, key, length))
                if placed is not None:
                    low, high = bisect_left(placed, first << _ROOM), bisect_left(placed, (last + 1) << _ROOM)
                    always = bisect_left(placed, (_ALWAYS + 1) << _ROOM)
                    yield from (
                        number & (1 << _ROOM) - 1 for number in placed[:always] + placed[max(always, low) : high]
                    )


def _day(member: Member) -> tuple[int, int]:
    """Under which length a mention is found, and by which day."""
    start, end = member.event.date_start, member.event.date_end
    if start is not None and end is not None:
        length = next((length for length in _LENGTHS if (end - start).days <= length), None)
        return (_LONGEST, _ALWAYS) if length is None else (length, start.toordinal())
    return _UNTOLD, _ALWAYS if member.published is None else member.published.toordinal()


def _reach(member: Member) -> dict[int, Days]:
    """By length, the first days of what may be one occasion with a mention; the articles' days of what tells none."""
    event = member.event
    if event.date_start is not None and event.date_end is not None:
        start, end = event.date_start.toordinal(), event.date_end.toordinal()
        untold = max(0, start - BEFORE.days), end + AFTER.days
    elif member.published is None:
        return dict.fromkeys((*_LENGTHS, _UNTOLD), (0, _LAST))
    else:
        day, news = member.published.toordinal(), (STANDING if event.status in AHEAD else SAME_NEWS).days
        start, end = day - AFTER.days, day + BEFORE.days
        untold = max(0, day - news), day + news
    return {length: (max(0, start - length), end) for length in _LENGTHS} | {_UNTOLD: untold}


def _keys(member: Member) -> list[str]:
    """What two mentions of one event share at least one of: an actor, a country on that day, a word of a name."""
    event = member.event
    named = event.type == "gathering" and event.topic is not None
    words = [f"name:{word}" for word in (event.topic or "").split() if named]
    on_day = event.date_precision == "day"
    days = [event.date_start] if on_day else _news_days(member) if event.date_start is None else []
    return sorted(member.actors) + words + [f"{c}:{day}" for c in sorted(member.countries) for day in days]


def _news_days(member: Member) -> list[dt.date]:
    """The days of which the news of an article is that tells no day: that on which it came out, and the one before."""
    if member.told is None:
        return []
    first, last = member.told
    return sorted({first - dt.timedelta(1), first, last})
