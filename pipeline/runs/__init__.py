"""Runs: from a corpus folder to a published run, and between two runs.

`run` is the whole program in order; `corpus` lists and reads files, `cache` keeps stage results, `executor` runs the
stages, `tables` and `contract` make and check the tables, `store` writes, publishes and reads runs, `listing` tells of
them, `diff` compares, `memory` reads one text without a run.

The package is callable, because `pipeline.runs` is this package once any module of it has been imported:
`pipeline.runs("outputs")` lists the runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.runs.listing import Run


class _Runs(ModuleType):
    """The package as a function."""

    def __call__(self, outputs: str | Path = "outputs") -> list[Run]:
        """The runs below an outputs folder, oldest first; see `pipeline.runs.listing.Run`.

        Args:
            outputs: the folder that `newsledger run` wrote to.

        Raises:
            pipeline.errors.NotFoundError: there is none, or a manifest cannot be read.
        """
        from pipeline.runs.listing import list_runs
        from pipeline.runs.remote import open_store

        return list_runs(open_store(outputs))


sys.modules[__name__].__class__ = _Runs
