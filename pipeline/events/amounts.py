"""Which figures an event states: the sum of a loan, the stake that is bought, the trade that is reported.

With a parse, the figures that hang on the event's own words before another event's; without one, those between its words
and the next event's.
"""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.occurrence import Occurrence
from pipeline.events.tree import Tree
from pipeline.syntax import SUBJECTS

_SUMS = frozenset({"money", "percent", "percentage_point", "share", "multiple", "quantity"})
_STATES = {
    "trade_report": _SUMS,
    "investment": frozenset({"money", "percent", "share", "quantity"}),
    "aid": frozenset({"money", "quantity", "count"}),
    "gift": frozenset({"money", "quantity", "count"}),
    "signing": frozenset({"money"}),
    "agreement": frozenset({"money"}),
    "pledge": frozenset({"money"}),
    "inauguration": frozenset({"money"}),
    "sanction": frozenset({"money", "percent"}),
}
"""Kinds of figure that an event of a type states."""

_OWN_CLAUSE = frozenset({"ccomp", "acl:relcl", "parataxis", "csubj"})


def stated_figures(at: Occurrence, candidates: tuple[Candidate, ...]) -> tuple[int, ...]:
    """Indices into `ArticleFigures.figures` of what the candidate states, in text order."""
    kinds = _STATES.get(at.type)
    if kinds is None:
        return ()
    found = [
        (first, last, index)
        for (first, last, f), index in zip(at.view.figures, at.view.figure_ids, strict=True)
        if f.kind in kinds
    ]
    tree = at.view.tree
    if not found:
        return ()
    if tree is None:
        return tuple(index for first, _, index in found if at.candidate.first < first < at.stop)
    own = _own(tree, at.candidate)
    others = {k for c in candidates if c is not at.candidate for k in _own(tree, c)} - own
    return tuple(index for first, last, index in found if _belongs(tree, tree.head_of(first, last), own, others))


def _own(tree: Tree, candidate: Candidate) -> set[int]:
    """The words of the candidate that something may hang on; a noun's head where it describes one ("investment projects")."""
    words = set()
    for first, last in (span for span in (candidate.verb, candidate.noun) if span is not None):
        words |= set(range(first, last + 1))
        head = tree.head_of(first, last)
        if tree.deps[head] == "compound":
            words.add(tree.heads[head])
    return words


def _belongs(tree: Tree, word: int, own: set[int], others: set[int]) -> bool:
    """Whether the first event's word over a figure is the candidate's, no clause of its own in between."""
    if word in own:
        return True
    for above in tree.above(word):
        if above in own:
            return tree.deps[word] not in _OWN_CLAUSE
        finite = tree.pos[above] == "VERB" and "VerbForm=Fin" in tree.morphs[above]
        if above in others or finite or tree.child(above, SUBJECTS) is not None or tree.deps[above] in _OWN_CLAUSE:
            return False
        word = above
    return False
