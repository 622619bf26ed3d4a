"""What the makers of tables share: ids minted once, days as timestamps, the columns of a quoted span."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline import ids
from pipeline.records import Document, Ledger

Row = dict[str, Any]


class Ids:
    """The ids of all span rows of a ledger, minted once."""

    def __init__(self, ledger: Ledger) -> None:
        self.mentions = {d.article_id: ids.mention_ids(d) for d in ledger.documents}
        self.references = {d.article_id: ids.reference_ids(d) for d in ledger.documents}
        self.event_mentions = {d.article_id: ids.event_mention_ids(d) for d in ledger.documents}
        self.figures = {d.article_id: ids.figure_ids(d) for d in ledger.documents}
        self.dates = {d.article_id: ids.date_ids(d) for d in ledger.documents}


def day(date: dt.date | None) -> dt.datetime | None:
    """A day as the timestamp at its midnight."""
    return None if date is None else dt.datetime(date.year, date.month, date.day)  # noqa: DTZ001 - days have no zone


def span(document: Document, record: Any) -> Row:
    """The columns of a quoted span and of the sentence it stands in."""
    sentence = document.reading.article.sentences[record.sentence]
    return {
        "article_id": document.article_id,
        "start": record.start,
        "end": record.end,
        "text": record.text,
        "evidence_start": sentence.start,
        "evidence_end": sentence.end,
    }
