"""`newsledger plan`: what a run would read again, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.cli.terminal import Screen
    from pipeline.runs.plan import Plan

EXAMPLES = "Examples:  newsledger plan  |  newsledger plan --knowledge mine  |  newsledger plan --json"
SHOWN = 10


def plan(
    corpus: Annotated[Path | None, typer.Option(help="Folder of .txt and .md articles.  [default: corpus]")] = None,
    outputs: Annotated[Path | None, typer.Option(help="Folder for runs and cache.  [default: outputs]")] = None,
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline by name or path.  [default: built-in]")] = None,
    knowledge: Annotated[Path | None, typer.Option(help="Folder of .tsv rows that add to the built-in ones.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file.  [default: pipeline.toml, if there]")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print every article that would be read as JSON.")] = False,
) -> None:
    """What a run would read again and why, without running."""
    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.runs.plan import plan_run
    from pipeline.runs.remote import at_hand

    settings = load_settings(config, corpus=corpus, outputs=outputs, model=model, knowledge=knowledge)
    planned = plan_run(at_hand(settings))
    if as_json:
        print(json.dumps(_json(planned), ensure_ascii=False, indent=1))
    else:
        _print(Screen(), planned)


def _print(console: Screen, planned: Plan) -> None:
    from rich.markup import escape

    kept = planned.articles - len(planned.readings)
    console.print(
        f"{planned.articles} articles: {len(planned.readings)} to read, {kept} unchanged since they were last read"
    )
    groups: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for reading in planned.readings:
        groups.setdefault((reading.reason, reading.because, reading.stages), []).append(reading.path)
    for (reason, because, stages), paths in groups.items():
        why = f"{reason} ({because})" if because else reason
        more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
        console.print(
            f"  {escape(why)}: {', '.join(stages)} of {escape(', '.join(paths[:SHOWN]))}{more}", soft_wrap=True
        )
    for old, new in planned.changes.renamed:
        console.print(f"  article renamed: {escape(old)} -> {escape(new)}", soft_wrap=True)
    if planned.changes.removed:
        console.print(f"  article removed: {escape(', '.join(planned.changes.removed[:SHOWN]))}", soft_wrap=True)
    for error in planned.refused:
        console.print(f"  would be skipped: {escape(str(error))}", soft_wrap=True)
    told = "stay those of run" if planned.repeats else "would be made anew; the last run is"
    console.print(f"Tables {told} {planned.last}" if planned.last else "There is no run yet")


def _json(planned: Plan) -> dict[str, object]:
    return {
        "version": 1,
        "last": planned.last,
        "articles": planned.articles,
        "read": [
            {"path": r.path, "stages": r.stages, "reason": r.reason, "because": r.because} for r in planned.readings
        ],
        "added": planned.changes.added,
        "edited": planned.changes.edited,
        "renamed": planned.changes.renamed,
        "removed": planned.changes.removed,
        "refused": [{"path": error.path, "reason": error.reason} for error in planned.refused],
        "components": {name: {"old": old, "new": new} for name, (old, new) in planned.components.items()},
        "repeats": planned.repeats,
    }
