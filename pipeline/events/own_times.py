"""Times that some types have of their own: the day of an anniversary, the length of a visit, the period of trade."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.events.candidates import Candidate
from pipeline.events.no_dates import is_compared
from pipeline.events.tree import Tree
from pipeline.events.view import View
from pipeline.events.when import When, period_of, when_of

_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_SOON = 3
_NEAR = 8
_ADVERBS = 2
_ORDINAL_DAY = {"second": 1, "third": 2, "fourth": 3, "fifth": 4}
_DAYS = re.compile(r"P(\d{1,2})D$")
_COMPARING = frozenset({"than", "against", "from", "versus", "to", "over", "on"})
_ENDS = frozenset({"end", "close", "conclusion", "conclude", "concluded", "concludes", "ended", "ends", "ending"})
_ENDS_VERBS = frozenset({"end", "conclude", "finish", "wrap up", "wind up", "round off", "complete", "close"})


def anniversary(view: View, candidate: Candidate, published: dt.date | None) -> When | None:
    """The day an anniversary falls on: the founding day in the sentence plus the ordinal's years, or the day itself."""
    ordinals = [int(m[1]) for w in view.words if (m := _ORDINAL.match(w))]
    days = [e.date_start for _, _, e in view.dates if e.precision == "day" and e.date_start is not None]
    if ordinals and days:
        founding = min(days)
        if len(days) == 1 and published is not None and abs(founding.year - published.year) <= _SOON:
            return When(founding, founding, "day", "explicit")  # "the 50th anniversary, on 11 November"
        try:
            day = founding.replace(year=founding.year + ordinals[0])
        except ValueError:  # 29 February, or a year out of range
            return None
        if day == founding or len(days) == 1 or max(days) == day or max(days) == founding:
            return When(day, day, "day", "explicit")
    for _, _, expression in view.dates:
        start, end = expression.date_start, expression.date_end
        if start is not None and end is not None and end.year - start.year in ordinals:
            return When(dt.date(end.year, 1, 1), dt.date(end.year, 12, 31), "year", "explicit")  # "(1975-2025)"
    for first, last, expression in view.dates:
        when = when_of(expression)
        own = view.word(first - 1) == "in" or view.words[first : first + 2] == ("this", "year")
        just_before = when is not None and when.precision == "year" and 0 < candidate.first - last <= _ADVERBS
        if when is not None and just_before and not _is_compared(view, first):
            return when  # "and last year marked the 50th anniversary"
        if when is None or first <= candidate.first:
            continue
        soon = published is not None and abs(when.start.year - published.year) < _SOON
        soon = soon and when.precision == "month" and view.words[first] in ("next", "this")
        if soon or (when.precision == "year" and own):
            return when
    return None


def stay(view: View, candidate: Candidate) -> tuple[int, bool] | None:
    """Days that a visit lasts ("a four-day visit"), and whether its end is what is dated; None where it is not said."""
    if candidate.noun is None:
        return None
    noun = candidate.noun[0]
    for first, last, expression in view.dates:
        length = _DAYS.match(expression.value)
        if length is not None and 0 <= noun - last < _NEAR and expression.type == "DURATION" and int(length[1]) > 0:
            ended = bool(_ENDS & set(view.words[max(0, first - 4) : first])) or candidate.trigger.lemma in _ENDS_VERBS
            return int(length[1]), ended or _is_ended(view, candidate.noun)
    return None


def _is_ended(view: View, noun: tuple[int, int]) -> bool:
    """Whether the verb that a visit is the subject of says when it ends: "whose three-day visit ends on Thursday"."""
    tree = view.tree
    if tree is None:
        return False
    head = tree.head_of(*noun)
    subject = tree.deps[head].startswith("nsubj") and tree.lemmas[tree.heads[head]] in _ENDS_VERBS
    told = (k for k in tree.children[head] if tree.deps[k] == "acl:relcl")
    return subject or any(tree.lemmas[k] in _ENDS_VERBS for k in told)


def journey(view: View, candidate: Candidate, when: When | None) -> When | None:
    """The days of a visit from the one that is dated and how long it lasts."""
    known = stay(view, candidate)
    if known is None:
        return when
    days, ended = known
    if when is None and ended:  # "left on Thursday, at the end of a four-day visit"
        before = (w for first, _, e in view.dates if first < candidate.first and (w := when_of(e)) is not None)
        when = next((w for w in before if w.precision == "day"), None)
    if when is None or when.start != when.end:
        return when
    begun = _day_of(view, candidate)
    try:
        if 0 < begun < days:
            first = when.start - dt.timedelta(begun)
            return When(first, first + dt.timedelta(days - 1), "interval", when.basis)
        span = dt.timedelta(days - 1)
        start, end = (when.start - span, when.end) if ended else (when.start, when.end + span)
    except OverflowError:
        return when
    return When(start, end, "interval" if days > 1 else "day", when.basis)


def _day_of(view: View, candidate: Candidate) -> int:
    """How many days a visit has lasted: 1 of "on the second day of a three-day visit", 0 where it is not said."""
    if candidate.noun is None:
        return 0
    before = view.words[max(0, candidate.noun[0] - _NEAR - 2) : candidate.noun[0]]
    return next(
        (
            _ORDINAL_DAY.get(a, 0)
            for a, b, c in zip(before, before[1:], before[2:], strict=False)
            if (b, c) == ("day", "of")
        ),
        0,
    )


def trade_period(view: View, candidate: Candidate) -> When | None:
    """The period of the figure a trade report states: of its last level ("from A in 2013 to B in 2023": 2023)."""
    stated = [(a, f) for a, _, f in view.figures if candidate.last < a < candidate.last + 16]
    source = "from" in view.words[candidate.last + 1 : candidate.last + 7]
    chosen = next((f for _, f in stated if f.role == "to"), None)
    if chosen is None and stated:
        chosen = stated[min(int(source), len(stated) - 1)][1]
    if chosen is not None and chosen.period_start is not None and chosen.period_end is not None:
        return period_of(chosen.period_start, chosen.period_end)
    after = [(a, w) for a, _, e in view.dates if (w := when_of(e)) and candidate.last < a < candidate.last + 18]
    if after:
        position = 1 if source and len(after) > 1 else 0
        return after[position][1]
    before = [(a, last, w) for a, last, e in view.dates if last < candidate.first and (w := when_of(e))]
    plain = [w for a, last, w in before if not (_is_compared(view, a) or is_compared(view, a, last))]
    return plain[-1] if plain else None


def _is_compared(view: View, first: int) -> bool:
    """Whether a time is what another is compared with, or only tells more of it: "than a year ago", "July, the last month"."""
    start = first - 1 if view.word(first - 1) in ("a", "the") else first
    if (
        view.word(start - 1) == "the"
        or view.words[start : start + 2] == ("same", "period")
        or view.words[start : start + 3] == ("the", "same", "period")
    ):
        start -= view.word(start - 1) == "the"  # "against the same period of last year"
    compared = view.word(start - 1) in _COMPARING or (view.tree is not None and _is_apposed(view.tree, first))
    return compared or (view.word(start - 1) == "," and any(last == start - 2 for _, last, _ in view.dates))


def _is_apposed(tree: Tree, first: int) -> bool:
    return any(tree.deps[k] == "appos" for k in (first, tree.heads[first]))
