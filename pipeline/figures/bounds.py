"""Bounds: what the words beside a number allow it to be.

The number's own granularity g (size of its last non-zero digit) sets the width: nearly N is [N - g/2, N), about N is
N +/- g/2, over N is (N, N + g], under N is [N - g, N). A bare number holds half its last written digit either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.figures.amounts import Amount
from pipeline.figures.moves import Moves
from pipeline.figures.words import NUMERAL, Phrases, Word
from pipeline.knowledge import Knowledge


@dataclass(slots=True, unsafe_hash=True)
class Approximation:
    """How exact an amount is said to be.

    Attributes:
        bound: `Figure.bound`.
        begin, end: indices of the words of the figure's span, approximators included.
        first: index of the first word that belongs to it without being of the span ("a further", "only").
        spreads: it also holds for the following members of a list.
        said: some word says it, or the amount is a range.
    """

    bound: str
    begin: int
    end: int
    first: int
    spreads: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    bound: str
    inside: bool
    spreads: bool


class BoundReader:
    """Reads the approximators around an amount."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("figures/approximators.tsv")
        table = [(r["side"], r["phrase"], _Row(r["bound"], r["span"] == "in", r["spread"] == "yes")) for r in rows]
        self._before = Phrases([(phrase, row) for side, phrase, row in table if side == "before"])
        self._after = Phrases([(phrase, row) for side, phrase, row in table if side == "after"])
        self._moves = Moves(knowledge).phrases
        self._numbers = frozenset(row["word"] for row in knowledge.rows("figures/number_words.tsv"))

    def read(self, words: Sequence[Word], amount: Amount) -> Approximation:
        """The approximation of an amount, and its span with it."""
        begin = amount.begin
        bound, spreads, said = "exact", False, False
        i = first_word = begin
        for _ in range(3):
            found = self._before.before(words, i)
            if found is None:
                break
            row, first = found
            if amount.kind == "duration" and words[first].low == "over" and not _measures(words, first):
                break
            if words[first].low == "up" and self._moves_up(words, first):
                break
            i = first
            first_word = i if row.inside or row.bound == "exact" else first_word
            said = said or row.bound != "exact" or row.inside
            if bound == "exact" and row.bound != "exact":
                bound, spreads = row.bound, row.spreads
            if row.inside and row.bound != "exact":
                begin = i
        if amount.high is not None:
            start = _range_start(words, begin)
            return Approximation("range", start, amount.end, min(start, first_word), said=True)
        if (
            bound in ("exact", "about")
            and (after := self._after.at(words, amount.end)) is not None
            and amount.kind != "rank"
        ):
            row, end = after
            touching = words[amount.end].kind == "w" or words[amount.end].glued
            # "5 and over two": the words that open the next amount close none.
            opens = words[amount.end].low == "and" and end < len(words) and self._is_number(words[end])
            if touching and not opens and not (words[amount.end].low == "plus" and not words[amount.end].glued):
                return Approximation(row.bound, begin, end, first_word, said=True)
        return Approximation(bound, begin, amount.end, first_word, spreads=spreads, said=said)

    def _is_number(self, word: Word) -> bool:
        return word.kind == NUMERAL or word.low in self._numbers

    def _moves_up(self, words: Sequence[Word], i: int) -> bool:
        """Whether "up" is where something went ("picked up to 4 percent", "up to 5 from 3"), and no bound."""
        found = self._moves.at(words, i - 1) if i else None
        return found is not None and found[1] == i + 1


def _measures(words: Sequence[Word], i: int) -> bool:
    """Whether "over" before a duration compares ("for over ten years"), rather than spans it ("over ten years")."""
    return i > 0 and words[i - 1].low in ("for", "of", "after", "lasted", "lasting", "spent", "is", "was", "took")


def _range_start(words: Sequence[Word], begin: int) -> int:
    return begin - 1 if begin and words[begin - 1].low == "between" else begin


def interval(amount: Amount, bound: str) -> tuple[Decimal, Decimal]:
    """What the wording allows: (low, high), low <= value <= high."""
    value, grain = amount.value, abs(amount.grain)
    if amount.high is not None:
        return value, amount.high
    if bound == "nearly":
        return value - grain / 2, value
    if bound == "about":
        return value - grain / 2, value + grain / 2
    if bound in ("over", "at_least"):
        return value, value + grain
    if bound in ("under", "up_to"):
        return value - grain, value
    half = abs(amount.written) / 2
    return value - half, value + half
