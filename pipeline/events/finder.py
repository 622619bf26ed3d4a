"""Event mentions of one article: triggers, then status, participants, time and place of each, in text order.

What a sentence leaves open is filled from the article: an anaphor ("the visit") takes what its antecedent has, words
spoken at a meeting take the meeting's day and place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.events.anaphora import antecedent, refer
from pipeline.events.candidates import Candidate
from pipeline.events.discourse import Discourse, PairNouns
from pipeline.events.omissions import continues, is_empty, restates
from pipeline.events.participants import Casting, people, traders
from pipeline.events.phrase import FREE, Phrase
from pipeline.events.phrases import phrases
from pipeline.events.roles import Offices
from pipeline.events.setting import OCCASIONS, enclosing, place_of
from pipeline.events.status import HAPPENED, PROPOSED, StatusReader, against_calendar, phrase_start
from pipeline.events.subjects import subject_of
from pipeline.events.times import SPOKEN, When, anniversary, attached_dates, trade_period
from pipeline.events.triggers import TriggerTable
from pipeline.events.view import SILENT_KINDS, Lexicon, View, views
from pipeline.knowledge import Knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    EventMention,
    Participant,
    TimeExpression,
)

_NEAR_CHARACTERS = 60
_MEMORY = 80


class EventFinder:
    """Finds the event mentions of an article.

    Args:
        knowledge: gives the tables under `events/`.

    Raises:
        KnowledgeError: a trigger row is wrong.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._lexicon = Lexicon(knowledge)
        self._table = TriggerTable(knowledge, self._lexicon)
        self._status = StatusReader(knowledge, self._lexicon)
        self._casting = Casting(knowledge, self._lexicon)
        self._nouns = PairNouns(knowledge)
        self._offices = Offices(knowledge, self._lexicon)

    def __call__(
        self,
        article: Article,
        annotation: Annotation,
        dates: tuple[TimeExpression, ...],
        actors: ArticleActors,
        figures: ArticleFigures,
    ) -> ArticleEvents:
        """The event mentions and the words not taken, in text order; indices point into `actors.mentions`."""
        discourse = Discourse(actors, self._nouns, self._offices)
        reader = _Reading(article, actors, discourse)
        read = views(article, annotation, dates, actors, figures)
        discourse.survey(read)
        for view in read:
            if view.kind in SILENT_KINDS or not view.words:
                continue
            discourse.hear(view)
            self._sentence(view, reader)
        return ArticleEvents(_in_text_order(reader.events))

    def _sentence(self, view: View, reader: _Reading) -> None:
        candidates = self._table.candidates(view)
        times = attached_dates(view, self._lexicon, candidates, reader.article.published)
        around = phrases(view, self._lexicon, reader.actors, reader.discourse)
        for i, candidate in enumerate(candidates):
            if candidate.trigger.type in SPOKEN or reader.events:
                around = phrases(view, self._lexicon, reader.actors, reader.discourse)
            stop = next((c.first for c in candidates[i + 1 :] if c.first > candidate.last), len(view))
            self._mention(view, candidate, around, times.get(i), stop, reader)
        free = [p for p in around if p.place == FREE and view.word(p.before) not in self._lexicon["wh"]]
        if free:
            plural = [p for p in free if len(p.mentions) > 1]
            reader.discourse.subject((plural or free)[0].mentions)
            reader.discourse.subject(free[0].mentions)

    def _is_ahead(self, candidate: Candidate, status: str, when: When, reader: _Reading) -> bool:
        """Whether what the words tell as done is given a day to come, which must then be another's."""
        if status != HAPPENED or candidate.use is None or candidate.trigger.type == "trade_report":
            return False
        published = reader.article.published
        if published is not None:
            return candidate.use.past and when.start > published
        return when.basis == "anchored" and when.start in reader.days_ahead

    def _mention(
        self,
        view: View,
        candidate: Candidate,
        around: tuple[Phrase, ...],
        when: When | None,
        stop: int,
        reader: _Reading,
    ) -> None:
        status = self._status.read(view, candidate)
        if status is None or continues(candidate, view, reader.events) or restates(candidate, view, reader.events):
            return
        kind = candidate.trigger.type
        parts = self._casting.cast(view, candidate, around, reader.actors, reader.discourse, stop)
        if kind == "trade_report":
            parts = traders(view, candidate, reader.actors) or parts
        status, when = self._time(view, candidate, status, when, reader)
        start, end = view.starts[candidate.first], view.ends[candidate.last]
        event = EventMention(
            start=start,
            end=end,
            text=reader.article.text[start:end],
            sentence=view.index,
            type=kind,
            status=status,
            participants=parts,
            date_start=when.start if when else None,
            date_end=when.end if when else None,
            date_precision=when.precision if when else None,
            date_basis=when.basis if when else None,
            place=place_of(view, candidate, reader.actors, self._lexicon, stop),
            rule=candidate.rule,
        )
        subject = subject_of(view, self._lexicon, candidate, around, reader.actors)
        if not event.participants and kind in OCCASIONS:
            event = replace(event, participants=reader.conjoined(view, candidate, self._lexicon))
        reader.add(event, view, candidate, self._lexicon)
        if subject is not None:
            reader.discourse.subject(subject.mentions)

    def _time(
        self, view: View, candidate: Candidate, status: str, when: When | None, reader: _Reading
    ) -> tuple[str, When | None]:
        """Status and time of a candidate, each read in the light of the other."""
        kind = candidate.trigger.type
        if kind == "trade_report":
            when = trade_period(view, candidate)
        elif kind == "anniversary":
            when = when or anniversary(view, candidate)
            if candidate.use is not None and candidate.use.form == "infinitive":
                status = reader.status_here(view) or status  # "co-chaired a ceremony to mark the anniversary"
        if when is not None and self._is_ahead(candidate, status, when, reader):
            when = None
        start, end = (when.start, when.end) if when is not None else (None, None)
        published = reader.article.published
        status = against_calendar(status, start, end, published, verbal=candidate.use is not None)
        if status == PROPOSED and when is not None and published is not None and when.end < published:
            when = None  # the day of the proposal, not of what is proposed
        return status, when


