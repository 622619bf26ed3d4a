"""Headlines with a capital for every word, as a model sees them and as the pipeline reads them."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.ingest import Ingester
from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator
from pipeline.language.headlines import Headlines
from pipeline.language.lexicon import Lexicon
from pipeline.records import Article, Source
from tests.language.articles import BUILT_IN_MODEL

_BODY = "LIMA, March 3, 2025 — Peru and Georgia signed a pact on energy, the envoy Ana Torvald said on Monday."


@cache
def _headlines() -> Headlines:
    return Headlines(Lexicon(default_knowledge(), str.split))


def _article(text: str) -> Article:
    return Ingester(default_knowledge())(Source("2025-03-03-pact.txt", text.encode()))


def shown(title: str, body: str = _BODY) -> str | None:
    """The title as a model sees it, None where it is left as it is."""
    lines = _headlines().read(_article(f"{title}\n\n{body}\n"))
    assert set(lines) <= {0}
    return lines.get(0)


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("Peru, Georgia Sign Energy Pact", "Peru, Georgia sign energy pact"),
        ("Peru And Georgia Sign Pact On Energy", "Peru and Georgia sign pact on energy"),
        ("Envoy Torvald Unveils Energy Pact", "Envoy Torvald unveils energy pact"),
        ("Sri Lanka, United Nations Hold Talks", "Sri Lanka, United Nations hold talks"),
        ("OPEC And UNESCO Delegations Meet Torvald", "OPEC and UNESCO delegations meet Torvald"),
        ("Georgia’s Prime Minister Hails Peru’s Envoy", "Georgia’s Prime Minister hails Peru’s envoy"),
    ],
)
def test_what_the_article_and_the_lists_do_not_write_with_a_capital_is_small(title: str, seen: str) -> None:
    assert shown(title) == seen


@pytest.mark.parametrize(
    "title",
    ["Peru and Georgia sign energy pact", "PERU, GEORGIA SIGN ENERGY PACT", "Ana Torvald"],
)
def test_other_headlines_are_left_as_they_are(title: str) -> None:
    assert shown(title) is None


def test_a_word_that_begins_a_sentence_and_is_never_small_may_be_a_name() -> None:
    body = f"{_BODY}\n\nMaretz will travel there in May.\n\nTrade rose. The two want more trade.\n"
    assert shown("Maretz Seeks More Trade With Peru", body) == "Maretz seeks more trade with Peru"
    assert shown("Trade Pact Pleases Maretz And Envoy", body) == "Trade pact pleases Maretz and envoy"


def test_a_headline_without_sentences_to_compare_with_is_left_as_it_is() -> None:
    assert _headlines().read(_article("Peru, Georgia Sign Energy Pact\n")) == {}


def test_letters_whose_small_form_is_longer_keep_their_place() -> None:
    title = "İzmir Mayor Hosts İncirli Delegation"
    assert shown(title) == "İzmir Mayor hosts İncirli delegation"


def test_offsets_and_surfaces_are_those_of_the_article() -> None:
    article = _article(f"Peru, Georgia Sign Energy Pact\n\n{_BODY}\n")
    annotation = Annotator(default_knowledge(), BUILT_IN_MODEL)(article)
    title = [name for name in annotation.names if name.sentence == 0]
    assert [(name.text, name.label) for name in title] == [("Peru", "GPE"), ("Georgia", "GPE")]
    assert all(article.text[name.start : name.end] == name.text for name in annotation.names)
    tokens = [token for token in annotation.tokens if token.sentence == 0]
    assert [article.text[t.start : t.end] for t in tokens] == ["Peru", ",", "Georgia", "Sign", "Energy", "Pact"]
    assert [t.pos for t in tokens if article.text[t.start : t.end] == "Sign"] == ["VERB"]
