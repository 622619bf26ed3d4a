"""Actors over the corpus: local actors joined by exact keys, never by a score.

decisions     what a person decided: joined first, and kept apart at every union
strong keys   equal squashed full names; homonyms of other countries or with other tone marks stay apart, and of a common
              name those that share no second sign
longer names  "Dina Boluarte" and "Dina Ercilia Boluarte Zegarra", where one longer name alone shortens to it
weak keys     a bare surname or acronym, where one actor alone was itself called so in some article

Every pass goes through sorted keys and sorted members, so clusters depend on what the articles say, not on their
order or number of processes. Look-ups are dictionaries throughout: time and memory grow with the number of mentions.
Every union is remembered with its rule and the key that the two met on (`links`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, islice

from pipeline.actors.acronyms import corpus_acronyms, spelt_out
from pipeline.actors.common import by_sign, common_keys, share_a_sign
from pipeline.actors.decisions import NO_DECISIONS, Decisions, Vetoes
from pipeline.actors.forms import differ_in_marks, form, generation, person_tokens
from pipeline.actors.links import Links
from pipeline.actors.namesakes import Signature, alike, are_one_name, parted, signature
from pipeline.records import LocalActor
from pipeline.schema import OVERRIDE

_LONGEST_NAME = 7


class Clusters:
    """Union-find over local actors (nodes, given in any order).

    Args:
        nodes: the local actors of all articles.
        family_first: family names of people who put them first; their shorter names keep the last word.
        decisions: which nodes a person says are one, and which are not.

    Attributes:
        links: the unions, in the order they were made.
        refused: (line that says same, line that says different) where decisions contradict each other.
    """

    def __init__(
        self, nodes: Sequence[LocalActor], family_first: frozenset[str], decisions: Decisions = NO_DECISIONS
    ) -> None:
        self.nodes = nodes
        self.links = Links()
        self.refused: list[tuple[int, int]] = []
        self._vetoes = Vetoes(decisions.sides)
        self._family_first = family_first
        self._parent = list(range(len(nodes)))
        self._size = [1] * len(nodes)
        # Most nodes say nothing here: they share one empty set, and those of one country another.
        shared: dict[str, frozenset[str]] = {"": frozenset()}
        self._signs = [node.signs for node in nodes]
        self._countries = [_shared(n.country if n.country and n.kind == "person" else "", shared) for n in nodes]
        self._marked = [_shared(n.name if n.kind == "person" and form(n.name).has_marks else "", shared) for n in nodes]
        # Content first: equal nodes are interchangeable, so the order of the articles cannot show.
        said = decisions.lines()
        order = sorted(
            range(len(nodes)),
            key=lambda i: (
                nodes[i].keys,
                nodes[i].weak_keys,
                nodes[i].country or "",
                nodes[i].name,
                nodes[i].signs,
                said.get(i, ()),
            ),
        )
        self._order = order
        self._decided(decisions)
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
        if self._vetoes.line(left, right) is not None:
            return False
        ours, theirs = self._countries[left], self._countries[right]
        if ours and theirs and not (ours <= theirs or theirs <= ours):
            return False
        # What both clusters hold, a person has joined: only the rest can speak against it.
        mine, other = self._marked[left], self._marked[right]
        return not any(differ_in_marks(form(a), form(b)) for a in mine - other for b in other - mine)

    def _join(self, left: int, right: int, rule: str, key: str = "") -> None:
        """Make two nodes' clusters one: `right` joins `left` by a rule, on a key."""
        new, old = right, left
        left, right = self.root(left), self.root(right)
        if left == right:
            return
        self.links.add(new, old, rule, key)
        self._vetoes.join(left, right)
        if self._size[left] < self._size[right]:
            left, right = right, left
        self._parent[right] = left
        self._size[left] += self._size[right]
        for said in (self._countries, self._marked):
            if said[right] and said[left] is not said[right]:
                said[left] = said[left] | said[right] if said[left] else said[right]

    # -- what a person decided

    def _decided(self, decisions: Decisions) -> None:
        for line, nodes in decisions.same:
            for node in nodes[1:]:
                different = self._vetoes.line(self.root(nodes[0]), self.root(node))
                if different is None:
                    self._join(nodes[0], node, OVERRIDE)
                else:
                    self.refused.append((line, different))

    # -- strong keys

    def _strong(self, order: Iterable[int]) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        acronyms = corpus_acronyms(self.nodes)
        for node in order:
            for key in (*self.nodes[node].keys, *spelt_out(self.nodes[node], acronyms)):
                groups[squashed(key)].append(node)
        for key in sorted(groups):
            for group in self._by_sign(key, self._partition(groups[key], key)):
                for node in group[1:]:
                    if self._agree(group[0], node):
                        self._join(group[0], node, "same_name", key)

    def _by_sign(self, key: str, parts: list[list[int]]) -> list[list[int]]:
        """Parts of one key; those of a common name split further, by what else the articles say of the person."""
        if not any(self._is_common(key, node) for part in parts for node in part):
            return parts
        return [signed for part in parts for signed in by_sign(part, self._signs)]

    def _is_common(self, key: str, node: int) -> bool:
        return any(squashed(common) == key for common in common_keys(self._signs[node]))

    def _partition(self, group: list[int], key: str) -> list[list[int]]:
        """Nodes of one key, split where what they say of themselves tells that they are homonyms."""
        return parted(self._alike(group, key), key)

    def _alike(self, group: Iterable[int], key: str) -> dict[Signature, list[int]]:
        sides = self._vetoes.sides
        return alike((node, signature(self.nodes[node], key, sides(self.root(node)))) for node in group)

    # -- longer and shorter names

    def _longer_names(self) -> None:
        names: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)
        called: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        for node in self._order:
            for key in self.nodes[node].keys:
                if key.startswith("person:"):
                    names[tuple(key.removeprefix("person:").split())].setdefault(self.root(node), node)
                    called[self.root(node)].add(person_tokens(form(self.nodes[node].name)))
        longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for tokens in sorted(names):
            for short in self._shorter(tokens):
                if short in names:
                    longer[short].add(tokens)
        for short in sorted(longer):
            own = {self.root(node): node for node in names[short].values()}
            others = {
                root: node
                for tokens in sorted(longer[short])
                for node in names[tokens].values()
                if (root := self.root(node)) not in own
            }
            if len(own) == 1 and len(others) == 1:
                (shorter,), (fuller,) = own.values(), others.values()
                key = f"person:{' '.join(short)}"
                signed = not self._is_common(squashed(key), shorter) or share_a_sign(
                    self._signs[shorter], self._signs[fuller]
                )
                full = called[self.root(shorter)] | called[self.root(fuller)]
                if signed and are_one_name(full) and self._agree(shorter, fuller):
                    self._join(fuller, shorter, "longer_name", key)
                    called[self.root(fuller)] = full

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
        # "Jr." tells a son from his father.
        return {short for short in found if not generation(tokens) or short[-1] == tokens[-1]}

    # -- weak keys

    def _weak(self, order: Sequence[int]) -> None:
        owners: dict[str, list[int]] = defaultdict(list)
        bare: dict[str, list[int]] = defaultdict(list)
        named = {self.root(node) for node in order if self.nodes[node].keys or self._is_spelt_out(node)}
        for node in order:
            for key in self.nodes[node].weak_keys:
                (owners if self.root(node) in named else bare)[squashed(key)].append(node)
        for node in order:
            for key in self.nodes[node].keys:
                if (name := squashed(key)) in bare:
                    # "MARVEXA" may be an acronym or a name in capitals: the name itself is a candidate, too.
                    owners[name].append(node)
        for key in sorted(bare):
            if key in owners:
                self._to_owner(key, owners[key], bare[key])
                continue
            for group in self._partition(bare[key], key):
                for node in group[1:]:
                    if self._agree(group[0], node):
                        self._join(group[0], node, "same_short_form", key)

    def _is_spelt_out(self, node: int) -> bool:
        """Whether a body without a key is named by more than its acronym: "National Security Council (NSC)"."""
        local = self.nodes[node]
        if local.kind != "organization" or not local.weak_keys:
            return False
        return f"organization:{form(local.name).squash}" not in local.weak_keys

    def _to_owner(self, key: str, owners: Sequence[int], bare: Sequence[int]) -> None:
        """Join each bare node to the one actor that was called so and that nothing in the node speaks against."""
        candidates: dict[int, int] = {}
        for owner in owners:
            candidates.setdefault(self.root(owner), owner)
        for group in self._alike(bare, key).values():
            # What fits one of them fits all: they say the same of themselves.
            fitting = list(islice((own for own in candidates.values() if self._agree(own, group[0])), 2))
            if len(fitting) == 1:
                for node in group:
                    if self._agree(fitting[0], node):
                        self._join(fitting[0], node, "only_candidate", key)


def _shared(value: str, sets: dict[str, frozenset[str]]) -> frozenset[str]:
    """The set of one value, made once; the empty one for no value."""
    if value not in sets:
        sets[value] = frozenset((value,))
    return sets[value]


def squashed(key: str) -> str:
    """A key without spaces, organisations and places in one space: "organization:petro vietnam" is "thing:petrovietnam"."""
    kind, _, name = key.partition(":")
    if kind in {"organization", "place"}:
        kind = "thing"
    return f"{kind}:{name.replace(' ', '')}"
