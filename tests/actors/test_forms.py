"""Surfaces as the rules compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.actors.forms import are_initials, differ_in_marks, form
from pipeline.actors.naming import fullest, is_full_person_name


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hà Nội", ("ha", "noi")),
        ("the Asia – Pacific Forum", ("asia", "pacific", "forum")),
        ("People's Committee", ("people", "committee")),
        ("Peru’s", ("peru",)),
        ("U.S.", ("us",)),
        ("Trade & Industry", ("trade", "and", "industry")),
        ("...", ()),
    ],
)
def test_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert form(text).tokens == tokens


@given(st.text(max_size=40))
def test_any_text_has_as_many_tokens_as_words(text: str) -> None:
    shape = form(text)
    assert len(shape.tokens) == len(shape.words)
    assert all(token.isalnum() for token in shape.tokens)
    assert not differ_in_marks(shape, shape)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("APEC", True), ("U.N.", True), ("M5S", True), ("Peru", False), ("A", False), ("UN Women", False)],
)
def test_acronyms(text: str, expected: bool) -> None:
    assert form(text).is_acronym is expected


def test_initials_need_a_capital() -> None:
    assert are_initials(form("J. Park"), form("Jo Ann Park"))
    assert not are_initials(form("Jo Park"), form("John Park"))
    assert not are_initials(form("J. Park"), form("J. Park"))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"Ana": 9, "Ana Ruiz": 1}, "Ana Ruiz"),
        ({"Luong Bao": 5, "Lương Bảo": 1}, "Lương Bảo"),
        ({"ANA RUIZ": 5, "Ana Ruiz": 1}, "Ana Ruiz"),
        ({"NGB": 9, "Northern Grain Board": 1}, "Northern Grain Board"),
        ({"A. B. Ruiz": 3, "Ana Ruiz": 1}, "Ana Ruiz"),
    ],
)
def test_fullest_form(counts: dict[str, int], expected: str) -> None:
    assert fullest(counts) == expected


def test_full_names_have_no_initials() -> None:
    assert is_full_person_name("Ana Ruiz")
    assert not is_full_person_name("A. Ruiz")
    assert not is_full_person_name("Ruiz")
