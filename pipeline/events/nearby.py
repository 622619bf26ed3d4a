"""Where the clusters stand that a mention may join, so that merging need not look at all that share an actor.

A corpus has thousands of visits to one country, and a mention can join those of its days alone. Each policy of
`events/merging.tsv` asks for something that can be looked up: equal participants and days, a year, days that overlap or
lie near an article's day. What is found holds every cluster that fits; whether one does, `compatibility` decides.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from pipeline.events.compatibility import AFTER, AHEAD, BEFORE, RELATIONS, SAME_NEWS, STANDING, Member, year_of

_LONGEST = 400
"""Days of an event that is found by its first day; a longer one is always looked at."""
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
        self._keys: list[set[str]] = []
        self._marked: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
        # (type, key, whether it tells days) -> sorted numbers: its first day or its article's, then the cluster.
        self._placed: dict[tuple[str, str, bool], array[int]] = defaultdict(lambda: array("q"))

    def add(self, member: Member, home: int) -> None:
        """A mention has joined a cluster, or opened it."""
        keys = _keys(member)
        while home >= len(self._keys):
            self._keys.append(set())
        self._keys[home].update(keys)
        for mark in self._marks(member):
            self._marked[mark].append(home)
        if self._is_occasion(member):
            told, day = _day(member)
            for key in keys:
                insort(self._placed[member.event.type, key, told], day << _ROOM | home)

    def homes(self, member: Member) -> list[int]:
        """The clusters that a mention may join: those it shares most with first, the earliest among equals."""
        keys = _keys(member)
        found = {home for mark in self._marks(member) for home in self._marked.get(mark, ())}
        if self._is_occasion(member):
            found.update(self._near(member, keys))
        shared = {home: sum(key in self._keys[home] for key in keys) for home in found}
        return sorted((home for home in found if shared[home]), key=lambda home: (-shared[home], home))

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
                yield event.type, member.actors, event.date_start, event.date_end, member.article
            case "state" | "period":
                yield event.type, member.actors, event.date_start, event.date_end
                if event.topic in RELATIONS:
                    yield event.type, member.actors

    def _near(self, member: Member, keys: Iterable[str]) -> Iterator[int]:
        """The clusters of occasions near in time."""
        told, untold = _reach(member)
        for key in keys:
            for told_days, (first, last) in ((True, told), (False, untold)):
                placed = self._placed.get((member.event.type, key, told_days))
                if placed is not None:
                    low, high = bisect_left(placed, first << _ROOM), bisect_left(placed, (last + 1) << _ROOM)
                    always = bisect_left(placed, (_ALWAYS + 1) << _ROOM)
                    yield from (
                        number & (1 << _ROOM) - 1 for number in placed[:always] + placed[max(always, low) : high]
                    )


def _day(member: Member) -> tuple[bool, int]:
    """Whether a mention tells days, and the day it is found by."""
    start, end = member.event.date_start, member.event.date_end
    if start is not None and end is not None:
        return True, start.toordinal() if (end - start).days <= _LONGEST else _ALWAYS
    return False, _ALWAYS if member.published is None else member.published.toordinal()


def _reach(member: Member) -> tuple[Days, Days]:
    """The first days of what may be one occasion with a mention, and the articles' days of what tells none."""
    event = member.event
    if event.date_start is not None and event.date_end is not None:
        start, end = event.date_start.toordinal(), event.date_end.toordinal()
        return (max(0, start - _LONGEST), end), (max(0, start - BEFORE.days), end + AFTER.days)
    if member.published is None:
        return (0, _LAST), (0, _LAST)
    day, news = member.published.toordinal(), (STANDING if event.status in AHEAD else SAME_NEWS).days
    return (max(0, day - AFTER.days - _LONGEST), day + BEFORE.days), (max(0, day - news), day + news)


def _keys(member: Member) -> list[str]:
    """What two mentions of one event share at least one of: an actor, a country on that day, a word of a name."""
    event = member.event
    named = event.type == "gathering" and event.topic is not None
    words = [f"name:{word}" for word in (event.topic or "").split() if named]
    on_day = event.date_precision == "day"
    return sorted(member.actors) + words + [f"{c}:{event.date_start}" for c in sorted(member.countries) if on_day]
