"""When and where an event takes place, from the words of its sentence.

A time expression belongs to the event it stands nearest to: the parenthetical one to what stands before it, the one
that opens the sentence to all its events, another to the last trigger before it. Never the publication day. The place
is the last place named after "in" or "at" that the event's words reach; an adjective ("Chilean") is no place.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from pipeline.events.triggers import Candidate
from pipeline.events.view import Lexicon, View
from pipeline.records import ArticleActors, EventMention, TimeExpression

OCCASIONS = frozenset(
    {
        "visit",
        "meeting",
        "talks",
        "call",
        "gathering",
        "signing",
        "ceremony",
        "wreath_laying",
        "credentials",
        "inauguration",
        "exhibition",
    }
)
"""Types that take place at one time and place: they lend both to what is said and done there."""

_PRECISION = {"minute": "day", "part_of_day": "day", "day": "day", "month": "month", "year": "year"}
_COARSE = frozenset({"decade", "century"})
_BASIS = {"explicit": "explicit", "published": "explicit", "anchor": "anchored", "dateline": "dateline"}
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_MEMORY = 80
_PLACE_PREPOSITIONS = frozenset({"in", "at"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class When:
    """Days an event covers, inclusive, with precision (day, month, year, interval) and basis."""

    start: dt.date
    end: dt.date
    precision: str
    basis: str


def attached_dates(view: View, candidates: tuple[Candidate, ...]) -> dict[int, When]:
    """The time of each candidate that has one, by its position in `candidates`."""
    out: dict[int, When] = {}
    for first, last, expression in view.dates:
        when = _when(expression)
        if when is None or _is_part_of_name(view, first, last, when):
            continue
        before = [i for i, c in enumerate(candidates) if c.first < first]
        after = [i for i, c in enumerate(candidates) if c.first > last]
        if view.word(first - 1) in ("(", "-", "–") and before:
            owners = [before[-1]] if _is_parenthetical(view, first) else []
        elif before and _opens_clause(view, first, last) and after:
            owners = after[:1]
        elif before:
            owners = before[-1:]
        else:
            owners = after if first < 6 else after[:1]
        for i in owners:
            if candidates[i].trigger.type == "anniversary":
                continue
            known = out.get(i)
            if known is None or (known.precision == "year" and when.precision != "year"):
                out[i] = when
    _share(view, candidates, out)
    return out


def anniversary(view: View, candidate: Candidate) -> When | None:
    """The day an anniversary falls on: the founding day in the sentence plus the ordinal's years."""
    ordinals = [int(m[1]) for w in view.words if (m := _ORDINAL.match(w))]
    days = [e.date_start for _, _, e in view.dates if e.precision == "day" and e.date_start is not None]
    if ordinals and days:
        founding = min(days)
        try:
            day = founding.replace(year=founding.year + ordinals[0])
        except ValueError:  # 29 February, or a year out of range
            return None
        if day == founding or len(days) == 1 or max(days) == day or max(days) == founding:
            return When(day, day, "day", "explicit")
    for first, _, expression in view.dates:
        when = _when(expression)
        if when is not None and when.precision == "year" and first > candidate.first and view.word(first - 1) == "in":
            return when
    return None


def trade_period(view: View, candidate: Candidate) -> When | None:
    """The period of the figure a trade report states: of its last level ("from A in 2013 to B in 2023": 2023)."""
    stated = [(a, f) for a, _, f in view.figures if candidate.last < a < candidate.last + 16]
    source = "from" in view.words[candidate.last + 1 : candidate.last + 7]
    chosen = next((f for _, f in stated if f.role == "to"), None)
    if chosen is None and stated:
        chosen = stated[min(int(source), len(stated) - 1)][1]
    if chosen is not None and chosen.period_start is not None and chosen.period_end is not None:
        return _period(chosen.period_start, chosen.period_end)
    after = [(a, w) for a, _, e in view.dates if (w := _when(e)) and candidate.last < a < candidate.last + 18]
    if after:
        position = 1 if source and len(after) > 1 else 0
        return after[position][1]
    before = [w for _, last, e in view.dates if last < candidate.first and (w := _when(e))]
    return before[-1] if before else None


