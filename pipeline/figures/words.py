"""Words of a sentence and phrase tables over them: what every reader of this package walks along."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

Payload = TypeVar("Payload")

NUMERAL, WORD, SIGN = "n", "w", "s"

# One run of letters (combining marks included), one numeral with its separators, or one other sign.
_WORDS = re.compile(r"((?:[^\W\d_]|[\u0300-\u036f])[^\W\d_]*(?:[\u0300-\u036f]+[^\W\d_]*)*)|(\d+(?:[.,'’]\d+)*)|\S")
_KINDS = {1: WORD, 2: NUMERAL, None: SIGN}
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
    """Phrases with what they stand for, found from their first word on or from their last word back, longest first.

    Attributes:
        openers: the first words; a reader that walks along many words asks for these before it calls `at`.
    """

    def __init__(self, rows: Iterable[tuple[str, Payload]]) -> None:
        table = {words: payload for phrase, payload in rows if (words := key(phrase))}
        self._first: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], Payload]]] = {}
        self.openers = self._first.keys()
        for words in sorted(table, key=lambda w: (-len(w), w)):
            self._first.setdefault(words[0], []).append((words, table[words]))
            self._last.setdefault(words[-1], []).append((words, table[words]))

    def at(self, words: Sequence[Word], i: int) -> tuple[Payload, int] | None:
        """The longest phrase that begins at word `i`: what it stands for and the index after it."""
        if i >= len(words):
            return None
        following = words[i + 1].low if i + 1 < len(words) else ""
        for phrase, payload in self._first.get(words[i].low, ()):
            j = i + len(phrase)
            if j == i + 1:
                return payload, j
            if phrase[1] != following or j > len(words):
                continue
            if all(words[i + k].low == phrase[k] for k in range(2, len(phrase))):
                return payload, j
        return None

    def before(self, words: Sequence[Word], i: int) -> tuple[Payload, int] | None:
        """The longest phrase that ends before word `i`: what it stands for and its first index."""
        if i <= 0:
            return None
        preceding = words[i - 2].low if i > 1 else ""
        for phrase, payload in self._last.get(words[i - 1].low, ()):
            j = i - len(phrase)
            if j == i - 1:
                return payload, j
            if phrase[-2] != preceding or j < 0:
                continue
            if all(words[j + k].low == phrase[k] for k in range(len(phrase) - 2)):
                return payload, j
        return None

    def __contains__(self, low: str) -> bool:
        """Whether some phrase begins with this word."""
        return low in self._first
