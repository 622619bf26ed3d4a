"""Whose an office is: the country and the body that a title names, and what they say of its holder's country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Name

_BODY = frozenset({"ORG", "FAC"})


@dataclass(frozen=True, slots=True)
class Owner:
    """What a title belongs to.

    Attributes:
        country: alpha-3 of the country it names, itself or through its body; None where it names none.
        chain: the chain of the body, else of the country; None where neither is named.
        body: the same where it is an organisation, else None.
        direct: whether the country itself is named, not only a body of it.
        named: whether anything at all is named; a bare title ("the Minister of Energy") leaves open whose it is.
    """

    country: str | None
    chain: int | None
    body: int | None
    direct: bool
    named: bool


class Owners:
    """The owners of the titles of one article.

    Args:
        names: the names of the article.
        chain_of: the chain of each name, None where it has none.
        country: alpha-3 of the chains of things.
    """

    def __init__(
        self, names: Sequence[Name], chain_of: Sequence[int | None], country: Mapping[int, str | None]
    ) -> None:
        self.names = names
        self.chain_of = chain_of
        self._country = country

    def of(self, phrase: RolePhrase) -> Owner:
        """The owner of a title."""
        held = [i for i in phrase.of if self.chain_of[i] is not None]
        lead = phrase.lead if phrase.lead is not None and self.chain_of[phrase.lead] is not None else None
        bodies = [i for i in held if self.names[i].label == "ORG"]
        first = bodies or ([lead] if lead is not None else held)
        # "the UN envoy of …": whose envoy it is stands before it, and the rest is where he or she works.
        order = [lead] if lead is not None and self.names[lead].label in _BODY else [lead, *held]
        known = [i for i in order if i is not None and self.country_of(i) is not None]
        country = self.country_of(known[0]) if known else phrase.nation
        chain = self.chain_of[first[0]] if first else None
        body = chain if first and self.names[first[0]].label == "ORG" else None
        direct = self.names[known[0]].label not in _BODY if known else phrase.nation is not None
        named = phrase.lead is not None or bool(phrase.of) or phrase.nation is not None
        return Owner(country, chain, body, direct, named)

    def by_office(self, titles: Mapping[int, Sequence[RolePhrase]]) -> dict[tuple[int | None, str, str], int]:
        """Whose a person's office of a class and rank is, where the article names one owner of it alone."""
        found: dict[tuple[int | None, str, str], set[int]] = {}
        for chain, phrases in titles.items():
            for phrase in phrases:
                owner = self.of(phrase).chain
                if owner is not None:
                    found.setdefault((chain, phrase.offices[0].office, phrase.rank), set()).add(owner)
        return {key: next(iter(owners)) for key, owners in found.items() if len(owners) == 1}

    def country_of(self, name: int) -> str | None:
        """Alpha-3 of the thing that a name stands for."""
        chain = self.chain_of[name]
        return None if chain is None else self._country.get(chain)

    def bodies(self, phrase: RolePhrase) -> frozenset[int]:
        """The chains of all that a title names."""
        named = (self.chain_of[i] for i in (*phrase.of, phrase.lead) if i is not None)
        return frozenset(chain for chain in named if chain is not None)


def tells_nationality(phrase: RolePhrase, lexicon: Lexicon) -> bool:
    """Whether whom an office serves says where its holder is from: a minister's does, a national coach's does not."""
    return not any(office.office in lexicon.words["hired"] for office in phrase.offices)
