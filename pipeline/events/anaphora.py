"""Which earlier mention a definite noun takes up: "the visit", "the trip", "following the talks".

An anaphor adds nothing of its own: it takes the participants, time, place and (unless its own words say otherwise)
the status of the nearest earlier mention of its type that fits.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.events.candidates import Candidate
from pipeline.events.mentioned import chains_of
from pipeline.events.noun_phrases import phrase_start
from pipeline.events.setting import OCCASIONS
from pipeline.events.view import Lexicon, View
from pipeline.records import ArticleActors, EventMention

ANAPHOR = "+anaphor"
"""Ending of the rule of a mention that was filled from an earlier one; merging joins the two."""

_MEMORY = 80
_NEAR = 3
"""Sentences after an ambassador's letters in which "the meeting" is where they were handed over."""
_FEW = 6
_UNREAL = frozenset({"proposed", "cancelled"})
_JOURNEY = dt.timedelta(days=14)
_FAMILY = {"talks": frozenset({"talks", "meeting"}), "meeting": frozenset({"meeting", "talks"})}


def antecedent(
    event: EventMention,
    view: View,
    candidate: Candidate,
    earlier: list[EventMention],
    actors: ArticleActors,
    lexicon: Lexicon,
) -> EventMention | None:
    """The nearest earlier mention that a definite noun takes up, None where it brings its own."""
    light = candidate.noun is not None and event.type == "visit"  # "wound up the trip"
    light = light or (
        candidate.trigger.lemma == "hold" and candidate.use is not None and _is_described(view, candidate)
    )
    taken_up = _is_it(view, candidate) and not event.participants
    if (candidate.use is not None and not (light or taken_up)) or event.type not in OCCASIONS:
        return None
    start = phrase_start(view, lexicon, candidate.noun[0] if candidate.noun is not None else candidate.first)
    definite = view.word(start) in lexicon["definite"] or view.over(start) is not None
    definite = definite or any(view.words[k] in lexicon["genitive"] for k in range(start, candidate.first))
    of_what = view.word(candidate.last + 1) == "of" and event.type in ("signing", "inauguration", "ceremony")
    own_arrival = bool(earlier) and _is_arrival(event, earlier[-1]) and view.word(start - 1) in ("for", "on")
    if not (definite or own_arrival or taken_up) or of_what:
        return None
    own = chains_of(actors, event.participants)
    audience = _audience(event, earlier) if event.type in _FAMILY else None
    if audience is not None and event.date_start is None:
        theirs = chains_of(actors, audience.participants)
        if own <= theirs:
            return audience  # "presented her credentials ... During the meeting"
    for kinds in (frozenset({event.type}), _FAMILY.get(event.type, frozenset())):
        known = [m for m in reversed(earlier[-_MEMORY:]) if m.type in kinds]
        # What was only hoped for is taken up last, but first by what lies ahead too.
        ahead = event.status in ("planned", "proposed")
        beside = [
            m for m in known if m.sentence == event.sentence
        ]  # "is not expected in [X], the trip having been put off"
        order = sorted(known, key=lambda m: (_is_tour(m), (m.status in _UNREAL) != ahead, _undated_visit(m)))
        for mention in [*beside, *order]:
            theirs = chains_of(actors, mention.participants)
            dated_apart = event.date_start and mention.date_start and event.date_start != mention.date_start
            if dated_apart and _is_within_visit(event, mention):
                dated_apart = None
            known_occasion = theirs or mention.date_start is not None or mention.place is not None
            if own <= theirs and known_occasion and not dated_apart:
                return mention
    return None


def _audience(event: EventMention, earlier: list[EventMention]) -> EventMention | None:
    """The handing over of credentials that no other meeting was told after: "the meeting" is where it took place."""
    for mention in reversed(earlier[-_FEW:]):
        if mention.type in _FAMILY or event.sentence - mention.sentence > _NEAR:
            return None
        if mention.type == "credentials" and mention.status == "happened":
            return mention
    return None


def _is_described(view: View, candidate: Candidate) -> bool:
    """Whether a clause only adds where or when a noun took place: "at the meeting, which was held in [X]"."""
    if view.tree is None or candidate.verb is None:
        return False
    clause, reduced = view.tree.verb(*candidate.verb), candidate.use is not None and candidate.use.form == "reduced"
    return view.tree.deps[clause] == "acl:relcl" or (reduced and candidate.first < clause)


def _is_it(view: View, candidate: Candidate) -> bool:
    """Whether a passive says of "it" what was told before: "signed a pact ... It was signed in the palace"."""
    tree, verb = view.tree, candidate.verb
    if tree is None or verb is None or candidate.use is None or not candidate.use.passive:
        return False
    return any(tree.words[k] in ("it", "they", "both") for k in tree.subjects(tree.verb(*verb)))


def _is_tour(mention: EventMention) -> bool:
    """Whether a visit is one to a site on the way: "the trip" is the whole."""
    return mention.rule == "visit:verb:tour"


def _undated_visit(mention: EventMention) -> bool:
    return mention.type == "visit" and mention.date_start is None


def _is_arrival(event: EventMention, last: EventMention) -> bool:
    """Whether the last mention tells the arrival on this visit: "arrived on Monday for a four-day visit"."""
    return event.type == last.type == "visit" and event.sentence == last.sentence


def _is_within_visit(event: EventMention, visit: EventMention) -> bool:
    """Whether a visit's later mention has a day of the same journey: "to wind up the trip on Thursday"."""
    if event.type != "visit" or event.date_start is None or visit.date_start is None:
        return False
    return dt.timedelta(0) <= event.date_start - visit.date_start <= _JOURNEY


def refer(event: EventMention, earlier: EventMention) -> EventMention:
    """The anaphor with what its antecedent has."""
    dated = event.date_start is not None
    if _is_within_visit(event, earlier) and earlier.date_start != event.date_start:
        begun = earlier.status in ("happened", "ongoing")
        status = "ongoing" if begun and event.status in ("planned", "proposed") else earlier.status
        event = replace(event, status=status, date_start=earlier.date_start, date_precision="interval")
    return replace(
        event,
        participants=earlier.participants,
        status=event.status if event.date_start is not None and event.status else earlier.status,
        date_start=event.date_start if dated else earlier.date_start,
        date_end=event.date_end if dated else earlier.date_end,
        date_precision=event.date_precision if dated else earlier.date_precision,
        date_basis=event.date_basis if dated else ("propagated" if earlier.date_start is not None else None),
        place=event.place if event.place is not None else earlier.place,
        topic=earlier.topic,
        rule=event.rule + ANAPHOR if earlier.type == event.type else event.rule,
    )
