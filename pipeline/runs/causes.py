"""Why a row differs between two runs.

For a row that comes from one article, or from the mentions of several, in this order:

    article added, removed, edited, renamed     one of its articles is not the same in both runs
    model, code, data file, option, dependency  a component that its stage depends on is not the same
    reconciliation                              what it says is settled over all articles, and a linked one changed:
                                                one that shares its actor, event or claim, else the nearest one by
                                                shared actors, events, claims and words of names
    unexplained                                 none of these: the alarm

Everything is worked out for whole columns: an article, a cluster, a row is a number, and so is a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow.compute as pc

from pipeline.runs.articles import ArticleChanges
from pipeline.runs.compare import Codes, Comparison, Flags, unequal_rows
from pipeline.runs.components import MERGING, TABLES_MADE, cause, closure, decides
from pipeline.runs.links import NONE, RELATIONS, Links, Load
from pipeline.runs.manifest import Manifest
from pipeline.schema import BY_NAME, TABLES

UNEXPLAINED = "unexplained"
RECONCILIATION = "reconciliation"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row differs: the cause, and what made it: an article, components, or nothing known."""

    cause: str
    because: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table's rows come from.

    Attributes:
        stage: whose results they are.
        home: column that leads to the articles, and the relation it goes through (None: it is the article).
        link: column that leads to what is settled over all articles, and its relation.
        settled: columns settled over all articles; None where whole rows are.
    """

    stage: str
    home: tuple[str, str | None]
    link: tuple[str, str] | None = None
    settled: tuple[str, ...] | None = None


ORIGINS: Mapping[str, Origin] = {
    "articles": Origin(
        "ingest",
        ("article_id", None),
        None,
        ("published", "published_basis", "published_earliest", "published_latest", "duplicate_of"),
    ),
    "mentions": Origin("actors", ("article_id", None), ("actor_id", "actors"), ("actor_id",)),
    "mention_actors": Origin("actors", ("article_id", None), ("actor_id", "actors"), ("actor_id", "name")),
    "event_mentions": Origin("events", ("article_id", None), ("event_id", "events"), ("event_id",)),
    "figures": Origin(
        "figures", ("article_id", None), ("claim_id", "claims"), ("claim_id", "subjects", "speaker_id", "speaker")
    ),
    "dates": Origin("dates", ("article_id", None), None, ()),
    "figure_actors": Origin("figures", ("figure_id", "figures"), ("actor_id", "actors")),
    "changes": Origin("figures", ("from_id", "figures"), None, ()),
    "actors": Origin("actors", ("actor_id", "actors")),
    "actor_aliases": Origin("actors", ("actor_id", "actors")),
    "roles": Origin("actors", ("actor_id", "actors")),
    "events": Origin("events", ("event_id", "events")),
    "event_actors": Origin("events", ("event_id", "events"), ("actor_id", "actors")),
    "claims": Origin("figures", ("claim_id", "claims")),
    "actor_links": Origin("actors", ("actor_id", "actors")),
    "event_status": Origin("events", ("event_id", "events")),
    "event_links": Origin("events", ("event_id", "events"), ("other_id", "events")),
    "event_figures": Origin("events", ("event_id", "events")),
    "rejected": Origin("events", ("article_id", None), None, ()),
}
STEPS = ("actor_changes", "event_changes")
"""Tables that tell the step from the run before: they are no difference between two runs."""
COMPARED = tuple(table.name for table in TABLES if table.name not in STEPS)
LAST_STAGE = "events"
"""The stage that needs all others."""


def origin_of(name: str) -> Origin:
    """Where a table's rows come from; of a table that ORIGINS does not list, as its columns and links say."""
    if name in ORIGINS:
        return ORIGINS[name]
    table = BY_NAME[name]
    if table.quotes_text:
        return Origin(LAST_STAGE, ("article_id", None), None, ())
    through = {column: target.split(".")[0] for column, target in table.links}
    homes = [(column, relation) for column, relation in through.items() if relation in RELATIONS]
    return Origin(LAST_STAGE, homes[0] if homes else ("article_id", None))


_FIRST = {
    "added": ("added", "edited", "renamed", "removed"),
    "removed": ("removed", "edited", "renamed", "added"),
    "changed": ("edited", "added", "removed", "renamed"),
}
"""Change of a row -> which of its articles to name, by what became of them."""
_DATED = ("published", "published_earliest", "published_latest")


