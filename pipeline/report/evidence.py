"""The evidence for one row: the row, what it is linked to, and the sentences it was read from, its span marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
from rich.console import Console
from rich.text import Text

from pipeline.errors import NotFoundError
from pipeline.knowledge.fold import fold
from pipeline.report.explain import alias_lines, link_lines
from pipeline.report.first_look import when
from pipeline.report.redirects import Redirect, Redirects
from pipeline.runs.store import Store

Row = dict[str, Any]

KINDS = {
    "actor": ("actors", "actor_id"),
    "event": ("events", "event_id"),
    "figure": ("figures", "figure_id"),
    "rejected": ("articles", "article_id"),
}
SHOWN = 12
_INVERSE = {"part_of": "has part", "content_of": "about"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the span that gave the row: `sentence[start:end]` is the span."""

    article_id: str
    sentence: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row, the lines that tell its links, and its quotes in (published, article, position) order."""

    kind: str
    row: Row
    links: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Evidences:
    """Looks evidence up in one run."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        articles = self._rows("articles")
        self._text = {row["article_id"]: row["text"] for row in articles}
        ordered = sorted(articles, key=lambda r: (r["published"] is not None, str(r["published"]), r["article_id"]))
        self._order = {row["article_id"]: place for place, row in enumerate(ordered)}

    def find(self, kind: str, wanted: str) -> Evidence:
        """The evidence for a row named by its id, the beginning of its id, or (actors) any of its names.

        Raises:
            NotFoundError: no row fits, or several do.
        """
        table, key = KINDS[kind]
        rows = self._rows(table)
        exact = [row for row in rows if row[key] == wanted]
        fitting = exact or [row for row in rows if row[key].startswith(wanted)]
        if not fitting and kind == "actor":
            ids = {r["actor_id"] for r in self._rows("actor_aliases") if fold(r["alias"]) == fold(wanted)}
            fitting = [row for row in rows if row[key] in ids]
        steps: tuple[Redirect, ...] = ()
        if not fitting and kind == "actor":
            steps, ends = Redirects(self._store, self._folder).follow(wanted)
            fitting = [row for row in rows if row[key] in ends]
        if len(fitting) != 1:
            raise NotFoundError(self._not_one(kind, wanted, fitting, key))
        if steps:
            found = self._actor(fitting[0])
            return replace(found, links=(*map(str, steps), *found.links))
        tell = {"actor": self._actor, "event": self._event, "figure": self._figure, "rejected": self._rejected}
        return tell[kind](fitting[0])

    def _not_one(self, kind: str, wanted: str, fitting: list[Row], key: str) -> str:
        if not fitting:
            what = "article" if kind == "rejected" else kind
            return f"no {what} {wanted!r} in run {self._folder.name}; ids stand in the first column of its table"
        some = "; ".join(f"{row[key]} {row.get('name') or row.get('label') or row['text']}" for row in fitting[:6])
        return f"{wanted!r} fits {len(fitting)} {kind}s: {some}"

    def _actor(self, row: Row) -> Evidence:
        actor_id = row["actor_id"]
        names = {r["actor_id"]: r["name"] for r in self._rows("actors")}
        mentions = self._where("mentions", "actor_id", actor_id)
        by_id = {r["mention_id"]: r for r in mentions}
        links = [
            *alias_lines(self._where("actor_aliases", "actor_id", actor_id), by_id, self._text),
            *link_lines(self._where("actor_links", "actor_id", actor_id), by_id),
        ]
        links += [
            f"role   {r['title']}"
            + (f" of {names[r['of_id']]}" if r["of_id"] else "")
            + f" ({when(r['first_seen'], r['last_seen']) or 'undated'}; first in {r['article_id']})"
            for r in sorted(self._where("roles", "actor_id", actor_id), key=_first_seen)
        ]
        labels = {r["event_id"]: r["label"] for r in self._rows("events")}
        links += [
            f"event  {r['role']}: {labels[r['event_id']]} ({r['event_id']})"
            for r in self._where("event_actors", "actor_id", actor_id)
        ]
        return Evidence("actor", row, tuple(links), self._quotes(mentions, lambda m: f"{m['form']}, {m['rule']}"))

    def _event(self, row: Row) -> Evidence:
        event_id = row["event_id"]
        links = [
            f"{r['role']:10} {r['name']} ({r['actor_id']})" for r in self._where("event_actors", "event_id", event_id)
        ]
        told = sorted(self._where("event_status", "event_id", event_id), key=lambda r: self._order[r["article_id"]])
        links += [f"{r['status']:10} {when(r['published'], r['published'])} {r['article_id']}" for r in told]
        labels = {r["event_id"]: r["label"] for r in self._rows("events")}
        links += [
            f"{r['relation']:10} {labels[r['other_id']]} ({r['other_id']})"
            for r in self._where("event_links", "event_id", event_id)
        ]
        links += [
            f"{_INVERSE[r['relation']]:10} {labels[r['event_id']]} ({r['event_id']})"
            for r in self._where("event_links", "other_id", event_id)
        ]
        texts = {r["figure_id"]: r["text"] for r in self._rows("figures")}
        links += [
            f"figure     {texts[r['figure_id']]} ({r['figure_id']})"
            for r in self._where("event_figures", "event_id", event_id)
        ]
        mentions = self._where("event_mentions", "event_id", event_id)
        return Evidence("event", row, tuple(links), self._quotes(mentions, lambda m: f"{m['status']}, {m['rule']}"))

    def _rejected(self, row: Row) -> Evidence:
        """The trigger words of an article that were not taken for an event."""
        shown = {name: value for name, value in row.items() if name != "text"}
        words = self._where("rejected", "article_id", row["article_id"])
        return Evidence("rejected", shown, (), self._quotes(words, lambda m: f"{m['rule']}: {m['reason']}"))

    def _figure(self, row: Row) -> Evidence:
        links = [
            f"{r['role']:11} {r['name']} ({r['actor_id']})"
            for r in self._where("figure_actors", "figure_id", row["figure_id"])
        ]
        same = [row]
        if row["claim_id"] is not None:
            claim = self._where("claims", "claim_id", row["claim_id"])[0]
            links.append(
                f"claim       {claim['verdict']}: {claim['n_figures']} figures in {claim['n_articles']} articles"
            )
            same += [r for r in self._where("figures", "claim_id", row["claim_id"]) if r != row]
        return Evidence("figure", row, tuple(links), self._quotes(same, lambda m: f"{m['bound']}, {m['figure_id']}"))

    def _quotes(self, rows: Iterable[Row], note: Any) -> tuple[Quote, ...]:
        quotes = []
        for row in sorted(rows, key=lambda r: (self._order[r["article_id"]], r["start"])):
            begin, end = row["evidence_start"], row["evidence_end"]
            sentence = self._text[row["article_id"]][begin:end]
            quotes.append(Quote(row["article_id"], sentence, row["start"] - begin, row["end"] - begin, note(row)))
        return tuple(quotes)

    def _rows(self, name: str) -> list[Row]:
        rows: list[Row] = self._store.table(self._folder, name).to_pylist()
        return rows

    def _where(self, name: str, column: str, value: str) -> list[Row]:
        table = self._store.table(self._folder, name)
        rows: list[Row] = table.filter(pc.equal(table[column], value)).to_pylist()
        return rows


