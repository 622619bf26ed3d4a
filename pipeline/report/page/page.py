"""The whole page: what is shown of a run, as views that lead to one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.actors import ActorGroup, Biographer
from pipeline.report.page.articles import ArticleView, Known, article_views
from pipeline.report.page.changes import Changes, view_changes
from pipeline.report.page.choice import Limits, Shown
from pipeline.report.page.conflicts import Conflict, change_conflicts, claim_conflicts
from pipeline.report.page.events import Chronicler, EventView
from pipeline.report.page.figures import FigureView, figure_views
from pipeline.report.page.network import Network, contacts, draw_network, met_by
from pipeline.report.page.selection import Chosen, WholeRun, cast_of, choose, middles, quoted_articles, read_run
from pipeline.report.page.series import Panel, draw_panels
from pipeline.report.page.tables import Row, RunTables
from pipeline.report.page.timeline import Axis, Timeline, axis_of, draw_timeline, span_of
from pipeline.report.page.wording import anchor, clip, days, spaced
from pipeline.runs.diff import RunDiff

SCREENS = (("wide", 96), ("narrow", 34))
"""Class of a drawing of the timeline, and its bins."""
LEADS = 6
"""Rows of each list of the overview."""
AHEAD = frozenset(("planned", "proposed"))
SKIPPED = 20


@dataclass(frozen=True, slots=True)
class Total:
    """A number of the overview with the section that it leads to."""

    count: int
    words: str
    section: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the templates show.

    Attributes:
        covers: the days of the articles in words.
        ahead, reported: events of the overview: still to come, and told by most.
        undated: events of the run without a day.
        shown: section -> how much of it is there.
        actor_choices: (key, name) for the filter; `type_choices`: (type, words).
        skipped: (path, reason) of files that were not read, `n_skipped` of them in all.
    """

    run: str
    covers: str
    totals: tuple[Total, ...]
    ahead: tuple[EventView, ...]
    reported: tuple[EventView, ...]
    events: tuple[EventView, ...]
    timelines: tuple[Timeline, ...]
    undated: int
    actors: tuple[ActorGroup, ...]
    network: Network | None
    panels: tuple[Panel, ...]
    figures: tuple[FigureView, ...]
    conflicts: tuple[Conflict, ...]
    articles: tuple[ArticleView, ...]
    changes: Changes | None
    shown: Mapping[str, Shown]
    actor_choices: tuple[tuple[int, str], ...]
    type_choices: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, str], ...]
    n_skipped: int


def make_page(tables: RunTables, limits: Limits, diff: RunDiff | None = None) -> Page:
    """The page of a run.

    Args:
        tables: the run.
        limits: how much there is room for.
        diff: what differs from another run, to be told as well.

    Raises:
        NotFoundError: a table of the run is missing or damaged.
    """
    run = read_run(tables)
    chosen = choose(tables, run, limits)
    cast = cast_of(tables, chosen)
    articles = quoted_articles(tables, run, chosen)
    names = {actor_id: row["name"] for actor_id, row in run.actors.items()}
    figures = figure_views(tables, chosen.figures, cast, articles, run.claims)
    events = Chronicler(cast, articles, {f.anchor: f.words for f in figures}, limits.quotes).views(
        tables, chosen.events
    )
    conflicts = (*claim_conflicts(chosen.claims, run.claims, figures), *change_conflicts(run.mismatches, figures))
    axis = axis_of(run.published, middles(list(run.events.values())))
    pairs = contacts(run.events.values(), run.participants, {a: row["kind"] for a, row in run.actors.items()})
    labels = {event_id: run.events[event_id]["label"] for event_id in chosen.events}
    known = Known(cast, names, run.events, frozenset(chosen.events), frozenset(chosen.figures))
    biographer = Biographer(cast, names, articles, span_of(run.published))
    skipped = tables.manifest.skipped
    return Page(
        run=tables.manifest.run_id,
        covers=days(run.published[0], run.published[-1]) if run.published else "",
        totals=_totals(tables, run),
        ahead=_ahead(events, run),
        reported=_reported(events),
        events=events,
        timelines=_timelines(axis, events, run),
        undated=sum(row["date_start"] is None for row in run.events.values()),
        actors=biographer.groups(tables, chosen.actors, run.events_of(), met_by(pairs), events),
        network=draw_network(pairs, cast, run.actors, labels),
        panels=draw_panels(figures, limits.panels),
        figures=figures,
        conflicts=conflicts,
        articles=article_views(tables, chosen.articles, known, articles.titles, limits.characters),
        changes=view_changes(diff, _anchors(chosen)) if diff is not None else None,
        shown=_shown(tables, run, chosen),
        actor_choices=tuple(sorted(((cast.keys[a], clip(names[a], 60)) for a in chosen.actors), key=_by_name)),
        type_choices=tuple((kind, spaced(kind)) for kind in sorted({event.type for event in events})),
        skipped=tuple((clip(s.path, 120), clip(s.reason, 200)) for s in skipped[:SKIPPED]),
        n_skipped=len(skipped),
    )


