"""The tests behind the guards of nouns: whether a noun names one occasion, not the general thing."""

# ruff: noqa: ARG001 - guards share one signature; not each reads all of it

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.events.candidates import Candidate
from pipeline.events.guard_tests import end, passive
from pipeline.events.tree import Tree
from pipeline.events.verbs import object_words
from pipeline.events.view import Lexicon, View

_NEAR = 8
_NAME = 8
_DESCRIBED = 5
_BODY = 9
_MEETINGS = frozenset({"summit", "conference", "congress", "symposium"})
_AT = frozenset({"at", "during", "attend", "attended", "attending", "after", "before"})
_SIDES = frozenset({"sidelines", "margins", "fringes"})
_SET = frozenset({"scheduled", "planned", "slated", "due", "set"})
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
    if view.word(c.last + 1) in _SET and view.word(c.last + 2) in ("for", "to", "on"):
        return True  # "consultations scheduled for March"
    titled = view.kind in ("title", "caption", "heading")
    bound = c.trigger.type == "visit" and view.word(c.last + 1) == "to" and view.over(c.last + 2) is not None
    start = titled and (k < 0 or bound)  # a headline needs no determiner: "says after trip to [X]"
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
    marks = tree.all(noun, ("det", "nmod:poss"))
    return any(tree.words[k] not in _UNMARKED and (tree.deps[k] != "det" or k < noun) for k in marks)


def paired(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Followed by "with" or "between" and somebody named after it."""
    if view.tree is not None and _partners(view, view.tree, lexicon, c):
        return True
    return view.word(c.last + 1) in ("with", "between") and any(
        view.over(k) is not None or view.words[k] in ("two", "counterpart", "host")
        for k in range(c.last + 2, min(len(view), c.last + 10))
    )


def told_where(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether a clause of time says of talks where they were: "after talks in [Oslo]", "following talks in the capital"."""
    if view.word(c.first - 1) not in ("after", "following", "during", "before") or view.word(c.last + 1) not in (
        "in",
        "at",
    ):
        return False
    near = range(c.last + 2, min(len(view), c.last + 6))
    return any(view.over(k) is not None or view.words[k] in ("capital", "palace") for k in near)


def _partners(view: View, tree: Tree, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether the parse gives the noun partners, whatever stands between: "talks on Sunday between [X] and [Y]"."""
    noun = tree.head_of(c.first, c.last)
    behind = (k for k in tree.all(noun, ("nmod", "obl")) if tree.case(k) in ("with", "between"))
    people = lexicon["role_head"] | lexicon["body_of"]
    return any(view.over(k) is not None or view.words[k] in people for whom in behind for k in tree.below(whom))


def of_something(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether it is said of what: "the signing of", "the signing in [X] on Monday of"; "between" names partners."""
    if view.word(c.last + 1) in ("of", "between"):
        return True
    if view.tree is None:
        return False
    behind = view.tree.all(view.tree.head_of(c.first, c.last), ("nmod",))
    return any(view.tree.case(k) in ("of", "between") for k in behind)


def opens(name: str) -> Callable[[View, Lexicon, Candidate], bool]:
    """The guard that something of a word class opens by itself: "the hospital opens in May"."""

    def test(view: View, lexicon: Lexicon, c: Candidate) -> bool:
        if view.tree is None or c.verb is None or passive(c):
            return False
        tree, verb = view.tree, view.tree.verb(*c.verb)
        things = [tree.words[k] for k in tree.all(verb, ("nsubj",))]
        return bool(things) and things[-1] in lexicon[name] and not tree.objects(verb)

    return test


def of_works(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether it is said of something that was built: "the opening of a fuel depot"."""
    if view.tree is None:
        return False
    tree = view.tree
    behind = tree.all(tree.head_of(c.first, c.last), ("nmod",))
    return any(tree.case(k) == "of" and tree.words[k] in lexicon["works"] for k in behind)


def owned(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether it is said whose it is: "at [X]'s invitation", "a proposal by the [Y] side"."""
    if view.tree is None or c.noun is None:
        return False
    tree, noun = view.tree, view.tree.head_of(c.first, c.last)
    who = [
        *tree.all(noun, ("nmod:poss",)),
        *(k for k in tree.all(noun, ("nmod",)) if tree.case(k) == "by"),
    ]
    if any(view.over(j) is not None or view.words[k] in ("his", "her") for k in who for j in tree.below(k)):
        return True
    return any(view.adjective[k] for k in tree.all(noun, ("amod",)))  # "a Kuwaiti proposal"


def of_committee(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether a joint body sits: "the second session of the Joint Committee", "a committee session"."""
    near = view.words[max(0, c.first - _BODY) : c.first] + view.words[c.last + 1 : c.last + 2 + _BODY]
    return bool({"committee", "commission", "council", "consultations", "cabinet"} & set(near))


def lower(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Not part of a name ("World Economic Forum"), but for one of an occasion: "at the South Asian Grid Summit"."""
    plain = view.over(c.first) is None and not view.shapes[c.first][:1].isupper()
    return plain or (view.kind != "title" and c.first == c.last and _is_attended(view, lexicon, c.first))


def _is_attended(view: View, lexicon: Lexicon, noun: int) -> bool:
    """Whether a name that ends in "Summit" or the like stands where an occasion does: "at the", "during the two-day"."""
    further = noun + 1 < len(view) and view.shapes[noun + 1][:1].isupper()
    if view.words[noun] not in _MEETINGS or further:
        return False
    k = noun - 1
    while k > noun - _NAME and view.shapes[k][:1].isupper():
        k -= 1
    first = k
    while first - _DESCRIBED < k and view.words[k] != "the" and view.words[k] not in lexicon["preposition"]:
        k -= 1  # "two-day", "annual"
    return (
        k >= 0
        and view.words[k] == "the"
        and (view.word(k - 1) in _AT or (view.word(k - 1) == "of" and view.word(k - 2) in _SIDES))
    )


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
