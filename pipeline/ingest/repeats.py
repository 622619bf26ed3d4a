"""Sentences that repeat an earlier one of the same article: a caption and its lead, a pull-quote and its source.

Two sentences repeat each other if their word sets, verbs stripped of -s, -ed and -ing, have a Jaccard index of 0.8 or
more. Candidates come from a prefix filter (Chaudhuri et al. 2006): sets that similar share one of their rarest words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

MIN_JACCARD = 0.8
_MIN_WORDS = 5
_MAX_CANDIDATES = 16
"""Earlier sentences kept under one rare word: beyond it the text is a litany, and time must stay linear."""
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w\w\w)(?:ing|ed|es|s|d|e)$")


def find_repeats(sentences: Sequence[str]) -> list[int | None]:
    """For each sentence the index of the earliest one it repeats, None for most; "" never repeats."""
    sets = [_stems(sentence) for sentence in sentences]
    counts = Counter(word for words in sets for word in words)
    seen: dict[frozenset[str], int] = {}
    postings: dict[str, list[int]] = {}
    out: list[int | None] = []
    for index, words in enumerate(sets):
        if len(words) < _MIN_WORDS:
            out.append(None)
            continue
        rare = sorted(words, key=lambda word: (counts[word], word))
        prefix = rare[: len(rare) - int(MIN_JACCARD * len(rare)) + 1]
        found = seen.get(words)
        if found is None:
            near = sorted({i for word in prefix for i in postings.get(word, ())})
            found = next((i for i in near if _jaccard(sets[i], words) >= MIN_JACCARD), None)
        out.append(found)
        if words not in seen:
            seen[words] = index if found is None else found
            for word in prefix:
                held = postings.setdefault(word, [])
                if len(held) < _MAX_CANDIDATES:
                    held.append(index)
    return out


def _stems(sentence: str) -> frozenset[str]:
    if len(sentence) < 2 * _MIN_WORDS:
        return frozenset()
    return frozenset(_ENDING.sub("", word) for word in _WORD.findall(sentence.casefold()))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared)
