"""Whether two event mentions may be one event: the tests that merging applies, by the type's policy.

The policies stand in `events/merging.tsv`. All tests are symmetric, so which of two mentions came first changes the
order of clusters, never whether two fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.events.stories import Window
from pipeline.records import Actor, EventMention
from pipeline.records.quick import quick

AHEAD = frozenset({"planned", "proposed"})
_REAL_AND_NOT = ({"happened", "cancelled"}, {"ongoing", "cancelled"})
BEFORE = dt.timedelta(days=120)
AFTER = dt.timedelta(days=14)
SAME_NEWS = dt.timedelta(days=10)
_NEWS = dt.timedelta(days=3)
_STATE_NEWS = dt.timedelta(days=60)
STANDING = dt.timedelta(days=365)
_PRESS = "press"
_ONCE_A_DAY = frozenset({"invitation", "acceptance", "joint_statement", "agreement"})
"""What the same two do but once a day; all that they agree on in an article is one."""
_DIRECTED = frozenset({"invitation", "acceptance"})
_SEVERAL = 2
_GENERIC = frozenset(
    "summit forum conference congress week meeting the of session fair expo exhibition festival".split()
)


@quick
@dataclass(frozen=True, slots=True)
class Member:
    """An event mention with its ids resolved.

    Attributes:
        article, position: which mention of which article, in corpus order.
        published: the article's day, None where unknown.
        told: first and last day on which the article may have come out (`stories`), None where nothing tells.
        cast: (actor id, role) of the participants in order.
        actors: actor ids of all participants.
        doers: actor ids with role actor or speaker.
        people: those of `actors` who are persons and take part, not as witnesses.
        bodies: those of `actors` that are organisations.
        place: actor id of the place.
        countries: codes of the countries that take part or that people who do are of.
        titled: whether it stands in the headline.
        site: whether a visit is one to a site, not a journey to a country or town.
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
    bodies: frozenset[str]
    place: str | None
    anaphor: bool
    told: Window | None = None
    countries: frozenset[str] = frozenset()
    titled: bool = False
    site: bool = False


def compatible(a: Member, b: Member, policy: str, actors: Mapping[str, Actor], *, dated: bool = False) -> bool:
    """Whether two mentions of one type may be one event under a policy of `events/merging.tsv`.

    `dated` says that a third mention, which fits by itself, dates the event: then two undated ones need not be close
    in time.
    """
    inside = a.article == b.article
    if inside and (a.event.status in AHEAD) != (b.event.status in AHEAD):
        return False  # one article tells apart what was done and what is to come
    if inside and {a.event.status, b.event.status} in _REAL_AND_NOT:
        return False  # and what took place and what was called off
    if policy == "occasion":
        return _is_one_occasion(a, b, actors, dated=dated)
    equal = bool(a.actors) and a.actors == b.actors
    if policy == "state":
        if a.event.topic in RELATIONS and b.event.topic in RELATIONS:  # two countries take up relations once
            return equal and (None in (a.event.date_start, b.event.date_start) or _overlap(a.event, b.event))
        if a.event.topic != b.event.topic and None not in (a.event.topic, b.event.topic):
            return False
        return equal and _same_days(a, b) and (a.event.date_start is not None or _close(a, b, _STATE_NEWS))
    if policy == "period":
        return equal and _same_days(a, b) and a.event.topic == b.event.topic and is_whole(a)
    if policy == "yearly":
        return bool(a.actors & b.actors) and _nested(a.actors, b.actors) and year_of(a) == year_of(b)
    if policy == "commitment":
        turned = a.event.type in _DIRECTED and bool(a.doers) and bool(b.doers) and a.doers != b.doers
        return equal and not turned and (_same_days(a, b) if inside else _is_told_again(a, b))
    return False


def _is_told_again(a: Member, b: Member) -> bool:
    """Whether two articles tell one undertaking: on one day between the same two or more, and about the same."""
    if len(a.actors) < _SEVERAL or not (_is_day(a) or _is_day(b)):
        return False
    if not _same_days(a, b) and not (None in (a.event.date_start, b.event.date_start) and _dates_meet(a, b)):
        return False
    return a.event.type in _ONCE_A_DAY or (a.event.topic is not None and a.event.topic == b.event.topic)


def _dates_meet(a: Member, b: Member) -> bool:
    """Whether one mention tells no day, and its article came out with the day that the other tells."""
    known, untold = (a, b) if a.event.date_start is not None else (b, a)
    start, end, told = known.event.date_start, known.event.date_end, untold.told
    if told is None or start is None or end is None:
        return False
    return told[0] - end <= _NEWS and start - told[1] <= _NEWS


RELATIONS = frozenset({"relation", "relations", "tie", "ties", "relationship"})
"""Topics of an establishment that happens but once between two countries."""


def is_whole(report: Member) -> bool:
    """Whether a report of trade has a period, or tells without one from whom to whom goods go."""
    return report.event.date_start is not None or (len(report.actors) > 1 and report.event.topic is not None)


