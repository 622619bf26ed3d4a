"""The number grammar: decimals with any separators, number words, scales, fractions, vague plurals. Decimal throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.numerals import Number, grain_of, parse_numeral
from pipeline.figures.words import DASHES, NUMERAL, Word
from pipeline.knowledge import Knowledge

_FRACTION_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}


class NumberReader:
    """Reads the number that begins at a word."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words: dict[str, tuple[str, Decimal]] = {}
        self._vague: dict[str, tuple[Decimal, Decimal]] = {}
        self._some: dict[str, tuple[Decimal, Decimal]] = {}
        self._parts: dict[str, int] = {}
        for row in knowledge.rows("figures/number_words.tsv"):
            word, role, value = row["word"], row["role"], Decimal(row["value"])
            if role in ("vague", "some"):
                target = self._vague if role == "vague" else self._some
                target[word] = (value, Decimal(row["high"]))
            elif role == "part":
                self._parts[word] = int(value)
            else:
                self._words[word] = (role, value)
        rows = knowledge.rows("figures/scales.tsv")
        self._scales = {row["form"]: (Decimal(row["factor"]), row["use"]) for row in rows}
        self.starters = frozenset({*self._words, *self._vague, *self._some, *self._parts, "a", "an", *_FRACTION_SIGNS})

    def read(self, words: Sequence[Word], i: int, *, money: bool = False) -> Number | None:
        """The longest number that begins at word `i`; `money` where a currency stands before it."""
        if i >= len(words):
            return None
        word = words[i]
        if word.kind == NUMERAL:
            return self._digits(words, i, money=money)
        if word.low not in self.starters and word.text not in _FRACTION_SIGNS:
            return None
        return self._vague_plural(words, i) or self._fraction(words, i) or self._spelled(words, i)

    # -- digits ------------------------------------------------------------------------------------------------------

    def _digits(self, words: Sequence[Word], i: int, *, money: bool) -> Number | None:
        parsed = parse_numeral(words[i].text)
        if parsed is None:
            return None
        value, decimals = parsed
        end = i + 1
        if not decimals and words[i].text.isdecimal() and len(words[i].text) <= 3:
            value, end = _spaced_thousands(words, i, value)
        slash = self._slashed(words, i)
        if slash is not None:
            return slash
        number = Number(
            value=value,
            written=Decimal(1).scaleb(-decimals),
            grain=grain_of(value),
            begin=i,
            end=end,
            plain=words[i].text.isdecimal() and end == i + 1,
        )
        one = self._one_in(words, number)
        if one is not None:
            return one
        number = self._and_a_half(words, number)
        return self._scale(words, number, money=money)

    def _slashed(self, words: Sequence[Word], i: int, *, most: int = 1) -> Number | None:
        """A fraction "2/3" whose upper numeral has one digit, or up to `most`."""
        if i + 2 >= len(words) or words[i + 1].low != "/" or not (words[i + 1].glued and words[i + 2].glued):
            return None
        top, bottom = words[i].text, words[i + 2].text
        if (
            not (top.isdecimal() and bottom.isdecimal())
            or len(top) > most
            or len(bottom) > 2
            or int(bottom) <= int(top)
        ):
            return None
        if i + 3 < len(words) and words[i + 3].glued and words[i + 3].low == "/":
            return None
        return _fraction(int(top), int(bottom), i, i + 3)

    def _one_in(self, words: Sequence[Word], number: Number) -> Number | None:
        """A fraction "one in five", "2 in 5"."""
        j = number.end
        if j + 1 >= len(words) or words[j].low not in ("in", "out") or number.value < 1 or number.value > 9:
            return None
        j += 2 if words[j].low == "out" and words[j + 1].low == "of" else 1
        bottom = self._group(words, j)
        if bottom is None and j < len(words) and words[j].text.isdecimal() and len(words[j].text) <= 3:
            bottom = (Decimal(words[j].text), j + 1)
        if bottom is None or bottom[0] <= number.value or bottom[0] > 100:
            return None
        if bottom[1] < len(words) and (words[bottom[1]].low in self._scales or words[bottom[1]].low in _NO_WHOLE):
            return None
        return _fraction(int(number.value), int(bottom[0]), number.begin, bottom[1])

    # -- scales ------------------------------------------------------------------------------------------------------

    def scale_at(self, words: Sequence[Word], j: int, *, money: bool) -> tuple[Decimal, int] | None:
        """The scale word at `j` (a hyphen before it allowed): factor and the index after it."""
        if j + 1 < len(words) and words[j].low in DASHES and words[j].glued and words[j + 1].glued:
            j += 1
        if j >= len(words) or words[j].low not in self._scales:
            return None
        factor, use = self._scales[words[j].low]
        if use == "money" and not (money and (words[j].glued or len(words[j].low) > 1)):
            return None
        if j + 1 < len(words) and words[j + 1].glued and words[j + 1].low == "." and len(words[j].low) > 1 and money:
            return factor, j + 1
        return factor, j + 1

    def _scale(self, words: Sequence[Word], number: Number, *, money: bool) -> Number:
        """The number with every scale word that follows ("1.5 lakh crore", "100 thousand million")."""
        while (scale := self.scale_at(words, number.end, money=money)) is not None and number.scale < Decimal("1e12"):
            number = number.scaled(scale[0], scale[1])
        return number

    # -- words -------------------------------------------------------------------------------------------------------

    def _spelled(self, words: Sequence[Word], i: int) -> Number | None:
        """A number in words: "twenty-two", "a hundred and five", "two and a half million", "a dozen"."""
        group = self._group(words, i)
        if group is None:
            return None
        value, j = group
        number = Number(value, Decimal(1), grain_of(value), i, j, form="words")
        one = self._one_in(words, number)
        if one is not None:
            return one
        number = self._and_a_half(words, number)
        scale = self.scale_at(words, number.end, money=False)
        if words[i].low in ("a", "an") and scale is None and number.value == 1:
            return None
        number = self._scale(words, number, money=False)
        return self._lower_groups(words, number)

    def _lower_groups(self, words: Sequence[Word], number: Number) -> Number:
        """Adds what follows a scale in words: "three thousand nine hundred and sixty five"."""
        limit = number.scale
        while limit > 1:
            j = number.end
            joined = j < len(words) and words[j].low == "and"
            group = self._group(words, j + 1 if joined else j)
            if group is None or words[number.end].low in ("a", "an"):
                return number
            value, end = group
            scale = self.scale_at(words, end, money=False)
            factor = scale[0] if scale else Decimal(1)
            if value * factor >= limit:
                return number
            total = number.value + value * factor
            number = replace(number, value=total, written=factor, grain=grain_of(total), end=scale[1] if scale else end)
            limit = factor
        return number

    def _group(self, words: Sequence[Word], i: int) -> tuple[Decimal, int] | None:
        """A number below a thousand in words, or "a"/"an" for one: value and the index after it."""
        total = Decimal(0)
        last = ""
        j = i
        while j < len(words):
            if last and words[j].low in DASHES and words[j].glued and last == "ten":
                k = j + 1
            else:
                k = j + 1 if last == "hundred" and words[j].low == "and" else j
            role, value = self._words.get(words[k].low, ("", Decimal(0))) if k < len(words) else ("", Decimal(0))
            if not last and words[j].low in ("a", "an"):
                role, value, k = "article", Decimal(1), j
            if (role == "unit" and (last in ("", "hundred") or (last == "ten" and 0 < value < 10))) or (
                role == "ten" and last in ("", "hundred")
            ):
                total += value
            elif role in ("hundred", "dozen") and last in ("unit", "ten", "article"):
                total *= value
            elif role == "article":
                total = value
            else:
                break
            last, j = role, k + 1
        return (total, j) if last else None

    def _and_a_half(self, words: Sequence[Word], number: Number) -> Number:
        """Adds a half or a quarter: "two and a half", "3 1/2", "2½"."""
        j = number.end
        part = None
        if (
            j + 2 < len(words)
            and words[j].low == "and"
            and words[j + 1].low in ("a", "one")
            and words[j + 2].low in _HALVES
        ):
            part, end = Decimal(1) / Decimal(self._parts[words[j + 2].low]), j + 3
        elif j + 3 < len(words) and words[j].low in DASHES and words[j].glued and words[j + 1].glued:
            slash = self._slashed(words, j + 1)  # "6-1/4 cents"
            part, end = (slash.value, slash.end) if slash is not None else (None, j)
        elif number.plain and j < len(words) and words[j].kind == NUMERAL and words[j].start == words[j - 1].end + 1:
            slash = self._slashed(words, j, most=2)  # "47 3/8", "10 1/2%"
            if slash is not None and words[j + 2].text in _BELOW:
                part, end = slash.value, slash.end
        elif j < len(words) and words[j].text in _FRACTION_SIGNS:
            top, bottom = _FRACTION_SIGNS[words[j].text]
            part, end = Decimal(top) / Decimal(bottom), j + 1
        if part is None or number.value != number.value.to_integral_value():
            return number
        value = number.value + part
        tenth = Decimal("0.1")
        return replace(number, value=value, written=tenth, grain=tenth, end=end, plain=False)

    # -- fractions and vague numbers ---------------------------------------------------------------------------------

    def _fraction(self, words: Sequence[Word], i: int) -> Number | None:
        """A fraction, or a scale halved: "one-third", "three quarters of", "half a billion", "quarter million"."""
        if words[i].text in _FRACTION_SIGNS:
            top, bottom = _FRACTION_SIGNS[words[i].text]
            return self._of_scale(words, _fraction(top, bottom, i, i + 1))
        if words[i].low in self._parts:
            if words[i].low not in ("half", "quarter"):
                return None
            return self._of_scale(words, _fraction(1, self._parts[words[i].low], i, i + 1))
        group = self._group(words, i)
        if group is None or group[0] > 99 or group[0] != group[0].to_integral_value():
            return None
        top, j = int(group[0]), group[1]
        dashed = j < len(words) and words[j].low in DASHES and words[j].glued
        j += dashed
        if j >= len(words) or words[j].low not in self._parts or (dashed and not words[j].glued):
            return None
        bottom = self._parts[words[j].low]
        if top >= bottom or (top > 1) != (words[j].low.endswith("s") or words[j].low == "halves"):
            return None
        return self._of_scale(words, _fraction(top, bottom, i, j + 1))

    def _of_scale(self, words: Sequence[Word], part: Number) -> Number:
        """Multiplies a fraction with the scale after it: "half a billion", "a quarter of a million", "half a dozen"."""
        j = part.end
        j += j < len(words) and words[j].low == "of"
        j += j < len(words) and words[j].low in ("a", "an", "one")
        scale = self.scale_at(words, j, money=False)
        if scale is not None and len(words[scale[1] - 1].low) > 2:
            number = replace(part, form="words", written=part.value, grain=part.value)
            return self._scale(words, number.scaled(*scale), money=False)
        if j < len(words) and words[j].low == "dozen" and part.value == Decimal("0.5"):
            return replace(part, value=Decimal(6), written=Decimal(1), grain=Decimal(1), form="words", end=j + 1)
        return part

    def _vague_plural(self, words: Sequence[Word], i: int) -> Number | None:
        """An open number: "tens of millions", "hundreds of thousands", "several hundred million", "dozens"."""
        low = words[i].low
        if low in self._vague:
            if low in ("tens", "scores") and (i + 1 >= len(words) or words[i + 1].low != "of"):
                return None
            number = _vague(*self._vague[low], i, i + 1)
            j = i + 1
            while j + 1 < len(words) and words[j].low == "of" and words[j + 1].low in self._vague:
                number = number.scaled(self._vague[words[j + 1].low][0], j + 2)
                j += 2
            return number
        j = i + (low == "a")
        if j >= len(words) or words[j].low not in self._some:
            return None
        ends = self._some[words[j].low]
        j += 1
        j += j < len(words) and words[j].low == "of"
        number = _vague(*ends, i, j)
        if j < len(words) and words[j].low in ("hundred", "dozen"):
            number = number.scaled(self._words[words[j].low][1], j + 1)
        number = self._scale(words, number, money=False)
        return number if number.scale > 1 else None


# What whole numbers are cut into by those who write "47 3/8".
_BELOW = frozenset({"2", "3", "4", "5", "6", "8", "16", "32", "64"})
_HALVES = frozenset({"half", "quarter", "third"})
_NO_WHOLE = frozenset({"months", "years", "days", "weeks", "hours", "quarters", "decades", "countries", "cities"})


def _fraction(top: int, bottom: int, begin: int, end: int) -> Number:
    value = Decimal(top) / Decimal(bottom)
    return Number(value, value / 10, value / 5, begin, end, form="fraction")


def _vague(low: Decimal, high: Decimal, begin: int, end: int) -> Number:
    return Number(low, low, low, begin, end, form="vague", high=high)


def _spaced_thousands(words: Sequence[Word], i: int, value: Decimal) -> tuple[Decimal, int]:
    """Joins "80 000": three-digit numerals, each one space (of any width) after the last."""
    j = i + 1
    while (
        j < len(words)
        and words[j].kind == NUMERAL
        and words[j].start == words[j - 1].end + 1
        and len(words[j].text) == 3
        and words[j].text.isdecimal()
        and j - i < 5
    ):
        value = value * 1000 + Decimal(words[j].text)
        j += 1
    return value, j
