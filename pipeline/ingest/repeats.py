"""Sentences that repeat an earlier one of the same article: a caption and its lead, a pull-quote and its source.

Two sentences repeat each other if their word sets, verbs stripped of -s, -ed and -ing, have a Jaccard index of 0.8 or
more, and as much of their words comes in the same order: "A presents a gift to B" and "B presents a gift to A" have the
same words and tell of two gifts. Candidates come from a prefix filter (Chaudhuri et al. 2006): sets that similar share one of their rarest words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from rapidfuzz.distance import Indel

MIN_JACCARD = 0.8
MIN_ORDER = 0.8
_MIN_WORDS = 5
_MAX_CANDIDATES = 16
"""Earlier sentences kept under one rare word: beyond it the text is a litany, and time must stay linear."""
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:ing\b(?<=\w{6})|ed\b(?<=\w{5})|es\b(?<=\w{5})|s\b(?<=\w{4})|d\b(?<=\w{4})|e\b(?<=\w{4}))")
"""An ending behind three letters or more; it opens with a letter, which a search goes by fast."""


def find_repeats(sentences: Sequence[str]) -> list[int | None]:
    """For each sentence the index of the earliest one it repeats, None for most; "" never repeats."""
    stems = [_stems(sentence) for sentence in sentences]
    sets = [frozenset(words) for words in stems]
    counts = Counter(chain.from_iterable(sets))
    single = {word for word, count in counts.items() if count == 1}
    seen: dict[tuple[str, ...], int] = {}
    postings: dict[str, list[int]] = {}
    out: list[int | None] = []
    for index, words in enumerate(sets):
        # Words that no other sentence has are shared with none: with more of them no sentence comes near.
        own = len(words & single)
        if len(words) < _MIN_WORDS or own * MIN_JACCARD > (1 - MIN_JACCARD) * len(words) + 1e-9:
            out.append(None)
            continue
        rare = [word for _, word in sorted((counts[word], word) for word in words)]
        prefix = rare[: len(rare) - int(MIN_JACCARD * len(rare)) + 1]
        found = seen.get(stems[index])
        if found is None:
            near = sorted({i for word in prefix for i in postings.get(word, ())})
            alike = (i for i in near if _jaccard(sets[i], words) >= MIN_JACCARD)
            found = next((i for i in alike if _order(stems[i], stems[index]) >= MIN_ORDER), None)
        out.append(found)
        if stems[index] not in seen:
            seen[stems[index]] = index if found is None else found
            for word in prefix:
                held = postings.setdefault(word, [])
                if len(held) < _MAX_CANDIDATES:
                    held.append(index)
    return out


def _stems(sentence: str) -> tuple[str, ...]:
    if len(sentence) < 2 * _MIN_WORDS:
        return ()
    return tuple(_WORD.findall(_ENDING.sub("", sentence.casefold())))


def _order(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Share of words in a common order (longest common subsequence), 0 to 1."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(a + b))}
    return Indel.normalized_similarity([numbers[word] for word in a], [numbers[word] for word in b])


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)