def _by_name(choice: tuple[int, str]) -> tuple[str, int]:
    return choice[1].casefold(), choice[0]


def _anchors(chosen: Chosen) -> frozenset[str]:
    return frozenset(anchor(known) for known in (*chosen.events, *chosen.actors, *chosen.figures))


def _totals(tables: RunTables, run: WholeRun) -> tuple[Total, ...]:
    disputed = sum(row["verdict"] == "contradict" for row in run.claims.values())
    return (
        Total(tables.count("articles"), "articles", "articles"),
        Total(len(run.events), "events", "timeline"),
        Total(len(run.actors), "actors", "actors"),
        Total(tables.count("figures"), "figures", "figures"),
        Total(disputed, "claims in conflict" if disputed != 1 else "claim in conflict", "conflicts"),
    )


def _ahead(events: Sequence[EventView], run: WholeRun) -> tuple[EventView, ...]:
    """What is planned or proposed for after the newest article, soonest first; then what has no day yet."""
    newest = run.published[-1] if run.published else None
    due = [e for e in events if e.status in AHEAD and e.end is not None and (newest is None or e.end >= newest)]
    due.sort(key=lambda e: (e.end, e.status != "planned", e.anchor))
    open_ended = [e for e in events if e.status == "planned" and e.end is None and e.participants]
    open_ended.sort(key=lambda e: (-e.n_articles, e.label, e.anchor))
    return (*due, *open_ended)[:LEADS]


def _reported(events: Sequence[EventView]) -> tuple[EventView, ...]:
    """What most articles tell, the newest first among equals."""
    told = [event for event in events if event.type != "statement" and event.participants]
    told.sort(key=lambda e: (-e.n_articles, -len(e.quotes), -(e.end.toordinal() if e.end else 0), e.anchor))
    return tuple(told[:LEADS])


def _timelines(axis: Axis | None, events: Sequence[EventView], run: WholeRun) -> tuple[Timeline, ...]:
    if axis is None:
        return ()
    rows: list[Row] = list(run.events.values())
    return tuple(draw_timeline(screen, bins, axis, events, rows) for screen, bins in SCREENS)


def _shown(tables: RunTables, run: WholeRun, chosen: Chosen) -> dict[str, Shown]:
    disputed = sum(row["verdict"] == "contradict" or bool(row["check"]) for row in run.claims.values())
    return {
        "events": Shown(len(chosen.events), len(run.events), "events", "those that most articles tell", "events"),
        "actors": Shown(len(chosen.actors), len(run.actors), "actors", "those in most events and articles", "actors"),
        "figures": Shown(
            len(chosen.figures),
            tables.count("figures"),
            "figures",
            "those in dispute, of series, or told often",
            "figures",
        ),
        "conflicts": Shown(len(chosen.claims), disputed, "claims", "those that most articles state", "claims"),
        "articles": Shown(
            len(chosen.articles),
            len(run.articles),
            "articles",
            "those that most of this page was read from",
            "articles",
        ),
    }
