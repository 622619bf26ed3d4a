"""Acronyms of the whole corpus: names of bodies with an acronym inside, spelt out as other articles spell it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.records import LocalActor

_BODY = "organization:"


def corpus_acronyms(nodes: Sequence[LocalActor]) -> dict[str, str]:
    """What each acronym stands for, where all articles that spell it out agree: "ngb" is "northern grain board"."""
    names: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        for weak in node.weak_keys:
            if weak.startswith(_BODY):
                names[weak.removeprefix(_BODY)] |= {k.removeprefix(_BODY) for k in node.keys if _spells(k, weak)}
    return {acronym: next(iter(found)) for acronym, found in names.items() if len(found) == 1}


def spelt_out(node: LocalActor, acronyms: Mapping[str, str]) -> list[str]:
    """The keys of a node with the acronyms inside them spelt out, those that have none left out."""
    found = []
    for key in node.keys:
        tokens = key.removeprefix(_BODY).split() if key.startswith(_BODY) else []
        if len(tokens) > 1 and any(token in acronyms for token in tokens):
            found.append(_BODY + " ".join(acronyms.get(token, token) for token in tokens))
    return found


def _spells(key: str, weak: str) -> bool:
    """Whether a full name has the letters of an acronym at the beginnings of its words."""
    words = key.removeprefix(_BODY).split()
    letters = iter("".join(word[0] for word in words))
    return key.startswith(_BODY) and len(words) > 1 and all(c in letters for c in weak.removeprefix(_BODY))
