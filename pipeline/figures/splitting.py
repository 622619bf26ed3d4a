"""Sentences of plain text, for callers that bring no annotation of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A line end, or an ender with its quotes and a blank, before what can begin a sentence.
_END = re.compile(
    r"\n+|(?<=[^\W\d_]{3})[.!?][\"'”’)]?[ \t]+(?=[\"'“‘(]?[^\Wa-z])|(?<=[\d%)])[.!?][\"'”’)]?[ \t]+(?=[A-Z])"
)


def split(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of `text`, blank ones left out."""
    start = 0
    for match in _END.finditer(text):
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
