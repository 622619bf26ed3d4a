"""What an article has told so far: its event mentions, each filled from those before it.

An anaphor ("the visit") takes what its antecedent has, words spoken at a meeting take the meeting's day and place, what
happens on a visit happens where the visit is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.events.anaphora import antecedent, refer
from pipeline.events.candidates import Candidate
from pipeline.events.discourse import Discourse
from pipeline.events.occurrence import Occurrence
from pipeline.events.omissions import is_empty
from pipeline.events.participants import people
from pipeline.events.setting import OCCASIONS, enclosing
from pipeline.events.status import HAPPENED, phrase_start
from pipeline.events.times import SPOKEN
from pipeline.events.view import View
from pipeline.records import Article, ArticleActors, ArticleEvents, EventMention, Participant, Rejection

_NEAR_CHARACTERS = 60
_MEMORY = 80
_BRINGING_TOGETHER = ("meeting", "talks", "call", "credentials", "ceremony", "visit")


class Narrative:
    """The mentions of one article in the order of reading."""

    def __init__(self, article: Article, actors: ArticleActors, discourse: Discourse) -> None:
        self.article = article
        self.actors = actors
        self.discourse = discourse
        self.events: list[EventMention] = []
        self.days_ahead: set[dt.date] = set()
        self._rejected: list[Rejection] = []
        self._paragraph = [s.paragraph for s in article.sentences]

    def status_here(self, view: View) -> str:
        """The status of the occasion that the sentence told last, "" where it told none."""
        last = self.events[-1] if self.events else None
        return last.status if last is not None and last.sentence == view.index and last.type in OCCASIONS else ""

    def add(self, event: EventMention, at: Occurrence) -> bool:
        """Fill what the sentence left open and keep the mention; False where it tells nothing and is not kept."""
        if not event.participants and event.type in OCCASIONS:
            event = replace(event, participants=self._conjoined(at))
        earlier = antecedent(event, at.view, at.candidate, self.events, self.actors, at.lexicon)
        if earlier is not None:
            event = refer(event, earlier)
        event = self._from_occasion(event)
        event = self._during_visit(_placed_visit(event, self.actors))
        if not event.status and self._is_listed(event, at):
            event = replace(event, status=self.events[-1].status)
        if not event.status:
            event = replace(event, status=HAPPENED)
        if event.date_start is not None and event.status in ("planned", "proposed"):
            self.days_ahead.add(event.date_start)
        if is_empty(event, at.view, at.candidate):
            return False
        self.events.append(event)
        if event.type in _BRINGING_TOGETHER:
            self.discourse.together(people(event.participants, self.actors))
        return True

    def reject(self, view: View, candidate: Candidate, reason: str) -> None:
        """Keep that a candidate was not taken, and why."""
        start, end = view.starts[candidate.first], view.ends[candidate.last]
        text = self.article.text[start:end]
        self._rejected.append(Rejection(start, end, text, view.index, candidate.trigger.type, candidate.rule, reason))

    def told(self) -> ArticleEvents:
        """All mentions by position, what points to another pointing to where it stands then; the words not taken."""
        order = sorted(range(len(self.events)), key=lambda i: (_by_position(self.events[i]), self.events[i].type))
        place = {old: new for new, old in enumerate(order)}
        mentions = (
            replace(
                event,
                occasion=None if event.occasion is None else place[event.occasion],
                content_of=None if event.content_of is None else place[event.content_of],
            )
            for event in (self.events[i] for i in order)
        )
        return ArticleEvents(tuple(mentions), tuple(sorted(self._rejected, key=_by_position)))

    def _is_listed(self, event: EventMention, at: Occurrence) -> bool:
        """Whether "and" joins a noun to a planned occasion: "talks are set for Monday, and a meeting for Friday"."""
        if at.candidate.use is not None or not self.events or self.events[-1].sentence != event.sentence:
            return False
        start = phrase_start(at.view, at.lexicon, at.candidate.first)
        last = self.events[-1]
        return at.view.word(start - 1) == "and" and last.type in OCCASIONS and last.status in ("planned", "proposed")

    def _conjoined(self, at: Occurrence) -> tuple[Participant, ...]:
        """The actors of the noun that "and" joins this one to: "[X]'s visit to Y and attendance at Z"."""
        if at.candidate.use is not None or not self.events or self.events[-1].sentence != at.view.index:
            return ()
        start = phrase_start(at.view, at.lexicon, at.candidate.first)
        last = self.events[-1]
        near = at.view.starts[at.candidate.first] - last.end < _NEAR_CHARACTERS
        joined = at.view.word(start - 1) == "and" and near
        return tuple(p for p in last.participants if p.role == "actor") if joined else ()

    def _from_occasion(self, event: EventMention) -> EventMention:
        inside = event.type in SPOKEN or event.type in OCCASIONS - {"visit", "gathering", "exhibition"}
        if not inside or event.status != HAPPENED:
            return event
        chains = {self.actors.mentions[p.mention].chain for p in event.participants} - {None}
        known = {c for c in chains if c is not None}
        occasion = enclosing(self.events, event.sentence, self._paragraph, known, self.actors)
        if occasion is None:
            return event
        if event.date_start is None and occasion.date_start is not None:
            event = replace(
                event,
                date_start=occasion.date_start,
                date_end=occasion.date_end,
                date_precision=occasion.date_precision,
                date_basis="propagated",
            )
        if event.place is None:
            event = replace(event, place=occasion.place)
        return replace(event, occasion=self.events.index(occasion))

    def _during_visit(self, event: EventMention) -> EventMention:
        """What happens on a visit happens where the visit is, if nothing nearer says where."""
        inside = event.type in SPOKEN or event.type in OCCASIONS - {"visit", "gathering", "exhibition"}
        if event.place is not None or event.status != HAPPENED or not inside:
            return event
        chains = {self.actors.mentions[p.mention].chain for p in event.participants}
        for visit in reversed(self.events[-_MEMORY:]):
            if visit.type != "visit" or visit.place is None or visit.status not in (HAPPENED, "ongoing"):
                continue
            if self.actors.mentions[visit.place].label not in ("GPE", "LOC"):
                continue  # a site that was toured, not where one stays
            guests = {self.actors.mentions[p.mention].chain for p in visit.participants}
            apart = event.date_start and visit.date_end and not _within(event, visit)
            if chains & guests and not apart:
                return replace(event, place=visit.place)
        return event


def _by_position(span: EventMention | Rejection) -> tuple[int, int]:
    return span.start, span.end


def _placed_visit(event: EventMention, actors: ArticleActors) -> EventMention:
    """A visit takes place where its recipient is, if that is a country or a town."""
    if event.type != "visit" or event.place is not None:
        return event
    for part in event.participants:
        if part.role == "recipient" and _is_place(actors, part):
            return replace(event, place=part.mention)
    return event


def _within(event: EventMention, visit: EventMention) -> bool:
    if event.date_start is None or event.date_end is None or visit.date_start is None or visit.date_end is None:
        return True
    return event.date_start <= visit.date_end and visit.date_start <= event.date_end


def _is_place(actors: ArticleActors, part: Participant) -> bool:
    chain = actors.mentions[part.mention].chain
    return chain is not None and actors.actors[chain].kind in ("country", "place")
