"""Runs: incremental equals from scratch, the same bytes in every way, the last good run survives what goes wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from pipeline.config import Settings
from pipeline.dates import DateFinder
from pipeline.errors import ConfigError, ContractError, CorpusError, OutputsError
from pipeline.records import Annotation, Article
from pipeline.runs.run import Outcome, run
from pipeline.runs.store import Store
from tests.conftest import ARTICLES, Quiet
from tests.determinism import differing, tables_of

ROOT = Path(__file__).resolve().parents[2]


def go(corpus: Path, outputs: Path, **options: object) -> tuple[Outcome, Quiet]:
    progress = Quiet()
    return run(Settings(corpus=corpus, outputs=outputs, **options), progress), progress  # type: ignore[arg-type]


def test_a_run_writes_every_table_and_loads(corpus: Path, tmp_path: Path) -> None:
    outcome, progress = go(corpus, tmp_path / "out")
    assert progress.started == (3, 0)
    assert sorted(outcome.read) == sorted(ARTICLES)
    articles = pipeline.load("articles", outputs=tmp_path / "out")
    assert list(articles["article_id"]) == sorted(name.removesuffix(".txt") for name in ARTICLES)
    assert str(articles["published"].dtype).startswith("datetime64")
    assert articles.set_index("article_id").loc["2025-03-11-talks", "text"] == ARTICLES["2025-03-11-talks.txt"]
    for name in outcome.manifest.tables:
        table = pipeline.load(name, outputs=tmp_path / "out", run=outcome.manifest.run_id)
        assert len(table) == outcome.manifest.tables[name].rows
    for name in ("actors", "events", "figures", "mentions", "dates", "event_actors", "claims", "roles"):
        assert outcome.manifest.tables[name].rows, f"{name} is empty"


def test_every_quoted_span_is_in_its_text(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    folder = store.resolve("latest")
    texts = {row["article_id"]: row["text"] for row in store.table(folder, "articles").to_pylist()}
    for name in ("mentions", "dates", "figures", "event_mentions"):
        for row in store.table(folder, name).to_pylist():
            assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
            assert row["evidence_start"] <= row["start"] < row["end"] <= row["evidence_end"]


def test_a_second_run_reads_nothing_and_writes_the_same(corpus: Path, tmp_path: Path) -> None:
    one, _ = go(corpus, tmp_path / "out")
    two, progress = go(corpus, tmp_path / "out")
    assert progress.started == (3, 3)
    assert two.read == ()
    assert two.manifest.previous_run == one.manifest.run_id
    assert tables_of(one.folder) == tables_of(two.folder)


def test_nothing_new_gives_what_reading_again_gives(corpus: Path, tmp_path: Path) -> None:
    """A run over the same copies the tables; the step from the run before is empty again."""
    late = corpus / "2025-03-11-talks.txt"
    text = late.read_text(encoding="utf-8")
    go(corpus, tmp_path / "out")
    late.write_text(text.replace("Wanjiru", "Njeri"), encoding="utf-8")
    go(corpus, tmp_path / "out")
    copied, progress = go(corpus, tmp_path / "out")
    assert progress.started == (3, 3)
    assert copied.manifest.inputs
    made, _ = go(corpus, tmp_path / "out", fresh=True)
    assert tables_of(copied.folder) == tables_of(made.folder)
    assert copied.manifest.tables == made.manifest.tables


def test_a_skipped_file_is_told_again_where_nothing_is_new(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    first, _ = go(corpus, tmp_path / "out")
    again, progress = go(corpus, tmp_path / "out")
    assert again.manifest.skipped == first.manifest.skipped
    assert progress.refused == [f"{s.path}: {s.reason}" for s in first.manifest.skipped]
    (corpus / "gone.txt").symlink_to("nowhere")
    more, progress = go(corpus, tmp_path / "out")
    assert [s.path for s in more.manifest.skipped] == ["empty.txt", "gone.txt"]
    assert more.read == ()
    assert len(progress.refused) == 2


def test_an_undated_article_is_read_again_once(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day comes from the other article; what hangs on it stands in the cache from then on."""
    dated = "date 2025-05-14\nAmina Wanjiru met Duarte Faria in Lisbon on Tuesday. They signed an agreement.\n"
    undated = "Amina Wanjiru met Duarte Faria in Lisbon on Tuesday. Wanjiru invited Faria to Nairobi.\n"
    for file in list(corpus.iterdir()):
        file.unlink()
    (corpus / "dated.txt").write_text(dated, encoding="utf-8")
    (corpus / "undated.txt").write_text(undated, encoding="utf-8")
    go(corpus, tmp_path / "out")
    basis = pipeline.load("articles", outputs=tmp_path / "out").set_index("article_id")["published_basis"]
    assert basis["undated"] == "inferred"
    (corpus / "new.txt").write_text("Chile and Japan signed an agreement on lithium.\n", encoding="utf-8")
    asked: list[str] = []
    whole = DateFinder.expressions

    def counted(self: DateFinder, article: Article, annotation: Annotation) -> object:
        asked.append(article.text)
        return whole(self, article, annotation)

    monkeypatch.setattr(DateFinder, "expressions", counted)
    second, _ = go(corpus, tmp_path / "out")
    assert asked == ["Chile and Japan signed an agreement on lithium.\n"]
    assert second.read == ("new.txt",)
    scratch, _ = go(corpus, tmp_path / "scratch")
    assert tables_of(second.folder) == tables_of(scratch.folder)


