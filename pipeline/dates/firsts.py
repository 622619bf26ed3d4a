"""The characters a grammar pattern can begin with, so that each token tries only the rules that may start there.

Reads the small part of regular expressions that the grammar uses: characters, [sets], groups, |, ? and {m,n}.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\(\?P<\w+>|\(\?:|\(\?[=!]|\(\?<[=!]|\(|\)|\||\[[^\]]+\]|[?]|\{\d+,\d+\}|[^\s]")


def first_symbols(pattern: str) -> frozenset[str]:
    """Every character with which a match of `pattern` can begin."""
    pieces = _PIECE.findall(pattern)
    symbols, _, _ = _alternatives(pieces, 0)
    return frozenset(symbols)


def _alternatives(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    """First characters of alternatives up to their closing bracket, whether they may be empty, and where they end."""
    symbols: set[str] = set()
    empty = False
    while True:
        branch, nullable, at = _sequence(pieces, at)
        symbols |= branch
        empty = empty or nullable
        if at >= len(pieces) or pieces[at] != "|":
            return symbols, empty, at
        at += 1


def _sequence(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    symbols: set[str] = set()
    open_ = True
    while at < len(pieces) and pieces[at] not in {"|", ")"}:
        piece = pieces[at]
        if piece.startswith("("):
            inner, nullable, at = _alternatives(pieces, at + 1)
            if piece in {"(?=", "(?!", "(?<=", "(?<!"}:
                inner, nullable = set(), True
        else:
            inner, nullable = set(piece[1:-1]) if piece.startswith("[") else {piece}, False
        at += 1
        if at < len(pieces) and (pieces[at] == "?" or pieces[at].startswith("{0")):
            nullable = True
            at += 1
        if open_:
            symbols |= inner
            open_ = nullable
    return symbols, open_, at
