"""A sentence has the same tokens whether white space parts it or it is read as a whole; work grows with the text."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.articles import odd
from benchmarks.dates import ODD
from pipeline.dates import find_dates
from pipeline.dates.finder import _LONG
from pipeline.dates.tokens import Tokeniser, Tokens
from pipeline.dates.vocabulary import Vocabulary
from pipeline.knowledge import default_knowledge

REFERENCE = dt.date(2024, 11, 14)
TOKENISE = Tokeniser(Vocabulary(default_knowledge()))
PIECES = st.sampled_from(
    "the other day The near future, so far a long time ago at present new year's day New Year’s Eve o'clock 24 $12 12% "
    "1994-2024 v.2019 3.5. 2024-11-14T10:30 12/11/2024 +84 24 1/2 Q3 1h24 9 a.m. A.M. May thoſe dayſ hundred days, (six- day".split()
)


def _shown(tokens: Tokens) -> tuple[object, ...]:
    if tokens.classes:
        tokens.fill()
        rest = tuple(map(tuple, (tokens.values, tokens.uses, tokens.lows, tokens.telling)))
        return tokens.classes, tokens.starts, tokens.ends, rest
    return ("",)


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_white_space_parts_tokens_like_any_reading(text: str) -> None:
    parted, whole = TOKENISE(text, 0, len(text)), TOKENISE._whole(text, 0, len(text))
    assert _shown(parted) == _shown(whole)


@pytest.mark.parametrize(("text", "end"), [("They won 24%", 11), ("It cost $24", 11), ("May 3", 5)])
def test_what_stands_beside_a_sentence_tells_what_its_figures_are(text: str, end: int) -> None:
    for start in range(end):
        assert _shown(TOKENISE(text, start, end)) == _shown(TOKENISE._whole(text, start, end))


@pytest.mark.parametrize("name", ODD)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    piece = ODD[name]
    find_dates(piece, REFERENCE)
    once = _calls(odd(piece, 2_000))
    assert _calls(odd(piece, 4_000)) <= 2.1 * once + 100


def _calls(text: str) -> int:
    """How many functions are called while a text is read."""
    count = 0

    def counted(*_: Any) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        find_dates(text, REFERENCE)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("before", [True, False])
def test_a_long_text_leaves_the_search_for_cycles_as_it_was(before: bool) -> None:
    enabled = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        find_dates("x" * _LONG, REFERENCE)
        assert gc.isenabled() is before
    finally:
        (gc.enable if enabled else gc.disable)()
