"""The runs below an outputs folder as records, for `pipeline.runs` and `newsledger runs`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.runs.store import Store


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as its manifest tells it.

    Attributes:
        run_id: what `load`, `diff` and `show` take; its beginning will do.
        folder: where its tables stand.
        started, finished: UTC.
        previous: the run before it in the same folder, None for the first.
        newsledger: the version that made it.
        articles: how many articles its tables cover.
        read: how many of them it read itself; the others came from the cache.
        skipped: files that could not be read.
        warnings: what it had to say of files and settings, a line each.
        rows: table -> its number of rows.
    """

    run_id: str
    folder: Path
    started: dt.datetime
    finished: dt.datetime
    previous: str | None
    newsledger: str
    articles: int
    read: int
    skipped: int
    warnings: tuple[str, ...]
    rows: Mapping[str, int]


def list_runs(store: Store) -> list[Run]:
    """The complete runs, oldest first.

    Raises:
        NotFoundError: there is none, or a manifest cannot be read.
    """
    store.resolve("latest")  # says plainly where there is none
    return [_run(store, run_id) for run_id in store.run_ids()]


def _run(store: Store, run_id: str) -> Run:
    folder = store.runs_folder / run_id
    manifest = store.manifest(folder)
    return Run(
        run_id=run_id,
        folder=folder,
        started=dt.datetime.fromisoformat(manifest.started),
        finished=dt.datetime.fromisoformat(manifest.finished),
        previous=manifest.previous_run,
        newsledger=manifest.newsledger,
        articles=len(manifest.articles),
        read=sum(article.read for article in manifest.articles.values()),
        skipped=len(manifest.skipped),
        warnings=tuple(manifest.warnings),
        rows={name: table.rows for name, table in manifest.tables.items()},
    )
