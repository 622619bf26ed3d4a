"""A rule's match over tokens, and what a builder makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dates.context import Meaning
from pipeline.dates.tokens import Tokens

_NUMBER = re.compile(r"-?\d+")


@dataclass(slots=True)
class Found:
    """A part of the text with its meaning; `start`, `end` are token indices, end exclusive.

    Made once and not changed; not frozen, for that costs four times as much at each of them.

    Attributes:
        rule: what found it.
        ends: of a range its two parts, each an expression of its own in TIMEX3.
        tense: "future" or "past", what its clause says; None where it says nothing or was not asked.
        clause: as `tense`, but asked of every expression where the caller wants to know.
        history: it tells of something remembered or begun then ("founded on", "since"), no day of the story.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    ends: tuple[Found, ...] = ()
    tense: str | None = None
    history: bool = False
    clause: str | None = None


@lru_cache(maxsize=1 << 12)
def _number(value: str) -> int | None:
    match = _NUMBER.match(value)
    return int(match[0]) if match else None


class Match:
    """A rule's match over tokens, its groups read by name.

    Args:
        tokens: the sentence.
        match: of the rule's pattern.
        groups: number of each named group of the rule.
        rule: its name.
    """

    __slots__ = ("_groups", "_match", "end", "rule", "start", "tokens")

    def __init__(self, tokens: Tokens, match: re.Match[str], groups: Mapping[str, int], rule: str) -> None:
        self.tokens = tokens
        self.rule = rule
        self.start, self.end = match.span()
        self._match = match
        self._groups = groups

    def at(self, name: str) -> int:
        """Token index of a group, -1 if it did not take part."""
        group = self._groups.get(name)
        return self._match.start(group) if group is not None else -1

    def until(self, name: str) -> int:
        return self._match.end(self._groups[name])

    def value(self, name: str) -> str:
        index = self.at(name)
        return self.tokens.values[index] if index >= 0 else ""

    def number(self, name: str) -> int | None:
        group = self._groups.get(name)
        index = self._match.start(group) if group is not None else -1
        return _number(self.tokens.values[index]) if index >= 0 else None

    def numbers(self, *names: str) -> list[int | None]:
        """Of several groups, in their order."""
        start, values = self._match.start, self.tokens.values
        places = [-1 if (group := self._groups.get(name)) is None else start(group) for name in names]
        return [_number(values[at]) if at >= 0 else None for at in places]

    def whole(self, meaning: Meaning | None) -> tuple[Found, ...]:
        """The match as one expression; nothing if there is no meaning."""
        return () if meaning is None else (Found(self.start, self.end, meaning, self.rule),)
