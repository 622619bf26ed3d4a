"""Checks between claims: what cannot be, or is strange, although no two figures state the same quantity.

    pace     a cumulative amount grows by month: what is left between "nearly 300 million in seven months" and
             "289.6 million in nine months" must be some amount, and one of the same order a month
    rate     an amount and its conversion in brackets imply an exchange rate: far from that of other articles, one of the
             two is wrong
    balance  exports and imports of one pair in one period make up their trade
    shares   parts of one whole are together at most all of it

A check says what is strange (`Claim.check`, `Claim.check_note`); it never alters a value or a verdict.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.records import Claim, Figure, Ref

_CUMULATIVE = frozenset({"trade", "export", "import"})
_MONTH = Decimal("30.4375")
"""Days of a month on average."""
_LEAST, _MOST = Decimal("0.5"), Decimal(2)
"""The pace of the rest of a period against that of its part: outside of these it is strange."""
_ENOUGH, _APART = 3, Decimal("1.5")
"""Articles that imply an exchange rate before one can be strange, and how far from the middle it then is."""
_HUNDRED = Decimal(100)
_OWN = frozenset({"gdp", "gnp", "economy", "output", "income", "population", "budget", "workforce"})
"""Wholes that each actor has of its own: the debts of two states may well be 60 and 70 percent of GDP."""


class Standing(NamedTuple):
    """A claim with what it is compared by: the key of its metric, and whose flow it is ("" where none)."""

    metric: str
    side: str
    claim: Claim


def check(standings: Sequence[Standing], figures: Mapping[Ref, Figure]) -> list[Claim]:
    """The claims, each with the first check that it fails.

    Args:
        standings: in the order of their claims' ids.
        figures: the members of the claims.
    """
    notes: dict[int, tuple[str, str]] = {}
    for i, name, note in (
        *_paces(standings),
        *_balances(standings),
        *_shares(standings),
        *_rates(standings, figures),
    ):
        notes.setdefault(i, (name, note))
    return [
        replace(one.claim, check=notes[i][0], check_note=notes[i][1]) if i in notes else one.claim
        for i, one in enumerate(standings)
    ]


_Found = tuple[int, str, str]


def _paces(standings: Sequence[Standing]) -> Iterable[_Found]:
    """Claims of one flow from the same first day: the rest of the longer period goes on at a like pace."""
    families: dict[tuple[object, ...], list[int]] = {}
    for i, (metric, side, claim) in enumerate(standings):
        if metric in _CUMULATIVE and claim.value is not None and claim.period_start and claim.period_end:
            family = (metric, side, claim.subjects, claim.unit, claim.period_start)
            families.setdefault(family, []).append(i)
    for family_members in families.values():
        ordered = sorted(family_members, key=lambda i: (standings[i].claim.period_end, i))
        for i, j in itertools.pairwise(ordered):
            note = _pace(standings[i].claim, standings[j].claim)
            if note is not None:
                yield i, "pace", note
                yield j, "pace", note


def _pace(part: Claim, whole: Claim) -> str | None:
    if part.value is None or whole.value is None or part.value <= 0:
        return None
    if part.period_start is None or part.period_end is None or whole.period_end is None:
        return None
    months = Decimal((part.period_end - part.period_start).days + 1) / _MONTH
    rest = Decimal((whole.period_end - part.period_end).days) / _MONTH
    if rest <= 0 or part.period_start != whole.period_start:
        return None
    before, after = part.value / months, (whole.value - part.value) / rest
    if before * _LEAST <= after <= before * _MOST:
        return None
    unit = part.unit or ""
    return (
        f"{_short(before)} {unit} a month to {part.period_end}, then {_short(after)} {unit} a month to "
        f"{whole.period_end}"
    )


def _balances(standings: Sequence[Standing]) -> Iterable[_Found]:
    """Trade of a pair against the exports and imports of one of them."""
    flows: dict[tuple[object, ...], dict[tuple[str, str], int]] = {}
    for i, (metric, side, claim) in enumerate(standings):
        if metric in _CUMULATIVE and claim.low is not None and claim.high is not None and len(claim.subjects) == 2:
            place = (claim.subjects, claim.unit, claim.period_start, claim.period_end)
            flows.setdefault(place, {}).setdefault((metric, side), i)
    for (subjects, *_), found in flows.items():
        assert isinstance(subjects, tuple)
        trade = found.get(("trade", ""))
        for side in subjects:
            exports, imports = found.get(("export", side)), found.get(("import", side))
            if trade is None or exports is None or imports is None:
                continue
            note = _balance(*(standings[i].claim for i in (trade, exports, imports)))
            if note is not None:
                yield from ((i, "balance", note) for i in (trade, exports, imports))


def _balance(trade: Claim, exports: Claim, imports: Claim) -> str | None:
    bounds = [(c.low, c.high) for c in (trade, exports, imports) if c.low is not None and c.high is not None]
    if len(bounds) < 3:
        return None
    (low, high), (out_low, out_high), (in_low, in_high) = bounds
    if low <= out_high + in_high and out_low + in_low <= high:
        return None
    summed = f"{_short(out_low + in_low)} to {_short(out_high + in_high)}"
    return f"exports and imports are {summed} {trade.unit or ''} together, trade {_short(low)} to {_short(high)}"


def _shares(standings: Sequence[Standing]) -> Iterable[_Found]:
    """Shares of one whole in one article and period that exceed it; one share above all of it."""
    wholes: dict[tuple[str, str | None, str, object, object], list[int]] = {}
    for i, (metric, _, claim) in enumerate(standings):
        if metric.startswith("share ") and claim.low is not None and claim.unit in ("%", None):
            article = claim.members[0].article_id
            wholes.setdefault((metric, claim.unit, article, claim.period_start, claim.period_end), []).append(i)
    for (metric, unit, *_), members in wholes.items():
        of = metric.removeprefix("share ")
        if not _OWN.isdisjoint(of.split()):
            continue
        whole = _HUNDRED if unit == "%" else Decimal(1)
        lows = [low for i in members if (low := standings[i].claim.low) is not None]
        if sum(lows) > whole:
            note = f"the shares of {of} are at least {_short(sum(lows, Decimal(0)))} in all"
            yield from ((i, "shares", note) for i in members)


def _rates(standings: Sequence[Standing], figures: Mapping[Ref, Figure]) -> Iterable[_Found]:
    """Claims of amounts and of their conversions whose exchange rate is far from the one that other articles imply."""
    claim_of = {ref: i for i, one in enumerate(standings) for ref in one.claim.members}
    pairs: dict[tuple[str, str], list[tuple[Decimal, Ref, Ref]]] = {}
    for ref in sorted(claim_of):
        gloss = figures[ref]
        amount = figures.get(Ref(ref.article_id, gloss.gloss_of)) if gloss.gloss_of is not None else None
        if amount is None or gloss.kind != "money" or not (amount.value and gloss.value and amount.unit and gloss.unit):
            continue
        found = (amount.value / gloss.value, Ref(ref.article_id, gloss.gloss_of or 0), ref)
        pairs.setdefault((amount.unit, gloss.unit), []).append(found)
    for (unit, other), rates in pairs.items():
        usual = statistics.median(rate for rate, *_ in rates)
        if len({ref.article_id for _, _, ref in rates}) < _ENOUGH:
            continue
        for rate, *refs in rates:
            if usual / _APART <= rate <= usual * _APART:
                continue
            note = f"{_short(rate)} {unit} to one {other}, in most articles {_short(usual)}"
            yield from ((claim_of[ref], "rate", note) for ref in refs if ref in claim_of)


def _short(value: Decimal) -> str:
    """A number for reading: 42.9 million."""
    for size, word in ((Decimal("1e12"), " trillion"), (Decimal("1e9"), " billion"), (Decimal("1e6"), " million")):
        if abs(value) >= size:
            return f"{value / size:.1f}{word}"
    return f"{value:,.1f}"