def _first_seen(role: Row) -> tuple[bool, str, str]:
    """Roles over time, undated ones last."""
    seen = role["first_seen"]
    return seen is None, str(seen), role["title"]


def print_evidence(console: Console, evidence: Evidence, *, every: bool) -> None:
    """The row column by column, its links, and its quotes with the span marked; at most SHOWN of each unless `every`."""
    for column, value in evidence.row.items():
        if value is not None:
            shown = f"{value:%Y-%m-%d}" if isinstance(value, dt.datetime) else str(value)
            console.print(Text.assemble((f"{column:15}", "bold"), shown), soft_wrap=True)
    console.print()
    for _, links in groupby(evidence.links, key=lambda link: link.split(" ")[0] if evidence.kind == "actor" else ""):
        _print_some(console, [Text(link) for link in links], every=every)
    quotes = []
    for quote in evidence.quotes:
        before, span = quote.sentence[: quote.start], quote.sentence[quote.start : quote.end]
        mark = Text.assemble(before, ("[[" + span + "]]", "bold reverse"), quote.sentence[quote.end :])
        quotes.append(Text.assemble((f"{quote.article_id} ({quote.note})\n", "dim"), "  ", mark))
    console.print()
    _print_some(console, quotes, every=every)


def _print_some(console: Console, lines: list[Text], *, every: bool) -> None:
    for line in lines if every else lines[:SHOWN]:
        console.print(line, soft_wrap=True)
    if not every and len(lines) > SHOWN:
        console.print(f"… and {len(lines) - SHOWN} more (--all shows them)", style="dim")
