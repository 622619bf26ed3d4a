"""Event mentions of one article: triggers, then status, participants, time, place and figures of each, in text order.

What a sentence leaves open is filled from the article (`narrative.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from pipeline.events.amounts import stated_figures
from pipeline.events.candidates import Candidate
from pipeline.events.content import governing
from pipeline.events.denial import is_denied
from pipeline.events.discourse import Discourse
from pipeline.events.narrative import Narrative
from pipeline.events.occurrence import Occurrence
from pipeline.events.omissions import continues, restates
from pipeline.events.own_times import anniversary, journey, trade_period
from pipeline.events.pair_nouns import PairNouns
from pipeline.events.participants import Casting
from pipeline.events.phrase import FREE
from pipeline.events.phrases import phrases
from pipeline.events.roles import Offices
from pipeline.events.setting import place_of
from pipeline.events.status import StatusReader
from pipeline.events.statuses import CANCELLED, HAPPENED, PLANNED, PROPOSED, against_calendar
from pipeline.events.subjects import subject_of
from pipeline.events.times import attached_dates
from pipeline.events.topics import topic_of
from pipeline.events.triggers import TriggerTable
from pipeline.events.view import SILENT_KINDS, Lexicon, View, views
from pipeline.events.when import When
from pipeline.knowledge import Knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    EventMention,
    TimeExpression,
)

_NEWS = dt.timedelta(45)
_LONG_PAST = dt.timedelta(180)
_HALF = dt.timedelta(183)
_YEAR = re.compile(r"\d{4}")
_BACK = re.compile(r"ago|last|past|previous|earlier|yesterday|week|day\b|month|year")


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
        self._reasons = {row["reason"]: row["meaning"] for row in knowledge.rows("events/reasons.tsv")}

    def __call__(
        self,
        article: Article,
        annotation: Annotation,
        dates: tuple[TimeExpression, ...],
        actors: ArticleActors,
        figures: ArticleFigures,
    ) -> ArticleEvents:
        """The event mentions and the words not taken, in text order; indices point into `actors` and `figures`."""
        discourse = Discourse(actors, self._nouns, self._offices)
        narrative = Narrative(article, actors, discourse, self._reasons["empty"])
        read = views(article, annotation, dates, actors, figures)
        discourse.survey(read)
        for view in read:
            if view.kind in SILENT_KINDS or not view.words:
                continue
            narrative.hear(view)
            self._sentence(view, narrative)
        return narrative.told()

    def _sentence(self, view: View, narrative: Narrative) -> None:
        candidates, rejected = self._table.candidates(view)
        for candidate, reason in rejected:
            self._reject(view, candidate, reason, narrative)
        times = attached_dates(view, self._lexicon, candidates, narrative.article.published)
        around, known = phrases(view, self._lexicon, narrative.actors, narrative.discourse), narrative.discourse.state
        told: dict[int, int] = {}
        for i, candidate in enumerate(candidates):
            if narrative.discourse.state != known:  # an event told whom pronouns and "the two leaders" stand for
                around, known = (
                    phrases(view, self._lexicon, narrative.actors, narrative.discourse),
                    narrative.discourse.state,
                )
            stop = next((c.first for c in candidates[i + 1 :] if c.first > candidate.last), len(view))
            frame = self._casting.frame(candidate)
            at = Occurrence(view, candidate, around, frame, stop, narrative.actors, self._lexicon)
            reason = self._mention(at, candidates, times.get(i), told, narrative)
            if reason:
                self._reject(view, candidate, reason, narrative)
            else:
                told[i] = len(narrative.events) - 1
        narrative.discourse.lose_track(view, around)
        free = [p for p in around if p.place == FREE and view.word(p.before) not in self._lexicon["wh"]]
        if free:
            plural = [p for p in free if len(p.mentions) > 1]
            narrative.discourse.subject((plural or free)[0].mentions)
            narrative.discourse.subject(free[0].mentions)

    def _reject(self, view: View, candidate: Candidate, reason: str, narrative: Narrative) -> None:
        narrative.reject(view, candidate, self._reasons.get(reason, reason))

    def _mention(
        self,
        at: Occurrence,
        candidates: tuple[Candidate, ...],
        when: When | None,
        told: dict[int, int],
        narrative: Narrative,
    ) -> str:
        """Read one candidate into the narrative; the reason why not, "" where it was taken."""
        view, candidate = at.view, at.candidate
        status = self._status.read(view, candidate)
        if is_denied(view, candidate, self._status.cues, self._status.lexicon):
            return "denied"
        if status is None:
            return "denied" if candidate.use is not None and candidate.use.negated else "unreal"
        if continues(candidate, view, narrative.events):
            return "continues"
        if restates(candidate, view, narrative.events):
            return "restates"
        parts = self._casting.cast(at, narrative.discourse)
        if candidate.trigger.frame == "trade_report":
            parts = narrative.traders(at, parts)
        status, when = self._time(at, status, when, narrative)
        start, end = view.starts[candidate.first], view.ends[candidate.last]
        governor = governing(view, candidates, candidate, status)
        event = EventMention(
            start=start,
            end=end,
            text=narrative.article.text[start:end],
            sentence=view.index,
            type=at.type,
            status=status,
            participants=parts,
            date_start=when.start if when else None,
            date_end=when.end if when else None,
            date_precision=when.precision if when else None,
            date_basis=when.basis if when else None,
            place=place_of(at),
            rule=candidate.rule,
            figures=stated_figures(at, candidates),
            topic=topic_of(at),
            content_of=told.get(governor) if governor is not None else None,
        )
        kept = narrative.add(event, at)
        subject = None if _is_subordinate(view, candidate) else subject_of(at)
        if subject is not None:
            narrative.discourse.subject(subject.mentions)
        return "" if kept else "empty"

    def _time(self, at: Occurrence, status: str, when: When | None, narrative: Narrative) -> tuple[str, When | None]:
        """Status and time of a candidate, each read in the light of the other."""
        view, candidate, kind = at.view, at.candidate, at.type
        if kind == "trade_report":
            when = trade_period(view, candidate)
        elif kind == "anniversary":
            when = when or anniversary(view, candidate, narrative.article.published)
            if candidate.use is not None and candidate.use.form == "infinitive":
                # "co-chaired a ceremony to mark the anniversary", "planted a tree to mark it"
                status = narrative.status_here(view) or (HAPPENED if _is_done_for(view, candidate) else status)
        elif kind == "gathering" and narrative.was_there_for(at):
            status = HAPPENED
        elif kind == "visit":
            when = journey(view, candidate, when)
        if when is not None and _is_of_another_year(view, candidate, when, narrative.article.published):
            when = None
        if when is not None and self._is_ahead(candidate, status, when, narrative):
            when = None
        if when is not None and status in (PLANNED, PROPOSED):
            when = _to_come(view, when, narrative.article.published)
        if when is not None and status == CANCELLED:
            when = _nearest(view, when, narrative.article.published)
        start, end = (when.start, when.end) if when is not None else (None, None)
        published = narrative.article.published
        status = against_calendar(status, start, end, published, verbal=candidate.use is not None)
        if status == PROPOSED and when is not None and published is not None and when.end < published:
            when = None  # the day of the proposal, not of what is proposed
        return status, when

    def _is_ahead(self, candidate: Candidate, status: str, when: When, narrative: Narrative) -> bool:
        """Whether what the words tell as done is given a day to come, which must then be another's."""
        if status != HAPPENED or candidate.use is None or candidate.trigger.type == "trade_report":
            return False
        published = narrative.article.published
        if published is not None:
            return candidate.use.past and when.start > published
        return when.basis == "anchored" and when.start in narrative.days_ahead


