"""Numbers of persons: ages, and bare numbers of those who were killed, hurt or held."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.grammar import Grammar
from pipeline.figures.words import DASHES, Word
from pipeline.knowledge import Knowledge


class People:
    """Reads bare numbers that stand for persons."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/casualties.tsv")
        self._sides = {side: {r["word"] for r in rows if r["side"] == side} for side in ("before", "after")}

    def are_counted(self, words: Sequence[Word], begin: int, end: int) -> bool:
        """Whether the bare number at [begin, end) counts persons: "killing at least 107", "238 injured"."""
        if begin and words[begin - 1].low in ("least", "than", "over", "some", "about", "nearly", "almost", "around"):
            begin -= 1 + (words[begin - 1].low in ("least", "than"))
        back = words[begin - 1].low if begin > 0 else ""
        while end < len(words) and words[end].low in (
            "were",
            "was",
            "are",
            "have",
            "been",
            "remain",
            "remained",
            "had",
        ):
            end += 1
        after = words[end].low if end < len(words) else ""
        return back in self._sides["before"] or after in self._sides["after"]

    def is_age(self, words: Sequence[Word], begin: int, end: int) -> bool:
        """Whether a number between commas behind a full name is the person's age: "Ann Lee, 42, said"."""
        if begin < 3 or end >= len(words) or words[begin - 1].low != "," or words[end].low not in ",)":
            return False
        name = words[begin - 3 : begin - 1]
        if any(self._grammar.is_month(word) for word in name):
            return False
        return all(word.kind == "w" and word.text.istitle() and len(word.text) > 1 for word in name)


def age(words: Sequence[Word], begin: int, end: int) -> tuple[str, int]:
    """Whether a duration is an age ("40 years old", "aged 40 years", "40 years of age"), and the index after it."""
    low = [word.low for word in words[end : end + 2]]
    old = end + (low[:1] != [] and low[0] in DASHES and words[end].glued)
    if old < len(words) and words[old].low in ("old", "olds"):
        return "age", old + 1
    if low == ["of", "age"]:
        return "age", end + 2
    back = [word.low for word in words[max(0, begin - 2) : begin]]
    return ("age" if back[-1:] == ["aged"] or back in (["age", "of"], ["ages", "of"]) else "duration"), end
