"""Mentions that are left out: those that tell nothing, and those that only go on with the one before."""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.occurrence import Occurrence
from pipeline.events.view import View
from pipeline.records import EventMention

_NAMED_BY_WORDS = frozenset(
    {"signing", "inauguration", "establishment", "exhibition", "ceremony", "anniversary", "gathering", "trade_report"}
)
"""Types whose own words say which one it is, though nobody, no day and no place is given."""

_CONFLICT = frozenset(
    {
        "accuse",
        "reject",
        "threaten",
        "protest",
        "sanction",
        "coerce",
        "assault",
        "mobilize",
        "retreat",
        "concede",
    }
)

_NEEDS_SOMEBODY = frozenset({"request", "investment"})
"""Types of which "we urge" or "it was asked" tells none."""

_PEOPLE = (
    "people",
    "forces",
    "attacker",
    "protester",
    "official",
    "assembly",
    "role_head",
    "body_of",
    "office",
    "pronoun",
    "descriptor",
)
"""Classes of words for somebody who has no name."""

_FIGHTS = frozenset({"clashes", "fighting", "airstrikes", "attacks", "bombings"})
_ACTS = _CONFLICT | {
    "request",
    "investment",
    "agreement",
    "pledge",
    "joint_statement",
    "gift",
    "cooperation",
    "aid",
    "acceptance",
    "wreath_laying",
}
"""Types of which a finite verb tells one, whoever it was."""


def restates(candidate: Candidate, view: View, events: list[EventMention]) -> bool:
    """Whether a trade verb only completes the one before ("doubled in ten years to reach 27 million")."""
    infinitive = candidate.use is not None and candidate.use.form == "infinitive"
    if candidate.trigger.type != "trade_report" or not infinitive or not events:
        return False
    last = events[-1]
    return last.type == "trade_report" and last.sentence == view.index


def continues(candidate: Candidate, view: View, events: list[EventMention]) -> bool:
    """Whether a gerund tells the outcome of the act before it: "attacked the post, killing two soldiers"."""
    gerund = candidate.use is not None and candidate.use.form == "gerund"
    if not gerund or candidate.trigger.type not in _CONFLICT or not events:
        return False
    last = events[-1]
    return last.type == candidate.trigger.type and last.sentence == view.index


def _is_an_act(at: Occurrence) -> bool:
    """Whether a clause of its own tells an act by somebody who has no name: "pirates abducted five sailors"."""
    candidate, tree, lexicon = at.candidate, at.view.tree, at.lexicon
    if candidate.use is None:
        forces = bool({"forces", "people_object"} & set(candidate.trigger.guards))
        return candidate.trigger.kind == "noun+word" and (forces or candidate.trigger.lemma in _FIGHTS)
    if at.type not in _ACTS or candidate.use.form != "finite" or tree is None or candidate.verb is None:
        return False
    if candidate.use.passive and at.type not in _NEEDS_SOMEBODY:
        return True
    subjects = {tree.words[k] for k in tree.subjects(tree.verb(*candidate.verb))}
    if at.type in _NEEDS_SOMEBODY:
        subjects -= lexicon["pronoun"]
    return any(not subjects.isdisjoint(lexicon[people]) for people in _PEOPLE)


def is_empty(event: EventMention, at: Occurrence) -> bool:
    """Whether a mention tells nothing: nobody, no day, no place, and no words of its own that say which one."""
    view, candidate = at.view, at.candidate
    if event.participants or event.date_start is not None or event.place is not None:
        return False
    if event.type not in _NAMED_BY_WORDS:
        return not _is_an_act(at)
    if candidate.use is not None or event.type in ("exhibition", "signing", "ceremony"):
        return False
    return view.word(candidate.last + 1) not in ("of", "on", "between", "with") and not any(
        view.shapes[k][:1].isupper() for k in range(max(1, candidate.first - 2), candidate.last + 1)
    )
