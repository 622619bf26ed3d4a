"""Role phrases: "the Peruvian President", "the diplomat", "the General Secretary of the Communist Party of Peru".

A phrase looks back: it stands for a person introduced before it with that office, country or body. It is resolved only
where one reading holds, else it stays without an actor:

only_bearer     one such person stands before it
not_beside      several do, but all others are named in its own sentence
nearest_bearer  several do, one of them in this sentence before it or in the sentence before
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.actors.phrase import RolePhrase

# Titles that a phrase looks back over: more than any article has, so that a long list costs no more than its length.
_LOOK_BACK = 300
_LOOSE_OFFICES = frozenset({"title", "phrase", "capital"})


@dataclass(frozen=True, slots=True)
class Holder:
    """That a person was seen with an office.

    Attributes:
        chain: the person.
        start: where the title or name stands.
        country: alpha-3 of the person, None where unknown.
        bodies: chains of the organisations the title belongs to.
    """

    chain: int
    start: int
    phrase: RolePhrase
    country: str | None
    bodies: frozenset[int]


@dataclass(frozen=True, slots=True)
class Context:
    """Who stands where: for each sentence, (start, chain) of persons by name, and by name or resolved phrase."""

    named: dict[int, list[tuple[int, int]]]
    spoken_of: dict[int, list[tuple[int, int]]]

    def recent(self, phrase: RolePhrase, bearers: Sequence[int]) -> set[int]:
        """The bearers spoken of before the phrase in its sentence, else in the sentence before."""
        here = {chain for start, chain in self.spoken_of.get(phrase.sentence, ()) if start < phrase.start}
        before = {chain for _, chain in self.spoken_of.get(phrase.sentence - 1, ())}
        return here & set(bearers) or before & set(bearers)


def resolve(
    phrase: RolePhrase, country: str | None, bodies: frozenset[int], holders: Sequence[Holder], context: Context
) -> tuple[int | None, str]:
    """The person a role phrase stands for, and the rule; None with "ambiguous" or "no_bearer".

    Args:
        phrase: the role phrase.
        country: the country it names, None where it names none.
        bodies: chains of the organisations it names.
        holders: everyone seen with an office, in text order.
        context: who is named where.
    """
    exact: list[int] = []
    weak: list[int] = []
    before = bisect_left(holders, phrase.start, key=lambda holder: holder.start)
    for holder in holders[max(0, before - _LOOK_BACK) : before]:
        if not same_office(phrase, holder.phrase):
            continue
        if bodies and not bodies & holder.bodies:
            continue
        if country is None or bodies or holder.country == country:
            exact.append(holder.chain)
        elif holder.country is None and (phrase.offices[0].use == "phrase" or phrase.tokens <= holder.phrase.tokens):
            # Of a person of no known country, the title must be the very same: "Secretary of State" is not
            # "Thailand's foreign minister".
            weak.append(holder.chain)
    bearers = sorted(set(exact or weak))
    if not bearers:
        return None, "no_bearer"
    if len(bearers) == 1:
        return bearers[0], "only_bearer"
    beside = {chain for _, chain in context.named.get(phrase.sentence, ())}
    away = [chain for chain in bearers if chain not in beside]
    if len(away) == 1:
        return away[0], "not_beside"
    recent = context.recent(phrase, bearers)
    return (recent.pop(), "nearest_bearer") if len(recent) == 1 else (None, "ambiguous")


def same_office(phrase: RolePhrase, title: RolePhrase) -> bool:
    """Whether a role phrase may stand for the holder of a title."""
    wanted = phrase.offices[0]
    if wanted.use == "phrase":
        return any("*" in wanted.covers or office.office in wanted.covers for office in title.offices) and (
            "*" in wanted.covers or title.rank == phrase.rank
        )
    if title.rank != phrase.rank or all(office.office != wanted.office for office in title.offices):
        # "the Minister" may stand for the Foreign Minister, whose office has a class of its own.
        general = wanted.head in {"minister", "secretary"} and wanted.head in title.tokens and title.rank == phrase.rank
        if not general:
            return False
    return wanted.use in _LOOSE_OFFICES or bool(phrase.of) or phrase.tokens <= title.tokens
