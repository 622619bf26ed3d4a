"""Times that events of one sentence share: joined by "and", told in one clause, told in a clause of time."""

from __future__ import annotations

from itertools import pairwise

from pipeline.events.candidates import Candidate
from pipeline.events.no_dates import is_quoted_apart
from pipeline.events.own_times import journey
from pipeline.events.setting import OCCASIONS
from pipeline.events.tree import Tree
from pipeline.events.view import View
from pipeline.events.when import When, when_of
from pipeline.syntax import SUBJECTS

_AT = frozenset({"at", "during", "in", "on", "amid", "for"})
_JUST_BEFORE = frozenset({"after", "following"})
_SHORT = frozenset({"meeting", "talks", "call", "ceremony", "credentials"})
_LASTING = frozenset({"negotiations", "consultations", "discussions", "dialogue", "negotiation"})
_ENDS = frozenset({"end", "close", "conclusion"})
_DURING = (("during", "which"), ("course", "of"), ("at", "which"), ("in", "which"), ("on", "which"), (",", "where"))
_BARELY = frozenset({"hours", "minutes", "moments", "shortly", "soon", "immediately", "hour"})
_CLAUSE = 12
_OPENING = 3  # words of a sentence before the time that opens it
_APART = 5  # words between a time and the preposition of the occasion: "(local time),"


