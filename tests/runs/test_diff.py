"""The diff of two runs as a whole: of real runs by key with causes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.config import Settings
from pipeline.errors import NotFoundError
from pipeline.runs.diff import diff_runs
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import Quiet
from tests.runs.made import make_run


def go(corpus: Path, outputs: Path) -> None:
    run(Settings(corpus=corpus, outputs=outputs), Quiet())


def test_added_removed_edited_articles_explain_every_row(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    go(corpus, tmp_path / "out")
    (corpus / "2025-03-03-visit.txt").unlink()
    talks = corpus / "2025-03-11-talks.txt"
    talks.write_text(talks.read_text(encoding="utf-8").replace("Lisbon on", "Porto on"), encoding="utf-8")
    (corpus / "new.txt").write_text("Chile exported copper worth $7 billion to Japan in 2023.\n", encoding="utf-8")
    go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    assert diff_runs(store, "0001", "0002").same
    diff = diff_runs(store, "0002", "latest")
    assert diff.articles.added == ("new",)
    assert diff.articles.removed == ("2025-03-03-visit",)
    assert diff.articles.edited == ("2025-03-11-talks",)
    assert not diff.components
    assert not diff.schema
    assert not diff.unexplained
    tables = {table.table: table for table in diff.tables}
    (added,) = tables["articles"].rows("added")
    assert (added.key, added.reason.cause, added.reason.because) == (("new",), "article added", "new")
    (edited,) = tables["articles"].rows("changed")
    assert edited.key == ("2025-03-11-talks",)
    assert {"sha256", "text"} <= set(edited.columns)
    figures = [row.new for row in tables["figures"].rows("added") if row.new is not None]
    assert any(row["text"] == "$7 billion" for row in figures)


def test_what_only_one_run_has_is_named_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = make_run(store, {"one": "a", "two": "b"}, {})
    make_run(store, {"one": "a"}, {})
    path = old / "articles.parquet"
    articles = pq.read_table(path)
    pq.write_table(articles.append_column("mood", articles["article_id"]).drop_columns(["title"]), path)
    manifest = store.manifest(old)
    tables = {name: table for name, table in manifest.tables.items() if name != "claims"}
    text = manifest.model_copy(update={"tables": tables}).model_dump_json(indent=1)
    (old / "manifest.json").write_text(text, encoding="utf-8")
    diff = diff_runs(store, "previous", "latest")
    told = [(change.table, change.column, change.change) for change in diff.schema]
    assert told == [("articles", "title", "added"), ("articles", "mood", "removed"), ("claims", None, "added")]
    (removed,) = diff.tables
    assert removed.counts == {"added": 0, "removed": 1, "changed": 0}


def test_a_doubled_key_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    make_run(store, {"one": "a"}, {})
    path = make_run(store, {"one": "a", "two": "b"}, {}) / "articles.parquet"
    rows = pq.read_table(path).to_pylist()
    pq.write_table(pq.read_table(path).from_pylist([rows[0], *rows], schema=pq.read_schema(path)), path)
    with pytest.raises(NotFoundError, match="stands twice"):
        diff_runs(store, "previous", "latest")
