"""Who meets whom: actors in a column, an arc between two for the events they shared.

The order of the column is that of Prim's tree grown from the actor with most contacts, the strongest tie first, so that
those who meet stand near one another; it depends on nothing but the counts and the names.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.report.page.events import Cast
from pipeline.report.page.tables import Row
from pipeline.report.page.wording import Link, anchor, clip

CONTACT = frozenset(
    ("visit", "meeting", "talks", "call", "gathering", "signing", "agreement", "joint_statement", "credentials")
)
"""Types of events at which people are together, in a room or on a line."""
HELD = frozenset(("happened", "ongoing"))
_CROWD = 12
"""A larger event says little about who met whom."""
NODES = 24
PAIRS = 24
EVENTS_SHOWN = 4
_STEP, _NAMES, _DEEPEST = 24, 196, 150
_NAME_SHOWN = 27

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in the column."""

    y: int
    name: str
    whole: str
    actor: Link
    kind: str
    colour: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie between two of the column: the path to draw and the thickness of its line."""

    path: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two who met, how often, at which events of those shown."""

    one: Link
    other: Link
    count: int
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing and the pairs behind it; `n_pairs` over the whole run."""

    height: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    pairs: tuple[PairView, ...]
    n_pairs: int


def contacts(events: Iterable[Row], participants: Iterable[Row], kinds: Mapping[str, str]) -> dict[Pair, list[str]]:
    """Pair of actor ids in order -> ids of the events at which they met.

    Args:
        events: event_id, type, status.
        participants: event_id, actor_id, role.
        kinds: actor id -> kind; places meet nobody.
    """
    held = {row["event_id"] for row in events if row["type"] in CONTACT and row["status"] in HELD}
    cast: defaultdict[str, set[str]] = defaultdict(set)
    for row in participants:
        if row["event_id"] in held and row["role"] != "witness" and kinds.get(row["actor_id"], "place") != "place":
            cast[row["event_id"]].add(row["actor_id"])
    pairs: defaultdict[Pair, list[str]] = defaultdict(list)
    for event_id in sorted(cast):
        if len(cast[event_id]) <= _CROWD:
            for one, other in combinations(sorted(cast[event_id]), 2):
                pairs[one, other].append(event_id)
    return dict(pairs)


def met_by(pairs: Mapping[Pair, Sequence[str]]) -> dict[str, Counter[str]]:
    """Actor id -> those it met, with the number of events."""
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (one, other), events in pairs.items():
        met[one][other] += len(events)
        met[other][one] += len(events)
    return dict(met)


def draw_network(
    pairs: Mapping[Pair, Sequence[str]],
    cast: Cast,
    actors: Mapping[str, Row],
    labels: Mapping[str, str],
) -> Network | None:
    """The NODES actors with most contacts among those shown; None where nobody met.

    Args:
        pairs: as `contacts` gives them.
        cast: the actors shown.
        actors: actor id -> row of all actors: name, kind.
        labels: event id -> label of the events shown.
    """
    known = {pair: events for pair, events in pairs.items() if pair[0] in cast.keys and pair[1] in cast.keys}
    met = met_by(known)
    chosen = sorted(met, key=lambda a: (-sum(met[a].values()), actors[a]["name"], a))[:NODES]
    order = column_order(chosen, met)
    if not order:
        return None
    rows = {actor_id: 16 + place * _STEP for place, actor_id in enumerate(order)}
    names = {actor_id: actors[actor_id]["name"] for actor_id in met}
    nodes = tuple(
        Node(
            y=y,
            name=clip(names[actor_id], _NAME_SHOWN),
            whole=clip(names[actor_id]),
            actor=cast.link(actor_id, names[actor_id]),
            kind=actors[actor_id]["kind"],
            colour=cast.colours[actor_id],
        )
        for actor_id, y in rows.items()
    )
    views = _pair_views(known, cast, names, labels)
    return Network(rows[order[-1]] + 16, nodes, _arcs(known, rows, names), views, len(pairs))


def _arcs(known: Mapping[Pair, Sequence[str]], rows: Mapping[str, int], names: Mapping[str, str]) -> tuple[Arc, ...]:
    """An arc for each pair of the column, the thickest on top."""
    drawn = [pair for pair in known if pair[0] in rows and pair[1] in rows]
    drawn.sort(key=lambda p: (len(known[p]), p))
    most = max(4, *(len(known[pair]) for pair in drawn))
    farthest = max(abs(rows[one] - rows[other]) for one, other in drawn)
    return tuple(
        Arc(
            path=_path(rows[one], rows[other], farthest),
            width=round(1 + 4 * math.sqrt((len(known[one, other]) - 1) / most), 1),
            words=f"{clip(names[one], 60)} and {clip(names[other], 60)}: {len(known[one, other])}",
        )
        for one, other in drawn
    )


def _pair_views(
    known: Mapping[Pair, Sequence[str]], cast: Cast, names: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[PairView, ...]:
    frequent = sorted(known, key=lambda p: (-len(known[p]), names[p[0]], names[p[1]], p))[:PAIRS]
    return tuple(
        PairView(
            one=cast.link(one, names[one]),
            other=cast.link(other, names[other]),
            count=len(known[one, other]),
            events=_events(known[one, other], labels),
        )
        for one, other in frequent
    )


def column_order(chosen: Sequence[str], met: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The chosen actors, each beside one it meets: Prim's order, strongest tie first; those alone are left out."""
    rank = {actor_id: place for place, actor_id in enumerate(chosen)}
    left = {a for a in chosen if any(other in rank for other in met[a])}
    order: list[str] = []
    tie: Counter[str] = Counter()
    while left:
        following = min(left, key=lambda a: (-tie[a], rank[a]))
        left.remove(following)
        order.append(following)
        for other, count in met[following].items():
            if other in left:
                tie[other] = max(tie[other], count)
    return order


def _path(one: int, other: int, farthest: int) -> str:
    """Half an ellipse to the right of the names, the deeper the farther apart its ends are."""
    first, last = sorted((one, other))
    tall = (last - first) / 2
    deep = round(18 + (_DEEPEST - 18) * (last - first) / farthest) if farthest > _STEP else 18
    return f"M{_NAMES + 8} {first}A{deep} {tall:g} 0 0 1 {_NAMES + 8} {last}"


def _events(event_ids: Sequence[str], labels: Mapping[str, str]) -> tuple[Link, ...]:
    shown = [event_id for event_id in event_ids if event_id in labels]
    return tuple(Link(clip(labels[event_id]), anchor(event_id)) for event_id in shown[:EVENTS_SHOWN])
