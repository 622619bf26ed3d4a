"""An evaluation as JSON and as tables on the terminal."""

from __future__ import annotations

import dataclasses
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.evaluate.measures import Count, Found, Mean, Measure, Share
from pipeline.evaluate.rows import Fault
from pipeline.evaluate.scoring import Evaluation

_DIGITS = 4


def as_json(evaluation: Evaluation, limit: int) -> dict[str, Any]:
    """Everything, with at most `limit` faults of each measure."""
    return {
        "run": evaluation.run_id,
        "notes": list(evaluation.notes),
        "scores": {
            area: {name: _measure_json(measure) for name, measure in measures.items()}
            for area, measures in evaluation.measures.items()
        },
        "faults": [dataclasses.asdict(fault) for fault in _first(evaluation.faults, limit)],
    }


def print_evaluation(console: Console, evaluation: Evaluation, limit: int) -> None:
    """The numbers, and at most `limit` faults of each measure."""
    table = Table(box=None, pad_edge=False)
    table.add_column("area", min_width=8)
    table.add_column("measure")
    for heading in ("precision", "recall", "F1", "right", "of"):
        table.add_column(heading, justify="right", min_width=max(5, len(heading)))
    for area, measures in evaluation.measures.items():
        for i, (name, measure) in enumerate(measures.items()):
            table.add_row("" if i else area, name.replace("_", " "), *_cells(measure))
    console.print(table)
    for note in evaluation.notes:
        console.print(f"note: {note}", markup=False)
    for measure_name, faults in groupby(_first(evaluation.faults, limit), key=lambda fault: fault.measure):
        console.print(f"\n{escape(measure_name)}")
        shown = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 2))
        for fault in faults:
            answer = f"{fault.wanted} <> {fault.given}" if fault.wanted and fault.given else fault.wanted or fault.given
            shown.add_row(*(escape(" ".join(cell.split())) for cell in (fault.article, fault.text, answer)))
        console.print(shown)


def _first(faults: tuple[Fault, ...], limit: int) -> list[Fault]:
    """The first faults of each measure, measures in the order in which they come up."""
    by_measure: dict[str, list[Fault]] = {}
    for fault in faults:
        by_measure.setdefault(fault.measure, []).append(fault)
    return [fault for own in by_measure.values() for fault in own[:limit]]


def _measure_json(measure: Measure) -> dict[str, Any]:
    match measure:
        case Found():
            told: dict[str, Any] = {"precision": measure.precision, "recall": measure.recall, "f1": measure.f1}
            told |= dataclasses.asdict(measure)
        case Share():
            told = {"share": measure.share} | dataclasses.asdict(measure)
        case Mean() | Count():
            told = {name: value for name, value in dataclasses.asdict(measure).items() if value is not None}
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in told.items()}


def _cells(measure: Measure) -> tuple[str, ...]:
    """Precision, recall, F1, right, of."""
    match measure:
        case Found(hits, _, missed):
            return (
                _percent(measure.precision),
                _percent(measure.recall),
                _percent(measure.f1),
                str(hits),
                str(hits + missed),
            )
        case Share(right, of):
            return "", "", _percent(measure.share), str(right), str(of)
        case Mean(precision, recall, f1, of):
            return _percent(precision), _percent(recall), _percent(f1), "", str(of)
        case Count(n):
            return "", "", "", "", str(n)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"
