"""The diff of two runs: by key, with what changed outside."""

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


def go(corpus: Path, outputs: Path) -> None:
    run(Settings(corpus=corpus, outputs=outputs), Quiet())


def test_equal_runs_have_no_difference(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    go(corpus, tmp_path / "out")
    diff = diff_runs(Store(tmp_path / "out"), "previous", "latest")
    assert diff.same
    assert (diff.old[:4], diff.new[:4]) == ("0001", "0002")


def test_added_removed_edited(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    (corpus / "2025-03-03-visit.txt").unlink()
    talks = corpus / "2025-03-11-talks.txt"
    talks.write_text(talks.read_text(encoding="utf-8").replace("Lisbon on", "Porto on"), encoding="utf-8")
    (corpus / "new.txt").write_text("Chile exported copper worth $7 billion to Japan in 2023.\n", encoding="utf-8")
    go(corpus, tmp_path / "out")
    diff = diff_runs(Store(tmp_path / "out"), "previous", "latest")
    assert diff.articles_added == ("new",)
    assert diff.articles_removed == ("2025-03-03-visit",)
    assert diff.articles_edited == ("2025-03-11-talks",)
    assert diff.stages_changed == ()
    tables = {table.table: table for table in diff.tables}
    assert [row["article_id"] for row in tables["articles"].added] == ["new"]
    assert [row["article_id"] for row in tables["articles"].removed] == ["2025-03-03-visit"]
    (edited,) = tables["articles"].changed
    assert edited.key == ("2025-03-11-talks",)
    assert {"sha256", "text"} <= set(edited.columns)
    assert any(row["text"] == "$7 billion" for row in tables["figures"].added)


def test_a_column_only_one_run_has_is_named_first(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    (corpus / "2025-03-03-visit.txt").unlink()
    go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    path = store.resolve("previous") / "articles.parquet"
    old = pq.read_table(path)
    pq.write_table(old.append_column("mood", old["article_id"]).drop_columns(["title"]), path)
    articles = next(t for t in diff_runs(store, "previous", "latest").tables if t.table == "articles")
    assert (articles.columns_added, articles.columns_removed) == (("title",), ("mood",))
    assert len(articles.removed) == 1


def test_a_doubled_key_is_refused(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    (corpus / "2025-03-03-visit.txt").unlink()
    go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    path = store.resolve("latest") / "articles.parquet"
    rows = pq.read_table(path).to_pylist()
    pq.write_table(pq.read_table(path).from_pylist([rows[0], *rows], schema=pq.read_schema(path)), path)
    with pytest.raises(NotFoundError, match="stands twice"):
        diff_runs(store, "previous", "latest")
