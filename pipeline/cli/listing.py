"""`newsledger runs`, `tables`, `knowledge`: what there is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

RUNS_EXAMPLES = "Examples:  newsledger runs --outputs outputs  |  newsledger runs --keep 10"
TABLES_EXAMPLES = "Examples:  newsledger tables  |  newsledger tables events"
KNOWLEDGE_EXAMPLES = """Example:  newsledger knowledge, then put my/events/triggers.tsv with the same header line and
your own rows into a folder and run with --knowledge my"""


def runs(
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    keep: Annotated[int | None, typer.Option(min=1, help="Remove all runs but the newest so many.")] = None,
) -> None:
    """List the runs, oldest first; with --keep, remove old ones before."""
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.runs.listing import list_runs
    from pipeline.runs.remote import open_store, prune

    place = load_settings(None, outputs=outputs).outputs
    if keep is not None and (removed := prune(place, keep)):
        print(f"removed {len(removed)} runs: {', '.join(removed)}", file=sys.stderr)
    store = open_store(place)
    table = Table(box=None, pad_edge=False)
    for heading in ("run", "finished", "articles", "read", "skipped", "actors", "events", "figures"):
        words = heading in ("run", "finished")
        table.add_column(heading, justify="left" if words else "right", no_wrap=words)
    for run in list_runs(store):
        counts = (run.articles, run.read, run.skipped, *(run.rows[name] for name in ("actors", "events", "figures")))
        table.add_row(run.run_id, f"{run.finished:%Y-%m-%d %H:%M:%S}", *map(str, counts))
    Screen().print(table)


def tables(
    name: Annotated[str | None, typer.Argument(help="One table; all of them without it.")] = None,
) -> None:
    """What the tables and their columns mean."""
    from rich.markup import escape
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.errors import NotFoundError
    from pipeline.schema import BY_NAME, TABLES

    console = Screen()
    if name is None:
        listing = Table(box=None, pad_edge=False)
        for heading in ("table", "meaning", "key"):
            listing.add_column(heading)
        for table in TABLES:
            listing.add_row(table.name, table.meaning, ", ".join(table.key))
        console.print(listing)
        return
    if name not in BY_NAME:
        raise NotFoundError(f"{name!r} is no table; the tables are {', '.join(BY_NAME)}")
    columns = Table(title=f"{name}: {BY_NAME[name].meaning}", title_justify="left", box=None, pad_edge=False)
    for heading in ("column", "type", "meaning"):
        columns.add_column(heading)
    for column in BY_NAME[name].columns:
        words = f" ({', '.join(column.allowed)})" if column.allowed else ""
        columns.add_row(
            column.name, escape(column.type), f"{column.meaning}{words}{', or null' if column.nullable else ''}"
        )
    console.print(columns)


def knowledge() -> None:
    """The knowledge files a user can add rows to, and what each holds."""
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.knowledge import describe_files

    table = Table(box=None, pad_edge=False)
    for heading in ("file", "rows", "what it holds", "columns"):
        table.add_column(heading, justify="right" if heading == "rows" else "left")
    for file in describe_files():
        table.add_row(file.name, str(file.n_rows), file.meaning, ", ".join(file.columns))
    Screen().print(table)
