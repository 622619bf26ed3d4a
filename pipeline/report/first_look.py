"""The first look: what a run found, on one screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.runs.run import Outcome
from pipeline.runs.store import Store

NEWEST = 8
LARGEST = 6
ID_SHOWN = 8
"""Enough of an id for `show`, which takes the beginning of one."""
MONTH = dt.timedelta(days=31)
UNWRAPPED = ("when", "status", "as written", "id")


def summary(outcome: Outcome) -> dict[str, Any]:
    """What `run --json` prints."""
    manifest = outcome.manifest
    return {
        "run": manifest.run_id,
        "folder": str(outcome.folder),
        "articles": len(manifest.articles),
        "read": sorted(outcome.read),
        "skipped": [{"path": s.path, "reason": s.reason} for s in manifest.skipped],
        "notes": manifest.notes,
        "warnings": manifest.warnings,
        "rows": {name: table.rows for name, table in manifest.tables.items()},
    }


def print_first_look(console: Console, store: Store, outcome: Outcome, program: str = "newsledger") -> None:
    """Counts, the newest events, the largest amounts, where the tables are, what was skipped and why.

    Args:
        console: where it goes.
        store: the outputs folder.
        outcome: the run.
        program: how the reader called newsledger, for commands to try next.
    """
    manifest = outcome.manifest
    rows = {name: table.rows for name, table in manifest.tables.items()}
    console.print(
        f"[bold]Run {manifest.run_id}[/]: {len(manifest.articles)} articles ({len(outcome.read)} read now, "
        f"{len(manifest.articles) - len(outcome.read)} unchanged) -> {rows['actors']} actors, {rows['events']} events, "
        f"{rows['figures']} figures, {rows['dates']} dates",
        soft_wrap=True,
    )
    event = _newest_events(console, store.table(outcome.folder, "events"))
    _largest_figures(console, store.table(outcome.folder, "figures"))
    folder = outcome.folder
    console.print(f"\nTables    {escape(str(folder))}/*.parquet", soft_wrap=True)
    console.print('Python    import pipeline; events = pipeline.load("events")', soft_wrap=True)
    if event is not None:
        console.print(f"Evidence  {escape(program)} show event {event}", soft_wrap=True)
    for warning in manifest.warnings:
        console.print(f"[yellow]note[/] {escape(warning)}")
    if manifest.skipped:
        console.print(f"\n[bold red]{len(manifest.skipped)} skipped[/]")
        for skipped in manifest.skipped:
            console.print(f"  {escape(skipped.path)}: {escape(skipped.reason)}", soft_wrap=True)


def when(start: dt.datetime | None, end: dt.datetime | None) -> str:
    """Days as people write them: "2024-11-13", "2024-11-12 to 16", "2024", ""."""
    if start is None or end is None:
        return ""
    if start == end:
        return f"{start:%Y-%m-%d}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y} to {end:%Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m-%d} to {end:%d}"
    return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"


def _newest_events(console: Console, events: pa.Table) -> str | None:
    """Print them; the id of the one that most articles tell of, None where there is none."""
    shown = [row for row in events.to_pylist() if row["type"] != "statement"]
    dated = [row for row in shown if row["date_end"] is not None]
    sure = [row for row in dated if row["actors"] and row["date_end"] - row["date_start"] < MONTH]
    told = [row for row in sure if row["status"] != "proposed"] or sure or dated
    newest = sorted(told, key=lambda r: (-r["date_end"].toordinal(), -r["n_articles"], r["event_id"]))[:NEWEST]
    # Where few articles have a date, what they tell is worth a look all the same.
    undated = [row for row in shown if row["date_end"] is None and row["actors"]]
    undated.sort(key=lambda r: (-r["n_articles"], -r["n_mentions"], r["event_id"]))
    newest += undated[: NEWEST - len(newest)]
    if not newest:
        return None
    table = _table("Newest events", "when", "status", "event", "art.", "id")
    for row in newest:
        days = when(row["date_start"], row["date_end"])
        cells = (days, row["status"], row["label"], str(row["n_articles"]), row["event_id"][:ID_SHOWN])
        table.add_row(*(escape(cell) for cell in cells))
    console.print()
    console.print(table)
    told_most: str = max(newest, key=lambda r: (r["n_articles"], r["event_id"]))["event_id"]
    return told_most


def _largest_figures(console: Console, figures: pa.Table) -> None:
    money = [row for row in figures.to_pylist() if row["kind"] == "money" and row["value"] is not None]
    in_dollars = [row for row in money if row["unit"] == "USD"] or money
    if not in_dollars:
        return
    largest: dict[tuple[Any, ...], dict[str, Any]] = {}  # the same amount of the same thing once
    for row in sorted(in_dollars, key=lambda r: (-r["value"], r["figure_id"])):
        largest.setdefault((row["value"], row["metric"], row["subjects"], row["period_start"]), row)
    table = _table(f"Largest amounts ({in_dollars[0]['unit']})", "as written", "what", "of whom", "period", "id")
    for row in list(largest.values())[:LARGEST]:
        period = when(row["period_start"], row["period_end"])
        cells = (row["text"], row["metric"] or "", row["subjects"] or "", period, row["figure_id"][:ID_SHOWN])
        table.add_row(*(escape(" ".join(cell.split())) for cell in cells))
    console.print()
    console.print(table)


def _table(title: str, *headings: str) -> Table:
    """A plain table whose narrow columns never wrap."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading == "art." else "left", no_wrap=heading in UNWRAPPED)
    return table
