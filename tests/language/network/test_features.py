"""How words are written, and which lists know them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge import Knowledge, Row
from pipeline.language.network.features import LISTS, N_FEATURES, WRITTEN, Gazetteer, rows_of, written


class Lists(Knowledge):
    """Lists of our own."""

    def rows(self, name: str) -> tuple[Row, ...]:
        rows: dict[str, list[Row]] = {
            "knowledge/countries.tsv": [
                {"name": "Marland", "names": "Republic of Marland|Marlande", "demonyms": "Marlandic|Marlander"}
            ],
            "knowledge/cities.tsv": [{"name": "Port Vell", "names": ""}, {"name": "Ob", "names": ""}],
            "knowledge/companies.tsv": [{"name": "Vell", "names": ""}],
            "knowledge/titles.tsv": [{"title": "prime minister"}],
        }
        return tuple(rows.get(name, ()))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(Lists())


def marks(gazetteer: Gazetteer, words: list[str]) -> list[set[str]]:
    return [{name for i, name in enumerate(LISTS) if bits >> i & 1} for bits in gazetteer.flags(words)]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("visit", "lower"),
        ("Lima", "title"),
        ("APEC", "upper"),
        ("U.S.", "upper"),
        ("VietJet", "mixed"),
        ("A", "initial"),
        ("J.", "initial"),
        ("2025", "number"),
        ("1,5", "number"),
        ("G20", "figures"),
        ("—", "sign"),
        ("", "sign"),
        ("😀", "sign"),
        ("Hà", "title marked"),
        ("ñandú", "lower marked"),
        ("مرحبا", "mixed marked"),
        ("٣٤", "number marked"),
    ],
)
def test_classes_of_writing(word: str, kinds: str) -> None:
    assert [WRITTEN[place] for place in written(word)] == kinds.split()


def test_a_phrase_marks_each_of_its_words(gazetteer: Gazetteer) -> None:
    assert marks(gazetteer, ["The", "Republic", "of", "Marland", "thrives"]) == [
        set(),
        {"country"},
        {"country"},
        {"country"},
        set(),
    ]


def test_the_longest_phrase_counts_and_its_parts_do_not(gazetteer: Gazetteer) -> None:
    assert marks(gazetteer, ["Port", "Vell", "Vell"]) == [{"city"}, {"city"}, {"company"}]


def test_lists_know_words_however_they_are_written_but_for_a_small_first_letter(gazetteer: Gazetteer) -> None:
    assert marks(gazetteer, ["MARLAND"]) == [{"country"}]
    assert marks(gazetteer, ["Márlandic"]) == [{"demonym"}]
    assert marks(gazetteer, ["marland"]) == [set()]


def test_a_name_of_two_letters_is_no_city(gazetteer: Gazetteer) -> None:
    assert marks(gazetteer, ["Ob"]) == [set()]


def test_a_phrase_that_the_words_break_off_is_unknown(gazetteer: Gazetteer) -> None:
    assert marks(gazetteer, ["Port"]) == [set()]
    assert marks(gazetteer, ["Prime", "minister"]) == [{"title"}, {"title"}]


def test_a_word_without_end_is_in_no_list(gazetteer: Gazetteer) -> None:
    assert gazetteer.flags(["M" * 10_000, "Port", "v" * 10_000]) == [0, 0, 0]


def test_a_users_row_marks_its_words() -> None:
    assert Gazetteer(Knowledge()).flags(["Marland"]) == [0]
    assert Gazetteer(Lists()).flags(["Marland"]) != [0]


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6), st.data())
def test_rows_are_the_classes_and_the_lists(words: list[str], data: st.DataObject) -> None:
    flags = [data.draw(st.integers(0, 2 ** len(LISTS) - 1)) for _ in words]
    rows = rows_of(words, flags)
    assert rows.shape == (len(words), N_FEATURES)
    assert rows.dtype == np.float32
    for row, word, bits in zip(rows, words, flags, strict=True):
        expected = {*written(word), *(len(WRITTEN) + i for i in range(len(LISTS)) if bits >> i & 1)}
        assert set(np.flatnonzero(row).tolist()) == expected
        assert set(row.tolist()) <= {0.0, 1.0}
