"""Lemmas chosen between a table of forms and the network's edits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.language.network.lemmatizer import Lemmatizer, read_table, table_bytes

TABLE = {("rose", "VERB"): "rise", ("i", "PRON"): "I", ("better", "ADJ"): "good"}


@pytest.fixture(scope="module")
def lemma() -> Lemmatizer:
    return Lemmatizer(TABLE, ["observe", "port", "visit"])


@pytest.mark.parametrize(
    ("form", "upos", "scripts", "expected"),
    [
        ("rose", "VERB", ["k0"], "rise"),  # the table first
        ("rose", "NOUN", ["k0"], "rose"),  # for this part of speech alone
        ("Rose", "PROPN", ["k0"], "Rose"),  # never for a name
        ("I", "PRON", ["k0"], "I"),  # of two that differ in case, the network's
        ("BETTER", "ADJ", ["l2"], "good"),
        ("observed", "VERB", ["k2", "k1"], "observe"),  # an edit that makes a known word
        ("Visits", "VERB", ["l0", "l1"], "visit"),
        ("frobbed", "VERB", ["k3", "k2"], "frob"),  # none does: the likeliest
        ("of", "ADP", ["k0", "k1"], "of"),  # what is not inflected is left alone
        ("2s", "NOUN", ["k0", "k1"], "2s"),
    ],
)
def test_which_lemma_is_chosen(lemma: Lemmatizer, form: str, upos: str, scripts: list[str], expected: str) -> None:
    assert lemma(form, upos, iter(scripts)) == expected


def test_later_edits_are_made_only_where_they_are_asked_for(lemma: Lemmatizer) -> None:
    asked: list[str] = []

    def scripts(*given: str) -> Iterator[str]:
        for script in given:
            asked.append(script)
            yield script

    assert lemma("ports", "NOUN", scripts("k1", "k0")) == "port"
    assert asked == ["k1"]


def test_a_table_is_read_as_it_was_written() -> None:
    assert read_table(table_bytes(TABLE)) == TABLE
    assert table_bytes(TABLE) == table_bytes(dict(reversed(TABLE.items())))


@pytest.mark.parametrize("content", [b"", b"rose\tVERB", b"rose\tVERB\t", b"rose\tVERB\trise\n\n", b"a\tb\tc\td"])
def test_a_damaged_table_is_refused_with_its_line(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"line \d is not a form"):
        read_table(content)
