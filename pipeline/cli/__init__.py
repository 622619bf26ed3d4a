"""The command line: one module a verb or two, heavy libraries imported inside the commands.

Exit codes of `run`: 0 every article read, 3 some skipped, 2 nothing done, 130 stopped by Ctrl-C. Of `diff`: 0 same,
1 differences, 2 error, 3 unexplained differences. Every other verb: 0 done, 2 error (of `doctor`: a fault).
"""

from __future__ import annotations

import io
import sys

import typer

from pipeline.cli import (
    actors,
    checking,
    compare,
    dating,
    evaluating,
    figures,
    listing,
    planning,
    reporting,
    running,
    showing,
)
from pipeline.errors import PipelineError

app = typer.Typer(
    name="newsledger",
    help="Wire copy in, Parquet tables out: who did what, when, where, and how much of what.",
    epilog="Begin with:  newsledger run --corpus corpus --outputs outputs",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run", epilog=running.EXAMPLES)(running.run)
app.command("plan", epilog=planning.EXAMPLES)(planning.plan)
app.command("show", epilog=showing.EXAMPLES)(showing.show)
app.command("report", epilog=reporting.EXAMPLES)(reporting.report)
app.command("diff", epilog=compare.EXAMPLES)(compare.diff)
app.command("dates", epilog=dating.EXAMPLES)(dating.dates)
app.command("runs", epilog=listing.RUNS_EXAMPLES)(listing.runs)
app.command("tables", epilog=listing.TABLES_EXAMPLES)(listing.tables)
app.command("figures", epilog=figures.EXAMPLES)(figures.figures)
app.command("evaluate", epilog=evaluating.EXAMPLES)(evaluating.evaluate)
app.command("knowledge", epilog=listing.KNOWLEDGE_EXAMPLES)(listing.knowledge)
app.command("doctor", epilog=checking.EXAMPLES)(checking.doctor)
app.add_typer(actors.app, name="actors")


def main() -> None:
    """Run the command line; an error of ours is a line on stderr (of a list of faults, one each) and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a letter that the terminal cannot show stops nothing
    try:
        app()
    except PipelineError as error:
        from pipeline.cli.terminal import shown

        for line in str(error).splitlines():
            print(f"newsledger: {shown(line)}", file=sys.stderr)
        sys.exit(2)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("pipeline"):
            raise  # a defect of ours
        print(f"newsledger: the library {error.name} is missing; set up again with `make setup`", file=sys.stderr)
        sys.exit(2)
