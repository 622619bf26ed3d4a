"""What an article has told so far: its event mentions, each filled from those before it.

An anaphor ("the visit") takes what its antecedent has, words spoken at a meeting take the meeting's day and place, what
happens on a visit happens where the visit is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.events.anaphora import antecedent, refer
from pipeline.events.answers import answering, invited
from pipeline.events.candidates import Candidate
from pipeline.events.dateline import Dateline
from pipeline.events.discourse import Discourse
from pipeline.events.following import follow
from pipeline.events.journeys import Journeys, within
from pipeline.events.lending import Lending
from pipeline.events.mentioned import chains_of, kind_of
from pipeline.events.noun_phrases import phrase_start
from pipeline.events.occurrence import Occurrence
from pipeline.events.omissions import is_empty
from pipeline.events.participants import directed, traders
from pipeline.events.places import hosted_there, on_journey, placed_visit
from pipeline.events.propagation import when_and_where
from pipeline.events.setting import OCCASIONS, enclosing
from pipeline.events.statuses import HAPPENED
from pipeline.events.times import SPOKEN
from pipeline.events.view import View
from pipeline.records import Article, ArticleActors, ArticleEvents, EventMention, Participant, Rejection

_NEAR_CHARACTERS = 60
_MEMORY = 80
_OVER = dt.timedelta(7)
_SEVERAL = 3
_PAIR = 2
_GATHERED = frozenset({"meeting", "talks"})
_JOINT = frozenset({"joint_statement", "agreement"})
_BRINGING_TOGETHER = (
    "agreement",
    "signing",
    "meeting",
    "talks",
    "call",
    "credentials",
    "ceremony",
    "visit",
    "inauguration",
)


class Narrative:
    """The mentions of one article in the order of reading."""

    def __init__(
        self, article: Article, actors: ArticleActors, discourse: Discourse, nothing_known: str = "empty"
    ) -> None:
        self.article = article
        self.actors = actors
        self.discourse = discourse
        self.events: list[EventMention] = []
        self._nothing_known = nothing_known
        self.days_ahead: set[dt.date] = set()
        self._rejected: list[Rejection] = []
        self._asides: set[int] = set()
        self._bare: dict[int, tuple[View, Candidate]] = {}
        self._paragraph = [s.paragraph for s in article.sentences]
        self._dateline = Dateline(article, actors)
        discourse.countries.home = self._dateline.home
        self._journeys = Journeys(article, actors, self._dateline)
        self._lending = Lending(article, actors, self._dateline)

    def status_here(self, view: View) -> str:
        """The status of the occasion that the sentence told last, "" where it told none."""
        last = self.events[-1] if self.events else None
        return last.status if last is not None and last.sentence == view.index and last.type in OCCASIONS else ""

    def was_there_for(self, at: Occurrence) -> bool:
        """Whether something is the purpose of a journey long over: "visited [X] in 2019 to attend the summit"."""
        last, use = (self.events[-1] if self.events else None), at.candidate.use
        if last is None or last.type != "visit" or last.sentence != at.view.index or last.status != HAPPENED:
            return False
        published = self.article.published
        purpose = use is not None and use.form == "infinitive"
        return purpose and published is not None and last.date_end is not None and published - last.date_end > _OVER

    def hear(self, view: View) -> None:
        """Take in a sentence before its events are read."""
        self.discourse.hear(view)
        self._lending.hear(view)

    def add(self, event: EventMention, at: Occurrence) -> bool:
        """Fill what the sentence left open and keep the mention; False where it tells nothing and is not kept."""
        if not event.participants and event.type in OCCASIONS:
            event = replace(event, participants=self._conjoined(at))
        event = invited(answering(event, self.events, self.actors), self.events)
        below = [e for e in self.events if self.article.sentences[e.sentence].kind != "title"]
        earlier = antecedent(event, at.view, at.candidate, below, self.actors, at.lexicon)
        if earlier is None and len(below) < len(self.events):  # only the headline told of it
            earlier = antecedent(event, at.view, at.candidate, self.events, self.actors, at.lexicon)
        if earlier is not None:
            event = refer(event, earlier)
        event = follow(event, at, self.events, self.discourse.countries)
        event = self._journeys.as_long_as_told(event, at)
        event = self._journeys.on_day_of_visit(event, at, self.events)
        if not event.status and event.type in OCCASIONS:  # taken to have happened, for this
            event = replace(self._from_occasion(replace(event, status=HAPPENED), at), status=event.status)
        else:
            event = self._from_occasion(event, at)
        event = self._lending.fill(event, at, self.events)
        opening = self._lending.opening
        event = hosted_there(placed_visit(self._dateline.hosted(event, at, opening), self.actors), self.actors)
        event = on_journey(event, self.events[-_MEMORY:], self.actors)
        event = self._journeys.where_they_are(self._journeys.host_of_meeting(event, self.events), at)
        event = self._dateline.place(event, at, opening)
        event = self._journeys.during_visit(event, self.events)
        self._journeys.note(event)
        if not event.status and self._is_listed(event, at):
            event = replace(event, status=self.events[-1].status)
        if not event.status:
            event = replace(event, status=HAPPENED)
        if event.date_start is not None and event.status in ("planned", "proposed"):
            self.days_ahead.add(event.date_start)
        if is_empty(event, at):
            if event.type not in OCCASIONS or not self._is_above(event):
                return False
            self._bare[len(self.events)] = (at.view, at.candidate)  # "Meeting of the Minister with his counterpart"
        if event.date_start is None and _is_of_person(at):
            self._asides.add(len(self.events))
        self._journeys.note_length(len(self.events), event, at)
        self.events.append(event)
        self._note(event, at)
        return True

    def _note(self, event: EventMention, at: Occurrence) -> None:
        """Take in who was brought together and who travels, and who was there right before."""
        if _is_by_members(at):
            self.discourse.assembled(tuple(p.mention for p in event.participants if p.role == "actor"))
        guests = [p.mention for p in event.participants if p.role == "actor"] if event.type == "visit" else []
        if len(guests) == 1 and kind_of(self.actors, guests[0]) == "person":
            self.discourse.guest = guests[0]
        if event.type in _BRINGING_TOGETHER:
            parties = tuple(p.mention for p in event.participants if p.role in ("actor", "recipient"))
            self.discourse.together(self._sides(parties) if event.type in ("meeting", "talks") else parties)
        before = self.events[-2] if len(self.events) > 1 else None
        there = tuple(p for p in event.participants if p.role == "actor")
        bare = before is not None and before.type == "ceremony" and not before.participants
        if before is not None and bare and event.type in _GATHERED and before.sentence == event.sentence:
            self.events[-2] = replace(before, participants=there)  # "after a welcoming ceremony, [X] and [Y] met"

    def _sides(self, parties: tuple[int, ...]) -> tuple[int, ...]:
        """The leaders of both sides, where those of one bring others along: "[X], accompanied by [Y], met [Z]"."""
        people = [m for m in parties if kind_of(self.actors, m) == "person"]
        first = {country: m for m in reversed(people) if (country := self._dateline.country(m)) is not None}
        several = len(people) == len(parties) >= _SEVERAL and len(first) == _SEVERAL - 1
        return tuple(m for m in parties if m in first.values()) if several else parties

    def traders(self, at: Occurrence, parts: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Whose trade with whom: as the words say, else as the figure's; what they leave out, as the report before."""
        if not directed(parts):
            told = traders(at.view, at.candidate, self.actors)
            bound = {self.actors.mentions[m].chain for m in self.discourse.countries.bound()}
            own = chains_of(self.actors, parts)
            # "between the two countries" are those of both sides, whatever a figure makes of it.
            parts = parts if chains_of(self.actors, told) <= own or (bound and bound <= own) else told
        bodies = tuple(p for p in parts if kind_of(self.actors, p.mention) != "person")
        parts = bodies or parts  # who speaks of trade does not trade
        last = self.events[-1] if self.events else None
        goes_on = last is not None and last.type == at.type and last.sentence == at.view.index
        if goes_on and last is not None and chains_of(self.actors, parts) <= chains_of(self.actors, last.participants):
            return last.participants if len(parts) < len(last.participants) else parts  # "while imports came to"
        if [p.role for p in parts] == ["recipient"]:  # "exports to [X] fell"
            other = self.discourse.countries.partner(parts[0].mention)
            parts = (Participant(other, "actor"), *parts) if other is not None else parts
        return parts

    def reject(self, view: View, candidate: Candidate, reason: str) -> None:
        """Keep that a candidate was not taken, and why."""
        start, end = view.starts[candidate.first], view.ends[candidate.last]
        text = self.article.text[start:end]
        self._rejected.append(Rejection(start, end, text, view.index, candidate.trigger.type, candidate.rule, reason))

    def told(self) -> ArticleEvents:
        """All mentions by position, what points to another pointing to where it stands then; the words not taken."""
        self.events = [self._headline(event) for event in self._journeys.dated(self.events)]
        empty = {i for i in self._bare if not self.events[i].participants}
        for i in sorted(empty):
            self.reject(*self._bare[i], self._nothing_known)
        known = [i for i in range(len(self.events)) if i not in empty]
        order = sorted(known, key=lambda i: (_by_position(self.events[i]), self.events[i].type))
        place = {old: new for new, old in enumerate(order)}
        mentions = tuple(_renumbered(self.events[i], place) for i in order)
        return ArticleEvents(mentions, tuple(sorted(self._rejected, key=_by_position)))

    def _is_aside(self, event: EventMention, occasion: EventMention, chains: set[int]) -> bool:
        """Whether an occasion of a day before that of the lead was told in passing, in another paragraph."""
        lead = self._lending.lead(self.events)
        if lead is None or lead.date_start is None or occasion.date_end is None:
            return False
        apart = self._paragraph[event.sentence] != self._paragraph[occasion.sentence]
        apart = apart or (lead is not occasion and occasion.date_precision in ("month", "year"))
        earlier = occasion.date_end < lead.date_start
        return apart and earlier and bool(chains & chains_of(self.actors, lead.participants))

    def _is_above(self, event: EventMention) -> bool:
        """Whether a mention stands in a title, or in a heading over the lead."""
        kind, first = self.article.sentences[event.sentence].kind, min(self._lending.opening, default=0)
        return kind == "title" or (kind == "heading" and event.sentence < first)

    def _headline(self, event: EventMention) -> EventMention:
        """What a headline tells is what the lead tells of: its day and place."""
        if not self._is_above(event) or event.date_start is not None:
            return event
        who = chains_of(self.actors, event.participants)
        for told in self.events[:_MEMORY]:
            opened = told.sentence in self._lending.opening and told.type == event.type and told.status == event.status
            theirs = chains_of(self.actors, told.participants)
            if opened and told.date_start is not None and (who <= theirs or theirs <= who):
                return when_and_where(replace(event, participants=event.participants or told.participants), told)
        return event

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

    def _from_occasion(self, event: EventMention, at: Occurrence) -> EventMention:
        inside = event.type in SPOKEN or event.type in OCCASIONS - {"visit", "gathering", "exhibition", "call"}
        described = at.candidate.use is not None and at.candidate.use.form == "reduced"  # "the treaty signed in 1994"
        helped = at.candidate.helped_by
        before = helped is not None and at.view.words[helped] == "had" and not _is_reported(event, at)
        if not inside or event.status != HAPPENED or before or (described and event.type == "signing"):
            return event
        chains = chains_of(self.actors, event.participants) - {None}
        known = {c for c in chains if c is not None}
        start = max(0, len(self.events) - _MEMORY)
        told = [e for i, e in enumerate(self.events[start:], start) if i not in self._asides]
        occasion = enclosing(told, event.sentence, self._paragraph, known, self.actors)
        if occasion is None or not within(event, occasion):
            return event
        if self._is_aside(event, occasion, known):
            return event  # the meeting of the day before was told in passing; the lead lends its day
        event = when_and_where(event, occasion)
        if event.type in _JOINT and not event.participants:  # "it was agreed that", "we have adopted"
            event = replace(event, participants=tuple(p for p in occasion.participants if p.role == "actor"))
        return replace(event, occasion=self.events.index(occasion))


