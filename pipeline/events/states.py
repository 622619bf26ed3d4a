"""What countries do where an article names people or towns: consultations of ministries, joint bodies, investments.

"The two ministers agreed to hold political consultations": it is the countries that will consult. "A joint working group
will be set up" is said of both. Who invests in a plant in a town invests in its country.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.events.countries import Countries
from pipeline.events.joint_bodies import is_shared
from pipeline.events.mentioned import as_actors, kind_of
from pipeline.events.occurrence import Occurrence
from pipeline.events.statuses import PLANNED, PROPOSED
from pipeline.records import EventMention, Participant

_OF_STATES = frozenset(
    {"political", "bilateral", "round", "interministerial", "inter-ministerial", "foreign", "consular"}
)
_BEFORE = 5
_PAIR = 2


def of_states(event: EventMention, at: Occurrence, countries: Countries) -> EventMention:
    """The mention with the countries in place of those who speak for them; any other as it is.

    Args:
        event: a mention as its own words tell it.
        at: where it stands.
        countries: the countries of its article.
    """
    if event.type == "talks" and _is_of_ministries(event, at):
        return _of_pair(event, countries)
    if event.type == "establishment" and not event.participants and is_shared(at.view.words):
        return _of_pair(event, countries)
    if event.type == "investment":
        return _in_country(event, at, countries)
    return event


def _is_of_ministries(event: EventMention, at: Occurrence) -> bool:
    """Whether consultations that lie ahead are those of ministries: "the next round of political consultations"."""
    noun, view = at.candidate.noun, at.view
    if noun is None or event.status not in (PLANNED, PROPOSED) or view.words[noun[1]] != "consultations":
        return False
    named = view.word(noun[1] + 1) in ("with", "between")
    return not named and bool(_OF_STATES & set(view.words[max(0, noun[0] - _BEFORE) : noun[0]]))


def _of_pair(event: EventMention, countries: Countries) -> EventMention:
    pair = countries.pair()
    return replace(event, participants=as_actors(pair)) if len(pair) == _PAIR else event


def _in_country(event: EventMention, at: Occurrence, countries: Countries) -> EventMention:
    """An investment in a town, or told with a town alone, is one in its country, where that is named."""
    parts = []
    for part in event.participants:
        town = part.role == "recipient" and kind_of(at.actors, part.mention) == "place"
        land = countries.of(part.mention) if town else None
        parts.append(part if land is None else Participant(land, part.role))
    land = countries.of(event.place) if event.place is not None else None
    if land is not None and "recipient" not in {part.role for part in parts}:
        home = {countries.of(part.mention) for part in parts}
        parts += [Participant(land, "recipient")] if land not in home and parts else []
    return replace(event, participants=tuple(parts))
