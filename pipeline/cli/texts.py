"""What the commands for a text of any origin read and write: a file or standard input, JSON lines, a day.

A text is decoded as an article of a corpus is: a byte order mark dropped, line ends as they are, so that offsets are
those that a run would give. JSON lines are UTF-8, read and answered one at a time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import ArticleError

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_text(file: Path | None) -> str:
    """The text of a file, or of standard input; "" where there is none. What was odd about its bytes is told on stderr.

    Raises:
        ArticleError: it cannot be read, is no text, or is larger than an article may be.
    """
    from pipeline.ingest import decode

    source = source_name(file)
    try:
        content = sys.stdin.buffer.read() if file is None else file.read_bytes()
    except OSError as error:
        raise _unreadable(source, error) from error
    if not content.strip():
        return ""
    decoded = decode(source, content)
    if decoded.warnings:
        from pipeline.cli.terminal import shown

        for warning in decoded.warnings:
            print(f"newsledger: {shown(source)}: {warning}", file=sys.stderr)
    return decoded.text


def read_lines(file: Path | None, key: str, form: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of JSON lines, each with where it stands ("in.jsonl, line 3"); blank lines are passed over.

    Args:
        file: None for standard input.
        key: the key that names a line, beside "text".
        form: what a line holds, for the message.

    Raises:
        ArticleError: the file cannot be read; a line is no UTF-8, no JSON, no object with the key and a text.
    """
    source = source_name(file)
    for number, raw in enumerate(_raw_lines(file, source), 1):
        where = f"{source}, line {number}"
        try:
            line = (raw.removeprefix(_BYTE_ORDER_MARK) if number == 1 else raw).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ArticleError(where, f"no UTF-8 ({error.reason}); convert the file first") from error
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ArticleError(where, f"no JSON ({error}); each line must hold {form}") from error
        if not isinstance(row, dict) or key not in row or not isinstance(row.get("text"), str):
            raise ArticleError(where, f"no object with {key} and a text; each line must hold {form}")
        yield where, row


def write_line(row: Mapping[str, Any]) -> None:
    """One JSON line on standard output, in ASCII: the terminal's encoding changes nothing."""
    print(json.dumps(row))


def source_name(file: Path | None) -> str:
    """How messages call what is read."""
    return "standard input" if file is None else str(file)


def _raw_lines(file: Path | None, source: str) -> Iterator[bytes]:
    try:
        if file is None:
            yield from sys.stdin.buffer
        else:
            with file.open("rb") as lines:
                yield from lines
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: str, error: OSError) -> ArticleError:
    return ArticleError(source, f"cannot be read ({error.strerror}); name a file that can")
