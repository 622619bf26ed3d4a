"""Common names: full names that many people bear, and what else an article says of such a person.

"John Smith" or "Nguyen Van Hung" is no key across articles. Two such persons are one only where they share a second
sign: an office of the same kind, a body they belong to, or an uncommon person named in the same article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.actors.forms import Form, form, person_tokens
from pipeline.actors.lexicon import Office
from pipeline.knowledge import Knowledge, cells
from pipeline.records import LocalActor

_COMMON = "common:"
_PERSON = "person:"
_MOST_COMPANIONS = 12


class CommonNames:
    """Says which full names are common; reads `common_names.tsv`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._parts: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        for row in knowledge.rows("actors/common_names.tsv"):
            parts = self._parts[row["culture"]]
            parts[row["part"]] = parts.get(row["part"], frozenset()) | frozenset(cells(row["names"]))

        self._all = frozenset(name for parts in self._parts.values() for names in parts.values() for name in names)

    def is_common(self, shape: Form) -> bool:
        """Whether a name is made of the common given, middle and family names of one culture, or of initials."""
        tokens = [token for token in person_tokens(shape) if len(token) > 1]
        if not 2 <= len(tokens) <= 4 or any(token not in self._all for token in tokens):
            return False
        return any(self._is_of(tokens, parts) for parts in self._parts.values())

    @staticmethod
    def _is_of(tokens: Sequence[str], parts: dict[str, frozenset[str]]) -> bool:
        given, family = parts.get("given", frozenset()), parts.get("family", frozenset())
        inner = parts.get("middle", frozenset()) | given
        if tokens[-1] in family and tokens[0] in given:
            return all(token in inner or token in family for token in tokens[1:-1])
        return tokens[0] in family and tokens[-1] in given and all(token in inner for token in tokens[1:-1])


def with_signs(
    actors: Sequence[LocalActor],
    offices: Mapping[int, Iterable[Office]],
    bodies: Mapping[int, Iterable[int]],
    names: CommonNames,
) -> tuple[LocalActor, ...]:
    """The actors of an article, persons of a common name with their signs.

    Args:
        actors: the actors.
        offices: the offices the article gives a person, by place in `actors`.
        bodies: places of the bodies that a person belongs to.
        names: which names are common.
    """
    common = {
        i: [key for key in actor.keys if names.is_common(form(key.removeprefix(_PERSON)))]
        for i, actor in enumerate(actors)
        if actor.kind == "person"
    }
    companions = sorted(key for i, keys in common.items() if not keys for key in actors[i].keys)[:_MOST_COMPANIONS]
    out = list(actors)
    for i, keys in common.items():
        if keys:
            signs = {_COMMON + key for key in keys} | {f"office:{office.office}" for office in offices.get(i, ())}
            signs |= {f"of:{key}" for body in bodies.get(i, ()) for key in actors[body].keys}
            signs |= {f"with:{key}" for key in companions}
            out[i] = replace(actors[i], signs=tuple(sorted(signs)))
    return tuple(out)


def common_keys(signs: Iterable[str]) -> list[str]:
    """The keys of a person that are common names."""
    return [sign.removeprefix(_COMMON) for sign in signs if sign.startswith(_COMMON)]


def shared(signs: Iterable[str]) -> list[str]:
    """The signs that two persons of a common name may share."""
    return [sign for sign in signs if not sign.startswith(_COMMON)]


def share_a_sign(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two persons of a common name share a sign."""
    return not set(shared(left)).isdisjoint(shared(right))


def by_sign(nodes: Sequence[int], signs: Sequence[tuple[str, ...]]) -> list[list[int]]:
    """Nodes of one common name, those that share signs together, directly or through others; orders stay as given."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    first: dict[str, int] = {}
    for node in nodes:
        for sign in shared(signs[node]):
            parent[root(node)] = root(first.setdefault(sign, node))
    groups: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        groups[root(node)].append(node)
    return list(groups.values())
