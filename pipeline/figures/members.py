"""Members of a claim: which figures of one key state the same quantity, and whether their articles agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.records import Figure, Ref

NEAR = dt.timedelta(days=45)
"""Articles further apart speak of two times, where no period is told."""


@dataclass(frozen=True, slots=True)
class Member:
    """A figure of an article that appeared at `published`; `source` is the article that it nearly repeats, or itself."""

    ref: Ref
    figure: Figure
    published: dt.date | None
    source: str


def split(members: Sequence[Member], *, dated: bool, apart: bool) -> Iterator[tuple[str, list[Member]]]:
    """The figures of one key that state one quantity, with a mark that tells them from the others of the key.

    Args:
        members: in any order.
        dated: they have a period; without one, those of articles far apart are parted.
        apart: they are single transactions; those that differ are parted.
    """
    for when, near in [("", list(members))] if dated else _by_time(members):
        for mark, alike in _by_value(near) if apart else [("", near)]:
            yield " ".join(filter(None, (when, mark))), sorted(alike, key=lambda m: m.ref)


def _by_time(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    """Runs of articles that follow each other closely; undated ones go with the first run."""
    ordered = sorted(members, key=lambda m: (m.published is not None, m.published or dt.date.min, m.ref))
    runs: list[list[Member]] = [[]]
    last: dt.date | None = None
    for member in ordered:
        if member.published is not None:
            if last is not None and member.published - last > NEAR:
                runs.append([])
            last = member.published
        runs[-1].append(member)
    for number, run in enumerate(runs):
        day = next((m.published for m in run if m.published is not None), None)
        yield ("" if number == 0 or day is None else day.isoformat()), run


def _by_value(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    """Figures whose wordings fit each other, lowest first."""
    ordered = sorted(members, key=lambda m: (*_bounds(m.figure), m.ref))
    runs: list[list[Member]] = []
    top = Decimal(0)
    for member in ordered:
        low, high = _bounds(member.figure)
        if runs and low <= top:
            runs[-1].append(member)
            top = min(top, high)
        else:
            runs.append([member])
            top = high
    for run in runs:
        yield ("" if len(runs) == 1 else format(_bounds(run[0].figure)[0].normalize(), "f")), run


def verdict(members: Sequence[Member]) -> str:
    """single, agree or contradict.

    Articles agree where what their wordings allow overlaps; one that nearly repeats another bears nothing out. An
    article that states several values under one key is set aside: its words say too little to compare.
    """
    bounds: dict[str, tuple[Decimal, Decimal]] = {}
    sources: dict[str, str] = {}
    for member in members:
        low, high = _bounds(member.figure)
        known = bounds.get(member.ref.article_id, (low, high))
        bounds[member.ref.article_id] = max(low, known[0]), min(high, known[1])
        sources[member.ref.article_id] = member.source
    clear = {article: (low, high) for article, (low, high) in bounds.items() if low <= high}
    if len(clear) > 1 and max(low for low, _ in clear.values()) > min(high for _, high in clear.values()):
        return "contradict"
    return "agree" if len({sources[article] for article in clear}) > 1 else "single"


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    low = figure.low if figure.low is not None else Decimal(0)
    return low, figure.high if figure.high is not None else low
