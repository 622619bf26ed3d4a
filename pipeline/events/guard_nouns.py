"""The tests behind the guards of nouns: whether a noun names one occasion, not the general thing."""

# ruff: noqa: ARG001 - guards share one signature; not each reads all of it

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.candidates import Candidate
from pipeline.events.guard_tests import end, passive
from pipeline.events.tree import Tree
from pipeline.events.verbs import object_words
from pipeline.events.view import Lexicon, View

_NEAR = 8
_PARTS_OF_ONE = frozenset(
    "end close conclusion start beginning sidelines margins round opening days weeks hours months wave".split()
)
_UNMARKED = frozenset("no any every each such other another these those some many several all more most".split())


def named(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """The noun is part of a name: "the Leaders' Week", not "next week"."""
    return c.noun is not None and view.shapes[c.noun[1]][:1].isupper()


def joint(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Several do it, or it is military: not "an evacuation drill"."""
    if c.noun is None:
        return True
    words = set(view.words[max(0, c.noun[0] - 5) : c.noun[1] + 1])
    several = bool({"joint", "bilateral", "military", "naval", "multinational", "trilateral"} & words)
    return several or view.word(c.noun[1] + 1) in ("with", "alongside")


def occasion(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Something is told as done on it: "during a call", "in the call"; not "the call on Iran to"."""
    k = c.first - 1
    while k >= 0 and (view.pos[k] in ("ADJ", "NOUN", "NUM") or view.words[k] in lexicon["determiner"]):
        k -= 1
    return view.word(k) in ("in", "during", "after", "following") and view.word(k + 1) in lexicon["determiner"]


def anchored(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A determiner, possessor or name before the noun; generic uses have none ("high-level visits and meetings")."""
    if view.tree is not None and _marked(view, view.tree, lexicon, c):
        return True
    k = c.first - 1
    steps = 0
    while k >= 0 and steps < _NEAR:
        word = view.words[k]
        if word in _UNMARKED:
            return False
        if word in lexicon["determiner"] or word in lexicon["possessive"]:
            return True
        if word == "of" and view.word(k - 1) in _PARTS_OF_ONE:
            return True  # "at the end of official talks"
        if word in lexicon["preposition"] or word in lexicon["clause_end"] or word in ("and", "or", "to"):
            break
        if word in lexicon.auxiliary:
            break
        k -= 1
        steps += 1
    start = k < 0 and view.kind in ("title", "caption", "heading")
    capital = (
        c.trigger.type == "exhibition"
        and view.shapes[c.first][:1].isupper()
        and c.first > 0
        and view.shapes[c.first - 1][:1].isupper()
    )
    return start or capital


def _marked(view: View, tree: Tree, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether the parse gives the noun a determiner or an owner, whatever stands between ("a “two plus two” meeting")."""
    noun = tree.head_of(c.first, c.last)
    marks = tree.all(noun, frozenset({"det", "nmod:poss"}))
    return any(tree.words[k] not in _UNMARKED and (tree.deps[k] != "det" or k < noun) for k in marks)


def paired(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Followed by "with" or "between" and somebody named after it."""
    if view.tree is not None and _partners(view, view.tree, c):
        return True
    return view.word(c.last + 1) in ("with", "between") and any(
        view.over(k) is not None or view.words[k] in ("two", "counterpart", "host")
        for k in range(c.last + 2, min(len(view), c.last + 10))
    )


def _partners(view: View, tree: Tree, c: Candidate) -> bool:
    """Whether the parse gives the noun partners, whatever stands between: "talks on Sunday between [X] and [Y]"."""
    noun = tree.head_of(c.first, c.last)
    behind = (k for k in tree.all(noun, frozenset({"nmod"})) if tree.case(k) in ("with", "between"))
    return any(view.over(k) is not None for with_whom in behind for k in tree.below(with_whom))


def lower(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Not part of a name ("World Economic Forum")."""
    return view.over(c.first) is None and not view.shapes[c.first][:1].isupper()


def specific(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """The object is one occasion: a determiner, a number or a name; not "attending international conferences"."""
    words: Sequence[int] = object_words(view, lexicon, end(c))
    if c.noun is not None and passive(c):
        words = range(max(0, c.noun[0] - 6), c.noun[1] + 1)
    elif passive(c) and view.tree is not None and c.verb is not None:
        tree = view.tree
        words = [k for head in tree.subjects(tree.verb(*c.verb)) for k in tree.below(head)]
    elif c.trigger.kind == "noun+word":
        words = range(c.last + 2, min(len(view), c.last + 10))
    marked = any(
        view.words[k] in lexicon["determiner"] or view.words[k] in lexicon["possessive"] or view.shapes[k][:1].isupper()
        for k in words
    )
    generic = any(view.words[k] in ("any", "such", "no", "every", "other") for k in words)
    return (marked or view.kind == "title") and not generic


def project(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """The noun heads a project or carries a preposition of place: "two investment projects", "an investment in"."""
    nxt = view.word(c.last + 1)
    return nxt in lexicon["project"] or nxt in ("in", "of", "by", "from")


def tied(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Relations are what is established ("establishment of diplomatic ties"), or the noun is anchored."""
    return bool(lexicon["tie"] & set(view.words[c.last + 1 : c.last + 6])) or anchored(view, lexicon, c)
