"""Bare numbers that state an amount although they count no noun of their own: "the death toll rose to 1,118"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.figures.amounts import Amount
from pipeline.figures.bounds import Approximation
from pipeline.figures.grammar import Grammar
from pipeline.figures.movement import Earlier
from pipeline.figures.moves import Moves
from pipeline.figures.words import DASHES, NUMERAL, WORD, Word
from pipeline.knowledge import Knowledge

_REACH = 12
_NEAR = 5
_GAP = 3
_MOVED = frozenset({"delta", "to", "from"})
_LEADS = frozenset(
    {"to", "at", "by", "was", "is", "were", "are", "reached", "totaled", "totalled", "hit", "from", "of"}
)
_COMPARED = frozenset({"fewer", "more", "less", "higher", "lower"})
_VERBAL = frozenset({"verb", "participle", "modal", "particle"})
_DEFINITE = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_OPENS = frozenset({"the", "its", "their", "these", "those", "his", "her"})


# Words of a whole number with its fraction.
_MIXED = 4


class LevelReader:
    """Tells bare numbers that are amounts from labels."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._moves = Moves(knowledge).phrases
        rows = knowledge.rows("figures/tallies.tsv")
        self._tallies, self._quoting = (
            frozenset(r["word"] for r in rows if r["use"] == use) for use in ("noun", "verb")
        )

    def is_level(
        self, words: Sequence[Word], amount: Amount, approximation: Approximation, earlier: Earlier | None
    ) -> bool:
        """Whether a bare number without a scale word or approximator is an amount."""
        begin, end = amount.begin, amount.end
        opening = min(approximation.first, begin)
        behind = [word.low for word in words[end : end + 2]]
        if len(behind) == 2 and (behind[0] in DASHES or behind[0] == "through") and words[end + 1].kind == NUMERAL:
            return False
        if behind[:1] == ["others"] or (behind[:1] and behind[0] in _COMPARED and behind[1:] == ["than"]):
            return True
        if end - begin == _MIXED and words[end - 2].low == "/":
            return True  # "47 3/8": no label is written so
        if words[begin].low == "one":
            return False
        if self._grammar.foresees(words, end):
            return True
        if earlier is not None and earlier.movement.role == "from" and earlier.amount.kind == amount.kind:
            return begin > 0 and words[begin - 1].low == "to" and begin - earlier.amount.end <= 4
        lead = words[opening - 1].low if opening else ""
        if lead in ("to", "from", "at", "by") and self._moved(words, opening - 1):
            return True
        follows = lead in ("to", "from", "at") and earlier is not None and earlier.movement.role in _MOVED
        if follows and earlier is not None and opening - earlier.amount.end <= _GAP:
            return True
        if lead == "at" and opening > 1 and words[opening - 2].low in self._quoting:
            quoted = behind[:1] in (["per"], ["to"], ["against"])
            return quoted or not words[begin].text.isdecimal()  # "trading at 34.2"
        return lead in _LEADS and self._tallied(words, opening - 1)

    def _moved(self, words: Sequence[Word], i: int) -> bool:
        """Whether a movement stands right before the preposition at `i`: "rose sharply to 1,118"."""
        for k in range(i - 1, max(0, i - _NEAR) - 1, -1):
            found = self._moves.at(words, k)
            if found is not None and found[0].use in _VERBAL:
                return found[1] <= i
            passed = words[k].kind == NUMERAL or words[k].low in ("by", "a", "an", "the")
            if not passed and (words[k].kind != WORD or self._grammar.has(words[k], "prep", "conj")):
                return False
        return False

    def _tallied(self, words: Sequence[Word], i: int) -> bool:
        """Whether the clause is about a number of things: "the number of seats was 60", "the toll reached 60"."""
        back = [word.low for word in words[max(0, i - _REACH - 2) : i + 1]]
        of = next((k for k, pair in enumerate(itertools.pairwise(back)) if pair == ("number", "of")), None)
        if of is not None and back[-1] != "of":
            return back[of + 2] not in _DEFINITE
        for k in range(i, max(0, i - _REACH) - 1, -1):
            if words[k].low in (";", ":", "."):
                return False
            if words[k].low in self._tallies and words[i].low != "by":
                return words[i].low != "of" or k == i - 1
        return False

    def part_of(self, words: Sequence[Word], end: int) -> str | None:
        """What a number counts some of: "seat" behind "89 of the 200 seats"; None where no group follows."""
        if end + 2 >= len(words) or words[end].low != "of" or words[end + 1].low not in _OPENS:
            return None
        start = end + 2
        start += words[start].kind == "n"
        noun = self._grammar.noun_after(words, start)
        return noun[0] if noun is not None else None
