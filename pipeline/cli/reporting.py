"""`newsledger report`: a run as one HTML file to open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger report  |  newsledger report 0003 --out tea.html  |
newsledger report --diff previous --outputs outputs"""


def report(
    run: Annotated[str, typer.Argument(help="A run: latest, previous, an id, its beginning, or a path.")] = "latest",
    diff: Annotated[str | None, typer.Option(help="An older run, to show what changed since.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write.  [default: report.html in OUTPUTS, here if that is an address]"),
    ] = None,
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
) -> None:
    """Write a run as one HTML file: timeline, actors, figures, claims in conflict, and the articles with their marks."""
    from pipeline.config import load_settings
    from pipeline.report.page.render import write_report
    from pipeline.runs.mirror import address_of
    from pipeline.runs.remote import open_store

    place = load_settings(None, outputs=outputs).outputs
    store = open_store(place)
    file = out or (Path() if address_of(place) else place) / "report.html"
    page = write_report(store, run, file, diff)
    print(file)
    parts = [f"{s.shown:,} of {s.total:,} {s.what}" for s in page.shown.values() if s.left_out]
    if parts:
        print(f"It shows {', '.join(parts)}; it says which.")
