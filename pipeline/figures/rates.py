"""Rates: what an amount is stated for one of ("$80 a barrel", "€5,000 per person", "2 million visitors a year")."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.grammar import Grammar
from pipeline.figures.words import WORD, Phrases, Word
from pipeline.knowledge import Knowledge

_KINDS = frozenset({"money", "quantity", "count", "percent", "percentage_point"})
# "a year earlier" names a time, not a rate
_TIMES = frozenset({"earlier", "ago", "before", "later", "after", "old", "on", "previously", "prior", "from", "since"})


class RateReader:
    """Reads the rate behind an amount."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/rates.tsv")
        self._nouns = Phrases([(row["form"], row["per"]) for row in rows if row["use"] == "noun"])
        self._phrases = Phrases([(row["form"], row["per"]) for row in rows if row["use"] == "phrase"])
        units = knowledge.rows("figures/units.tsv")
        self._units = Phrases([(r["form"], r["unit"]) for r in units if r["kind"] == "quantity" and len(r["form"]) > 3])

    def read(self, words: Sequence[Word], kind: str, unit: str | None, end: int) -> str | None:
        """What the amount that ends before word `end` is for one of: a singular noun or pint's name; None without."""
        if end >= len(words) or kind not in _KINDS or (unit is not None and " / " in unit):
            return None
        if words[end].low == "of" and kind in ("quantity", "count", "money"):
            end = self._grammar.phrase_after(words, end + 1, 4)  # "40,000 tonnes of rice a year"
        low = words[end].low if end < len(words) else ""
        phrase = self._phrases.at(words, end)
        if phrase is not None or end + 1 >= len(words):
            return phrase[0] if phrase is not None else None
        if low == "per" or (low == "/" and words[end].glued and words[end + 1].glued):
            return self._of(words, end + 1)
        if low not in ("a", "an", "each", "every"):
            return None
        found = self._nouns.at(words, end + 1)
        if found is None or (found[1] < len(words) and words[found[1]].low in _TIMES):
            return None
        return found[0]

    def _of(self, words: Sequence[Word], i: int) -> str | None:
        found = self._nouns.at(words, i) or self._units.at(words, i)
        if found is not None:
            return found[0]
        word = words[i]
        return self._grammar.singular(word) if word.kind == WORD and not self._grammar.breaks(word) else None
