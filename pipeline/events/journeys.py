"""Visits, and what takes place on them: how long one lasts, on which of its days, in which country and town.

A visit during which somebody meets in a foreign town is one to that country; what happens on a visit happens where the
visit is; what is planned for it takes its days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.dateline import Dateline
from pipeline.events.mentioned import chains_of
from pipeline.events.occurrence import Occurrence
from pipeline.events.own_times import stay
from pipeline.events.places import is_building
from pipeline.events.propagation import with_days
from pipeline.events.setting import OCCASIONS
from pipeline.events.statuses import BEGINNING, HAPPENED, ONGOING, PLANNED
from pipeline.events.times import SPOKEN
from pipeline.events.whereabouts import Whereabouts
from pipeline.records import Article, ArticleActors, EventMention, Participant

_MEMORY = 80
_LASTING = frozenset({"visit", "gathering", "exhibition"})
_DAY_OF = re.compile(r"\b(first|second|third|fourth|last|final) day of (?:\w+ ){1,3}(?:visit|trip|tour|stay)\b")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


class Journeys:
    """The visits of one article.

    Args:
        article: the article.
        actors: its actors.
        dateline: where it comes from.
    """

    def __init__(self, article: Article, actors: ArticleActors, dateline: Dateline) -> None:
        self._published = article.published
        self._actors = actors
        self._dateline = dateline
        self._whereabouts = Whereabouts(article, actors, dateline)
        self._lengths: dict[int, int] = {}

    def note_length(self, index: int, event: EventMention, at: Occurrence) -> None:
        """Keep how many days a visit that is on and has no day lasts: "who is on a two-day visit"."""
        days = stay(at.view, at.candidate) if event.type == "visit" and event.status == ONGOING else None
        if days is not None and event.date_start is None and not days[1]:
            self._lengths[index] = days[0]

    def dated(self, events: Sequence[EventMention]) -> list[EventMention]:
        """The mentions, visits of a told length with the days that what their guests did there leaves them."""
        out = list(events)
        for index, length in self._lengths.items():
            days = self._days_of(events[index], events, length)
            if days is not None:
                precision = "interval" if length > 1 else "day"
                out[index] = replace(
                    out[index], date_start=days[0], date_end=days[1], date_precision=precision, date_basis="anchored"
                )
        return out

    def _days_of(
        self, visit: EventMention, events: Sequence[EventMention], length: int
    ) -> tuple[dt.date, dt.date] | None:
        """First and last day that the guest was told to do something, if these are as many as the visit is to last."""
        guests = chains_of(self._actors, tuple(p for p in visit.participants if p.role == "actor")) - {None}
        if self._published is None or not guests:
            return None
        told = sorted(
            e.date_start
            for e in events
            if e.type in OCCASIONS - {"visit"}
            and e.status == HAPPENED
            and e.date_precision == "day"
            and e.date_start is not None
            and dt.timedelta(0) <= self._published - e.date_start < dt.timedelta(length)
            and guests & chains_of(self._actors, e.participants)
        )
        if not told:
            return None
        return (told[0], told[-1]) if (told[-1] - told[0]).days + 1 == length else None

    def note(self, event: EventMention) -> None:
        """Take in where the people of an event are."""
        self._whereabouts.note(event)

    def as_long_as_told(self, event: EventMention, at: Occurrence) -> EventMention:
        """A visit that takes its first day from the arrival, as long as it is said to last; still on if not yet over."""
        if event.type == "visit" and event.date_start is not None and event.date_start == event.date_end:
            days = stay(at.view, at.candidate)
            if days is not None and not days[1]:
                end = event.date_start + dt.timedelta(days[0] - 1)
                event = replace(event, date_end=end, date_precision="interval" if days[0] > 1 else "day")
        published = self._published
        start, until = event.date_start, event.date_end
        begun = at.candidate.noun is not None and at.candidate.trigger.lemma in BEGINNING
        lasting = event.type in _LASTING and (at.candidate.use is None or begun) and event.status == HAPPENED
        if lasting and published is not None and start is not None and until is not None and start <= published < until:
            return replace(event, status=ONGOING)
        return event

    def on_day_of_visit(self, event: EventMention, at: Occurrence, events: Sequence[EventMention]) -> EventMention:
        """What is told of "the last day of the visit" took place on that day of the visit told before."""
        if event.date_start is not None or event.type not in OCCASIONS | SPOKEN or event.type == "visit":
            return event
        visit = next((e for e in reversed(events) if e.type == "visit" and e.date_start is not None), None)
        if visit is None or visit.date_start is None or visit.date_end is None:
            return event
        which = _DAY_OF.search(" ".join(at.view.words[: at.candidate.first]))
        if which is None:
            return event
        counted = visit.date_start + dt.timedelta(_ORDINALS[which[1]]) if which[1] in _ORDINALS else visit.date_end
        day = min(counted, visit.date_end)
        return replace(event, date_start=day, date_end=day, date_precision="day", date_basis="anchored")

    def host_of_meeting(self, event: EventMention, events: Sequence[EventMention]) -> EventMention:
        """A visit during which somebody met in a foreign town is one to the country of that town."""
        last = events[-1] if events else None
        if event.type != "visit" or event.place is not None or last is None or last.sentence != event.sentence:
            return event
        if last.place is None or last.type not in OCCASIONS or any(p.role == "recipient" for p in event.participants):
            return event
        country = self._dateline.country(last.place)
        guests = {self._dateline.country_or_home(p.mention) for p in event.participants}
        if country is None or country in guests or not guests:
            return event
        self._whereabouts.note(replace(event, place=last.place))
        land = self._dateline.land(country)
        host = land if land is not None else last.place
        return replace(event, place=host, participants=(*event.participants, Participant(host, "recipient")))

    def where_they_are(self, event: EventMention, at: Occurrence) -> EventMention:
        """What somebody who travels does, in the town that he or she was told to be in."""
        inside = event.type in SPOKEN or event.type in OCCASIONS - {"visit", "exhibition", "call"}
        open_place = event.place is None or is_building(event.place, at.view, self._actors)
        town = self._whereabouts.town(event) if inside and open_place else None
        return event if town is None else replace(event, place=self._dateline.town_of(town, event))

    def during_visit(self, event: EventMention, events: Sequence[EventMention]) -> EventMention:
        """What happens on a visit happens where the visit is, if nothing nearer says where."""
        inside = event.type in SPOKEN or event.type in OCCASIONS - {"visit", "gathering", "exhibition"}
        inside = inside or event.rule == "visit:verb:tour"
        ahead = event.status == PLANNED
        known = event.place is not None and (event.date_start is not None or not ahead)
        if known or not (ahead or event.status == HAPPENED) or not inside:
            return event
        stages = (PLANNED, ONGOING) if ahead else (HAPPENED, ONGOING)
        chains = chains_of(self._actors, event.participants)
        for visit in reversed(events[-_MEMORY:]):
            if visit.type != "visit" or visit.place is None or visit.status not in stages:
                continue
            if self._actors.mentions[visit.place].label not in ("GPE", "LOC"):
                continue  # a site that was toured, not where one stays
            guests = chains_of(self._actors, visit.participants)
            apart = event.date_start and visit.date_end and not within(event, visit)
            if chains & guests and not apart:
                where = event.place if event.place is not None else self._dateline.town_of(visit.place, event)
                event = replace(event, place=where)
                return with_days(event, visit) if ahead else event
        return event


def within(event: EventMention, visit: EventMention) -> bool:
    """Whether the days of an event and of an occasion meet, or are unknown."""
    if event.date_start is None or event.date_end is None or visit.date_start is None or visit.date_end is None:
        return True
    return event.date_start <= visit.date_end and visit.date_start <= event.date_end
