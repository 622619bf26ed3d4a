"""Sentences that rows were read from, the span in them, and where they stand in the article below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.report.page.tables import Row
from pipeline.report.page.wording import Link, article_anchor, clip, day

SENTENCE_SHOWN = 420
"""Characters of a sentence on either side of the span."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence parted at its span.

    Attributes:
        article: its headline; leads to the span in the article where that is shown.
        published: the article's day in words.
        note: what the span tells, "planned".
    """

    before: str
    span: str
    after: str
    article: Link
    published: str
    note: str


@dataclass(frozen=True, slots=True)
class Articles:
    """What quotes need of the articles: headline, day and text by article id, and which of them the page shows."""

    titles: Mapping[str, str]
    published: Mapping[str, dt.datetime | None]
    texts: Mapping[str, str]
    shown: Collection[str]

    def link(self, article_id: str, place: str | None = None) -> Link:
        """The headline, leading to the article or to a place in it."""
        there = article_id in self.shown
        return Link(self.titles[article_id], (place or article_anchor(article_id)) if there else None)

    def quote(self, row: Row, place: str, note: str = "") -> Quote:
        """The sentence of a row that quotes its article; `place` is the anchor of its span."""
        text, start, end = self.texts[row["article_id"]], row["start"], row["end"]
        begin, stop = min(row["evidence_start"], start), max(row["evidence_end"], end)
        before, after = text[begin:start], text[end:stop]
        span = text[start:end]
        return Quote(
            before="…" + before[-SENTENCE_SHOWN:] if len(before) > SENTENCE_SHOWN else before,
            span=span if len(span) <= SENTENCE_SHOWN else span[:SENTENCE_SHOWN] + "…",
            after=after[:SENTENCE_SHOWN] + "…" if len(after) > SENTENCE_SHOWN else after,
            article=self.link(row["article_id"], place),
            published=day(self.published[row["article_id"]]),
            note=note,
        )

    def order(self, article_id: str) -> tuple[str, str]:
        """Sort key: by day, undated ones first."""
        published = self.published[article_id]
        return published.isoformat() if published else "", article_id


def title_of(row: Row) -> str:
    """What an article is called: its headline, else its id."""
    return clip(row["title"] or row["article_id"], 110)
