"""Mentions of one gist fit the same mentions, so a large cluster may be asked once for all of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.actors import merge_actors
from pipeline.events import merge_events, merging
from pipeline.events.compatibility import AHEAD, Member, compatible
from pipeline.events.gists import gist
from pipeline.knowledge import default_knowledge
from pipeline.records import Document
from pipeline.schema import STATUSES
from pipeline.stages import publication_order
from tests.conftest import read_text
from tests.events.test_nearby import ACTORS, POLICIES, members

_STATUSES = st.tuples(*[st.sampled_from(STATUSES)] * 2)
_PLACES = st.none() | st.sampled_from(sorted(ACTORS))
_WINDOWS = st.none() | st.tuples(st.just(dt.date(2024, 1, 1)), st.dates(dt.date(2024, 1, 1), dt.date(2024, 2, 1)))


@given(members(), members(), _PLACES, _PLACES, st.booleans(), _WINDOWS, _WINDOWS, st.booleans(), _STATUSES)
def test_mentions_of_one_gist_fit_the_same(
    one: Member,
    asked: Member,
    place: str | None,
    other_place: str | None,
    site: bool,
    told: tuple[dt.date, dt.date] | None,
    other_told: tuple[dt.date, dt.date] | None,
    dated: bool,
    statuses: tuple[str, str],
) -> None:
    one = replace(one, event=replace(one.event, status=statuses[0]))
    asked = replace(asked, event=replace(asked.event, status=statuses[1]))
    one = replace(one, article="one", place=place, site=site, told=told)
    asked = replace(asked, article="asked", place=other_place, told=other_told)
    event = replace(one.event, start=7, end=9, text="other", sentence=3, place=5, rule="other", figures=(1,))
    other = replace(one, article="other", position=4, mention_id="other", event=event, anaphor=True, titled=True)
    if (event.date_start is not None and event.status not in AHEAD) or POLICIES[event.type] == "period":
        other = replace(other, published=dt.date(2020, 2, 2), told=(dt.date(2020, 2, 2), dt.date(2020, 2, 2)))
    policy = POLICIES[event.type]
    assert gist(one, policy) == gist(other, policy)
    for kind in {policy} if policy == "period" else set(POLICIES.values()):
        fits = compatible(asked, one, kind, ACTORS, dated=dated)
        assert compatible(asked, other, kind, ACTORS, dated=dated) == fits


TEXTS = (
    "date 2025-03-{day}\nKenyan President Amina Wanjiru visited Portugal from March 10 to 12, 2025. She met Duarte Faria.\n",
    "date 2025-03-{day}\nPresident Amina Wanjiru held talks with Duarte Faria, and signed an agreement with Portugal.\n",
    "date 2025-03-{day}\nTalks in Lisbon\n\nAmina Wanjiru met Duarte Faria in Lisbon on March 11. She met Luz Faria, too.\n",
    "Trade between Kenya and Portugal reached $120 million in 2024. Amina Wanjiru met Duarte Faria in Lisbon.\n",
    "date 2025-03-{day}\nTrade between Kenya and Portugal reached $120 million in 2024. Kenya praised Portugal.\n",
)


def test_events_are_those_of_asking_every_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        Document(f"{nth}-{day}", f"{nth}-{day}.txt", read_text(text.format(day=day)))
        for nth, text in enumerate(TEXTS)
        for day in range(11, 18)
    ]
    documents.sort(key=publication_order)
    knowledge = default_knowledge()
    actors = merge_actors(documents, knowledge, {})
    found = []
    for many in (1, 3, 10**6):
        monkeypatch.setattr(merging, "_MANY", many)
        found.append(merge_events(documents, knowledge, actors, {}))
    assert found[0] == found[1] == found[2]
    assert max(len(event.members) for event in found[0].events) > 8
