"""Rows that a run takes over from the tables of the last one: those of articles of which nothing changed.

The rows of an article follow from its file, from what the run is made of, and from what is settled over the corpus: its
day, the article that it repeats, who its mentions are, of which events and claims it tells. Where all of that is as it
was, its rows are those of the last run, which are read from its tables once their checksums are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import ids
from pipeline.records import Document, Ledger, Ref
from pipeline.runs.rows import day
from pipeline.runs.store import Store
from pipeline.schema import BY_NAME, OVERRIDE, SCHEMA_VERSION

_TOLD = {
    "articles": "article_id",
    "figures": "article_id",
    "mentions": "article_id",
    "mention_actors": "article_id",
    "event_mentions": "article_id",
    "rejected": "article_id",
    "figure_actors": "figure_id",
    "dates": "article_id",
    "changes": "from_id",
}
"""The tables whose rows are an article's: the column that tells of which, by its id or by that of a figure in it."""
_ARTICLE = (
    *("article_id", "path", "sha256", "duplicate_of"),
    *("published", "published_basis", "published_earliest", "published_latest"),
)
_AT_ONCE = 50_000
"""Records whose ids stand in memory as Python's own at a time."""

Name = Callable[[Document, int], str]


class Taken:
    """The rows of one table that are taken over, read a column at a time."""

    def __init__(self, content: bytes, mask: pa.ChunkedArray) -> None:
        self._content = content
        self._mask = mask

    def column(self, name: str) -> pa.ChunkedArray:
        """A column of them, in the order of the table."""
        return _column(self._content, name).filter(self._mask)


class Kept:
    """The rows that are taken over.

    Args:
        files: the tables of the last run as bytes, those that hold rows of articles.
        articles: the articles whose rows are taken.
    """

    def __init__(self, files: Mapping[str, bytes], articles: frozenset[str]) -> None:
        self.articles = articles
        self._files = dict(files)
        named = _column(files["articles"], "article_id").to_pylist()
        # They are few where it matters.
        self._gone = pa.array([name for name in named if name not in articles], pa.string())
        homes = _column(files["figures"], "article_id")
        self._gone_figures = _column(files["figures"], "figure_id").filter(pc.is_in(homes, self._gone)).combine_chunks()

    def taken(self, table: str) -> Taken | None:
        """The rows of a table, None where none of its rows is an article's; asked for once, their memory can go then."""
        if table not in self._files:
            return None
        content = self._files.pop(table)
        gone = self._gone if _TOLD[table] == "article_id" else self._gone_figures
        return Taken(content, pc.invert(pc.is_in(_column(content, _TOLD[table]), gone)))


def kept_rows(store: Store, made_of: Mapping[str, str], rules: str, ledger: Ledger) -> Kept | None:
    """What can be taken over from the last run; None where it was made of something else.

    Args:
        store: the runs.
        made_of: the components of this run.
        rules: the fingerprint of its rules.
        ledger: the corpus, reconciled.

    Raises:
        NotFoundError: the tables of the last run are not what it wrote.
    """
    runs = store.run_ids()
    if not runs:
        return None
    folder = store.runs_folder / runs[-1]
    last = store.manifest(folder)
    if (last.schema_version, last.rules, last.components) != (SCHEMA_VERSION, rules, dict(made_of)):
        return None
    if set(last.tables) != set(BY_NAME):
        return None
    files = {name: store.verified(folder, name, last.tables[name]) for name in _TOLD}
    actors = store.verified(folder, "actors", last.tables["actors"])
    articles = frozenset(_unchanged(ledger, files["articles"]) - _told_anew(ledger, files, actors))
    return Kept(files, articles) if articles else None


def _unchanged(ledger: Ledger, before: bytes) -> set[str]:
    """The articles of which the file, the day and what they repeat are as they were."""
    told = (document.reading.article for document in ledger.documents)
    now = {
        (
            *(document.article_id, document.path, article.sha256, ledger.duplicate_of.get(document.article_id)),
            *(day(article.published), article.published_basis),
            *(day(article.published_earliest), day(article.published_latest)),
        )
        for document, article in zip(ledger.documents, told, strict=True)
    }
    columns = (_column(before, name).to_pylist() for name in _ARTICLE)
    return {row[0] for row in zip(*columns, strict=True) if row in now}


def _told_anew(ledger: Ledger, files: Mapping[str, bytes], actors: bytes) -> set[str]:
    """The articles of which a mention, event mention or figure is another's than before, or an actor has another name."""
    documents = {document.article_id: document for document in ledger.documents}
    figures = ((ref, claim.claim_id) for claim in ledger.claims for ref in claim.members)
    events = ((ref, event.event_id) for event in ledger.events for ref in event.members)
    found = _moved(files["figures"], ("figure_id", "claim_id"), _owned(figures, ids.figure_id, documents))
    found |= _moved(
        files["event_mentions"], ("mention_id", "event_id"), _owned(events, ids.event_mention_id, documents)
    )
    mentions = _owned(ledger.actor_of.items(), ids.mention_id, documents)
    found |= _moved(files["mentions"], ("mention_id", "actor_id"), mentions)
    names = dict(zip(*(_column(actors, name).to_pylist() for name in ("actor_id", "name")), strict=True))
    renamed = [actor.actor_id for actor in ledger.actors if names.get(actor.actor_id) != actor.name]
    found |= _named(mentions, pc.is_in(mentions["owner"], pa.array(renamed, pa.string())))
    # What a person decided may move a mention to where it is without any rule.
    rules = pq.read_table(pa.BufferReader(files["mentions"]), columns=["article_id", "rule"])
    found |= _named(rules, pc.equal(rules["rule"], OVERRIDE))
    return found | {ref.article_id for ref in ledger.decided}


def _owned(owners: Iterable[tuple[Ref, str]], name: Name, documents: Mapping[str, Document]) -> pa.Table:
    """Records by id, with whose they are and their article."""
    schema = pa.schema([("id", pa.string()), ("owner", pa.string()), ("article_id", pa.string())])
    return pa.Table.from_batches(_batches(owners, name, documents, schema), schema)


def _batches(
    owners: Iterable[tuple[Ref, str]], name: Name, documents: Mapping[str, Document], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    waiting = iter(owners)
    while some := list(islice(waiting, _AT_ONCE)):
        columns = (
            [name(documents[ref.article_id], ref.index) for ref, _ in some],
            [owner for _, owner in some],
            [ref.article_id for ref, _ in some],
        )
        yield pa.record_batch([pa.array(column, pa.string()) for column in columns], schema)


def _moved(before: bytes, columns: tuple[str, str], now: pa.Table) -> set[str]:
    """The articles that have a record that is not owned as before, or was owned and is not."""
    key, owner = columns
    last = pq.read_table(pa.BufferReader(before), columns=[key, owner, "article_id"])
    last = last.filter(last[owner].is_valid())
    was = last[owner].take(pc.index_in(now["id"], last[key]))
    moved = _named(now, pc.fill_null(pc.not_equal(was, now["owner"]), True))
    return moved | _named(last, pc.invert(pc.is_in(last[key], now["id"])))


def _named(rows: pa.Table, mask: pa.ChunkedArray) -> set[str]:
    """The articles of some rows."""
    return set(pc.unique(rows["article_id"].filter(mask)).to_pylist())


def _column(content: bytes, name: str) -> pa.ChunkedArray:
    return pq.read_table(pa.BufferReader(content), columns=[name]).column(0)
