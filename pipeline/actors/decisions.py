"""What a person decided about local actors, as the clusters read it: which are one, and which are never."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Side = tuple[int, int]
"""A line that says two actors are different, and which of the two (0, 1)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by node (index of a local actor over the corpus).

    Attributes:
        same: (line, nodes that are one actor), in the order of their lines.
        sides: node -> the sides it takes in lines that say "different", sorted; nodes that take none are left out.
    """

    same: tuple[tuple[int, tuple[int, ...]], ...] = ()
    sides: Mapping[int, tuple[Side, ...]] = field(default_factory=dict)

    def lines(self) -> dict[int, tuple[Side, ...]]:
        """What is said of each node that any line speaks of, sorted: its sides, and (line, 2) where it is the same."""
        said = {node: set(sides) for node, sides in self.sides.items()}
        for line, nodes in self.same:
            for node in nodes:
                said.setdefault(node, set()).add((line, 2))
        return {node: tuple(sorted(found)) for node, found in said.items()}


NO_DECISIONS = Decisions()


class Vetoes:
    """The sides that clusters take; a cluster never gets both sides of a line.

    Args:
        sides: as in `Decisions`; clusters are named by their root.
    """

    def __init__(self, sides: Mapping[int, tuple[Side, ...]]) -> None:
        self._sides = dict(sides)

    def sides(self, root: int) -> tuple[Side, ...]:
        """The sides a cluster takes, sorted."""
        return self._sides.get(root, ())

    def line(self, left: int, right: int) -> int | None:
        """The first line that keeps two clusters apart, None where none does."""
        if not self._sides:
            return None
        others = set(self.sides(right))
        return next((line for line, side in self.sides(left) if (line, 1 - side) in others), None)

    def join(self, into: int, gone: int) -> None:
        """The cluster `gone` is now part of `into`."""
        if gone in self._sides:
            self._sides[into] = tuple(sorted({*self.sides(into), *self._sides.pop(gone)}))
