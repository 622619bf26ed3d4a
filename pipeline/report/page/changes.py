"""What changed since another run: totals, why, and the rows of events, figures and actors that a reader looks at first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pipeline.report.page.wording import Link, anchor, clip, counted, iso
from pipeline.runs.causes import UNEXPLAINED
from pipeline.runs.diff import CHANGES, RowDiff, RunDiff

TOLD = {"events": "label", "figures": "text", "actors": "name", "claims": "metric"}
"""Tables whose rows are shown, and what names a row."""
ROWS = 8
NAMES = 12


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs; `cells` are (column, old, new) of a changed one."""

    change: str
    row: Link
    cells: tuple[tuple[str, str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class TableChanges:
    """A table with rows that differ: how many of each change, and some of them."""

    table: str
    counts: tuple[int, ...]
    rows: tuple[RowChange, ...]

    @property
    def left_out(self) -> int:
        return sum(self.counts) - len(self.rows)


@dataclass(frozen=True, slots=True)
class Changes:
    """From the old run to the new one; `outside` are lines on articles, components, schemas and ids."""

    old: str
    new: str
    same: bool
    kinds: tuple[str, ...]
    tables: tuple[TableChanges, ...]
    causes: tuple[tuple[str, int], ...]
    outside: tuple[str, ...]


def view_changes(diff: RunDiff, shown: Collection[str]) -> Changes:
    """A view of a diff; rows lead to the page where they are shown (`shown`: anchors)."""
    causes: Counter[str] = Counter()
    for reason, count in diff.reasons().items():
        causes[reason.cause] += count
    tables = []
    for table in diff.tables:
        rows: list[RowChange] = []
        if table.table in TOLD:
            rows = [_row(row, shown) for change in CHANGES for row in table.rows(change, ROWS)]
        tables.append(TableChanges(table.table, tuple(table.counts[change] for change in CHANGES), tuple(rows)))
    return Changes(
        old=diff.old,
        new=diff.new,
        same=diff.same,
        kinds=CHANGES,
        tables=tuple(sorted(tables, key=lambda t: t.table not in TOLD)),
        causes=tuple(sorted(causes.items(), key=lambda pair: (pair[0] != UNEXPLAINED, -pair[1], pair[0]))),
        outside=_outside(diff),
    )


def _row(row: RowDiff, shown: Collection[str]) -> RowChange:
    cells = row.new or row.old or {}
    place = anchor(str(row.key[0]))
    words = clip(str(cells[TOLD[row.table]]))
    if row.table == "figures" and cells["metric"]:
        words = f"{words}, {clip(cells['metric'], 60)}"
    old, new = row.old, row.new
    changed: tuple[tuple[str, str, str], ...] = ()
    if old is not None and new is not None:
        changed = tuple((c, _cell(old[c]), _cell(new[c])) for c in row.columns)
    because = f": {clip(row.reason.because, 120)}" if row.reason.because else ""
    there = row.new is not None and place in shown
    return RowChange(row.change, Link(words, place if there else None), changed, f"{row.reason.cause}{because}")


def _cell(value: Any) -> str:
    if value is None:
        return "nothing"
    return iso(value) if isinstance(value, dt.datetime) else clip(str(value), 120)


def _outside(diff: RunDiff) -> tuple[str, ...]:
    lines = []
    articles = diff.articles
    for word, names in (("added", articles.added), ("removed", articles.removed), ("edited", articles.edited)):
        if names:
            more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
            lines.append(f"{counted(len(names), 'article')} {word}: {', '.join(clip(n) for n in names[:NAMES])}{more}")
    if articles.renamed:
        lines.append(f"{counted(len(articles.renamed), 'article')} renamed")
    if diff.components:
        lines.append(f"made with other: {', '.join(diff.components)}")
    lines.extend(f"schema of {c.table}: {c.column or 'the table'} {c.change}" for c in diff.schema[:NAMES])
    if diff.ids:
        lines.append(f"{counted(len(diff.ids), 'id')} moved")
    return tuple(lines)
