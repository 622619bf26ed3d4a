"""Views of figures: the number as written, what it says with its bounds, of whom, for when, and its sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.choice import DISPUTED
from pipeline.report.page.events import Cast
from pipeline.report.page.quotes import Articles, Quote
from pipeline.report.page.tables import Row, RunTables
from pipeline.report.page.wording import Link, amount, anchor, bounds, clip, days, iso

_BOUND = {"exact": "", "range": "", "at_least": "at least", "up_to": "up to"}
_ASSERTED = "actual"


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as the page shows it.

    Attributes:
        anchor: its row; `place` is its span in the article.
        bound: how the wording bounds it, "nearly"; `span`: what that allows, in words.
        low, high: the same as numbers; both the value where the wording gives no room.
        status: "" for what is said to be so, else "forecast", "pledge" and the like.
        group: what makes a series with others: metric, subjects, unit.
        disputed: whether its claim is contradicted.
        actors: keys of its actors for the filter.
    """

    anchor: str
    place: str
    words: str
    value: str
    bound: str
    span: str
    middle: float | None
    low: float | None
    high: float | None
    unit: str
    kind: str
    metric: str
    per: str
    subjects: tuple[Link, ...]
    period: str
    start: dt.datetime | None
    end: dt.datetime | None
    told: dt.datetime | None
    role: str
    trend: str
    status: str
    flow: str
    claim: str | None
    verdict: str
    disputed: bool
    group: tuple[str, str, str]
    actors: tuple[int, ...]
    article_id: str
    quote: Quote

    @property
    def dates(self) -> tuple[str, str]:
        """First and last day for the filter: of its period, else of its article."""
        return iso(self.start or self.told), iso(self.end or self.told)


def place_of(figure_id: str) -> str:
    """The anchor of a figure's span in its article; the row has the figure's own."""
    return "at-" + anchor(figure_id)


def figure_views(
    tables: RunTables, chosen: Sequence[str], cast: Cast, articles: Articles, claims: Mapping[str, Row]
) -> tuple[FigureView, ...]:
    """Views of the chosen figures, together what makes a series: those in dispute and the longest series first."""
    here = ("figure_id", chosen)
    people: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("figure_actors", where=here):
        people[row["figure_id"]].append(row)
    views = [
        figure_view(row, people[row["figure_id"]], cast, articles, claims.get(row["claim_id"] or ""))
        for row in tables.rows("figures", where=here)
    ]
    disputed = Counter(view.group for view in views if view.disputed)
    told = Counter(view.group for view in views)

    def order(view: FigureView) -> tuple[object, ...]:
        rank = (view.metric == "", -disputed[view.group], -told[view.group])
        return *rank, *view.group, *view.dates, *articles.order(view.article_id), view.anchor

    return tuple(sorted(views, key=order))


def figure_view(row: Row, people: Sequence[Row], cast: Cast, articles: Articles, claim: Row | None) -> FigureView:
    """One figure."""
    kind, unit = row["kind"], row["unit"]
    low, high, value = row["low"], row["high"], row["value"]
    middle = value if value is not None else (low + high) / 2 if low is not None and high is not None else None
    ordered = sorted(people, key=lambda p: (p["role"] != "subject", p["name"], p["actor_id"]))
    place = place_of(row["figure_id"])
    verdict = claim["verdict"] if claim is not None else ""
    return FigureView(
        anchor=anchor(row["figure_id"]),
        place=place,
        words=clip(row["text"], 80),
        value=amount(value, unit, kind=kind) if value is not None else "",
        bound=_BOUND[row["bound"]] if row["bound"] in _BOUND else row["bound"],
        span=bounds(low, high, unit, kind),
        middle=middle,
        low=low if low is not None else middle,
        high=high if high is not None else middle,
        unit=clip(unit, 24),
        kind=kind,
        metric=clip(row["metric"], 70),
        per=clip(row["per"], 30),
        subjects=tuple(cast.link(p["actor_id"], p["name"]) for p in ordered[:6]),
        period=days(row["period_start"], row["period_end"]),
        start=row["period_start"],
        end=row["period_end"],
        told=articles.published[row["article_id"]],
        role=row["role"],
        trend=row["trend"] or "",
        status="" if row["status"] == _ASSERTED else row["status"],
        flow=row["flow"] or "",
        claim=anchor(row["claim_id"]) if row["claim_id"] else None,
        verdict=verdict,
        disputed=verdict == DISPUTED,
        group=(clip(row["metric"], 70).lower(), clip(row["subjects"], 90), f"{kind}:{clip(unit, 24)}"),
        actors=tuple(sorted({cast.keys[p["actor_id"]] for p in people if p["actor_id"] in cast.keys})),
        article_id=row["article_id"],
        quote=articles.quote(row, place),
    )
