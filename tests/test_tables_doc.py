"""docs/tables.md tells the schema as it is; its examples are values that the columns have today."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.schema import BY_NAME
from tests.tables_doc import NONE, PAGE, examples, render, sample_run, shown, without_examples

RENEW = "renew: python -m tests.tables_doc --write"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_run(tmp_path_factory.mktemp("tables") / "out")


def test_the_page_tells_every_table_and_column(folder: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert without_examples(page) == without_examples(render(folder)), RENEW


def test_every_example_is_a_value_of_its_column(folder: Path) -> None:
    columns = {name: {column.name: column for column in table.columns} for name, table in BY_NAME.items()}
    found = list(examples(PAGE.read_text(encoding="utf-8")))
    assert {(table, column) for table, column, _ in found} == {(t, c) for t, named in columns.items() for c in named}
    for table, name, example in found:
        column = columns[table][name]
        values = pq.read_table(folder / f"{table}.parquet", columns=[name])[name].to_pylist()
        known = {shown(column, value).replace("<", "&lt;") for value in values if value is not None}
        assert example in known or (example == NONE and not known), f"{table}.{name}: {RENEW}"


def test_all_but_the_columns_of_rarities_have_an_example() -> None:
    empty = {
        f"{table}.{column}" for table, column, example in examples(PAGE.read_text(encoding="utf-8")) if example == NONE
    }
    assert {name for name in empty if not name.startswith(("actor_changes.", "event_changes."))} <= RARE


RARE = {"actors.wikidata", "changes.implied", "claims.check", "claims.check_note"}
"""Columns that the sample corpus leaves empty."""
