"""Amounts: a number with its unit, or two of them as a range. What a sentence states, before any attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.figures.currencies import Currency, CurrencyReader
from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import is_label, is_year, touches_letters
from pipeline.figures.numbers import Number, NumberReader
from pipeline.figures.words import DASHES, NUMERAL, Phrases, Word
from pipeline.knowledge import Knowledge

_RANGE_WORDS = frozenset({"to", "through", "till", "and", "or"})
_MINUS = frozenset({"-", "−", "–", "minus", "negative"})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    name: str
    factor: Decimal
    currency: Currency | None = None


class AmountReader:
    """Reads the amount that begins at a word."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._numbers = NumberReader(knowledge)
        self.currencies = CurrencyReader(knowledge)
        rows = knowledge.rows("figures/units.tsv")
        self.starters = self._numbers.starters | self.currencies.starters | _MINUS
        self._units = Phrases([(r["form"], _Unit(r["kind"], r["unit"], Decimal(r["factor"]))) for r in rows])

    def read(self, words: Sequence[Word], i: int) -> Amount | None:
        """The amount that begins at word `i`, with its range, or None."""
        first = self._side(words, i)
        if first is None:
            return None
        return self._range(words, first) or self._finish(words, first)

    # -- one side ----------------------------------------------------------------------------------------------------

    def _side(self, words: Sequence[Word], i: int) -> tuple[Number, _Unit | None, int, int] | None:
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
                return None if side is None else (_negated(side[0]), side[1], i, side[3])
        number = self._numbers.read(words, start)
        if number is None or (words[start].kind == NUMERAL and touches_letters(words, start) and not negative):
            return None
        number, unit, end = self._suffixed(words, number)
        return (_negated(number) if negative else number), unit, i, end

    def _prefixed(
        self, words: Sequence[Word], i: int, currency: Currency, j: int
    ) -> tuple[Number, _Unit | None, int, int] | None:
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
        if again is not None and (again[0].code == currency.code or currency.basis == "default"):
            if again[0].kind != "minor" and not self._opens_amount(words, end, again[1]):
                currency = again[0] if currency.basis == "default" else currency
                end = again[1]
        return number, _Unit("money", currency.code, currency.factor, currency), i, end

    def _opens_amount(self, words: Sequence[Word], i: int, j: int) -> bool:
        """Whether the currency at `i` belongs to the number after it: "$5 $6"."""
        return j < len(words) and words[j].kind == NUMERAL and self.currencies.at_prefix(words, i) is not None

    def _suffixed(self, words: Sequence[Word], number: Number) -> tuple[Number, _Unit | None, int]:
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
    ) -> tuple[Number, _Unit | None, int]:
        """Adds the minor unit: "three dollars and fifty cents"."""
        unit = _Unit("money", currency.code, currency.factor, currency)
        k = end + (end < len(words) and words[end].low == "and")
        minor = self._numbers.read(words, k) if currency.kind in ("name", "sign") and number.scale == 1 else None
        if minor is not None and minor.scale == 1 and 0 < minor.value < 100:
            found = self.currencies.at_suffix(words, minor.end)
            if found is not None and found[0].kind == "minor":
                value = number.value + minor.value / 100
                cent = Decimal("0.01")
                return replace(number, value=value, written=cent, grain=cent), unit, found[1]
        return number, unit, end

    def _measured(self, words: Sequence[Word], number: Number, j: int) -> tuple[Number, _Unit | None, int]:
        k = j
        if j + 1 < len(words) and words[j].low in DASHES and words[j].glued and words[j + 1].glued:
            k = j + 1
        k += number.form == "vague" and k < len(words) and words[k].low == "of"
        found = self._units.at(words, k)
        if found is None or (number.form == "fraction" and number.scale == 1):
            return number, None, number.end
        unit, end = found
        short = words[end - 1].low
        if short in ("m", "t", "b") and (self._grammar.noun_after(words, end) or number.form != "digits"):
            scale = self._numbers.scale_at(words, k, money=True)
            return (number.scaled(*scale), None, end) if scale and words[k].glued else (number, None, number.end)
        if len(short) <= 2 and short.isalpha() and end < len(words) and words[end].glued and words[end].kind == "w":
            return number, None, number.end
        return number, unit, end

    # -- ranges ------------------------------------------------------------------------------------------------------

    def _range(self, words: Sequence[Word], first: tuple[Number, _Unit | None, int, int]) -> Amount | None:
        """Two sides joined into a range, with the scale and unit they share."""
        number, unit, begin, end = first
        second = self._second(words, begin, end)
        if second is None:
            return None
        other, other_unit, _, other_end = second
        if unit is not None and other_unit is not None and (unit.kind, unit.name) != (other_unit.kind, other_unit.name):
            if not (unit.kind == other_unit.kind == "money" and unit.currency and unit.currency.basis == "default"):
                return None
        if unit is None and number.scale > 1 and other_unit is not None and other.scale == 1:
            return None
        if unit is None and is_year(number, words) and (other_unit is not None or other.scale > 1):
            return None
        if number.scale == 1 and other.scale > 1 and number.value < other.value / other.scale:
            number = number.scaled(other.scale, number.end)
        if number.value >= other.value or {number.form, other.form} & {"vague"}:
            return None
        if (number.form == "fraction") != (other.form == "fraction"):
            return None
        if (
            number.plain
            and other.plain
            and unit is None
            and other_unit is None
            and is_label(self._grammar, words, other)
        ):
            return None
        side = (replace(other, begin=number.begin, plain=False), other_unit or unit, begin, other_end)
        whole = self._finish(words, side, is_range=True)
        if whole is None or (whole.bare and other.scale == 1 and not self._says_between(words, begin)):
            return None
        factor = whole.value / other.value if other.value else Decimal(1)
        return replace(whole, value=number.value * factor, high=whole.value)

    def _second(self, words: Sequence[Word], begin: int, end: int) -> tuple[Number, _Unit | None, int, int] | None:
        """The other side of a range that may begin at `end`."""
        if end >= len(words):
            return None
        joint = words[end]
        j = end + 1
        if joint.low == "and" and not self._says_between(words, begin):
            return None
        if joint.low == "or":
            return None
        if joint.low not in _RANGE_WORDS and joint.low not in DASHES:
            return None
        while j < len(words) and words[j].low in (
            "more",
            "than",
            "over",
            "about",
            "around",
            "nearly",
            "almost",
            "some",
        ):
            j += 1
        side = self._side(words, j)
        if side is None or side[0].value < 0:
            return None
        if joint.low in DASHES and joint.glued != (words[end + 1].glued if end + 1 < len(words) else False):
            return None
        return side

    def _says_between(self, words: Sequence[Word], begin: int) -> bool:
        back = [word.low for word in words[max(0, begin - 3) : begin]]
        return "between" in back or "from" in back[-1:]

    # -- units of a whole amount -------------------------------------------------------------------------------------

    def _finish(
        self, words: Sequence[Word], side: tuple[Number, _Unit | None, int, int], *, is_range: bool = False
    ) -> Amount | None:
        number, unit, begin, end = side
        if unit is None:
            return self._counted(words, number, begin, end, is_range=is_range)
        kind, name = unit.kind, unit.name
        if kind == "duration" and end < len(words):
            old = end + (words[end].low in DASHES and words[end].glued)
            if (old < len(words) and words[old].low in ("old", "olds")) or (
                words[end : end + 2] and _of_age(words, end)
            ):
                kind, end = "age", old + 1 if words[old].low in ("old", "olds") else end + 2
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
        member = self._hyphenated(words, number, amount)
        if member is not None:
            return member
        start = end + (number.form == "vague" and end < len(words) and words[end].low == "of")
        noun = self._grammar.noun_after(words, start)
        if noun is not None and not self._points_back(words, number, is_range=is_range):
            counted = " ".join(word.text for word in words[start : noun[1]] if word.kind == "w")
            exact = number.form != "vague" and number.scale == 1
            return replace(
                amount, end=noun[1], unit=noun[0], noun=counted, written=Decimal(0) if exact else number.written
            )
        if noun is not None and number.scale == 1:
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
        return replace(amount, end=j + 2, unit=self._grammar.singular(noun), written=Decimal(0))

    def _points_back(self, words: Sequence[Word], number: Number, *, is_range: bool) -> bool:
        """ "The two countries", "these three issues": a small number behind a definite word counts nothing new."""
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
        half = (
            words[i].low == "half" and j < len(words) and words[j].low in ("the", "its", "their", "all", "his", "our")
        )
        if not (hyphened or whole or plural or half):
            return None
        return replace(amount, kind="share")


def _of_age(words: Sequence[Word], end: int) -> bool:
    return [word.low for word in words[end : end + 2]] == ["of", "age"]


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a minus sign at `i` may be a sign: nothing touches it from the left but a bracket."""
    return i == 0 or not words[i].glued or words[i - 1].low in "(["


def _negated(number: Number) -> Number:
    return replace(number, value=-number.value, plain=False)
