"""`newsledger dates`: the time expressions of any text, for reading or, as TIMEX3 in JSON lines, for scoring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.texts import read_lines, read_text, write_line
from pipeline.days import read_day

if TYPE_CHECKING:
    from pipeline.records import TimeExpression

EXAMPLES = """Examples:  newsledger dates article.txt --date 2024-11-14  |
newsledger dates --jsonl < documents.jsonl > timexes.jsonl"""


def dates(
    file: Annotated[Path | None, typer.Argument(help="A text, or JSON lines.  [default: standard input]")] = None,
    date: Annotated[str | None, typer.Option(help="The day a text is from, 2024-11-14; unknown without it.")] = None,
    *,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read {doc_id, dct, text} lines, write {doc_id, timexes} lines."),
    ] = False,
) -> None:
    """Find the time expressions of a text and the days they cover.

    With --jsonl every line is a document: doc_id, text, and dct (its day as ISO 8601; without one, that of --date).
    For each a line comes back with its TIMEX3 expressions as {start, end, text, type, value}: offsets in code points,
    end exclusive, a range as its two ends.
    """
    reference = read_day(date, "--date")
    if jsonl:
        for document in _documents(file, reference):
            write_line(document)
        return
    _print_table(read_text(file), reference)


def _documents(file: Path | None, reference: dt.date | None) -> Iterator[dict[str, Any]]:
    """The documents of JSON lines with their expressions, one at a time."""
    from pipeline.dates import find_timexes

    for where, row in read_lines(file, "doc_id", "doc_id, dct and text"):
        found = find_timexes(row["text"], read_day(row.get("dct"), f"{where}: dct") or reference)
        yield {"doc_id": row["doc_id"], "timexes": [_timex(expression) for expression in found]}


def _timex(expression: TimeExpression) -> dict[str, str | int]:
    return {name: getattr(expression, name) for name in ("start", "end", "text", "type", "value")}


def _print_table(text: str, reference: dt.date | None) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.cli.terminal import Screen
    from pipeline.dates import find_dates

    table = Table(box=None, pad_edge=False)
    for heading in ("at", "expression", "type", "value", "first day", "last day", "basis"):
        table.add_column(heading)
    for found in find_dates(text, reference):
        days = (str(day) if day else "" for day in (found.date_start, found.date_end))
        surface = escape(" ".join(found.text.split()))
        table.add_row(str(found.start), surface, found.type, found.value, *days, found.basis or "")
    Screen().print(table)
