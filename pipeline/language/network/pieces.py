"""Words to the pieces of the network's vocabulary: lower case, no diacritics, longest match from the left.

This is WordPiece (Wu et al. 2016) as BERT's uncased vocabularies use it, restated for words that are already tokens. A
word gives at most `LONGEST` pieces (its first ones and its last), so that no text can make a sentence longer than a
fixed multiple of its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

LONGEST = 8
_TOO_LONG = 80  # characters; no word of prose
_CACHE = 1 << 15  # words; about 5 MB when full
# What stands alone inside a word: punctuation, which for BERT is every sign of ASCII, and Chinese characters.
_ASCII_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ceaf\U0002f800-\U0002fa1f]")
PADDING, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


class Pieces:
    """Splits words.

    Args:
        vocabulary: the pieces in the order of their numbers, with `[PAD] [UNK] [CLS] [SEP]` among them; a piece that
            continues a word begins with "##".

    Raises:
        ValueError: one of the four is missing.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        missing = [piece for piece in (PADDING, UNKNOWN, START, END) if piece not in self._numbers]
        if missing:
            raise ValueError(f"a vocabulary without {', '.join(missing)}")
        self.padding, self.unknown = self._numbers[PADDING], self._numbers[UNKNOWN]
        self.start, self.end = self._numbers[START], self._numbers[END]
        self.last = len(vocabulary) - 1
        self._known: dict[str, tuple[int, ...]] = {}

    def words(self) -> frozenset[str]:
        """The pieces that are whole words."""
        return frozenset(piece for piece in self._numbers if piece.isalpha() and len(piece) > 1)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one to `LONGEST` of them."""
        found = self._known.get(word)
        if found is None:
            if len(word) > _TOO_LONG:
                return (self.unknown,)
            if len(self._known) >= _CACHE:
                # Results do not depend on what is remembered; emptying keeps memory flat.
                self._known.clear()
            found = self._known[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.lower())
        numbers = [number for part in _parts(plain) for number in self._longest_first(part)]
        if len(numbers) > LONGEST:
            numbers = numbers[: LONGEST - 1] + numbers[-1:]
        return tuple(numbers) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        numbers, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self._numbers.get(part[at:end] if at == 0 else f"##{part[at:end]}")
                if number is not None:
                    break
            else:
                return [self.unknown]
            numbers.append(number)
            at = end
        return numbers


def _parts(plain: str) -> Iterator[str]:
    """The runs of letters, digits and symbols, and the signs between them; diacritics and control characters dropped."""
    part = ""
    for c in plain:
        category = unicodedata.category(c)
        alone = category[0] == "P" or _ASCII_SIGN.match(c) or _CHINESE.match(c)
        if (alone or c.isspace()) and part:
            yield part
            part = ""
        if alone:
            yield c
        elif category != "Mn" and category[0] != "C" and c != "\ufffd" and not c.isspace():
            part += c
    if part:
        yield part
