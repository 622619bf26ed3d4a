"""Words of a sentence and phrase tables over them: what every reader of this package walks along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

NUMERAL, WORD, SIGN = "n", "w", "s"

# One numeral with its separators, one run of letters (combining marks included), or one other sign.
_WORDS = re.compile(r"(\d+(?:[.,'’]\d+)*)|((?:[^\W\d_]|[\u0300-\u036f])+)|\S")
_KINDS = {1: NUMERAL, 2: WORD, None: SIGN}
_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "’": "'", "‘": "'"})
DASHES = frozenset("-–—−‐‑‒~")


class Word(NamedTuple):
    """A numeral, a run of letters or a sign.

    Attributes:
        start, end: code points in the text it was cut from.
        low: lower case without diacritics, what the tables are keyed by.
        kind: NUMERAL, WORD or SIGN.
        glued: it touches the word before it.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool


def fold(text: str) -> str:
    """Lower case without diacritics: "Đồng" and "dong" are one word."""
    low = text.lower()
    if low.isascii():
        return low
    decomposed = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def cut(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, with offsets into `text`."""
    out = []
    last = -1
    new, word = tuple.__new__, Word  # half the time of Word(...)
    for match in _WORDS.finditer(text, start, len(text) if end is None else end):
        piece = match[0]
        begin, stop = match.span()
        low = piece.lower() if piece.isascii() else fold(piece)
        out.append(new(word, (begin, stop, piece, low, _KINDS[match.lastindex], begin == last)))
        last = stop
    return out


def key(phrase: str) -> tuple[str, ...]:
    """A phrase as the tables hold it."""
    return tuple(word.low for word in cut(phrase))


class Phrases(Generic[Payload]):
    """Phrases with what they stand for, found from their first word on or from their last word back, longest first."""

    def __init__(self, rows: Iterable[tuple[str, Payload]]) -> None:
        table = {words: payload for phrase, payload in rows if (words := key(phrase))}
        self._first: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        for words in sorted(table, key=lambda w: (-len(w), w)):
            self._first.setdefault(words[0], []).append((words, table[words]))
            self._last.setdefault(words[-1], []).append((words, table[words]))

    def at(self, words: Sequence[Word], i: int) -> tuple[Payload, int] | None:
        """The longest phrase that begins at word `i`: what it stands for and the index after it."""
        if i >= len(words):
            return None
        for phrase, payload in self._first.get(words[i].low, ()):
            j = i + len(phrase)
            if j == i + 1:
                return payload, j
            if j <= len(words) and all(words[i + k].low == phrase[k] for k in range(1, len(phrase))):
                return payload, j
        return None

    def before(self, words: Sequence[Word], i: int) -> tuple[Payload, int] | None:
        """The longest phrase that ends before word `i`: what it stands for and its first index."""
        if i <= 0:
            return None
        for phrase, payload in self._last.get(words[i - 1].low, ()):
            j = i - len(phrase)
            if j == i - 1:
                return payload, j
            if j >= 0 and all(words[j + k].low == phrase[k] for k in range(len(phrase) - 1)):
                return payload, j
        return None

    def __contains__(self, low: str) -> bool:
        """Whether some phrase begins with this word."""
        return low in self._first
