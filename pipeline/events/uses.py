"""How a verb is used: what rules of word order find (`verbs.py`), and the same read from a parse."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.tree import Tree
from pipeline.events.view import Lexicon, View
from pipeline.syntax import SUBJECTS

MODALS = frozenset("will shall would could may might should can must ought 'll ’ll".split())
_CONJUNCTS = 8
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_OF_PAST = frozenset({"was", "were", "had", "did", "been"})
_ATTRIBUTES = frozenset({"amod", "compound", "nmod:desc", "flat"})


@dataclass(frozen=True, slots=True)
class Use:
    """A verb in its group.

    Attributes:
        first: first word of the group (auxiliary, "to"); the verb itself where it stands alone.
        form: finite, infinitive, gerund or reduced ("the treaty signed in Rome").
        passive, progressive, perfect, past: how the group is built.
        modal: the modal verb, "" where there is none.
        negated: whether the group holds a negation.
    """

    first: int
    form: str
    passive: bool = False
    progressive: bool = False
    past: bool = False
    modal: str = ""
    negated: bool = False


def parsed_use(
    view: View, tree: Tree, lexicon: Lexicon, span: tuple[int, int], first: int, shares: int = 0
) -> Use | None:
    """How the verb in `span` is used by its parse; None where it is no verb of a clause of its own.

    Args:
        view: the sentence.
        tree: its parse.
        lexicon: the closed word classes.
        span: first and last word of the verb.
        first: first word of its group, auxiliaries included.
        shares: how many conjuncts led here.
    """
    verb = tree.verb(*span)
    if tree.pos[verb] == "ADJ":
        return _predicate(tree, verb, first)
    if tree.pos[verb] not in ("VERB", "AUX") or tree.deps[verb] in _ATTRIBUTES:
        return None
    negated = _is_negated(tree, lexicon, verb)
    passive = tree.is_passive(verb)
    auxiliaries = [tree.words[k] for k in tree.children[verb] if tree.deps[k] in _AUXILIARIES and k < verb]
    modal = next((word for word in auxiliaries if word in MODALS), "")
    be = not lexicon["be"].isdisjoint(auxiliaries)
    past = not _OF_PAST.isdisjoint(auxiliaries) or not lexicon["have"].isdisjoint(auxiliaries)
    form = tree.morphs[verb]
    ing = "VerbForm=Ger" in form or {"VerbForm=Part", "Tense=Pres"} <= form
    progressive = be and ing
    if _to(tree, verb) or tree.words[first] == "to":
        return Use(first, "infinitive", passive, progressive, negated=negated)
    if modal:
        return Use(first, "finite", passive, progressive, modal=modal, negated=negated)
    if auxiliaries and (progressive or (not ing and ("VerbForm=Part" in form or "VerbForm=Fin" in form))):
        return Use(first, "finite", passive, progressive, past=past or "Tense=Past" in form, negated=negated)
    if auxiliaries and "VerbForm=Inf" in form:
        return Use(first, "finite", passive, past=past, negated=negated)
    return _bare(view, tree, lexicon, verb, Use(first, "finite", passive, negated=negated), shares)


def _bare(view: View, tree: Tree, lexicon: Lexicon, verb: int, plain: Use, shares: int) -> Use | None:
    """The use of a form without auxiliaries; `plain` has what is known of it as a finite one."""
    form, first, passive, negated = tree.morphs[verb], plain.first, plain.passive, plain.negated
    ing = "VerbForm=Ger" in form or {"VerbForm=Part", "Tense=Pres"} <= form
    if ing:
        return Use(first, "gerund", negated=negated)
    if "VerbForm=Inf" in form or "VerbForm=Part" in form or "Mood=Imp" in form:
        shared = _shared(view, tree, lexicon, verb, shares + 1)
        if shared is not None:
            return shared
    if "VerbForm=Inf" in form and tree.words[tree.heads[verb]] in MODALS:
        return Use(first, "finite", passive, modal=tree.words[tree.heads[verb]], negated=negated)
    if "VerbForm=Inf" in form:
        subjunctive = tree.child(verb, SUBJECTS) is not None and tree.deps[verb] == "ccomp"
        return Use(first, "finite", passive, negated=negated) if subjunctive else None
    if any(tree.deps[k] == "mark" and tree.words[k] == "as" for k in tree.children[verb]) and "VerbForm=Part" in form:
        return None  # "as promised"
    if ("VerbForm=Part" in form and (passive or tree.deps[verb] == "advcl")) or tree.deps[verb] == "acl":
        return Use(first, "reduced", passive=True, past=True)
    return Use(first, "finite", passive, past="VerbForm=Part" in form or "Tense=Past" in form, negated=negated)


def _predicate(tree: Tree, adjective: int, first: int) -> Use | None:
    """The use of an adjective that says something of its subject ("was worth")."""
    copula = tree.child(adjective, ("cop",))
    if copula is None:
        return None
    modal = next((tree.words[k] for k in tree.children[adjective] if tree.words[k] in MODALS and k < adjective), "")
    return Use(first, "finite", past="Tense=Past" in tree.morphs[copula], modal=modal)


def _shared(view: View, tree: Tree, lexicon: Lexicon, verb: int, shares: int) -> Use | None:
    """The use of the verb that "and" joins a bare form to ("to meet X and sign Y", "was read and signed")."""
    head = tree.heads[verb]
    if "VerbForm=Part" in tree.morphs[verb] and "VerbForm=Inf" in tree.morphs[head] and tree.deps[verb] == "conj":
        # "was invited to come and accepted": the participle, read as such, is a past that goes with the verb above.
        return Use(verb, "finite", past=True)
    if tree.deps[verb] != "conj" or tree.pos[head] not in ("VERB", "AUX"):
        return None
    # A parse may join the verb to the one over the infinitive: the nearest of its conjuncts that has the same form.
    alike = [
        k
        for k in range(verb - 1, head - 1, -1)
        if tree.pos[k] == "VERB" and tree.morphs[k] == tree.morphs[verb] and (k == head or _to(tree, k))
    ]
    partner = alike[0] if alike else head
    if partner == verb or shares > _CONJUNCTS:
        return None
    return parsed_use(view, tree, lexicon, (partner, partner), partner, shares)


def _to(tree: Tree, verb: int) -> bool:
    before = verb > 0 and tree.words[verb - 1] == "to"  # also where a parse reads "due to" as one preposition
    return before or "to" in [tree.words[k] for k in tree.all(verb, ("mark",))]


def _is_negated(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Whether "not", "never" or a subject with "no" denies the verb."""
    own = tree.all(verb, ("advmod", "cc:preconj", "det"))
    return any(tree.words[k] in lexicon["negation"] or tree.words[k - 1 : k + 1] == ("no", "longer") for k in own)
