"""Claims in dispute, their figures side by side on one scale, and stated changes that the figures do not bear out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.choice import DISPUTED
from pipeline.report.page.figures import FigureView
from pipeline.report.page.tables import Row
from pipeline.report.page.wording import Link, anchor, capital, clip, counted, days, number

SIDES_SHOWN = 6
_LEFT, _RIGHT = 4.0, 96.0
_CHECKS = {
    "pace": "a part of the period states more than the whole",
    "shares": "the shares add up to more than the whole",
    "balance": "exports and imports do not give the balance",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A figure of a dispute; `x` to `x + width` is what its wording allows, in percent of the common scale."""

    figure: FigureView
    x: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """A dispute.

    Attributes:
        heading: what is measured.
        verdict: the word for it: "contradicted", "mismatch", or the check that failed.
        said: what does not fit, in words.
        more: sides left out.
    """

    anchor: str
    heading: str
    subjects: tuple[Link, ...]
    period: str
    verdict: str
    said: str
    sides: tuple[Side, ...]
    more: int

    @property
    def actors(self) -> tuple[int, ...]:
        """Keys of the actors of all sides, for the filter."""
        return tuple(sorted({key for side in self.sides for key in side.figure.actors}))


def claim_conflicts(
    chosen: Sequence[str], claims: Mapping[str, Row], figures: Sequence[FigureView]
) -> tuple[Conflict, ...]:
    """The chosen claims in their order, each with the figures that state it."""
    stated: defaultdict[str | None, list[FigureView]] = defaultdict(list)
    for figure in figures:
        stated[figure.claim].append(figure)
    conflicts = []
    for claim_id in chosen:
        claim, own = claims[claim_id], stated[anchor(claim_id)]
        if own:
            conflicts.append(_conflict(claim, own))
    return tuple(conflicts)


def change_conflicts(changes: Sequence[Row], figures: Sequence[FigureView]) -> tuple[Conflict, ...]:
    """Movements whose stated change is not the one between the figures; those whose figures are all shown."""
    known = {figure.anchor: figure for figure in figures}
    conflicts = []
    for row in sorted(changes, key=lambda r: r["change_id"]):
        own = [known.get(anchor(row[c])) if row[c] else None for c in ("from_id", "to_id", "delta_id")]
        there = [figure for figure in own if figure is not None]
        if row["verdict"] != "mismatch" or own[0] is None or own[1] is None:
            continue
        said = _mismatch(row)
        levels = sides_of([figure for figure in there if figure.role != "delta"])
        deltas = tuple(Side(figure, 0, 0, 0) for figure in there if figure.role == "delta")
        head = own[1]
        conflicts.append(
            Conflict(
                anchor(row["change_id"]), capital(head.metric) or "A change", head.subjects, head.period, "mismatch", said,
                (*levels, *deltas), 0,
            )
        )  # fmt: skip
    return tuple(conflicts)


def _mismatch(row: Row) -> str:
    stated, low, high = row["stated"], row["computed_low"], row["computed_high"]
    if stated is None or low is None or high is None:
        return "the stated change is not the one between the two figures"
    return f"stated {number(stated)}; the two figures give {number(low)} to {number(high)}"


def _conflict(claim: Row, own: Sequence[FigureView]) -> Conflict:
    ordered = sorted(own, key=lambda f: (f.middle is None, f.middle or 0.0, f.dates, f.anchor))
    if claim["verdict"] == DISPUTED:
        verdict = "contradicted"
        said = (
            f"{counted(claim['n_figures'], 'figure')} in {counted(claim['n_articles'], 'article')}, not all can be true"
        )
    else:
        verdict = claim["check"] or ""
        said = clip(claim["check_note"], 300) or _CHECKS.get(verdict, verdict)
    return Conflict(
        anchor=anchor(claim["claim_id"]),
        heading=capital(clip(claim["metric"], 70)),
        subjects=ordered[0].subjects,
        period=days(claim["period_start"], claim["period_end"]),
        verdict=verdict,
        said=said,
        sides=sides_of(_spread(ordered)),
        more=max(0, len(ordered) - SIDES_SHOWN),
    )


def _spread(ordered: Sequence[FigureView]) -> Sequence[FigureView]:
    """The lowest and the highest of many, as many of each."""
    if len(ordered) <= SIDES_SHOWN:
        return ordered
    half = SIDES_SHOWN // 2
    return [*ordered[:half], *ordered[-(SIDES_SHOWN - half) :]]


def sides_of(figures: Sequence[FigureView]) -> tuple[Side, ...]:
    """The figures on a scale from the least to the most that any of them allows."""
    lows = [f.low for f in figures if f.low is not None and math.isfinite(f.low)]
    highs = [f.high for f in figures if f.high is not None and math.isfinite(f.high)]
    if not lows or not highs:
        return tuple(Side(figure, 0, 0, 0) for figure in figures)
    least, most = min(lows), max(highs)
    room = (most - least) or 1.0

    def place(value: float | None) -> float:
        inside = least if value is None or not math.isfinite(value) else value
        return round(_LEFT + (inside - least) / room * (_RIGHT - _LEFT), 2)

    return tuple(
        Side(f, place(f.low), round(max(place(f.high) - place(f.low), 0.8), 2), place(f.middle)) for f in figures
    )
