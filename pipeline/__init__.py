"""newsledger: a folder of wire copy in, Parquet tables of actors, events and figures out.

import pipeline
events = pipeline.load("events")            # a pandas DataFrame of the latest run
figures = pipeline.load("figures", outputs="outputs", run="previous")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.2.0"
__all__ = ["__version__", "load"]


def load(table: str, outputs: str | Path = "outputs", run: str = "latest") -> pd.DataFrame:
    """A table of a run as a DataFrame; days are datetime64, text is str, unknown is missing.

    Args:
        table: its name in the schema ("events", "actors", "figures", "articles", ...).
        outputs: the folder that `newsledger run` wrote to.
        run: "latest", "previous", a run id, the beginning of one, or the path of a run's folder.

    Raises:
        pipeline.errors.NotFoundError: no such table or run.
    """
    from pipeline.runs.store import Store

    store = Store(Path(outputs))
    frame: pd.DataFrame = store.table(store.resolve(run), table).to_pandas()
    return frame
