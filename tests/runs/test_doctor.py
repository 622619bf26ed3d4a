"""`newsledger doctor`: whole, and with one thing after another broken; and what every verb says where a library is gone."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.runs import doctor
from pipeline.runs.doctor import Check, examine
from pipeline.runs.run import run
from tests.conftest import Done, Quiet


def checks(settings: Settings) -> dict[str, Check]:
    return {check.name: check for check in examine(settings)}


def test_a_whole_installation(corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]) -> None:
    run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    done = newsledger("doctor", "--corpus", corpus, "--outputs", tmp_path / "out")
    assert done.code == 0
    lines = done.out.splitlines()
    assert len(lines) == 7
    assert all(line.startswith("ok ") for line in lines)
    assert "3 articles" in done.out


def test_before_the_first_run_nothing_is_wrong_and_nothing_is_made(tmp_path: Path) -> None:
    found = checks(Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "a" / "out"))
    assert {name for name, check in found.items() if check.state == "note"} == {"corpus", "last run"}
    assert not [check for check in found.values() if check.state == "fault"]
    assert not list(tmp_path.iterdir())


def test_what_is_broken_is_told_with_what_to_do(corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]) -> None:
    outcome = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    (outcome.folder / "events.parquet").write_bytes(b"torn")
    (outcome.folder / "figures.parquet").unlink()
    mine = tmp_path / "mine" / "figures" / "units.tsv"
    mine.parent.mkdir(parents=True)
    mine.write_text("wrong\theader\n", encoding="utf-8")
    done = newsledger("doctor", "--corpus", corpus, "--outputs", tmp_path / "out", "--knowledge", tmp_path / "mine")
    assert done.code == 2
    faults = [line for line in done.out.splitlines() if line.startswith("fault")]
    assert [line.split()[1] for line in faults] == ["knowledge", "model", "last"]
    assert "units.tsv:1: the header is" in done.out
    assert "events, figures damaged or missing; run again" in done.out
    assert "Traceback" not in done.out + done.err


def test_an_outputs_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    assert checks(Settings(outputs=tmp_path / "out"))["outputs"].state == "fault"


def test_libraries_that_are_old_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    named = ["numpy>=999", "no-such-library", 'duckdb>=999; extra == "notebook"', "rich"]
    monkeypatch.setattr(metadata, "requires", lambda _: named)
    check = checks(Settings())["libraries"]
    assert check.state == "fault"
    assert "numpy" in check.found
    assert "no-such-library is missing" in check.found
    assert "duckdb" not in check.found


def test_a_source_tree_without_installation_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: str) -> None:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", unknown)
    assert checks(Settings())["libraries"].state == "note"


def test_a_model_that_reads_nothing_and_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SENTENCE", "nothing at all")
    monkeypatch.setattr(doctor, "OLDEST", (9, 0))
    found = checks(Settings())
    assert (found["model"].state, found["python"].state) == ("fault", "fault")
    assert "install newsledger again" in found["model"].found
    assert "install Python 9.0 or newer" in found["python"].found


def test_a_library_that_is_gone_is_one_line(newsledger: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'pyarrow'", name="pyarrow")

    monkeypatch.setattr("pipeline.cli.app", gone)
    done = newsledger("runs")
    assert (done.code, done.err) == (2, "newsledger: the library pyarrow is missing; set up again with `make setup`\n")
