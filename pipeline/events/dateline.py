"""What takes place where a report comes from: occasions told "here", those of the last day or two, visits to the country.

A report is written where its news took place, or where its agency sits. The town of the dateline is taken for what
people of its country did on the last day or two, and for where a guest of another country stays, if nothing says
otherwise; persons of whom no country is told are of the country that the report comes from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.events.occurrence import Occurrence
from pipeline.events.places import is_building
from pipeline.events.setting import OCCASIONS, dateline_town
from pipeline.events.statuses import CANCELLED, HAPPENED, ONGOING, PLANNED
from pipeline.events.times import SPOKEN
from pipeline.records import Article, ArticleActors, EventMention, Participant

_LATELY = dt.timedelta(3)
_FRESH = dt.timedelta(1)
_HERE = (OCCASIONS | {"joint_statement", "agreement", "protest"}) - {"visit", "call", "exhibition"}
_TOLD_THERE = (SPOKEN | {"aid", "accuse"}) - {"threaten"}
_DOING = frozenset({"actor", "speaker"})
_LANDS = frozenset("country nation republic kingdom island sultanate emirate state".split())
_ARRIVING = frozenset({"arrive", "land", "fly", "touch down"})
_CAPITAL = frozenset({"capital", "city"})


class Dateline:
    """The town that an article comes from.

    Attributes:
        town: the mention of the town, None where there is none.
        home: alpha-3 of its country, None where unknown.
    """

    def __init__(self, article: Article, actors: ArticleActors) -> None:
        self._published = article.published
        self._actors = actors
        self._lands: dict[str, int] | None = None
        self.town = dateline_town(article, actors)
        self.home = self._told_country(self.town) if self.town is not None else None

    def country(self, mention: int) -> str | None:
        """Alpha-3 of the country of a mention's actor: as told, else of a person the one its offices are of."""
        chain = self._actors.mentions[mention].chain
        if chain is None:
            return None
        actor = self._actors.actors[chain]
        return actor.country or actor.home

    def country_or_home(self, mention: int) -> str | None:
        """Alpha-3 of the country of a mention's actor; of a person of whom none is told the report's own."""
        chain = self._actors.mentions[mention].chain
        person = chain is not None and self._actors.actors[chain].kind == "person"
        return self.country(mention) or (self.home if person else None)

    def land(self, country: str | None) -> int | None:
        """The first mention of a country by its name, else by its adjective; None where it is not told of."""
        if country is None:
            return None
        if self._lands is None:
            self._lands = self._named_lands()
        return self._lands.get(country)

    def _named_lands(self) -> dict[str, int]:
        names: dict[str, int] = {}
        adjectives: dict[str, int] = {}
        for index, mention in enumerate(self._actors.mentions):
            actor = self._actors.actors[mention.chain] if mention.chain is not None else None
            if actor is not None and actor.kind == "country" and actor.country is not None:
                (adjectives if mention.form == "demonym" else names).setdefault(actor.country, index)
        return adjectives | names

    def town_of(self, place: int, event: EventMention) -> int:
        """The town of the dateline in place of its country, for what was done on the last day; else the place."""
        chain = self._actors.mentions[place].chain
        country = chain is not None and self._actors.actors[chain].kind == "country"
        age = self._age(event)
        fresh = age is not None and dt.timedelta(0) <= age <= _FRESH
        here = country and fresh and self.home is not None and self.country(place) == self.home
        return self.town if here and self.town is not None else place

    def place(self, event: EventMention, at: Occurrence, opening: frozenset[int]) -> EventMention:
        """The mention, in the town of the dateline if it is told "here" or may be.

        Args:
            event: a mention with its day.
            at: where it stands.
            opening: the sentences of the lead.
        """
        # The town says more than the building or the country.
        known_town = event.place is not None and not is_building(event.place, at.view, self._actors)
        today = event.status in (PLANNED, CANCELLED) and self._age(event) == dt.timedelta(0) and self.home is not None
        if today and not known_town and self.town is not None and event.type in _HERE:
            hosts = any(self.country(p.mention) == self.home for p in event.participants)
            return replace(event, place=self.town) if hosts else event  # "is to receive [X] later on Thursday"
        if known_town or self.town is None or event.status not in (HAPPENED, ""):
            return event  # no status yet: a noun, of which the days decide
        toured = event.type == "visit" and at.candidate.trigger.lemma == "tour" and event.place is None
        if event.type in _HERE or toured:
            here = "here" in at.view.words or self._is_here(event, opening)
            return replace(event, place=self.town) if here else event
        near = at.view.words[at.candidate.last + 1 : at.candidate.last + 3]
        told_here = event.type == "statement" and event.place is None and "here" in near  # "said here Thursday"
        return replace(event, place=self.town) if told_here or self._is_said_here(event) else event

    def _is_here(self, event: EventMention, opening: frozenset[int]) -> bool:
        """Whether an occasion took place in the town: of the last days, with people of the country or nobody known."""
        if event.date_start is None and event.place is not None and event.sentence in opening:
            return True  # The lead tells of a building, which then is one of the town.
        age = self._age(event)
        if age is None or not dt.timedelta(0) <= age <= _LATELY:
            return False
        if event.type == "protest" and not event.participants:
            return event.place is None
        known = {self.country(p.mention) for p in event.participants}
        if self.home is not None and self.home in known:
            return True
        if age > _FRESH:
            return False
        unmarked = any(self._is_unmarked(p) for p in event.participants)
        if event.place is not None and None in known:
            return True  # a building, and nobody says of which country
        lead = event.sentence in opening
        return unmarked or (lead and bool(known or event.type != "gathering")) or (bool(known) and not known - {None})

    def _is_said_here(self, event: EventMention) -> bool:
        """Whether words of the last day were spoken in the town: by somebody of the country."""
        age = self._age(event)
        if event.type not in _TOLD_THERE or event.date_basis == "propagated" or event.place is not None:
            return False
        if age is None or not dt.timedelta(0) <= age <= _FRESH or self.home is None:
            return False
        doers = [p for p in event.participants if p.role in _DOING]
        return any(self.country(p.mention) == self.home or self._is_unmarked(p) for p in doers)

    def _is_unmarked(self, part: Participant) -> bool:
        """Whether somebody takes part of whom no country is told, who then is of the report's own."""
        chain = self._actors.mentions[part.mention].chain
        known = chain is not None and self._actors.actors[chain].kind == "person"
        return known and self.country(part.mention) is None

    def _age(self, event: EventMention) -> dt.timedelta | None:
        if self._published is None or event.date_start is None:
            return None
        return self._published - event.date_start

    def hosted(self, event: EventMention, at: Occurrence, opening: frozenset[int]) -> EventMention:
        """A visit of guests of another country that is to "the country", or to no place, is one to where it is told."""
        if event.type != "visit" or event.place is not None or self.town is None or self.home is None:
            return event
        guests = {self.country(p.mention) for p in event.participants}
        if _is_of_site(at):  # "visited the mausoleum in the Tunisian capital"
            return replace(event, place=self.town) if self._capital(at) else event
        if not guests or self.home in guests or any(p.role == "recipient" for p in event.participants):
            return event
        capital = self._capital(at)
        to_land = _is_to_land(at)
        to_town = capital or "here" in at.view.words
        if not (to_land or to_town or self._is_stay(event, at, guests, opening)):
            return event
        country = self.land(self.home)
        arrival = at.candidate.verb is not None and at.candidate.trigger.lemma in _ARRIVING
        place = self.town if to_town or arrival or country is None else country
        host = country if country is not None else self.town
        return replace(event, place=place, participants=(*event.participants, Participant(host, "recipient")))

    def _is_stay(self, event: EventMention, at: Occurrence, guests: set[str | None], opening: frozenset[int]) -> bool:
        """Whether foreign guests are here: a visit in the lead or one of these days, of which no goal is told."""
        if None in guests or event.status not in (HAPPENED, ONGOING):
            return False
        after = at.view.words[at.candidate.last + 1 : at.candidate.last + 2]
        if after and after[0] in ("to", "of", "in", "at"):
            return False
        age = self._age(event)
        fresh = age is not None and dt.timedelta(0) <= age <= _LATELY
        return fresh or (age is None and (event.sentence in opening or event.status == ONGOING))

    def _capital(self, at: Occurrence) -> bool:
        """Whether the words name the capital of the report's country: "arrived in the [Tunisian] capital"."""
        view = at.view
        for k in range(at.candidate.last + 1, min(at.stop, at.candidate.last + 6)):
            if view.words[k] in _CAPITAL and view.over(k) is None:
                over = view.over(k - 1)
                return view.words[k - 1] == "the" or (over is not None and self.country(over) == self.home)
        return False

    def _told_country(self, mention: int) -> str | None:
        chain = self._actors.mentions[mention].chain
        return self._actors.actors[chain].country if chain is not None else None


def _is_of_site(at: Occurrence) -> bool:
    """Whether what is visited is a thing, the object of "visited", whatever town or country it is in."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or at.candidate.noun is not None or at.candidate.trigger.lemma != "visit":
        return False
    things = tree.objects(tree.verb(*verb))
    return bool(things) and all(tree.words[k] not in _LANDS | _CAPITAL for k in things)


def _is_to_land(at: Occurrence) -> bool:
    """Whether a visit is to "the country", "the East African nation"."""
    behind = at.view.words[at.candidate.last + 1 : at.candidate.last + 7]
    to = behind[:2] in (("to", "the"), ("of", "the"))
    land = next((k for k, word in enumerate(behind[2:]) if word in _LANDS), None)
    return to and land is not None and not any(word in (",", ".", "of", "in") for word in behind[2 : 2 + land])
