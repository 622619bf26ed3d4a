"""Views of actors: who they are, their titles over time, when articles name them, whom they meet, what they take part in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.events import Cast, EventView
from pipeline.report.page.quotes import Articles
from pipeline.report.page.tables import Row, RunTables
from pipeline.report.page.timeline import Axis
from pipeline.report.page.wording import Link, anchor, clip, days, iso

COLOURS = 8
EVENTS_SHOWN = 8
ROLES_SHOWN = 8
MET_SHOWN = 8
KINDS = {"person": "People", "organization": "Organisations", "country": "Countries", "place": "Places"}


@dataclass(frozen=True, slots=True)
class RoleView:
    """A title with the days it was seen and the article that it was first seen in.

    Attributes:
        x, width: where the days stand on the axis, in percent; None where they are unknown.
    """

    title: str
    of: Link | None
    when: str
    article: Link
    x: float | None
    width: float


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor as the page shows it.

    Attributes:
        key: its number in the filter.
        colour: 1 to COLOURS, that of its name in the articles.
        seen: the days of the articles that name it; `first` and `last` the same for the filter.
        ticks: those days in half percents of the axis.
        met: (the other, events they shared).
        events: the newest of those shown; it takes part in `n_events` over the whole run.
        mention: the first span that names it.
    """

    anchor: str
    key: int
    name: str
    kind: str
    country: str
    title: str
    aliases: str
    wikidata: str
    colour: int
    n_articles: int
    n_events: int
    n_mentions: int
    seen: str
    first: str
    last: str
    ticks: tuple[float, ...]
    roles: tuple[RoleView, ...]
    met: tuple[tuple[Link, int], ...]
    events: tuple[EventView, ...]
    mention: Link | None


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one kind."""

    kind: str
    heading: str
    actors: tuple[ActorView, ...]


def colour_actors(chosen: Sequence[str], articles_of: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """A colour for each actor: in turn the one least used in the articles that it shares with those before it."""
    used: defaultdict[str, Counter[int]] = defaultdict(Counter)
    colours = {}
    for place, actor_id in enumerate(chosen):
        homes = sorted(set(articles_of.get(actor_id, ())))
        weights = {c: sum(used[home][c] for home in homes) for c in range(1, COLOURS + 1)}
        colour = min(weights, key=lambda c: (weights[c], (c - 1 - place) % COLOURS))
        colours[actor_id] = colour
        for home in homes:
            used[home][colour] += 1
    return colours


class Biographer:
    """Makes the views of actors."""

    def __init__(self, cast: Cast, names: Mapping[str, str], articles: Articles, axis: Axis | None) -> None:
        """`names`: actor id -> name, of all actors; `axis`: what their days are laid over."""
        self._cast = cast
        self._names = names
        self._articles = articles
        self._axis = axis

    def groups(
        self,
        tables: RunTables,
        chosen: Sequence[str],
        n_events: Mapping[str, int],
        met: Mapping[str, Counter[str]],
        events: Sequence[EventView],
    ) -> tuple[ActorGroup, ...]:
        """The chosen actors by kind, those in most events first."""
        here = ("actor_id", chosen)
        roles = _by_actor(tables.rows("roles", where=here))
        mentions = _by_actor(tables.rows("mentions", ("mention_id", "actor_id", "article_id", "start"), here))
        taken: defaultdict[int, list[EventView]] = defaultdict(list)
        for event in events:
            for key in event.actors:
                taken[key].append(event)
        views = []
        for row in tables.rows("actors", where=here):
            known = row["actor_id"]
            own = tuple(taken[self._cast.keys[known]][:EVENTS_SHOWN])
            views.append(self.view(row, n_events.get(known, 0), roles[known], mentions[known], met.get(known, {}), own))
        views.sort(key=lambda v: (-v.n_events, -v.n_articles, v.name, v.anchor))
        groups = (ActorGroup(k, heading, tuple(v for v in views if v.kind == k)) for k, heading in KINDS.items())
        return tuple(group for group in groups if group.actors)

    def view(
        self,
        row: Row,
        n_events: int,
        roles: Sequence[Row],
        mentions: Sequence[Row],
        met: Mapping[str, int],
        events: tuple[EventView, ...],
    ) -> ActorView:
        """One actor."""
        known = row["actor_id"]
        ordered = sorted(mentions, key=lambda m: (*self._articles.order(m["article_id"]), m["start"]))
        shown = [m for m in ordered if m["article_id"] in self._articles.shown]
        aliases = [alias for alias in (row["aliases"] or "").split("; ") if alias and alias != row["name"]]
        often = sorted(met.items(), key=lambda pair: (-pair[1], self._names[pair[0]], pair[0]))[:MET_SHOWN]
        return ActorView(
            anchor=anchor(known),
            key=self._cast.keys[known],
            name=clip(row["name"]),
            kind=row["kind"],
            country=self._country(row),
            title=clip(row["title"], 80),
            aliases=clip("; ".join(aliases), 160),
            wikidata=clip(row["wikidata"], 20),
            colour=self._cast.colours[known],
            n_articles=row["n_articles"],
            n_events=n_events,
            n_mentions=row["n_mentions"],
            seen=days(row["first_seen"], row["last_seen"]),
            first=iso(row["first_seen"]),
            last=iso(row["last_seen"]),
            ticks=self._ticks(ordered),
            roles=tuple(self._role(role) for role in sorted(roles, key=_role_order)[:ROLES_SHOWN]),
            met=tuple((self._cast.link(other, self._names[other]), count) for other, count in often),
            events=events,
            mention=self._articles.link(shown[0]["article_id"], anchor(shown[0]["mention_id"])) if shown else None,
        )

    def _country(self, row: Row) -> str:
        code = row["country"]
        if not code or row["actor_id"] == f"country:{code}":
            return ""
        return clip(self._names.get(f"country:{code}", code), 40)

    def _ticks(self, mentions: Sequence[Row]) -> tuple[float, ...]:
        if self._axis is None:
            return ()
        moments = {self._articles.published[m["article_id"]] for m in mentions}
        return tuple(sorted({round(2 * self._axis.place(moment)) / 2 for moment in moments if moment is not None}))

    def _role(self, row: Row) -> RoleView:
        x, width = None, 0.0
        if self._axis is not None and row["first_seen"] is not None and row["last_seen"] is not None:
            x = round(self._axis.place(row["first_seen"]), 2)
            width = round(max(self._axis.place(row["last_seen"]) - x, 1.0), 2)
        of_id = row["of_id"]
        return RoleView(
            title=clip(row["title"], 80),
            of=self._cast.link(of_id, self._names.get(of_id, of_id)) if of_id else None,
            when=days(row["first_seen"], row["last_seen"]),
            article=self._articles.link(row["article_id"]),
            x=x,
            width=width,
        )


def _role_order(row: Row) -> tuple[str, str, str]:
    return iso(row["first_seen"]), row["title"], row["of_id"] or ""


def _by_actor(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["actor_id"]].append(row)
    return found
