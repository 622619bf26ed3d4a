"""Where people are who travel: the town, or the country, that they were last told to be in holds for what they do there on these days."""

from __future__ import annotations

import datetime as dt

from pipeline.events.dateline import Dateline
from pipeline.events.statuses import HAPPENED, ONGOING
from pipeline.records import ArticleActors, EventMention

_NEAR = dt.timedelta(1)
_MEMORY = 40


class Whereabouts:
    """The towns and countries that the people of one article were told to be in, with the days.

    Args:
        actors: the article's actors.
        dateline: whose country people are of if none is told.
    """

    def __init__(self, actors: ArticleActors, dateline: Dateline) -> None:
        self._actors = actors
        self._dateline = dateline
        self._stays: list[tuple[int, dt.date, dt.date, int]] = []

    def note(self, event: EventMention) -> None:
        """Take in who takes part in an event that is told with its town and days."""
        if event.place is None or event.status not in (HAPPENED, ONGOING) or not self._is_known(event.place):
            return
        if event.date_start is None or event.date_end is None:
            return
        for part in event.participants:
            chain = self._actors.mentions[part.mention].chain
            away = self._dateline.country_or_home(part.mention) != self._dateline.country(event.place)
            if chain is not None and away and self._actors.actors[chain].kind == "person":
                self._stays.append((chain, event.date_start, event.date_end, event.place))

    def town(self, event: EventMention) -> int | None:
        """The town where one who takes part in an event of a known day was then, as its mention."""
        if event.date_start is None or event.date_end is None or event.status != HAPPENED:
            return None
        chains = {self._actors.mentions[p.mention].chain for p in event.participants}
        for chain, start, end, place in reversed(self._stays[-_MEMORY:]):
            if chain in chains and start - _NEAR <= event.date_start and event.date_end <= end + _NEAR:
                return place
        return None

    def _is_known(self, place: int) -> bool:
        mention = self._actors.mentions[place]
        chain = mention.chain
        if chain is None or mention.label != "GPE":
            return False
        actor = self._actors.actors[chain]
        return actor.kind in ("place", "country") and actor.country is not None
