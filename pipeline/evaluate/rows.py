"""The rows of a run that gold can judge: those of the articles it names, and what was found while comparing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.evaluate.measures import Measure
from pipeline.runs.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the gold has it.

    Attributes:
        measure: which number it costs ("events missed", "figures period").
        article: where; "" where it is not of one article.
        text: the words it is about.
        wanted, given: what the gold has, and the run; "" where nothing stands against it.
    """

    measure: str
    article: str
    text: str
    wanted: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The numbers of one area by name, in the order in which to show them, and its faults."""

    measures: Mapping[str, Measure]
    faults: tuple[Fault, ...]


class RunRows:
    """The tables of a run as rows, those of some articles only.

    Args:
        store: where the run stands.
        folder: the run's folder.
        articles: the articles that the gold names.
    """

    def __init__(self, store: Store, folder: Path, articles: Iterable[str]) -> None:
        self._store = store
        self._folder = folder
        self._articles = pa.array(sorted(articles), pa.string())

    def of(self, table: str) -> list[Row]:
        """The rows of a table with an `article_id`, in the order of the table."""
        rows = self._store.table(self._folder, table)
        return list(rows.filter(pc.is_in(rows["article_id"], self._articles)).to_pylist())

    def named(self, table: str, key: str, values: Iterable[str | None]) -> list[Row]:
        """The rows of a table whose key is one of some values, in the order of the table."""
        rows = self._store.table(self._folder, table)
        wanted = pa.array(sorted({value for value in values if value is not None}), pa.string())
        return list(rows.filter(pc.is_in(rows[key], wanted)).to_pylist())

    @cached_property
    def articles(self) -> dict[str, Row]:
        """article_id -> its row."""
        return {row["article_id"]: row for row in self.of("articles")}

    @cached_property
    def mentions(self) -> list[Row]:
        """The mentions."""
        return self.of("mentions")
