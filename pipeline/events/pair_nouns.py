"""Nouns that stand for a pair named before: "the two leaders", "both countries"."""

from __future__ import annotations

from pipeline.knowledge import Knowledge


class PairNouns:
    """The nouns of `events/groups.tsv`: "leaders" stands for people, "countries" for countries."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.stands_for = {row["noun"]: row["stands_for"] for row in knowledge.rows("events/groups.tsv")}
