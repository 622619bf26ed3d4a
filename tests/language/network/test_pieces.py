"""Words to pieces, as BERT's uncased vocabularies split them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.network.pieces import LONGEST, Pieces

VOCABULARY = (
    "[PAD] [UNK] [CLS] [SEP] trade trad ##e ##ing ha ##noi noi nguyen luong d ##a ##n ##g a e u s . - ' $ 5 ##5 _ b "
    "北 京 ##京 ##b ##u ##s 日 ( )"
).split()


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("trade", "trade"),  # the longest piece, not "trad ##e"
        ("Trading", "trad ##ing"),
        ("HANOI", "ha ##noi"),
        ("Nguyễn", "nguyen"),
        ("Lương", "luong"),
        ("LUONG", "luong"),
        ("Nguye\u0302\u0303n", "nguyen"),  # combining marks
        ("Đ", "[UNK]"),  # not a diacritic, a letter of its own
        ("U.S.", "u . s ."),
        ("a-b", "a - b"),
        ("a_b", "a _ b"),
        ("$5", "$ 5"),
        ("€5", "[UNK]"),  # only signs of ASCII stand alone, and those Unicode calls punctuation
        ("（a）", "[UNK] a [UNK]"),
        ("北京", "北 京"),  # each Chinese character stands alone
        ("日b", "日 b"),
        ("a\u200bb", "a ##b"),  # control characters are dropped
        ("a\x00\ufffd\ufeff", "a"),
        ("\x07", "[UNK]"),
        ("\u0301", "[UNK]"),
        ("😀", "[UNK]"),
        ("tradex", "[UNK]"),  # one part unknown, all of it unknown
        ("tradex-a", "[UNK] - a"),
        ("", "[UNK]"),
        (" ", "[UNK]"),
    ],
)
def test_pieces_of_a_word(pieces: Pieces, word: str, expected: str) -> None:
    assert [VOCABULARY[number] for number in pieces(word)] == expected.split()


def test_a_word_of_many_pieces_keeps_its_first_and_its_last(pieces: Pieces) -> None:
    found = pieces("a" * 40 + "ing")
    assert [VOCABULARY[number] for number in found] == ["a", *["##a"] * (LONGEST - 2), "##ing"]


def test_a_word_without_end_is_unknown_and_not_remembered(pieces: Pieces) -> None:
    assert pieces("a" * 10_000) == (pieces.unknown,)
    assert max(map(len, pieces._known), default=0) < 100


@given(st.text(max_size=30))
def test_any_word_gives_some_pieces(word: str) -> None:
    split = Pieces(VOCABULARY)
    found = split(word)
    assert 1 <= len(found) <= LONGEST
    assert split(word) == found


def test_a_full_memory_changes_nothing(pieces: Pieces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.language.network.pieces._CACHE", 2)
    words = ["trade", "a", "U.S.", "trade", "HANOI", "a"]
    small = Pieces(VOCABULARY)
    assert [small(word) for word in words] == [pieces(word) for word in words]
    assert len(small._known) <= 2


def test_a_vocabulary_without_its_signs_is_refused() -> None:
    with pytest.raises(ValueError, match=r"without \[CLS\], \[SEP\]"):
        Pieces(["[PAD]", "[UNK]", "a"])
