"""Two versions of a table by key: what counts as added, removed, changed, and what is refused."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import NotFoundError
from pipeline.runs.compare import compare, schema_changes
from pipeline.schema import BY_NAME, Column, Table

KEYED = Table("roles", "for tests", ("a", "b"), (Column("a", "string", ""), Column("b", "string", "", nullable=True)))
SCHEMA = pa.schema([("a", pa.string()), ("b", pa.string()), ("n", pa.float64())])


def rows(*cells: tuple[str, str | None, float | None]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip("abn", row, strict=True)) for row in cells], schema=SCHEMA)


def test_added_removed_changed_whatever_the_order() -> None:
    old = rows(("x", None, 1.0), ("x", "1", 2.0), ("y", "1", None))
    new = rows(("z", "1", 1.0), ("y", "1", 3.0), ("x", "1", 2.0))
    found = compare(KEYED, old, new)
    assert found.added.tolist() == [0]
    assert found.removed.tolist() == [0]
    assert found.changed.tolist() == [[2], [1]]
    assert found.differs["n"].tolist() == [True]


def test_two_nulls_are_equal_a_null_and_a_value_are_not() -> None:
    assert not compare(KEYED, rows(("x", "1", None)), rows(("x", "1", None))).changed.size
    assert compare(KEYED, rows(("x", "1", None)), rows(("x", "1", 0.0))).changed.shape == (2, 1)


def test_numbers_within_the_tolerance_are_equal() -> None:
    old, new = rows(("x", "1", 1e9), ("y", "1", 1e9)), rows(("x", "1", 1e9 + 1), ("y", "1", 2e9))
    assert compare(KEYED, old, new).changed.shape == (2, 2)
    assert compare(KEYED, old, new, tolerance=1e-6).changed.tolist() == [[1], [1]]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (rows(("x", "1", 1.0), ("x", "1", 2.0)), "the key x, 1 stands twice"),
        (rows(("x", None, 1.0), ("x", None, 2.0)), "stands twice"),
        (pa.table({"a": pa.array([None], pa.string()), "b": ["1"], "n": [1.0]}), "a is null"),
        (pa.table({"b": ["1"], "n": [1.0]}), "no column a"),
    ],
)
def test_what_is_no_key_is_refused(table: pa.Table, message: str) -> None:
    for pair in ((table, rows()), (rows(), table)):
        with pytest.raises(NotFoundError, match=message):
            compare(KEYED, *pair)


def test_columns_that_are_not_in_both_with_one_type_are_named_and_left_out() -> None:
    old = rows(("x", "1", 1.0)).append_column("mood", pa.array(["glad"]))
    new = pa.table({"a": ["x"], "b": ["1"], "n": pa.array([7], pa.int32()), "place": ["Lima"]})
    told = [(c.column, c.change, c.old, c.new) for c in schema_changes("roles", old, new)]
    assert told == [
        ("place", "added", None, "string"),
        ("mood", "removed", "string", None),
        ("n", "retyped", "double", "int32"),
    ]
    assert not compare(KEYED, old, new).changed.size


_CELLS = st.tuples(st.sampled_from("xyz"), st.sampled_from([None, "1", "2"]), st.sampled_from([None, 0.0, 1.0]))
_TABLES = st.lists(_CELLS, unique_by=lambda row: row[:2])


@given(_TABLES, _TABLES)
def test_it_finds_what_dictionaries_find(old: list[Any], new: list[Any]) -> None:
    before, after = ({row[:2]: row[2] for row in side} for side in (old, new))
    found = compare(KEYED, rows(*old), rows(*new))
    assert {new[i][:2] for i in found.added} == after.keys() - before.keys()
    assert {old[i][:2] for i in found.removed} == before.keys() - after.keys()
    changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert {old[i][:2] for i in found.changed[0]} == changed
    assert {new[i][:2] for i in found.changed[1]} == changed


def test_every_table_of_the_schema_can_be_compared() -> None:
    from tests.runs.made import empty, whole

    for table in BY_NAME.values():
        none = empty(table.name)
        one = pa.Table.from_pylist([whole(table.name, dict.fromkeys(table.key, "k"))], schema=none.schema)
        assert compare(table, none, one).added.tolist() == [0]
        assert compare(table, one, none).removed.tolist() == [0]
        assert not compare(table, one, one).changed.size
