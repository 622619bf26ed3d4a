"""What the makers of tables share: look-ups over the corpus, days as timestamps, the columns of a quoted span."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice
from typing import Any

import pyarrow as pa

from pipeline import ids
from pipeline.knowledge import Knowledge
from pipeline.records import Document, Ledger, Ref

Row = dict[str, Any]

_AT_ONCE = 10_000
"""Rows that stand in memory as Python's own at a time."""


class Corpus:
    """What rows of an article take from the whole corpus.

    Attributes:
        ledger: the corpus, reconciled.
        knowledge: names of places and agencies.
        documents: article id -> document.
        names: actor id -> name.
        event_of: event mention -> event id.
        claim_of: figure -> claim id.
    """

    def __init__(self, ledger: Ledger, knowledge: Knowledge) -> None:
        self.ledger = ledger
        self.knowledge = knowledge
        self.documents = {document.article_id: document for document in ledger.documents}
        self.names = {actor.actor_id: actor.name for actor in ledger.actors}
        self.event_of = {ref: event.event_id for event in ledger.events for ref in event.members}
        self.claim_of = {ref: claim.claim_id for claim in ledger.claims for ref in claim.members}

    def shorten(self) -> None:
        """Leave of the ledger what the rows of articles take from it."""
        self.ledger = replace(
            self.ledger, actors=(), roles=(), events=(), claims=(), actor_links=(), event_links=(), documents=()
        )
        self.documents = {}

    def mention(self, ref: Ref) -> str:
        """Id of a mention."""
        return ids.mention_id(self.documents[ref.article_id], ref.index)

    def figure(self, ref: Ref) -> str:
        """Id of a figure."""
        return ids.figure_id(self.documents[ref.article_id], ref.index)


class Parts:
    """A table that grows part by part, compressed: a large corpus has more rows than should stand in memory at once."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._packed: list[bytes] = []
        self._open: list[pa.Table] = []

    def add(self, rows: Iterable[Row]) -> None:
        """More rows, in any order."""
        waiting = iter(rows)
        while some := list(islice(waiting, _AT_ONCE)):
            self._open.append(pa.Table.from_pylist(some, schema=self._schema))
            if sum(table.num_rows for table in self._open) >= _AT_ONCE:
                self._pack()

    def column(self, name: str) -> pa.ChunkedArray:
        """A column, its rows in the order they came."""
        at = self._schema.get_field_index(name)
        only = pa.ipc.IpcReadOptions(included_fields=[at])
        packed = (pa.ipc.open_stream(part, options=only).read_all().column(0).chunks for part in self._packed)
        chunks = chain(chain.from_iterable(packed), *(table.column(at).chunks for table in self._open))
        return pa.chunked_array(chunks, self._schema.field(at).type)

    def _pack(self) -> None:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, self._schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as stream:
            stream.write_table(pa.concat_tables(self._open))
        self._packed.append(sink.getvalue().to_pybytes())
        self._open.clear()


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
