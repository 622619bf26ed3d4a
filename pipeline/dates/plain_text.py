"""What is read of a text as a whole: its sentences where nobody gives them, the order of its numeric dates."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from pipeline.records import Sentence

# Written so that it begins with one set of characters: Python then looks for these alone.
_END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"”’)\]]?[ \t]+(?=[A-Z“\"‘(]))")
# A full stop after a number, a single letter ("p.m. GMT", "J. Lee") or a short title ends no sentence.
_ABBREVIATED = re.compile(r"(?:(?:^|\W)(?:\d{1,2}|[A-Zmp]|[DM]r|M[rs]s|Ms|St)|M[rs]s)\Z")
_LONGEST = 4
_ENDS_NONE = frozenset(string.ascii_lowercase) - frozenset("mprst")
_NUMERIC = re.compile(r"(?<![\w/.,-])([0-3]?\d)[/-]([0-3]?\d)[/-](?:\d\d)?\d\d(?![\w/-])", re.ASCII)


def raw_sentences(text: str) -> Iterator[Sentence]:
    """Plain sentences of a text: a line, or up to a full stop before a capital."""
    start = 0
    for match in _END.finditer(text):
        at = match.start()
        mark = text[at]
        if mark != "\n" and at and _is_abbreviated(text, at):
            continue
        if at + 1 > start:
            yield Sentence(start, at + (mark != "\n"), "body", 0)
        start = match.end()
    if start < len(text):
        yield Sentence(start, len(text), "body", 0)


def _is_abbreviated(text: str, at: int) -> bool:
    # Most sentences end with a letter that none of these forms ends with.
    return text[at - 1] not in _ENDS_NONE and _ABBREVIATED.search(text, max(at - _LONGEST, 0), at) is not None


def day_first(text: str) -> bool | None:
    """Whether the numeric dates of a text have the day first, as those with a number above 12 show; None if unknown."""
    orders = {int(match[1]) > 12 for match in _NUMERIC.finditer(text) if (int(match[1]) > 12) != (int(match[2]) > 12)}
    return orders.pop() if len(orders) == 1 else None
