"""A spaCy Doc as words and tokens of an article.

Attributes are read as columns: going through spaCy's Token objects takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, MORPH, POS

from pipeline.language.units import Word
from pipeline.records import Token

_COLUMNS = [IDX, LENGTH, IS_SPACE, LEMMA, POS, MORPH, DEP, HEAD]
_CACHE_LIMIT = 50_000


class TokenReader:
    """Reads docs of one vocabulary; keeps strings by their hash, never a Doc."""

    def __init__(self, vocab: Any) -> None:
        self._known = _Strings(vocab.strings)
        self._features = _Strings(vocab.strings)
        self._features[vocab.strings["_"]] = ""  # how spaCy writes that a word has no features

    def read(self, doc: Any, text: str, offset: int, sentence: int, base: int) -> tuple[list[Word], list[Token]]:
        """The visible tokens of a doc as (start, end, text), and with what the pipeline says of them.

        Args:
            doc: the tokens of `text` from `offset` on.
            text: the article.
            offset: where the doc begins in it.
            sentence: index of the sentence.
            base: number of the first token; heads count from it, and are -1 where there is no parse.
        """
        columns = doc.to_array(_COLUMNS)
        seen = columns[:, 2] == 0
        idx, length, _, lemma, pos, morph, dep, head = columns[seen].T
        starts: list[int] = (idx + offset).tolist()
        ends: list[int] = (idx + length + offset).tolist()
        words = [(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]
        if len(self._known) > _CACHE_LIMIT:
            self._known.clear()
        known = self._known.__getitem__
        tokens = map(
            Token,
            starts,
            ends,
            repeat(sentence),
            map(known, lemma.tolist()),
            map(known, pos.tolist()),
            map(self._features.__getitem__, morph.tolist()),
            map(known, dep.tolist()),
            _heads(seen, dep, head, base) if dep.any() else repeat(-1),
        )
        return words, list(tokens)


class _Strings(dict[int, str]):
    """Hash -> string of a string store, asked once."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        found = str(self._store[key])
        self[key] = found
        return found


def _heads(seen: Any, dep: Any, head: Any, base: int) -> Iterable[int]:
    """The numbers of the heads of the visible tokens; -1 for a head that is white space, which has no number."""
    numbers = np.where(seen, np.cumsum(seen) + (base - 1), -1)
    # Distances to the head are signed numbers in an unsigned column.
    at = np.flatnonzero(seen) + head.view(np.int64)
    heads: list[int] = np.where(dep != 0, numbers[at], -1).tolist()
    return heads
