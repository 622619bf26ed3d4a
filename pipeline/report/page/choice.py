"""What the report shows of a large run: the most telling rows first, and how many of each kind there is room for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from pipeline.report.page.tables import Row

DISPUTED = "contradict"


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows of each kind on the page at most; `characters` of an article, `quotes` of an event."""

    events: int = 400
    actors: int = 160
    figures: int = 400
    panels: int = 24
    conflicts: int = 60
    articles: int = 150
    characters: int = 12_000
    quotes: int = 3

    def halved(self) -> Self:
        """Half of everything, for a page that came out too large; never less than one."""
        return type(self)(*(max(1, getattr(self, field.name) // 2) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a section is there: `what` names the rows, `first` says which were taken."""

    shown: int
    total: int
    what: str
    first: str
    table: str

    @property
    def left_out(self) -> int:
        return self.total - self.shown


def telling_events(events: Iterable[Row], limit: int) -> list[str]:
    """Ids of the events to show: told by many, still to come or called off, with days and two sides; words alone last."""
    return [row["event_id"] for row in sorted(events, key=_event_rank)[:limit]]


def _event_rank(row: Row) -> tuple[int, int, str]:
    weight = 2 * min(row["n_articles"], 5)
    weight += row["status"] != "happened"
    weight += row["date_start"] is not None
    weight += ";" in (row["actors"] or "")
    weight += bool(row["actors"])
    weight -= 4 * (row["type"] == "statement")
    return -weight, -_ordinal(row["date_end"]), row["event_id"]


def telling_actors(actors: Iterable[Row], events_of: Mapping[str, int], limit: int) -> list[str]:
    """Ids of the actors to show: in many events and articles; bare places last."""

    def rank(row: Row) -> tuple[bool, int, int, str]:
        seen = events_of.get(row["actor_id"], 0) + row["n_articles"]
        return row["kind"] == "place" and not events_of.get(row["actor_id"]), -seen, -row["n_mentions"], row["actor_id"]

    return [row["actor_id"] for row in sorted(actors, key=rank)[:limit]]


def telling_claims(claims: Iterable[Row], limit: int) -> list[str]:
    """Ids of the claims in dispute to show: those that most articles state first."""
    disputed = [row for row in claims if row["verdict"] == DISPUTED or row.get("check")]
    ordered = sorted(
        disputed, key=lambda r: (r["verdict"] != DISPUTED, -r["n_articles"], -r["n_figures"], r["claim_id"])
    )
    return [row["claim_id"] for row in ordered[:limit]]


def telling_figures(
    figures: Iterable[Row], claims: Mapping[str, Row], disputed: Sequence[str], limit: int
) -> list[str]:
    """Ids of the figures to show: in dispute, of series, stated by several articles, complete; bare counts last."""
    known = list(figures)
    periods: Counter[tuple[str | None, ...]] = Counter()
    for row in known:
        if row["metric"] and row["period_start"] is not None:
            periods[row["metric"], row["subjects"], row["unit"]] += 1
    wanted = set(disputed)

    def rank(row: Row) -> tuple[int, str, int, str]:
        claim = claims.get(row["claim_id"] or "")
        weight = 8 * (row["claim_id"] in wanted)
        weight += 3 * (periods[row["metric"], row["subjects"], row["unit"]] > 1)
        weight += 2 * (claim is not None and claim["n_articles"] > 1)
        weight += bool(row["metric"]) + bool(row["subjects"]) + (row["period_start"] is not None)
        weight -= row["kind"] in ("count", "age", "ordinal", "duration")
        return -weight, row["article_id"], row["start"], row["figure_id"]

    return [row["figure_id"] for row in sorted(known, key=rank)[:limit]]


def telling_articles(articles: Iterable[Row], weights: Mapping[str, int], limit: int) -> list[str]:
    """Ids of the articles to show: those that most of what is shown was read from; near-duplicates last."""

    def rank(row: Row) -> tuple[bool, int, int, str]:
        weight = weights.get(row["article_id"], 0)
        return row["duplicate_of"] is not None, -weight, -_ordinal(row["published"]), row["article_id"]

    return [row["article_id"] for row in sorted(articles, key=rank)[:limit]]


def _ordinal(moment: dt.datetime | None) -> int:
    return moment.toordinal() if moment is not None else 0
