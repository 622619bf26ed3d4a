"""What differs between two runs, and why: schemas first, then ids that moved, then rows added, removed and changed.

A column that only one of the runs has is reported once, and left out when rows are compared. An id that merely has
another name is reported once, too. `actor_changes` and `event_changes` tell the step from a run to the one before it,
so they are no difference between two runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.runs.articles import ArticleChanges, article_changes
from pipeline.runs.causes import COMPARED, UNEXPLAINED, Causes, Reason
from pipeline.runs.compare import Codes, Comparison, SchemaChange, compare, schema_changes
from pipeline.runs.manifest import Manifest
from pipeline.runs.moves import MEMBERS, Move, find_moves, renamed, renamed_spans, with_new_names
from pipeline.runs.store import Store
from pipeline.schema import BY_NAME

CHANGES = ("added", "removed", "changed")
REGISTRY = Reason("id registry", "the runs stand in different outputs folders")


@dataclass(frozen=True, slots=True)
class RowDiff:
    """A row that differs.

    Attributes:
        table, key: which row, by its new ids.
        change: added, removed or changed.
        columns: those that differ; empty for whole rows.
        old, new: the row in each run, None where it is not there.
        reason: why.
    """

    table: str
    key: tuple[Any, ...]
    change: str
    columns: tuple[str, ...]
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class IdMove:
    """An id of an actor, event or claim that is gone or lost mentions, where they went, its name, and why."""

    move: Move
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class TableDiff:
    """The rows that differ in one table; they stay columns until they are asked for."""

    table: str
    old: pa.Table
    new: pa.Table
    found: Comparison
    codes: Mapping[str, Codes]
    causes: Causes

    @property
    def counts(self) -> dict[str, int]:
        """How many rows were added, removed and changed."""
        return {change: len(self.codes[change]) for change in CHANGES}

    def reasons(self) -> Counter[Reason]:
        """Reason -> rows."""
        codes, counts = np.unique(np.concatenate([self.codes[c] for c in CHANGES]), return_counts=True)
        return Counter({self.causes.reason(int(c)): int(n) for c, n in zip(codes, counts, strict=True)})

    def rows(self, change: str, limit: int | None = None, *, unexplained: bool = False) -> Iterator[RowDiff]:
        """Rows of one change by key, at most `limit` of them; only the unexplained ones if so asked."""
        codes = self.codes[change]
        places = np.flatnonzero(codes == 0) if unexplained else np.arange(len(codes))
        places = places[:limit]
        olds = {"removed": self.found.removed, "changed": self.found.changed[0]}.get(change)
        news = {"added": self.found.added, "changed": self.found.changed[1]}.get(change)
        before = self.old.take(olds[places]).to_pylist() if olds is not None else [None] * len(places)
        after = self.new.take(news[places]).to_pylist() if news is not None else [None] * len(places)
        for place, old, new in zip(places, before, after, strict=True):
            row = new or old
            yield RowDiff(
                self.table,
                tuple(row[k] for k in BY_NAME[self.table].key),
                change,
                tuple(c for c, flags in self.found.differs.items() if flags[place]) if change == "changed" else (),
                old,
                new,
                self.causes.reason(int(codes[place])),
            )


@dataclass(frozen=True, slots=True)
class RunDiff:
    """What differs between an old and a new run; `tables` holds those with rows that differ, in schema order.

    Attributes:
        folders: of the two runs.
        components: what the runs are made of besides articles, where it is not the same: (old, new).
    """

    old: str
    new: str
    folders: tuple[Path, Path]
    articles: ArticleChanges
    components: Mapping[str, tuple[str | None, str | None]]
    schema: tuple[SchemaChange, ...]
    ids: tuple[IdMove, ...]
    tables: tuple[TableDiff, ...] = field(default=())

    @property
    def same(self) -> bool:
        return not (self.schema or self.ids or self.tables)

    def reasons(self) -> Counter[Reason]:
        """Reason -> rows over all tables."""
        return sum((table.reasons() for table in self.tables), Counter())

    @property
    def unexplained(self) -> int:
        """Rows and ids for whose difference nothing is known."""
        rows = sum(n for reason, n in self.reasons().items() if reason.cause == UNEXPLAINED)
        return rows + sum(moved.reason.cause == UNEXPLAINED for moved in self.ids)


class _Side:
    """The tables of one run, each read once, ids under other names after `rename`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self.folder = folder
        self.manifest: Manifest = store.manifest(folder)
        self.names: Mapping[str, Mapping[str, str]] = {}
        self._tables: dict[str, pa.Table] = {}

    def load(self, name: str) -> pa.Table | None:
        if name not in self.manifest.tables:
            return None
        if name not in self._tables:
            self._tables[name] = with_new_names(BY_NAME[name], self._store.table(self.folder, name), self.names)
        return self._tables[name]

    def rename(self, names: Mapping[str, Mapping[str, str]]) -> None:
        self.names = {**self.names, **names}
        self._tables = {name: with_new_names(BY_NAME[name], rows, names) for name, rows in self._tables.items()}


