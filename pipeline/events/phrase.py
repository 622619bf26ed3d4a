"""A noun phrase that names actors, and whether a mention is of a person."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import ArticleActors, Mention

FREE, OBJECT, GENITIVE, PRESENCE = "free", "object", "genitive", "presence"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names actors.

    Attributes:
        first, last: first word with its titles, last word of the names.
        mentions: indices into `ArticleActors.mentions`, all resolved.
        place: FREE (may be a subject), OBJECT (a verb or another word stands before), GENITIVE (the possessor of
            what follows), or the preposition before it.
        before: position of the word before it, -1 at the start.
        apposed: whether the name stands after its role and a comma ("the mayor of Bern, Eva Roth").
        parts: first and last word of each of the joined names; () where it is one.
    """

    first: int
    last: int
    mentions: tuple[int, ...]
    place: str
    before: int
    apposed: bool = False
    parts: tuple[tuple[int, int], ...] = ()

    def holds(self, word: int) -> bool:
        """Whether one of its names, with what stands before it, lies over a word."""
        if not self.parts:
            return self.first <= word <= self.last
        return any(first <= word <= last for first, last in self.parts)


def is_person(actors: ArticleActors, mention: Mention) -> bool:
    """Whether a mention names or describes a person."""
    if mention.chain is not None and 0 <= mention.chain < len(actors.actors):
        return actors.actors[mention.chain].kind == "person"
    return mention.label == "PERSON"
