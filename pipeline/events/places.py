"""Places of visits: where one is that is told with its host alone, whose guests are where; what is a building."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.mentioned import chains_of, kind_of
from pipeline.events.view import View
from pipeline.records import ArticleActors, EventMention, Participant


def placed_visit(event: EventMention, actors: ArticleActors) -> EventMention:
    """A visit takes place where its recipient is, if that is a country or a town."""
    if event.type != "visit" or event.place is not None:
        return event
    for part in event.participants:
        if part.role == "recipient" and _is_place(actors, part.mention):
            return replace(event, place=part.mention)
    return event


def hosted_there(event: EventMention, actors: ArticleActors) -> EventMention:
    """A visit of which only the place is told is one to that place, if the guests are of another country."""
    told = {part.role for part in event.participants}
    if event.type != "visit" or event.place is None or told != {"actor"}:
        return event
    if actors.mentions[event.place].label != "GPE" or not _is_place(actors, event.place):
        return event
    known = {_country(actors, part.mention) for part in event.participants} - {None}
    if not known or _country(actors, event.place) in (known | {None}):
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
    guests = _guests(event)
    there = {_country(actors, p.mention) for p in guests}
    for visit in earlier:
        if visit.type != "visit" or visit.place is None or _is_town(actors, visit.place):
            continue
        if chains_of(actors, guests) & chains_of(actors, _guests(visit)):
            there.add(_country(actors, visit.place))
    if not lands <= there:
        return event
    place = event.place if event.place is not None else min(towns)
    return replace(event, place=place, participants=tuple(p for p in event.participants if p.mention not in towns))


def _guests(visit: EventMention) -> list[Participant]:
    return [part for part in visit.participants if part.role == "actor"]


def _is_town(actors: ArticleActors, mention: int) -> bool:
    return kind_of(actors, mention) == "place"


def _country(actors: ArticleActors, mention: int) -> str | None:
    chain = actors.mentions[mention].chain
    return None if chain is None else actors.actors[chain].country


def _is_place(actors: ArticleActors, mention: int) -> bool:
    return kind_of(actors, mention) in ("country", "place")


def is_building(place: int, view: View, actors: ArticleActors) -> bool:
    """Whether a place is a building: so labelled, or "at the [X]" where no country or town is known by the name."""
    mention = actors.mentions[place]
    span = view.spans.get(place)
    at_the = span is not None and view.words[max(0, span[0] - 2) : span[0]] == ("at", "the")
    chain = mention.chain
    unknown = chain is None or actors.actors[chain].country is None or mention.label == "LOC"
    return mention.label == "FAC" or (at_the and unknown)
