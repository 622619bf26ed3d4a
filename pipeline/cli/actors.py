"""`newsledger actors`: the verbs that work on actors, as a group. A verb of its own file registers here."""

from __future__ import annotations

import typer

from pipeline.cli import exporting, linking, reviewing

app = typer.Typer(
    help="Actors: what to look at, what they are exported as.",
    epilog="Begin with:  newsledger actors review",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("link", epilog=linking.EXAMPLES)(linking.link)
app.command("review", epilog=reviewing.EXAMPLES)(reviewing.review)
app.command("export", epilog=exporting.EXAMPLES)(exporting.export)
