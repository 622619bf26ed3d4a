"""Ranks, ordinals and multiples: "sixth-largest trading partner", "number one partner", "30th", "doubled", "2.5 times"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.figures.amounts import Amount
from pipeline.figures.grammar import Grammar
from pipeline.figures.numerals import parse_numeral
from pipeline.figures.words import DASHES, NUMERAL, WORD, Word
from pipeline.knowledge import Knowledge

_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_ONE = Decimal(1)
_AHEAD = frozenset({"to", "will", "would", "could", "may", "might", "should", "can", "must", "nearly", "almost"})
_COMPARED_WITH = frozenset({"the", "that", "those", "last", "its", "their", "what", "as", "from"})
_HIGHER = frozenset(
    {
        "what",
        "those",
        "last",
        "higher",
        "more",
        "larger",
        "greater",
        "bigger",
        "faster",
        "as",
        "the",
        "that",
        "lower",
        "over",
        "its",
    }
)


class RankReader:
    """Reads the rank, ordinal or multiple that begins at a word."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/ranks.tsv")
        roles = ("superlative", "ranked", "ordinal_of", "named")
        self._superlatives, self._ranked, self._counted, self._named = (
            frozenset(row["word"] for row in rows if row["role"] == role) for role in roles
        )
        self._multiples = {row["word"]: Decimal(row["value"]) for row in rows if row["role"] == "multiple"}
        self._times = {row["word"]: Decimal(row["value"]) for row in rows if row["role"] == "times"}
        self._cardinals = {
            row["word"]: int(row["value"])
            for row in knowledge.rows("figures/number_words.tsv")
            if row["role"] in ("unit", "ten")
        }
        tens = (word for word, value in self._cardinals.items() if value > 1)
        self.starters = frozenset({*self._multiples, *self._times, *grammar.ordinals, *tens, "number", "no", "top"})

    def read(self, words: Sequence[Word], i: int) -> Amount | None:
        """The rank, ordinal or multiple that begins at word `i`, or None."""
        word = words[i]
        if word.low in self._multiples:
            return Amount(i, i + 1, "multiple", self._multiples[word.low], Decimal(0), _ONE)
        if word.low in self._times and self._is_multiple(words, i):
            return Amount(i, i + 1, "multiple", self._times[word.low], Decimal(0), _ONE)
        if word.low in ("number", "no"):
            return self._numbered(words, i)
        ordinal = self._ordinal(words, i)
        if ordinal is not None:
            return self._rank(words, i, *ordinal) or self._counting(words, i, *ordinal)
        if word.kind == NUMERAL:
            return self._fold(words, i)
        low = [after.low for after in words[i + 1 : i + 3]]
        if self._cardinals.get(word.low, 0) > 1 and low[:1] == ["times"] and low[1:] and low[1] in _HIGHER:
            return Amount(i, i + 2, "multiple", Decimal(self._cardinals[word.low]), _ONE, _ONE)
        return None

    def _is_multiple(self, words: Sequence[Word], i: int) -> bool:
        """Whether a word is a multiple here: "double last year's figure", "to double output"; not "a double room"."""
        before = words[i - 1].low if i else ""
        after = words[i + 1].low if i + 1 < len(words) else ""
        if words[i].low not in ("twice", "thrice") and (before in _AHEAD or (before == "than" and i > 1)):
            return after not in DASHES
        return after in _COMPARED_WITH and before not in ("the", "a")

    def _ordinal(self, words: Sequence[Word], i: int) -> tuple[int, int] | None:
        """An ordinal's value and the index after it: "sixth", "30th", "twenty-first"."""
        word = words[i]
        if word.kind == NUMERAL:
            after = words[i + 1] if i + 1 < len(words) else None
            if after is None or not after.glued or after.low not in _ENDINGS or not word.text.isdecimal():
                return None
            return (int(word.text), i + 2) if len(word.text) <= 4 and not word.glued else None
        if word.low in self._grammar.ordinals:
            return self._grammar.ordinals[word.low], i + 1
        tens = self._cardinals.get(word.low, 0)
        if tens >= 20 and i + 2 < len(words) and words[i + 1].low in DASHES:
            unit = self._grammar.ordinals.get(words[i + 2].low, 10)
            return (tens + unit, i + 3) if unit < 10 else None
        return None

    def _rank(self, words: Sequence[Word], i: int, value: int, j: int) -> Amount | None:
        k = j + (j < len(words) and words[j].low in DASHES)
        if k < len(words) and words[k].low in self._superlatives and value > 1:
            end = self._grammar.phrase_after(words, k + 1, 5)
            if words[k].low in ("most", "top") and end == k + 1:
                return None
            return self._amount(words, i, end, value, k + 1)
        back = words[i - 1].low if i else ""
        if back in self._ranked or (back == "the" and i > 1 and words[i - 2].low in self._ranked):
            return self._amount(words, i, j, value, j)
        return None

    def _amount(self, words: Sequence[Word], i: int, end: int, value: int, noun: int) -> Amount:
        text = " ".join(word.text for word in words[noun:end] if word.kind == WORD)
        return Amount(i, end, "rank", Decimal(value), Decimal(0), _ONE, noun=text or None)

    def _numbered(self, words: Sequence[Word], i: int) -> Amount | None:
        """A rank: "number one partner", "No. 2 exporter", "ranked No. 5"."""
        j = i + 1
        j += words[i].low == "no" and j < len(words) and words[j].low == "." and words[j].glued
        if j >= len(words) or (words[i].low == "no" and not words[i].text[0].isupper()):
            return None
        value = self._cardinals.get(words[j].low, 0)
        if words[j].kind == NUMERAL and words[j].text.isdecimal() and len(words[j].text) <= 2 and not words[j].glued:
            value = int(words[j].text)
        if not 1 <= value <= 99:
            return None
        ranked = i > 0 and words[i - 1].low in self._ranked
        k = j + 1
        end = self._grammar.phrase_after(words, k, 4)
        named = i > 0 and words[i - 1].kind == WORD and words[i - 1].text[0].isupper() and i > 1
        if ranked:
            return self._amount(words, i, k, value, k)
        if end == k or words[k].text[0].isupper() or named or words[k].glued:
            return None
        return self._amount(words, i, end, value, k)

    def _counting(self, words: Sequence[Word], i: int, value: int, j: int) -> Amount | None:
        """An ordinal that counts occasions: "third time", "30th"."""
        noun = words[j].low if j < len(words) else ""
        if words[i].kind == NUMERAL:
            before = words[i - 1] if i else None
            dated = (before is not None and self._grammar.is_month(before)) or noun in ("century", "of", "floor")
            named = j < len(words) and words[j].text[:1].isupper() and noun in self._named
            if named or dated or (j < len(words) and self._grammar.is_month(words[j])):
                return None
        elif value < 2 or (noun not in self._counted and not self._in_a_row(words, j)):
            return None
        end = j + (noun == "time")
        return Amount(i, end, "ordinal", Decimal(value), Decimal(0), _ONE)

    def _in_a_row(self, words: Sequence[Word], j: int) -> bool:
        """Whether what an ordinal counts went on: "the third cut in a row", "a fourth year running"."""
        low = [word.low for word in words[j + 1 : j + 6]]
        return "running" in low[:2] or any(low[k : k + 3] == ["in", "a", "row"] for k in range(3))

    def _fold(self, words: Sequence[Word], i: int) -> Amount | None:
        """A multiple: "2.5 times higher", "5-fold", "10x"."""
        parsed = parse_numeral(words[i].text)
        if parsed is None or words[i].glued or i + 1 >= len(words):
            return None
        value, decimals = parsed
        j = i + 1
        dashed = words[j].low in DASHES and words[j].glued and j + 1 < len(words)
        k = j + dashed
        if words[k].low in ("fold", "folds") and (dashed or words[k].glued):
            end = k + 1
        elif (words[j].low == "x" and words[j].glued) or (
            words[j].low == "times" and (decimals or (j + 1 < len(words) and words[j + 1].low in _HIGHER))
        ):
            end = j + 1
        else:
            return None
        return Amount(i, end, "multiple", value, _ONE.scaleb(-decimals), _ONE.scaleb(-decimals))
