"""Names by rule and names by a trained model, as one list without overlaps.

The seam for a trained model: its spans go first, because it has seen more text than any rule, with three exceptions
that rules know for certain: gazetteer names and demonyms keep their label, a name after a title is a person, and what
the article itself defined stays what it is. Rules alone fill what the model left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import Name

# Rules whose label stands against the model's when the spans agree, and that may add names the model missed.
_CERTAIN = ("gazetteer:", "title", "same_name", "head", "corporate")
# Rules that only guess from capitals: they add nothing where a model has looked.
_GUESSES = frozenset({"capitals", "preposition", "particle"})


def combine(rules: Sequence[Name], model: Sequence[Name]) -> tuple[Name, ...]:
    """One list in text order: model spans with certain labels, then the rule names that touch none of them."""
    by_span = {(name.start, name.end): name for name in rules}
    taken: list[Name] = []
    for name in model:
        same = by_span.get((name.start, name.end))
        taken.append(replace(name, label=same.label) if same and same.rule.startswith(_CERTAIN) else name)
    kept = [name for name in rules if name.rule not in _GUESSES and not any(_touch(name, other) for other in taken)]
    return tuple(sorted(taken + kept, key=lambda name: (name.start, name.end)))


def _touch(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end
