"""Where an actor's id of an older run leads: through the changes that each run since tells of. Reads tables only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.errors import NotFoundError
from pipeline.runs.store import Store


@dataclass(frozen=True, slots=True)
class Redirect:
    """A step: in this run `old_id` became `new_id`, by this mention and its rule."""

    run: str
    old_id: str
    new_id: str
    change: str
    mention_id: str
    rule: str

    def __str__(self) -> str:
        return f"{self.old_id} -> {self.new_id} ({self.change} in run {self.run}, by mention {self.mention_id}, {self.rule})"


class Redirects:
    """The redirects of all runs up to one, oldest first.

    Args:
        store: the outputs folder.
        folder: the run they lead to; runs after it are left out. Runs that were deleted or are damaged tell nothing.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._steps: list[Redirect] = []
        for run_id in store.run_ids():
            try:
                rows = store.table(store.runs_folder / run_id, "actor_changes").to_pylist()
                living = {row["old_id"] for row in rows}
                if living:
                    ids = store.table(store.runs_folder / run_id, "actors", ["actor_id"])["actor_id"].to_pylist()
                    living.intersection_update(ids)
            except NotFoundError:
                continue
            self._steps += [
                Redirect(run_id, row["old_id"], row["new_id"], row["change"], row["mention_id"], row["rule"])
                for row in rows
                if row["old_id"] not in living
            ]
            if run_id == folder.name:
                break

    def follow(self, wanted: str) -> tuple[tuple[Redirect, ...], tuple[str, ...]]:
        """The steps that an id, or the beginning of one, was led through, and the ids they end at; both may be empty."""
        at = {step.old_id for step in self._steps if step.old_id.startswith(wanted)}
        if wanted in at or len(at) > 1:
            at &= {wanted}
        taken: list[Redirect] = []
        run = ""
        gone: set[str] = set()
        for step in self._steps:
            if step.run != run:
                at -= gone
                run, gone = step.run, set()
            if step.old_id in at and step.old_id != step.new_id:
                taken.append(step)
                at.add(step.new_id)
                gone.add(step.old_id)
        at -= gone
        return tuple(taken), tuple(sorted(at)) if taken else ()

    def merged_into(self) -> dict[str, tuple[str, ...]]:
        """Id -> all older ids that ended at it and nowhere else, sorted."""
        held: dict[str, set[str]] = {}
        for _, steps in groupby(self._steps, key=lambda step: step.run):
            moved: dict[str, set[str]] = {}
            gone: set[str] = set()
            for step in steps:
                moved.setdefault(step.new_id, set()).update({step.old_id}, held.get(step.old_id, ()))
                gone.add(step.old_id)
            for old_id in gone:
                held.pop(old_id, None)
            for new_id, olds in moved.items():
                held.setdefault(new_id, set()).update(olds)
        ends = Counter(old_id for olds in held.values() for old_id in olds)
        alone = {end: tuple(sorted(old for old in olds if ends[old] == 1)) for end, olds in held.items()}
        return {end: olds for end, olds in alone.items() if olds}