def diff_runs(store: Store, old: str, new: str, *, tolerance: float = 0.0) -> RunDiff:
    """Compare two runs, named as `Store.resolve` takes them.

    Args:
        store: where the runs stand.
        old: the run before.
        new: the run after.
        tolerance: numbers that differ by at most this share of the larger one are equal.

    Raises:
        NotFoundError: one of them, or a table of it, is not there or was written elsewhere.
    """
    before, after = _Side(store, store.resolve(old)), _Side(store, store.resolve(new))
    articles = article_changes(before.manifest, after.manifest)
    causes = Causes((before.manifest, after.manifest), articles, (before.load, after.load))
    if moved := {old: new for old, new in articles.renamed if old != new}:
        before.rename({"articles": moved} | _spans(moved, before, after))
    moves = tuple(move for table in MEMBERS for move in _moves(table, before, after))
    before.rename(renamed(moves))
    tables, schema = [], []
    for name in COMPARED:
        if _same_file(before, after, name) and not before.names:
            continue
        old_rows, new_rows = before.load(name), after.load(name)
        if old_rows is None or new_rows is None:
            schema += _table_change(name, old_rows, new_rows)
            continue
        schema += schema_changes(name, old_rows, new_rows)
        found = compare(BY_NAME[name], old_rows, new_rows, tolerance=tolerance)
        if len(found.added) or len(found.removed) or found.changed.size:
            codes = causes.of_comparison(name, old_rows, new_rows, found)
            tables.append(TableDiff(name, old_rows, new_rows, found, codes, causes))
    return RunDiff(
        old=before.manifest.run_id,
        new=after.manifest.run_id,
        folders=(before.folder, after.folder),
        articles=articles,
        components=causes.components,
        schema=tuple(schema),
        ids=_id_moves(moves, causes, before, after),
        tables=tuple(tables),
    )


def _same_file(before: _Side, after: _Side, name: str) -> bool:
    one, two = before.manifest.tables.get(name), after.manifest.tables.get(name)
    return one is not None and two is not None and one.sha256 == two.sha256


def _spans(moved: Mapping[str, str], before: _Side, after: _Side) -> dict[str, dict[str, str]]:
    """Table -> old key -> new key of the spans of renamed articles."""
    found = {}
    for name in COMPARED:
        table = BY_NAME[name]
        if table.quotes_text and (old := before.load(name)) is not None and (new := after.load(name)) is not None:
            found[name] = renamed_spans(table, old, new, moved)
    return found


def _moves(table: str, before: _Side, after: _Side) -> tuple[Move, ...]:
    members = MEMBERS[table].table
    if _same_file(before, after, members):
        return ()
    old, new = before.load(members), after.load(members)
    return () if old is None or new is None else find_moves(table, old, new)


def _table_change(name: str, old: pa.Table | None, new: pa.Table | None) -> list[SchemaChange]:
    if old is None and new is None:
        return []
    return [SchemaChange(name, None, "added" if old is None else "removed", None, None)]


def _id_moves(moves: tuple[Move, ...], causes: Causes, before: _Side, after: _Side) -> tuple[IdMove, ...]:
    """The moves with the name of what moved, and why; ids of another outputs folder come from another registry."""
    foreign = before.folder.parent != after.folder.parent
    out = []
    for table in MEMBERS:
        own = [move for move in moves if move.table == table]
        if not own:
            continue
        rows, key = after.load(table), BY_NAME[table].key[0]
        shown = next(c for c in ("name", "label", "metric") if c in BY_NAME[table].column_names)
        names = {} if rows is None else dict(zip(rows[key].to_pylist(), rows[shown].to_pylist(), strict=True))
        codes = causes.of_ids(table, pa.array([m.old_id for m in own]), pa.array([m.new_id for m in own]))
        for move, code in zip(own, codes, strict=True):
            reason = causes.reason(int(code))
            unknown = foreign and reason.cause == UNEXPLAINED
            out.append(IdMove(move, names.get(move.new_id, ""), REGISTRY if unknown else reason))
    return tuple(out)