def _is_reported(event: EventMention, at: Occurrence) -> bool:
    """Whether "had" only reports what those who met agreed: "[X] said that the two sides had agreed"; not "had held"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or event.type not in _JOINT or len(event.participants) < _PAIR:
        return False
    return tree.deps[tree.verb(*verb)] == "ccomp" and not at.view.dates


def _is_of_person(at: Occurrence) -> bool:
    """Whether a clause only says more of a person: "[X], who held talks with [Y], rejected the plan"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None:
        return False
    clause = tree.verb(*verb)
    return tree.deps[clause] == "acl:relcl" and any(tree.words[k] == "who" for k in tree.children[clause])


def _is_by_members(at: Occurrence) -> bool:
    """Whether the subject is the leaders, ministers or members of what is named: "heads of state of [X] agreed"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or at.lexicon["body_of"].isdisjoint(at.view.vocabulary):
        return False
    plural = (k for k in tree.subjects(tree.verb(*verb)) if "Number=Plur" in tree.morphs[k])
    return any(tree.words[k] in at.lexicon["body_of"] for k in plural)


def _renumbered(event: EventMention, place: dict[int, int]) -> EventMention:
    """The mention with what it points to at its new place, None where that is not kept."""
    if event.occasion is None and event.content_of is None:
        return event
    occasion = None if event.occasion is None else place.get(event.occasion)
    content_of = None if event.content_of is None else place.get(event.content_of)
    return replace(event, occasion=occasion, content_of=content_of)


def _by_position(span: EventMention | Rejection) -> tuple[int, int]:
    return span.start, span.end