def share(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """Give to those that have no time what they share with one that has.

    Args:
        view: the sentence.
        candidates: its constructions in text order.
        out: their times by position; filled in.
    """
    _joined(view, candidates, out)
    _in_one_clause(view, candidates, out)
    _at_opening(view, candidates, out)
    _in_clause_of_time(view, candidates, out)
    _on_occasion(view, candidates, out)


def _joined(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """Occasions joined by "and" share the time that stands after the last ("visit to X and attendance at Y from")."""
    for i in range(len(candidates) - 2, -1, -1):
        nxt = i + 1
        gap = view.words[candidates[i].last + 1 : candidates[nxt].first]
        if i in out or nxt not in out or candidates[i].trigger.type not in OCCASIONS:
            continue
        if candidates[nxt].trigger.type in OCCASIONS and "and" in gap and len(gap) < 14 and "that" not in gap:
            out[i] = out[nxt]


def _in_one_clause(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """By the parse, what a clause tells of together: "at talks on Monday, [X] said", "on Monday [X] met [Y] and signed"."""
    tree = view.tree
    if tree is None:
        return
    dated = {tree.verb(*c.verb): (i, c) for i, c in enumerate(candidates) if i in out and c.verb is not None}
    for i, candidate in enumerate(candidates):
        if i in out:
            continue
        if candidate.verb is None and candidate.noun is not None and candidate.trigger.type in OCCASIONS:
            noun = tree.head_of(*candidate.noun)
            while tree.deps[noun] == "nmod" and tree.case(noun) == "of" and tree.words[tree.heads[noun]] not in _ENDS:
                noun = tree.heads[noun]  # "on the sidelines of a summit"
            case = tree.case(noun)
            just_before = case in _JUST_BEFORE and candidate.trigger.type in _SHORT and _is_one(view, tree, noun)
            spoken = is_quoted_apart(view, tree.heads[noun], noun)  # "'We open next year,' [X] said after the talks"
            if not spoken and tree.deps[noun] == "obl" and (case in _AT or just_before) and tree.heads[noun] in dated:
                out[i] = out[dated[tree.heads[noun]][0]]
        elif candidate.verb is not None:
            verb = tree.verb(*candidate.verb)
            first = tree.heads[verb]
            own_subject = tree.child(verb, SUBJECTS) is not None
            barely = first in dated and _is_just_before(tree, candidate, verb, out[dated[first][0]])
            if first not in dated or (own_subject and not barely):
                continue
            joined = tree.deps[verb] == "conj" and _before(view, first, out)
            purpose = candidate.use is not None and candidate.use.form == "infinitive"
            purpose = purpose and dated[first][1].trigger.type == "visit" and tree.deps[verb] in ("advcl", "xcomp")
            if joined or purpose or barely:
                out[i] = out[dated[first][0]]


def _is_just_before(tree: Tree, candidate: Candidate, verb: int, when: When) -> bool:
    """Whether a participle tells what was done right before, on the same day: "said on Monday after meeting [X]"."""
    if tree.deps[verb] != "advcl" or candidate.use is None or when.precision != "day":
        return False
    if _BARELY & {tree.words[k] for k in tree.children[verb] if k < verb} and candidate.use.form == "finite":
        return True  # "signed it on Monday, hours after [X] flew in"
    return candidate.use.form == "gerund" and any(
        tree.words[k] in ("after", "before", "when", "while") for k in tree.children[verb] if k < verb
    )


def _is_one(view: View, tree: Tree, noun: int) -> bool:
    """Whether a noun is one occasion of the day rather than what went on for long: "after a meeting"."""
    return view.words[noun] not in _LASTING and not tree.all(noun, ("acl:relcl", "nummod"))


def _at_opening(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """An occasion between a time and the subject is of that time: "On Monday, during a visit to [X], [Y] met [Z]".

    Wherever a parse hangs it: what stands before the subject is easily hung on a name behind it.
    """
    tree = view.tree
    if tree is None:
        return
    verbs = ((i, tree.verb(*c.verb)) for i, c in enumerate(candidates) if i in out and c.verb is not None)
    main = next((i for i, verb in verbs if tree.deps[verb] == "ROOT"), None)
    opening = next((last for first, last, e in view.dates if first <= _OPENING and when_of(e) is not None), None)
    if main is None or opening is None or out[main] not in {when_of(e) for *_, e in view.dates[:1]}:
        return
    for i, candidate in enumerate(candidates):
        if i in out or candidate.noun is None or candidate.verb is not None or candidate.trigger.type not in OCCASIONS:
            continue
        between = view.words[opening + 1 : candidate.noun[0]]
        noun = tree.head_of(*candidate.noun)
        if tree.deps[noun] == "nmod" and tree.deps[tree.heads[noun]].startswith("nsubj"):
            continue  # "On Monday, preparations for the visit were discussed"
        plain = not any(word == "," for word in between[_APART:])
        if candidate.first < candidates[main].first and plain and _AT & set(between[: _APART + 1]):
            out[i] = out[main]


def _before(view: View, verb: int, out: dict[int, When]) -> bool:
    """Whether one of the times given stands before the verb, so that all that is joined to it happened then."""
    return any(last < verb and when_of(e) in out.values() for _, last, e in view.dates)


def _in_clause_of_time(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """What is told in a clause with "when" behind a time took place then: "in August, when [X] met [Y]"."""
    tree = view.tree
    for i, candidate in enumerate(candidates):
        if tree is None or i in out or candidate.verb is None:
            continue
        verb = tree.verb(*candidate.verb)
        mark = next((k for k in tree.children[verb] if tree.words[k] == "when" and k < verb), None)
        if mark is None:
            continue
        for _, last, expression in view.dates:
            if mark - last in (1, 2) and (when := when_of(expression)) is not None and when.precision != "year":
                out[i] = when


def _on_occasion(view: View, candidates: tuple[Candidate, ...], out: dict[int, When]) -> None:
    """What a relative clause tells of an occasion took place then: "a visit in May, during which [X] met [Y]"."""
    tree = view.tree
    if tree is None:
        return
    homes = {tree.head_of(*c.noun): i for i, c in enumerate(candidates) if c.noun is not None}
    for i, candidate in enumerate(candidates):
        clause = tree.verb(*candidate.verb) if candidate.verb is not None else None
        if clause is None or i not in out or tree.deps[clause] != "acl:relcl":
            continue
        described = homes.get(tree.heads[clause])  # "the attack, which killed ten people on Saturday"
        if described is not None and candidates[described].trigger.type == candidate.trigger.type:
            out.setdefault(described, out[i])
    for i, candidate in enumerate(candidates):
        if i in out or candidate.verb is None:
            continue
        verb = tree.verb(*candidate.verb)
        if tree.deps[verb] == "conj" and tree.child(verb, SUBJECTS) is None:
            verb = tree.heads[verb]
        where = tree.deps[verb] == "advcl" and any(tree.words[k] == "where" for k in tree.children[verb])
        if tree.deps[verb] not in ("acl:relcl", "acl") and not where:
            continue
        before = view.words[max(0, verb - _CLAUSE) : verb]
        during = any(pair in pairwise(before) for pair in _DURING)
        occasion = homes.get(tree.heads[verb])
        if during and occasion is None:  # a parse may hang the clause on the town or the month
            told = (j for j, c in enumerate(candidates) if c.noun is not None or c.trigger.type == "visit")
            near = [j for j in told if candidates[j].last < candidate.first and j in out]
            occasion = near[-1] if near else None
        if during and occasion is not None and occasion in out and candidates[occasion].trigger.type in OCCASIONS:
            out[i] = journey(view, candidates[occasion], out[occasion]) or out[occasion]
