"""Names by rule and names by a trained model, as one list without overlaps.

The model bounds and types what it found; measured on text of many kinds, where a rule says otherwise the model is right
three times in four. The rules add what it cannot know: a finer type (a country, a river, a building), labels that it does
not have (NORP, EVENT, LAW), names of the gazetteers, what a title or an earlier mention settles. A rule's longer
stretch wins where it holds all of the model's name and rests on a head or a list ("Ministry of ... of Peru"). What only a
guess found (capitals, neighbours) counts where the article names it elsewhere. At the end the article speaks again: a part
of a person's name is that person, and a surface that the model labels now so, now so, has one label.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.knowledge.fold import fold
from pipeline.records import Name

# Rules that go by capitals, by a head or by what stands beside a name: where a model saw none, they alone prove none.
_UNPROVEN = frozenset({"capitals", "acronym", "branch", "cue", "dateline", "head", "trade", "particle", "prefix"})
# Rules by which a person is told.
_PERSON = frozenset({"title", "given_name", "family_name", "initials", "byline"})
# Rules that bound a body or place from its parts, and those whose label outdoes that of a model.
_WHOLES = frozenset({"head", "corporate", "prefix"})
_SURE_LABELS = frozenset({"gazetteer:country", "gazetteer:organization"})
# Labels that only rules give, or give better.
_BY_RULE = frozenset({"NORP", "EVENT", "LAW", "PRODUCT"})
# Codes (`lexicon`) of words that are nobody's name: money, titles, weekdays and months, topics, demonyms.
_NO_PERSON = frozenset("#TYKN")
_PLACES = frozenset({"GPE", "LOC", "FAC"})
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
    taken, winning = list[Name](), set[Name]()
    for name in model:
        touching = beside.touching(name)
        same = next((rule for rule in touching if (rule.start, rule.end) == (name.start, name.end)), None)
        if same is not None:
            taken.append(_agree(name, same))
            continue
        won = [rule for rule in touching if _outdoes(rule, name, starts, codes)]
        winning.update(won)
        if not won and not _is_title_alone(name, starts, codes):
            taken.append(name)
    by_model = _Index(taken)
    free = [name for name in rules if not by_model.touching(name)]
    sure = [name for name in free if name.rule not in _UNPROVEN or name.label in _BY_RULE or name in winning]
    met = {fold(name.text) for name in (*taken, *sure)}
    kept = [name for name in free if fold(name.text) in met]
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


def _agree(name: Name, same: Name) -> Name:
    """The name by rule where its label is sure, or finer than the model's; else the model's."""
    alike = same.label == name.label or {same.label, name.label} <= _PLACES
    return same if alike or same.rule in _SURE_LABELS or same.label in _BY_RULE else name


def _finer(name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> Name:
    """A place of the model as what its words say: a facility, a river, else a country or city."""
    if name.label != _COARSE_PLACE:
        return name
    inside = "".join(codes[start] for start in _within(starts, name.start, name.end))
    return replace(name, label="FAC" if "f" in inside else "LOC" if set("lRL") & set(inside) else "GPE")


def _outdoes(rule: Name, name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> bool:
    """Whether the stretch of a rule holds against one of the model that it meets."""
    whole = rule.start <= name.start and name.end <= rule.end
    if whole and (rule.rule in _WHOLES or rule.rule.startswith(_GAZETTEER) or rule.label in _BY_RULE):
        return True
    return _is_titled(rule, name, starts, codes) or _is_rest_common(rule, name, starts, codes)


def _is_title_alone(name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> bool:
    return name.label == "PERSON" and {codes[start] for start in _within(starts, name.start, name.end)} <= _NO_PERSON


def _is_titled(rule: Name, name: Name, starts: Sequence[int], codes: Mapping[int, str]) -> bool:
    """Whether the model took a title into a person's name, which the rule left out."""
    if rule.rule not in _PERSON or name.label != "PERSON" or rule.end != name.end:
        return False
    return {codes[start] for start in _within(starts, name.start, rule.start)} == {"T"}


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
    return name.label == "PERSON" and name.rule in _PERSON | {"model"} and " " in name.text


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
