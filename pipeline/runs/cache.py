"""The cache of stage results: Parquet shards named by their own checksum, written aside and renamed into place.

A row is (stage, key, payload); the key (`fingerprints.cache_key`) says all the payload depends on, so a row is never
stale, only unused. Rows are grouped by stage, so that a stage's results can be fetched without the others'. A shard
whose bytes do not match its name (a torn disk, an edit) is dropped with a warning and its articles are read again.

Small shards, of runs that read an article or two, are joined into larger ones; shards that no run has used lately are
removed when they outgrow those that are used.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from pipeline.errors import OutputsError
from pipeline.stages import STAGES

SHARD = 200
"""Articles of a shard: fewer make many files, more cost a killed run more reading."""
_SMALL = 24
"""Shards below a quarter of SHARD that may stand side by side before they are joined."""
_RECENT = 8
_SPARE = 64 << 20
"""Bytes of unused shards that are always kept: the results before a change of rules are wanted when it is undone."""
_SCHEMA = pa.schema([("stage", pa.string()), ("key", pa.string()), ("payload", pa.binary())])

Row = tuple[str, str, bytes]
"""Stage, key, payload."""


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
        readonly: leave damaged shards where they are.

    Attributes:
        warnings: what was found damaged and dropped.
    """

    def __init__(self, folder: Path, *, readonly: bool = False) -> None:
        self.folder = folder
        self._readonly = readonly
        self.warnings: list[str] = []
        self._homes: dict[str, tuple[Path, int]] | None = None
        self._used: set[Path] = set()
        self._recent: dict[tuple[Path, int], Any] = {}
        self._opened: tuple[Path, Any] | None = None

    def __contains__(self, key: object) -> bool:
        return key in self._index()

    def find(self, keys: Collection[str]) -> dict[str, bytes]:
        """The payloads of those keys that are cached."""
        index = self._index()
        wanted: dict[tuple[Path, int], list[str]] = {}
        for key in keys:
            if key in index:
                wanted.setdefault(index[key], []).append(key)
        found: dict[str, bytes] = {}
        for (shard, group), here in sorted(wanted.items()):
            self._used.add(shard)
            rows = self._group(shard, group)
            if len(here) < rows.num_rows:
                rows = rows.filter(pc.is_in(rows["key"], pa.array(here)))
            found.update(zip(rows["key"].to_pylist(), rows["payload"].to_pylist(), strict=True))
        return found

    def close(self) -> None:
        """Let go of the shards that were read last."""
        self._recent.clear()
        self._opened = None

    def _group(self, shard: Path, group: int) -> Any:
        """Keys and payloads of a row group; the last ones stay at hand for whoever asks article by article."""
        place = shard, group
        if place not in self._recent:
            while len(self._recent) >= _RECENT:
                del self._recent[next(iter(self._recent))]
            try:
                self._recent[place] = self._file(shard).read_row_group(group, columns=["key", "payload"])
            except OSError as error:
                raise OutputsError(
                    f"{shard}: is gone or cannot be read; run again to read its articles anew"
                ) from error
        return self._recent[place]

    def _file(self, shard: Path) -> Any:
        """A shard, open: its groups are read one after the other, and most of it, the language pass, is not read."""
        if self._opened is None or self._opened[0] != shard:
            self._opened = shard, pq.ParquetFile(shard)
        return self._opened[1]

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows as one shard, durable when this returns.

        Raises:
            OutputsError: the disk is full or the folder cannot be written.
        """
        self._added(rows)

    def _added(self, rows: Iterable[Row]) -> Path | None:
        """As `add`; the shard, None where there are no rows."""
        ordered = sorted(rows)
        if not ordered:
            return None
        content = _written(ordered)
        name = hashlib.sha256(content).hexdigest()[:32]
        shard, aside = self.folder / f"{name}.parquet", self.folder / f".tmp-{os.getpid()}-{name}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(shard)
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise OutputsError(
                f"{self.folder}: cannot be written ({error.strerror or error}); free space or name another --outputs"
            ) from error
        self._used.add(shard)
        if self._homes is not None:
            groups = {stage: nth for nth, stage in enumerate(_stages(ordered))}
            self._homes |= {key: (shard, groups[stage]) for stage, key, _ in ordered}
        return shard

    def sweep(self) -> None:
        """Remove what killed runs left half written. Call only while holding the outputs lock."""
        for orphan in self.folder.glob(".tmp-*"):
            orphan.unlink(missing_ok=True)

    def prune(self) -> None:
        """Join small shards, and remove the shards longest unused that outgrow the used ones.

        Call at the end of a run, while holding the outputs lock: what the run found or added counts as used. A run that
        asked for nothing, because nothing was new, says of no shard that it is unused.
        """
        if not self._used:
            return
        for shard in self._used:
            os.utime(shard)
        sizes = {shard: shard.stat().st_size for shard in self.folder.glob("*.parquet")}
        spare = max(_SPARE, sum(sizes[shard] for shard in self._used if shard in sizes))
        unused = sorted((s for s in sizes if s not in self._used), key=lambda s: (-s.stat().st_mtime_ns, s.name))
        for shard in unused:
            spare -= sizes[shard]
            if spare < 0:
                shard.unlink(missing_ok=True)
        self._join()

    def _join(self) -> None:
        small = [s for s in sorted(self._used) if s.is_file() and _open(s.read_bytes()).metadata.num_rows < SHARD]
        if len(small) <= _SMALL:
            return
        written: set[Path | None] = set()
        rows: dict[tuple[str, str], bytes] = {}
        for shard in small:
            for row in _open(shard.read_bytes()).read().to_pylist():
                rows[row["stage"], row["key"]] = row["payload"]
            if len(rows) >= SHARD * len(STAGES) or shard == small[-1]:  # those of all would be the whole cache
                written.add(self._added((stage, key, payload) for (stage, key), payload in rows.items()))
                rows.clear()
        for shard in small:  # only now that their rows stand elsewhere; what one alone held stands where it stood
            if shard not in written:
                shard.unlink(missing_ok=True)
                self._used.discard(shard)
        self._homes = None
        self.close()

    def _index(self) -> Mapping[str, tuple[Path, int]]:
        """Key -> where its payload stands, over all shards whose bytes are what was written."""
        if self._homes is None:
            self._homes = {}
            for shard in sorted(self.folder.glob("*.parquet")):
                try:
                    content = shard.read_bytes()
                except OSError as error:
                    self.warnings.append(f"cache shard {shard.name} cannot be read ({error.strerror or error})")
                    continue
                if hashlib.sha256(content).hexdigest()[:32] == shard.stem:
                    self._homes |= _keys(shard, content)
                    continue
                self.warnings.append(f"cache shard {shard.name} was damaged; its articles are read again")
                if not self._readonly:
                    shard.unlink(missing_ok=True)
        return self._homes


def _written(rows: list[Row]) -> bytes:
    """Sorted rows as the bytes of a Parquet file, a row group a stage."""
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, _SCHEMA, compression="zstd", store_schema=False) as writer:
        for stage in _stages(rows):
            columns = zip(*(row for row in rows if row[0] == stage), strict=True)
            writer.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], _SCHEMA))
    return buffer.getvalue()


def _stages(rows: list[Row]) -> list[str]:
    """The stages of sorted rows, each once: the order of a shard's row groups."""
    return list(dict.fromkeys(stage for stage, _, _ in rows))


def _open(content: bytes) -> Any:
    return pq.ParquetFile(io.BytesIO(content))


def _keys(shard: Path, content: bytes) -> dict[str, tuple[Path, int]]:
    file = _open(content)
    return {
        key: (shard, group)
        for group in range(file.num_row_groups)
        for key in file.read_row_group(group, columns=["key"])["key"].to_pylist()
    }
