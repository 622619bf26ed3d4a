"""Whether an event is only the content of a denial: "denied that talks were held", "is not planning to attend"."""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.cues import Cues
from pipeline.events.view import Lexicon, View

_CONTENT = frozenset({"ccomp", "xcomp"})
_BEHIND_NOUN = frozenset({"nmod", "acl", "acl:relcl", "ccomp"})


def is_denied(view: View, candidate: Candidate, cues: Cues, lexicon: Lexicon) -> bool:
    """Whether somebody denies what a candidate tells, or has no mind to do it; False where there is no parse.

    Args:
        view: the sentence.
        candidate: its construction.
        cues: those of kind `denier` deny what they govern.
        lexicon: `rumour` are the nouns through which one denies ("denied reports of talks").
    """
    tree = view.tree
    if tree is None:
        return False
    span = candidate.noun or (candidate.first, candidate.last)
    word = tree.verb(*candidate.verb) if candidate.verb is not None else tree.head_of(*span)
    for above in tree.above(word):
        label = tree.deps[word]
        rumour = tree.words[word] in lexicon["rumour"]
        if tree.pos[above] == "VERB" and (label in _CONTENT or (label == "obj" and rumour)):
            negated = any(tree.words[k] in lexicon["negation"] for k in tree.all(above, ("advmod",)))
            return (negated and label == "xcomp") or (_denies(view, above, cues) and not negated)
        through = label in _BEHIND_NOUN and tree.words[above] in lexicon["rumour"]
        if label != "conj" and not through:
            return False
        word = above
    return False


def _denies(view: View, verb: int, cues: Cues) -> bool:
    near = view.words[verb : verb + 2]  # "ruled out"
    return any(cues.ending_at("denier", near, k) is not None for k in range(len(near)))
