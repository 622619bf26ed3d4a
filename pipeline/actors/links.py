"""The unions over the corpus as they were made: which local actor joined which, by which rule, on which key."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import NamedTuple


class Link(NamedTuple):
    """That node `new` joined the cluster of node `old`; both are indices of local actors over the corpus."""

    new: int
    old: int
    rule: str
    key: str


class Links:
    """A list of links in columns: a corpus of millions of local actors has about as many links."""

    def __init__(self) -> None:
        self._new = array("l")
        self._old = array("l")
        self._rules: list[str] = []
        self._keys: list[str] = []

    def add(self, new: int, old: int, rule: str, key: str) -> None:
        """Append a link."""
        self._new.append(new)
        self._old.append(old)
        self._rules.append(rule)
        self._keys.append(key)

    def __len__(self) -> int:
        return len(self._new)

    def __iter__(self) -> Iterator[Link]:
        return map(Link, self._new, self._old, self._rules, self._keys)