def test_an_added_article_is_the_only_one_read_and_equals_from_scratch(corpus: Path, tmp_path: Path) -> None:
    late = corpus / "2025-03-20-trade.txt"
    text = late.read_text(encoding="utf-8")
    late.unlink()
    go(corpus, tmp_path / "out")
    late.write_text(text, encoding="utf-8")
    added, _ = go(corpus, tmp_path / "out")
    scratch, _ = go(corpus, tmp_path / "scratch")
    assert added.read == ("2025-03-20-trade.txt",)
    assert tables_of(added.folder) == tables_of(scratch.folder)


def test_the_newest_article_of_the_sample_corpus_may_come_last(tmp_path: Path) -> None:
    """The corpus holds undated articles too: they must not stand behind the new one."""
    newest = "kenya_indonesia_palm_oil.md"
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns(newest))
    go(tmp_path / "corpus", tmp_path / "out")
    shutil.copy(ROOT / "corpus" / newest, tmp_path / "corpus")
    added, _ = go(tmp_path / "corpus", tmp_path / "out")
    scratch, _ = go(tmp_path / "corpus", tmp_path / "scratch")
    assert added.read == (newest,)
    assert tables_of(added.folder) == tables_of(scratch.folder)


def test_a_renamed_folder_needs_no_reading(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    (corpus / "march").mkdir()
    for name in ARTICLES:
        (corpus / name).rename(corpus / "march" / name)
    moved, _ = go(corpus, tmp_path / "out")
    assert moved.read == ()
    assert set(moved.manifest.articles) == {f"march/{name.removesuffix('.txt')}" for name in ARTICLES}


def test_fresh_reads_everything_again(corpus: Path, tmp_path: Path) -> None:
    one, _ = go(corpus, tmp_path / "out")
    two, _ = go(corpus, tmp_path / "out", fresh=True)
    assert len(two.read) == 3
    assert tables_of(one.folder) == tables_of(two.folder)


def test_the_sample_corpus_gives_the_same_bytes_in_every_way() -> None:
    assert differing(ROOT / "corpus") == []


def test_the_corpus_is_never_written_to(corpus: Path, tmp_path: Path) -> None:
    before = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in corpus.rglob("*")}
    go(corpus, tmp_path / "out")
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in corpus.rglob("*")} == before
    with pytest.raises(ConfigError, match="lies in the corpus"):
        go(corpus, corpus / "out")
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in corpus.rglob("*")} == before


def test_one_bad_article_does_not_stop_the_others(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "folder.txt").mkdir()
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (corpus / "long.txt").write_bytes(b"a " * 25_000_000)
    outcome, progress = go(corpus, tmp_path / "out")
    assert [s.path for s in outcome.manifest.skipped] == ["empty.txt", "folder.txt", "long.txt", "picture.txt"]
    assert all(s.reason for s in outcome.manifest.skipped)
    assert len(progress.refused) == 4
    assert len(outcome.manifest.articles) == 3


