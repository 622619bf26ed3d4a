"""Runs made of a few given rows, without reading an article: what a diff sees, in no time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.runs.manifest import Manifest, ManifestArticle
from pipeline.runs.store import Store
from pipeline.runs.tables import arrow_schema, to_arrow
from pipeline.schema import BY_NAME, TABLES, Column

COMPONENTS = {
    "code foundation": "1",
    "code dates": "1",
    "code figures": "1",
    "data figures/units.tsv": "1",
    "model language": "built-in:1",
    "dependency spacy": "3.8",
}
NEEDS = {
    "ingest": [],
    "language": ["ingest"],
    "dates": ["ingest", "language"],
    "actors": ["ingest", "language"],
    "figures": ["ingest", "language", "dates", "actors"],
    "events": ["ingest", "language", "dates", "actors", "figures"],
}
_PLAIN: dict[str, Any] = {"string": "", "int32": 0, "float64": 0.0, "timestamp[us]": None}

Rows = Sequence[Mapping[str, Any]]


def make_run(
    store: Store, articles: Mapping[str, str], tables: Mapping[str, Rows], components: Mapping[str, str] | None = None
) -> Path:
    """Publish a run.

    Args:
        store: where.
        articles: id -> text.
        tables: name -> rows, of which any column may be left out; `articles` is filled in.
        components: in place of COMPONENTS where they differ.
    """
    rows = {table.name: [whole(table.name, row) for row in tables.get(table.name, ())] for table in TABLES}
    given = {row["article_id"]: dict(row) for row in tables.get("articles", ())}
    rows["articles"] = [
        whole(
            "articles",
            {"article_id": name, "path": f"{name}.txt", "text": text, "sha256": sha(text)} | given.get(name, {}),
        )
        for name, text in articles.items()
    ]
    arrow = {table.name: to_arrow(table, rows[table.name]) for table in TABLES}
    return publish(store, arrow, {name: sha(text) for name, text in articles.items()}, components)


def publish(
    store: Store,
    tables: Mapping[str, pa.Table],
    articles: Mapping[str, str],
    components: Mapping[str, str] | None = None,
) -> Path:
    """Publish these tables as a run over articles given as id -> SHA-256."""
    with store.lock():
        aside, written = store.write(tables.items())
        manifest = Manifest(
            schema_version="1",
            run_id=store.next_id(written),
            previous_run=None,
            started="",
            finished="",
            newsledger="0",
            rules="",
            fingerprints={},
            components=COMPONENTS | dict(components or {}),
            needs=NEEDS,
            options={},
            packages={},
            articles={n: ManifestArticle(path=f"{n}.txt", sha256=s, read=True) for n, s in articles.items()},
            skipped=[],
            warnings=[],
            tables=written,
        )
        return store.publish(aside, manifest)


def whole(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with something in every column."""
    return {column.name: row.get(column.name, _something(column)) for column in BY_NAME[table].columns}


def empty(table: str) -> pa.Table:
    """A table without rows."""
    return arrow_schema(BY_NAME[table]).empty_table()


def sha(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _something(column: Column) -> Any:
    if column.nullable:
        return None
    return column.allowed[0] if column.allowed else _PLAIN[column.type]
