"""The numbers, on examples whose answers are known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.alignment import meet, one_to_one, period, plain, same_name
from pipeline.evaluate.measures import Found, Mean, b_cubed, macro_f1, pairs

GOLD = {n: "A" if n <= 5 else "B" if n <= 7 else "C" for n in range(1, 13)}
"""Twelve mentions in clusters of 5, 2 and 5, the example of the literature."""


def test_precision_recall_and_f1() -> None:
    found = Found(6, 2, 4)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert Found(0, 0, 0).f1 == 0.0


@pytest.mark.parametrize(
    ("system", "f1"),
    [
        ({n: "x" if n <= 5 else "y" for n in range(1, 13)}, 0.865),
        ({n: "y" if 6 <= n <= 7 else "x" for n in range(1, 13)}, 0.737),
        (dict.fromkeys(range(1, 13), "x"), 0.545),
        ({n: n for n in range(1, 13)}, 0.400),
    ],
)
def test_b_cubed_is_that_of_the_literature(system: dict[int, object], f1: float) -> None:
    """Values of Luo (2005), table 2."""
    mean = b_cubed(GOLD, system, {n: n for n in GOLD})  # type: ignore[arg-type]
    assert mean is not None
    assert mean.f1 == pytest.approx(f1, abs=6e-4)


def test_b_cubed_end_to_end_punishes_missed_and_spurious_mentions() -> None:
    mean = b_cubed({1: "A", 2: "A"}, {1: "x", 9: "x"}, {1: 1})
    assert mean == Mean(0.25, 0.25, 0.25, 2)


def test_b_cubed_without_singletons_and_without_mentions() -> None:
    mean = b_cubed({1: "A", 2: "A", 3: "B"}, {1: "x", 2: "x", 3: "y"}, {n: n for n in (1, 2, 3)}, singletons=False)
    assert mean == Mean(1.0, 1.0, 1.0, 2)
    assert b_cubed({}, {}, {}) is None


def test_pairs_within_and_across_articles() -> None:
    mentions = [("A", "x", "one"), ("A", "x", "one"), ("A", "y", "two"), ("B", "y", "two")]
    assert pairs(mentions, across=False) == Found(1, 1, 0)
    assert pairs(mentions, across=True) == Found(0, 0, 2)


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.sampled_from(["1", "2", "3"])), max_size=12)
)
def test_pairs_are_those_counted_one_by_one(mentions: list[tuple[str, str, str]]) -> None:
    for across in (False, True):
        both = [
            (one[0] == other[0], one[1] == other[1])
            for i, one in enumerate(mentions)
            for other in mentions[:i]
            if (one[2] != other[2]) == across
        ]
        expected = Found(both.count((True, True)), both.count((False, True)), both.count((True, False)))
        assert pairs(mentions, across=across) == expected


def test_macro_f1_is_over_the_gold_classes() -> None:
    assert macro_f1(
        {("planned", "planned"): 2, ("happened", "planned"): 1, ("happened", "happened"): 1}
    ) == pytest.approx((0.8 + 2 / 3) / 2)
    assert macro_f1({}) == 0.0


def test_answers_are_one_to_one_lowest_rank_first() -> None:
    candidates = [((2,), "a", 1), ((1,), "b", 1), ((3,), "a", 2), ((4,), "b", 2)]
    assert one_to_one(candidates) == {"b": 1, "a": 2}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("President Amina Wanjiru", "Wanjiru", True),
        ("Han Seung-woo", "HAN SEUNG WOO", True),
        ("Łukasz Święcicki", "Swiecicki", True),
        ("Ministry of Trade", "the Trade Ministry", True),
        ("Kenya", "Ghana", False),
        ("Minister", "President", False),
        (None, "Kenya", False),
        ("", "", False),
    ],
)
def test_same_name(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_plain() -> None:
    assert plain(" Adérito Kiala-Vunge (MIREX) ") == "aderito kiala vunge mirex"
    assert plain(None) == ""


def test_periods() -> None:
    assert period("2024-02") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert period("2024/2025-03-02") == (dt.date(2024, 1, 1), dt.date(2025, 3, 2))
    assert meet(period("2024-12-31/2025-01-02"), period("2025"))
    assert not meet(period("2024"), period("2025"))
