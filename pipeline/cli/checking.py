"""`newsledger doctor`: is everything in place?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger doctor  |  newsledger doctor --corpus wire --outputs tables --knowledge mine.
Exit code: 0 nothing wrong, 2 a fault."""


def doctor(
    corpus: Annotated[Path | None, typer.Option(help="Folder of articles.  [default: corpus]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` writes to.  [default: outputs]")] = None,
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline by name or path.  [default: built-in]")] = None,
    knowledge: Annotated[Path | None, typer.Option(help="Folder of .tsv rows of your own.")] = None,
) -> None:
    """Check the installation and the folders, and say what to do about what is wrong. Nothing is changed."""
    from rich.text import Text

    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.runs.doctor import examine
    from pipeline.runs.remote import at_hand

    settings = at_hand(load_settings(None, corpus=corpus, outputs=outputs, model=model, knowledge=knowledge))
    console = Screen()
    styles = {"ok": "green", "note": "yellow", "fault": "bold red"}
    faults = 0
    for check in examine(settings):
        faults += check.state == "fault"
        line = Text.assemble((f"{check.state:6}", styles[check.state]), f"{check.name:10} {check.found}")
        console.print(line, soft_wrap=True)
    raise typer.Exit(2 if faults else 0)
