"""Treebank sentences: names put on the words of the same text, class lists, the table of lemmas."""

# The training scripts are no installed package, so their types are unknown here.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from names.passages import Passage
from reader.treebank import Sentence, add_names, class_lists, documents, lemma_table
from spacy.tokens import Doc, DocBin

from pipeline.language.network.lemmas import apply_script

ROWS = [
    # form, part of speech, tag, head, relation, lemma, features, begins a sentence
    ("Ana", "PROPN", "NNP", 2, "nsubj", "Ana", "Number=Sing", True),
    ("Ruiz", "PROPN", "NNP", 0, "flat", "Ruiz", "Number=Sing", False),
    ("visited", "VERB", "VBD", 2, "ROOT", "visit", "Tense=Past", False),
    ("Quito", "PROPN", "NNP", 2, "obj", "Quito", "Number=Sing", False),
    (".", "PUNCT", ".", 2, "punct", ".", "", False),
    ("She", "PRON", "PRP", 6, "nsubj", "she", "Case=Nom", True),
    ("left", "VERB", "VBD", 6, "ROOT", "leave", "Tense=Past", False),
    (".", "PUNCT", ".", 6, "punct", ".", "", False),
]


@pytest.fixture
def docs(tmp_path: Path) -> list[list[Sentence]]:
    """The rows as a DocBin read again, as one document."""
    forms, upos, tags, heads, relations, lemmas, features, starts = zip(*ROWS, strict=True)
    doc = Doc(
        spacy.blank("en").vocab,
        words=list(forms),
        pos=list(upos),
        tags=list(tags),
        heads=list(heads),
        deps=list(relations),
        lemmas=list(lemmas),
        morphs=list(features),
        sent_starts=list(starts),
    )
    bundle = DocBin(attrs=["POS", "TAG", "LEMMA", "MORPH", "HEAD", "DEP", "SENT_START"])
    bundle.add(doc)
    bundle.to_disk(tmp_path / "bank.spacy")
    return list(documents(tmp_path / "bank.spacy"))


def test_a_document_is_its_sentences(docs: list[list[Sentence]]) -> None:
    first, second = docs[0]
    assert first.words == ["Ana", "Ruiz", "visited", "Quito", "."]
    assert first.heads == [2, 0, -1, 2, 2]
    assert second.heads == [1, -1, 1]
    assert second.layers is not None
    assert [apply_script(w, s) for w, s in zip(second.words, second.layers["lemma"], strict=True)] == [
        "she",
        "leave",
        ".",
    ]


def test_names_of_the_same_characters_come_to_the_words(docs: list[list[Sentence]]) -> None:
    passages = [Passage("Ana Ruiz visited Quito.", [(0, 8, "PER"), (17, 22, "LOC")]), Passage("She left.", [])]
    add_names(docs, passages)
    assert docs[0][0].names == ["B-PER", "I-PER", "O", "B-LOC", "O"]
    assert docs[0][1].names == ["O", "O", "O"]


def test_a_name_that_ends_inside_a_word_is_unknown(docs: list[list[Sentence]]) -> None:
    add_names(docs, [Passage("Ana Ruiz visited Quito. She left.", [(17, 20, "LOC")])])
    assert docs[0][0].names == ["O", "O", "O", "", "O"]


def test_another_text_is_refused(docs: list[list[Sentence]]) -> None:
    with pytest.raises(ValueError, match="do not belong together"):
        add_names(docs, [Passage("Ana Ruiz visited Quito.", [])])


def test_classes_are_counted_the_frequent_first(docs: list[list[Sentence]]) -> None:
    classes = class_lists(docs)
    assert classes["upos"] == ["PROPN", "PUNCT", "VERB"]  # three, two, two: of equals the alphabet decides
    assert classes["relation"] == ["ROOT", "nsubj", "punct"]
    assert "PRON" in class_lists(docs, at_least=1)["upos"]


def test_the_table_of_lemmas_leaves_names_and_marks_to_the_network(docs: list[list[Sentence]]) -> None:
    assert lemma_table(docs) == {
        ("left", "VERB"): "leave",
        ("she", "PRON"): "she",
        ("visited", "VERB"): "visit",
    }
