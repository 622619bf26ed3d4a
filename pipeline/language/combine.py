"""Names by rule and names by a trained model, as one list without overlaps.

Where both took the same stretch, the rule gives the label, but for what it guessed from capitals or neighbours. Where
the stretches differ, a title or a given name bounds a person better than the model, a head ("Ministry of ... of Peru")
bounds a body better than a model that took a part of it, and the model bounds everything else better. A name of the
model needs a word that can be part of a name. What only a guess found is kept where the article names it elsewhere, or
where it is told to be a place. At the end the article speaks again: a part of a person's name is that person, and a
surface that the model labels now so, now so, has one label.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.knowledge.fold import fold
from pipeline.records import Name

# Rules whose label is a guess from capitals; with those that go by the words beside a name, alone they prove no name.
_GUESSES = frozenset({"capitals", "acronym", "branch"})
_UNPROVEN = _GUESSES | {"cue"}
# Rules that bound a person better than a model does, and those that bound a body or place from its parts.
_BOUNDS = frozenset({"title", "given_name", "family_name", "initials", "byline"})
_WHOLES = frozenset({"head", "corporate", "prefix", "dateline", "same_name"})
# Codes of words that may make a name; money, titles and generic words ("Committee", "National") alone do not.
_NAMING = frozenset("CFSMAVGROIaXPLHEhflgew")
_GAZETTEER = "gazetteer:"
# A model of three labels says LOC of countries and cities too.
_COARSE_PLACE = "LOC"


def combine(rules: Sequence[Name], model: Sequence[Name], codes: Mapping[int, str]) -> tuple[Name, ...]:
    """One list in text order, without overlaps, labels settled over the article.

    Args:
        rules: names by rule, in text order.
        model: names by the model, in text order.
        codes: start -> code (`lexicon`) of the words of the article.
    """
    beside, starts = _Index(rules), sorted(codes)
    if not any(name.label == "GPE" for name in model):
        model = [_finer(name, starts, codes) for name in model]
    taken = []
    for name in model:
        touching = beside.touching(name)
        same = next((rule for rule in touching if (rule.start, rule.end) == (name.start, name.end)), None)
        if same is not None:
            taken.append(_agree(name, same))
        elif any(codes[start] in _NAMING for start in _within(starts, name.start, name.end)) and not any(
            _outdoes(rule, name) or _is_rest_common(rule, name, starts, codes) for rule in touching
        ):
            taken.append(name)
    by_model = _Index(taken)
    free = [name for name in rules if not by_model.touching(name)]
    met = {fold(name.text) for name in (*taken, *(name for name in free if name.rule not in _UNPROVEN))}
    kept = [name for name in free if name.rule not in _UNPROVEN or _is_told_place(name) or fold(name.text) in met]
    return _settle(sorted(taken + kept, key=lambda name: name.start))


class _Index:
    """Names in text order that never overlap, by where they stand."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self._starts = [name.start for name in names]
        self._ends = [name.end for name in names]

    def touching(self, name: Name) -> Sequence[Name]:
        """The names that share a character with this one."""
        return self._names[bisect_right(self._ends, name.start) : bisect_left(self._starts, name.end)]


def _is_told_place(name: Name) -> bool:
    """Whether the words beside it say that it is a place ("the Tekong dam"): the one cue that proves a name alone."""
    return name.rule == "cue" and name.label == "GPE"


def _agree(name: Name, same: Name) -> Name:
    """The name by rule; where its label is a guess, with the label of the model."""
    return name if same.rule in _GUESSES and same.label == "ORG" else same


def _finer(name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> Name:
    """A place of the model as what its words say: a facility, a river, else a country or city."""
    if name.label != _COARSE_PLACE:
        return name
    inside = "".join(codes[start] for start in _within(starts, name.start, name.end))
    return replace(name, label="FAC" if "f" in inside else "LOC" if set("lRL") & set(inside) else "GPE")


def _outdoes(rule: Name, name: Name) -> bool:
    """Whether the stretch of a rule holds against another of the model that it meets."""
    known = rule.rule in _WHOLES or rule.rule.startswith(_GAZETTEER)
    whole = known and rule.start <= name.start and name.end <= rule.end
    return rule.rule in _BOUNDS or whole


def _settle(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names with one label a surface where only the model or a guess gave it."""
    parts = {part for name in names if _is_full_person(name) for part in _parts(fold(name.text))}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        votes[fold(name.text)][name.label] += 1
    settled = []
    for name in names:
        key = fold(name.text)
        if name.rule == "model" or name.rule in _UNPROVEN:
            label = "PERSON" if key in parts else _most(votes[key], name.label)
            settled.append(replace(name, label=label))
        else:
            settled.append(name)
    return tuple(settled)


def _is_full_person(name: Name) -> bool:
    return name.label == "PERSON" and name.rule in _BOUNDS | {"model"} and " " in name.text


def _parts(key: str) -> Iterable[str]:
    """The later words of a folded person name, and all that follows the first."""
    words = key.split()
    yield from (word for word in words[1:] if len(word) > 1)
    yield " ".join(words[1:])


def _most(votes: Counter[str], label: str) -> str:
    best = max(votes.values())
    return label if votes[label] == best else min(key for key, count in votes.items() if count == best)


def _is_rest_common(rule: Name, name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> bool:
    """Whether the model joined a known name with a word that only stands before others ("APEC Economic")"""
    if rule.start != name.start or rule.end >= name.end or not rule.rule.startswith(_GAZETTEER):
        return False
    return {codes[start] for start in _within(starts, rule.end, name.end)} == {"K"}


def _within(starts: Sequence[int], start: int, end: int) -> Sequence[int]:
    return starts[bisect_left(starts, start) : bisect_left(starts, end)]
