"""Which rows of a run go on the page, and what else about them the views need."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.page.actors import colour_actors
from pipeline.report.page.choice import (
    Limits,
    telling_actors,
    telling_articles,
    telling_claims,
    telling_events,
    telling_figures,
)
from pipeline.report.page.events import Cast
from pipeline.report.page.quotes import Articles, title_of
from pipeline.report.page.tables import Row, RunTables

_ACTOR = ("actor_id", "name", "kind", "n_articles", "n_mentions")
_EVENT = ("event_id", "type", "status", "label", "actors", "date_start", "date_end", "n_articles")
_FIGURE = tuple("figure_id article_id start kind metric subjects unit period_start claim_id".split())


@dataclass(frozen=True, slots=True)
class WholeRun:
    """What is read of all rows of a run: few columns, by id where rows are looked up."""

    articles: list[Row]
    actors: dict[str, Row]
    events: dict[str, Row]
    participants: list[Row]
    claims: dict[str, Row]
    mismatches: list[Row]

    @property
    def published(self) -> list[dt.datetime]:
        """The days of the articles that have one, first to last."""
        return sorted(row["published"] for row in self.articles if row["published"] is not None)

    def events_of(self) -> Counter[str]:
        """Actor id -> events it takes part in."""
        return Counter(actor for _, actor in {(row["event_id"], row["actor_id"]) for row in self.participants})


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of the rows to show, the most telling first."""

    events: list[str]
    actors: list[str]
    claims: list[str]
    figures: list[str]
    articles: list[str]


def read_run(tables: RunTables) -> WholeRun:
    """The columns that choosing needs."""
    return WholeRun(
        articles=tables.rows("articles", ("article_id", "title", "published", "duplicate_of")),
        actors={row["actor_id"]: row for row in tables.rows("actors", _ACTOR)},
        events={row["event_id"]: row for row in tables.rows("events", _EVENT)},
        participants=tables.rows("event_actors", ("event_id", "actor_id", "role")),
        claims={row["claim_id"]: row for row in tables.rows("claims")},
        mismatches=[row for row in tables.rows("changes") if row["verdict"] == "mismatch"],
    )


def choose(tables: RunTables, run: WholeRun, limits: Limits) -> Chosen:
    """The rows to show; figures of what does not fit come first, articles are those that the rest was read from."""
    events = telling_events(run.events.values(), limits.events)
    claims = telling_claims(run.claims.values(), limits.conflicts)
    unborne = [row[c] for row in run.mismatches[: limits.conflicts] for c in ("from_id", "to_id", "delta_id") if row[c]]
    rows = tables.rows("figures", _FIGURE)
    figures = list(dict.fromkeys([*unborne, *telling_figures(rows, run.claims, claims, limits.figures)]))[
        : limits.figures
    ]
    disputed, shown = set(claims), set(figures)
    weights: Counter[str] = Counter()
    for row in rows:
        if row["figure_id"] in shown:
            weights[row["article_id"]] += 5 if row["claim_id"] in disputed else 1
    for row in tables.rows("event_mentions", ("event_id", "article_id"), ("event_id", events)):
        weights[row["article_id"]] += 1
    return Chosen(
        events=events,
        actors=telling_actors(run.actors.values(), run.events_of(), limits.actors),
        claims=claims,
        figures=figures,
        articles=telling_articles(run.articles, weights, limits.articles),
    )


def cast_of(tables: RunTables, chosen: Chosen) -> Cast:
    """The actors shown: numbered in their order, coloured so that those of one article differ."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    shown = set(chosen.articles)
    for row in tables.rows("mentions", ("actor_id", "article_id"), ("actor_id", chosen.actors)):
        if row["article_id"] in shown:
            homes[row["actor_id"]].add(row["article_id"])
    keys = {actor_id: key for key, actor_id in enumerate(chosen.actors, 1)}
    return Cast(keys, colour_actors(chosen.actors, homes))


def quoted_articles(tables: RunTables, run: WholeRun, chosen: Chosen) -> Articles:
    """Headlines and days of all articles, texts of those that a row shown quotes."""
    quoted = set(chosen.articles)
    for table, column, ids in (
        ("event_mentions", "event_id", chosen.events),
        ("figures", "figure_id", chosen.figures),
    ):
        quoted |= {row["article_id"] for row in tables.rows(table, ("article_id",), (column, ids))}
    texts = tables.rows("articles", ("article_id", "text"), ("article_id", quoted))
    return Articles(
        titles={row["article_id"]: title_of(row) for row in run.articles},
        published={row["article_id"]: row["published"] for row in run.articles},
        texts={row["article_id"]: row["text"] for row in texts},
        shown=frozenset(chosen.articles),
    )


def middles(events: Sequence[Row]) -> list[dt.datetime]:
    """The middle day of each event that has days."""
    return [
        row["date_start"] + (row["date_end"] - row["date_start"]) / 2 for row in events if row["date_start"] is not None
    ]
