"""Near-duplicate articles."""

from __future__ import annotations

import random
import time

from pipeline.ingest import find_duplicates
from pipeline.ingest.duplicates import N_HASHES, signature
from pipeline.records import Annotation, Article, ArticleActors, ArticleFigures, Document, Reading
from tests.ingest.conftest import STORY, ingest

WORDS = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("na", "lo", "ti", "ru", "s")]


def prose(seed: int, n_words: int = 300) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) for _ in range(n_words)]


def document(article_id: str, article: Article) -> Document:
    reading = Reading(article, Annotation((), ()), (), ArticleActors((), (), ()), ArticleFigures((), ()), ())
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
    for i in range(1500):
        rng = random.Random(i)
        varied = tuple(rng.getrandbits(32) if rng.random() < 0.6 else value for value in base.signature)
        documents.append(document(f"a{i:05}", _signed(base, varied)))
    start = time.process_time()
    found = find_duplicates(documents)
    assert time.process_time() - start < 10
    assert len(found) < 100


def _signed(article: Article, values: tuple[int, ...]) -> Article:
    fields = {name: getattr(article, name) for name in article.__slots__}
    return Article(**{**fields, "signature": values})
