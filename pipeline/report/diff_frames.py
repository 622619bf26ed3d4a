"""A diff as DataFrames, for `pipeline.diff`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.runs.diff import CHANGES, RowDiff, RunDiff


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between an old and a new run.

    Attributes:
        old, new: ids of the two runs.
        same: no table differs.
        unexplained: rows and ids for whose difference nothing is known; 0 is as it should be.
        articles: article_id and change: added, removed, edited, renamed; `was` is the former id of a renamed one.
        components: component, old, new: the code, data, model, options and libraries that are not the same.
        columns: table, column, change, old, new: columns and tables that only one run has, or with another type.
        ids: table, old_id, new_id, change, name, cause, because: actors, events and claims that were renamed, merged
            or split.
        rows: table, key, change, cause, because, columns, old, new: a row for each row that is added, removed or
            changed; `key` is the value of a key of one column, else a tuple; `columns` those that differ; `old` and
            `new` dictionaries, of a changed row its differing columns, else the whole row or None.
    """

    old: str
    new: str
    same: bool
    unexplained: int
    articles: pd.DataFrame
    components: pd.DataFrame
    columns: pd.DataFrame
    ids: pd.DataFrame
    rows: pd.DataFrame


def frames(diff: RunDiff) -> Difference:
    """The diff with everything in frames, those without rows with their columns."""
    components = [{"component": name, "old": old, "new": new} for name, (old, new) in diff.components.items()]
    ids = [
        {
            **{name: getattr(moved.move, name) for name in ("table", "old_id", "new_id", "change")},
            "name": moved.name,
            "cause": moved.reason.cause,
            "because": moved.reason.because,
        }
        for moved in diff.ids
    ]
    rows = [_row(row) for table in diff.tables for change in CHANGES for row in table.rows(change)]
    return Difference(
        old=diff.old,
        new=diff.new,
        same=diff.same,
        unexplained=diff.unexplained,
        articles=_frame(_articles(diff), "article_id change was"),
        components=_frame(components, "component old new"),
        columns=_frame([dataclasses.asdict(change) for change in diff.schema], "table column change old new"),
        ids=_frame(ids, "table old_id new_id change name cause because"),
        rows=_frame(rows, "table key change cause because columns old new"),
    )


def _articles(diff: RunDiff) -> list[dict[str, Any]]:
    def told() -> Iterator[dict[str, Any]]:
        for change in ("added", "removed", "edited"):
            yield from ({"article_id": name, "change": change, "was": None} for name in getattr(diff.articles, change))
        yield from ({"article_id": new, "change": "renamed", "was": old} for old, new in diff.articles.renamed)

    return sorted(told(), key=lambda row: str(row["article_id"]))


def _row(row: RowDiff) -> dict[str, Any]:
    return {
        "table": row.table,
        "key": row.key[0] if len(row.key) == 1 else row.key,
        "change": row.change,
        "cause": row.reason.cause,
        "because": row.reason.because,
        "columns": row.columns,
        "old": _side(row, row.old),
        "new": _side(row, row.new),
    }


def _side(row: RowDiff, side: dict[str, Any] | None) -> dict[str, Any] | None:
    return {name: side[name] for name in row.columns} if side is not None and row.change == "changed" else side


def _frame(rows: Sequence[dict[str, Any]], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())
