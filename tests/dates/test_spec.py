"""Every row of spec.tsv comes out as written; no sentence of none.tsv holds a date."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.dates import find_dates
from pipeline.records import TimeExpression
from tests.dates.rows import rows

SPEC = rows("spec.tsv")
NONE = rows("none.tsv")


def _shown(found: TimeExpression) -> dict[str, str]:
    return {
        "expression": found.text,
        "start": str(found.date_start or ""),
        "end": str(found.date_end or ""),
        "precision": found.precision or "",
        "value": found.value,
        "part_of_day": found.part_of_day or "",
    }


@pytest.mark.parametrize("row", SPEC, ids=[f"{row['expression']} @ {row['text'][:30]}" for row in SPEC])
def test_expression(row: dict[str, str]) -> None:
    reference = dt.date.fromisoformat(row["reference"]) if row["reference"] else None
    found = find_dates(row["text"], reference)
    wanted = {key: row[key] for key in ("expression", "start", "end", "precision", "value", "part_of_day")}
    shown = [_shown(expression) for expression in found]
    assert wanted in shown
    expression = found[shown.index(wanted)]
    assert row["text"][expression.start : expression.end] == expression.text
    assert (expression.basis is None) == (expression.date_start is None)
    if row["basis"]:
        assert expression.basis == row["basis"]


@pytest.mark.parametrize("row", NONE, ids=[row["text"][:40] for row in NONE])
def test_no_date(row: dict[str, str]) -> None:
    assert find_dates(row["text"], dt.date(2024, 11, 14)) == ()


def test_the_tables_are_large_enough() -> None:
    assert len(SPEC) >= 300
    assert len(NONE) >= 20
