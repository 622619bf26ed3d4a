"""Checks a run's tables against the schema before anything is published. A failure is a defect of ours."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ContractError
from pipeline.runs.quotes import is_quote
from pipeline.runs.tables import ORDER, arrow_schema
from pipeline.schema import BY_NAME, TABLES, Table

_AT_ONCE = 10_000
"""Rows whose values stand in memory as Python's own at a time."""


def check_tables(tables: Mapping[str, pa.Table]) -> None:
    """Names, types, nulls, vocabularies, unique keys, sort order, quoted spans and links of every table.

    Raises:
        ContractError: the first breach, naming table, column and row.
    """
    if set(tables) != set(BY_NAME):
        raise ContractError(f"tables {sorted(set(tables) ^ set(BY_NAME))} are missing or unknown")
    deque(checked_tables((name, tables[name]) for name in ORDER), maxlen=0)


def checked_tables(
    tables: Iterable[tuple[str, pa.Table]], kept: frozenset[str] = frozenset()
) -> Iterator[tuple[str, pa.Table]]:
    """All tables in `tables.ORDER`, each as it comes, checked; the links between them when all have come.

    Args:
        tables: names and rows.
        kept: articles whose rows, text and quotes alike, are those that an earlier run has checked.

    Raises:
        ContractError: as `check_tables`.
    """
    texts: dict[str, str] = {}
    keys: dict[str, pa.Array] = {}
    links: list[tuple[str, str, str, pa.Array]] = []
    wanted = {target for table in TABLES for _, target in table.links}
    for name, rows in tables:
        table = BY_NAME[name]
        if name == "articles":
            texts = _texts(rows, kept)
        _check_columns(table, rows)
        _check_key(table, rows)
        if table.quotes_text:
            _check_spans(table, rows, texts, kept)
        links += [(name, column, target, pc.unique(rows[column].drop_null())) for column, target in table.links]
        keys |= {target: rows[column].combine_chunks() for target in wanted if (column := _column(target, name))}
        yield name, rows
        del rows  # before the next is made
    for name, column, target, values in links:
        _check_link(name, column, target, values, keys[target])


def _column(target: str, name: str) -> str | None:
    """The column of a link's target where that is in the table of this name."""
    table, _, column = target.partition(".")
    return column if table == name else None


def _check_columns(table: Table, rows: pa.Table) -> None:
    expected = arrow_schema(table)
    if rows.schema != expected:
        raise ContractError(
            f"{table.name}: the columns are {rows.schema.names}, not {expected.names}, or differ in type"
        )
    for column in table.columns:
        values = rows[column.name]
        if not column.nullable and values.null_count:
            raise ContractError(f"{table.name}.{column.name}: {values.null_count} nulls, none are allowed")
        if column.allowed:
            strange = set(pc.unique(values).to_pylist()) - set(column.allowed) - {None}
            if strange:
                raise ContractError(f"{table.name}.{column.name}: {sorted(strange)} are not in its vocabulary")


def _check_key(table: Table, rows: pa.Table) -> None:
    """Each row's key stands after that of the row before it, nulls first, text by code points."""
    before, after = rows.slice(0, max(0, rows.num_rows - 1)), rows.slice(1)
    less = pa.chunked_array([pa.repeat(pa.scalar(False), before.num_rows)])
    equal = pa.chunked_array([pa.repeat(pa.scalar(True), before.num_rows)])
    for name in table.key:
        one, two = before[name], after[name]
        smaller = pc.or_(pc.fill_null(pc.less(one, two), False), pc.and_(one.is_null(), two.is_valid()))
        same = pc.or_(pc.fill_null(pc.equal(one, two), False), pc.and_(one.is_null(), two.is_null()))
        less = pc.or_(less, pc.and_(equal, smaller))
        equal = pc.and_(equal, same)
    at = pc.index(less, False).as_py()
    if at < 0:
        return
    if equal[at].as_py():
        key = tuple(rows[name][at].as_py() for name in table.key)
        raise ContractError(f"{table.name}: the key {key} stands twice")
    raise ContractError(f"{table.name}: the rows are not sorted by {', '.join(table.key)}")


def _texts(rows: pa.Table, kept: frozenset[str]) -> dict[str, str]:
    """Article id -> text of the articles that are not kept."""
    rows = _not_kept(rows.select(["article_id", "text"]), kept)
    return dict(zip(rows["article_id"].to_pylist(), rows["text"].to_pylist(), strict=True))


def _not_kept(rows: pa.Table, kept: frozenset[str]) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(sorted(kept), pa.string())))) if kept else rows


def _check_spans(table: Table, rows: pa.Table, texts: Mapping[str, str], kept: frozenset[str]) -> None:
    quotes = _not_kept(rows.select(["article_id", "start", "end", "text"]), kept)
    for some in quotes.to_batches(max_chunksize=_AT_ONCE):
        for article_id, start, end, text in zip(*(column.to_pylist() for column in some.columns), strict=True):
            if article_id not in texts or not is_quote(texts[article_id], start, end, text):
                raise ContractError(f"{table.name}: {article_id}[{start}:{end}] is not {text!r}")


def _check_link(name: str, column: str, target: str, values: pa.Array, known: pa.Array) -> None:
    missing = values.filter(pc.invert(pc.is_in(values, known)))
    if len(missing):
        raise ContractError(f"{name}.{column}: {missing[0].as_py()} is not in {target}")
