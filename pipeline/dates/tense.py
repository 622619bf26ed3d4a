"""Whether a date without its year lies ahead or behind, from the nearest verb form of its sentence.

A word list stands in for a parse: the nearest telling word before the expression decides, else the first after it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.absolute import Calendar
from pipeline.dates.context import Meaning
from pipeline.dates.match import Found
from pipeline.dates.ranges import Interval
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import Vocabulary

_REACH = 14
_BE = frozenset({"is", "are", "was", "were"})


class Tenses:
    """Reads the tense beside an expression."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._tenses = vocabulary.tenses

    def marked(self, found: Found, tokens: Tokens) -> Found:
        """The expression, told whether its clause lies ahead; unchanged if its date needs no such thing."""
        if not _open(found.meaning):
            return found
        tense = self._tense(found, tokens)
        if tense is None:
            return found
        ends = tuple(replace(end, meaning=_with(end.meaning, tense)) for end in found.ends)
        return replace(found, meaning=_with(found.meaning, tense), ends=ends)

    def _tense(self, found: Found, tokens: Tokens) -> str | None:
        for at in range(found.start - 1, max(found.start - _REACH, 0) - 1, -1):
            tense = self._at(at, tokens)
            if tense is not None:
                return tense
        for at in range(found.end, min(found.end + _REACH, len(tokens.starts))):
            tense = self._at(at, tokens)
            if tense is not None:
                return tense
        return "future" if self._tenses.get(tokens.word(found.start - 1).lower()) == "ahead" else None

    def _at(self, at: int, tokens: Tokens) -> str | None:
        word, before = tokens.word(at).lower(), tokens.word(at - 1).lower()
        if word == "to" and before in _BE:
            return "future"
        tense = self._tenses.get(word)
        if tense == "ahead":
            return None
        if tense is None and word.endswith("ed") and len(word) > 4:
            tense = "past"
        # "will be held", "to be signed": the participle is not what tells the time; nor is "the expected visit".
        if before in {"be", "being"} and tense == "past":
            return None
        return tense


def _open(meaning: Meaning) -> bool:
    """Whether the year or week of a date is left to the reader."""
    if isinstance(meaning, Interval):
        return _open(meaning.left) and _open(meaning.right)
    return (
        isinstance(meaning, Calendar)
        and meaning.year is None
        and meaning.year_shift is None
        and meaning.direction is None
    )


def _with(meaning: Meaning, tense: str) -> Meaning:
    if isinstance(meaning, Interval):
        return Interval(_with(meaning.left, tense), _with(meaning.right, tense))
    return replace(meaning, tense=tense) if isinstance(meaning, Calendar) else meaning
