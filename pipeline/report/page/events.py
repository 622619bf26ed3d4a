"""Views of events: one each with its people, days, status over time, figures and sentences."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.quotes import Articles, Quote
from pipeline.report.page.tables import Row, RunTables
from pipeline.report.page.wording import Link, anchor, clip, day, days, headline, iso, month, spaced

NO_DAY = "No day known"
ROLE_ORDER = ("actor", "speaker", "recipient", "addressee", "witness")
PARTICIPANTS = 12
_BASIS = {
    "explicit": "as written",
    "anchored": "from a day named before",
    "dateline": "the day of the dateline",
    "propagated": "from the event beside it",
    "other_article": "from another article",
}
_RELATION = {"part_of": "part of", "content_of": "told in"}
_RELATION_BACK = {"part_of": "includes", "content_of": "tells of"}


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, and as what."""

    actor: Link
    colour: int
    role: str


@dataclass(frozen=True, slots=True)
class StatusStep:
    """What an article of a day said of the event."""

    when: str
    status: str
    article: Link


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as the page shows it.

    Attributes:
        headline: its label without days and status.
        middle: where it stands on a time axis; None without days.
        group: the month it is listed under, with its anchor.
        actors: keys of its actors for the filter.
        steps: its status over time, where that changed.
        related: (relation, the other event).
    """

    anchor: str
    type: str
    kind: str
    status: str
    label: str
    headline: str
    when: str
    basis: str
    start: dt.datetime | None
    end: dt.datetime | None
    group: Link
    n_articles: int
    participants: tuple[Participant, ...]
    actors: tuple[int, ...]
    place: Link | None
    steps: tuple[StatusStep, ...]
    figures: tuple[Link, ...]
    related: tuple[tuple[str, Link], ...]
    quotes: tuple[Quote, ...]

    @property
    def middle(self) -> dt.datetime | None:
        return self.start + (self.end - self.start) / 2 if self.start and self.end else None

    @property
    def dates(self) -> tuple[str, str]:
        """First and last day for the filter; "" where unknown."""
        return iso(self.start), iso(self.end)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors that the page shows: key for the filter, colour, and who else is known by name."""

    keys: Mapping[str, int]
    colours: Mapping[str, int]

    def link(self, actor_id: str, name: str) -> Link:
        return Link(clip(name, 60), anchor(actor_id) if actor_id in self.keys else None)


@dataclass(frozen=True, slots=True)
class _Linked:
    """What hangs on events, by event id."""

    people: Mapping[str, Sequence[Row]]
    mentions: Mapping[str, Sequence[Row]]
    steps: Mapping[str, Sequence[Row]]
    figures: Mapping[str, Sequence[Row]]
    related: Mapping[str, Sequence[tuple[str, Link]]]


class Chronicler:
    """Makes the views of events."""

    def __init__(self, cast: Cast, articles: Articles, figures: Mapping[str, str], quotes: int) -> None:
        """`figures`: anchor of a figure -> its words, of those shown; `quotes`: sentences of an event at most."""
        self._cast = cast
        self._articles = articles
        self._figures = figures
        self._quotes = quotes

    def views(self, tables: RunTables, chosen: Sequence[str]) -> tuple[EventView, ...]:
        """The chosen events, newest first, those without a day last."""
        here = ("event_id", chosen)
        rows = tables.rows("events", where=here)
        labels = {row["event_id"]: clip(row["label"]) for row in rows}
        linked = _Linked(
            _by_event(tables.rows("event_actors", where=here)),
            _by_event(tables.rows("event_mentions", where=here)),
            _by_event(tables.rows("event_status", where=here)),
            _by_event(tables.rows("event_figures", where=here)),
            _related(tables.rows("event_links", where=here), labels),
        )
        views = [self._view(row, linked) for row in rows]
        return tuple(
            sorted(views, key=lambda v: (v.end is None, -(v.end.toordinal() if v.end else 0), v.label, v.anchor))
        )

    def _view(self, row: Row, linked: _Linked) -> EventView:
        known = row["event_id"]
        people = linked.people.get(known, ())
        keys = self._cast.keys
        stated = [anchor(f["figure_id"]) for f in linked.figures.get(known, ())]
        return EventView(
            anchor=anchor(known),
            type=row["type"],
            kind=spaced(row["type"]),
            status=row["status"],
            label=clip(row["label"], 160),
            headline=clip(headline(row["label"], row["status"]), 160),
            when=days(row["date_start"], row["date_end"]),
            basis=_BASIS.get(row["date_basis"] or "", ""),
            start=row["date_start"],
            end=row["date_end"],
            group=group_of(row["date_end"]),
            n_articles=row["n_articles"],
            participants=self._participants(people),
            actors=tuple(sorted({keys[p["actor_id"]] for p in people if p["actor_id"] in keys})),
            place=self._cast.link(row["place_id"], row["place"]) if row["place_id"] else None,
            steps=_steps(linked.steps.get(known, ()), self._articles),
            figures=tuple(Link(self._figures[place], place) for place in stated if place in self._figures),
            related=tuple(linked.related.get(known, ())),
            quotes=_quotes(linked.mentions.get(known, ()), self._articles, self._quotes),
        )

    def _participants(self, people: Sequence[Row]) -> tuple[Participant, ...]:
        ordered = sorted(people, key=lambda p: (_place_of_role(p["role"]), p["name"], p["actor_id"]))
        return tuple(
            Participant(self._cast.link(p["actor_id"], p["name"]), self._cast.colours.get(p["actor_id"], 0), p["role"])
            for p in ordered[:PARTICIPANTS]
        )


def _place_of_role(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def group_of(moment: dt.datetime | None) -> Link:
    """The month that an event is listed under."""
    if moment is None:
        return Link(NO_DAY, "month_none")
    return Link(month(moment), f"month_{moment.year:04}_{moment.month:02}")


def _by_event(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["event_id"]].append(row)
    return found


def _steps(rows: Sequence[Row], articles: Articles) -> tuple[StatusStep, ...]:
    """The statuses in the order of articles, where more than one was told: each article at which it changed."""
    ordered = sorted(rows, key=lambda r: articles.order(r["article_id"]))
    steps, last = [], None
    for row in ordered:
        if row["status"] != last:
            steps.append(StatusStep(day(row["published"]), row["status"], articles.link(row["article_id"])))
            last = row["status"]
    return tuple(steps) if len(steps) > 1 else ()


def _related(rows: Iterable[Row], labels: Mapping[str, str]) -> defaultdict[str, list[tuple[str, Link]]]:
    related: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
    for row in rows:
        one, other = row["event_id"], row["other_id"]
        if one in labels and other in labels:
            related[one].append(
                (_RELATION.get(row["relation"], str(row["relation"])), Link(labels[other], anchor(other)))
            )
            related[other].append(
                (_RELATION_BACK.get(row["relation"], str(row["relation"])), Link(labels[one], anchor(one)))
            )
    return related


def _quotes(rows: Sequence[Row], articles: Articles, most: int) -> tuple[Quote, ...]:
    """The first mention of each article in the order of articles, then the other mentions, `most` in all."""
    ordered = sorted(rows, key=lambda r: (*articles.order(r["article_id"]), r["start"]))
    first: dict[str, Row] = {}
    for row in ordered:
        first.setdefault(row["article_id"], row)
    taken = [*first.values(), *(row for row in ordered if first[row["article_id"]] is not row)][:most]
    return tuple(articles.quote(row, anchor(row["mention_id"]), row["status"]) for row in taken)
