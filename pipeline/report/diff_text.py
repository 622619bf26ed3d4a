"""A diff as text, a screen's worth: totals, what changed outside, why, then the rows a reader looks at first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.runs.causes import UNEXPLAINED, Reason
from pipeline.runs.diff import CHANGES, RowDiff, RunDiff, TableDiff

HEADLINE = ("events", "actors", "figures")
SHOWN = 5
"""Rows of a table on the screen, names in a line."""
SHOWN_ALONE = 40
"""Rows of the one table a reader asks for."""
_TELLING = ("label", "name", "alias", "text", "metric", "title", "value", "role")
_SIGNS = {"added": "[green]+[/]", "removed": "[red]-[/]", "changed": "[yellow]~[/]"}
_WIDTH = 60


def print_diff(console: Console, diff: RunDiff, only: str | None = None) -> None:
    """Totals first, then the unexplained rows, then at most SHOWN rows of the headline tables.

    Args:
        console: where it goes.
        diff: what differs.
        only: a table to print instead, SHOWN_ALONE rows of it.
    """
    totals = Counter({change: sum(table.counts[change] for table in diff.tables) for change in CHANGES})
    told = ", ".join(f"{totals[change]} rows {change}" for change in CHANGES if totals[change])
    console.print(f"[bold]{diff.old} -> {diff.new}[/]: {told or 'no row differs'}")
    _print_outside(console, diff)
    if diff.same:
        console.print("no differences")
        return
    _print_causes(console, diff)
    counted = _table("table", *CHANGES)
    for table in diff.tables:
        counted.add_row(table.table, *(str(table.counts[change] or "") for change in CHANGES))
    console.print()
    console.print(counted)
    _print_rows(console, "unexplained", list(_unexplained(diff)), diff.unexplained)
    for table in diff.tables:
        if table.table == only or (only is None and table.table in HEADLINE):
            shown = SHOWN if only is None else SHOWN_ALONE
            _print_rows(console, table.table, _some(table, shown), sum(table.counts.values()))


def _print_outside(console: Console, diff: RunDiff) -> None:
    """Articles, components, schemas and ids, a line each."""
    articles = diff.articles
    for word, names in (("added", articles.added), ("removed", articles.removed), ("edited", articles.edited)):
        if names:
            _line(console, f"articles {word}", names)
    if articles.renamed:
        _line(console, "articles renamed", [f"{old} -> {new}" for old, new in articles.renamed])
    if diff.components:
        _line(console, "made of other", [_component(name, *pair) for name, pair in diff.components.items()])
    for change in diff.schema:
        what = "table" if change.column is None else f"column {change.column}"
        types = f" ({change.old} -> {change.new})" if change.change == "retyped" else ""
        console.print(f"schema: {change.table}: {what} {change.change}{types}")
    for kind in ("renamed", "merged", "split"):
        moved = [m for m in diff.ids if m.move.change == kind]
        if moved:
            shown = [f"{m.name or m.move.old_id} ({m.move.old_id[:8]} -> {m.move.new_id[:8]})" for m in moved]
            _line(console, f"ids {kind}", shown)


def _component(name: str, old: str | None, new: str | None) -> str:
    kind, _, place = name.partition(" ")
    versions = f" {old or 'none'} -> {new or 'none'}" if kind in ("dependency", "option") else ""
    return f"{kind} {place}{versions}"


def _print_causes(console: Console, diff: RunDiff) -> None:
    """Each cause with the rows it made and what is behind it, most rows first; the unexplained ones last."""
    rows: Counter[str] = Counter()
    behind: dict[str, Counter[str]] = {}
    for reason, count in diff.reasons().items():
        rows[reason.cause] += count
        behind.setdefault(reason.cause, Counter())[reason.because] += count
    table = _table("why", "rows", "because of")
    for cause in sorted(rows, key=lambda c: (c == UNEXPLAINED, -rows[c], c)):
        names = sorted(behind[cause], key=lambda b: (-behind[cause][b], b))
        style = "bold red" if cause == UNEXPLAINED else None
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        table.add_row(cause, str(rows[cause]), escape("; ".join(names[:3]) + more), style=style)
    if rows:
        console.print()
        console.print(table)


def _unexplained(diff: RunDiff) -> Iterator[RowDiff]:
    for table in diff.tables:
        for change in CHANGES:
            yield from table.rows(change, SHOWN, unexplained=True)


def _some(table: TableDiff, count: int) -> list[RowDiff]:
    """So many rows, of each change as many; what one change leaves of its share goes to the others."""
    out: list[RowDiff] = []
    for left, change in zip((3, 2, 1), sorted(CHANGES, key=lambda c: table.counts[c]), strict=True):
        out += table.rows(change, max(1, (count - len(out)) // left))
    return sorted(out, key=lambda row: CHANGES.index(row.change))


def _print_rows(console: Console, title: str, rows: Sequence[RowDiff], total: int) -> None:
    if not rows:
        return
    console.print(f"\n[bold]{title}[/]")
    for row in rows:
        key = escape(" / ".join("" if part is None else str(part)[:12] for part in row.key))
        whole = row.new or row.old or {}
        text = telling(whole)
        if row.change == "changed" and row.old is not None and row.new is not None:
            moves = escape("; ".join(f"{c}: {short(row.old[c])} -> {short(row.new[c])}" for c in row.columns))
            text = f"{text}; {moves}" if text else moves
        why = "" if row.reason == Reason(UNEXPLAINED, "") else f"  [dim]({escape(_why(row.reason))})[/]"
        home = f"{row.table} " if title == "unexplained" else ""
        console.print(f"  {_SIGNS[row.change]} {home}{key}  {text}{why}", soft_wrap=True)
    if total > len(rows):
        console.print(f"  … {total - len(rows)} more (--table {title}, --json, --html, --parquet)", style="dim")


def _why(reason: Reason) -> str:
    return f"{reason.cause}: {reason.because}" if reason.because else reason.cause


def _line(console: Console, title: str, names: Sequence[str]) -> None:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    console.print(f"{title}: {escape(', '.join(names[:SHOWN]))}{more}", soft_wrap=True)


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        numbers = heading in ("rows", *CHANGES)
        table.add_column(heading, justify="right" if numbers else "left", no_wrap=numbers)
    return table


def telling(row: dict[str, Any], *, markup: bool = True) -> str:
    """What tells a reader which row it is, or "" where nothing does; escaped for rich unless told not to."""
    shown = next((short(row[c]) for c in _TELLING if row.get(c) not in (None, "")), "")
    return escape(shown) if markup else shown


def short(content: Any) -> str:
    """A cell in a few words."""
    if content is None:
        return "null"
    if isinstance(content, dt.datetime):
        return f"{content:%Y-%m-%d}"
    text = " ".join(str(content).split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
