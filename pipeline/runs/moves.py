"""Ids that moved between two runs: actors, events and claims matched by the mentions they share.

An id is gone, or its mentions stand under another one. Where all of its mentions that are left went to one id that has
no others, it is renamed: the same thing under another name, and every table is compared as if it had the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.runs.compare import Codes, Flags, encode
from pipeline.schema import Table


@dataclass(frozen=True, slots=True)
class Relation:
    """Where the members of something stand: the table of the members, their key, and the column that says whose."""

    table: str
    member: str
    owner: str


MEMBERS = {
    "actors": Relation("mentions", "mention_id", "actor_id"),
    "events": Relation("event_mentions", "mention_id", "event_id"),
    "claims": Relation("figures", "figure_id", "claim_id"),
}
"""Table of merged things -> where its members stand."""


@dataclass(frozen=True, slots=True)
class Move:
    """That mentions of an old id stand under a new one.

    Attributes:
        table: actors, events or claims.
        change: renamed (the same members), merged (joined to those of another id), split (its members parted).
        member: id of the first mention or figure that moved.
    """

    table: str
    old_id: str
    new_id: str
    change: str
    member: str


def find_moves(table: str, old: pa.Table, new: pa.Table) -> tuple[Move, ...]:
    """What became of ids, by old and new id.

    Args:
        table: a key of MEMBERS.
        old: the members' table of the old run.
        new: the same of the new run.
    """
    relation = MEMBERS[table]
    at = pc.index_in(old[relation.member], new[relation.member].combine_chunks())
    now = new[relation.owner].take(at.combine_chunks())
    both = pc.and_(old[relation.owner].is_valid(), now.is_valid())
    (was, then), names = encode(old[relation.owner].filter(both), now.filter(both))
    members = old[relation.member].filter(both)
    pairs, first = np.unique(was * len(names) + then, return_index=True)
    sources, targets = pairs // max(1, len(names)), pairs % max(1, len(names))
    homes, origins = np.bincount(sources, minlength=len(names)), np.bincount(targets, minlength=len(names))
    alone = (homes[sources] == 1) & (origins[targets] == 1) & (sources != targets)
    known = pc.is_in(names, old[relation.owner].combine_chunks()).to_numpy(zero_copy_only=False)
    alone = _injective(sources, targets, alone, known)
    moves = []
    for i in np.flatnonzero(sources != targets):
        change = "renamed" if alone[i] else "split" if homes[sources[i]] > 1 else "merged"
        source, target = names[int(sources[i])].as_py(), names[int(targets[i])].as_py()
        moves.append(Move(table, source, target, change, members[int(first[i])].as_py()))
    return tuple(sorted(moves, key=lambda m: (m.old_id, m.new_id)))


def _injective(sources: Codes, targets: Codes, alone: Flags, known: Flags) -> Flags:
    """Those of the one-to-one moves after which no two old ids have one name: a target is new, or moves away itself."""
    while True:
        leaving = np.zeros(len(known), dtype=np.bool_)
        leaving[sources[alone]] = True
        kept = alone & (~known[targets] | leaving[targets])
        if (kept == alone).all():
            return alone
        alone = kept


def renamed(moves: tuple[Move, ...]) -> dict[str, dict[str, str]]:
    """Table -> old id -> new id of what was renamed."""
    found: dict[str, dict[str, str]] = {}
    for move in moves:
        if move.change == "renamed":
            found.setdefault(move.table, {})[move.old_id] = move.new_id
    return found


def renamed_spans(table: Table, old: pa.Table, new: pa.Table, articles: Mapping[str, str]) -> dict[str, str]:
    """Old key -> new key of the spans of renamed articles: what stands in the same place is the same span.

    Args:
        table: one whose rows quote their article and whose key is one column.
        old: its rows in the old run.
        new: its rows in the new run.
        articles: old id -> new id of articles with the same bytes.
    """
    key = table.key[0]
    columns = ["article_id", "start", "end", key]
    gone = old.filter(pc.is_in(old["article_id"], pa.array(list(articles)))).select(columns).to_pylist()
    come = new.filter(pc.is_in(new["article_id"], pa.array(list(articles.values())))).select(columns).to_pylist()
    places: dict[tuple[str, int, int], list[str]] = {}
    for row in come:
        places.setdefault((row["article_id"], row["start"], row["end"]), []).append(row[key])
    found = {}
    for row in gone:
        there = places.get((articles[row["article_id"]], row["start"], row["end"]), [])
        if len(there) == 1:  # several in one place have no order that both runs share
            found[row[key]] = there[0]
    return found


def with_new_names(table: Table, rows: pa.Table, names: Mapping[str, Mapping[str, str]]) -> pa.Table:
    """The rows of an old run with what was renamed under its new name, wherever a column holds it."""
    links = {column: target.split(".")[0] for column, target in table.links}
    if len(table.key) == 1:
        links[table.key[0]] = table.name
    for column, target in links.items():
        mapping = names.get(target)
        if mapping and column in rows.column_names:
            place = rows.schema.get_field_index(column)
            rows = rows.set_column(place, column, _mapped(rows[column], mapping))
    return rows


def _mapped(values: Any, mapping: Mapping[str, str]) -> Any:
    at = pc.index_in(values, pa.array(list(mapping)))
    return pc.coalesce(pa.array(list(mapping.values())).take(at.combine_chunks()), values)
