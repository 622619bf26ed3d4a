"""A diff as one HTML file, to open or to send: what changed and why, each row with the sentence it was read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.report.diff_files import plain, unwritable
from pipeline.report.diff_text import telling
from pipeline.runs.causes import UNEXPLAINED, origin_of
from pipeline.runs.diff import CHANGES, RowDiff, RunDiff, TableDiff
from pipeline.runs.links import RELATIONS
from pipeline.runs.store import Store

ROWS = 200
"""Rows of each change in each table; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence behind a row, parted at the span."""

    article_id: str
    before: str
    span: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it: `cells` are (column, old, new)."""

    row: RowDiff
    name: str
    cells: tuple[tuple[str, str, str], ...]
    quote: Quote | None


def write_html(diff: RunDiff, store: Store, path: Path) -> None:
    """Write the page; it needs no other file.

    Raises:
        OutputsError: the file cannot be written.
    """
    loader = PackageLoader("pipeline.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    causes: Counter[str] = Counter()
    for reason, count in diff.reasons().items():
        causes[reason.cause] += count
    page = environment.get_template("diff.html.j2").render(
        diff=diff,
        causes=sorted(causes.items(), key=lambda pair: (pair[0] != UNEXPLAINED, -pair[1], pair[0])),
        tables=[(table, shown_rows(table, diff, store)) for table in diff.tables],
        changes=CHANGES,
    )
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error) from error


def shown_rows(table: TableDiff, diff: RunDiff, store: Store) -> list[Shown]:
    """At most ROWS rows of each change, the quotes looked up for all of them at once."""
    rows = [row for change in CHANGES for row in table.rows(change, ROWS)]
    old = [row for row in rows if row.new is None]
    new = [row for row in rows if row.new is not None]
    quotes = _quotes(table.table, new, store, diff.folders[1])
    if origin_of(table.table).home[1] is not None:  # under an id that was renamed, members stand in the new run alone
        quotes |= _quotes(table.table, old, store, diff.folders[1])
    quotes |= _quotes(table.table, old, store, diff.folders[0])
    return [
        Shown(row, telling(row.new or row.old or {}, markup=False), _cells(row), quotes.get((row.change, row.key)))
        for row in rows
    ]


def _cells(row: RowDiff) -> tuple[tuple[str, str, str], ...]:
    if row.old is None or row.new is None:
        return ()
    return tuple(
        (c, _cell(row.old[c]), _cell(row.new[c])) for c in row.columns if c != "text" or row.table != "articles"
    )


def _cell(value: Any) -> str:
    return "null" if value is None else plain(value)


def _quotes(name: str, rows: Sequence[RowDiff], store: Store, folder: Path) -> dict[tuple[str, tuple[Any, ...]], Quote]:
    """(change, key) of each row -> the sentence it was read from in one run, of the article that changed if there is one."""
    column, relation = origin_of(name).home
    if relation is None and "evidence_start" not in store.table(folder, name).column_names:
        return {}
    wanted = {(row.new or row.old or {})[column] for row in rows}
    table, owner = (name, column) if relation is None else RELATIONS[relation]
    spans: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    if relation is not None:
        members = store.table(folder, table)
        for member in members.filter(pc.is_in(members[owner], pa.array(sorted(wanted), pa.string()))).to_pylist():
            spans[member[owner]].append(member)
    picked = {}
    for row in rows:
        whole = row.new or row.old or {}
        span = whole if relation is None else _best(spans.get(whole[column], ()), row.reason.because)
        if span is not None:
            picked[row.change, row.key] = span
    texts = _texts(store, folder, {span["article_id"] for span in picked.values()})
    return {place: _quote(span, texts[span["article_id"]]) for place, span in picked.items()}


def _best(spans: Sequence[dict[str, Any]], because: str) -> dict[str, Any] | None:
    """A mention in the article that the reason names, else the first."""
    ordered = sorted(spans, key=lambda s: (s["article_id"] not in because, s["article_id"], s["start"]))
    return ordered[0] if ordered else None


def _texts(store: Store, folder: Path, wanted: Iterable[str]) -> dict[str, str]:
    articles = store.table(folder, "articles", ["article_id", "text"])
    kept = articles.filter(pc.is_in(articles["article_id"], pa.array(sorted(wanted), pa.string())))
    return dict(zip(kept["article_id"].to_pylist(), kept["text"].to_pylist(), strict=True))


def _quote(span: dict[str, Any], text: str) -> Quote:
    start, end = span["start"], span["end"]
    return Quote(
        span["article_id"], text[span["evidence_start"] : start], text[start:end], text[end : span["evidence_end"]]
    )
