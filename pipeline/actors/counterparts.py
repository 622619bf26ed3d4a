"""Whom "his Mongolian counterpart" and "the head of Mongolian diplomacy" stand for where no name follows.

The counterpart is who was told to hold there the same office; the head of diplomacy is the foreign minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Mention, Name

_BEFORE = re.compile(r"(?:\b(?:his|her|their|its|the)\s+)$", re.IGNORECASE)
_REACH = 16
_CALLED = re.compile(r"\s+(?:counterpart|colleague|opposite number|peer)\b(?!['’-])")
_HEAD_OF = re.compile(r"(?:\bthe\s+)?\b(?:head|chief|leader)\s+of\s+$", re.IGNORECASE)
_DIPLOMACY = re.compile(r"\s+diplomacy\b(?!['’-])")
_MINISTER = "foreign_minister"
_TITLED = re.compile(r"\s?,?\s?(?:[^\W\d_a-z][\w.'’-]*\s+){0,6}")
"""Between "counterpart" and the name of who is meant: titles."""

Office = tuple[str, str]
Held = tuple[int, frozenset[Office], str | None]
"""A person, offices and alpha-3 of the country."""


def counterpart_mentions(
    text: str,
    names: Sequence[Name],
    held: Iterable[tuple[int, int, RolePhrase, frozenset[int]]],
    country: Mapping[int, str | None],
    lexicon: Lexicon,
) -> list[Mention]:
    """The mentions of counterparts without a name, `chain` being the chain of the person; only where one can be meant.

    Args:
        text: of the article.
        names: its names.
        held: (chain, start of the name, title, bodies) of each title beside a name, in text order.
        country: alpha-3 by chain.
        lexicon: gives the adjectives of countries.
    """
    holders = [(chain, start, _offices(title)) for chain, start, title, _ in held]
    found = []
    for index, name in enumerate(names):
        entry = lexicon.entry(name.text, name.label)
        if entry is None or not entry.demonym:
            continue
        left = text[max(0, name.start - _REACH) : name.start]
        of_diplomacy = _DIPLOMACY.match(text, name.end)
        called = of_diplomacy or _CALLED.match(text, name.end)
        before = (_HEAD_OF if of_diplomacy else _BEFORE).search(left)
        if called is None or before is None or _is_named(text, names, index, called.end()):
            continue
        told = [(chain, offices, country.get(chain)) for chain, start, offices in holders if start < name.start]
        person = (_diplomat if of_diplomacy else _counterpart)(told, entry.country)
        if person is not None:
            start, end = name.start - len(before.group()), called.end()
            found.append(
                Mention(start, end, text[start:end], name.sentence, "PERSON", "role", None, person, "counterpart")
            )
    return found


def _offices(title: RolePhrase) -> frozenset[Office]:
    return frozenset((office.office, title.rank) for office in title.offices)


def _is_named(text: str, names: Sequence[Name], index: int, end: int) -> bool:
    """Whether the name of a counterpart follows: "his Mongolian counterpart, Prime Minister X"."""
    after = names[index + 1] if index + 1 < len(names) else None
    if after is None or after.label != "PERSON" or after.start < end:
        return False
    return _TITLED.fullmatch(text, end, after.start) is not None


def _diplomat(told: Sequence[Held], country: str | None) -> int | None:
    """The one foreign minister of a country."""
    found = {chain for chain, offices, code in told if code == country and (_MINISTER, "") in offices}
    return found.pop() if len(found) == 1 else None


def _counterpart(told: Sequence[Held], country: str | None) -> int | None:
    """The one person of a country who holds an office that somebody of another holds, else its only office holder."""
    theirs: dict[int, set[Office]] = {}
    others: set[Office] = set()
    for chain, offices, code in told:
        if code == country:
            theirs.setdefault(chain, set()).update(offices)
        else:
            others |= offices
    alike = [chain for chain, offices in theirs.items() if offices & others] or list(theirs)
    return alike[0] if len(alike) == 1 else None
