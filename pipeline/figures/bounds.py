"""Bounds: what the words beside a number allow it to be.

The number's own granularity g (size of its last non-zero digit) sets the width: nearly N is [N - g/2, N), about N is
N +/- g/2, over N is (N, N + g], under N is [N - g, N). A bare number holds half its last written digit either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.figures.amounts import Amount
from pipeline.figures.words import Phrases, Word
from pipeline.knowledge import Knowledge

_WENT = frozenset({"go", "goes", "going", "gone", "went", "move", "moved", "came", "climbed", "crept", "shot", "edged"})


@dataclass(frozen=True, slots=True)
class Approximation:
    """How exact an amount is said to be.

    Attributes:
        bound: `Figure.bound`.
        begin, end: indices of the words of the figure's span, approximators included.
        spreads: it also holds for the following members of a list.
        said: some word says it, or the amount is a range.
    """

    bound: str
    begin: int
    end: int
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

    def read(self, words: Sequence[Word], amount: Amount) -> Approximation:
        """The approximation of an amount, and its span with it."""
        begin = amount.begin
        bound, spreads, said = "exact", False, False
        i = begin
        for _ in range(3):
            found = self._before.before(words, i)
            if found is None:
                break
            row, first = found
            if amount.kind == "duration" and words[first].low == "over" and not _measures(words, first):
                break
            if words[first].low == "up" and first and words[first - 1].low in _WENT:
                break  # "went up to 5": up is where it went
            i = first
            said = said or row.bound != "exact" or row.inside
            if bound == "exact" and row.bound != "exact":
                bound, spreads = row.bound, row.spreads
            if row.inside and row.bound != "exact":
                begin = i
        if amount.high is not None:
            return Approximation("range", _range_start(words, begin), amount.end, said=True)
        if (
            bound in ("exact", "about")
            and (after := self._after.at(words, amount.end)) is not None
            and amount.kind != "rank"
        ):
            row, end = after
            touching = words[amount.end].kind == "w" or words[amount.end].glued
            if touching and not (words[amount.end].low == "plus" and not words[amount.end].glued):
                return Approximation(row.bound, begin, end, said=True)
        return Approximation(bound, begin, amount.end, spreads=spreads, said=said)


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
