"""Where people are who travel: the town, or the country, that they were last told to be in holds for what they do there on these days."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from pipeline.events.dateline import Dateline
from pipeline.events.mentioned import chains_of
from pipeline.events.statuses import HAPPENED, ONGOING, PLANNED
from pipeline.records import Article, ArticleActors, EventMention

_NEAR = dt.timedelta(1)
_MEMORY = 40
_LATELY = dt.timedelta(2)


class Whereabouts:
    """The towns and countries that the people of one article were told to be in, with the days.

    Args:
        article: the article; its headline may say where somebody is ("[X] in Oslo").
        actors: its actors.
        dateline: whose country people are of if none is told.
    """

    def __init__(self, article: Article, actors: ArticleActors, dateline: Dateline) -> None:
        self._actors = actors
        self._dateline = dateline
        self._published = article.published
        self._stays: list[tuple[int, dt.date, dt.date, int]] = []
        self._programme: list[tuple[set[int | None], dt.date | None, int]] = []
        self._headlined = self._by_headline(article)

    def note(self, event: EventMention) -> None:
        """Take in who takes part in an event that is told with its town and days."""
        if event.place is None or not self._is_known(event.place):
            return
        if event.status == PLANNED and event.type != "visit":
            self._programme.append((chains_of(self._actors, event.participants), event.date_start, event.place))
        if event.status not in (HAPPENED, ONGOING):
            return
        if event.date_start is None or event.date_end is None:
            return
        for part in event.participants:
            chain = self._actors.mentions[part.mention].chain
            if (
                chain is not None
                and self._is_away(part.mention, event.place)
                and self._actors.actors[chain].kind == "person"
            ):
                self._stays.append((chain, event.date_start, event.date_end, event.place))

    def town(self, event: EventMention) -> int | None:
        """The town where one who takes part in an event of a known day was then, as its mention."""
        if event.status == PLANNED:
            return self._on_programme(event)
        if event.status != HAPPENED:
            return None
        chains = chains_of(self._actors, event.participants)
        if self._headlined is not None and self._headlined[0] in chains and self._is_of_report(event):
            return self._headlined[1]
        if event.date_start is None or event.date_end is None:
            return None
        for chain, start, end, place in reversed(self._stays[-_MEMORY:]):
            if chain in chains and start - _NEAR <= event.date_start and event.date_end <= end + _NEAR:
                return place
        return None

    def _on_programme(self, event: EventMention) -> int | None:
        """The town where one who takes part in what is planned for a day is to do something else on it."""
        who = chains_of(self._actors, event.participants) - {None}
        same = event.date_start is not None and event.date_start == event.date_end
        told = (
            place
            for chains, day, place in self._programme[-_MEMORY:]
            if same and day == event.date_start and who & chains
        )
        return next(told, None)

    def _by_headline(self, article: Article) -> tuple[int, int] | None:
        """Who is where by the headline, as chain and mention: "[X] in [Oslo]"; None where it does not say."""
        titles = {i for i, s in enumerate(article.sentences) if s.kind == "title"}
        told = [(i, m) for i, m in enumerate(self._actors.mentions) if m.sentence in titles]
        for (name, who), (place, where) in pairwise(told):
            chain = who.chain
            if chain is None or article.text[who.end : where.start].strip() != "in" or not self._is_known(place):
                continue
            if self._actors.actors[chain].kind == "person" and self._is_away(name, place):
                return chain, place
        return None

    def _is_away(self, who: int, place: int) -> bool:
        return self._dateline.country_or_home(who) != self._dateline.country(place)

    def _is_of_report(self, event: EventMention) -> bool:
        """Whether an event is of the days of the report, or told without a day in one that has none."""
        if self._published is None or event.date_start is None:
            return self._published is None and event.date_start is None
        return dt.timedelta(0) <= self._published - event.date_start <= _LATELY

    def _is_known(self, place: int) -> bool:
        mention = self._actors.mentions[place]
        chain = mention.chain
        if chain is None or mention.label != "GPE":
            return False
        actor = self._actors.actors[chain]
        return actor.kind in ("place", "country") and actor.country is not None
