"""A diff for other programs: as JSON, every differing row, and as a Parquet table, a row each."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputsError
from pipeline.runs.diff import CHANGES, RowDiff, RunDiff

VERSION = 2
"""Of the JSON; goes up with a rename or a drop."""

SCHEMA = pa.schema(
    [
        ("table", pa.string()),
        ("change", pa.string()),
        ("key", pa.list_(pa.string())),
        ("cause", pa.string()),
        ("because", pa.string()),
        ("columns", pa.list_(pa.string())),
        ("old", pa.string()),
        ("new", pa.string()),
    ]
)
"""`old` and `new` are JSON: of a changed row its differing columns, else the whole row."""
_ROWS = 20_000


def as_json(diff: RunDiff) -> dict[str, Any]:
    """Totals, what changed outside, ids that moved, and every row that differs."""
    causes: Counter[str] = Counter()
    for reason, count in diff.reasons().items():
        causes[reason.cause] += count
    articles = diff.articles
    return {
        "version": VERSION,
        "old": diff.old,
        "new": diff.new,
        "same": diff.same,
        "unexplained": diff.unexplained,
        "articles": {
            "added": articles.added,
            "removed": articles.removed,
            "edited": articles.edited,
            "renamed": articles.renamed,
        },
        "components": {name: {"old": old, "new": new} for name, (old, new) in diff.components.items()},
        "schema": [dataclasses.asdict(change) for change in diff.schema],
        "ids": [
            {**dataclasses.asdict(moved.move), "name": moved.name, **dataclasses.asdict(moved.reason)}
            for moved in diff.ids
        ],
        "causes": dict(sorted(causes.items())),
        "tables": {
            table.table: {
                **table.counts,
                "rows": [_row_json(row) for change in CHANGES for row in table.rows(change)],
            }
            for table in diff.tables
        },
    }


def write_parquet(diff: RunDiff, path: Path) -> None:
    """Every differing row as a row of a Parquet file, in the order of tables, changes and keys.

    Raises:
        OutputsError: the file cannot be written.
    """
    try:
        with path.open("wb") as file, pq.ParquetWriter(file, SCHEMA, compression="zstd", store_schema=False) as writer:
            for rows in _batches(diff):
                writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> OutputsError:
    """The error of a file of a diff that cannot be written."""
    return OutputsError(f"{path}: cannot be written ({error.strerror or error}); name another file")


def plain(value: Any) -> str:
    """A cell that JSON has no form for; days without their midnight."""
    return f"{value:%Y-%m-%d}" if isinstance(value, dt.datetime) else str(value)


def _batches(diff: RunDiff) -> Iterator[list[dict[str, Any]]]:
    batch = []
    for table in diff.tables:
        for change in CHANGES:
            for row in table.rows(change):
                batch.append(_row_flat(row))
                if len(batch) == _ROWS:
                    yield batch
                    batch = []
    yield batch


def _row_flat(row: RowDiff) -> dict[str, Any]:
    return {
        "table": row.table,
        "change": row.change,
        "key": [None if part is None else str(part) for part in row.key],
        "cause": row.reason.cause,
        "because": row.reason.because,
        "columns": list(row.columns),
        "old": _cells(row, row.old),
        "new": _cells(row, row.new),
    }


def _cells(row: RowDiff, side: dict[str, Any] | None) -> str | None:
    if side is None:
        return None
    kept = {c: side[c] for c in row.columns} if row.change == "changed" else side
    return json.dumps(kept, ensure_ascii=False, default=plain)


def _row_json(row: RowDiff) -> dict[str, Any]:
    told: dict[str, Any] = {"change": row.change, "key": row.key, **dataclasses.asdict(row.reason)}
    if row.old is not None and row.new is not None:
        return told | {"columns": {c: {"old": row.old[c], "new": row.new[c]} for c in row.columns}}
    return told | {"row": row.new or row.old}
