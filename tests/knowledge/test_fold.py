"""Surfaces that meet under one key, and those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge.fold import fold, is_code


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("Hà Nội’s", "ha noi"),
        ("HA-NOI", "ha noi"),
        ("Đà Nẵng", "da nang"),
        ("Asia – Pacific", "asia pacific"),
        ("U.S.", "us"),
        ("Leaders’", "leaders"),
        ("People's Committee", "people's committee"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("  São   Paulo ", "sao paulo"),
        ("Киев", "kiev"),
        ("—", ""),
    ],
)
def test_keys(surface: str, key: str) -> None:
    assert fold(surface) == key


def test_decomposed_and_composed_meet() -> None:
    assert fold("Việt Nam") == fold("Việt Nam") == "viet nam"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_codes() -> None:
    assert [is_code(s) for s in ("US", "U.S.", "DRC", "us", "Us", "HCMC", "A", "É1")] == [True, True, True] + [
        False
    ] * 5
