"""What a run would read and why, said without running."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import CorpusError, NotFoundError
from pipeline.runs.plan import plan_run
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import ARTICLES, Done, Quiet

Call = Callable[..., Done]


def reasons(settings: Settings) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {r.path: (r.reason, r.stages) for r in plan_run(settings).readings}


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    made = Settings(corpus=corpus, outputs=tmp_path / "out")
    run(made, Quiet())
    return made


def test_before_the_first_run_everything_is_new(corpus: Path, tmp_path: Path) -> None:
    planned = plan_run(Settings(corpus=corpus, outputs=tmp_path / "out"))
    assert planned.last is None
    assert {r.path for r in planned.readings} == set(ARTICLES)
    assert {r.reason for r in planned.readings} == {"article added"}
    assert not (tmp_path / "out").exists()


def test_added_edited_removed_and_skipped(settings: Settings) -> None:
    assert reasons(settings) == {}
    assert plan_run(settings).repeats
    (settings.corpus / "new.txt").write_text("Chile and Japan signed.\n", encoding="utf-8")
    (settings.corpus / "2025-03-03-visit.txt").unlink()
    (settings.corpus / "2025-03-11-talks.txt").write_text("Kenya and Portugal signed.\n", encoding="utf-8")
    (settings.corpus / "empty.txt").write_bytes(b"")
    (settings.corpus / "lost.txt").symlink_to("nowhere")
    planned = plan_run(settings)
    whole = ("ingest", "language", "dates", "actors", "figures", "events")
    assert reasons(settings) == {
        "2025-03-11-talks.txt": ("article edited", whole),
        "empty.txt": ("article added", whole),
        "new.txt": ("article added", whole),
    }
    assert planned.changes.removed == ("2025-03-03-visit",)
    assert [error.path for error in planned.refused] == ["lost.txt"]
    assert not planned.repeats
    run(settings, Quiet())
    assert reasons(settings) == {"empty.txt": ("skipped by the last run", whole)}


def test_a_changed_component_names_itself_and_spares_the_language_pass(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.runs import plan
    from pipeline.runs.fingerprints import components

    changed = components(settings) | {"data figures/units.tsv": "other"}
    monkeypatch.setattr(plan, "components", lambda _: changed)
    planned = plan_run(settings)
    assert {(r.reason, r.because, r.stages) for r in planned.readings} == {
        ("data file", "figures/units.tsv", ("figures", "events"))
    }
    assert list(planned.components) == ["data figures/units.tsv"]


def test_a_lost_cache_is_said(settings: Settings) -> None:
    shards = set((settings.outputs / "cache").iterdir())
    for shard in shards:
        shard.write_bytes(b"damaged")
    assert {reason for reason, _ in reasons(settings).values()} == {"not in the cache"}
    assert set((settings.outputs / "cache").iterdir()) == shards


def test_it_reads_what_it_planned_after_a_change_of_one_stage(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stages before the changed one come from the cache: the language pass above all."""
    from pipeline.language import Annotator
    from pipeline.runs import executor
    from pipeline.runs import run as run_module
    from pipeline.runs.fingerprints import components

    changed = components(settings) | {"code dates": "other"}
    for module in (run_module, executor):
        monkeypatch.setattr(module, "components", lambda _: changed)

    def never(*_: object) -> None:
        raise AssertionError("the language pass ran")

    monkeypatch.setattr(Annotator, "__call__", never)
    progress = Quiet()
    outcome = run(settings, progress)
    assert progress.refused == []
    assert len(outcome.read) == 3


def test_as_a_person_types_it(settings: Settings, newsledger: Call) -> None:
    places = ("--corpus", settings.corpus, "--outputs", settings.outputs)
    done = newsledger("plan", *places)
    assert done.code == 0
    assert done.out.splitlines()[0] == "3 articles: 0 to read, 3 unchanged since they were last read"
    assert "Tables stay those of run 0001-" in done.out
    (settings.corpus / "new.txt").write_text("Chile and Japan signed.\n", encoding="utf-8")
    done = newsledger("plan", *places)
    assert "  article added: ingest, language, dates, actors, figures, events of new.txt" in done.out
    assert "Tables would be made anew; the last run is 0001-" in done.out
    told = json.loads(newsledger("plan", *places, "--json").out)
    assert [(r["path"], r["reason"]) for r in told["read"]] == [("new.txt", "article added")]
    assert told["added"] == ["new"]
    assert newsledger("plan", "--corpus", "nowhere").code == 2
    with pytest.raises(CorpusError):
        plan_run(Settings(corpus=settings.corpus / "none"))


def test_runs_are_pruned_to_the_newest(settings: Settings, newsledger: Call) -> None:
    for _ in range(3):
        run(settings, Quiet())
    store = Store(settings.outputs)
    newest = store.run_ids()[-2:]
    done = newsledger("runs", "--keep", 2, "--outputs", settings.outputs)
    assert done.code == 0
    assert "removed 2 runs: 0001-" in done.err
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == newest
    assert store.resolve("latest").name == newest[-1]
    assert newsledger("runs", "--keep", 0, "--outputs", settings.outputs).code == 2
    assert newsledger("runs", "--keep", 2, "--outputs", settings.outputs / "none").code == 2
    with store.lock():
        assert "another run" in newsledger("runs", "--keep", 1, "--outputs", settings.outputs).err
    with pytest.raises(NotFoundError):
        store.resolve("0001")
