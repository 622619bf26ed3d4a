"""`newsledger actors review`: doubtful links and unresolved mentions, with the lines that would put them right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.report.review import Doubt

EXAMPLES = """Examples:  newsledger actors review  |  newsledger actors review 0003 --limit 100  |
newsledger actors review --tsv > review.tsv, then put the lines you agree with into actors.overrides.tsv"""

_HEADINGS = {
    "mentions": "linked",
    "links": "linked across",
    "unresolved": "unresolved",
    "actors": "kept apart",
}


def review(
    run: Annotated[str, typer.Argument(help="Which run: latest, previous, an id or its beginning.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows of the table.")] = 40,
    *,
    tsv: Annotated[bool, typer.Option("--tsv", help="Print override lines only, all of them.")] = False,
) -> None:
    """What is doubtful about the actors, most frequent first: weak links, unresolved mentions, namesakes.

    An override line is action, left, right, article, who, note, parted by tabs. The lines that --tsv prints cut a
    doubtful link (different), join two namesakes (same), or say who an unresolved mention is: the nearest actor before
    it, or ? where you have to fill one in. Only what you put into actors.overrides.tsv counts.
    """
    from pipeline.config import load_settings
    from pipeline.knowledge import default_knowledge
    from pipeline.report.review import doubts
    from pipeline.runs.remote import open_store

    store = open_store(load_settings(None, outputs=outputs).outputs)
    found = doubts(store, store.resolve(run), default_knowledge())
    if tsv:
        for doubt in found:
            for line in doubt.lines:
                print(line.tsv())
        return
    _print_table(found, limit)


def _print_table(found: Sequence[Doubt], limit: int) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.report.review import UNKNOWN

    console = Screen()
    table = Table(box=None, pad_edge=False)
    table.add_column("n", justify="right", no_wrap=True)
    table.add_column("what", no_wrap=True)
    for heading in ("whom, and the first sentence", "why"):
        table.add_column(heading, overflow="fold")
    for doubt in found[:limit]:
        whom = f"{escape(doubt.text)} [dim]->[/] {escape(doubt.actor or UNKNOWN)}\n[dim]{escape(doubt.quote)}[/]"
        table.add_row(str(doubt.n_mentions), _HEADINGS[doubt.of], whom, f"{doubt.rule}: {escape(doubt.why)}")
    console.print(table)
    if len(found) > limit:
        console.print(f"… and {len(found) - limit} more (--limit)", style="dim")
    console.print("--tsv prints all of them as lines for actors.overrides.tsv", style="dim")
