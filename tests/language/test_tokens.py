"""Tokens of wire copy: every visible character once, in order, and the splits that later stages rely on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator
from pipeline.language.tokenizer import wire_copy_pipeline
from tests.language.articles import BUILT_IN_MODEL, article

NLP = wire_copy_pipeline(default_knowledge())
ANNOTATE = Annotator(default_knowledge(), BUILT_IN_MODEL)

SPLITS = [
    ("in Lima./.", ["in", "Lima", "./."]),
    ("trade-investment", ["trade", "-", "investment"]),
    ("Asia – Pacific", ["Asia", "–", "Pacific"]),
    ("HCMC’s port", ["HCMC", "’s", "port"]),
    ("US$353.78 million", ["US$", "353.78", "million"]),
    ("ROME—Talks", ["ROME", "—", "Talks"]),
    ("U.S.-backed", ["U.S.", "-", "backed"]),
    ("Lt. Col. Okoro", ["Lt.", "Col.", "Okoro"]),
    ("(Photo: AFP)", ["(", "Photo", ":", "AFP", ")"]),
    ("Tanaka Bhd. rose", ["Tanaka", "Bhd.", "rose"]),
]


@pytest.mark.parametrize(("text", "words"), SPLITS)
def test_splits(text: str, words: list[str]) -> None:
    assert [token.text for token in NLP.make_doc(text)] == words


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_text_is_covered_and_names_lie_in_it(text: str) -> None:
    read = article(text)
    annotation = ANNOTATE(read)
    covered = {i for token in annotation.tokens for i in range(token.start, token.end)}
    visible = {i for s in read.sentences for i in range(s.start, s.end) if not text[i].isspace()}
    assert visible <= covered
    assert [token.start for token in annotation.tokens] == sorted(token.start for token in annotation.tokens)
    end = 0
    for name in annotation.names:
        assert end <= name.start < name.end
        assert text[name.start : name.end] == name.text
        assert read.sentences[name.sentence].start <= name.start
        assert name.end <= read.sentences[name.sentence].end
        end = name.end


def test_tokens_know_their_sentence() -> None:
    text = "Kenya exports tea.\nUganda buys it."
    tokens = ANNOTATE(article(text)).tokens
    assert [token.sentence for token in tokens if text[token.start : token.end] in {"tea", "buys"}] == [0, 1]


def test_same_annotation_every_time() -> None:
    text = "President Ana Ruiz of Ecuador met Viettel Group leaders.\nRuiz and Viettel agreed."
    assert (
        ANNOTATE(article(text))
        == ANNOTATE(article(text))
        == Annotator(default_knowledge(), BUILT_IN_MODEL)(article(text))
    )
