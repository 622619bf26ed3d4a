"""What is found near a mention holds every cluster that fits: the same clusters come out as from looking at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.events.compatibility import Member, compatible
from pipeline.events.nearby import Nearby, _keys
from pipeline.records import Actor, EventMention

POLICIES = {
    "talks": "occasion",
    "gathering": "occasion",
    "visit": "occasion",
    "aid": "state",
    "trade_report": "period",
    "anniversary": "yearly",
    "pledge": "commitment",
    "praise": "single",
}
KINDS = {"p1": "person", "p2": "person", "c1": "country", "c2": "country", "t1": "place"}
COUNTRIES = {"p1": "AAA", "p2": "BBB", "c1": "AAA", "c2": "BBB", "t1": "AAA"}
ACTORS = {
    name: Actor(name, kind, name, COUNTRIES[name], None, (), ())
    for name, kind in KINDS.items()
}  # fmt: skip

_DAYS = st.dates(dt.date(2023, 11, 1), dt.date(2024, 6, 30)) | st.sampled_from(
    [dt.date(1, 1, 1), dt.date(9999, 12, 31)]
)
_SPANS = st.sampled_from([0, 0, 0, 2, 30, 365, 700])


@st.composite
def members(draw: st.DrawFn) -> Member:
    start = draw(st.none() | _DAYS)
    length = draw(_SPANS)
    end = start and min(start, dt.date.max - dt.timedelta(days=length)) + dt.timedelta(days=length)
    cast = draw(st.lists(st.sampled_from(sorted(KINDS)), unique=True, max_size=3))
    article = draw(st.integers(0, 3))
    event = EventMention(
        start=0,
        end=1,
        text="x",
        sentence=0,
        type=draw(st.sampled_from(sorted(POLICIES))),
        status=draw(st.sampled_from(["planned", "happened"])),
        participants=(),
        date_start=start,
        date_end=end,
        date_precision=None if start is None else "day" if length == 0 else "interval",
        date_basis=None if start is None else "explicit",
        place=None,
        rule="x",
        topic=draw(st.sampled_from([None, "relation", "OECD forum 2024", "OECD", "press"])),
    )
    return Member(
        article=str(article),
        position=0,
        published=(None, dt.date(2024, 1, 1), dt.date(2024, 1, 5), dt.date(2024, 5, 1))[article],
        event=event,
        mention_id="m",
        cast=tuple((actor, "actor") for actor in cast),
        actors=frozenset(cast),
        doers=frozenset(cast),
        people=frozenset(actor for actor in cast if KINDS[actor] == "person"),
        bodies=frozenset(actor for actor in cast if KINDS[actor] == "organization"),
        place=None,
        anaphor=False,
        countries=frozenset(COUNTRIES[actor] for actor in cast if KINDS[actor] != "place"),
        titled=draw(st.booleans()),
    )


def fitting(member: Member, homes: Sequence[int], clusters: Sequence[Sequence[Member]]) -> list[int]:
    """Those of some clusters that a mention fits: all that tell more than a headline, as `merging` asks."""
    policy = POLICIES[member.event.type]
    found = []
    for home in homes:
        full = [other for other in clusters[home] if not other.titled] or clusters[home]
        told = [other for other in full if other.event.date_start is not None]
        anchors = told or (full if member.event.date_start is not None else [])
        dated = any(compatible(member, other, policy, ACTORS) for other in anchors)
        if all(compatible(member, other, policy, ACTORS, dated=dated) for other in full):
            found.append(home)
    return found


@given(st.lists(members(), max_size=25))
def test_no_cluster_that_fits_is_missed(found: list[Member]) -> None:
    nearby = Nearby(POLICIES)
    clusters: list[list[Member]] = []
    for member in found:
        keys = set(_keys(member))
        shared = [
            sum(any(key in _keys(other) for other in cluster if other.event.type == member.event.type) for key in keys)
            for cluster in clusters
        ]
        of_type = [home for home, cluster in enumerate(clusters) if cluster[0].event.type == member.event.type]
        everywhere = sorted((home for home in of_type if shared[home]), key=lambda home: (-shared[home], home))
        fits = fitting(member, everywhere, clusters)
        assert fitting(member, nearby.homes(member), clusters) == fits
        home = fits[0] if fits else len(clusters)
        clusters[home:] = [[*clusters[home], member], *clusters[home + 1 :]] if fits else [[member]]
        nearby.add(member, home)
