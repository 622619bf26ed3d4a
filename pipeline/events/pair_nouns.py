"""Nouns that stand for a pair named before: "the two leaders", "both countries"."""

from __future__ import annotations

from pipeline.knowledge import Knowledge


class PairNouns:
    """The nouns of `events/groups.tsv`: "leaders" stands for people, "countries" for countries.

    Attributes:
        stands_for: each noun, of one word or several, with what it stands for.
        first_words: the words they begin with.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.stands_for = {row["noun"]: row["stands_for"] for row in knowledge.rows("events/groups.tsv")}
        self.first_words = frozenset(noun.partition(" ")[0] for noun in self.stands_for)
