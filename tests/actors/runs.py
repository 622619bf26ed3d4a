"""Runs of marked articles, whose ids follow those of the run before: what `show`, `review` and `export` see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.actors import parse_overrides
from pipeline.knowledge import default_knowledge
from pipeline.records import Document
from pipeline.runs.contract import check_tables
from pipeline.runs.store import Store
from pipeline.runs.tables import build_tables
from pipeline.stages import Registry, reconcile
from tests.runs.made import publish, sha


def run_of(outputs: Path, documents: Sequence[Document], *lines: str) -> Path:
    """Publish a run over documents with override lines (tab-separated); gives its folder."""
    store = Store(outputs)
    runs = store.run_ids()
    rows = store.table(store.runs_folder / runs[-1], "mentions").to_pylist() if runs else []
    registry = Registry({row["mention_id"]: row["actor_id"] for row in rows if row["actor_id"]}, {})
    knowledge = default_knowledge()
    ledger = reconcile(documents, knowledge, registry, parse_overrides("\n".join(lines), "overrides", knowledge))
    tables = dict(build_tables(ledger, knowledge))
    check_tables(tables)
    return publish(store, tables, {d.article_id: sha(d.reading.article.text) for d in documents})
