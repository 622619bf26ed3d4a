"""Phrases of our own against what must be read from them, and lines that hold no figure."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pint
import pytest

from pipeline.figures import find_figures
from pipeline.knowledge import default_knowledge

HERE = Path(__file__).parent


def lines(name: str) -> Iterator[str]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


SPEC = list(csv.DictReader(lines("spec.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE))
TRAPS = list(lines("traps.txt"))


def test_tables_are_large() -> None:
    assert len(SPEC) >= 300
    assert len(TRAPS) >= 40
    assert len({row["text"] for row in SPEC}) == len(SPEC)


@pytest.mark.parametrize("row", SPEC, ids=[row["text"] for row in SPEC])
def test_phrase(row: dict[str, str]) -> None:
    figures = find_figures(row["text"])
    assert figures, "no figure"
    figure = figures[0]
    assert figure.text == row["span"]
    assert row["text"][figure.start : figure.end] == figure.text
    assert figure.kind == row["kind"]
    if ".." in row["value"]:
        low, high = row["value"].split("..")
        assert figure.value is None
        assert (figure.low, figure.high) == (Decimal(low), Decimal(high))
        assert figure.bound == "range"
    else:
        assert figure.value == Decimal(row["value"])
    assert figure.unit == (row["unit"] or None)
    for column in ("bound", "trend", "role"):
        if row[column]:
            assert getattr(figure, column) == row[column], column


@pytest.mark.parametrize("text", TRAPS)
def test_trap(text: str) -> None:
    assert find_figures(text) == ()


def test_units_are_pints() -> None:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    for row in default_knowledge().rows("figures/units.tsv"):
        if row["kind"] in ("quantity", "duration"):
            registry.parse_units(row["unit"])
