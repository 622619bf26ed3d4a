"""`newsledger show`: a row and the sentences it was read from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger show actor country:PER  |  newsledger show actor "Jane Doe"  |
newsledger show event e-4f0c  |  newsledger show figure f-91ab --all
newsledger show rejected 2024/lima-talks: the trigger words of an article that were not taken for events, and why"""


class Kind(StrEnum):
    """What can be shown."""

    actor = "actor"
    event = "event"
    figure = "figure"
    rejected = "rejected"


def show(
    kind: Annotated[Kind, typer.Argument(help="What to show.")],
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Its id (of rejected: an article's), the beginning of it, or a name.")
    ],
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    run: Annotated[str, typer.Option(help="Which run: latest, previous, an id or its beginning.")] = "latest",
    *,
    every: Annotated[bool, typer.Option("--all", help="Every link and sentence, not the first dozen.")] = False,
) -> None:
    """Print a row, its links, and the quoted sentences with the span marked."""
    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.report.evidence import Evidences, print_evidence
    from pipeline.runs.remote import open_store

    store = open_store(load_settings(None, outputs=outputs).outputs)
    evidence = Evidences(store, store.resolve(run)).find(kind.value, row_id)
    print_evidence(Screen(), evidence, every=every)
