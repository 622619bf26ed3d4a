"""Dates and figures: found where they stand, then right in one thing after another.

A level counts what is right in it and in all levels before it. A row that the run has and no gold row overlaps is
spurious on every level; one that overlaps a gold row which another row answers is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pipeline.evaluate.alignment import one_to_one, overlap, plain
from pipeline.evaluate.gold import GoldDate, GoldFigure
from pipeline.evaluate.measures import Found
from pipeline.evaluate.rows import Fault, Row, RunRows, Scores

G = TypeVar("G", GoldDate, GoldFigure)
Level = tuple[str, Callable[[G, Row], bool]]

KINDS = frozenset({"money", "percent", "percentage_point", "share", "rank"})
"""Kinds of figures that are judged; others only where a gold row of theirs is not optional."""
_BOUNDS = {
    "nearly": {"nearly", "under"},
    "about": {"about"},
    "around": {"about"},
    "over": {"over", "at_least"},
}
"""Qualifier -> the bounds of the tables that say as much; others stand for themselves."""
_CLOSE = 1e-3


def score_dates(gold: Sequence[GoldDate], run: RunRows) -> Scores:
    """`span`: found; `resolved`: with the right first and last day. A row without days claims nothing."""
    rows = [row for row in run.of("dates") if row["date_start"] is not None]
    levels: list[Level[GoldDate]] = [
        ("span", lambda _g, _r: True),
        ("resolved", lambda g, r: (g.date_start, g.date_end) == _days(r, "date")),
    ]
    return _levels("dates", gold, rows, levels)


def score_figures(gold: Sequence[GoldFigure], run: RunRows) -> Scores:
    """Value, unit and kind; then the bound, the period, the metric and the subjects on top of each other."""
    kinds = KINDS | {figure.kind for figure in gold if not figure.optional}
    rows = [row for row in run.of("figures") if row["kind"] in kinds]
    subjects: dict[str, set[str]] = defaultdict(set)
    for row in run.named("figure_actors", "figure_id", (row["figure_id"] for row in rows)):
        subjects[row["figure_id"]].add(plain(row["name"]))

    def of_whom(g: GoldFigure, r: Row) -> bool:
        return not g.subjects_any or not subjects[r["figure_id"]].isdisjoint(map(plain, g.subjects_any))

    levels: list[Level[GoldFigure]] = [
        ("value+unit", _value),
        ("+bound", lambda g, r: r["bound"] in _BOUNDS.get(g.qualifier, {g.qualifier})),
        ("+period", lambda g, r: g.period_start is None or (g.period_start, g.period_end) == _days(r, "period")),
        ("+metric", lambda g, r: not g.metric_any or any(plain(m) in plain(r["metric"]) for m in g.metric_any)),
        ("+subjects", of_whom),
    ]
    return _levels("figures", gold, rows, levels)


def _value(gold: GoldFigure, row: Row) -> bool:
    if row["value"] is None or abs(row["value"] - gold.value) > _CLOSE * max(1.0, abs(gold.value)):
        return False
    if gold.unit is not None and row["unit"] != gold.unit:
        return False
    return row["kind"] == gold.kind or {row["kind"], gold.kind} <= {"percent", "share"}


def _days(row: Row, name: str) -> tuple[Any, Any]:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return start and start.date(), end and end.date()


def _levels(area: str, gold: Sequence[G], rows: Sequence[Row], levels: Sequence[Level[G]]) -> Scores:
    answers = one_to_one(
        ((-shared, abs(g.start - r["start"]), abs(g.end - r["end"]), i, j), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(rows)
        if r["article_id"] == g.article and (shared := overlap(g.start, g.end, r["start"], r["end"])) > 0
    )
    answering = set(answers.values())
    spurious = [row for j, row in enumerate(rows) if j not in answering and not _touches(gold, row)]
    needed = [i for i, g in enumerate(gold) if not g.optional]
    alive = [i for i in needed if i in answers]
    wrong, measures, faults = 0, {}, []
    for name, is_right in levels:
        passed = [i for i in alive if is_right(gold[i], rows[answers[i]])]
        faults += [_wrong(f"{area} {name}", gold[i], rows[answers[i]]) for i in alive if i not in passed]
        wrong += len(alive) - len(passed)
        measures[name] = Found(len(passed), wrong + len(spurious), len(needed) - len(passed))
        alive = passed
    faults += [Fault(f"{area} missed", gold[i].article, gold[i].text) for i in needed if i not in answers]
    faults += [Fault(f"{area} spurious", row["article_id"], row["text"]) for row in spurious]
    return Scores(measures, tuple(faults))


def _touches(gold: Sequence[G], row: Row) -> bool:
    return any(g.article == row["article_id"] and overlap(g.start, g.end, row["start"], row["end"]) > 0 for g in gold)


def _wrong(measure: str, gold: G, row: Row) -> Fault:
    """What the two say, without where they stand and what is empty."""
    passed_over = {"article", "start", "end", "text", "optional"}
    wanted = gold.model_dump(mode="json", exclude=passed_over, exclude_defaults=True)
    columns = (
        "date_start",
        "date_end",
        "value",
        "unit",
        "kind",
        "bound",
        "period_start",
        "period_end",
        "metric",
        "subjects",
    )
    given = {c: row[c] for c in columns if row.get(c) is not None}
    return Fault(measure, gold.article, gold.text, _told(wanted), _told(given))


def _told(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {str(value).removesuffix(' 00:00:00')}" for name, value in values.items())
