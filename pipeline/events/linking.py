"""Ties between events: talks held on a visit are part of it, a visit invited to is the content of the invitation."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.events.compatibility import Member, places_fit
from pipeline.records import Actor, Event, EventLink

PART_OF, CONTENT_OF = "part_of", "content_of"
_PARTS = frozenset(
    {
        "meeting",
        "talks",
        "ceremony",
        "wreath_laying",
        "credentials",
        "signing",
        "joint_statement",
        "gift",
        "inauguration",
        "exhibition",
        "gathering",
        "visit",
    }
)
_REAL = frozenset({"happened", "ongoing"})
_LONGEST = dt.timedelta(days=30)


def links(
    events: Sequence[Event],
    clusters: Sequence[Sequence[Member]],
    home: Mapping[tuple[str, int], int],
    actors: Mapping[str, Actor],
) -> tuple[EventLink, ...]:
    """The ties between events, sorted.

    Args:
        events: the events.
        clusters: their mentions, in the same order.
        home: (article, position) of each mention -> position of its event.
        actors: the merged actors by id.
    """
    found = set()
    for event, cluster in zip(events, clusters, strict=True):
        for member in cluster:
            if member.event.content_of is not None:
                other = events[home[member.article, member.event.content_of]]
                if other.event_id != event.event_id:
                    found.add((event.event_id, other.event_id, CONTENT_OF))
    visits: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.type == "visit":
            for guest in _guests(event, actors):
                visits[guest].append(event)
    for event in events:
        visit = _visit_of(event, visits, actors)
        if visit is not None:
            found.add((event.event_id, visit.event_id, PART_OF))
    return tuple(EventLink(*link) for link in sorted(found))


def _guests(visit: Event, actors: Mapping[str, Actor]) -> list[str]:
    """The people, else the bodies, who come."""
    coming = [p.actor_id for p in visit.participants if p.role == "actor"]
    people = [a for a in coming if actors[a].kind == "person"]
    return people or [a for a in coming if actors[a].kind == "organization"]


def _visit_of(event: Event, visits: Mapping[str, list[Event]], actors: Mapping[str, Actor]) -> Event | None:
    """The visit that an event is part of: the shortest that holds its days, of one who takes part in it."""
    if event.type not in _PARTS:
        return None
    candidates = {v.event_id: v for p in event.participants for v in visits.get(p.actor_id, ())}
    fitting = [v for v in candidates.values() if _is_part(event, v, actors)]
    return min(fitting, key=lambda v: (_length(v), v.event_id)) if fitting else None


def _is_part(event: Event, visit: Event, actors: Mapping[str, Actor]) -> bool:
    if visit.event_id == event.event_id or not _alike(event.status, visit.status):
        return False
    if not _holds(visit, event) or not places_fit(event.place_id, visit.place_id, actors):
        return False
    if event.type != "visit":
        return True
    # A site that is toured belongs to the journey, which is longer and names a country.
    country = visit.place_id is not None and actors[visit.place_id].kind == "country"
    toured = event.place_id is not None and actors[event.place_id].kind != "country"
    return country and toured and _length(visit) > _length(event)


def _alike(one: str, other: str) -> bool:
    """Whether both are real, or both to come."""
    return (one in _REAL) == (other in _REAL) and "cancelled" not in (one, other)


def _holds(visit: Event, event: Event) -> bool:
    """Whether an event's days lie within a visit's."""
    if event.date_start is None or event.date_end is None or visit.date_start is None or visit.date_end is None:
        return False
    return visit.date_start <= event.date_start and event.date_end <= visit.date_end and _length(visit) <= _LONGEST


def _length(event: Event) -> dt.timedelta:
    if event.date_start is None or event.date_end is None:
        return dt.timedelta.max
    return event.date_end - event.date_start
