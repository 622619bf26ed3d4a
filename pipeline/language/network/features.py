"""What the pieces of a word do not say: how it is written, and which lists know it.

The vocabulary is lower-cased, so that "Lương", "LUONG" and "luong" meet; the classes of writing give the case back. The
lists are the shared gazetteers: a phrase of up to four words counts for each of its words. A user who adds a
country or a company adds a hint to the network, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from pipeline.knowledge import Knowledge
from pipeline.knowledge.fold import fold

WRITTEN = ("lower", "title", "upper", "mixed", "initial", "number", "figures", "sign", "marked")
LISTS = ("country", "demonym", "city", "region", "organization", "company", "forename", "title")
N_FEATURES = len(WRITTEN) + len(LISTS)
_LONGEST = 4
_SHORTEST_CITY = 3
_TOO_LONG = 80  # characters; no list holds such a word, and none is remembered
_PLACES = np.arange(N_FEATURES, dtype=np.int32)


def written(word: str) -> tuple[int, ...]:
    """The classes of a word's writing, as places in `WRITTEN`: one of the first eight, and the last for diacritics."""
    if any(c.isdigit() for c in word):
        kind = 6 if any(c.isalpha() for c in word) else 5
    elif not any(c.isalpha() for c in word):
        kind = 7
    elif word.islower():
        kind = 0
    elif len(word.rstrip(".")) == 1:
        kind = 4
    elif word.isupper():
        kind = 2
    else:
        kind = 1 if word[0].isupper() and word[1:].islower() else 3
    return (kind,) if word.isascii() or kind == 7 else (kind, 8)


class Gazetteer:
    """Which shared lists know a word or the phrase it stands in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrases: dict[tuple[str, ...], int] = {}
        self._lengths: dict[str, int] = {}
        for place, name in _listed(knowledge):
            key = tuple(fold(name).split())
            if 0 < len(key) <= _LONGEST:
                self._phrases[key] = self._phrases.get(key, 0) | 1 << LISTS.index(place)
                self._lengths[key[0]] = max(self._lengths.get(key[0], 0), len(key))

    def flags(self, words: Sequence[str]) -> list[int]:
        """For each word the lists that know it, as bits in the order of `LISTS`; the longest phrase counts."""
        found = [0] * len(words)
        at = 0
        while at < len(words):
            word = words[at]
            known = word[:1].isupper() and len(word) <= _TOO_LONG
            longest = self._lengths.get(fold(word), 0) if known else 0
            step = 1
            for size in range(min(longest, len(words) - at), 0, -1):
                bits = self._phrases.get(tuple(fold(w[:_TOO_LONG]) for w in words[at : at + size]))
                if bits:
                    found[at : at + size] = [bits] * size
                    step = size
                    break
            at += step
        return found


def rows_of(words: Sequence[str], flags: Sequence[int]) -> np.ndarray:
    """The features of words, `(len(words), N_FEATURES)`, 0 or 1 as float32."""
    bits = [_written_bits(word) | mask << len(WRITTEN) for word, mask in zip(words, flags, strict=True)]
    rows = np.asarray(bits, dtype=np.int32)[:, None] >> _PLACES & 1
    return rows.astype(np.float32)


def _written_bits(word: str) -> int:
    return _remembered_bits(word) if len(word) <= _TOO_LONG else sum(1 << kind for kind in written(word))


@lru_cache(maxsize=1 << 15)
def _remembered_bits(word: str) -> int:
    return sum(1 << kind for kind in written(word))


def _listed(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for row in knowledge.rows("knowledge/countries.tsv"):
        yield from (("country", name) for name in (row["name"], *row["names"].split("|")))
        yield from (("demonym", name) for name in row["demonyms"].split("|"))
    for row in knowledge.rows("knowledge/cities.tsv"):
        names = (row["name"], *row["names"].split("|"))
        yield from (("city", name) for name in names if len(name) >= _SHORTEST_CITY)
    for row in knowledge.rows("knowledge/regions.tsv"):
        yield from (("region", name) for name in (row["name"], *row["names"].split("|")))
        yield from (("demonym", name) for name in row["adjectives"].split("|"))
    for row in knowledge.rows("knowledge/organizations.tsv"):
        names = (row["name"], *row["acronym"].split("|"), *row["names"].split("|"))
        yield from (("organization", name) for name in names)
    for row in knowledge.rows("knowledge/companies.tsv"):
        yield from (("company", name) for name in (row["name"], *row["names"].split("|")))
    yield from (("forename", row["name"]) for row in knowledge.rows("knowledge/forenames.tsv"))
    yield from (("title", row["title"]) for row in knowledge.rows("knowledge/titles.tsv"))
