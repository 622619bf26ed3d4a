"""The cache of stage results: Parquet shards named by their own checksum, written aside and renamed into place.

A row is (stage, key, payload); the key (`fingerprints.cache_key`) says all the payload depends on, so a row is never
stale, only unused. A shard whose bytes do not match its name (a torn disk, an edit) is dropped with a warning and its
articles are read again.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from pipeline.stages import STAGES

_SCHEMA = pa.schema([("stage", pa.string()), ("key", pa.string()), ("payload", pa.binary())])


@cache
def _adapter(stage: str) -> TypeAdapter[Any]:
    return TypeAdapter(next(s.produces for s in STAGES if s.name == stage))


def encode(stage: str, result: object) -> bytes:
    """A stage's result as JSON bytes; equal results give equal bytes."""
    return _adapter(stage).dump_json(result)


def decode(stage: str, payload: bytes) -> object:
    """The result that `encode` wrote."""
    return cast("object", _adapter(stage).validate_json(payload, strict=False))


class Cache:
    """Stage results on disk below one folder.

    Args:
        folder: made when the first shard is written.

    Attributes:
        warnings: what was found damaged and dropped.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warnings: list[str] = []

    def find(self, keys: Collection[str]) -> dict[str, bytes]:
        """The payloads of those keys that are cached."""
        found: dict[str, bytes] = {}
        wanted = pa.array(sorted(keys), pa.string())
        for shard in sorted(self.folder.glob("*.parquet")):
            table = self._read(shard)
            if table is None:
                continue
            rows = table.filter(pc.is_in(table["key"], wanted))
            found.update(zip(rows["key"].to_pylist(), rows["payload"].to_pylist(), strict=True))
        return found

    def add(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Write rows of (stage, key, payload) as one shard, durable when this returns."""
        columns = list(zip(*sorted(rows), strict=True))
        if not columns:
            return
        buffer = io.BytesIO()
        table = pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)
        pq.write_table(table, buffer, compression="zstd", store_schema=False)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(buffer.getvalue()).hexdigest()[:32]
        aside = self.folder / f".tmp-{os.getpid()}-{name}"
        with aside.open("wb") as stream:
            stream.write(buffer.getvalue())
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(self.folder / f"{name}.parquet")

    def sweep(self) -> None:
        """Remove what killed runs left half written. Call only while holding the outputs lock."""
        for orphan in self.folder.glob(".tmp-*"):
            orphan.unlink(missing_ok=True)

    def _read(self, shard: Path) -> Any:
        content = shard.read_bytes()
        if hashlib.sha256(content).hexdigest()[:32] != shard.stem:
            self.warnings.append(f"cache shard {shard.name} was damaged; its articles are read again")
            shard.unlink(missing_ok=True)
            return None
        return pq.read_table(io.BytesIO(content))
