"""Scores of name tags to names: the best sequence in which no name is continued that was not begun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

_BOUND = 1e6  # what is beyond it, or no number, is taken for it


def best_tags(scores: np.ndarray, tags: Sequence[str]) -> list[int]:
    """The tags of a sentence by Viterbi's algorithm.

    Args:
        scores: `(n, len(tags))`, log-probabilities or logits.
        tags: "O", "B-X", "I-X"; "I-X" may only follow "B-X" or "I-X".
    """
    if not len(scores):
        return []
    allowed, first = _rules(tuple(tags))
    greedy = scores.argmax(axis=1)
    if first[greedy[0]] and allowed[greedy[:-1], greedy[1:]].all():
        return [int(tag) for tag in greedy]
    scores = np.clip(np.nan_to_num(scores.astype(np.float64), nan=-_BOUND), -_BOUND, _BOUND)
    barrier = np.where(allowed, 0.0, -np.inf)
    best = np.where(first, scores[0], -np.inf)
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + barrier
        back[i] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[i]
    tag = int(best.argmax())
    chosen = [tag]
    for i in range(len(scores) - 1, 0, -1):
        tag = int(back[i, tag])
        chosen.append(tag)
    return chosen[::-1]


def allowed_pairs(tags: Sequence[str]) -> np.ndarray:
    """`(tags, tags)` booleans: whether the second may follow the first."""
    return np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in tags] for a in tags])


@lru_cache(maxsize=8)
def _rules(tags: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Which tag may follow which, and which may come first."""
    return allowed_pairs(tags), np.array([not tag.startswith("I-") for tag in tags])


def spans_of(chosen: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names as (start, end, label) in words, end exclusive."""
    spans: list[tuple[int, int, str]] = []
    start = -1
    for i, number in enumerate([*chosen, tags.index("O")]):
        tag = tags[number]
        if start >= 0 and not tag.startswith("I-"):
            spans.append((start, i, tags[chosen[start]][2:]))
            start = -1
        if tag.startswith("B-"):
            start = i
    return spans
