"""newsledger: a folder of wire copy in, Parquet tables of actors, events and figures out.

import pipeline

events = pipeline.load("events")                            # a pandas DataFrame of the latest run
figures = pipeline.load("figures", outputs="outputs", run="previous")
pipeline.runs()                                             # the runs, oldest first
pipeline.diff("previous", "latest").rows                    # what changed between two of them, and why
tables = pipeline.extract("Peru and Kenya signed an agreement on Monday.", date="2025-09-03")
tables["events"]                                            # the same tables, of one text in memory

These functions, `pipeline.errors` and the tables of `pipeline.schema` are stable: a name or an argument goes only with
a new major version. What lies in the packages below may move.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.report.diff_frames import Difference
    from pipeline.runs.listing import Run

    def runs(outputs: str | Path = "outputs") -> list[Run]:
        """The runs below an outputs folder, oldest first (at run time the package `pipeline.runs`, called)."""


__version__ = "0.3.0"
__all__ = ["__version__", "diff", "extract", "load", "runs"]


def load(table: str, outputs: str | Path = "outputs", run: str = "latest") -> pd.DataFrame:
    """A table of a run as a DataFrame; days are datetime64, text is str, unknown is missing.

    Args:
        table: its name in the schema ("events", "actors", "figures", "articles", ...).
        outputs: the folder that `newsledger run` wrote to, or its address.
        run: "latest", "previous", a run id, the beginning of one, or the path of a run's folder.

    Raises:
        pipeline.errors.NotFoundError: no such table or run.
    """
    from pipeline.runs.remote import open_store

    store = open_store(outputs)
    frame: pd.DataFrame = store.table(store.resolve(run), table).to_pandas()
    return frame


def diff(
    old: str = "previous", new: str = "latest", outputs: str | Path = "outputs", *, tolerance: float = 0.0
) -> Difference:
    """What changed between two runs, each row with its cause: DataFrames of rows, ids, articles, columns.

    Args:
        old: a run, named as for `load`.
        new: the run to compare it with.
        outputs: the folder that `newsledger run` wrote to.
        tolerance: numbers that differ by at most this share of the larger one are equal.

    Raises:
        pipeline.errors.NotFoundError: no such run.
    """
    from pipeline.report.diff_frames import frames
    from pipeline.runs.diff import diff_runs
    from pipeline.runs.remote import open_store

    return frames(diff_runs(open_store(outputs), old, new, tolerance=tolerance))


def extract(
    text: str,
    date: dt.date | str | None = None,
    *,
    name: str = "text",
    model: str | None = None,
    knowledge: str | Path | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of one text: what a run would write of a corpus that holds this article alone.

    The first call takes a second or two to build the stages, the next ones some hundredths of a second.

    Args:
        text: the article. `start` and `end` of the tables count its characters.
        date: the day it was published, a date or "2024-11-14"; None: as the text says, if it does.
        name: its `article_id`. As with a file's name, a day in it is the day of publication where nothing else says.
        model: a spaCy pipeline by name or path, the built-in one without it.
        knowledge: a folder of `.tsv` rows that add to the built-in ones.

    Returns:
        Table name -> DataFrame, every table of the schema, in its order; `pipeline.load` gives the same columns.

    Raises:
        pipeline.errors.ArticleError: the text is empty, too long, or no readable text.
        pipeline.errors.ConfigError: `date` is no day.
        pipeline.errors.ModelError, pipeline.errors.KnowledgeError: the model or the rows cannot be used.
    """
    from pipeline.config import BUILT_IN_MODEL, Settings
    from pipeline.days import read_day
    from pipeline.runs.memory import extract_tables

    settings = Settings(model=model or BUILT_IN_MODEL, knowledge=None if knowledge is None else Path(knowledge))
    tables = extract_tables(text, settings, read_day(date, "date"), name)
    return {table: rows.to_pandas() for table, rows in tables.items()}


def __getattr__(name: str) -> Any:
    """`runs`, imported when it is first asked for."""
    if name == "runs":
        from importlib import import_module

        return import_module("pipeline.runs")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
