"""Near-duplicate articles."""

from __future__ import annotations

import random
import time

from pipeline.ingest import find_duplicates
from pipeline.ingest.duplicates import N_HASHES, signature
from pipeline.records import Annotation, Article, ArticleActors, ArticleEvents, ArticleFigures, Document, Reading
from tests.ingest.conftest import STORY, ingest

WORDS = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("na", "lo", "ti", "ru", "s")]


def prose(seed: int, n_words: int = 300) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) for _ in range(n_words)]


def document(article_id: str, article: Article) -> Document:
    reading = Reading(
        article, Annotation((), ()), (), ArticleActors((), (), ()), ArticleFigures((), ()), ArticleEvents(())
    )
    return Document(article_id, f"{article_id}.txt", reading)


def of_words(article_id: str, words: list[str]) -> Document:
    return document(article_id, ingest(" ".join(words).capitalize() + "."))


def test_the_same_text_under_another_header_points_to_the_earliest() -> None:
    documents = [
        document("a", ingest(f" date 2024-05-01 LIMA — {STORY}")),
        document("b", ingest(f" date 2024-05-02 LIMA — {STORY} — VNS")),
        document("c", ingest(f"LIMA (AP) — {STORY}\n\nBy Jane Roe")),
        of_words("d", prose(1)),
    ]
    assert find_duplicates(documents) == {"b": "a", "c": "a"}


def test_a_few_edits_are_a_duplicate_and_half_the_text_is_not() -> None:
    words = prose(2)
    edited = [*words[:100], "edited", *words[101:200], "again", *words[200:]]
    half = [*words[:150], *prose(3, 150)]
    documents = [of_words("a", words), of_words("b", edited), of_words("c", half), of_words("d", prose(4))]
    assert find_duplicates(documents) == {"b": "a"}


def test_a_shortened_version_is_a_duplicate_in_either_order() -> None:
    words = prose(2)
    shortened = [*words[:95], "corrected", *words[96:110], *words[170:270]]
    long, short = of_words("long", words), of_words("short", shortened)
    assert find_duplicates([long, short]) == {"short": "long"}
    assert find_duplicates([short, long]) == {"long": "short"}


def test_half_the_words_in_common_or_a_short_quote_is_no_duplicate() -> None:
    words = prose(2)
    background = [*prose(6, 150), *words[150:]]
    digest = [*words[:60], *prose(7, 240)]
    documents = [of_words("a", words), of_words("b", background), of_words("c", digest), of_words("d", words[:40])]
    assert find_duplicates(documents) == {}


def test_short_and_wordless_articles() -> None:
    documents = [document(name, ingest(text)) for name, text in zip("abcd", ["Yes.", "YES", "###", "No."], strict=True)]
    assert find_duplicates(documents) == {"b": "a"}


def test_nothing_to_compare() -> None:
    assert find_duplicates([]) == {}
    assert find_duplicates([of_words("a", prose(1))]) == {}


def test_signature_is_fixed_for_all_time() -> None:
    assert signature(["one two three four five six"])[:3] == signature(["One, two three", "four five six!"])[:3]
    assert len(signature([""])) == N_HASHES
    assert all(0 <= value < 2**32 for value in signature([STORY]))
    assert signature(["one two three four five six"])[:4] == (2610979800, 1522796186, 3537972104, 2006105471)


def test_many_articles_in_linear_time() -> None:
    base = of_words("x", prose(5)).reading.article
    documents = []
    for i in range(700):
        rng = random.Random(i)
        varied = tuple(rng.getrandbits(32) if rng.random() < 0.6 else value for value in base.signature)
        documents.append(document(f"a{i:05}", _signed(base, varied)))
    half = _seconds(documents[:350])
    assert _seconds(documents) < 4 * half + 0.5
    assert len(find_duplicates(documents)) < 100


def _seconds(documents: list[Document]) -> float:
    start = time.process_time()
    find_duplicates(documents)
    return time.process_time() - start


def _signed(article: Article, values: tuple[int, ...]) -> Article:
    fields = {name: getattr(article, name) for name in article.__slots__}
    return Article(**{**fields, "signature": values})
