"""Which articles stand behind an id in two runs, and which changed article is nearest to an unchanged one.

Two articles are linked where they name one actor, tell of one event, state one claim, or hold names that share a word
("Maria Faria" decides whom a bare "Faria" elsewhere may mean). Articles, ids and words are numbers, links are arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.runs.compare import Codes, encode

Load = Callable[[str], Any]
"""A table of a run by its name, ids as in the new run; None where the run has no such table."""

NONE = np.iinfo(np.int64).max
"""No article, or no rank."""

RELATIONS = {
    "actors": ("mentions", "actor_id"),
    "events": ("event_mentions", "event_id"),
    "claims": ("figures", "claim_id"),
    "figures": ("figures", "figure_id"),
}
"""What stands on articles -> the table whose rows lead there, and the column that holds its id."""
_NEAR = ("actors", "events", "claims")
_WORDS = r"[^\p{L}\p{N}]+"


class Links:
    """The links of two runs.

    Args:
        articles: ids of all articles of both runs; their places in this sequence are their numbers.
        changed: whether each is not the same in both.
        runs: the tables of the two runs.
    """

    def __init__(self, articles: Sequence[str], changed: Any, runs: Sequence[Load]) -> None:
        self._articles = pa.array(articles, pa.string())
        self._changed = changed
        self._runs = runs
        self._edges: dict[str, tuple[Any, Codes, Codes]] = {}

    def articles(self, values: Any) -> Codes:
        """The numbers of articles given by id, -1 for none."""
        found: Codes = pc.fill_null(pc.index_in(values, self._articles), -1).to_numpy().astype(np.int64)
        return found

    def least(self, relation: str | None, values: Any, rank: Codes) -> Codes:
        """The least rank among the articles that stand behind each value, NONE where there are none.

        Args:
            relation: a key of RELATIONS; None where the values are article ids.
            values: ids.
            rank: of each article; NONE leaves it out.
        """
        if relation is None:
            at, ranked = self.articles(values), rank
        else:
            ids, owners, articles = self._members(relation)
            ranked = np.full(len(ids), NONE)
            np.minimum.at(ranked, owners, rank[articles])
            at = pc.fill_null(pc.index_in(values, ids), -1).to_numpy().astype(np.int64)
        if not len(ranked):
            return np.full(len(at), NONE)
        found: Codes = np.where(at >= 0, ranked[at], NONE)
        return found

    @cached_property
    def nearest(self) -> Codes:
        """For each article the changed one at the least distance, the first of several; NONE where none is linked."""
        label = np.where(self._changed, np.arange(len(self._articles)), NONE)
        edges = [self._members(relation)[1:] for relation in _NEAR] + [self._words()]
        while True:
            before = label.copy()
            for owners, articles in edges:
                heard = np.full(int(owners.max(initial=-1)) + 1, NONE)
                np.minimum.at(heard, owners, before[articles])
                told = np.full(len(label), NONE)
                np.minimum.at(told, articles, heard[owners])
                label = np.where((before == NONE), np.minimum(label, told), label)
            if (label == before).all():
                return label

    def _members(self, relation: str) -> tuple[Any, Codes, Codes]:
        """All ids of a relation, and its pairs in both runs as (place of the id, number of the article)."""
        if relation not in self._edges:
            table, column = RELATIONS[relation]
            sides = [rows for load in self._runs if (rows := load(table)) is not None]
            sides = [rows.filter(rows[column].is_valid()) for rows in sides]
            if not sides:
                return pa.array([], pa.string()), np.zeros(0, np.int64), np.zeros(0, np.int64)
            codes, ids = encode(*(rows[column] for rows in sides))
            articles = np.concatenate([self.articles(rows["article_id"]) for rows in sides])
            self._edges[relation] = ids, np.concatenate(codes), articles
        return self._edges[relation]

    def _words(self) -> tuple[Codes, Codes]:
        """Pairs of (word of a name, number of an article with it)."""
        sides = [rows for load in self._runs if (rows := load("mentions")) is not None]
        if not sides:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        codes, names = encode(*(rows["text"] for rows in sides))
        articles = np.concatenate([self.articles(rows["article_id"]) for rows in sides])
        pairs = np.unique(np.concatenate(codes) * len(self._articles) + articles)
        texts, articles = pairs // len(self._articles), pairs % len(self._articles)
        words = pc.split_pattern_regex(pc.utf8_lower(names), _WORDS)
        (flat,), _ = encode(pa.chunked_array([pc.list_flatten(words)]))
        offsets = words.offsets.to_numpy().astype(np.int64)
        counts = np.diff(offsets)[texts]
        # The k-th word of each pair's name, for all k at once.
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return flat[np.repeat(offsets[texts], counts) + nth], np.repeat(articles, counts)
