"""A diff as text, a screen's worth: what changed outside, totals a table, then the first rows of each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.runs.diff import RunDiff, TableDiff
from pipeline.schema import BY_NAME

SHOWN = 5
_TELLING = ("label", "name", "alias", "text", "metric", "title", "value")


def as_json(diff: RunDiff) -> dict[str, Any]:
    """What `diff --json` prints: totals, and every row with its key, columns, old and new values."""
    return {
        "version": 1,
        "old": diff.old,
        "new": diff.new,
        "articles": {
            "added": diff.articles_added,
            "removed": diff.articles_removed,
            "edited": diff.articles_edited,
        },
        "stages_changed": diff.stages_changed,
        "tables": {t.table: _table_json(t) for t in diff.tables},
    }


def print_diff(console: Console, diff: RunDiff) -> None:
    """Totals first, then at most SHOWN rows of each kind in each table."""
    console.print(f"[bold]{diff.old} -> {diff.new}[/]")
    for word, articles in (
        ("added", diff.articles_added),
        ("removed", diff.articles_removed),
        ("edited", diff.articles_edited),
    ):
        if articles:
            more = f" and {len(articles) - SHOWN} more" if len(articles) > SHOWN else ""
            console.print(f"articles {word}: {escape(', '.join(articles[:SHOWN]))}{more}")
    if diff.stages_changed:
        console.print(f"stages whose code, knowledge or model changed: {', '.join(diff.stages_changed)}")
    if diff.same:
        console.print("no differences")
        return
    totals = Table(box=None, pad_edge=False)
    for heading in ("table", "added", "removed", "changed"):
        totals.add_column(heading, justify="left" if heading == "table" else "right")
    for table in diff.tables:
        totals.add_row(table.table, str(len(table.added)), str(len(table.removed)), str(len(table.changed)))
    console.print(totals)
    for table in diff.tables:
        _print_table(console, table)


def _print_table(console: Console, diff: TableDiff) -> None:
    console.print(f"\n[bold]{diff.table}[/]")
    for sign, names in (("+", diff.columns_added), ("-", diff.columns_removed)):
        for name in names:
            console.print(f"  {sign} column {name}")
    key = BY_NAME[diff.table].key
    for sign, style, rows in (("+", "green", diff.added), ("-", "red", diff.removed)):
        for row in rows[:SHOWN]:
            console.print(f"  [{style}]{sign}[/] {_name(tuple(row[k] for k in key))}  {_telling(row)}", soft_wrap=True)
        _more(console, sign, len(rows))
    for changed in diff.changed[:SHOWN]:
        moves = "; ".join(f"{c}: {_value(old)} -> {_value(new)}" for c, (old, new) in changed.columns.items())
        console.print(f"  [yellow]~[/] {_name(changed.key)}  {moves}", soft_wrap=True)
    _more(console, "~", len(diff.changed))


def _more(console: Console, sign: str, total: int) -> None:
    if total > SHOWN:
        console.print(f"  {sign} … {total - SHOWN} more (--json has all)", style="dim")


def _name(key: tuple[Any, ...]) -> str:
    return escape(" / ".join("" if part is None else str(part) for part in key))


def _telling(row: dict[str, Any]) -> str:
    return next((_value(row[c]) for c in _TELLING if row.get(c) not in (None, "")), "")


def _value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}"
    text = " ".join(str(value).split())
    return escape(text if len(text) <= 80 else text[:79] + "…")


def _table_json(diff: TableDiff) -> dict[str, Any]:
    return {
        "columns_added": diff.columns_added,
        "columns_removed": diff.columns_removed,
        "added": diff.added,
        "removed": diff.removed,
        "changed": [
            {"key": row.key, "columns": {c: list(pair) for c, pair in row.columns.items()}} for row in diff.changed
        ],
    }
