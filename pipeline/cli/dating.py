"""`newsledger dates`: the time expressions of any text, for reading or, as TIMEX3 in JSON lines, for scoring."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.errors import ArticleError, ConfigError

if TYPE_CHECKING:
    from pipeline.records import TimeExpression

EXAMPLES = """Examples:  newsledger dates article.txt --date 2024-11-14  |
newsledger dates --jsonl < documents.jsonl > timexes.jsonl"""


def dates(
    file: Annotated[Path | None, typer.Argument(help="A text, or JSON lines.  [default: standard input]")] = None,
    date: Annotated[str | None, typer.Option(help="The day the text is from, 2024-11-14; unknown without it.")] = None,
    *,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read {doc_id, dct, text} lines, write {doc_id, timexes} lines."),
    ] = False,
) -> None:
    """Find the time expressions of a text and the days they cover.

    With --jsonl every line is a document: doc_id, text, and dct (its day as ISO 8601, or null). For each a line comes
    back with its TIMEX3 expressions as {start, end, text, type, value}: offsets in code points, end exclusive, a range
    as its two ends.
    """
    source = str(file) if file is not None else "standard input"
    if jsonl:
        if date is not None:
            raise ConfigError("--date: with --jsonl each line gives its own dct; leave one of the two out")
        for document in _documents(file, source):
            print(json.dumps(document))
        return
    reference = _day(date, "--date") if date is not None else None
    _print_table(_text(file, source), reference)


def _documents(file: Path | None, source: str) -> Iterator[dict[str, Any]]:
    """The documents of JSON lines with their expressions, one at a time."""
    from pipeline.dates import find_timexes

    for number, line in enumerate(_text(file, source).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        try:
            document = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ArticleError(where, f"no JSON ({error}); each line must hold doc_id, dct and text") from error
        if not isinstance(document, dict) or not isinstance(document.get("text"), str) or "doc_id" not in document:
            raise ArticleError(where, "no object with doc_id and a text; each line must hold doc_id, dct and text")
        dct = document.get("dct")
        reference = _day(dct, f"{where}: dct") if dct else None
        found = find_timexes(document["text"], reference)
        yield {"doc_id": document["doc_id"], "timexes": [_timex(expression) for expression in found]}


def _timex(expression: TimeExpression) -> dict[str, str | int]:
    return {name: getattr(expression, name) for name in ("start", "end", "text", "type", "value")}


def _day(written: object, what: str) -> dt.date:
    """A day in ISO 8601; of a time only its day."""
    try:
        return dt.datetime.fromisoformat(written.strip()).date()  # type: ignore[attr-defined]
    except (AttributeError, ValueError) as error:
        raise ConfigError(f"{what}: {written!r} is no day; write it as 2024-11-14") from error


def _text(file: Path | None, source: str) -> str:
    """The whole text; line ends stay as they are, so that offsets count them."""
    try:
        content = sys.stdin.buffer.read() if file is None else file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{source}: cannot be read ({error.strerror}); name a file that can") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{source}: is no UTF-8 ({error.reason}); convert it first") from error


def _print_table(text: str, reference: dt.date | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipeline.dates import find_dates

    table = Table(box=None, pad_edge=False)
    for heading in ("at", "expression", "type", "value", "first day", "last day", "basis"):
        table.add_column(heading)
    for found in find_dates(text, reference):
        days = (str(day) if day else "" for day in (found.date_start, found.date_end))
        surface = escape(" ".join(found.text.split()))
        table.add_row(str(found.start), surface, found.type, found.value, *days, found.basis or "")
    Console(highlight=False).print(table)
