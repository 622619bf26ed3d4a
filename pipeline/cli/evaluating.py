"""`newsledger evaluate`: a run against articles annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:  newsledger evaluate --gold gold/  |  newsledger evaluate --gold gold/ 0003 --faults 5  |
newsledger evaluate --gold gold/ --json > scores.json.  docs/evaluate.md gives the form of the gold and every definition."""


def evaluate(
    gold: Annotated[Path, typer.Option(help="Folder of the annotation: articles.jsonl, dates.jsonl, events.jsonl …")],
    run: Annotated[str, typer.Argument(help="Which run: latest, previous, an id or its beginning.")] = "latest",
    outputs: Annotated[Path | None, typer.Option(help="Folder that `run` wrote to.  [default: outputs]")] = None,
    faults: Annotated[int, typer.Option(min=0, help="Show so many faults of each measure.")] = 0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
) -> None:
    """Score a run against your own annotation of some of its articles.

    Precision, recall and F1 in percent; where only a share can be right, it stands under F1. A file that the folder
    does not hold is not scored.
    """
    from pipeline.cli.terminal import Screen
    from pipeline.config import load_settings
    from pipeline.evaluate import evaluate as score
    from pipeline.evaluate import read_gold
    from pipeline.evaluate.display import as_json as scores_json
    from pipeline.evaluate.display import print_evaluation
    from pipeline.runs.remote import open_store

    store = open_store(load_settings(None, outputs=outputs).outputs)
    evaluation = score(store, run, read_gold(gold))
    if as_json:
        print(json.dumps(scores_json(evaluation, faults), ensure_ascii=False, indent=1))
    else:
        print_evaluation(Screen(), evaluation, faults)