def _is_of_another_year(view: View, candidate: Candidate, when: When, published: dt.date | None) -> bool:
    """Whether a headline's present tense was given a month long past, which then is one to come."""
    present = candidate.use is not None and candidate.use.form == "finite" and not candidate.use.past
    if view.kind != "title" or not present or published is None or when.precision not in ("day", "month"):
        return False
    told_year = any(str(when.start.year) in view.words[first : last + 1] for first, last, _ in view.dates)
    return published - when.end > _NEWS and not told_year


def _to_come(view: View, when: When, published: dt.date | None) -> When:
    """A day without a year that is planned and was taken for the last one of its name, as the next one."""
    if published is None or published - when.end < _LONG_PAST or when.precision not in ("day", "month"):
        return when
    told = next((e for *_, e in view.dates if (e.date_start, e.date_end) == (when.start, when.end)), None)
    if told is None or _YEAR.search(told.text) or _BACK.search(told.text.lower()):
        return when
    try:
        start, end = when.start.replace(year=when.start.year + 1), when.end.replace(year=when.end.year + 1)
    except ValueError:  # 29 February
        return when
    return replace(when, start=start, end=end) if start >= published else when


def _nearest(view: View, when: When, published: dt.date | None) -> When:
    """A month without a year for which something was planned that came to nothing, as the nearest of its name."""
    if published is None or when.precision not in ("day", "month") or when.start - published < _HALF:
        return when
    told = next((e for *_, e in view.dates if (e.date_start, e.date_end) == (when.start, when.end)), None)
    if told is None or _YEAR.search(told.text):
        return when
    try:
        return replace(
            when, start=when.start.replace(year=when.start.year - 1), end=when.end.replace(year=when.end.year - 1)
        )
    except ValueError:  # 29 February
        return when


def _is_done_for(view: View, candidate: Candidate) -> bool:
    """Whether an infinitive tells the purpose of what was done."""
    if view.tree is None or candidate.verb is None:
        return False
    verb = view.tree.verb(*candidate.verb)
    past = {"Tense=Past", "VerbForm=Fin"} <= view.tree.morphs[view.tree.heads[verb]]
    return view.tree.deps[verb] == "advcl" and past


def _is_subordinate(view: View, candidate: Candidate) -> bool:
    """Whether a verb stands in a clause of time or a relative one, whose subject the next sentence does not go on with."""
    if view.tree is None or candidate.verb is None:
        return False
    return view.tree.deps[view.tree.verb(*candidate.verb)] in ("advcl", "acl:relcl", "acl")
