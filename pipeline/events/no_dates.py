"""Times that date no event of their sentence: deadlines, stretches of years, parts of names, bases of a comparison."""

from __future__ import annotations

import datetime as dt

from pipeline.events.candidates import Candidate
from pipeline.events.view import Lexicon, View
from pipeline.events.when import When

_LONGEST = dt.timedelta(days=200)
_EARLIER = frozenset({"earlier", "before", "ago", "previous", "last", "same", "prior"})
_QUOTES = frozenset('"“”«»')
_FAR = dt.timedelta(days=900)


def is_compared(view: View, first: int, last: int) -> bool:
    """Whether a time only gives what a figure is measured against: "up from a year earlier", "more than in 2024"."""
    before = view.words[max(0, first - 2) : first]
    if view.word(last + 1) in ("figure", "level", "total", "mark", "volume"):
        return True
    if "than" in before or before in (("compared", "with"), ("compared", "to")):
        return True
    if before[-1:] == ("from",) and _EARLIER & set(view.words[first : last + 1]):
        return True
    # "from 8.1 billion a year earlier"
    return any(b == first - 1 and view.word(a - 1) in ("from", "than", "against") for a, b, _ in view.figures)


def is_far(when: When, published: dt.date | None) -> bool:
    """Whether a time is years from the article's day."""
    return published is not None and abs(when.start - published) > _FAR


def is_part_of_name(view: View, first: int, last: int, when: When) -> bool:
    """Whether a year belongs to a name: in "the 2024 Peace Summit" it dates nothing."""
    follows = view.shapes[last + 1][:1].isupper() if last + 1 < len(view) else False
    named = when.precision == "month" and view.word(first - 1) == "of"  # "the Second of July Monument"
    return (when.precision == "year" or named) and first == last and (follows or view.over(first) is not None)


def is_foreign(view: View, lexicon: Lexicon, first: int, when: When) -> bool:
    """Whether a time is a deadline, spans too long for an event, or belongs to a speaker without a trigger."""
    if when.precision == "interval" and when.end - when.start > _LONGEST:
        return True
    k = first - 1
    while view.word(k) in ("the", "late", "early", "about", "around", "at", "end", "of") and view.over(k) is None:
        k -= 1
    starts = view.word(k) == "from" and when.precision in ("interval", "day")  # "will gather from Monday"
    return view.word(k) in lexicon["deadline"] and not starts


def opens_clause(view: View, first: int, last: int) -> bool:
    """Whether a time is set off by commas (", in May 2024, X hosted"): it belongs to what follows."""
    if view.word(last + 2) in ("and", "but", "which", "where"):
        return False
    return view.word(last + 1) == "," and "," in (view.word(first - 1), view.word(first - 2))


def is_parenthetical(view: View, first: int) -> bool:
    """Whether a time stands in brackets: it is of what stands before it."""
    return view.word(first - 1) == "("


def is_quoted_apart(view: View, first: int, trigger: int) -> bool:
    """Whether a time and a trigger stand on either side of a quotation mark: what one says dates no words around it."""
    low, high = sorted((first, trigger))
    return sum(word in _QUOTES for word in view.words[low:high]) % 2 == 1


def is_said_on(view: View, candidate: Candidate, first: int, last: int) -> bool:
    """Whether a time is when a candidate was spoken of: "Speaking on Monday, [X] said the visit was a success"."""
    tree = view.tree
    if tree is None:
        return False
    word = tree.head_of(*(candidate.verb or candidate.noun or (candidate.first, candidate.last)))
    claimed = tree.nearest_verb(tree.head_of(first, last))
    told = next((k for k in (word, *tree.above(word)) if tree.deps[k] == "ccomp"), None)
    if claimed is None or told is None:
        return False
    said = tree.heads[told]
    apart = tree.deps[claimed] == "ROOT" and claimed < said  # a parse may make two clauses of it
    return apart or (tree.deps[claimed] == "advcl" and tree.heads[claimed] == said)
