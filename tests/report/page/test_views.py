"""What the sections are made of: timeline, network, series, disputes, colours, choice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.page.actors import COLOURS, colour_actors
from pipeline.report.page.choice import Limits, telling_articles, telling_claims, telling_events, telling_figures
from pipeline.report.page.conflicts import change_conflicts
from pipeline.report.page.network import column_order, contacts, met_by
from pipeline.report.page.page import Page, make_page
from pipeline.report.page.series import draw_panels, scale
from pipeline.report.page.tables import RunTables
from pipeline.report.page.timeline import STACK, axis_of, draw_timeline
from tests.report.page.made import made, rows, when
from tests.runs.made import whole


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Page]:
    """The page of a run of rows."""

    def make(tables: dict[str, list[dict[str, Any]]] | None = None, limits: Limits = Limits()) -> Page:  # noqa: B008
        store = made(tmp_path, tables)
        return make_page(RunTables(store, store.resolve("latest")), limits)

    return make


@pytest.fixture
def page(page_of: Callable[..., Page]) -> Page:
    return page_of()


def event(number: int, **cells: Any) -> dict[str, Any]:
    day = {"date_start": when("2025-03-03"), "date_end": when("2025-03-03")}
    return whole(
        "events", {"event_id": f"e-{number:03}", "n_articles": 1, "actors": "A; B", "type": "talks", **day, **cells}
    )


def test_the_overview(page: Page) -> None:
    assert page.covers == "3–20 Mar 2025"
    assert [(t.count, t.words) for t in page.totals] == [
        (2, "articles"), (3, "events"), (5, "actors"), (2, "figures"), (1, "claim in conflict"),
    ]  # fmt: skip
    assert [e.headline for e in page.ahead] == ["Ana Ruiz to visit Nairobi"]
    assert page.reported[0].anchor == "e-2"
    assert page.undated == 1


def test_an_event_has_people_status_over_time_figures_and_sentences(page: Page) -> None:
    visit, meeting, statement = page.events
    assert [e.anchor for e in (visit, meeting, statement)] == ["e-2", "e-1", "e-3"]
    assert [(s.status, s.when) for s in visit.steps] == [("proposed", "3 Mar 2025"), ("planned", "20 Mar 2025")]
    assert [(p.actor.anchor, p.role) for p in meeting.participants] == [("a-ana", "actor"), ("a-jo", "recipient")]
    assert meeting.place is not None
    assert meeting.place.anchor == "a-lima"
    assert [f.anchor for f in meeting.figures] == ["f-1"]
    assert meeting.related == (("part of", meeting.related[0][1]),)
    assert visit.related[0][0] == "includes"
    quote = meeting.quotes[0]
    assert (quote.before, quote.span, quote.after) == ("Ana Ruiz ", "met", " Jo Otieno in Lima on Monday.")
    assert quote.article.anchor == "t-1"
    assert meeting.basis == "from a day named before"
    assert (statement.when, statement.group.words) == ("", "No day known")


def test_a_status_told_twice_is_no_step(page_of: Callable[..., Page]) -> None:
    tables = rows()
    tables["event_status"][0]["status"] = "planned"
    assert page_of(tables).events[0].steps == ()


def test_the_timeline_has_a_lane_for_each_status_and_a_column_for_what_is_outside(page_of: Callable[..., Page]) -> None:
    tables = rows()
    tables["events"].append(event(9, type="visit", date_start=when("1991-05-01"), date_end=when("1991-05-02")))
    tables["events"].append(event(8, date_start=when("2025-03-01"), date_end=when("2025-06-30"), status="ongoing"))
    wide = page_of(tables).timelines[0]
    assert [(lane.status, lane.total) for lane in wide.lanes] == [("happened", 2), ("ongoing", 1), ("planned", 1)]
    assert (wide.earlier, wide.later) == (1, 0)
    marks = {mark.event.anchor: mark for lane in wide.lanes for mark in lane.marks}
    assert marks["e-009"].x < 6 < marks["e-1"].x < marks["e-2"].x < 94
    assert marks["e-1"].reach is None
    reach = marks["e-008"].reach
    assert reach is not None
    assert reach[0] < marks["e-008"].x < reach[1]
    assert all(one.x < other.x for one, other in zip(wide.ticks, wide.ticks[1:], strict=False))


def test_a_tall_stack_says_how_many_more_there_are(page_of: Callable[..., Page]) -> None:
    lane = page_of(rows() | {"events": [event(n) for n in range(STACK + 3)]}).timelines[0].lanes[0]
    assert len(lane.marks) == STACK
    assert [(more.count, more.words, more.anchor) for more in lane.more] == [
        (3, "3 more events in the list", "month_2025_03")
    ]


def test_where_not_all_events_are_shown_bars_count_them(page_of: Callable[..., Page]) -> None:
    events = [event(n) for n in range(30)] + [event(30, date_start=when("2025-05-02"), date_end=when("2025-05-02"))]
    page = page_of(rows() | {"events": events}, Limits(events=5))
    lane = page.timelines[0].lanes[0]
    assert not lane.marks
    assert [bar.count for bar in lane.bars] == [30, 1]
    assert lane.bars[0].words.startswith("30 events happened, ")
    assert lane.bars[0].height > lane.bars[1].height
    assert (page.shown["events"].shown, page.shown["events"].total, page.shown["events"].left_out) == (5, 31, 26)


def test_without_days_there_is_no_timeline(page_of: Callable[..., Page]) -> None:
    undated = event(1, date_start=None, date_end=None)
    assert page_of({"events": [undated]}).timelines == ()
    assert page_of({}).timelines == ()


@pytest.mark.parametrize("day", [when("0001-01-01"), when("9999-12-31")])
def test_the_ends_of_the_calendar_break_nothing(day: dt.datetime, page_of: Callable[..., Page]) -> None:
    tables = rows()
    tables["articles"] = [{"article_id": name, "published": day} for name in ("one", "dir/two")]
    tables["events"] = [event(1, date_start=day, date_end=day)]
    tables["figures"] = [{**f, "period_start": day, "period_end": day} for f in tables["figures"]]
    axis = axis_of([day], [day])
    assert axis is not None
    assert axis.start < axis.end
    assert draw_timeline("wide", 96, axis, (), ())
    assert page_of(tables).timelines


def test_who_meets_whom(page: Page) -> None:
    network = page.network
    assert network is not None
    assert [(node.name, node.kind) for node in network.nodes] == [("Ana Ruiz", "person"), ("Jo Otieno", "person")]
    assert [(pair.one.words, pair.other.words, pair.count) for pair in network.pairs] == [("Ana Ruiz", "Jo Otieno", 1)]
    assert [event.anchor for event in network.pairs[0].events] == ["e-1"]
    assert len(network.arcs) == 1


def test_places_witnesses_crowds_and_what_did_not_take_place_are_no_contacts() -> None:
    held = {"e-1": "happened", "e-2": "cancelled", "e-3": "happened"}
    events = [{"event_id": e, "type": "talks", "status": status} for e, status in held.items()]
    events.append({"event_id": "e-4", "type": "statement", "status": "happened"})
    cast = [("e-1", "a", "actor"), ("e-1", "b", "recipient"), ("e-1", "p", "recipient"), ("e-1", "w", "witness")]
    cast += [(e, actor, "actor") for e in ("e-2", "e-4") for actor in "ab"]
    cast += [("e-3", f"x{n}", "actor") for n in range(13)]
    participants = [{"event_id": e, "actor_id": a, "role": r} for e, a, r in cast]
    kinds = {actor: "place" if actor == "p" else "person" for _, actor, _ in cast}
    assert contacts(events, participants, kinds) == {("a", "b"): ["e-1"]}


def test_those_who_meet_stand_beside_one_another() -> None:
    pairs = {("a", "b"): ["1"], ("a", "d"): ["1", "2", "3"], ("c", "e"): ["1", "2"], ("b", "d"): ["1"]}
    assert column_order(["a", "c", "b", "d", "e"], met_by(pairs)) == ["a", "d", "b", "c", "e"]
    assert column_order(["a", "c"], met_by(pairs)) == []


def test_a_series_has_its_bounds_and_marks_what_is_contradicted(page: Page) -> None:
    (panel,) = page.panels
    assert (panel.metric, panel.unit, panel.disputed, panel.undated) == ("Tea exports", "USD", 2, 0)
    low, high = sorted(panel.points, key=lambda p: -p.y)
    assert (low.figure.words, high.figure.words) == ("$5 million", "$7 million")
    for point in (low, high):
        assert point.top < point.y < point.bottom
        assert point.x1 < point.x < point.x2
        assert point.figure.disputed
    assert [words for _, words in panel.levels] == ["4m", "5m", "6m", "7m", "8m"]
    assert high.figure.status == "forecast"


def test_a_change_is_no_level_and_one_figure_no_series(page_of: Callable[..., Page]) -> None:
    tables = rows()
    tables["claims"] = []
    tables["figures"][1]["role"] = "delta"
    assert page_of(tables).panels == ()


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [
        (2.9, 5.3, (2, 3, 4, 5, 6)),
        (1, 9, (0, 5, 10)),
        (40, 45, (40, 42, 44, 46)),
        (-3, 4, (-5, -2.5, 0, 2.5, 5)),
        (0.02, 0.025, (0.02, 0.022, 0.024, 0.026)),
        (5, 5, (3, 4, 5, 6, 7)),
        (1.4e308, 1.4e308, (0, 1.4e308)),
    ],
)
def test_levels_are_round_and_hold_all(low: float, high: float, levels: tuple[float, ...]) -> None:
    assert scale(low, high) == levels


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_levels_of_any_numbers(one: float, other: float) -> None:
    found = scale(min(one, other), max(one, other))
    assert 2 <= len(found) <= 8
    assert list(found) == sorted(set(found))


def test_a_dispute_has_its_sides_on_one_scale(page: Page) -> None:
    (conflict,) = page.conflicts
    assert (conflict.anchor, conflict.heading, conflict.period) == ("c-1", "Tea exports", "2024")
    assert conflict.said == "2 figures in 2 articles, not all can be true"
    low, high = conflict.sides
    assert low.x + low.width < high.x
    assert low.figure.quote.span == "$5 million"
    assert low.figure.quote.article.anchor == "at-f-1"
    assert conflict.actors == low.figure.actors


def test_a_stated_change_that_does_not_fit_is_a_dispute(page: Page) -> None:
    change = {"change_id": "g-1", "from_id": "f-1", "to_id": "f-2", "delta_id": None, "stated": 3e6, "verdict": "mismatch",
              "computed_low": 1e6, "computed_high": 2.5e6}  # fmt: skip
    (conflict,) = change_conflicts([change], page.figures)
    assert conflict.said == "stated 3 million; the two figures give 1 million to 2.5 million"
    assert len(conflict.sides) == 2
    assert change_conflicts([{**change, "to_id": "f-9"}, {**change, "verdict": "agree"}], page.figures) == ()


def test_an_actor_has_titles_over_time_and_those_it_met(page: Page) -> None:
    people = page.actors[0]
    assert people.heading == "People"
    ana, jo = people.actors
    assert [(role.title, role.when) for role in ana.roles] == [("trade minister", "3–20 Mar 2025")]
    assert ana.roles[0].of is not None
    assert ana.roles[0].of.anchor == "country:PER"
    assert (ana.roles[0].x, ana.roles[0].width) == (1.0, 98.0)
    assert ana.ticks == (1.0, 99.0)
    assert [(other.anchor, count) for other, count in ana.met] == [("a-jo", 1)]
    assert [event.anchor for event in ana.events] == ["e-2", "e-1"]
    assert ana.mention is not None
    assert ana.mention.anchor == "m-2"
    assert jo.n_events == 1


def test_actors_of_one_article_have_colours_of_their_own() -> None:
    chosen = [f"a{n}" for n in range(COLOURS + 2)]
    colours = colour_actors(chosen, {actor: ["one"] for actor in chosen})
    assert sorted(colours[a] for a in chosen[:COLOURS]) == list(range(1, COLOURS + 1))
    apart = colour_actors(chosen, {actor: [actor] for actor in chosen})
    assert set(apart.values()) == set(range(1, COLOURS + 1))


def test_the_most_telling_come_first() -> None:
    events = [
        event(1, type="statement"), event(2, n_articles=3), event(3, status="planned"), event(4),
        event(5, actors="", date_start=None, date_end=None),
    ]  # fmt: skip
    assert telling_events(events, 9) == ["e-002", "e-003", "e-004", "e-005", "e-001"]
    claims: list[dict[str, Any]] = [
        {"claim_id": "c-1", "verdict": "agree", "check": None, "n_articles": 9, "n_figures": 9},
        {"claim_id": "c-2", "verdict": "agree", "check": "pace", "n_articles": 1, "n_figures": 1},
        {"claim_id": "c-3", "verdict": "contradict", "check": None, "n_articles": 2, "n_figures": 2},
        {"claim_id": "c-4", "verdict": "contradict", "check": None, "n_articles": 3, "n_figures": 3},
    ]
    assert telling_claims(claims, 9) == ["c-4", "c-3", "c-2"]
    figure = {"article_id": "one", "start": 0, "kind": "count", "metric": None, "subjects": None, "unit": None,
              "period_start": None, "claim_id": None}  # fmt: skip
    figures = [{**figure, "figure_id": "f-1"}, {**figure, "figure_id": "f-2", "claim_id": "c-4", "kind": "money"}]
    assert telling_figures(figures, {c["claim_id"]: c for c in claims}, ["c-4"], 9) == ["f-2", "f-1"]
    articles = [
        {"article_id": "a", "duplicate_of": "b", "published": None},
        {"article_id": "b", "duplicate_of": None, "published": None},
        {"article_id": "c", "duplicate_of": None, "published": None},
    ]
    assert telling_articles(articles, {"a": 9, "c": 2}, 2) == ["c", "b"]


def test_limits_end_at_one() -> None:
    limits = Limits()
    for _ in range(20):
        limits = limits.halved()
    assert limits == limits.halved() == Limits(1, 1, 1, 1, 1, 1, 1, 1)


def test_the_status_of_a_span_is_no_link_where_its_row_is_not_shown(page_of: Callable[..., Page]) -> None:
    page = page_of(limits=Limits(events=1, actors=1, figures=1, articles=1))
    targets = {piece.target for article in page.articles for piece in article.pieces} - {None}
    rows_shown = {e.anchor for e in page.events} | {f.anchor for f in page.figures}
    rows_shown |= {a.anchor for group in page.actors for a in group.actors}
    assert targets <= rows_shown


def test_series_of_whatever_numbers_are_drawn(page: Page) -> None:
    assert draw_panels([], 9) == ()
    assert re.fullmatch(r"[px]-[\w-]+", page.panels[0].anchor)
