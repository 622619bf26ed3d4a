"""The tables of one run as rows, tables and columns that an older run lacks read as empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.runs.store import Store
from pipeline.schema import BY_NAME

Row = dict[str, Any]


class RunTables:
    """Reads each table of a run at most once."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._tables: dict[str, pa.Table | None] = {}
        self.manifest = store.manifest(folder)

    def count(self, name: str) -> int:
        """How many rows a table has."""
        known = self.manifest.tables.get(name)
        return known.rows if known is not None else 0

    def rows(
        self, name: str, columns: Collection[str] = (), where: tuple[str, Collection[str]] | None = None
    ) -> list[Row]:
        """Rows of a table in its order.

        Args:
            name: the table.
            columns: those wanted, None in each row where the run has no such column; all of them if empty.
            where: keep rows whose value in this column is one of these.

        Raises:
            NotFoundError: the table's file is missing or damaged.
        """
        table = self._table(name)
        if table is None:
            return []
        if where is not None:
            column, values = where
            table = table.filter(pc.is_in(table[column], pa.array(sorted(values), pa.string())))
        wanted = tuple(columns) or tuple(column.name for column in BY_NAME[name].columns)
        missing = dict.fromkeys(c for c in wanted if c not in table.column_names)
        rows: list[Row] = table.select([c for c in wanted if c not in missing]).to_pylist()
        return [{**row, **missing} for row in rows] if missing else rows

    def tally(self, name: str, column: str) -> Counter[str]:
        """Value -> rows that have it; without nulls."""
        table = self._table(name)
        if table is None:
            return Counter()
        counted = pc.value_counts(table[column].drop_null()).to_pylist()
        return Counter({pair["values"]: pair["counts"] for pair in counted})

    def _table(self, name: str) -> pa.Table | None:
        if name not in self._tables:
            there = name in self.manifest.tables and name in BY_NAME
            self._tables[name] = self._store.table(self._folder, name) if there else None
        return self._tables[name]
