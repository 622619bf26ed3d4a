"""Word classes: what bounds a noun phrase, which words are labels, how a plural becomes its singular."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.words import DASHES, NUMERAL, WORD, Word
from pipeline.knowledge import Knowledge

_BREAKS = frozenset({"prep", "conj", "rel", "aux", "pron", "det", "deictic", "verb", "adv", "month"})
_OPENERS = frozenset({"more", "fewer", "new", "other", "additional", "further", "such"})


class Grammar:
    """The roles of function words, label words and irregular plurals."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._roles: dict[str, set[str]] = {}
        for row in knowledge.rows("figures/function_words.tsv"):
            self._roles.setdefault(row["word"], set()).add(row["role"])
        self._labels = frozenset(row["word"] for row in knowledge.rows("figures/labels.tsv"))
        self._singular = {row["plural"]: row["singular"] for row in knowledge.rows("figures/plurals.tsv")}
        seers = knowledge.rows("figures/forecasters.tsv")
        self._seers, self._seeing = (frozenset(r["word"] for r in seers if r["use"] == use) for use in ("noun", "verb"))
        self.ordinals = {row["word"]: int(row["value"]) for row in knowledge.rows("figures/ordinals.tsv")}

    def has(self, word: Word, *roles: str) -> bool:
        """Whether a word may play one of these roles."""
        found = self._roles.get(word.low)
        return found is not None and not found.isdisjoint(roles)

    def breaks(self, word: Word) -> bool:
        """Whether a word ends a noun phrase that runs to the right."""
        if word.kind != WORD:
            return True
        found = self._roles.get(word.low)
        return found is not None and not found.isdisjoint(_BREAKS)

    def is_month(self, word: Word) -> bool:
        """A month's name; "may" and "march" only with a capital."""
        return self.has(word, "month") and word.text[:1].isupper()

    def is_label(self, word: Word) -> bool:
        """A word that makes the number after it a label ("Resolution 1701", "Boeing 737")."""
        return word.low in self._labels

    def is_plural(self, word: Word) -> bool:
        """Whether a word looks like a plural noun."""
        low = word.low
        if low in self._singular:
            return True
        return (
            len(low) > 3 - (word.glued and low != "its")
            and low[-1] == "s"
            and low[-2:] not in ("ss", "us", "is")
            and word.kind == WORD
        )

    def singular(self, word: Word) -> str:
        """The lemma of a counted noun; a name keeps its capital."""
        low = word.low
        found = self._singular.get(low)
        if found is None:
            found = _strip_plural(low)
        return found[:1].upper() + found[1:] if word.text[:1].isupper() and not word.text.isupper() else found

    def noun_after(self, words: Sequence[Word], j: int) -> tuple[str, int] | None:
        """The counted noun of a number that ends before word `j`: its lemma and the index after the phrase.

        The head is the first plural of the next five words, with the plurals that directly follow it ("two investment
        projects", "six sports teams").
        """
        k = j
        if self.foresees(words, k):
            return None
        while k < len(words) and words[k].low in _OPENERS and not words[k].glued:
            k += 1
        stop = k + 5
        while k < len(words) and k < stop:
            word = words[k]
            if word.low in DASHES and word.glued and k > j and k + 1 < len(words) and words[k + 1].glued:
                k += 1 + (words[k + 1].kind == NUMERAL)  # "Covid-19 cases"
                continue
            if self.breaks(word) and not self.is_plural(word):
                return None
            if self.has(word, "month", "clock"):
                return None
            if (self.is_plural(word) or _is_people(word)) and not self.has(word, "deictic", "adv", "pron", "aux"):
                while k + 1 < len(words) and self.is_plural(words[k + 1]) and not self.breaks(words[k + 1]):
                    k += 1
                return self.singular(words[k]), k + 1
            if self.breaks(word):
                return None
            k += 1
        return None

    def foresees(self, words: Sequence[Word], i: int) -> bool:
        """Whether who foresaw a number stands at word `i`, and not what it counts: "140,000 economists had expected"."""
        return i + 1 < len(words) and words[i].low in self._seers and words[i + 1].low in self._seeing

    def phrase_after(self, words: Sequence[Word], j: int, most: int = 6) -> int:
        """Index after the noun phrase that begins at word `j` (no leading determiner); `j` where there is none."""
        k = j
        while k < len(words) and k < j + most:
            word = words[k]
            if word.low in DASHES and word.glued and k > j and k + 1 < len(words) and words[k + 1].glued:
                k += 1
                continue
            if self.breaks(word):
                break
            k += 1
        return k

    def _is_participle(self, words: Sequence[Word], i: int) -> bool:
        """Whether a verb form describes the noun behind it: "with a combined registered capital"."""
        while i >= 0 and words[i].low.endswith("ed"):
            i -= 1
            if (i >= 0 and self.has(words[i], "prep", "det", "deictic")) or words[i].low in ("total", "newly"):
                return True
        return False

    def phrase_before(self, words: Sequence[Word], i: int, most: int = 6) -> int:
        """First index of the noun phrase that ends before word `i`; `i` where there is none."""
        k = i
        while k > 0 and k > i - most:
            word = words[k - 1]
            if word.low in DASHES and word.glued and k < i and words[k].glued:
                k -= 1
                continue
            if self.breaks(word) and not (k < i and self._is_participle(words, k - 1)):
                break
            k -= 1
        while k < i and words[k].low in DASHES:
            k += 1
        return k


def _is_people(word: Word) -> bool:
    """Whether a name of a people is its own plural: "22,000 Sudanese"."""
    return word.low.endswith("ese") and word.text[:1].isupper()


def _strip_plural(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low
