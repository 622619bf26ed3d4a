"""The overrides file of a run: where it stands, what it costs, what is said of it, that a diff knows of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from pipeline.config import Settings
from pipeline.errors import ConfigError, OverridesError
from pipeline.runs.run import Outcome, run
from pipeline.runs.store import Store
from tests.conftest import Done, Quiet

LINES = "action\tleft\tright\tarticle\twho\tnote\nname\tAmina Wanjiru\tAmina W. Wanjiru\t*\tme\ther own spelling\n"


def go(corpus: Path, outputs: Path, **options: object) -> tuple[Outcome, Quiet]:
    progress = Quiet()
    return run(Settings(corpus=corpus, outputs=outputs, **options), progress), progress  # type: ignore[arg-type]


def names(outputs: Path) -> set[str]:
    return set(pipeline.load("actors", outputs=outputs)["name"])


def test_a_file_beside_the_corpus_is_taken_and_no_article_is_read_again(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    assert "Amina Wanjiru" in names(tmp_path / "out")
    (tmp_path / "actors.overrides.tsv").write_text(LINES, encoding="utf-8")
    outcome, progress = go(corpus, tmp_path / "out")
    assert progress.started == (3, 3)
    assert "Amina W. Wanjiru" in names(tmp_path / "out")
    assert "Amina Wanjiru" not in names(tmp_path / "out")
    assert outcome.manifest.warnings == []


def test_overrides_take_part_in_what_a_run_is_made_of(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(LINES, encoding="utf-8")
    one, _ = go(corpus, tmp_path / "out")
    two, _ = go(corpus, tmp_path / "out", overrides=file)
    file.write_text(LINES.replace("Amina W.", "A. W."), encoding="utf-8")
    three, _ = go(corpus, tmp_path / "out", overrides=file)
    found = [
        {value for name, value in outcome.manifest.components.items() if name.startswith("overrides ")}
        for outcome in (one, two, three)
    ]
    assert found[0] == set()
    assert found[1]
    assert found[1] != found[2]
    assert one.manifest.fingerprints == two.manifest.fingerprints == three.manifest.fingerprints


def test_ids_stay_when_an_override_splits_and_joins(corpus: Path, tmp_path: Path) -> None:
    one, _ = go(corpus, tmp_path / "out")
    (tmp_path / "actors.overrides.tsv").write_text("same\tAmina Wanjiru\tDuarte Faria\n", encoding="utf-8")
    two, _ = go(corpus, tmp_path / "out")
    store = Store(tmp_path / "out")
    (change,) = store.table(two.folder, "actor_changes").to_pylist()
    assert change["change"] == "merged"
    before = {r["name"]: r["actor_id"] for r in store.table(one.folder, "actors").to_pylist()}
    assert {change["old_id"], change["new_id"]} == {before["Amina Wanjiru"], before["Duarte Faria"]}
    links = store.table(two.folder, "actor_links").to_pylist()
    assert any(link["rule"] == "override" and link["name"] is None for link in links)


def test_a_line_that_fails_is_told_with_file_and_line(
    corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]
) -> None:
    file = tmp_path / "actors.overrides.tsv"
    file.write_text(LINES + "same\tNobody Here\tAmina Wanjiru\n", encoding="utf-8")
    done = newsledger("run", "--corpus", corpus, "--outputs", tmp_path / "out")
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "actors.overrides.tsv:3:" in said.replace(" ", "") or "actors.overrides.tsv:3:" in said
    told = json.loads(newsledger("run", "--corpus", corpus, "--outputs", tmp_path / "out", "--json").out)
    (warning,) = told["warnings"]
    assert warning.startswith(f"{file}:3: no article says 'Nobody Here'; ")


def test_a_malformed_file_stops_the_run_before_it_begins(
    corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]
) -> None:
    go(corpus, tmp_path / "out")
    file = tmp_path / "actors.overrides.tsv"
    file.write_text("sam\tA\tB\nname\tAmina Wanjiru\tA.\nkind\tA\tcompany\n", encoding="utf-8")
    done = newsledger("run", "--corpus", corpus, "--outputs", tmp_path / "out")
    assert done.code == 2
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [f"newsledger: {file}:1".split(": ")[0]] * 2
    assert f"newsledger: {file}:1: " in done.err
    assert f"newsledger: {file}:3: " in done.err
    assert len(Store(tmp_path / "out").run_ids()) == 1
    file.write_bytes(b"name\t\xff\xfe\tA\n")
    with pytest.raises(OverridesError, match="cannot be read as UTF-8"):
        go(corpus, tmp_path / "out")


def test_a_file_that_is_named_must_be_there(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such overrides file"):
        go(corpus, tmp_path / "out", overrides=tmp_path / "none.tsv")


def test_the_file_may_be_named_in_the_settings_file(
    corpus: Path, tmp_path: Path, newsledger: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pipeline.toml").write_text('overrides = "mine.tsv"\n', encoding="utf-8")
    (tmp_path / "mine.tsv").write_text(LINES, encoding="utf-8")
    assert newsledger("run", "-q").code == 0
    assert "Amina W. Wanjiru" in names(tmp_path / "outputs")


def test_beside_a_corpus_that_is_the_current_folder(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus)
    (tmp_path / "actors.overrides.tsv").write_text(LINES, encoding="utf-8")
    go(Path(), tmp_path / "out")
    assert "Amina W. Wanjiru" in names(tmp_path / "out")
