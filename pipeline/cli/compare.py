"""`newsledger diff`: what changed between two runs, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger diff  |  newsledger diff 0003 0007 --table events  |  newsledger diff previous latest
--json  |  newsledger diff --html changes.html.  Exit code: 0 same, 1 differences, 2 error, 3 unexplained differences."""


def diff(
    old: Annotated[str, typer.Argument(help="A run: latest, previous, an id, its beginning, or a path.")] = "previous",
    new: Annotated[str, typer.Argument(help="The run to compare it with.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    table: Annotated[str | None, typer.Option(help="Show the rows of this table only.")] = None,
    parquet: Annotated[Path | None, typer.Option(help="Write every differing row to this Parquet file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with each row's sentence to this file.")] = None,
    tolerance: Annotated[
        float, typer.Option(min=0.0, help="Numbers that differ by at most this share are equal.")
    ] = 0.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print every differing row as JSON.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit code 0 also where runs differ.")] = False,
) -> None:
    """Rows added, removed and changed between two runs, totals first, each with its cause."""
    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.errors import NotFoundError
    from pipeline.runs.causes import COMPARED
    from pipeline.runs.diff import diff_runs
    from pipeline.runs.remote import open_store

    if table is not None and table not in COMPARED:
        raise NotFoundError(f"{table!r} is no table to compare; the tables are {', '.join(COMPARED)}")
    store = open_store(load_settings(None, outputs=outputs).outputs)
    difference = diff_runs(store, old, new, tolerance=tolerance)
    if parquet is not None:
        from pipeline.report.diff_files import write_parquet

        write_parquet(difference, parquet)
    if html is not None:
        from pipeline.report.diff_html import write_html

        write_html(difference, store, html)
    if as_json:
        from pipeline.report.diff_files import as_json as diff_json
        from pipeline.report.diff_files import plain

        print(json.dumps(diff_json(difference), ensure_ascii=False, indent=1, default=plain))
    else:
        from pipeline.report.diff_text import print_diff

        print_diff(Screen(), difference, table)
    raise typer.Exit(0 if difference.same or exit_zero else 3 if difference.unexplained else 1)
