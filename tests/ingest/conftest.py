"""The ingester on texts in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.ingest import Ingester
from pipeline.knowledge import default_knowledge
from pipeline.records import Article, Source

STORY = (
    "The minister opened the talks on trade with his guest on Monday. They agreed to meet again.\n\n"
    "A second paragraph told of the dinner and of the guests who came.\n\n"
    "The third one said what both sides hoped for."
)

_INGESTER = Ingester(default_knowledge())


def ingest(text: str | bytes, name: str = "story.txt") -> Article:
    """One article from its text or bytes."""
    return _INGESTER(Source(f"wire/{name}", text.encode() if isinstance(text, str) else text))


def of_kind(article: Article, *kinds: str) -> list[str]:
    """The sentences of some kinds, as text."""
    return [article.text[s.start : s.end] for s in article.sentences if s.kind in kinds]


@pytest.fixture(scope="session")
def ingester() -> Callable[[Source], Article]:
    return _INGESTER
