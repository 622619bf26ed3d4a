"""`newsledger actors`: the verbs that work on actors, as a group. A verb of its own file registers here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import linking

REVIEW_EXAMPLES = """Examples:  newsledger actors review  |  newsledger actors review --tsv >> actors.overrides.tsv"""

app = typer.Typer(
    help="Actors: what to look at, what they are exported as.",
    epilog="Begin with:  newsledger actors review",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("link", epilog=linking.EXAMPLES)(linking.link)


@app.command("review", epilog=REVIEW_EXAMPLES)
def review(
    run: Annotated[str, typer.Argument(help="Which run: latest, previous, an id or its beginning.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
) -> None:
    """Mentions that no rule could resolve, most frequent first."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipeline.config import load_settings
    from pipeline.report.review import unresolved
    from pipeline.runs.store import Store

    store = Store(load_settings(None, outputs=outputs).outputs)
    table = Table(box=None, pad_edge=False)
    for heading in ("mentions", "text", "why", "first in"):
        table.add_column(heading, justify="right" if heading == "mentions" else "left")
    for row in unresolved(store, store.resolve(run)):
        table.add_row(str(row.n_mentions), escape(row.text), row.rule, escape(row.article_id))
    Console(highlight=False).print(table)
