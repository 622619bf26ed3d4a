"""Killed at any moment, or out of disk at any write: the last good run stays whole, and the error is one plain line."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.config import Settings
from pipeline.errors import OutputsError
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import Quiet
from tests.crash import Recorded, Recorder, is_whole
from tests.determinism import tables_of

ROOT = Path(__file__).resolve().parents[2]
KILLS = "50"
STEP = 3
"""Every third call fails in turn; the calls are alike."""


def test_killed_at_random_moments() -> None:
    """In a process of its own, which forks: no thread may run in it."""
    command = [sys.executable, "-m", "tests.crash", KILLS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 inconsistent" in done.stdout


class Faults:
    """Lets the k-th call that writes fail, of those that a run makes while `left` counts down."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self.number = errno.ENOSPC
        for name in ("mkdir", "rename", "replace", "symlink_to", "write_bytes", "write_text"):
            patch.setattr(Path, name, self._failing(getattr(Path, name)))
        patch.setattr(os, "fsync", self._failing(os.fsync))
        patch.setattr(pq, "write_table", self._failing(pq.write_table))
        opened = Path.open
        writing = self._failing(opened)

        def open_any(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
            return (opened if mode[0] == "r" else writing)(path, mode, *given, **named)

        patch.setattr(Path, "open", open_any)

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise OSError(self.number, os.strerror(self.number))
            return call(*given, **named)

        return wrapped


@pytest.fixture
def settings(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of an outputs folder with one run; results are recorded, so a run takes a fraction of a second."""
    made = Settings(corpus=corpus, outputs=tmp_path / "out", fresh=True)
    recorder = Recorder(made)
    monkeypatch.setattr("pipeline.runs.executor.reader_for", lambda _: recorder)
    run(made, Quiet())
    recorded = Recorded(recorder.results)
    monkeypatch.setattr("pipeline.runs.executor.reader_for", lambda _: recorded)
    return made


def assert_the_last_run_is_intact(settings: Settings, before: dict[str, bytes]) -> None:
    store = Store(settings.outputs)
    folder = store.resolve("latest")
    assert is_whole(store, folder)
    assert tables_of(folder) == before
    assert all(is_whole(store, store.runs_folder / name) for name in store.run_ids())


def complaint(settings: Settings) -> str | None:
    """What a run says that cannot write; None where it can."""
    try:
        run(settings, Quiet())
    except OutputsError as error:
        return str(error)
    return None


def test_the_disk_fails_at_any_call(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full at one call, broken at the next, and so on until a run needs no more calls."""
    before = tables_of(Store(settings.outputs).resolve("latest"))
    with monkeypatch.context() as patch:
        faults = Faults(patch)
        for call in range(1, 500, STEP):
            faults.left, faults.number = call, (errno.ENOSPC, errno.EIO)[call % 2]
            said = complaint(settings)
            if said is None:
                break
            assert "cannot be written" in said, call
            assert os.strerror(faults.number) in said, call
            assert_the_last_run_is_intact(settings, before)
    assert call > 20
    outcome = run(settings, Quiet())
    assert tables_of(outcome.folder) == before
    assert not list(settings.outputs.rglob(".tmp-*"))


@pytest.mark.parametrize("limit", [0, 100, 2_000, 8_000, 12_000])
def test_the_system_refuses_to_write_more(settings: Settings, limit: int) -> None:
    """A limit of the system on the size of files stops the writes of Arrow itself."""
    before = tables_of(Store(settings.outputs).resolve("latest"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(OutputsError, match="cannot be written"):
            run(settings, Quiet())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_the_last_run_is_intact(settings, before)
    assert tables_of(run(settings, Quiet()).folder) == before


def test_a_cache_that_cannot_be_tidied_fails_no_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "utime", refused)
    assert run(settings, Quiet()).manifest.run_id.startswith("0002")
