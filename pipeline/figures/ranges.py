"""Two amounts side by side: the ends of one range ("5 to 7 percent"), or two levels ("fell 2 percent to $40")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import is_label, is_year
from pipeline.figures.moves import Moves
from pipeline.figures.sides import Side, SideReader
from pipeline.figures.words import DASHES, WORD, Word
from pipeline.knowledge import Knowledge

_JOINTS = frozenset({"to", "through", "till", "and", "or"})
_HEDGES = frozenset(
    {"more", "than", "over", "about", "around", "nearly", "almost", "some", "as", "much", "at", "least"}
)
_CLAUSE = frozenset({";", ":", "while", "whereas", "but"})
_AHEAD = frozenset({"to", "will", "would", "could", "may", "might", "should", "can", "must"})
_SPREADS = frozenset({"range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "anywhere"})
_WIDEST = Decimal(3)
_REACH = 16


_VERBAL = frozenset({"verb", "participle", "modal"})


class RangeReader:
    """Finds the second end of a range."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar, sides: SideReader) -> None:
        self._grammar = grammar
        self._sides = sides
        self._moves = Moves(knowledge).phrases
        numbers = knowledge.rows("figures/number_words.tsv")
        self._counts = {row["word"]: int(row["value"]) for row in numbers if row["role"] == "unit"}

    def second(self, words: Sequence[Word], first: Side) -> Side | None:
        """The amount joined to the first by a word or sign that may make a range of them, None where they do not fit."""
        end = first.end
        if end >= len(words):
            return None
        joint = words[end]
        if joint.low == "and" and not self.says_between(words, first.begin):
            return None
        if joint.low == "or" and not self._next_number(words, end):
            return None
        if joint.low not in _JOINTS and joint.low not in DASHES:
            return None
        if joint.low in DASHES and joint.glued != (words[end + 1].glued if end + 1 < len(words) else False):
            return None
        j = end + 1
        while j < len(words) and j < end + 4 and words[j].low in _HEDGES:
            j += 1
        side = self._sides.read(words, j)
        if side is None or side.number.value < 0 or not self._joinable(words, first, side):
            return None
        return side

    def _joinable(self, words: Sequence[Word], first: Side, second: Side) -> bool:
        """Whether two sides can be the ends of one range."""
        number, unit, other, other_unit = first.number, first.unit, second.number, second.unit
        if unit is not None and other_unit is not None and (unit.kind, unit.name) != (other_unit.kind, other_unit.name):
            open_form = unit.currency is not None and unit.currency.basis == "default"
            if not (unit.kind == other_unit.kind == "money" and open_form):
                return False
        if unit is None and number.scale > 1 and other_unit is not None and other.scale == 1:
            return False
        if unit is not None and other_unit is None and first.end > number.end:
            return False  # "fell 0.8% to 4.4 billion", "gained 1.8% to 39,910.55", "by 11 years to 69"
        if unit is None and is_year(number, words) and (other_unit is not None or other.scale > 1):
            return False
        if "vague" in (number.form, other.form) or (number.form == "fraction") != (other.form == "fraction"):
            return False
        plain = number.plain and other.plain and unit is None and other_unit is None
        return not (plain and is_label(self._grammar, words, other))

    def moves_from(self, words: Sequence[Word], begin: int) -> bool:
        """Whether "from" stands before an amount, and a movement in the clause before that: "fell from 5 to 3 percent"."""
        at = self._from(words, begin)
        return at > 0 and self._movement(words, at, lambda word: word.low in _SPREADS)

    def _from(self, words: Sequence[Word], begin: int) -> int:
        """Index of the "from" before an amount, also in "from a peak of $80"; -1 without one."""
        for k in range(begin - 1, max(begin - _REACH, 0) - 1, -1):
            if words[k].low == "from":
                return k
            if k == begin - 1 and words[k].low != "of":
                return -1
            if k < begin - 1 and (
                words[k].kind != WORD or self._grammar.has(words[k], "prep", "conj", "verb", "aux", "rel")
            ):
                return -1
        return -1

    def moves_by(self, words: Sequence[Word], first: Side, second: Side) -> bool:
        """Whether the first is a change and the second the level it leads to: "fell by $1.2 billion to $38.9 billion"."""
        begin = first.begin
        if words[first.end].low != "to" or first.unit is None or second.unit is None or begin < 1:
            return False
        if words[begin - 1].low in ("between", "from", "of"):
            return False
        if not self._movement(words, begin, lambda word: word.kind != "w" or self._grammar.has(word, "prep"), 4):
            return False
        ahead = any(word.low in _AHEAD for word in words[max(0, begin - 6) : begin])
        return not (ahead and first.number.value * _WIDEST > second.number.value)

    def _movement(self, words: Sequence[Word], begin: int, ends: Callable[[Word], bool], reach: int = _REACH) -> bool:
        """Whether a verb of movement stands in the `reach` words before `begin`, with no word that `ends` the search."""
        phrasal = self._moves.at(words, begin - 2) if begin > 1 else None
        if phrasal is not None and phrasal[1] == begin and phrasal[0].use in _VERBAL:
            return True  # "put on six pence to 80"
        for i in range(begin - 1, max(0, begin - reach) - 1, -1):
            if words[i].low in _CLAUSE or (ends(words[i]) and not (i == begin - 1 and words[i].low == "by")):
                return False
            found = self._moves.at(words, i)
            if found is not None and found[0].use in _VERBAL:
                return True
        return False

    def says_between(self, words: Sequence[Word], begin: int) -> bool:
        """Whether "between" or "from" opens the range."""
        back = [word.low for word in words[max(0, begin - 3) : begin]]
        return "between" in back or "from" in back[-1:]

    def _next_number(self, words: Sequence[Word], end: int) -> bool:
        """Whether "or" joins two numbers in words, one after the other: "five or six ministers"."""
        pair = [self._counts.get(words[k].low, 0) for k in (end - 1, end + 1) if 0 <= k < len(words)]
        return len(pair) == 2 and 0 < pair[0] == pair[1] - 1
