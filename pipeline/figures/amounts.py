"""Amounts: a number with its unit, or two of them as a range. What a sentence states, before any attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.figures.currencies import Currency
from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import is_label
from pipeline.figures.numerals import Number
from pipeline.figures.people import People, age
from pipeline.figures.ranges import RangeReader
from pipeline.figures.sides import Side, SideReader
from pipeline.figures.words import DASHES, Word
from pipeline.knowledge import Knowledge

_COMPARED = frozenset(
    {"less", "more", "lower", "higher", "fewer", "smaller", "larger", "below", "above", "cheaper", "bigger"}
)
_BESIDE_HALF = frozenset({"than", "nearly", "almost", "over", "about", "roughly", "around"})


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """A number with its unit.

    Attributes:
        begin, end: indices of its words, end exclusive, without approximators.
        kind: `Figure.kind`.
        value: in `unit`; the lower end of a range.
        high: upper end of a range, else None.
        written, grain: as of `Number`, in `unit`.
        unit, basis: as of `Figure`.
        currency: the form that gave the unit, for money.
        bare: it has no unit of its own and counts no noun.
        scale: factor of its scale words.
        noun: what a rank ranks ("trading partner"), or a count counts ("investment projects").
    """

    begin: int
    end: int
    kind: str
    value: Decimal
    written: Decimal
    grain: Decimal
    high: Decimal | None = None
    unit: str | None = None
    basis: str | None = None
    currency: Currency | None = None
    bare: bool = False
    scale: Decimal = Decimal(1)
    noun: str | None = None


class AmountReader:
    """Reads the amount that begins at a word."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._sides = SideReader(knowledge, grammar)
        self.currencies = self._sides.currencies
        self.starters, self.number_words = self._sides.starters, self._sides.number_words
        self._people = People(knowledge, grammar)
        self._ranges = RangeReader(knowledge, grammar, self._sides)

    def read(self, words: Sequence[Word], i: int) -> Amount | None:
        """The amount that begins at word `i`, with its range, or None."""
        first = self._sides.read(words, i)
        if first is None:
            return None
        return self._range(words, first) or self._finish(words, self._coordinated(words, first))

    def _coordinated(self, words: Sequence[Word], first: Side, most: int = 6) -> Side:
        """A number with the unit and scale of the list it opens: "3.2 and 2.9 tonnes", "5.6, 6.0 and 8.2 percent"."""
        number, end = first.number, first.end
        if first.unit is not None or end >= len(words) or words[end].low not in ("and", "or", ","):
            return first
        if number.form not in ("digits", "words") or is_label(self._grammar, words, number):
            return first
        if words[end].low == "," and not _ends_list(words, end):
            return first
        start = end + 1 + (words[end].low == "," and end + 1 < len(words) and words[end + 1].low in ("and", "or"))
        second = self._sides.read(words, start)
        if second is not None and second.unit is None and words[end].low == "," and most:
            second = self._coordinated(words, second, most - 1)
        elif words[end].low == "," and start == end + 1:
            return first  # "in section 5, 7 percent": two numbers make no list
        if second is None or second.unit is None or second.unit.kind in ("duration", "count"):
            return first
        other = second.number
        if second.begin < other.begin or number.scale > other.scale:
            return first  # the unit stands before its number: "in 5 and $7 million"
        if number.scale == 1 and other.scale > 1 and 1 <= number.value < 1000:
            number = number.scaled(other.scale, number.end)
        return first._replace(number=number, unit=second.unit)

    # -- ranges ------------------------------------------------------------------------------------------------------

    def _range(self, words: Sequence[Word], first: Side) -> Amount | None:
        """Two sides joined into a range, with the scale and unit they share.

        Behind a movement "from A to B" and "by A to B" are no ranges: A alone comes back, with the scale and unit it
        shares with B.
        """
        second = self._ranges.second(words, first)
        if second is None:
            return None
        number, other = first.number, second.number
        unit = second.unit or first.unit
        if number.scale == 1 and other.scale > 1 and number.value < other.value / other.scale:
            number = number.scaled(other.scale, number.end)
        if self._ranges.moves_from(words, first.begin):
            return self._start_of(words, Side(number, first.unit or unit, first.begin, first.end), second)
        if number.value >= other.value or self._ranges.moves_by(words, first, second):
            return None
        side = Side(replace(other, begin=number.begin, plain=False), unit, first.begin, second.end)
        whole = self._finish(words, side, is_range=True)
        if whole is None or (whole.bare and other.scale == 1 and not self._ranges.says_between(words, first.begin)):
            return None
        factor = whole.value / other.value if other.value else Decimal(1)
        return replace(whole, value=number.value * factor, high=whole.value)

    def _start_of(self, words: Sequence[Word], first: Side, second: Side) -> Amount | None:
        """The first of two levels of a movement, with what the second counts: "from 35 to 60 places"."""
        alone = self._finish(words, first)
        if alone is None or not alone.bare or alone.scale > 1:
            return alone
        other = self._finish(words, second)
        if other is None:
            return alone
        return replace(alone, unit=other.unit, noun=other.noun, bare=False)

    # -- units of a whole amount -------------------------------------------------------------------------------------

    def _finish(self, words: Sequence[Word], side: Side, *, is_range: bool = False) -> Amount | None:
        number, unit, begin, end = side
        if unit is None:
            return self._counted(words, number, begin, end, is_range=is_range)
        kind, name = unit.kind, unit.name
        if kind == "duration":
            kind, end = age(words, begin, end)
        if (
            kind in ("duration", "quantity")
            and number.plain
            and is_label(self._grammar, words, replace(number, end=end))
        ):
            return None
        if kind == "duration" and begin and words[begin - 1].low in ("first", "opening", "initial", "final"):
            return None
        factor = unit.factor
        return Amount(
            begin,
            end,
            kind,
            number.value * factor,
            number.written * factor,
            number.grain * factor,
            high=None if number.high is None else number.high * factor,
            unit=name,
            basis=unit.currency.basis if unit.currency else None,
            currency=unit.currency,
            scale=number.scale,
        )

    def _counted(self, words: Sequence[Word], number: Number, begin: int, end: int, *, is_range: bool) -> Amount | None:
        """A share, an age, a count of a noun, or a bare number."""
        amount = Amount(
            begin, end, "count", number.value, number.written, number.grain, number.high, scale=number.scale
        )
        if number.form == "fraction" and number.scale == 1:
            return self._share(words, number, amount)
        if begin and words[begin - 1].low == "aged":
            return replace(amount, kind="age", unit="year")
        if is_label(self._grammar, words, number):
            return None
        if number.plain and 10 <= number.value <= 110 and self._people.is_age(words, begin, end):
            return replace(amount, kind="age", unit="year")
        member = self._hyphenated(words, number, amount)
        if member is not None:
            return member
        start = end + (number.form == "vague" and end < len(words) and words[end].low == "of")
        noun = self._grammar.noun_after(words, start)
        if noun is not None and noun[0] == "level" and number.plain and 1900 <= number.value < 2100:
            return None  # "10 percent of 2000 levels"
        if noun is not None and not self._points_back(words, number, is_range=is_range):
            counted = " ".join(word.text for word in words[start : noun[1]] if word.kind == "w")
            exact = number.form != "vague" and number.scale == 1
            return replace(
                amount, end=noun[1], unit=noun[0], noun=counted, written=Decimal(0) if exact else number.written
            )
        if self._people.are_counted(words, begin, end):
            return replace(amount, unit="person", written=Decimal(0) if number.scale == 1 else number.written)
        if (noun is not None or number.form == "vague") and number.scale == 1:
            return None
        return replace(amount, bare=True)

    def _hyphenated(self, words: Sequence[Word], number: Number, amount: Amount) -> Amount | None:
        """A count as modifier: "a 15-member council"."""
        j = number.end
        if number.form != "digits" or j + 1 >= len(words) or words[j].low not in DASHES:
            return None
        noun = words[j + 1]
        if not (words[j].glued and noun.glued) or noun.kind != "w" or self._grammar.breaks(noun) or len(noun.low) < 3:
            return None
        if noun.low in ("way", "fold", "odd", "plus", "something"):
            return None
        if noun.low == "strong":
            return replace(amount, end=j + 2, unit="person", written=Decimal(0))
        return replace(amount, end=j + 2, unit=self._grammar.singular(noun), written=Decimal(0))

    def _points_back(self, words: Sequence[Word], number: Number, *, is_range: bool) -> bool:
        """Whether it is "the two countries", "these three issues": a small number behind a definite word counts nothing new."""
        if is_range or number.value > 12 or number.scale > 1 or number.form == "vague":
            return number.value == 1
        if number.value == 1 or number.value != number.value.to_integral_value():
            return True
        back = words[number.begin - 1] if number.begin else None
        return back is not None and (self._grammar.has(back, "deictic") or back.low in ("s", "'", "respective"))

    def _share(self, words: Sequence[Word], number: Number, amount: Amount) -> Amount | None:
        """A fraction of a whole; not "the first half", "a third party", "in the quarter"."""
        i, j = number.begin, number.end
        back = words[i - 1].low if i else ""
        if back in self._grammar.ordinals or back in (
            "last",
            "latter",
            "other",
            "this",
            "next",
            "previous",
            "each",
            "per",
        ):
            return None
        if any(self._grammar.has(word, "month") for word in words[j : j + 2]):
            return None
        hyphened = any(word.low in DASHES or word.low in ("/", "in", "out") for word in words[i:j])
        of = j < len(words) and words[j].low == "of"
        head = words[j + 1].low if of and j + 1 < len(words) else ""
        whole = of and not head.isdecimal() and head != "year"
        plural = words[j - 1].low.endswith(("s", "ves")) and j - i > 1
        nearly = (
            words[i].low == "half" and back in _BESIDE_HALF and (j >= len(words) or words[j].low not in ("a", "an"))
        )
        half = (
            words[i].low == "half" and j < len(words) and words[j].low in ("the", "its", "their", "all", "his", "our")
        )
        compared = j < len(words) and words[j].low in _COMPARED
        by = back == "by" and words[i].low == "a"
        if not (hyphened or whole or plural or half or nearly or compared or by):
            return None
        return replace(amount, kind="share")


def _ends_list(words: Sequence[Word], i: int, most: int = 6) -> bool:
    """Whether "and" or "or" closes the list of numerals that goes on at the comma `i`: ", 6.0 and 8.2 percent"."""
    for _ in range(most):
        if i + 1 >= len(words) or words[i].low != ",":
            break
        i += 1 if words[i + 1].low in ("and", "or") else 2
    return i < len(words) and words[i].low in ("and", "or")
