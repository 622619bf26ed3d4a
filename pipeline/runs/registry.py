"""The ids of the last run, which the next one keeps."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import NotFoundError
from pipeline.runs.store import Store
from pipeline.stages import Registry


def last_registry(store: Store) -> tuple[Registry, list[str]]:
    """The ids of the last run whose tables are what it wrote, and a line for each newer one that is damaged."""
    damaged = []
    for run_id in reversed(store.run_ids()):
        folder = store.runs_folder / run_id
        try:
            told = store.manifest(folder).tables
            owners = [
                _owners(store.verified(folder, table, told[table]), owner)
                for table, owner in (("mentions", "actor_id"), ("event_mentions", "event_id"))
            ]
        except (NotFoundError, KeyError, pa.ArrowException) as error:
            damaged.append(f"ids are not taken from run {run_id}: {error}")
            continue
        return Registry(*owners), damaged
    return Registry({}, {}), [f"ids are minted anew: {line}" for line in damaged]


def _owners(content: bytes, owner: str) -> dict[str, str]:
    rows = pq.read_table(io.BytesIO(content), columns=["mention_id", owner])
    rows = rows.filter(rows[owner].is_valid()).combine_chunks()
    owners = rows[owner].combine_chunks().dictionary_encode()  # an actor has many mentions: its id is one string
    named = owners.dictionary.to_pylist()
    return {
        mention: named[nth]
        for mention, nth in zip(rows["mention_id"].to_pylist(), owners.indices.to_pylist(), strict=True)
    }
