"""Chains under construction: union-find over the surfaces of one article, with the vetoes every rule must pass.

A rule says that two surfaces may be one actor; a chain refuses where a member speaks against it: other tone marks,
another gazetteer entry, another gender of address. Each surface keeps the rule that linked it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.actors.forms import Form, differ_in_marks
from pipeline.actors.lexicon import Entry

_MANY = 60
"""How many surfaces of a chain are asked: no actor has more, so that a text without end costs no more than its length."""


@dataclass(slots=True)
class Surface:
    """One text under which actors are named in an article: its form, where it stands, what is known of it.

    Attributes:
        person: whether it was labelled a person; persons and things never chain.
        tokens: what the rules compare: a body's name is expanded ("HCMC" in it spelt out).
        mentions: indices of the names with this text, in text order.
        gender: "m" or "f" from the form of address, None where unsaid or both.
        rule: the rule that linked it.
        country: alpha-3 that tells a body without a name of its own ("Ministry of Health") from that of another country.
    """

    form: Form
    label: str
    person: bool
    entry: Entry | None
    tokens: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)
    gender: str | None = None
    rule: str = "name"
    country: str | None = None


class Chains:
    """Union-find over surfaces; the root of a chain is its first surface in the article."""

    def __init__(self, surfaces: list[Surface]) -> None:
        self.surfaces = surfaces
        self._parent = list(range(len(surfaces)))
        self._members = [[index] for index in range(len(surfaces))]
        self._entries = [s.entry for s in surfaces]
        self._countries = [{s.country} if s.country is not None else set() for s in surfaces]
        self._marked = [[s.form] if s.form.has_marks else [] for s in surfaces]

    def root(self, index: int) -> int:
        """The chain of a surface."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def members(self, root: int) -> list[int]:
        """The surfaces of a chain."""
        return self._members[root]

    def entry(self, root: int) -> Entry | None:
        """The gazetteer entry of a chain, None where no member has one."""
        return self._entries[root]

    def set_entry(self, index: int, entry: Entry | None) -> None:
        """Give a surface that is still alone another gazetteer entry, or none."""
        self.surfaces[index].entry = self._entries[index] = entry

    def agree(self, left: int, right: int) -> bool:
        """Whether no member of one chain speaks against the other chain."""
        left, right = self.root(left), self.root(right)
        if left == right:
            return True
        if self.surfaces[left].person != self.surfaces[right].person:
            return False
        entries = self.entry(left), self.entry(right)
        if entries[0] is not None and entries[1] is not None and entries[0].key != entries[1].key:
            return False
        if (
            len(self._countries[left] | self._countries[right]) > 1
            or len(self._gendered(left) | self._gendered(right)) > 1
        ):
            return False
        return not any(differ_in_marks(a, b) for a in self._marked[left] for b in self._marked[right])

    def _gendered(self, root: int) -> set[str]:
        """The genders that the members of a chain are addressed with."""
        return {gender for i in self._members[root][:_MANY] if (gender := self.surfaces[i].gender) is not None}

    def link(self, index: int, to: int, rule: str) -> bool:
        """Join the chain of a surface to another chain if nothing speaks against it; `index` keeps the rule."""
        left, right = self.root(index), self.root(to)
        if left == right:
            return True
        if not self.agree(left, right):
            return False
        self.surfaces[index].rule = rule
        first, second = sorted((left, right))
        self._parent[second] = first
        self._members[first] += self._members[second]
        self._members[second] = []
        self._entries[first] = self._entries[first] or self._entries[second]
        self._countries[first] |= self._countries[second]
        self._marked[first] = (self._marked[first] + self._marked[second])[:_MANY]
        return True

    def link_if_one(self, index: int, candidates: list[int], rule: str) -> int:
        """Join a surface to the one chain that the candidates belong to; gives how many chains agreed with it."""
        own = self.root(index)
        roots = sorted({self.root(candidate) for candidate in candidates})
        agreeing = [root for root in roots if root != own and self.agree(index, root)]
        if len(agreeing) == 1 and own not in roots:
            self.link(index, agreeing[0], rule)
        return len(agreeing)
