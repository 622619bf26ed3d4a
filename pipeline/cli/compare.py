"""`newsledger diff`: what changed between two runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger diff  |  newsledger diff 0003 0007  |  newsledger diff previous latest --json.
Exit code: 0 same, 1 differences, 2 error."""


def diff(
    old: Annotated[str, typer.Argument(help="A run: latest, previous, an id, its beginning, or a path.")] = "previous",
    new: Annotated[str, typer.Argument(help="The run to compare it with.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print every differing row as JSON.")] = False,
) -> None:
    """Rows added, removed and changed between two runs, totals first."""
    from rich.console import Console

    from pipeline.config import load_settings
    from pipeline.report.diff_text import as_json as diff_json
    from pipeline.report.diff_text import print_diff
    from pipeline.runs.diff import diff_runs
    from pipeline.runs.store import Store

    difference = diff_runs(Store(load_settings(None, outputs=outputs).outputs), old, new)
    if as_json:
        print(json.dumps(diff_json(difference), ensure_ascii=False, indent=1, default=str))
    else:
        print_diff(Console(highlight=False), difference)
    raise typer.Exit(0 if difference.same else 1)
