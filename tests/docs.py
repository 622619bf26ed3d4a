"""The fenced blocks of the docs: what is run, what is a file, what is output. `python -m tests.docs --write` renews output.

A block says what it is by its first line:
    ```sh, ```python, ```sql        run in order in the page's folder, which begins as a checkout after `make run`
    ```json gold/dates.jsonl        a file: a second word that names one; written there before what follows is run
    ```output                       what the block before it printed, compared and renewed
    ```text, ```json, ```toml …     only shown
A comment in the line above changes that: `<!-- not run: reason -->` (every such block has a reason) or
`<!-- exit 1 -->` (the code that a shell block ends with).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
_FENCE = re.compile(
    r"^(?:<!-- *(?P<note>[^\n]*?) *-->\n)?^```(?P<kind>\w*)(?: +(?P<file>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Attributes:
        kind: its language, "" where it names none.
        file: where it is written to, "" for other blocks.
        body: its lines.
        note: the comment above it.
        start, end: where its body stands in the page.
    """

    kind: str
    file: str
    body: str
    note: str
    start: int
    end: int


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    return list(_blocks(page.read_text(encoding="utf-8")))


def _blocks(text: str) -> Iterator[Block]:
    for found in _FENCE.finditer(text):
        yield Block(
            found["kind"],
            found["file"] or "",
            found["body"],
            found["note"] or "",
            found.start("body"),
            found.end("body"),
        )