def _is_one_occasion(a: Member, b: Member, actors: Mapping[str, Actor], *, dated: bool) -> bool:
    if a.site != b.site or (_PRESS in (a.event.topic, b.event.topic) and a.event.topic != b.event.topic):
        return False
    if not _dates_fit(a, b, dated=dated) or not _places_of_one(a, b, actors):
        return False
    if _same_people(a, b, actors) or _speak_for(a, b, actors) or _speak_for(b, a, actors):
        return True
    return a.event.type == "gathering" and _same_name(a.event.topic, b.event.topic)


def _places_of_one(a: Member, b: Member, actors: Mapping[str, Actor]) -> bool:
    """Whether the places fit; the towns of one country do on one visit."""
    if a.event.type == "visit" and not a.site and a.place is not None and b.place is not None:
        one, other = actors.get(a.place), actors.get(b.place)
        if one is not None and other is not None and one.country is not None and one.country == other.country:
            return True
    return places_fit(a.place, b.place, actors)


def _speak_for(people: Member, countries: Member, actors: Mapping[str, Actor]) -> bool:
    """Whether one mention names the countries for which the people of the other sign or talk ("Kenya and Japan signed").

    Asked of two or more on the same day, or in one article.
    """
    if not people.people or countries.people or people.event.type == "visit":
        return False
    doing = (actor for actor, role in countries.cast if role != "witness")
    only = all((c := actors.get(a)) is not None and c.kind == "country" for a in doing)
    if not only or len(countries.countries) < _SEVERAL or people.countries != countries.countries:
        return False
    if people.article == countries.article:
        return True
    if None in (people.event.date_start, countries.event.date_start):
        return (_is_day(people) or _is_day(countries)) and _dates_meet(people, countries)
    return people.event.date_start == countries.event.date_start and _is_day(people) and _is_day(countries)


def _is_day(member: Member) -> bool:
    return member.event.date_precision == "day"


def _same_name(a: str | None, b: str | None) -> bool:
    """Whether two names of gatherings may be one: all words of the shorter in the longer, or an acronym shared."""
    if a is None or b is None:
        return False
    one, other = set(a.split()), set(b.split())
    years = ({w for w in words if w.isdigit()} for words in (one, other))
    first, second = years
    if first and second and not first & second:
        return False
    shared = one & other
    acronym = any(word.isupper() for word in shared)
    return acronym or (len(shared - _GENERIC) > 0 and (one <= other or other <= one))


def sums_up(title: Member, told: Member, actors: Mapping[str, Actor]) -> bool:
    """Whether a headline tells what a mention of its article tells: nobody else, no other day, both real or both ahead."""
    if (title.event.status in AHEAD) != (told.event.status in AHEAD):
        return False
    days = title.event.date_start is None or told.event.date_start is None or _overlap(title.event, told.event)
    known = _nested(title.actors, told.actors) or (bool(title.countries) and title.countries <= told.countries)
    return days and known and _places_of_one(title, told, actors)


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


def _same_people(a: Member, b: Member, actors: Mapping[str, Actor]) -> bool:
    if not a.actors & b.actors or not _nested(_by_country(a, actors), _by_country(b, actors)):
        return False
    if a.doers and b.doers and not a.doers & b.doers:
        return False
    # A shared country alone is too little: many people visit one country.
    return bool(a.people & b.people) or not (a.people or b.people)


def _by_country(member: Member, actors: Mapping[str, Actor]) -> frozenset[str]:
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
        ahead = a.event.status in AHEAD and b.event.status in AHEAD
        return dated or a.article == b.article or _close(a, b, STANDING if ahead else SAME_NEWS)
    known, undated = (a, b) if a.event.date_start is not None else (b, a)
    if {a.event.status, b.event.status} == {"proposed"} and _close(a, b, SAME_NEWS):
        return True  # both articles tell what the same news proposes, one without saying when
    if a.article == b.article:
        return a.event.status == b.event.status or known.event.date_precision != "year"
    start, end, told = known.event.date_start, known.event.date_end, undated.told
    if told is None or start is None or end is None:
        return dated or len(a.people & b.people) + len(a.bodies & b.bodies) > 1
    ahead = undated.event.status in AHEAD
    return start - told[1] <= (BEFORE if ahead else AFTER) and told[0] - end <= AFTER


def _overlap(a: EventMention, b: EventMention) -> bool:
    if a.date_start is None or a.date_end is None or b.date_start is None or b.date_end is None:
        return False
    return a.date_start <= b.date_end and b.date_start <= a.date_end


def _same_days(a: Member, b: Member) -> bool:
    return (a.event.date_start, a.event.date_end) == (b.event.date_start, b.event.date_end)


def _close(a: Member, b: Member, span: dt.timedelta) -> bool:
    if a.article == b.article:
        return True
    if a.told is None or b.told is None:
        return False
    return a.told[0] - b.told[1] <= span and b.told[0] - a.told[1] <= span


def year_of(member: Member) -> int | None:
    """The year of an event, else of its article."""
    day = member.event.date_start or member.published
    return day.year if day is not None else None
