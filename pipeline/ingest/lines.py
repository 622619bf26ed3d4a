"""Lines and paragraphs of a text, as offsets.

A paragraph is a line, or several lines that a hard wrap broke: no blank line between them, and the first word of the
next line would not have fitted on the one before, in a text most of whose lines end inside a sentence. So a paragraph per line and text wrapped at 72 columns both work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

NEWLINE = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
"""Everything that ends a line (what `str.splitlines` knows)."""

_MAX_WRAP = 130
_MIN_WRAP = 45
_SLACK = 4
_STOPS = '.!?:;"”’)'


class Stretch(NamedTuple):
    """Offsets of a line or paragraph, blank space at both ends left out."""

    start: int
    end: int


def lines(text: str, start: int = 0) -> Iterator[Stretch | None]:
    """The lines from `start` on, None for a blank one."""
    at = start
    for newline in NEWLINE.finditer(text, start):
        stop, after = newline.span()
        yield trim(text, at, stop) if at < stop else None
        at = after
    yield trim(text, at, len(text))


def trim(text: str, start: int, end: int) -> Stretch | None:
    """`text[start:end]` without blank space at its ends, None if nothing is left."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Stretch(start, end)
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    size = len(piece.strip())
    return Stretch(start + left, start + left + size) if size else None


def paragraphs(text: str, start: int = 0) -> list[Stretch]:
    """The paragraphs from `start` on."""
    found = list(lines(text, start))
    width = max((line.end - line.start for line in found if line), default=0)
    wrapped = _MIN_WRAP <= width <= _MAX_WRAP and _broken(text, found)
    out: list[Stretch] = []
    previous: Stretch | None = None
    for line in found:
        if line is not None:
            if wrapped and previous is not None and _continues(text, previous, line, width):
                out[-1] = Stretch(out[-1].start, line.end)
            else:
                out.append(line)
        previous = line
    return out


def _broken(text: str, found: list[Stretch | None]) -> bool:
    """Whether most lines that another follows end inside a sentence."""
    followed = [line for line, after in pairwise(found) if line and after]
    stopped = sum(text[line.end - 1] in _STOPS for line in followed)
    return stopped * 2 <= len(followed)


def _continues(text: str, previous: Stretch, line: Stretch, width: int) -> bool:
    word = text[line.start : min(line.end, line.start + width)].split(None, 1)[0]
    return any(map(str.isalnum, word)) and previous.end - previous.start + 1 + len(word) + _SLACK > width
