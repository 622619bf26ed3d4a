"""Actors over the corpus: local actors joined by exact keys, never by a score.

strong keys   equal squashed full names; homonyms of other countries or with other tone marks stay apart
longer names  "Dina Boluarte" and "Dina Ercilia Boluarte Zegarra", where one longer name alone shortens to it
weak keys     a bare surname or acronym, where one actor alone was itself called so in some article

Every pass goes through sorted keys and sorted members, so clusters depend on what the articles say, not on their
order or number of processes. Look-ups are dictionaries throughout: time and memory grow with the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from pipeline.actors.forms import differ_in_marks, form
from pipeline.records import LocalActor

_LONGEST_NAME = 7


class Clusters:
    """Union-find over local actors (nodes, given in any order).

    Args:
        nodes: the local actors of all articles.
        family_first: family names of people who put them first; their shorter names keep the last word.
    """

    def __init__(self, nodes: Sequence[LocalActor], family_first: frozenset[str]) -> None:
        self.nodes = nodes
        self._family_first = family_first
        self._parent = list(range(len(nodes)))
        self._size = [1] * len(nodes)
        self._countries = [{n.country} if n.country and n.kind == "person" else set() for n in nodes]
        self._marked = [{n.name} if n.kind == "person" and form(n.name).has_marks else set() for n in nodes]
        # Content first: equal nodes are interchangeable, so the order of the articles cannot show.
        order = sorted(
            range(len(nodes)), key=lambda i: (nodes[i].keys, nodes[i].weak_keys, nodes[i].country or "", nodes[i].name)
        )
        self._order = order
        self._strong(order)
        self._longer_names()
        self._weak(order)

    def root(self, node: int) -> int:
        """The cluster of a node."""
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def _agree(self, left: int, right: int) -> bool:
        left, right = self.root(left), self.root(right)
        if left == right:
            return True
        if len(self._countries[left] | self._countries[right]) > 1:
            return False
        return not any(
            differ_in_marks(form(a), form(b)) for a in sorted(self._marked[left]) for b in sorted(self._marked[right])
        )

    def _join(self, left: int, right: int) -> None:
        left, right = self.root(left), self.root(right)
        if left == right:
            return
        if self._size[left] < self._size[right]:
            left, right = right, left
        self._parent[right] = left
        self._size[left] += self._size[right]
        self._countries[left] |= self._countries[right]
        self._marked[left] |= self._marked[right]

    # -- strong keys

    def _strong(self, order: Iterable[int]) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for node in order:
            for key in self.nodes[node].keys:
                groups[squashed(key)].append(node)
        for key in sorted(groups):
            for alike in self._partition(groups[key]):
                for node in alike[1:]:
                    if self._agree(alike[0], node):
                        self._join(alike[0], node)

    def _partition(self, group: list[int]) -> list[list[int]]:
        """Nodes of one key, split where country or marks say that they are homonyms.

        A node that says less than others (no country, no marks) goes with them where exactly one part agrees with it,
        else all that say as little stay together, apart.
        """
        parts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for node in group:
            local = self.nodes[node]
            person = local.kind == "person"
            country = (local.country or "") if person or local.kind == "place" else ""
            spelling = local.name.casefold() if person and form(local.name).has_marks else ""
            parts[country, spelling].append(node)
        if len(parts) == 1:
            return list(parts.values())
        signatures = sorted(parts, key=lambda s: (-bool(s[0]) - bool(s[1]), s))
        heads: list[list[tuple[str, str]]] = []
        for signature in signatures:
            homes = [head for head in heads if all(_compatible(signature, other) for other in head)]
            if len(homes) == 1:
                homes[0].append(signature)
            else:
                heads.append([signature])
        return [[node for signature in head for node in parts[signature]] for head in heads]

    # -- longer and shorter names

    def _longer_names(self) -> None:
        names: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for node in self._order:
            for key in self.nodes[node].keys:
                if key.startswith("person:"):
                    names[tuple(key.removeprefix("person:").split())].add(self.root(node))
        longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for tokens in sorted(names):
            for short in self._shorter(tokens):
                if short in names:
                    longer[short].add(tokens)
        for short in sorted(longer):
            own = {self.root(node) for node in names[short]}
            others = {self.root(node) for tokens in longer[short] for node in names[tokens]} - own
            if len(own) == 1 and len(others) == 1:
                left, right = own.pop(), others.pop()
                if self._agree(left, right):
                    self._join(left, right)

    def _shorter(self, tokens: tuple[str, ...]) -> set[tuple[str, ...]]:
        if not 3 <= len(tokens) <= _LONGEST_NAME:
            return set()
        found = {
            (tokens[0], *(tokens[i] for i in chosen))
            for size in range(1, len(tokens) - 1)
            for chosen in combinations(range(1, len(tokens)), size)
        }
        found |= {tokens[i:j] for i in range(len(tokens)) for j in range(i + 2, len(tokens) + 1) if j - i < len(tokens)}
        if tokens[0] in self._family_first:
            found = {short for short in found if short[-1] == tokens[-1]}
        return found

    # -- weak keys

    def _weak(self, order: Sequence[int]) -> None:
        owners: dict[str, set[int]] = defaultdict(set)
        bare: dict[str, list[int]] = defaultdict(list)
        named = {self.root(node) for node in order if self.nodes[node].keys}
        for node in order:
            for key in self.nodes[node].weak_keys:
                if self.root(node) in named:
                    owners[squashed(key)].add(node)
                else:
                    bare[squashed(key)].append(node)
        for node in order:
            for key in self.nodes[node].keys:
                if squashed(key) in bare:
                    # "MARVEXA" may be an acronym or a name in capitals: the name itself is a candidate, too.
                    owners[squashed(key)].add(node)
        for key in sorted(bare):
            candidates = {self.root(node) for node in owners[key]}
            for node in bare[key]:
                fitting = [root for root in sorted(candidates) if self._agree(root, node)]
                if len(fitting) == 1:
                    self._join(fitting[0], node)
            if not candidates:
                for alike in self._partition(bare[key]):
                    for node in alike[1:]:
                        if self._agree(alike[0], node):
                            self._join(alike[0], node)


def _compatible(left: tuple[str, str], right: tuple[str, str]) -> bool:
    countries = not left[0] or not right[0] or left[0] == right[0]
    return countries and (
        not left[1] or not right[1] or left[1] == right[1] or not differ_in_marks(form(left[1]), form(right[1]))
    )


def squashed(key: str) -> str:
    """A key without spaces, organisations and places in one space: "organization:petro vietnam" is "thing:petrovietnam"."""
    kind, _, name = key.partition(":")
    if kind in {"organization", "place"}:
        kind = "thing"
    return f"{kind}:{name.replace(' ', '')}"
