"""Places of visits: where one is that is told with its host alone, whose guests are where; what is a building."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.view import View
from pipeline.records import ArticleActors, EventMention, Participant


def placed_visit(event: EventMention, actors: ArticleActors) -> EventMention:
    """A visit takes place where its recipient is, if that is a country or a town."""
    if event.type != "visit" or event.place is not None:
        return event
    for part in event.participants:
        if part.role == "recipient" and _is_place(actors, part):
            return replace(event, place=part.mention)
    return event


def hosted_there(event: EventMention, actors: ArticleActors) -> EventMention:
    """A visit of which only the place is told is one to that place, if the guests are of another country."""
    told = {part.role for part in event.participants}
    if event.type != "visit" or event.place is None or told != {"actor"}:
        return event
    mention = actors.mentions[event.place]
    chain = mention.chain
    if chain is None or mention.label != "GPE" or actors.actors[chain].kind not in ("country", "place"):
        return event
    guests = {
        actors.actors[c].country for p in event.participants if (c := actors.mentions[p.mention].chain) is not None
    }
    known = guests - {None}
    if not known or actors.actors[chain].country in (known | {None}):
        return event
    return replace(event, participants=(*event.participants, Participant(event.place, "recipient")))


def on_journey(event: EventMention, earlier: Sequence[EventMention], actors: ArticleActors) -> EventMention:
    """A visit to a town of the country that its guests are in already, or are of, has that town as its place alone."""
    if event.type != "visit":
        return event
    towns = {p.mention for p in event.participants if p.role == "recipient" and _is_town(actors, p.mention)}
    lands = {_country(actors, town) for town in towns} - {None}
    if not lands:
        return event
    guests = {actors.mentions[p.mention].chain for p in event.participants if p.role == "actor"}
    there = {_country(actors, p.mention) for p in event.participants if p.role == "actor"}
    for visit in earlier:
        theirs = {actors.mentions[p.mention].chain for p in visit.participants if p.role == "actor"}
        if visit.type == "visit" and visit.place is not None and guests & theirs and not _is_town(actors, visit.place):
            there.add(_country(actors, visit.place))
    if not lands <= there:
        return event
    place = event.place if event.place is not None else min(towns)
    return replace(event, place=place, participants=tuple(p for p in event.participants if p.mention not in towns))


def _is_town(actors: ArticleActors, mention: int) -> bool:
    chain = actors.mentions[mention].chain
    return chain is not None and actors.actors[chain].kind == "place"


def _country(actors: ArticleActors, mention: int) -> str | None:
    chain = actors.mentions[mention].chain
    return None if chain is None else actors.actors[chain].country


def _is_place(actors: ArticleActors, part: Participant) -> bool:
    chain = actors.mentions[part.mention].chain
    return chain is not None and actors.actors[chain].kind in ("country", "place")


def is_building(place: int, view: View, actors: ArticleActors) -> bool:
    """Whether a place is a building: so labelled, or "at the [X]" where no country or town is known by the name."""
    mention = actors.mentions[place]
    span = view.spans.get(place)
    at_the = span is not None and view.words[max(0, span[0] - 2) : span[0]] == ("at", "the")
    chain = mention.chain
    unknown = chain is None or actors.actors[chain].country is None or mention.label == "LOC"
    return mention.label == "FAC" or (at_the and unknown)
