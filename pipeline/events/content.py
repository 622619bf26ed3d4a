"""Whose content an event is: of "invited [X] to visit [Y]" the visit is what the invitation is about.

By the parse alone: the words of asking, promising and agreeing that govern the event's own words, through clauses
without a subject of their own, objects, and the prepositions that name a content ("agreed on a visit").
"""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.tree import Tree
from pipeline.events.view import View

_ABOUT = frozenset({"invitation", "acceptance", "request", "pledge", "agreement", "threaten", "reject"})
"""Types of words that have a content."""

_AHEAD = frozenset({"planned", "proposed", "cancelled"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "conj", "obj", "acl:relcl"})
_PREPOSITIONS = frozenset({"on", "to", "of", "for", "about"})


def governing(view: View, candidates: tuple[Candidate, ...], candidate: Candidate, status: str) -> int | None:
    """Position of the candidate whose content this one is, None where there is none.

    Args:
        view: the sentence.
        candidates: its constructions.
        candidate: the one in question.
        status: its status; only what has not happened is the content of a wish.
    """
    tree = view.tree
    if tree is None or status not in _AHEAD:
        return None
    homes = {k: i for i, c in enumerate(candidates) if c is not candidate for k in _own(c)}
    word = tree.verb(*candidate.verb) if candidate.verb is not None else _head(tree, candidate)
    for above in tree.above(word):
        label = tree.deps[word].split(":")[0]
        named = label in ("obl", "nmod") and tree.case(word) in _PREPOSITIONS
        if tree.deps[word] not in _CLAUSES and not named:
            return None
        home = homes.get(above)
        if home is not None and tree.deps[word] != "conj":
            return home if candidates[home].trigger.type in _ABOUT else None
        word = above
    return None


def _own(candidate: Candidate) -> set[int]:
    spans = [span for span in (candidate.verb, candidate.noun) if span is not None]
    return {k for first, last in spans for k in range(first, last + 1)}


def _head(tree: Tree, candidate: Candidate) -> int:
    return tree.head_of(*candidate.noun) if candidate.noun is not None else candidate.first
