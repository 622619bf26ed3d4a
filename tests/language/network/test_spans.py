"""Name tags to names."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.language.network.spans import allowed_pairs, best_tags, spans_of

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def is_allowed(chosen: tuple[int, ...]) -> bool:
    allowed = allowed_pairs(TAGS)
    return not TAGS[chosen[0]].startswith("I-") and all(allowed[a, b] for a, b in pairwise(chosen))


@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float64, (n, len(TAGS)), elements=st.integers(-9, 9))))
def test_the_tags_are_the_best_that_are_allowed(scores: np.ndarray) -> None:
    def worth(chosen: tuple[int, ...]) -> float:
        return float(sum(scores[i, tag] for i, tag in enumerate(chosen)))

    chosen = tuple(best_tags(scores, TAGS))
    every = [other for other in product(range(len(TAGS)), repeat=len(scores)) if is_allowed(other)]
    assert is_allowed(chosen)
    assert worth(chosen) == max(map(worth, every))


@given(arrays(np.float32, (5, len(TAGS)), elements=st.floats(width=32, allow_nan=True, allow_infinity=True)))
def test_scores_that_are_no_numbers_give_names_all_the_same(scores: np.ndarray) -> None:
    for start, end, label in spans_of(best_tags(scores, TAGS), TAGS):
        assert 0 <= start < end <= 5
        assert label in {"PER", "ORG"}


def test_no_words_no_tags() -> None:
    assert best_tags(np.zeros((0, len(TAGS))), TAGS) == []
    assert spans_of([], TAGS) == []


def test_names_that_touch_and_a_name_at_the_end() -> None:
    chosen = [TAGS.index(tag) for tag in ("B-PER", "I-PER", "B-PER", "O", "B-ORG", "I-ORG")]
    assert spans_of(chosen, TAGS) == [(0, 2, "PER"), (2, 3, "PER"), (4, 6, "ORG")]


def test_a_tag_that_continues_nothing_is_mended() -> None:
    scores = np.zeros((2, len(TAGS)))
    scores[0, TAGS.index("B-ORG")] = 3
    scores[1, TAGS.index("I-PER")], scores[1, TAGS.index("I-ORG")] = 5, 4
    assert [TAGS[tag] for tag in best_tags(scores, TAGS)] == ["B-ORG", "I-ORG"]
