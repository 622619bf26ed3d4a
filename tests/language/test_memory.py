"""The vocabulary does not grow with the articles read, and what is forgotten changes no result."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Span

from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator, annotator
from tests.language.articles import BUILT_IN_MODEL, article


def invented(seed: int) -> str:
    """Words that no other article has, capitals among them, and some that every article has."""
    draw = random.Random(seed)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in range(40)]
    return (
        f"President {words[0].title()} of Peru met {' '.join(words)}.\nThe {words[1].title()} Ministry of Peru agreed."
    )


def test_words_of_an_article_are_forgotten_once_the_vocabulary_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [invented(seed) for seed in range(60)]
    plain = Annotator(default_knowledge(), BUILT_IN_MODEL)
    expected = [plain(article(text)) for text in texts]
    monkeypatch.setattr(annotator, "_KEPT_WORDS", 500)
    bounded = Annotator(default_knowledge(), BUILT_IN_MODEL)
    start = len(bounded._nlp.vocab.strings)
    sizes = []
    for text, annotation in zip(texts, expected, strict=True):
        assert bounded(article(text)) == annotation
        sizes.append(len(bounded._nlp.vocab.strings) - start)
    assert sizes[-1] == sizes[20] < 700
    assert len(plain._nlp.vocab.strings) - start > 2000
    again = [bounded(article(text)) for text in reversed(texts)]
    assert again == expected[::-1]


def test_what_a_parser_says_survives_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def says_all(doc: Any) -> Any:
        for token in doc:
            token.lemma_, token.pos_, token.dep_ = token.lower_ + "zed", "NOUN", "nsubj"
            token.set_morph(f"Number={'Plur' if token.i % 2 else 'Sing'}")
            token.head = doc[token.i // 2]
        doc.set_ents([Span(doc, 0, 1, "PER")])
        return doc

    assigns = ["doc.ents", "token.lemma", "token.pos", "token.morph", "token.dep", "token.head"]
    spacy.Language.component("says_all", func=says_all, assigns=assigns)
    nlp: Any = spacy.blank("en")
    nlp.add_pipe("says_all")
    nlp.to_disk(tmp_path)
    texts = [invented(seed) for seed in range(5)] * 2
    plain = Annotator(default_knowledge(), str(tmp_path))
    expected = [plain(article(text)) for text in texts]
    monkeypatch.setattr(annotator, "_KEPT_WORDS", -1_000_000)
    forgets = Annotator(default_knowledge(), str(tmp_path))
    assert [forgets(article(text)) for text in texts] == expected
    assert {token.morph for token in expected[0].tokens} == {"Number=Plur", "Number=Sing"}
    assert all(token.lemma.endswith("zed") for annotation in expected for token in annotation.tokens)
