"""Tokens read as columns: the same as asking spaCy's Token objects one by one."""

from __future__ import annotations

from typing import Any

import spacy

from pipeline.language.tokens import TokenReader
from pipeline.records import Token

TEXT = "##Red hats,\n blue  _ hats \u2028"


def test_columns_say_what_the_tokens_say() -> None:
    nlp: Any = spacy.blank("en")
    doc = nlp.make_doc(TEXT[2:])
    for token in doc:
        token.head = doc[max(0, token.i - 2)]
        token.dep_, token.pos_, token.lemma_ = "dep", "NOUN", token.text.lower()
        token.set_morph("Number=Plur" if token.text == "hats" else "")
    words, tokens = TokenReader(nlp.vocab).read(doc, TEXT, 2, 4, 10)
    visible = [token for token in doc if not token.is_space]
    place = {token.i: 10 + n for n, token in enumerate(visible)}
    assert words == [(2 + t.idx, 2 + t.idx + len(t.text), t.text) for t in visible]
    assert tokens == [
        Token(
            2 + t.idx,
            2 + t.idx + len(t.text),
            4,
            t.lemma_,
            t.pos_,
            str(t.morph),
            t.dep_,
            place.get(t.head.i, -1),
        )
        for t in visible
    ]
    assert "_" in {token.lemma for token in tokens}  # a word of the text, not spaCy's sign for no features
    assert -1 in {token.head for token in tokens}  # white space governs and has no number


def test_without_a_pipeline_a_token_is_its_place_alone() -> None:
    nlp: Any = spacy.blank("en")
    _, tokens = TokenReader(nlp.vocab).read(nlp.make_doc("Red hats"), "Red hats", 0, 0, 0)
    assert tokens == [Token(0, 3, 0), Token(4, 8, 0)]


def test_white_space_alone_has_no_tokens() -> None:
    nlp: Any = spacy.blank("en")
    assert TokenReader(nlp.vocab).read(nlp.make_doc(" \n "), " \n ", 0, 0, 0) == ([], [])
    assert TokenReader(nlp.vocab).read(nlp.make_doc(""), "", 0, 0, 0) == ([], [])
