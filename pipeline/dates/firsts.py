"""The characters a grammar pattern can begin with, so that each token tries only the rules that may match there.

Reads the small part of regular expressions that the grammar uses: characters, [sets], groups, |, ? and {m,n}.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\(\?P<\w+>|\(\?:|\(\?[=!]|\(\?<[=!]|\(|\)|\||\[[^\]]+\]|[?]|\{\d+,\d+\}|[^\s]")
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_EMPTY = frozenset({""})
LENGTH = 3
"""Characters looked at: more tell little more."""


def beginnings(pattern: str) -> frozenset[str]:
    """The first `LENGTH` characters of every text that `pattern` matches; of a shorter text all of them."""
    found, _ = _alternatives(_PIECE.findall(pattern), 0)
    return found


def _alternatives(pieces: list[str], at: int) -> tuple[frozenset[str], int]:
    """Beginnings of alternatives up to their closing bracket, and where they end."""
    found: frozenset[str] = frozenset()
    while True:
        branch, at = _sequence(pieces, at)
        found |= branch
        if at >= len(pieces) or pieces[at] != "|":
            return found, at
        at += 1


def _sequence(pieces: list[str], at: int) -> tuple[frozenset[str], int]:
    found = _EMPTY
    while at < len(pieces) and pieces[at] not in {"|", ")"}:
        piece = pieces[at]
        if piece.startswith("("):
            inner, at = _alternatives(pieces, at + 1)
            if piece in _LOOKS:
                # What stands around a match only narrows it.
                inner = _EMPTY
        else:
            inner = frozenset(piece[1:-1] if piece.startswith("[") else piece)
        at += 1
        if at < len(pieces) and pieces[at] == "?":
            inner |= _EMPTY
            at += 1
        elif at < len(pieces) and pieces[at].startswith("{"):
            once = inner
            for _ in range(LENGTH - 1):
                inner = once | _joined(once, inner)
            inner |= _EMPTY if pieces[at].startswith("{0") else frozenset()
            at += 1
        found = _joined(found, inner)
    return found, at


def _joined(first: frozenset[str], then: frozenset[str]) -> frozenset[str]:
    """Beginnings of one after the other."""
    return frozenset((start + end)[:LENGTH] for start in first for end in then)
