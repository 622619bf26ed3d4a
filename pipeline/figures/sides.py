"""One number with the unit before or after it: "US$1.2 billion", "500 million Egyptian pounds", "-3 percent", "5 km"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.figures.currencies import Currency, CurrencyReader
from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import touches_letters
from pipeline.figures.numbers import NumberReader
from pipeline.figures.numerals import Number
from pipeline.figures.words import DASHES, NUMERAL, Phrases, Word
from pipeline.knowledge import Knowledge

_MINUS = frozenset({"-", "−", "–", "minus", "negative"})


@dataclass(slots=True, unsafe_hash=True)
class Unit:
    """A unit as read: `Figure.kind` and `Figure.unit`, what the number is multiplied with, the currency's form."""

    kind: str
    name: str
    factor: Decimal
    currency: Currency | None = None


class Side(NamedTuple):
    """A number, its unit (None without), and the indices of its words, end exclusive."""

    number: Number
    unit: Unit | None
    begin: int
    end: int


class SideReader:
    """Reads the number with its unit that begins at a word."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._numbers = NumberReader(knowledge)
        self.currencies = CurrencyReader(knowledge)
        self.number_words = self._numbers.starters
        self.starters = self._numbers.starters | self.currencies.starters | _MINUS
        rows = knowledge.rows("figures/units.tsv")
        self._units = Phrases([(r["form"], Unit(r["kind"], r["unit"], Decimal(r["factor"]))) for r in rows])

    def read(self, words: Sequence[Word], i: int) -> Side | None:
        """One number with its unit before or after it: (number, unit, first index, index after)."""
        prefix = self.currencies.at_prefix(words, i)
        if prefix is not None and not (words[i].glued and i and words[i - 1].kind == "w" and words[i].kind == "w"):
            return self._prefixed(words, i, *prefix)
        start, negative = i, False
        if i + 1 < len(words) and words[i].low in _MINUS and _opens(words, i):
            start, negative = i + 1, True
            if words[i].kind == "s" and not words[i + 1].glued:
                return None
            prefix = self.currencies.at_prefix(words, start)
            if prefix is not None:
                side = self._prefixed(words, start, *prefix)
                return None if side is None else Side(_negated(side.number), side.unit, i, side.end)
        number = self._numbers.read(words, start)
        if number is None or (words[start].kind == NUMERAL and touches_letters(words, start) and not negative):
            return None
        number, unit, end = self._suffixed(words, number)
        return Side(_negated(number) if negative else number, unit, i, end)

    def _prefixed(self, words: Sequence[Word], i: int, currency: Currency, j: int) -> Side | None:
        if (
            j < len(words)
            and words[j].low in ("-", "−")
            and words[j].glued
            and j + 1 < len(words)
            and words[j + 1].glued
        ):
            return None
        number = self._numbers.read(words, j, money=True)
        if number is None or (number.form == "fraction" and number.scale == 1):
            return None
        if words[j].glued and currency.kind == "code" and currency.scaled:
            return None
        if currency.scaled and number.scale == 1 and number.value < 1000:
            return None
        if currency.kind == "name" and words[j].kind != NUMERAL:
            return None
        end = number.end
        dashed = end < len(words) and words[end].low in DASHES
        again = None if dashed else self.currencies.at_suffix(words, end)
        if (
            again is not None
            and (again[0].code == currency.code or currency.basis == "default")
            and again[0].kind != "minor"
            and not self._opens_amount(words, end, again[1])
        ):
            currency = again[0] if currency.basis == "default" else currency
            end = again[1]
        return Side(number, Unit("money", currency.code, currency.factor, currency), i, end)

    def _opens_amount(self, words: Sequence[Word], i: int, j: int) -> bool:
        """Whether the currency at `i` belongs to the number after it: "$5 $6"."""
        return j < len(words) and words[j].kind == NUMERAL and self.currencies.at_prefix(words, i) is not None

    def _suffixed(self, words: Sequence[Word], number: Number) -> tuple[Number, Unit | None, int]:
        """The number with the unit that follows it."""
        j = number.end
        for money in (True, False):
            scale = self._numbers.scale_at(words, j, money=True) if money and number.scale == 1 else None
            if money and scale is None:
                continue
            k = scale[1] if scale else j
            k += number.form in ("vague", "fraction") and k < len(words) and words[k].low == "of"
            currency = self.currencies.at_suffix(words, k)
            if currency is None or not self._is_money(words, number, currency[0], currency[1], k):
                continue
            number = number.scaled(*scale) if scale else number
            end = currency[1]
            late = self._numbers.scale_at(words, end, money=True) if number.scale == 1 else None
            if late is not None and len(words[late[1] - 1].low) > 1:
                number, end = number.scaled(*late), late[1]
            if number.form == "fraction" and number.scale == 1:
                break
            return self._with_cents(words, number, currency[0], end)
        return self._measured(words, number, j)

    def _is_money(self, words: Sequence[Word], number: Number, currency: Currency, end: int, start: int) -> bool:
        if currency.scaled and number.scale == 1 and number.value < 1000:
            return False
        if words[start].kind == NUMERAL:
            return False
        if currency.noun.startswith("pound") and currency.basis == "default" and number.scale == 1:
            return not (end < len(words) and words[end].low == "of")
        following = words[end] if end < len(words) else None
        if currency.kind in ("code", "sign") and following is not None and following.kind == NUMERAL:
            # "3 USD50 cards", "10 $ 30": the sign belongs to the number it touches
            return not following.glued or words[start].glued
        return True

    def _with_cents(
        self, words: Sequence[Word], number: Number, currency: Currency, end: int
    ) -> tuple[Number, Unit | None, int]:
        """Adds the minor unit: "three dollars and fifty cents"."""
        unit = Unit("money", currency.code, currency.factor, currency)
        k = end + (end < len(words) and words[end].low == "and")
        minor = self._numbers.read(words, k) if currency.kind in ("name", "sign") and number.scale == 1 else None
        if minor is not None and minor.scale == 1 and 0 < minor.value < 100:
            found = self.currencies.at_suffix(words, minor.end)
            if minor.value >= 10 and (minor.end >= len(words) or words[minor.end].low in ".!?;"):
                # "15 dollars 50."
                cent = Decimal("0.01")
                return (
                    replace(number, value=number.value + minor.value / 100, written=cent, grain=cent),
                    unit,
                    minor.end,
                )
            if found is not None and found[0].kind == "minor":
                value = number.value + minor.value / 100
                cent = Decimal("0.01")
                return replace(number, value=value, written=cent, grain=cent), unit, found[1]
        return number, unit, end

    def _measured(self, words: Sequence[Word], number: Number, j: int) -> tuple[Number, Unit | None, int]:
        k = j
        if j + 1 < len(words) and words[j].low in DASHES and words[j].glued and words[j + 1].glued:
            k = j + 1
        k += number.form == "vague" and k < len(words) and words[k].low == "of"
        if number.form == "fraction" and number.scale == 1 and (part := self._part_of_percent(words, number, j)):
            return part
        found = self._units.at(words, k)
        if found is None or (number.form == "fraction" and number.scale == 1):
            return number, None, number.end
        unit, end = found
        short = words[end - 1].low
        if short in ("m", "t", "b") and (self._grammar.noun_after(words, end) or number.form != "digits"):
            scale = self._numbers.scale_at(words, k, money=True)
            return (number.scaled(*scale), None, end) if scale and words[k].glued else (number, None, number.end)
        if unit.kind == "duration" and _is_compared(words, end):
            return number, None, number.end  # "by 24,300 month-on-month"
        if len(short) <= 2 and short.isalpha() and end < len(words) and words[end].glued and words[end].kind == "w":
            return number, None, number.end
        return number, unit, end

    def _part_of_percent(self, words: Sequence[Word], number: Number, j: int) -> tuple[Number, Unit | None, int] | None:
        """A fraction of one percent or point: "half a percentage point", "a quarter of one percent"."""
        j += j < len(words) and words[j].low == "of"
        if j >= len(words) or words[j].low not in ("a", "one"):
            return None
        found = self._units.at(words, j + 1)
        if found is None or found[0].kind not in ("percent", "percentage_point"):
            return None
        tenth = Decimal("0.1")
        return replace(number, form="words", written=tenth, grain=tenth), *found


def _is_compared(words: Sequence[Word], end: int) -> bool:
    """Whether a unit of time opens a comparison: "month-on-month", "year over year"."""
    low = [word.low for word in words[end : end + 2] if word.low not in DASHES]
    return low[:1] != [] and low[0] in ("on", "over")


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a minus sign at `i` may be a sign: nothing touches it from the left but a bracket."""
    return i == 0 or not words[i].glued or words[i - 1].low in "([<>=≤≥"


def _negated(number: Number) -> Number:
    return replace(number, value=-number.value, plain=False)
