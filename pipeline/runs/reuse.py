"""A run over what the last run was made from, without doing its work again.

The tables are a function of the articles, of what the run is made of, and of the ids of the last run, and the ids of a
run are those that the next one keeps. So where nothing changed, the tables of the last run are those of this one, but
for the tables that tell the step between the two: these are empty. The files are copied after their checksums are
compared with what the last run wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArticleError
from pipeline.runs.causes import STEPS
from pipeline.runs.intake import Work
from pipeline.runs.manifest import Manifest, ManifestTable, Skipped
from pipeline.runs.store import Store
from pipeline.runs.tables import arrow_schema
from pipeline.schema import BY_NAME, SCHEMA_VERSION


def inputs_of(works: Iterable[Work], made_of: Mapping[str, str], rules: str) -> str:
    """One hash of all that tables depend on but ids: every file that could be opened, what the run is made of, its code."""
    files = sorted((work.entry.path, work.sha256) for work in works)
    whole = hashlib.sha256(json.dumps([SCHEMA_VERSION, rules, sorted(made_of.items()), files]).encode())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Repetition:
    """The last run, made anew: its tables in a temporary folder, and its manifest."""

    aside: Path
    tables: dict[str, ManifestTable]
    manifest: Manifest


def repeat(store: Store, inputs: str) -> Repetition | None:
    """The tables of the last run for this one; None where it was made from something else.

    Raises:
        NotFoundError: its files are not what it wrote.
        OutputsError: the outputs folder cannot be written.
    """
    runs = store.run_ids()
    if not runs:
        return None
    folder = store.runs_folder / runs[-1]
    last = store.manifest(folder)
    if last.inputs != inputs or set(last.tables) != set(BY_NAME):
        return None
    steps = [name for name in STEPS if last.tables[name].rows]
    aside = store.copy(folder, {name: told for name, told in last.tables.items() if name not in steps})
    empty = {name: arrow_schema(BY_NAME[name]).empty_table() for name in steps}
    written = {**last.tables, **store.write_into(aside, empty.items())}
    return Repetition(aside, {name: written[name] for name in BY_NAME}, last)


def skipped_again(last: Manifest, works: Sequence[Work], errors: Iterable[ArticleError]) -> list[Skipped]:
    """The files that a repeated run skips: those that cannot be opened now, and those whose bytes no stage could read."""
    opened = {work.entry.path for work in works}
    now = [Skipped(path=error.path, reason=error.reason) for error in errors]
    told = [skipped for skipped in last.skipped if skipped.path in opened]
    return sorted([*now, *told], key=lambda s: (s.path, s.reason))
