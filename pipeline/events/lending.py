"""Day and place that a mention without its own takes from what the article told before it.

Words spoken go on from the speaker's last dated words; what the lead tells of as done on a day is the scene of what
people of the countries that take part say and do after it; "the ceremony" is the one that was told. Where the lead
tells of no occasion, the day of its main clause is that of the words of the first paragraphs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.events.dateline import Dateline
from pipeline.events.noun_phrases import phrase_start
from pipeline.events.occurrence import Occurrence
from pipeline.events.propagation import when_and_where
from pipeline.events.setting import OCCASIONS
from pipeline.events.statuses import HAPPENED, ONGOING
from pipeline.events.times import SPOKEN
from pipeline.events.view import View
from pipeline.events.when import When, when_of
from pipeline.records import Article, ArticleActors, EventMention

_NEWS = dt.timedelta(days=14)
_MEMORY = 80
_OPENING = 2
_START = 5
_NEAR_PARAGRAPHS = 2
_LONG = 4
_SCENES = (OCCASIONS | {"agreement", "joint_statement", "establishment"}) - {"visit", "exhibition", "call"}
_NAMED_AGAIN = frozenset({"meeting", "talks", "gathering"})
_OTHER = frozenset({"last", "previous", "earlier", "past", "next", "first", "another", "other", "upcoming"})
_CEREMONIAL = frozenset(
    {"inauguration", "signing", "credentials", "ceremony", "gathering", "exhibition", "anniversary"}
)
_LENT = SPOKEN | frozenset({"ceremony", "signing", "wreath_laying", "gift", "aid"})
_GATHERED = frozenset({"meeting", "talks", "ceremony"})
_STATE_BODIES = frozenset(
    "ministry government cabinet presidency parliament congress senate assembly court bank office department".split()
)
_BODIES = frozenset({"signing", "agreement", "joint_statement"})
_DOING = frozenset({"actor", "speaker"})
_PERFECT = frozenset({"had", "has", "have", "'ve", "’ve"})


class Lending:
    """What the mentions of one article lend to those after them."""

    def __init__(self, article: Article, actors: ArticleActors, dateline: Dateline) -> None:
        self._published = article.published
        self._actors = actors
        self._dateline = dateline
        self._day: When | None = None
        self._paragraph = [s.paragraph for s in article.sentences]
        told = [i for i, s in enumerate(article.sentences) if s.kind == "body"]
        self.opening = frozenset(told[:_OPENING])
        lead = (m.chain for m in actors.mentions if m.sentence in told[:1] and m.chain is not None)
        self._named = {actors.actors[chain].country for chain in lead}

    def hear(self, view: View) -> None:
        """Take in the day that the main clause of the lead is of: "on Tuesday" of "on Tuesday called off the summit"."""
        tree = view.tree
        if tree is None or not view.dates or view.index != min(self.opening, default=-1):
            return
        for first, last, expression in view.dates:
            when, word = when_of(expression), tree.head_of(first, last)
            verb = tree.heads[word]
            main = tree.deps[verb] == "ROOT" and {"Tense=Past", "VerbForm=Fin"} <= tree.morphs[verb]
            if main and when is not None and self._is_recent(when.start, when.end):
                self._day = when

    def fill(self, event: EventMention, at: Occurrence, events: Sequence[EventMention]) -> EventMention:
        """The mention with the day and the place that an earlier one of `events` lends it."""
        if event.date_start is not None or event.status != HAPPENED or not self._is_told_now(event, at):
            return event
        lender = self._again(event, at, events) or self._speaker(event, events) or self._scene(event, at, events)
        if lender is None:
            return self._on_news_day(event, at)
        shared = event.type == "joint_statement" and not event.participants
        event = replace(event, participants=lender.participants) if shared else event
        return when_and_where(event, lender)

    def _again(self, event: EventMention, at: Occurrence, events: Sequence[EventMention]) -> EventMention | None:
        """The occasion that "the opening ceremony", or "the meeting" at which the lead's leaders agreed, is of."""
        noun = at.candidate.noun
        use = at.candidate.use
        if event.type == "gathering" and noun is None and use is not None and use.passive:
            return self.lead(events)  # "the summit was attended by nine leaders"
        if event.type not in _NAMED_AGAIN | {"ceremony"} or noun is None:
            return None
        start = phrase_start(at.view, at.lexicon, noun[0])
        if at.view.word(start) not in at.lexicon["definite"] or _OTHER & set(at.view.words[start : noun[0]]):
            return None
        if event.type != "ceremony":
            apart = self._paragraph[event.sentence] - min((self._paragraph[k] for k in self.opening), default=0)
            own = at.candidate.use is None or at.candidate.use.passive
            return self.lead(events) if own and apart <= _NEAR_PARAGRAPHS else None
        return next((e for e in reversed(events[-_MEMORY:]) if e.type in _CEREMONIAL and self._is_news(e)), None)

    def _speaker(self, event: EventMention, events: Sequence[EventMention]) -> EventMention | None:
        """The last dated words of the same speaker."""
        chains = self._doers(event)
        if event.type not in SPOKEN or not chains:
            return None
        spoken = (e for e in reversed(events[-_MEMORY:]) if e.type in SPOKEN and self._doers(e) == chains)
        last = next((e for e in spoken if e.date_start is not None), None)
        return last if last is not None and self._is_news(last) else None

    def _scene(self, event: EventMention, at: Occurrence, events: Sequence[EventMention]) -> EventMention | None:
        """The occasion of the lead, for what people of those who take part in it say and do."""
        scene = self.lead(events)
        if scene is not None and {"sidelines", "margins"} & set(at.view.words[:_START]):
            return scene
        if scene is None or event.type not in (_LENT | _GATHERED):
            return None
        apart = self._paragraph[event.sentence] - self._paragraph[scene.sentence]
        near = apart <= _NEAR_PARAGRAPHS
        if not event.participants:  # "the leaders condemned"
            return scene if near else None
        known = {part.mention for part in scene.participants}
        chains = {self._actors.mentions[m].chain for m in known}
        doers = self._doers(event)
        if event.type not in _LENT:
            return scene if near and doers & chains else None
        if doers & chains:
            return scene
        people = all(self._actors.actors[c].kind == "person" for c in doers)
        if not doers or not (people or (event.type in _BODIES and apart <= _LONG)):
            return None
        at_home = {self._country(c) for c in chains} | {
            self._country(self._actors.mentions[scene.place].chain if scene.place is not None else None)
        }
        countries = {self._country(c) for c in doers}
        if chains and all(self._actors.actors[c].kind == "organization" for c in chains if c is not None):
            return scene if apart <= _LONG else None  # a summit has speakers of many countries
        return scene if countries & (at_home - {None}) or (near and countries == {None}) else None

    def lead(self, events: Sequence[EventMention]) -> EventMention | None:
        """What the lead tells of as done on a day."""
        opened = [e for e in events[:_MEMORY] if e.sentence in self.opening]
        told = (e for e in opened if e.type in _SCENES and self._is_news(e))
        # Who arrived on the day of the report did all that it tells on that day.
        today = (
            replace(e, date_end=e.date_start, date_precision="day")
            for e in opened
            if e.type == "visit" and e.date_start is not None and e.date_start == self._published
        )
        return next(told, None) or next((e for e in today if e.status in (HAPPENED, ONGOING)), None)

    def _on_news_day(self, event: EventMention, at: Occurrence) -> EventMention:
        """What is said in the first paragraphs of a report, on the day that its lead is of."""
        apart = self._paragraph[event.sentence] - self._paragraph[min(self.opening, default=0)]
        use = at.candidate.use
        if self._day is None or event.type not in SPOKEN or apart > _LONG or use is None:
            return event
        if (use.form == "finite" and not use.past) or not self._are_of_the_news(self._doers(event)):
            return event
        return replace(
            event,
            date_start=self._day.start,
            date_end=self._day.end,
            date_precision=self._day.precision,
            date_basis="propagated",
        )

    def _are_of_the_news(self, doers: set[int]) -> bool:
        """Whether somebody of the report's own country speaks, or a person of one that the lead names."""
        people = {self._country(c) for c in doers if self._actors.actors[c].kind == "person"}
        return any(map(self._is_own_body, doers)) or bool(people & self._named)

    def _is_own_body(self, chain: int) -> bool:
        """Whether an actor is the report's own country, or a body of state of which no other country is told."""
        actor = self._actors.actors[chain]
        if actor.country is not None:
            return actor.country == self._dateline.home
        return actor.kind == "organization" and bool(_STATE_BODIES & set(actor.name.lower().split()))

    def _country(self, chain: int | None) -> str | None:
        """Alpha-3 of an actor's country; a person of whom none is told is of the country that the report is from."""
        if chain is None:
            return None
        actor = self._actors.actors[chain]
        return actor.country or (actor.home or self._dateline.home if actor.kind == "person" else None)

    def _doers(self, event: EventMention) -> set[int]:
        found: Iterable[int | None] = (
            self._actors.mentions[p.mention].chain for p in event.participants if p.role in _DOING
        )
        return {chain for chain in found if chain is not None}

    def _is_news(self, event: EventMention) -> bool:
        """Whether a mention tells of one day just before the article was published."""
        if event.status != HAPPENED or event.date_start is None or event.date_end is None:
            return False
        return self._is_recent(event.date_start, event.date_end)

    def _is_recent(self, start: dt.date, end: dt.date) -> bool:
        """Whether days are one day just before the article was published."""
        return self._published is not None and start == end and dt.timedelta(0) <= self._published - start <= _NEWS

    def _is_told_now(self, event: EventMention, at: Occurrence) -> bool:
        """Whether a finite past tells it, with no other time of its own and not as what had been before."""
        use = at.candidate.use
        if use is None:
            return event.type in _NAMED_AGAIN | {"ceremony"}
        named = event.type == "joint_statement" or (event.type in _NAMED_AGAIN and at.candidate.noun is not None)
        if use.form == "reduced":
            return named  # "the summit, hosted by [X]", "a communique issued at the end"
        helped = at.candidate.helped_by
        perfect = helped is not None and at.view.words[helped] in _PERFECT
        if perfect and helped is not None and at.view.word(helped + 1) == "also":
            perfect = False  # "he said he had also proposed"
        if use.form not in ("finite", "gerund") or perfect:
            return False
        tree, verb = at.view.tree, at.candidate.verb
        if tree is None or verb is None:
            return not at.view.dates
        past = (
            (first, last)
            for first, last, expression in at.view.dates
            if expression.date_start is not None and expression.date_start <= (self._published or dt.date.max)
        )  # "promised a road by 2026" is no other time
        heads = (tree.head_of(*span) for span in past)
        # A day behind "on" that is not the verb's own is its object's: "condemned the killing of nurses on 3 March".
        return tree.verb(*verb) not in (tree.nearest_verb(head) for head in heads if tree.case(head) != "on")
