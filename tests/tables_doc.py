"""docs/tables.md, made from the schema and a run over the sample corpus. `python -m tests.tables_doc --write` renews it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.config import Settings
from pipeline.runs.run import run
from pipeline.runs.store import Store
from pipeline.schema import DAY, TABLES, Column, Table
from tests.conftest import Quiet

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tables.md"
NONE = "—"
_LONGEST = 60
_TYPES = {"string": "text", "int32": "whole number", "float64": "number", DAY: "day"}

_HEAD = """\
# The tables

Made from `pipeline/schema.py` by `python -m tests.tables_doc --write`; the examples are rows of a run over the sample
corpus. `newsledger tables NAME` prints the same of one table.

Every table is a Parquet file of a run's folder and loads with `pipeline.load(NAME)`. `start`, `end` and the like count code points of
`articles.text`, the end exclusive. Days are `timestamp[us]` at midnight (`datetime64` in pandas), both ends inclusive; numbers are
`float64`, whole numbers `int32`. Unknown is null, never a guess; a column without "or null" always holds something. Columns "for
display" join names with `"; "`; the links stand in a table of their own. Rows are sorted by key.

| table | a row is |
|---|---|
"""


def render(folder: Path) -> str:
    """The page, with examples from the run in a folder."""
    store = Store(folder.parent.parent)
    lines = [f"| [`{table.name}`](#{table.name}) | {_meaning(table)} |" for table in TABLES]
    parts = [_HEAD + "\n".join(lines)]
    parts += ["\n".join(_section(table, store.table(folder, table.name).to_pylist())) for table in TABLES]
    return "\n\n".join(parts) + "\n"


def examples(page: str) -> Iterator[tuple[str, str, str]]:
    """(table, column, example) of a page."""
    table = ""
    for line in page.splitlines():
        if line.startswith("## "):
            table = line.removeprefix("## ")
        cells = line.replace("\\|", "\0").split("|")
        if table and len(cells) == 6 and cells[1].startswith(" `"):
            yield table, cells[1].strip(" `"), cells[4].strip().replace("\0", "|")


def without_examples(page: str) -> list[str]:
    """The lines of a page, the rows of columns without their last cell."""
    return [line.rsplit(" | ", 1)[0] if line.startswith("| `") else line for line in page.splitlines()]


def shown(column: Column, value: Any) -> str:
    """A cell as the page shows it."""
    if column.type == DAY:
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 or value % 1 else f"{value:.0f}"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def sample_run(outputs: Path) -> Path:
    """The folder of a run over the sample corpus."""
    return run(Settings(corpus=ROOT / "corpus", outputs=outputs), Quiet()).folder


def _section(table: Table, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"One row: {_meaning(table)}. Key: {_names(table.key)}."
    links = [f"`{column}` is a `{target}`" for column, target in table.links]
    if links:
        yield f"Links: {', '.join(links)}."
    yield ""
    yield "| column | type | meaning | example |"
    yield "|---|---|---|---|"
    fullest = max(rows, key=lambda row: sum(value is not None for value in row.values()), default={})
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {_escaped(_told(column))} | {_escaped(_example(column, fullest, rows))} |"


def _meaning(table: Table) -> str:
    return table.meaning.removeprefix("one row ")


def _type(column: Column) -> str:
    return _TYPES[column.type] + (" or null" if column.nullable else "")


def _told(column: Column) -> str:
    words = ", ".join(f"`{word}`" for word in column.allowed)
    return f"{column.meaning}: {words}" if words else column.meaning


def _example(column: Column, row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    """The cell of the fullest row, where that is empty the first there is."""
    values = (value for value in (row.get(column.name), *(r[column.name] for r in rows)) if value is not None)
    value = next(values, None)
    return NONE if value is None else shown(column, value)


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(render(sample_run(Path(folder) / "out")), encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    main()
