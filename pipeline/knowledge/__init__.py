"""What the rules know, as tables a person can read: the loader, and the tables that several packages share.

A knowledge file is tab-separated UTF-8: `#` lines first (what it is, source, licence), then a header line, then rows;
cells with several values join them with `|`. Built-in files live beside the package that reads them and are named
from the top of `pipeline` ("events/triggers.tsv"). A user's knowledge folder has the same layout; its rows are added
after the built-in ones, so a later row with the same first cell wins where a reader builds a dictionary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.errors import KnowledgeError

Row = dict[str, str]


class Knowledge:
    """The built-in knowledge files, with the rows of a user's folder added.

    Args:
        extra: the user's folder, or None.

    Raises:
        KnowledgeError: `extra` is no folder, holds a `.tsv` that no package reads, or (from `rows`) a row is bad.
    """

    def __init__(self, extra: Path | None = None) -> None:
        self.extra = extra
        if extra is None:
            return
        if not extra.is_dir():
            raise KnowledgeError(f"{extra}: no such knowledge folder; give a folder or leave the option out")
        for path in sorted(extra.rglob("*.tsv")):
            name = path.relative_to(extra).as_posix()
            if not (files("pipeline") / name).is_file():
                raise KnowledgeError(
                    f"{path}: no built-in file {name} that it could add to; see `newsledger knowledge`"
                )

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of one file, built-in first, each a dictionary from header to cell (stripped, "" when empty)."""
        rows = _builtin(name)
        path = self.extra / name if self.extra is not None else None
        if path is not None and path.is_file():
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise KnowledgeError(f"{path}: cannot be read as UTF-8 ({error}); save it again as UTF-8") from error
            expected = tuple(rows[0]) if rows else None
            rows += _parse(text, str(path), expected)
        return rows


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """A built-in knowledge file: its name below `pipeline`, its first comment line, its header, its number of rows."""

    name: str
    meaning: str
    columns: tuple[str, ...]
    n_rows: int


def describe_files() -> tuple[KnowledgeFile, ...]:
    """Every built-in knowledge file, by name."""
    home = Path(str(files("pipeline")))
    described = []
    for path in sorted(home.rglob("*.tsv")):
        name = path.relative_to(home).as_posix()
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = _builtin(name)
        header = next(line for line in lines if line.strip() and not line.startswith("#"))
        columns = tuple(cell.strip() for cell in header.split("\t"))
        described.append(KnowledgeFile(name, lines[0].lstrip("# ").rstrip("."), columns, len(rows)))
    return tuple(described)


@cache
def _builtin(name: str) -> tuple[Row, ...]:
    return _parse((files("pipeline") / name).read_text(encoding="utf-8"), name, None)


@cache
def default_knowledge() -> Knowledge:
    """The built-in knowledge alone."""
    return Knowledge()


def cells(value: str) -> tuple[str, ...]:
    """The values of a cell that joins several with `|`."""
    return tuple(part for part in (piece.strip() for piece in value.split("|")) if part)


def _parse(text: str, where: str, expected: tuple[str, ...] | None) -> tuple[Row, ...]:
    header: tuple[str, ...] | None = None
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        values = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            header = values
            if expected is not None and header != expected:
                raise KnowledgeError(f"{where}:{number}: the header is {list(header)}, it must be {list(expected)}")
            continue
        if len(values) > len(header):
            raise KnowledgeError(f"{where}:{number}: {len(values)} cells, the header has {len(header)}; check the tabs")
        rows.append(dict(zip(header, values + ("",) * (len(header) - len(values)), strict=True)))
    if header is None:
        raise KnowledgeError(f"{where}: no header line; the first line that is no comment must name the columns")
    return tuple(rows)
