"""Homonyms: local actors of one key that cannot be one, by country, by tone marks, by the rest of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pipeline.actors.forms import differ_in_marks, form, is_ordered_subset
from pipeline.records import LocalActor

_PERSON = "person:"


class Signature(NamedTuple):
    """What a node says of itself.

    Attributes:
        country: alpha-3 of a person or place, "" where unknown.
        spelling: the name of a person where it is written with marks, else "".
        fullest: tokens of the fullest name the article has, where the key is shorter, else ().
        sides: the sides it takes in a person's decisions.
    """

    country: str
    spelling: str
    fullest: tuple[str, ...]
    sides: tuple[tuple[int, int], ...]

    @property
    def told(self) -> int:
        """How much is said."""
        return bool(self.country) + bool(self.spelling) + bool(self.fullest) + bool(self.sides)


def signature(local: LocalActor, key: str, sides: tuple[tuple[int, int], ...]) -> Signature:
    """The signature of a local actor under a key."""
    person = local.kind == "person"
    country = (local.country or "") if person or local.kind == "place" else ""
    spelling = local.name.casefold() if person and form(local.name).has_marks else ""
    fullest: tuple[str, ...] = ()
    if person and len(local.keys) > 1:
        longest = max((tuple(k.removeprefix(_PERSON).split()) for k in local.keys), key=lambda t: (len(t), t))
        fullest = longest if _PERSON + "".join(longest) != key else ()
    return Signature(country, spelling, fullest, sides)


def parted(parts: Mapping[Signature, list[int]], key: str) -> list[list[int]]:
    """The nodes of one key in groups that may each be one.

    A node that says less than others goes with them where exactly one group agrees with it, else all that say as little
    stay together, apart.
    """
    if len(parts) == 1:
        return list(parts.values())
    heads: list[list[Signature]] = []
    for found in sorted(parts, key=lambda s: (-s.told, s)):
        homes = [head for head in heads if all(compatible(found, other, key) for other in head)]
        if len(homes) == 1:
            homes[0].append(found)
        else:
            heads.append([found])
    return [[node for found in head for node in parts[found]] for head in heads]


def alike(group: Iterable[tuple[int, Signature]]) -> dict[Signature, list[int]]:
    """Nodes by what they say of themselves, both in the order given."""
    parts: dict[Signature, list[int]] = defaultdict(list)
    for node, found in group:
        parts[found].append(node)
    return parts


def compatible(left: Signature, right: Signature, key: str) -> bool:
    """Whether nothing that two nodes of one key say speaks against their being one."""
    if left.country and right.country and left.country != right.country:
        return False
    if any((line, 1 - side) in right.sides for line, side in left.sides):
        return False
    spelt = left.spelling and right.spelling and left.spelling != right.spelling
    if spelt and differ_in_marks(form(left.spelling), form(right.spelling)):
        return False
    return not (left.fullest and right.fullest and differ_beyond(left.fullest, right.fullest, key))


def differ_beyond(left: tuple[str, ...], right: tuple[str, ...], key: str) -> bool:
    """Whether two full names that share a shorter one differ in the rest: "Hisham Omar Ali" and "Hisham Omar Said".

    What stands in one place of both names (before, between or behind the shared words) must be the same, a part, or an
    initial; "Rosa Elvira Mamani" and "Rosa Mamani Condori" differ in no place.
    """
    shared = _shared(left, right, key.partition(":")[2])
    if shared is None:
        return False
    return any(
        mine and other and not _may_be_one(mine, other)
        for mine, other in zip(_slots(left, shared), _slots(right, shared), strict=True)
    )


def are_one_name(names: Collection[tuple[str, ...]]) -> bool:
    """Whether the longest of several names has the words of all others, in their order."""
    longest = max(names, key=lambda tokens: (len(tokens), tokens), default=())
    return all(is_ordered_subset(tokens, longest) for tokens in names)


def _shared(left: tuple[str, ...], right: tuple[str, ...], squash: str) -> tuple[str, ...] | None:
    """The words of the key as both names have them, None where they are cut elsewhere."""
    words = tuple(token for token in left if token in right)
    while words and "".join(words) != squash and squash in "".join(words):
        words = words[1:] if "".join(words[1:]).endswith(squash) or squash in "".join(words[1:]) else words[:-1]
    fits = "".join(words) == squash and is_ordered_subset(words, left) and is_ordered_subset(words, right)
    return words if fits else None


def _slots(tokens: tuple[str, ...], shared: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands before, between and behind the shared words."""
    slots: list[list[str]] = [[]]
    rest = list(shared)
    for token in tokens:
        if rest and token == rest[0]:
            rest.pop(0)
            slots.append([])
        else:
            slots[-1].append(token)
    return [tuple(slot) for slot in slots]


def _may_be_one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    short, long = sorted((left, right), key=len)
    if is_ordered_subset(short, long):
        return True
    letters = "".join(token[0] for token in long)
    initials = "".join(short)
    return all(len(token) <= 2 for token in short) and letters.startswith(initials[: len(letters)])
