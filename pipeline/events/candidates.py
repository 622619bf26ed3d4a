"""A row of the trigger table, and a construction of a sentence that fits one: what guards and readers look at."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.uses import Use


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the table, one of its lemmas.

    Attributes:
        order: rank among all rows; the lower wins.
        withs: the forms of the noun (as tuples of words) or the words that must stand with it.
        frame: row of `events/frames.tsv`.
    """

    order: int
    type: str
    kind: str
    lemma: str
    withs: frozenset[tuple[str, ...]]
    span: str
    guards: tuple[str, ...]
    frame: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A construction found: positions are words of the sentence, ranges are inclusive.

    Attributes:
        first, last: the quoted words.
        use: how the verb is used, None where a noun stands alone.
        verb: first and last word of the verb, None where a noun stands alone.
        noun: first and last word of the noun, None where there is none.
    """

    trigger: Trigger
    first: int
    last: int
    use: Use | None
    verb: tuple[int, int] | None
    noun: tuple[int, int] | None

    @property
    def rule(self) -> str:
        return f"{self.trigger.type}:{self.trigger.kind}:{self.trigger.lemma}"

    @property
    def helped_by(self) -> int | None:
        """The first auxiliary of the verb, None where it has none: "had" of "had met", not of "had a meeting"."""
        if self.use is None or self.verb is None or self.use.first >= self.verb[0]:
            return None
        return self.use.first
