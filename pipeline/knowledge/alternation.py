"""Many words as one regex."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regex alternation, longest word first, so that a longer cue is never cut short.

    Words of one first letter share a branch, so that a place where none of them begins is passed by letters, not by words.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        branches.setdefault(word[:1].lower(), []).append(word)
    return "|".join(map(_branch, branches.values()))


def _branch(words: list[str]) -> str:
    """The alternation of words whose first letter is the same but for its case."""
    if len(words) == 1 or len({word[:1] for word in words}) > 1:
        return "|".join(map(re.escape, words))
    rest = "|".join(re.escape(word[1:]) for word in words)
    return f"{re.escape(words[0][0])}(?:{rest})"
