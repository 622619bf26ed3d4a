"""What an event is about, as far as merging needs it: the head of its object, the name of a gathering."""

from __future__ import annotations

from pipeline.events.occurrence import Occurrence
from pipeline.events.tree import Tree
from pipeline.knowledge.fold import fold

_NAMED = frozenset({"gathering", "exhibition"})
_TRADE = {"export": "export", "exports": "export", "shipment": "export", "shipments": "export", "ship": "export",
          "sell": "export", "sales": "export", "supply": "export", "import": "import", "imports": "import",
          "buy": "import", "purchase": "import", "purchases": "import"}  # fmt: skip
_REACH = 14
_SHORT = 2


def topic_of(at: Occurrence) -> str | None:
    """The topic of a candidate, None where its words give none."""
    if at.type == "trade_report":
        return _direction(at)
    tree = at.view.tree
    if tree is None:
        return None
    if at.type in _NAMED:
        return _name(at, tree)
    return _object(at, tree)


def _direction(at: Occurrence) -> str | None:
    """Export or import, by the verb or the last word for it before the verb; None for trade of both ways."""
    own = _TRADE.get(at.candidate.trigger.lemma)
    if own is not None:
        return own
    before = at.view.words[max(0, at.candidate.first - _REACH) : at.candidate.first]
    told = [_TRADE[word] for word in before if word in _TRADE and word not in ("supply", "ship", "sell", "buy")]
    return told[-1] if told else None


def _name(at: Occurrence, tree: Tree) -> str | None:
    """The words of the name that the noun ends or stands in, sorted, folded but for acronyms; None where it has none."""
    heads = [tree.head_of(*at.candidate.noun)] if at.candidate.noun is not None else []
    heads += [k for head in heads for k in tree.all(head, ("nmod",)) if tree.case(k) in ("in", "at")]
    if at.candidate.verb is not None:
        heads += tree.objects(tree.verb(*at.candidate.verb))
        heads += [k for k in tree.all(tree.verb(*at.candidate.verb), ("obl",)) if tree.case(k) in ("in", "at")]
    labels = frozenset({"compound", "nmod:poss", "flat", "amod", "appos", "nmod:desc", "nummod", "nmod"})
    for head in heads:
        words = [head, *(k for c in tree.all(head, labels) if tree.case(c) in ("", "of") for k in _below(tree, c))]
        shapes = {at.view.shapes[k] for k in words}
        acronyms = {shape for shape in shapes if shape.isupper() and shape.isalpha() and len(shape) > _SHORT}
        plain = {fold(shape) for shape in shapes - acronyms if shape[:1].isupper() or shape.isdigit()}
        name = acronyms | {word for word in plain if word.isalnum()}
        if len(name) > 1 or acronyms:
            return " ".join(sorted(name))
    return _name_behind(at)


def _name_behind(at: Occurrence) -> str | None:
    """The name that follows "attendance at", whatever the parse makes of it."""
    if at.candidate.trigger.kind != "noun+word":
        return None
    name = set()
    for shape in at.view.shapes[at.candidate.last + 2 : at.candidate.last + _REACH]:
        if shape.lower() in at.lexicon["determiner"] or shape in ("’", "'", "’s", "'s"):
            continue
        if not (shape[:1].isupper() or shape.isdigit()):
            break
        name.add(shape if shape.isupper() and len(shape) > _SHORT else fold(shape))
    return " ".join(sorted(name)) if len(name) > 1 else None


def _below(tree: Tree, word: int) -> list[int]:
    return [k for k in tree.below(word) if tree.deps[k] not in ("case", "punct", "det")]


def _object(at: Occurrence, tree: Tree) -> str | None:
    """The lemma of what is signed, established, asked for; "press" of whom one met."""
    candidate = at.candidate
    found: list[int] = []
    if candidate.noun is not None and candidate.verb is not None:
        found = [tree.head_of(*candidate.noun)]
    elif candidate.verb is not None:
        verb = tree.verb(*candidate.verb)
        found = tree.subjects(verb) if tree.is_passive(verb) else tree.objects(verb)
        found = found or [k for k in tree.all(verb, ("obl",)) if tree.case(k) in ("with", "on", "for", "to")]
    elif candidate.noun is not None:
        noun = tree.head_of(*candidate.noun)
        found = [k for k in tree.all(noun, ("nmod",)) if tree.case(k) in ("of", "with")]
    found = [k for k in found if at.view.over(k) is None]
    return fold(tree.lemmas[found[0]]) if found else None
