"""Sentences of plain text, for callers that bring no annotation of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.knowledge import Knowledge, default_knowledge

# A line end, or an ender with its quotes and a blank, before what can begin a sentence.
_END = re.compile(
    r"\n+|(?<=[^\W\d_]{3})[.!?][\"'”’)]?[ \t]+(?=[\"'“‘(]?[^\Wa-z])|(?<=[\d%)])[.!?][\"'”’)]?[ \t]+(?=[A-Z])"
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 8


@lru_cache(maxsize=4)
def _tables(knowledge: Knowledge) -> tuple[Mapping[str, str], frozenset[str]]:
    """What the stop of an abbreviation can mean, and the words that open a sentence whatever stands before."""
    meaning = {row["abbreviation"]: row["meaning"] for row in knowledge.rows("figures/abbreviations.tsv")}
    return meaning, frozenset(row["word"] for row in knowledge.rows("figures/function_words.tsv"))


def split(text: str, knowledge: Knowledge | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of `text`, blank ones left out; abbreviations as `abbreviations.tsv` says."""
    meaning, openers = _tables(knowledge or default_knowledge())
    start = 0
    for match in _END.finditer(text):
        at = match.start()
        if text[at] == "." and not _ends(text, at, match.end(), meaning, openers):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _ends(text: str, at: int, after: int, meaning: Mapping[str, str], openers: frozenset[str]) -> bool:
    """Whether the full stop at `at` ends a sentence before what stands at `after`."""
    first = at
    while first > 0 and at - first <= _LONGEST and text[first - 1].isalpha():
        first -= 1
    found = meaning.get(text[first:at])
    if found is None:
        return True
    if found == "may_end":
        following = _WORD.match(text, after)
        return following is not None and following[0].lower() in openers
    return found in ("month", "number") and not text[after].isdecimal()
