"""Names of runs, the lock, and what a reader sees."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import NotFoundError, OutputsError
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import Quiet


@pytest.fixture
def store(corpus: Path, tmp_path: Path) -> Store:
    for _ in range(2):
        run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    return Store(tmp_path / "out")


def test_runs_are_found_by_name(store: Store) -> None:
    one, two = store.run_ids()
    assert store.resolve("latest").name == two
    assert store.resolve("previous").name == one
    assert store.resolve("0001").name == one
    assert store.resolve(str(store.runs_folder / one)).name == one
    for wrong in ("0", "0009", "yesterday"):
        with pytest.raises(NotFoundError, match=wrong):
            store.resolve(wrong)


def test_without_runs_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="newsledger run"):
        Store(tmp_path).resolve("latest")


def test_a_lost_link_is_no_loss(store: Store) -> None:
    (store.outputs / "latest").unlink()
    assert store.resolve("latest").name == store.run_ids()[-1]
    shutil.rmtree(store.resolve("previous"))
    with pytest.raises(NotFoundError, match="only one run"):
        store.resolve("previous")


def test_a_missing_table_or_a_foreign_manifest_is_named(store: Store) -> None:
    folder = store.resolve("latest")
    with pytest.raises(NotFoundError, match="the tables are actors, events"):
        store.table(folder, "evnets")
    (folder / "events.parquet").write_bytes(b"x")
    with pytest.raises(NotFoundError, match=r"events\.parquet"):
        store.table(folder, "events")
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"manifest\.json"):
        store.manifest(folder)


def test_two_runs_do_not_write_at_once(store: Store) -> None:
    with store.lock(), pytest.raises(OutputsError, match="another run"), Store(store.outputs).lock():
        pass
    with store.lock():
        pass


def test_the_lock_sweeps_what_killed_runs_left(store: Store) -> None:
    orphan = store.runs_folder / ".tmp-99"
    orphan.mkdir()
    (orphan / "events.parquet").write_bytes(b"half")
    (store.outputs / ".latest-99").symlink_to("nowhere")
    with store.lock():
        assert not orphan.exists()
    assert not (store.outputs / ".latest-99").is_symlink()
    assert len(store.run_ids()) == 2


def test_an_outputs_path_that_is_a_file(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputsError, match="cannot be written"):
        run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