def test_a_stage_that_raises_costs_its_article_only(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.dates import DateFinder

    whole = DateFinder.__call__

    def fails(self: DateFinder, article: object, annotation: object) -> object:
        if "LISBON" in article.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("oh")
        return whole(self, article, annotation)  # type: ignore[arg-type]

    monkeypatch.setattr(DateFinder, "__call__", fails)
    outcome, _ = go(corpus, tmp_path / "out")
    (skipped,) = outcome.manifest.skipped
    assert skipped.path == "2025-03-11-talks.txt"
    assert "dates stage" in skipped.reason
    assert "ZeroDivisionError" in skipped.reason


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    with pytest.raises(CorpusError, match=r"no \.txt or \.md file"):
        go(folder, tmp_path / "out")
    (folder / "empty.txt").write_bytes(b"")
    with pytest.raises(CorpusError, match="none of its 1 files"):
        go(folder, tmp_path / "out")


def test_a_run_that_fails_leaves_the_last_one(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, _ = go(corpus, tmp_path / "out")
    before = tables_of(good.folder)

    def broken(*_: object) -> None:
        raise ContractError("a table is wrong")

    monkeypatch.setattr("pipeline.runs.run.checked_tables", broken)
    with pytest.raises(ContractError):
        go(corpus, tmp_path / "out", fresh=True)
    monkeypatch.setattr("pyarrow.parquet.write_table", _disk_full)
    with pytest.raises(OutputsError, match="No space left"):
        Store(tmp_path / "out").write([("events", Store(tmp_path / "out").table(good.folder, "events"))])
    store = Store(tmp_path / "out")
    assert store.run_ids() == [good.manifest.run_id]
    assert tables_of(store.resolve("latest")) == before
    assert not list((tmp_path / "out" / "runs").glob(".tmp-*"))


def _disk_full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_an_interrupted_run_keeps_what_it_read(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.intake.BATCH", 1)

    class Impatient(Quiet):
        def article(self, path: str) -> None:
            super().article(path)
            if len(self.read) == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Settings(corpus=corpus, outputs=tmp_path / "out"), Impatient())
    assert Store(tmp_path / "out").run_ids() == []
    outcome, progress = go(corpus, tmp_path / "out")
    assert progress.started is not None
    assert progress.started[1] >= 1
    assert len(outcome.manifest.articles) == 3


def test_an_article_that_goes_away_during_the_run_is_skipped(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deletes(Quiet):
        def start(self, total: int, cached: int) -> None:
            (corpus / "2025-03-03-visit.txt").unlink()
            (corpus / "2025-03-20-trade.txt").write_text("Kenya and Portugal signed nothing.\n", encoding="utf-8")

    monkeypatch.setattr("pipeline.runs.intake.BATCH", 1)
    outcome = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Deletes())
    assert [s.path for s in outcome.manifest.skipped] == ["2025-03-03-visit.txt"]
    again, _ = go(corpus, tmp_path / "out")
    assert again.read == ()
    texts = pipeline.load("articles", outputs=tmp_path / "out").set_index("article_id")["text"]
    assert texts["2025-03-20-trade"] == "Kenya and Portugal signed nothing.\n"
    assert tables_of(again.folder) == tables_of(outcome.folder)


def test_a_damaged_last_run_costs_the_registry_not_the_run(corpus: Path, tmp_path: Path) -> None:
    one, _ = go(corpus, tmp_path / "out")
    (one.folder / "mentions.parquet").write_bytes(b"not parquet")
    two, _ = go(corpus, tmp_path / "out")
    assert any("minted anew" in repair for repair in two.manifest.repairs)
    assert any("tables are made anew" in repair for repair in two.manifest.repairs)
    assert two.read == ()
    three, _ = go(corpus, tmp_path / "out")
    assert three.manifest.repairs == []
    assert tables_of(three.folder) == tables_of(two.folder)


def test_ids_are_taken_from_the_last_run_that_is_whole(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    (corpus / "new.txt").write_text("Chile and Japan signed an agreement on lithium.\n", encoding="utf-8")
    two, _ = go(corpus, tmp_path / "out")
    events = two.folder / "event_mentions.parquet"
    events.write_bytes(events.read_bytes() + b" ")
    three, _ = go(corpus, tmp_path / "out")
    assert any(f"not taken from run {two.manifest.run_id}" in repair for repair in three.manifest.repairs)
    assert not any("minted anew" in repair for repair in three.manifest.repairs)
    assert three.manifest.tables["actor_changes"].rows == 0


def test_the_manifest_is_the_commit_record(corpus: Path, tmp_path: Path) -> None:
    outcome, _ = go(corpus, tmp_path / "out")
    manifest = json.loads((outcome.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tables"].keys() == {f.stem for f in outcome.folder.glob("*.parquet")}
    (outcome.folder / "manifest.json").unlink()
    assert Store(tmp_path / "out").run_ids() == []


def test_users_rows_take_part(corpus: Path, tmp_path: Path, newsledger: Callable[..., object]) -> None:
    extra = tmp_path / "mine"
    (extra / "knowledge").mkdir(parents=True)
    header = _header("knowledge/organizations.tsv")
    row = dict.fromkeys(header, "") | {"name": "Tea Growers Union of Kenya", "acronym": "TGUK"}
    lines = ["\t".join(header), "\t".join(row[h] for h in header)]
    (extra / "knowledge" / "organizations.tsv").write_text("\n".join(lines), encoding="utf-8")
    (corpus / "2025-04-01-union.txt").write_text("NAIROBI — TGUK met on Monday with tea buyers.\n", encoding="utf-8")
    go(corpus, tmp_path / "out", knowledge=extra)
    mentions = pipeline.load("mentions", outputs=tmp_path / "out")
    found = mentions[mentions["text"] == "TGUK"]
    assert list(found["label"]) == ["ORG"]


def _header(name: str) -> list[str]:
    lines = (ROOT / "pipeline" / name).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line and not line.startswith("#")).split("\t")


def test_an_older_article_that_arrives_late_moves_no_id(corpus: Path, tmp_path: Path) -> None:
    early = corpus / "2025-03-03-visit.txt"
    text = early.read_text(encoding="utf-8")
    early.unlink()
    first, _ = go(corpus, tmp_path / "out")
    early.write_text(text, encoding="utf-8")
    second, _ = go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    for table, column in (("mentions", "actor_id"), ("event_mentions", "event_id")):
        old = {r["mention_id"]: r[column] for r in store.table(first.folder, table).to_pylist() if r[column]}
        new = {r["mention_id"]: r[column] for r in store.table(second.folder, table).to_pylist()}
        assert old
        assert {m: new[m] for m in old} == old
    assert second.manifest.tables["actor_changes"].rows == 0
