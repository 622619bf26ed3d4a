"""Two versions of a table, compared by key: whole columns at a time, so that half a million rows take seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import NotFoundError
from pipeline.schema import Table

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A column, or a whole table where `column` is None, that is not the same in both runs.

    `change` is added, removed or retyped; `old` and `new` are types, None where there is none.
    """

    table: str
    column: str | None
    change: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which rows differ.

    Attributes:
        added, removed: row numbers in the new and in the old version.
        changed: row numbers in the old and in the new version of the rows that both have and that differ, (2, n).
        differs: column -> for each of the changed rows whether it differs there.
    """

    added: Codes
    removed: Codes
    changed: Codes
    differs: Mapping[str, Flags]


def schema_changes(table: str, old: pa.Table, new: pa.Table) -> tuple[SchemaChange, ...]:
    """Columns added, removed and retyped, in that order."""
    before = {field.name: str(field.type) for field in old.schema}
    after = {field.name: str(field.type) for field in new.schema}
    added = [SchemaChange(table, name, "added", None, kind) for name, kind in after.items() if name not in before]
    removed = [SchemaChange(table, name, "removed", kind, None) for name, kind in before.items() if name not in after]
    retyped = [
        SchemaChange(table, name, "retyped", kind, after[name])
        for name, kind in before.items()
        if name in after and after[name] != kind
    ]
    return (*added, *removed, *retyped)


def compare(table: Table, old: pa.Table, new: pa.Table, *, tolerance: float = 0.0) -> Comparison:
    """Compare the columns that both versions have with one type.

    Args:
        table: names the key; every column of it must be there.
        old: the rows before, in any order.
        new: the rows after, in any order.
        tolerance: numbers that differ by at most this share of the larger one are equal.

    Raises:
        NotFoundError: a key column is missing, has a null that the schema does not allow, or a key stands twice.
    """
    codes = _codes(table, old, new)
    before, after = codes[: old.num_rows], codes[old.num_rows :]
    size = int(codes.max(initial=-1)) + 1
    for side, rows in ((before, old), (after, new)):
        _refuse_twice(table, side, rows, size)
    at = np.full(size, -1, dtype=np.int64)
    at[after] = np.arange(new.num_rows)
    home = at[before]
    common_old, common_new = np.flatnonzero(home >= 0), home[home >= 0]
    found = np.zeros(size, dtype=np.bool_)
    found[before] = True
    differs = {
        name: _differs(old[name].take(pa.array(common_old)), new[name].take(pa.array(common_new)), tolerance)
        for name in old.column_names
        if name not in table.key
        and name in new.column_names
        and old.schema.field(name).type == new.schema.field(name).type
    }
    some = np.logical_or.reduce(list(differs.values())) if differs else np.zeros(len(common_old), dtype=np.bool_)
    return Comparison(
        added=np.flatnonzero(~found[after]),
        removed=np.flatnonzero(home < 0),
        changed=np.stack([common_old[some], common_new[some]]),
        differs={name: flags[some] for name, flags in differs.items()},
    )


def encode(*columns: Any) -> tuple[list[Codes], Any]:
    """Codes of the values of several columns over one dictionary, and the dictionary; nulls are values, too."""
    chunks = [chunk for column in columns for chunk in column.chunks]
    whole = pa.chunked_array(chunks, type=columns[0].type).combine_chunks()
    coded = pc.dictionary_encode(whole, null_encoding="encode")
    indices = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return np.split(indices, np.cumsum([len(column) for column in columns])[:-1].tolist()), coded.dictionary


def _codes(table: Table, old: pa.Table, new: pa.Table) -> Codes:
    """A number for each row of both versions, equal for equal keys."""
    codes = np.zeros(old.num_rows + new.num_rows, dtype=np.int64)
    nullable = {column.name for column in table.columns if column.nullable}
    for name in table.key:
        for rows in (old, new):
            if name not in rows.column_names:
                raise NotFoundError(f"table {table.name} has no column {name}, its key; was it written elsewhere?")
            if rows[name].null_count and name not in nullable:
                raise NotFoundError(f"table {table.name}: {name} is null in a row; was it written elsewhere?")
        sides, _ = encode(old[name], new[name])
        part = np.concatenate(sides)
        codes = codes * (int(part.max(initial=0)) + 1) + part
        if len(table.key) > 1:
            codes = np.unique(codes, return_inverse=True)[1].astype(np.int64)
    return codes


def _refuse_twice(table: Table, codes: Codes, rows: pa.Table, size: int) -> None:
    counts = np.bincount(codes, minlength=size)
    if len(counts) and counts.max() > 1:
        row = rows.slice(int(np.flatnonzero(counts[codes] > 1)[0]), 1).to_pylist()[0]
        key = ", ".join(str(row[name]) for name in table.key)
        raise NotFoundError(f"table {table.name}: the key {key} stands twice; was it written elsewhere?")


def _differs(old: Any, new: Any, tolerance: float) -> Flags:
    """Where two columns of one length differ; two nulls are equal, a null and a value are not."""
    unequal = pc.fill_null(pc.not_equal(old, new), False)
    if tolerance and pa.types.is_floating(old.type):
        larger = pc.max_element_wise(pc.abs(old), pc.abs(new))
        near = pc.less_equal(pc.abs(pc.subtract(old, new)), pc.multiply(larger, tolerance))
        unequal = pc.and_not(unequal, pc.fill_null(near, False))
    flags = pc.or_(unequal, pc.xor(old.is_null(), new.is_null()))
    found: Flags = flags.to_numpy(zero_copy_only=False) if isinstance(flags, pa.Array) else flags.to_numpy()
    return found


def unequal_rows(flags: Mapping[str, Flags], columns: Sequence[str], count: int) -> Flags:
    """For each of `count` changed rows, whether it differs in a column other than those named."""
    others = [flag for name, flag in flags.items() if name not in columns]
    return np.logical_or.reduce(others) if others else np.zeros(count, dtype=np.bool_)
