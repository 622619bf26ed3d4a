"""Heads from scores: against all trees there are, and with scores that are no scores."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.language.network import tree
from pipeline.language.network.tree import heads_of


def reaches_top(heads: tuple[int, ...]) -> bool:
    """Whether every word comes to the root (-1) by its heads."""
    for start in range(len(heads)):
        node = start
        for _ in heads:
            node = heads[node] if node >= 0 else node
        if node >= 0:
            return False
    return True


@cache
def all_trees(n: int) -> tuple[tuple[int, ...], ...]:
    every = product(range(-1, n), repeat=n)
    return tuple(heads for heads in every if heads.count(-1) == 1 and reaches_top(heads))


def worth(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, head + 1] for i, head in enumerate(heads)))


@st.composite
def score_tables(draw: st.DrawFn, longest: int) -> np.ndarray:
    n = draw(st.integers(1, longest))
    scores: np.ndarray = draw(arrays(np.float64, (n, n + 1), elements=st.integers(-20, 20)))
    scores[:, 0] += draw(st.sampled_from([-30, 0, 30]))
    return scores


def test_number_of_trees_with_one_root() -> None:
    assert [len(all_trees(n)) for n in (1, 2, 3, 4)] == [1, 2, 9, 64]  # n ** (n - 1)


@pytest.mark.parametrize("tries", [0, 1, 4])
@given(scores=score_tables(5))
def test_the_tree_is_the_best_of_all(tries: int, scores: np.ndarray) -> None:
    kept, tree._TRIES = tree._TRIES, tries
    try:
        heads = tuple(heads_of(scores).tolist())
    finally:
        tree._TRIES = kept
    assert heads in all_trees(len(scores))
    assert worth(scores, heads) == pytest.approx(max(worth(scores, other) for other in all_trees(len(scores))))


@given(score_tables(40))
def test_a_long_sentence_is_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = tuple(heads_of(scores).tolist())
    assert heads.count(-1) == 1
    assert reaches_top(heads)


@given(arrays(np.float32, (6, 7), elements=st.floats(width=32, allow_nan=True, allow_infinity=True)))
def test_scores_that_are_no_numbers_give_a_tree_all_the_same(scores: np.ndarray) -> None:
    heads = tuple(heads_of(scores).tolist())
    assert heads.count(-1) == 1
    assert reaches_top(heads)


def test_no_words_no_heads() -> None:
    assert heads_of(np.zeros((0, 1))).tolist() == []


def test_scores_are_not_written_to() -> None:
    scores = np.array([[5.0, 0, 1], [5.0, 1, 0]])
    before = scores.copy()
    assert heads_of(scores).tolist() in ([-1, 0], [1, -1])
    assert (scores == before).all()


def test_two_likely_roots_leave_the_better_one() -> None:
    scores = np.array([[9.0, 0, 3], [8.0, 7, 0]])
    assert heads_of(scores).tolist() == [-1, 0]
