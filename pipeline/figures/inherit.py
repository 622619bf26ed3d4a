"""What an amount takes from those before it: an open currency, the unit of a list, the noun of a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.amounts import Amount
from pipeline.figures.bounds import Approximation
from pipeline.figures.currencies import CurrencyReader
from pipeline.figures.stated import Memory, Stated
from pipeline.figures.words import Word

_JOINTS = frozenset(
    {"which", "from", "to", "and", "or", "against", "with", "than", "only", "about", "another", "of", "including"}
    | {"plus", "the", "by", "versus"}
)
_POINTERS = frozenset({"that", "this", "which", "it"})
_MOVED = frozenset({"from", "to", "delta"})
_FARTHEST = 24
_LIKE = Decimal(50)
"""An amount that goes on with the unit of another is at most so many times as large or small."""


class Inheritance:
    """Settles units and nouns that an amount does not write itself."""

    def __init__(self, currencies: CurrencyReader) -> None:
        self._currencies = currencies

    def unit(
        self,
        words: Sequence[Word],
        amount: Amount,
        approximation: Approximation,
        earlier: Sequence[Stated],
        memory: Memory,
    ) -> Amount:
        """Settles an open currency, and gives a bare number of a list the currency of the amount before it."""
        if amount.kind == "money" and amount.currency is not None:
            code, basis = self._currencies.resolve(amount.currency, memory.explicit, memory.countries)
            if amount.currency.basis != "default":
                memory.explicit[:] = [*memory.explicit[-8:], code]
            settled = (amount.unit, amount.basis) == (code, basis)
            return amount if settled else replace(amount, unit=code, basis=basis)
        if not amount.bare or amount.scale < 1000:
            return amount
        begin = approximation.begin
        before = words[begin - 1].low if begin else ""
        if begin < len(words) and words[amount.end : amount.end + 1] and words[amount.end].low == "of":
            # "2.1 billion of that": a part of what was last said
            pointed = words[amount.end + 1].low if amount.end + 1 < len(words) else ""
            if pointed in _POINTERS and memory.last is not None:
                return replace(amount, kind="money", unit=memory.last, basis="inherited", bare=False)
        money = next((one.amount for one in reversed(earlier[-3:]) if one.amount.kind == "money"), None)
        if money is None or (earlier[-1].amount is not money and before != "to"):
            return amount
        if (
            before in _JOINTS
            and begin - money.end <= _FARTHEST
            and not (before == "of" and words[begin - 2].low != "out")
        ):
            return replace(amount, kind="money", unit=money.unit, basis="inherited", bare=False)
        return amount

    def nouns(self, words: Sequence[Word], stated: list[Stated]) -> list[Stated]:
        """Gives bare numbers the unit or noun of a neighbour that they go on with."""
        for k in range(1, len(stated)):
            self._from_before(words, stated, k)
        for k in range(len(stated) - 2, -1, -1):
            self._from_behind(words, stated, k)
        return stated

    def _from_before(self, words: Sequence[Word], stated: list[Stated], k: int) -> None:
        """The unit of a level before: "3 million copies, up from 2 million", "peaked at 59 tonnes and fell to 33"."""
        one = stated[k]
        bare = one.amount
        if not bare.bare or bare.kind != "count":
            return
        compared = words[bare.end].low if bare.end < len(words) else ""
        goes_on = one.movement.role in _MOVED or compared in ("fewer", "more")
        known = next(
            (
                s.amount
                for s in reversed(stated[max(0, k - 3) : k])
                if s.amount.unit is not None
                and (s.amount.kind == "quantity" or (s.amount.kind == "count" and s.amount.noun is not None))
            ),
            None,
        )
        if known is None or not goes_on or bare.begin - known.end > _FARTHEST:
            return
        if one.movement.role != "delta" and not _alike(known.value, bare.value):
            return
        amount = replace(bare, kind=known.kind, unit=known.unit, noun=known.noun, bare=False)
        stated[k] = replace(one, amount=amount)

    def _from_behind(self, words: Sequence[Word], stated: list[Stated], k: int) -> None:
        """The unit of the other of a pair: "three million and five million copies"."""
        first, second = stated[k], stated[k + 1]
        between = [word.low for word in words[first.amount.end : second.approximation.begin]]
        if between not in (["and"], ["or"], [","]):
            return
        if first.amount.unit is not None and first.amount.unit == second.amount.unit and first.per is None:
            stated[k] = replace(first, per=second.per)
        if not first.amount.bare:
            return
        known = second.amount
        if known.kind not in ("count", "quantity", "money", "percent", "percentage_point") or known.unit is None:
            return
        amount = replace(first.amount, kind=known.kind, unit=known.unit, noun=known.noun, bare=False)
        if known.kind == "money":
            amount = replace(amount, basis="inherited")
        stated[k] = replace(first, amount=amount, per=second.per)


def _alike(one: Decimal, other: Decimal) -> bool:
    return bool(one and other) and 1 / _LIKE <= abs(one / other) <= _LIKE
