"""What holds for any bytes: no error but ArticleError, every visible character in one sentence, linear time."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.records import Article
from tests.ingest.conftest import STORY, ingest

KINDS = {"header", "title", "dateline", "heading", "caption", "body", "byline", "signoff"}

FRAGMENTS = st.sampled_from(
    [
        " date 2024-11-14 ", "date: 2024-13-40\n", "---\n", "title: x\n", "LIMA —", "Hanoi (VNA) –", "PARIS, Nov. 3 (Reuters) -",
        "(Photo: VNA)", "Photo: AP", "— VNS", "./.", "By Jane Roe", "Translated by", "(Reporting by A B; Editing by C D)", "\n", "\n\n",
        "\r\n", "\u2028", "\u0085", " ", "\t", "\u00a0", "\u200b", "The minister spoke.", "He said: “We agree.”", "Mr.", "U.S.", "J.",
        "(", ")", "[", "]", "—", "/", "|", "#", "# Title", "...", "¿", "。", "Việt Nam", "ÇA", "ß", "İ", "a\u0301", "2024", "5 May 2024",
        "Source:", "###", "Enditem", "/TASS/", "MOSCOW, November 14.", "\x0c", "\x1f", "\U0001f600", "AP Photo/Jane Roe", "- Xinhua",
    ]
)  # fmt: skip


def check(article: Article) -> None:
    covered = 0
    for sentence in article.sentences:
        assert sentence.kind in KINDS
        assert covered <= sentence.start < sentence.end <= len(article.text)
        assert not article.text[covered : sentence.start].strip()
        piece = article.text[sentence.start : sentence.end]
        assert piece == piece.strip()
        covered = sentence.end
    assert not article.text[covered:].strip()
    paragraphs = [s.paragraph for s in article.sentences]
    assert paragraphs == sorted(paragraphs)
    for i, sentence in enumerate(article.sentences):
        assert sentence.repeats is None or sentence.repeats < i
    for span in filter(None, (article.title, article.place, article.agency, *article.authors)):
        assert article.text[span.start : span.end] == span.text
        assert span.text.strip() == span.text != ""
    assert (article.published is None) == (article.published_basis is None)


@example("Việt Nam\xa0Translated by")
@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=24).map("".join) | st.lists(FRAGMENTS, max_size=24).map(" ".join))
def test_wire_fragments(text: str) -> None:
    with contextlib.suppress(ArticleError):
        check(ingest(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    with contextlib.suppress(ArticleError, UnicodeEncodeError):
        article = ingest(text)
        assert article.text == text.removeprefix("\ufeff") or article.encoding != "utf-8"
        check(article)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda b: b"The minister spoke. " + b))
def test_any_bytes(content: bytes) -> None:
    with contextlib.suppress(ArticleError):
        check(ingest(content))


WORST = [
    "A. ", "(", "[( ", ".", ". ", '."', "By A, ", "Photo: ", "(Photo: A) ", "VNA/A ", "LIMA — ", "— ", "a" + " " * 50, "Dr. ",
    "U.S. ", "ABC, ", "1", "/", "x@y.The ", "date 2024-01-01 ", "The dog went to the market in Lima today. ", "(Reporting by A B; ",
    "The quick brown fox jumped over the lazy dog and then over the moon again.\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", WORST)
def test_linear_time(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    start = time.process_time()
    article = ingest(text)
    assert time.process_time() - start < 2, "a quadratic step takes far longer here"
    check(article)


def test_an_article_is_read_alike_every_time() -> None:
    text = f" date 2024-05-01 LIMA — {STORY} — VNS"
    assert ingest(text) == ingest(text)
