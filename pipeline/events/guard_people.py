"""The tests behind the guards of people on the move: on whom one calls, who gathers, where a delegation goes."""

# ruff: noqa: ARG001 - guards share one signature; not each reads all of it

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.guard_tests import passive
from pipeline.events.view import Lexicon, View

_MEANS = frozenset({"by", "over", "via", "on", "through"})
_PHONE = frozenset({"phone", "telephone", "videoconference", "teleconference", "video"})


def called_on(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A person is the object and nothing is asked: "called on the premier in Kathmandu", not "called on him to act"."""
    if view.tree is None or c.verb is None:
        return False
    tree = view.tree
    verb = tree.verb(*c.verb)
    whom = [k for k in tree.all(verb, ("obl",)) if tree.case(k) in ("on", "upon")]
    stops = (k for k in range(c.last + 1, len(view)) if view.words[k] in ("and", ",", ";", "before", "after"))
    asked = {"to", "for"} & set(view.words[c.last + 1 : next(stops, len(view))])
    office = any(view.words[k] in lexicon.bearer for who in whom for k in tree.below(who))
    return office and not asked


def far(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether the phone is how one speaks: "discussed the loan by phone", "conferred over the phone"; "in a phone call" is a noun of its own."""
    if view.tree is None or c.verb is None:
        return False
    tree = view.tree
    verb = tree.verb(*c.verb)
    inside = [verb, *tree.objects(verb), *tree.all(verb, ("obl",))]
    means = (k for base in inside for k in tree.all(base, ("obl", "nmod")) if tree.case(k) in _MEANS)
    return any(_PHONE & {tree.words[j] for j in (k, *tree.all(k, ("compound", "amod")))} for k in means)


def travelling(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Somebody named or of office visits, though not said where: "when [X] is due to visit next month"."""
    if view.tree is None or c.verb is None or c.use is None or c.use.passive or c.use.form == "gerund":
        return False
    tree = view.tree
    verb = tree.verb(*c.verb)
    if tree.objects(verb) or tree.pos[verb] != "VERB":
        return False
    return any(view.over(k) is not None and tree.pos[k] == "PROPN" for k in tree.subjects(verb))


def to_place(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A name follows "to" behind the noun: "leads a delegation to [X]"."""
    after = c.noun[1] + 1 if c.noun is not None else c.last + 1
    return view.word(after) == "to" and any(view.over(k) is not None for k in range(after + 1, after + 4))


def leaders(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Several of office are the subject: "finance ministers gathered", not "crowds gathered"."""
    if view.tree is None or c.verb is None or passive(c):
        return False
    tree = view.tree
    subjects = tree.subjects(tree.verb(*c.verb))
    several = [k for k in subjects if "Number=Plur" in tree.morphs[k] or tree.all(k, ("conj",))]
    return any(tree.lemmas[k] in lexicon.bearer or view.over(k) is not None for k in several)
