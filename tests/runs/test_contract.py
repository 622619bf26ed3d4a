"""Every breach of the contract is caught before anything is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.config import Settings
from pipeline.errors import ContractError
from pipeline.runs.contract import check_tables
from pipeline.runs.run import run
from pipeline.runs.store import Store
from pipeline.runs.tables import arrow_schema
from pipeline.schema import BY_NAME, TABLES
from tests.conftest import Quiet

Tables = dict[str, Any]


@pytest.fixture
def tables(corpus: Path, tmp_path: Path) -> Tables:
    outcome = run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet())
    store = Store(tmp_path / "out")
    return {table.name: store.table(outcome.folder, table.name) for table in TABLES}


def with_rows(tables: Tables, name: str, rows: list[dict[str, Any]]) -> Tables:
    return {**tables, name: pa.Table.from_pylist(rows, schema=arrow_schema(BY_NAME[name]))}


def test_what_a_run_writes_passes(tables: Tables) -> None:
    check_tables(tables)


def test_a_missing_table(tables: Tables) -> None:
    del tables["claims"]
    with pytest.raises(ContractError, match="claims"):
        check_tables(tables)


def test_a_column_of_another_type(tables: Tables) -> None:
    position = tables["mentions"].column_names.index("start")
    wide = tables["mentions"].set_column(position, "start", tables["mentions"]["start"].cast("int64"))
    with pytest.raises(ContractError, match="mentions"):
        check_tables({**tables, "mentions": wide})


def test_a_null_where_none_may_be_and_a_word_outside_its_vocabulary(tables: Tables) -> None:
    rows = tables["actors"].to_pylist()
    for change, words in (({"name": None}, "nulls"), ({"kind": "ghost"}, "ghost")):
        with pytest.raises(ContractError, match=words):
            check_tables(with_rows(tables, "actors", [rows[0] | change, *rows[1:]]))


def test_a_key_twice_or_rows_out_of_order(tables: Tables) -> None:
    rows = tables["mentions"].to_pylist()
    with pytest.raises(ContractError, match="stands twice"):
        check_tables(with_rows(tables, "mentions", [rows[0], *rows]))
    with pytest.raises(ContractError, match="not sorted"):
        check_tables(with_rows(tables, "mentions", rows[::-1]))


def test_a_span_that_does_not_quote_the_text(tables: Tables) -> None:
    rows = tables["mentions"].to_pylist()
    rows[0] |= {"start": rows[0]["start"] + 1}
    with pytest.raises(ContractError, match="is not"):
        check_tables(with_rows(tables, "mentions", rows))


def test_a_link_to_nothing(tables: Tables) -> None:
    rows = tables["mentions"].to_pylist()
    rows[0] |= {"actor_id": "a-nobody"}
    with pytest.raises(ContractError, match="a-nobody"):
        check_tables(with_rows(tables, "mentions", rows))
