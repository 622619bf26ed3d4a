"""Mentions that are left out: those that tell nothing, and those that only go on with the one before."""

from __future__ import annotations

from pipeline.events.candidates import Candidate
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


def is_empty(event: EventMention, view: View, candidate: Candidate) -> bool:
    """Whether a mention tells nothing: nobody, no day, no place, and no words of its own that say which one."""
    if event.participants or event.date_start is not None or event.place is not None:
        return False
    if event.type not in _NAMED_BY_WORDS:
        return True
    if candidate.use is not None or event.type in ("exhibition", "signing", "ceremony"):
        return False
    return view.word(candidate.last + 1) not in ("of", "on", "between", "with") and not any(
        view.shapes[k][:1].isupper() for k in range(max(1, candidate.first - 2), candidate.last + 1)
    )
