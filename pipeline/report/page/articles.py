"""Views of articles: the text with every span that a row was read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.page.events import Cast
from pipeline.report.page.figures import place_of
from pipeline.report.page.quotes import title_of
from pipeline.report.page.spans import Piece, Span, cut
from pipeline.report.page.tables import Row, RunTables
from pipeline.report.page.wording import Link, amount, anchor, article_anchor, clip, counted, day, days, iso, spaced

_BASIS = {"header": "from its header", "dateline": "from its dateline", "filename": "from its file name"}
_NOTE_SHOWN = 60
_SAID = frozenset(("ordinal", "rank", "duration", "age"))
"""Kinds of figures whose words say their value."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as the page shows it.

    Attributes:
        path: the file below the corpus.
        published, basis: its day in words and where that comes from.
        credit: agency, place, authors.
        counts: what was read from it, in words.
        pieces: the text, parted at its spans.
        left_out: characters at its end that are not shown.
        duplicate_of: the article that it nearly repeats.
        actors, types, date: for the filter.
    """

    anchor: str
    title: str
    path: str
    published: str
    basis: str
    credit: str
    counts: str
    pieces: tuple[Piece, ...]
    left_out: int
    duplicate_of: Link | None
    actors: tuple[int, ...]
    types: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the spans of an article lead to: rows of the page by their ids."""

    cast: Cast
    names: Mapping[str, str]
    events: Mapping[str, Row]
    shown_events: Collection[str]
    shown_figures: Collection[str]


def article_views(
    tables: RunTables, chosen: Sequence[str], known: Known, titles: Mapping[str, str], characters: int
) -> tuple[ArticleView, ...]:
    """The chosen articles, newest first, each with at most so many characters."""
    here = ("article_id", chosen)
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    actors: defaultdict[str, set[int]] = defaultdict(set)
    types: defaultdict[str, set[str]] = defaultdict(set)
    makers: tuple[tuple[str, Callable[[Row, Known], Span]], ...] = (
        ("mentions", name_span), ("dates", date_span), ("figures", figure_span), ("event_mentions", trigger_span),
    )  # fmt: skip
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((table for table, _ in makers), 0))
    for table, make in makers:
        for row in tables.rows(table, where=here):
            home = row["article_id"]
            spans[home].append(make(row, known))
            counts[home][table] += 1
            if table == "mentions" and row["actor_id"] in known.cast.keys:
                actors[home].add(known.cast.keys[row["actor_id"]])
            if table == "event_mentions" and row["event_id"] in known.events:
                types[home].add(known.events[row["event_id"]]["type"])
    rows = sorted(tables.rows("articles", where=here), key=lambda r: (iso(r["published"]), r["article_id"]))
    return tuple(
        article_view(
            row, spans[row["article_id"]], counts[row["article_id"]], titles, chosen, characters,
            (tuple(sorted(actors[row["article_id"]])), tuple(sorted(types[row["article_id"]]))),
        )
        for row in reversed(rows)
    )  # fmt: skip


def article_view(
    row: Row,
    spans: Iterable[Span],
    counts: Mapping[str, int],
    titles: Mapping[str, str],
    shown: Collection[str],
    characters: int,
    keys: tuple[tuple[int, ...], tuple[str, ...]],
) -> ArticleView:
    """One article."""
    text = row["text"][:characters]
    twin = row["duplicate_of"]
    told = (
        counted(counts.get("mentions", 0), "name"),
        counted(counts.get("event_mentions", 0), "event"),
        counted(counts.get("figures", 0), "figure"),
        counted(counts.get("dates", 0), "date"),
    )
    return ArticleView(
        anchor=article_anchor(row["article_id"]),
        title=title_of(row),
        path=clip(row["path"], 120),
        published=_published(row),
        basis=_BASIS.get(
            row["published_basis"] or "", "inferred from other articles" if row["published_basis"] else ""
        ),
        credit=" · ".join(clip(row[c], 60) for c in ("agency", "place", "authors") if row[c]),
        counts=", ".join(told),
        pieces=cut(text, spans),
        left_out=len(row["text"]) - len(text),
        duplicate_of=Link(titles[twin], article_anchor(twin) if twin in shown else None) if twin else None,
        actors=keys[0],
        types=keys[1],
        date=iso(row["published"]),
    )


def _published(row: Row) -> str:
    if row["published"] is not None:
        return day(row["published"])
    first, last = row["published_earliest"], row["published_latest"]
    if first is not None and last is not None:
        return f"between {day(first)} and {day(last)}"
    if first is not None or last is not None:
        return f"not before {day(first)}" if first is not None else f"not after {day(last)}"
    return "day unknown"


def name_span(row: Row, known: Known) -> Span:
    """A mention: in the colour of its actor, leading to it."""
    actor = row["actor_id"]
    colour = known.cast.colours.get(actor or "", 0)
    name = known.names.get(actor or "", "")
    title = clip(f"{name}, by {spaced(row['rule'])}" if name else "nobody known", 120)
    target = anchor(actor) if actor in known.cast.keys else None
    style = f"c{colour}" if actor is not None else "c0 nobody"
    return Span(row["start"], row["end"], "name", anchor(row["mention_id"]), target, "", style, title)


def date_span(row: Row, known: Known) -> Span:  # noqa: ARG001  all makers are called alike
    """A time expression with the day it was resolved to."""
    note = days(row["date_start"], row["date_end"])
    words = " ".join(row["text"].split())
    basis = f"{row['type'].lower()} {row['value']}" + (f", {row['basis']}" if row["basis"] else "")
    return Span(
        row["start"], row["end"], "date", anchor(row["date_id"]), None, "" if note == words else note, "", clip(basis)
    )


def figure_span(row: Row, known: Known) -> Span:
    """A figure with its value and period."""
    value = amount(row["value"], row["unit"], kind=row["kind"]) if row["value"] is not None else ""
    if row["value"] is None and row["low"] is not None and row["high"] is not None:
        value = f"{amount(row['low'], None)}–{amount(row['high'], row['unit'], kind=row['kind'])}"
    said = row["kind"] in _SAID or value in row["text"]
    note = ", ".join(part for part in ("" if said else value, days(row["period_start"], row["period_end"])) if part)
    target = anchor(row["figure_id"]) if row["figure_id"] in known.shown_figures else None
    title = ", ".join(part for part in (row["bound"], row["metric"], row["subjects"]) if part)
    place = place_of(row["figure_id"])
    return Span(row["start"], row["end"], "figure", place, target, clip(note, _NOTE_SHOWN), "", clip(title, 120))


def trigger_span(row: Row, known: Known) -> Span:
    """A trigger, leading to its event."""
    event = known.events.get(row["event_id"])
    kind = spaced(event["type"]) if event is not None else "event"
    target = anchor(row["event_id"]) if row["event_id"] in known.shown_events else None
    title = clip(event["label"], 160) if event is not None else ""
    note = kind if row["status"] == "happened" else f"{kind}, {row['status']}"
    return Span(row["start"], row["end"], "trigger", anchor(row["mention_id"]), target, note, row["status"], title)
