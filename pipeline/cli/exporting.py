"""`newsledger actors export`: the actors of a run for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger actors export --format ftm > actors.ftm.json  |
newsledger actors export --format ftm 0003 --outputs outputs"""


class Format(StrEnum):
    """What can be written."""

    ftm = "ftm"


def export(
    run: Annotated[str, typer.Argument(help="Which run: latest, previous, an id or its beginning.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    form: Annotated[Format, typer.Option("--format", help="ftm: FollowTheMoney entities as JSON lines.")] = Format.ftm,
) -> None:
    """People and bodies, the positions they were seen in, and the ids that became theirs, an entity a line."""
    from pipeline.cli.texts import write_line
    from pipeline.config import load_settings
    from pipeline.knowledge import default_knowledge
    from pipeline.report.follow_the_money import entities
    from pipeline.runs.remote import open_store

    assert form is Format.ftm
    store = open_store(load_settings(None, outputs=outputs).outputs)
    for entity in entities(store, store.resolve(run), default_knowledge()):
        write_line(entity)