class _Reading:
    """What an article's reading has gathered so far."""

    def __init__(self, article: Article, actors: ArticleActors, discourse: Discourse) -> None:
        self.article = article
        self.actors = actors
        self.discourse = discourse
        self.events: list[EventMention] = []
        self.days_ahead: set[dt.date] = set()
        self._paragraph = [s.paragraph for s in article.sentences]

    def status_here(self, view: View) -> str:
        """The status of the occasion that the sentence told last, "" where it told none."""
        last = self.events[-1] if self.events else None
        return last.status if last is not None and last.sentence == view.index and last.type in OCCASIONS else ""

    def add(self, event: EventMention, view: View, candidate: Candidate, lexicon: Lexicon) -> None:
        """Fill what the sentence left open and keep the mention."""
        earlier = antecedent(event, view, candidate, self.events, self.actors, lexicon)
        if earlier is not None:
            event = refer(event, earlier)
        event = self._from_occasion(event)
        event = self._during_visit(_placed_visit(event, self.actors))
        if not event.status and self._is_listed(event, view, candidate, lexicon):
            event = replace(event, status=self.events[-1].status)
        if not event.status:
            event = replace(event, status=HAPPENED)
        if event.date_start is not None and event.status in ("planned", "proposed"):
            self.days_ahead.add(event.date_start)
        if is_empty(event, view, candidate):
            return
        self.events.append(event)
        if event.type in ("meeting", "talks", "call", "credentials", "ceremony", "visit"):
            self.discourse.together(people(event.participants, self.actors))

    def _is_listed(self, event: EventMention, view: View, candidate: Candidate, lexicon: Lexicon) -> bool:
        """Whether "and" joins a noun to a planned occasion: "talks are set for Monday, and a meeting for Friday"."""
        if candidate.use is not None or not self.events or self.events[-1].sentence != event.sentence:
            return False
        start = phrase_start(view, lexicon, candidate.first)
        last = self.events[-1]
        return view.word(start - 1) == "and" and last.type in OCCASIONS and last.status in ("planned", "proposed")

    def conjoined(self, view: View, candidate: Candidate, lexicon: Lexicon) -> tuple[Participant, ...]:
        """The actors of the noun that "and" joins this one to: "[X]'s visit to Y and attendance at Z"."""
        if candidate.use is not None or not self.events or self.events[-1].sentence != view.index:
            return ()
        start = phrase_start(view, lexicon, candidate.first)
        last = self.events[-1]
        joined = view.word(start - 1) == "and" and view.starts[candidate.first] - last.end < _NEAR_CHARACTERS
        return tuple(p for p in last.participants if p.role == "actor") if joined else ()

    def _from_occasion(self, event: EventMention) -> EventMention:
        inside = event.type in SPOKEN or (
            event.type in OCCASIONS and event.type not in ("visit", "gathering", "exhibition")
        )
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


def _in_text_order(events: list[EventMention]) -> tuple[EventMention, ...]:
    """The mentions by position, each `occasion` pointing to where it stands then."""
    order = sorted(range(len(events)), key=lambda i: (events[i].start, events[i].end, events[i].type))
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        event if event.occasion is None else replace(event, occasion=place[event.occasion])
        for event in (events[i] for i in order)
    )


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
