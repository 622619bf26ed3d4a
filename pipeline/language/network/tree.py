"""Scores of heads to a tree: each word has one head, one word has none, and nothing goes in a circle.

The highest-scoring tree by Chu-Liu and Edmonds' algorithm (McDonald et al. 2005); the greedy choice where it already
is one, which is nine times in ten. Else the likeliest roots are tried as the only one; where none of them is proven the
best, a price on each root that no other edge can win back leaves one (Stanojević and Cohen 2021).
"""

from __future__ import annotations

import numpy as np

_BOUND = 1e6  # what is beyond it, or no number, is taken for it
_TRIES = 4  # roots; the price costs as much as this many


def heads_of(scores: np.ndarray) -> np.ndarray:
    """The heads of a sentence, in time of its length squared for each circle.

    Args:
        scores: `(n, n + 1)`: row i scores the heads of word i; column 0 is "none", column j + 1 is word j.

    Returns:
        `(n,)` integers: the head's place, or -1 for the one root. The best such tree.
    """
    n = len(scores)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    if not (np.abs(scores) <= _BOUND).all():
        scores = np.clip(np.nan_to_num(scores, nan=-_BOUND), -_BOUND, _BOUND)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads: np.ndarray = full.argmax(axis=1)
    if np.count_nonzero(heads[1:] == 0) != 1 or _circle(heads):
        heads = _rooted(full, float(np.ptp(scores)))
    return heads[1:] - 1


def _rooted(scores: np.ndarray, spread: float) -> np.ndarray:
    """The best tree with one node right below node 0, heads of all nodes."""
    places = np.arange(len(scores))
    others = scores[1:, 1:].max(axis=1)
    # What a tree with this root can score at most: each other node has its best head, circles or not.
    bounds = others.sum() + scores[1:, 0] - others
    order = np.argsort(-bounds, kind="stable") + 1
    best, best_score = places, -np.inf
    for root in order[:_TRIES]:
        if bounds[root - 1] <= best_score:
            return best
        fixed = scores.copy()
        fixed[1:, 0] = fixed[root] = -np.inf
        fixed[root, 0] = scores[root, 0]
        tree = _spanning(fixed)
        score = float(scores[places[1:], tree[1:]].sum())
        if score > best_score:
            best, best_score = tree, score
    if len(order) > _TRIES and bounds[order[_TRIES] - 1] > best_score:
        priced = scores.copy()
        priced[1:, 0] -= len(scores) * (spread + 1)
        best = _spanning(priced)
    return best


def _circle(heads: np.ndarray) -> list[int]:
    """The nodes of a circle, empty where there is none; node 0 is the top."""
    above: list[int] = heads.tolist()
    state = [0] * len(above)
    state[0] = 2
    for start in range(1, len(above)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = above[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _spanning(scores: np.ndarray) -> np.ndarray:
    """The best tree below node 0, heads of all nodes (that of node 0 is 0); `scores` is used up.

    A circle becomes one node, its first, and the others stand aside until the circles are opened again, last one first.
    """
    heads: np.ndarray = scores.argmax(axis=1)
    heads[0] = 0
    closed: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []
    while circle := _circle(heads):
        ring, top, others = np.asarray(circle), circle[0], circle[1:]
        own = heads[ring]
        # To enter a circle costs the edge of it that the entry breaks.
        entering = scores[ring] - scores[ring, own][:, None]
        entering[:, ring] = -np.inf
        leaving = scores[:, ring]
        closed.append((ring, own, ring[entering.argmax(axis=0)], ring[leaving.argmax(axis=1)]))
        scores[top] = entering.max(axis=0)
        scores[:, top] = leaving.max(axis=1)
        scores[top, top] = -np.inf
        scores[:, others] = -np.inf
        inside = np.zeros(len(heads), dtype=bool)
        inside[ring] = True
        heads[inside[heads]] = top
        heads[others] = 0
        heads[top] = scores[top].argmax()
    for ring, own, broken, left in reversed(closed):
        head = heads[ring[0]]
        heads = np.where(heads == ring[0], left, heads)
        heads[ring] = own
        heads[broken[head]] = head
    return heads