def place_of(view: View, candidate: Candidate, actors: ArticleActors, lexicon: Lexicon, stop: int) -> int | None:
    """The mention that says where: a town after "in" rather than a building after "at"."""
    best: tuple[int, int] | None = None
    for index, (first, last) in sorted(view.spans.items(), key=lambda entry: entry[1]):
        mention = actors.mentions[index]
        if mention.label not in _PLACE_LABELS or mention.form == "demonym" or mention.chain is None:
            continue
        k = first - 1
        while k > 0 and (view.words[k] == "the" or (view.shapes[k][:1].isupper() and view.over(k) is None)):
            k -= 1
        if view.word(k) not in _PLACE_PREPOSITIONS or view.word(last + 1) in lexicon["genitive"]:
            continue
        near_right = candidate.first < first < stop and not _crosses(view, candidate.last, first)
        opening = last < candidate.first and k <= 3
        if near_right or opening:
            score = (mention.label == "GPE") * 2 + (view.word(k) == "in")
            if best is None or score > best[0]:
                best = (score, index)
    return best[1] if best else None


def _crosses(view: View, start: int, stop: int) -> bool:
    """Whether another clause begins in between."""
    return bool({"that", "which", "where", "who", ";", "while"} & set(view.words[start + 1 : stop]))


def enclosing(
    events: list[EventMention], sentence: int, paragraph: list[int], chains: set[int], actors: ArticleActors
) -> EventMention | None:
    """The occasion at which something is said or done: of the sentence, else the last with a participant in common.

    Args:
        events: the events read so far, in text order.
        sentence: index of the sentence that is read.
        paragraph: paragraph of each sentence.
        chains: the participants of what is said or done.
        actors: the article's actors.
    """
    occasions = [
        e
        for e in events[-_MEMORY:]
        if e.type in OCCASIONS and e.type != "exhibition" and e.status in ("happened", "ongoing")
    ]
    for event in reversed(occasions):
        if event.sentence == sentence and event.type in ("meeting", "talks", "call", "ceremony", "credentials"):
            return event
    gatherings = [e for e in occasions if e.type in ("meeting", "talks", "call", "credentials", "ceremony")]
    for event in reversed(gatherings):
        theirs = {actors.mentions[p.mention].chain for p in event.participants}
        if chains & theirs and paragraph[event.sentence] <= paragraph[sentence]:
            return event
    same = [e for e in gatherings if paragraph[e.sentence] == paragraph[sentence]]
    return same[-1] if same else None


def _share(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """Occasions joined by "and" share the time that stands after the last ("visit to X and attendance at Y from")."""
    for i in range(len(candidates) - 2, -1, -1):
        nxt = i + 1
        gap = view.words[candidates[i].last + 1 : candidates[nxt].first]
        if i in out or nxt not in out or candidates[i].trigger.type not in OCCASIONS:
            continue
        if candidates[nxt].trigger.type in OCCASIONS and "and" in gap and len(gap) < 14 and "that" not in gap:
            out[i] = out[nxt]


def _is_part_of_name(view: View, first: int, last: int, when: When) -> bool:
    """Whether a year belongs to a name: in "the 2024 Peace Summit" it dates nothing."""
    follows = view.shapes[last + 1][:1].isupper() if last + 1 < len(view) else False
    return when.precision == "year" and first == last and (follows or view.over(first) is not None)


def _opens_clause(view: View, first: int, last: int) -> bool:
    """Whether a time is set off by commas (", in May 2024, X hosted"): it belongs to what follows."""
    return view.word(last + 1) == "," and "," in (view.word(first - 1), view.word(first - 2))


def _is_parenthetical(view: View, first: int) -> bool:
    return view.word(first - 1) == "("


def _when(expression: TimeExpression) -> When | None:
    start, end, precision = expression.date_start, expression.date_end, expression.precision
    if start is None or end is None or expression.basis is None or precision in _COARSE or precision is None:
        return None
    if expression.type not in ("DATE", "TIME"):
        return None
    return When(start, end, _PRECISION.get(precision, "interval"), _BASIS.get(expression.basis, "explicit"))


def _period(start: dt.date, end: dt.date) -> When:
    if start == end:
        return When(start, end, "day", "explicit")
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    month = start.year == end.year and start.month == end.month and start.day == 1 and end.day > 27
    return When(start, end, "year" if whole_year else "month" if month else "interval", "explicit")
