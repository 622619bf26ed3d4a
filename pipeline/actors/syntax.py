"""What the pronoun rules ask of a parse: subjects, possessives, modifiers; where there is no parse, they are not told."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Token

_SUBJECTS = ("nsubj", "csubj")
_DEEP = 12


class Syntax:
    """The parse of one article.

    Args:
        tokens: its tokens; those without a `dep` say nothing.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = {token.start: index for index, token in enumerate(tokens) if token.dep}
        self._subjects: dict[int, list[int]] = {}
        for index in self._at.values():
            token = tokens[index]
            if token.dep.startswith(_SUBJECTS):
                self._subjects.setdefault(token.head, []).append(index)

    def subjects_over(self, start: int) -> list[int]:
        """Where the subjects stand of the verb that governs the word at `start`; of a verb joined to another, that one's."""
        index = self._at.get(start)
        for _ in range(_DEEP):
            if index is None or self._tokens[index].head in {index, -1}:
                return []
            index = self._tokens[index].head
            if self._subjects.get(index):
                return [self._tokens[subject].start for subject in self._subjects[index]]
        return []

    def is_possessive(self, start: int, *, default: bool) -> bool:
        """Whether the word at `start` is a possessive."""
        index = self._at.get(start)
        return default if index is None else self._tokens[index].dep.startswith("nmod:poss")

    def is_modifier(self, start: int) -> bool | None:
        """Whether the word at `start` modifies a noun; None without a parse."""
        index = self._at.get(start)
        return None if index is None else self._tokens[index].dep in {"amod", "compound", "advmod"}