class Causes:
    """Works out reasons; a reason is a number that `reason` spells out. 0 is unexplained.

    Args:
        manifests: of the old and the new run.
        articles: what became of the articles.
        runs: the tables of the old run, ids as in the new one, and of the new one.
    """

    def __init__(self, manifests: tuple[Manifest, Manifest], articles: ArticleChanges, runs: tuple[Load, Load]) -> None:
        self._names = sorted(manifests[0].articles.keys() | manifests[1].articles.keys())
        self._new_name = {name: f"{old} -> {new}" for old, new in articles.renamed for name in (old, new)}
        status = articles.status
        self._status = [status.get(name, "") for name in self._names]
        self._runs = runs
        changed = np.array([bool(s) for s in self._status], dtype=np.bool_)
        self._links = Links(self._names, changed, runs)
        self._numbers = np.where(changed, np.arange(len(self._names)), NONE)
        self.components = changed_components(*manifests)
        self._needs = manifests[1].needs
        self._sets: list[tuple[str, ...]] = []

    def reason(self, code: int) -> Reason:
        """What a number stands for."""
        size = len(self._names)
        if code == 0:
            return Reason(UNEXPLAINED, "")
        if code > 2 * size:
            components = self._sets[code - 2 * size - 1]
            return Reason(cause(components), ", ".join(name.partition(" ")[2] for name in components))
        name = self._names[(code - 1) % size]
        shown = self._new_name.get(name, name)
        if code > size:
            return Reason(RECONCILIATION, f"{shown} {self._status[(code - 1) % size]}")
        return Reason(f"article {self._status[code - 1]}", shown)

    def of_comparison(self, table: str, old: Any, new: Any, found: Comparison) -> dict[str, Codes]:
        """Reasons of all rows of a table that differ: change -> a number for each row, in their order."""
        settled = origin_of(table).settled
        count = found.changed.shape[1]
        whole = settled is None
        mild = np.full(count, whole) if whole else ~unequal_rows(found.differs, settled or (), count)
        one, other = old.take(found.changed[0]), new.take(found.changed[1])
        return {
            "added": self._of(table, "added", [new.take(found.added)], np.full(len(found.added), whole)),
            "removed": self._of(table, "removed", [old.take(found.removed)], np.full(len(found.removed), whole)),
            "changed": self._of(table, "changed", [other, one], mild),
        }

    def of_ids(self, table: str, old: Any, new: Any) -> Codes:
        """Reasons why ids of merged things moved, by what stands behind the new ones, else behind the old ones."""
        column = origin_of(table).home[0]
        settled = np.ones(len(old), dtype=np.bool_)
        codes = self._of(table, "changed", [{column: new}], settled)
        return np.where(codes == 0, self._of(table, "changed", [{column: old}], settled), codes)

    def _of(self, table: str, change: str, sides: Sequence[Any], settled: Flags) -> Codes:
        """Reasons of rows, given as they are in one run or in both; `settled` marks those that all articles settle."""
        origin = origin_of(table)
        size = len(self._names)
        column, relation = origin.home
        homes = sides[0][column]
        if not len(homes):
            return np.zeros(0, np.int64)
        direct = self._links.least(relation, homes, self._ranks[change])
        codes = np.where(direct != NONE, direct % size + 1, 0)
        own = self._component_set(origin.stage)
        if own:
            return np.where(codes == 0, own, codes)
        if self._dates_reach(origin.stage):
            settled = settled | (self._links.least(relation, homes, self._redated) != NONE)
        near = np.full(len(homes), NONE)
        if origin.link is not None:
            for side in sides:
                near = np.minimum(near, self._links.least(origin.link[1], side[origin.link[0]], self._numbers))
        near = np.where(near == NONE, self._links.least(relation, homes, self._links.nearest), near)
        codes = np.where((codes == 0) & settled & (near != NONE), near % size + 1 + size, codes)
        return np.where((codes == 0) & settled, self._component_set(None), codes)

    @cached_property
    def _ranks(self) -> dict[str, Codes]:
        """Change of a row -> the rank of each article as its reason, NONE for those that are the same."""
        size = len(self._names)
        return {
            change: np.array(
                [order.index(s) * size + i if s else NONE for i, s in enumerate(self._status)], dtype=np.int64
            )
            for change, order in _FIRST.items()
        }

    @cached_property
    def _redated(self) -> Codes:
        """The number of each article whose day of publication is not the same though its bytes are, else NONE."""
        found = np.full(len(self._names), NONE)
        old, new = (load("articles") for load in self._runs)
        if old is None or new is None:
            return found
        old = old.filter(pc.is_in(old["article_id"], new["article_id"].combine_chunks()))
        new = new.take(pc.index_in(old["article_id"], new["article_id"].combine_chunks()).combine_chunks())
        for column in _DATED:
            differ = pc.fill_null(pc.not_equal(old[column], new[column]), False)
            differ = pc.or_(differ, pc.xor(old[column].is_null(), new[column].is_null()))
            numbers = self._links.articles(old["article_id"].filter(differ))
            found[numbers] = numbers
        return found

    def _dates_reach(self, stage: str) -> bool:
        return stage == "ingest" or not self._needs or "dates" in closure(stage, self._needs)

    def _component_set(self, stage: str | None) -> int:
        """The number of the changed components that a stage depends on, of all for None; 0 where there is none."""
        stages = closure(stage, self._needs) if stage is not None else None
        found = tuple(
            c
            for c in self.components
            if stages is None or any(decides(c, s) for s in (*sorted(stages), MERGING, TABLES_MADE))
        )
        if not found:
            return 0
        if found not in self._sets:
            self._sets.append(found)
        return 2 * len(self._names) + 1 + self._sets.index(found)


def changed_components(old: Manifest, new: Manifest) -> dict[str, tuple[str | None, str | None]]:
    """Component -> (old, new) of those that are not the same; None where a run has no such component."""
    before, after = (_components(m, whole=bool(old.components and new.components)) for m in (old, new))
    return {
        name: (before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    }


def _components(manifest: Manifest, *, whole: bool) -> dict[str, str]:
    """The components of a run; of runs that kept only a fingerprint a stage, these as the code of the stages."""
    if whole:
        return manifest.components
    return (
        {f"code {stage}": value for stage, value in manifest.fingerprints.items()}
        | {"code tables": manifest.rules}
        | {f"option {name}": value for name, value in manifest.options.items()}
        | {f"dependency {name}": value for name, value in manifest.packages.items()}
    )
