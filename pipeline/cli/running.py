"""`newsledger run`, and how it shows that it works."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

from pipeline.errors import ArticleError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EXAMPLES = """Examples:  newsledger run  |  newsledger run --corpus wire/ --outputs tables/ --processes 2  |
newsledger run --json -q > summary.json.  Exit code: 0 every article read, 3 some skipped, 2 nothing done."""


def run(
    corpus: Annotated[
        Path | None, typer.Option(help="Folder of .txt and .md articles, or its address (s3://...).  [default: corpus]")
    ] = None,
    outputs: Annotated[
        Path | None, typer.Option(help="Folder for runs and cache, or its address.  [default: outputs]")
    ] = None,
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline by name or path.  [default: built-in]")] = None,
    knowledge: Annotated[Path | None, typer.Option(help="Folder of .tsv rows that add to the built-in ones.")] = None,
    overrides: Annotated[
        Path | None,
        typer.Option(help="Decisions on actors.  [default: actors.overrides.tsv beside the corpus, if there]"),
    ] = None,
    processes: Annotated[int | None, typer.Option(help="Worker processes.  [default: 1]")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler.  [default: none]")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file.  [default: pipeline.toml, if there]")] = None,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every article again, cached or not.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON instead of the first look.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Read the articles that are new, bring the tables up to date, show a first look."""
    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.report.first_look import print_first_look, summary
    from pipeline.runs.remote import brought_back
    from pipeline.runs.run import run as run_pipeline
    from pipeline.runs.store import Store

    settings = load_settings(
        config,
        corpus=corpus,
        outputs=outputs,
        model=model,
        knowledge=knowledge,
        overrides=overrides,
        processes=processes,
        scheduler=scheduler,
        fresh=fresh or None,
    )
    try:
        with Reporter(quiet=quiet) as reporter, brought_back(settings) as here:
            outcome = run_pipeline(here, reporter)
    except KeyboardInterrupt:
        print("newsledger: stopped; what was read is kept, run again to go on from there", file=sys.stderr)
        raise typer.Exit(130) from None
    if as_json:
        print(json.dumps(summary(outcome), ensure_ascii=False, indent=1))
    elif not quiet:
        print_first_look(Screen(), Store(here.outputs), outcome, _program())
    raise typer.Exit(3 if outcome.manifest.skipped else 0)


def _program() -> str:
    """How the user called us, for commands to try next."""
    called = Path(sys.argv[0])
    if called.name != "newsledger":
        return "python -m pipeline"
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


class Reporter:
    """Progress on stderr: a bar on a terminal, else one line per EVERY articles. Implements `runs.run.Progress`."""

    EVERY = 100

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._total = 0
        self._done = 0

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from rich.progress import Progress

            from pipeline.cli.terminal import Screen

            self._bar = Progress(console=Screen(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def note(self, text: str) -> None:
        """Say what a user should know of the run."""
        self._line(f"note: {text}")

    def start(self, total: int, cached: int) -> None:
        """Say how much there is to do."""
        self._total = total - cached
        self._line(f"{total} articles: {self._total} to read, {cached} unchanged since they were last read")
        if self._bar is not None and self._total:
            self._task = self._bar.add_task("reading", total=self._total)

    def article(self, path: str) -> None:
        """Count an article."""
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, description=path[-40:])
        elif self._done % self.EVERY == 0 or self._done == self._total:
            self._line(f"read {self._done} of {self._total} (last: {path})")

    def skipped(self, error: ArticleError) -> None:
        """Name a file that could not be read; said even when quiet, because it is an error."""
        self._line(f"skipped {error}", always=True)

    def step(self, name: str) -> None:
        """Name what begins."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=name)

    def _line(self, text: str, *, always: bool = False) -> None:
        if self._quiet and not always:
            return
        if self._bar is not None:
            self._bar.console.print(text, markup=False, soft_wrap=True)
        else:
            from pipeline.cli.terminal import shown

            print(shown(text), file=sys.stderr)
