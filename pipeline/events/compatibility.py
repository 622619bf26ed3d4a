"""Whether two event mentions may be one event: the tests that merging applies, by the type's policy.

The policies stand in `events/merging.tsv`. All tests are symmetric, so which of two mentions came first changes the
order of clusters, never whether two fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.records import Actor, EventMention

_AHEAD = frozenset({"planned", "proposed"})
_BEFORE = dt.timedelta(days=120)
_AFTER = dt.timedelta(days=14)
_SAME_NEWS = dt.timedelta(days=10)
_STATE_NEWS = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Member:
    """An event mention with its ids resolved.

    Attributes:
        article, position: which mention of which article, in corpus order.
        published: the article's day, None where unknown.
        cast: (actor id, role) of the participants in order.
        actors: actor ids of all participants.
        doers: actor ids with role actor or speaker.
        people: those of `actors` who are persons.
        place: actor id of the place.
        anaphor: whether the mention was filled from an earlier one.
    """

    article: str
    position: int
    published: dt.date | None
    event: EventMention
    mention_id: str
    cast: tuple[tuple[str, str], ...]
    actors: frozenset[str]
    doers: frozenset[str]
    people: frozenset[str]
    place: str | None
    anaphor: bool


def compatible(a: Member, b: Member, policy: str, actors: dict[str, Actor], *, dated: bool = False) -> bool:
    """Whether two mentions of one type may be one event under a policy of `events/merging.tsv`.

    `dated` says that a third mention, which fits by itself, dates the event: then two undated ones need not be close
    in time.
    """
    inside = a.article == b.article
    if inside and (a.event.status in _AHEAD) != (b.event.status in _AHEAD):
        return False  # one article tells apart what was done and what is to come
    if policy == "occasion":
        return _same_people(a, b, actors) and _dates_fit(a, b, dated=dated) and places_fit(a.place, b.place, actors)
    equal = bool(a.actors) and a.actors == b.actors
    if policy == "state":
        return equal and _same_days(a, b) and (a.event.date_start is not None or _close(a, b, _STATE_NEWS))
    if policy == "period":
        return equal and a.event.date_start is not None and _same_days(a, b)
    if policy == "yearly":
        return bool(a.actors & b.actors) and _nested(a.actors, b.actors) and _year(a) == _year(b)
    if policy == "commitment":
        return inside and equal and _same_days(a, b)
    return False


def places_fit(a: str | None, b: str | None, actors: Mapping[str, Actor]) -> bool:
    """Whether two places may be one: equal, one unknown, or one the country of the other."""
    if a is None or b is None or a == b:
        return True
    one, other = actors.get(a), actors.get(b)
    if one is None or other is None or one.country is None or other.country is None:
        return True
    if one.country != other.country:
        return False
    return "country" in (one.kind, other.kind) or one.kind != other.kind


def _same_people(a: Member, b: Member, actors: dict[str, Actor]) -> bool:
    if not a.actors & b.actors or not _nested(_by_country(a, actors), _by_country(b, actors)):
        return False
    if a.doers and b.doers and not a.doers & b.doers:
        return False
    # A shared country alone is too little: many people visit one country.
    return bool(a.people & b.people) or not (a.people or b.people)


def _by_country(member: Member, actors: dict[str, Actor]) -> frozenset[str]:
    """The participants, towns and regions as their country: a visit to the capital is one to the country."""
    out = set()
    for actor in member.actors:
        known = actors.get(actor)
        place = known is not None and known.kind in ("place", "country") and known.country
        out.add(f"country:{known.country}" if known is not None and place else actor)
    return frozenset(out)


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a


def _dates_fit(a: Member, b: Member, *, dated: bool) -> bool:
    if a.event.date_start is not None and b.event.date_start is not None:
        return _overlap(a.event, b.event)
    if a.event.date_start is None and b.event.date_start is None:
        return dated or a.article == b.article or _close(a, b, _SAME_NEWS)
    known, undated = (a, b) if a.event.date_start is not None else (b, a)
    if a.article == b.article:
        return a.event.status == b.event.status or known.event.date_precision != "year"
    start, end, day = known.event.date_start, known.event.date_end, undated.published
    if day is None or start is None or end is None:
        return dated or len(a.people & b.people) > 1
    ahead = undated.event.status in _AHEAD
    return start - (_BEFORE if ahead else _AFTER) <= day <= end + _AFTER


def _overlap(a: EventMention, b: EventMention) -> bool:
    if a.date_start is None or a.date_end is None or b.date_start is None or b.date_end is None:
        return False
    return a.date_start <= b.date_end and b.date_start <= a.date_end


def _same_days(a: Member, b: Member) -> bool:
    return (a.event.date_start, a.event.date_end) == (b.event.date_start, b.event.date_end)


def _close(a: Member, b: Member, span: dt.timedelta) -> bool:
    if a.article == b.article:
        return True
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= span


def _year(member: Member) -> int | None:
    day = member.event.date_start or member.published
    return day.year if day is not None else None
