"""What a person should look at in the actors of a run, each with the lines of an overrides file that would change it.

Doubtful links (rules that link by little: `doubts.tsv`), mentions that no rule could resolve, and actors that have one
name and are kept apart. Most frequent first. Reads tables only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.knowledge import Knowledge
from pipeline.runs.store import Store
from pipeline.schema import REFERENCES

Row = dict[str, Any]

UNKNOWN = "?"
"""Stands for an actor that a person has to fill in."""
_AROUND = 60
"""Characters of a sentence shown on either side."""
_PEOPLE = "PERSON"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an overrides file, ready to paste; `note` says which rule and where."""

    action: str
    left: str
    right: str
    article: str
    note: str

    def tsv(self) -> str:
        """The cells action, left, right, article, who (empty), note, parted by tabs."""
        return f"{self.action}\t{self.left}\t{self.right}\t{self.article}\t\t{self.note}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at.

    Attributes:
        of: mentions, links, unresolved or actors, as in `doubts.tsv`.
        text: what is doubtful, as written.
        actor: whom it was linked to, or may be; None where nobody is near.
        rule, why: what linked it, or why nothing did.
        n_mentions: how often.
        quote: the first sentence with it, cut to its surroundings, the mention in double brackets.
        lines: what to paste if it is wrong (links), right (actors), or once the actor is known (unresolved).
    """

    of: str
    text: str
    actor: str | None
    rule: str
    why: str
    n_mentions: int
    quote: str
    lines: tuple[Line, ...]


def doubts(store: Store, folder: Path, knowledge: Knowledge) -> tuple[Doubt, ...]:
    """Everything doubtful in a run: most frequent first, then by rank, text and actor."""
    ranks = {(row["of"], row["rule"]): row for row in knowledge.rows("report/doubts.tsv")}
    review = _Review(store, folder, {key: row["why"] for key, row in ranks.items()})
    found = [*review.mentions(), *review.links(), *review.unresolved(), *review.actors()]
    return tuple(
        sorted(
            found,
            key=lambda d: (-d.n_mentions, int(ranks[d.of, d.rule]["rank"]), d.text, d.actor or "", d.lines[0].tsv()),
        )
    )


class _Review:
    """The tables of a run as a review needs them. `why` holds the doubtful (of, rule) with their reasons."""

    def __init__(self, store: Store, folder: Path, why: Mapping[tuple[str, str], str]) -> None:
        self._why = why
        self._actors: dict[str, Row] = {row["actor_id"]: row for row in store.table(folder, "actors").to_pylist()}
        table = store.table(folder, "mentions")
        named = table.filter(pc.invert(pc.is_in(table["form"], _strings(REFERENCES))))
        # Tables hold no order of articles; within one, rows are asked for in the order of the text.
        self._mentions: list[Row] = sorted(named.to_pylist(), key=lambda row: (row["article_id"], row["start"]))
        self._links: list[Row] = store.table(folder, "actor_links").to_pylist()
        wanted = {row["article_id"] for row in self._mentions}
        articles = store.table(folder, "articles", ["article_id", "text"]).to_pylist()
        self._text = {row["article_id"]: row["text"] for row in articles if row["article_id"] in wanted}
        self._fullest: dict[tuple[str, str], str] = {}
        for row in self._mentions:
            if row["form"] == "name" and row["actor_id"] is not None:
                key = row["article_id"], row["actor_id"]
                self._fullest[key] = max(self._fullest.get(key, ""), _one_line(row["text"]), key=_words)

    def mentions(self) -> Iterator[Doubt]:
        """Mentions that a weak rule linked within their article."""
        groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self._mentions:
            if row["actor_id"] is not None and ("mentions", row["rule"]) in self._why:
                groups[row["rule"], row["actor_id"], _one_line(row["text"])].append(row)
        for (rule, actor_id, text), rows in groups.items():
            lines = []
            for article in dict.fromkeys(row["article_id"] for row in rows):
                full = self._fullest.get((article, actor_id), text)
                other = full if full.casefold() != text.casefold() else actor_id
                lines.append(self._line("different", text, other, article, rule))
            yield self._doubt("mentions", text, actor_id, rule, rows, lines)

    def links(self) -> Iterator[Doubt]:
        """Actors of articles that a weak rule joined to those of others."""
        by_id = {row["mention_id"]: row for row in self._mentions}
        groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for link in self._links:
            if ("links", link["rule"]) in self._why:
                mention = by_id[link["mention_id"]]
                groups[link["rule"], link["actor_id"], _one_line(mention["text"])].append(
                    mention | {"to": link["to_id"]}
                )
        for (rule, actor_id, text), rows in groups.items():
            name = self._actors[actor_id]["name"]
            lines = [
                self._line(
                    "different", row["mention_id"], row["to"], "*", f"{rule}: {text} in {row['article_id']}, {name}"
                )
                for row in rows
            ]
            yield self._doubt("links", text, actor_id, rule, rows, lines)

    def unresolved(self) -> Iterator[Doubt]:
        """Mentions that no rule could resolve, with the nearest actor before them that they may be."""
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        last: dict[tuple[str, bool], str] = {}
        for row in self._mentions:
            here = row["article_id"], row["label"] == _PEOPLE
            if row["actor_id"] is not None:
                if row["form"] == "name" and (self._actors[row["actor_id"]]["kind"] == "person") == here[1]:
                    last[here] = row["actor_id"]
            elif ("unresolved", row["rule"]) in self._why:
                groups[row["rule"], _one_line(row["text"])].append(row | {"near": last.get(here)})
        for (rule, text), rows in groups.items():
            near: dict[str, str | None] = {}
            for row in rows:
                near.setdefault(row["article_id"], row["near"])
            lines = [
                self._line("same", text, self._fullest.get((a, actor), UNKNOWN) if actor else UNKNOWN, a, rule)
                for a, actor in near.items()
            ]
            yield self._doubt("unresolved", text, rows[0]["near"], rule, rows, lines)

    def actors(self) -> Iterator[Doubt]:
        """Actors with the name of another one: the one most spoken of, and each of the others."""
        if ("actors", "same_name") not in self._why:
            return
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._actors.values():
            if row["n_namesakes"]:
                groups[row["kind"], row["name"].casefold()].append(row)
        firsts: dict[str, Row] = {}
        for row in self._mentions:
            if row["actor_id"] is not None:
                firsts.setdefault(row["actor_id"], row)
        for rows in groups.values():
            most, *others = sorted(rows, key=lambda row: (-row["n_mentions"], row["actor_id"]))
            for row in others:
                line = self._line("same", row["actor_id"], most["actor_id"], "*", f"both {row['name']}")
                told = f"{_told(row)}; {_told(most)}"
                first = firsts.get(row["actor_id"])
                quote = self._quote(first) if first else ""
                why = f"{self._why['actors', 'same_name']} ({told})"
                yield Doubt("actors", row["name"], most["name"], "same_name", why, row["n_mentions"], quote, (line,))

    def _doubt(
        self, of: str, text: str, actor_id: str | None, rule: str, rows: list[Row], lines: Iterable[Line]
    ) -> Doubt:
        name = self._actors[actor_id]["name"] if actor_id is not None else None
        return Doubt(of, text, name, rule, self._why[of, rule], len(rows), self._quote(rows[0]), tuple(lines))

    def _line(self, action: str, left: str, right: str, article: str, note: str) -> Line:
        return Line(action, *(_one_line(cell) for cell in (left, right, article, note)))

    def _quote(self, row: Row) -> str:
        """The surroundings of a mention, itself in double brackets."""
        text, start, end = self._text[row["article_id"]], row["start"], row["end"]
        before = text[max(row["evidence_start"], start - _AROUND) : start]
        after = text[end : min(row["evidence_end"], end + _AROUND)]
        return f"{row['article_id']}: {_one_line(before + '[[' + text[start:end] + ']]' + after)}"


def _told(row: Row) -> str:
    """What tells an actor from its namesakes."""
    said = ", ".join(part for part in (row["title"], row["country"]) if part)
    return f"{row['actor_id']} {said}".strip()


def _words(text: str) -> tuple[int, int]:
    return len(text.split()), len(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _strings(values: Iterable[str]) -> Any:
    import pyarrow as pa

    return pa.array(list(values), pa.string())
