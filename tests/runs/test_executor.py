"""Who does the work makes no difference; a worker that dies costs an article, workers that all die stop the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.dates import DateFinder
from pipeline.errors import ClusterError, PipelineError
from pipeline.ingest import Ingester
from pipeline.records import Annotation, Article, Source, TimeExpression
from pipeline.runs.executor import Recipe, Result, Task, read_batch, reader_for, recipe_for
from pipeline.runs.fingerprints import components
from pipeline.runs.pools import DaskPool, Serial
from pipeline.runs.run import run
from pipeline.stages import STAGES
from tests.conftest import Quiet
from tests.determinism import tables_of


def dies_of_lisbon(recipe: Recipe, tasks: Sequence[Task]) -> list[Result]:
    """A worker that does not survive one of the articles."""
    if any(b"LISBON" in task.source.content for task in tasks):
        os._exit(9)
    return read_batch(recipe, tasks)


def dies(*_: object) -> None:
    """A worker that does not survive anything."""
    os._exit(9)


def test_a_dead_worker_costs_an_article(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.executor.read_batch", dies_of_lisbon)
    progress = Quiet()
    outcome = run(Settings(corpus=corpus, outputs=tmp_path / "out", processes=2), progress)
    (skipped,) = outcome.manifest.skipped
    assert skipped.path == "2025-03-11-talks.txt"
    assert "a worker process died on it" in skipped.reason
    assert len(outcome.read) == 2
    assert outcome.manifest.inputs == ""
    monkeypatch.undo()
    again = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    assert again.read == ("2025-03-11-talks.txt",)
    assert again.manifest.skipped == []


def test_workers_that_all_die_are_one_plain_line(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.executor.read_batch", dies)
    with pytest.raises(PipelineError, match="die again and again"):
        run(Settings(corpus=corpus, outputs=tmp_path / "out", processes=2), Quiet())


def test_a_large_corpus_is_read_in_a_process_of_its_own(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run(Settings(corpus=corpus, outputs=tmp_path / "here"), Quiet())
    monkeypatch.setattr("pipeline.runs.executor.LARGE", 2)
    monkeypatch.setattr("pipeline.runs.executor.reader_for", None)  # here; a spawned process has its own
    apart = run(Settings(corpus=corpus, outputs=tmp_path / "apart"), Quiet())
    assert len(apart.read) == len(here.read) == 3
    assert tables_of(apart.folder) == tables_of(here.folder)


def broken(article: Article, dates: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    raise RuntimeError("no such day")


def shifted(article: Article, dates: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    return tuple(replace(date, start=date.start + 1) for date in dates)


def emptied(article: Article, dates: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    return tuple(replace(date, end=date.start, text="") for date in dates)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (broken, "RuntimeError: no such day"),
        (shifted, "MisquoteError: a TimeExpression at 40:49 quotes '3 May 2025'"),
        (emptied, "MisquoteError: a TimeExpression at 39:39 quotes ''"),
    ],
)
def test_an_article_that_a_stage_fails_on_costs_itself(
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Article, tuple[TimeExpression, ...]], tuple[TimeExpression, ...]],
    told: str,
) -> None:
    def fails(self: DateFinder, article: Article, annotation: Annotation) -> tuple[TimeExpression, ...]:
        dates = found(self, article, annotation)
        return spoil(article, dates) if "Lisbon" in article.text else dates

    tasks = [
        Task(Source(f"{name}.txt", f"Peru and Kenya held talks in {name} on 3 May 2025.".encode()), {})
        for name in ("Nairobi", "Lisbon", "Quito")
    ]
    empty = Task(Source("empty.txt", b" \n"), {})
    recipe = recipe_for(Settings(), {})
    whole = [read_batch(recipe, [task])[0] for task in tasks]
    found = DateFinder.__call__
    monkeypatch.setattr(DateFinder, "__call__", fails)
    nairobi, none, lisbon, quito = read_batch(recipe, [tasks[0], empty, *tasks[1:]])
    assert [nairobi, quito] == [whole[0], whole[2]]
    assert set(quito.fresh) == {stage.name for stage in STAGES}
    assert none.error is not None
    assert none.lasting
    assert lisbon.fresh == {}
    assert not lisbon.lasting
    assert str(lisbon.error) == f"Lisbon.txt: the dates stage failed on it ({told}); please report this"


@pytest.mark.parametrize(("room", "order"), [(1 << 18, "iiiddd"), (60, "iiddid")])
def test_large_articles_are_not_in_memory_together(monkeypatch: pytest.MonkeyPatch, room: int, order: str) -> None:
    monkeypatch.setattr("pipeline.runs.executor.TOGETHER", room)
    calls: list[str] = []
    for letter, stage in (("i", Ingester), ("d", DateFinder)):
        monkeypatch.setattr(stage, "__call__", noted(stage.__call__, letter, calls))
    tasks = [Task(Source(f"{name}.txt", b"Kenya held talks in Lima."), {}) for name in "abc"]
    read_batch(recipe_for(Settings(), {}), tasks)
    assert "".join(calls) == order


def noted(call: Callable[..., object], letter: str, calls: list[str]) -> Callable[..., object]:
    """The same, and a letter for each call."""

    def noting(*given: object) -> object:
        calls.append(letter)
        return call(*given)

    return noting


def test_a_worker_with_other_code_is_refused() -> None:
    recipe = recipe_for(Settings(), components(Settings()) | {"code dates": "other"})
    with pytest.raises(ClusterError, match="another code dates"):
        reader_for(recipe)


def test_serial_futures_carry_errors() -> None:
    def fails() -> None:
        raise ZeroDivisionError

    assert isinstance(Serial().submit(fails).exception(), ZeroDivisionError)
    assert Serial().submit(lambda: 7).result() == 7


def test_without_dask_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'newsledger\[cluster\]'"):
        DaskPool("tcp://127.0.0.1:1")


@pytest.fixture
def distributed() -> Any:
    return pytest.importorskip("distributed", reason="the extra [cluster] is not installed")


def test_a_cluster_nobody_answers_for_is_one_plain_line(distributed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.pools.CONNECT_SECONDS", "1s")
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        DaskPool("tcp://127.0.0.1:1")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_writes_the_same_bytes_even_if_a_worker_is_killed(
    distributed: Any, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run(Settings(corpus=corpus, outputs=tmp_path / "plain"), Quiet())
    monkeypatch.setattr("pipeline.runs.intake.BATCH", 1)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        pids = [worker.process.pid for worker in cluster.workers.values()]

        class Kills(Quiet):
            def article(self, path: str) -> None:
                super().article(path)
                if len(self.read) == 1:
                    os.kill(pids[0], 9)

        settings = Settings(corpus=corpus, outputs=tmp_path / "out", scheduler=cluster.scheduler_address)
        spread = run(settings, Kills())
    assert spread.manifest.skipped == []
    assert tables_of(spread.folder) == tables_of(plain.folder)
