"""What differs between two runs: tables whose columns changed, then rows added, removed and changed by key.

A column that only one of the runs has is reported once, and left out when rows are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import NotFoundError
from pipeline.runs.store import Store
from pipeline.schema import TABLES, Table

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both runs have: column -> (old, new) where they differ."""

    key: Key
    columns: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class TableDiff:
    """What differs in one table. Rows are dictionaries with all columns of their own run, in key order."""

    table: str
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    added: tuple[dict[str, Any], ...]
    removed: tuple[dict[str, Any], ...]
    changed: tuple[ChangedRow, ...]

    @property
    def same(self) -> bool:
        return not (self.columns_added or self.columns_removed or self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class RunDiff:
    """What differs between an old and a new run; `tables` holds those that do."""

    old: str
    new: str
    articles_added: tuple[str, ...]
    articles_removed: tuple[str, ...]
    articles_edited: tuple[str, ...]
    stages_changed: tuple[str, ...]
    tables: tuple[TableDiff, ...] = field(default=())

    @property
    def same(self) -> bool:
        return not self.tables


def diff_runs(store: Store, old: str, new: str) -> RunDiff:
    """Compare two runs, named as `Store.resolve` takes them.

    Raises:
        NotFoundError: one of them, or a table of it, is not there.
    """
    old_folder, new_folder = store.resolve(old), store.resolve(new)
    before, after = store.manifest(old_folder), store.manifest(new_folder)
    common = before.articles.keys() & after.articles.keys()
    return RunDiff(
        old=before.run_id,
        new=after.run_id,
        articles_added=tuple(sorted(after.articles.keys() - common)),
        articles_removed=tuple(sorted(before.articles.keys() - common)),
        articles_edited=tuple(sorted(a for a in common if before.articles[a].sha256 != after.articles[a].sha256)),
        stages_changed=tuple(s for s, p in after.fingerprints.items() if before.fingerprints.get(s) != p),
        tables=tuple(
            difference
            for table in TABLES
            if not _equal_files(before.tables, after.tables, table.name)
            and not (difference := _diff_table(store, table, old_folder, new_folder)).same
        ),
    )


def _equal_files(before: dict[str, Any], after: dict[str, Any], name: str) -> bool:
    return name in before and name in after and before[name].sha256 == after[name].sha256


def _diff_table(store: Store, table: Table, old_folder: Path, new_folder: Path) -> TableDiff:
    old, new = store.table(old_folder, table.name), store.table(new_folder, table.name)
    columns = tuple(c for c in old.column_names if c in new.column_names)
    before, after = _by_key(table, old.to_pylist(), old_folder), _by_key(table, new.to_pylist(), new_folder)
    return TableDiff(
        table=table.name,
        columns_added=tuple(c for c in new.column_names if c not in columns),
        columns_removed=tuple(c for c in old.column_names if c not in columns),
        added=tuple(row for key, row in after.items() if key not in before),
        removed=tuple(row for key, row in before.items() if key not in after),
        changed=tuple(_changed(before, after, columns)),
    )


def _by_key(table: Table, rows: list[dict[str, Any]], folder: Path) -> dict[Key, dict[str, Any]]:
    found: dict[Key, dict[str, Any]] = {}
    for row in rows:
        key = tuple(row.get(k) for k in table.key)
        if key in found:
            raise NotFoundError(f"{folder / table.name}.parquet: the key {key} stands twice; was it written elsewhere?")
        found[key] = row
    return found


def _changed(
    before: dict[Key, dict[str, Any]], after: dict[Key, dict[str, Any]], columns: tuple[str, ...]
) -> Iterator[ChangedRow]:
    for key, row in before.items():
        other = after.get(key)
        if other is None:
            continue
        different = {c: (row[c], other[c]) for c in columns if row[c] != other[c]}
        if different:
            yield ChangedRow(key, different)
