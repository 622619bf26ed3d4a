"""The outputs folder. Its whole layout:

    OUTPUTS/
      runs/0001-3f9a2c1e/     a complete run: one .parquet a table, manifest.json (written last)
      runs/.tmp-4711/         a run being written, or what a killed one left (swept by the next)
      latest -> runs/0001-…   a link, swapped in one step: readers see the old run or the new one
      cache/                  stage results by content, safe to delete at any time
      .lock                   held with flock while a run is written; the system frees it when the holder dies

A run is never changed once its folder has its name. Readers resolve `latest` once and then read one folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import ValidationError

from pipeline.errors import NotFoundError, OutputsError
from pipeline.runs.manifest import Manifest, ManifestTable
from pipeline.schema import BY_NAME

MANIFEST = "manifest.json"
_LITTLE = {"int64": "<i8", "int32": "<i4", "double": "<f8"}


class Store:
    """The runs below one outputs folder."""

    def __init__(self, outputs: Path) -> None:
        self.outputs = outputs
        self.runs_folder = outputs / "runs"
        self.cache_folder = outputs / "cache"

    # -- reading ----------------------------------------------------------------------------------------------------

    def run_ids(self) -> list[str]:
        """Ids of the complete runs, oldest first."""
        if not self.runs_folder.is_dir():
            return []
        return sorted(
            (f.name for f in self.runs_folder.iterdir() if not f.name.startswith(".") and (f / MANIFEST).is_file()),
            key=_run_number,
        )

    def resolve(self, run: str) -> Path:
        """The folder of a run: "latest", "previous", an id, the beginning of one, or a path.

        Raises:
            NotFoundError: there is none, or the beginning fits several.
        """
        as_path = Path(run)
        if (as_path / MANIFEST).is_file():
            return as_path.resolve()
        known = self.run_ids()
        if not known:
            raise NotFoundError(f"{self.outputs}: no run stands there; make one with `newsledger run`")
        if run == "latest":
            linked = (self.outputs / "latest").resolve()
            return linked if (linked / MANIFEST).is_file() else self.runs_folder / known[-1]
        if run == "previous":
            if len(known) < 2:
                raise NotFoundError(f"{self.outputs}: there is only one run, {known[0]}")
            return self.runs_folder / known[-2]
        fitting = [name for name in known if name == run] or [name for name in known if name.startswith(run)]
        if len(fitting) != 1:
            what = "fits several" if fitting else "is no run"
            raise NotFoundError(f"{run!r} {what}; runs here: {', '.join(known[-8:])}")
        return self.runs_folder / fitting[0]

    def manifest(self, folder: Path) -> Manifest:
        """The manifest of a run's folder.

        Raises:
            NotFoundError: it is missing or not ours.
        """
        try:
            return Manifest.model_validate_json((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError) as error:
            raise NotFoundError(
                f"{folder / MANIFEST}: cannot be read as a manifest; was the run written elsewhere?"
            ) from error

    def table(self, folder: Path, name: str, columns: list[str] | None = None) -> pa.Table:
        """A table of a run, or some of its columns.

        Raises:
            NotFoundError: no such table, or its file is missing or damaged.
        """
        if name not in BY_NAME:
            raise NotFoundError(f"{name!r} is no table; the tables are {', '.join(BY_NAME)}")
        try:
            return pq.read_table(folder / f"{name}.parquet", columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise NotFoundError(
                f"{folder / name}.parquet: is missing or damaged; run again to write a new run"
            ) from error

    # -- writing ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the outputs folder for writing, and sweep what killed runs left.

        Raises:
            OutputsError: the folder cannot be made or written, or another run holds it; an error of the file system
                while it is held is one, too.
        """
        try:
            self.runs_folder.mkdir(parents=True, exist_ok=True)
            stream = (self.outputs / ".lock").open("ab")
        except OSError as error:
            raise self.unwritable(error) from error
        with stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise OutputsError(f"{self.outputs}: another run is writing there; wait for it to end") from error
            try:
                for orphan in (*self.runs_folder.glob(".tmp-*"), *self.outputs.glob(".latest-*")):
                    shutil.rmtree(orphan) if orphan.is_dir() and not orphan.is_symlink() else orphan.unlink()
                yield
            except OSError as error:
                raise self.unwritable(error) from error

    def write(self, tables: Iterable[tuple[str, pa.Table]]) -> tuple[Path, dict[str, ManifestTable]]:
        """Write tables, as they come, into a temporary folder; durable when this returns.

        Raises:
            OutputsError: the disk is full or the folder cannot be written.
        """
        aside = self.runs_folder / f".tmp-{os.getpid()}"
        try:
            aside.mkdir()
        except OSError as error:
            raise self.unwritable(error) from error
        return aside, self.write_into(aside, tables)

    def write_into(self, aside: Path, tables: Iterable[tuple[str, pa.Table]]) -> dict[str, ManifestTable]:
        """Write tables, as they come, into a temporary folder that is there; it is removed where that fails.

        Raises:
            OutputsError: the disk is full or the folder cannot be written.
        """
        written = {}
        try:
            for name, table in tables:
                path = aside / f"{name}.parquet"
                pq.write_table(table.replace_schema_metadata(None), path, compression="zstd", store_schema=False)
                _sync(path)
                written[name] = ManifestTable(
                    rows=table.num_rows, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), digest=digest(table)
                )
                del table  # before the next is made
        except BaseException as error:
            shutil.rmtree(aside, ignore_errors=True)
            if isinstance(error, OSError):
                raise self.unwritable(error) from error
            raise
        return written

    def copy(self, folder: Path, tables: Mapping[str, ManifestTable]) -> Path:
        """Copy tables of a run into a temporary folder, durable when this returns.

        Raises:
            NotFoundError: one of them is not what the run wrote.
            OutputsError: the disk is full or the folder cannot be written.
        """
        aside = self.runs_folder / f".tmp-{os.getpid()}"
        try:
            aside.mkdir()
            for name, told in tables.items():
                content = self.verified(folder, name, told)
                path = aside / f"{name}.parquet"
                path.write_bytes(content)
                _sync(path)
        except NotFoundError:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            raise self.unwritable(error) from error
        return aside

    def verified(self, folder: Path, name: str, told: ManifestTable) -> bytes:
        """The bytes of a table's file.

        Raises:
            NotFoundError: they are not what the run wrote.
        """
        path = folder / f"{name}.parquet"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise NotFoundError(f"{path}: is missing or cannot be read") from error
        if hashlib.sha256(content).hexdigest() != told.sha256:
            raise NotFoundError(f"{path}: was changed after the run wrote it")
        return content

    def next_id(self, tables: Mapping[str, ManifestTable]) -> str:
        """Id of the run to come: a number that goes up, and 8 digits of what its tables hold."""
        content = json.dumps({name: table.digest for name, table in sorted(tables.items())})
        number = 1 + max((_run_number(name)[0] for name in self.run_ids()), default=0)
        return f"{number:04d}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    def publish(self, aside: Path, manifest: Manifest) -> Path:
        """Write the manifest, give the folder its name, and swap `latest`.

        Raises:
            OutputsError: a step failed; the last good run stands as it was.
        """
        final = self.runs_folder / manifest.run_id
        try:
            path = aside / MANIFEST
            path.write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
            _sync(path)
            _sync(aside)
            aside.rename(final)
            _sync(self.runs_folder)
            link = self.outputs / f".latest-{os.getpid()}"
            link.symlink_to(Path("runs") / manifest.run_id)
            link.replace(self.outputs / "latest")
            _sync(self.outputs)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            raise self.unwritable(error) from error
        return final

    def prune(self, keep: int) -> list[str]:
        """Remove all complete runs but the newest so many; the ids of those removed, oldest first.

        A run goes out of sight in one step, by another name, before its files go; so nobody finds half a run.

        Raises:
            OutputsError: another run is writing there, or a folder cannot be removed.
        """
        with self.lock():
            removed = self.run_ids()[:-keep]
            for run_id in removed:
                aside = self.runs_folder / f".tmp-old-{run_id}"
                (self.runs_folder / run_id).rename(aside)
                shutil.rmtree(aside)
        return removed

    def unwritable(self, error: OSError) -> OutputsError:
        """The error of an outputs folder that cannot be written."""
        reason = error.strerror or str(error)
        return OutputsError(f"{self.outputs}: cannot be written ({reason}); free space or name another with --outputs")


def digest(table: pa.Table) -> str:
    """SHA-256 over the columns' names, types and values: equal for equal rows, whatever wrote the file.

    Of each column which values are null, then the values, null ones as zero or empty: numbers and days as
    little-endian bytes, text as lengths in bytes and then the bytes. Neither chunks nor what stands under a null matter.
    """
    whole = hashlib.sha256()
    for field in table.schema:
        column = table[field.name]
        whole.update(f"{field.name} {field.type} {len(column)}\n".encode())
        whole.update(np.packbits(column.is_valid().to_numpy()).tobytes())
        if pa.types.is_string(field.type):
            filled = pc.fill_null(column, "")
            whole.update(pc.binary_length(filled).to_numpy().astype("<i4").tobytes())
            for chunk in filled.chunks:
                whole.update(_text_bytes(chunk))
        else:
            numbers = column.cast(pa.int64()) if pa.types.is_timestamp(field.type) else column
            whole.update(pc.fill_null(numbers, 0).to_numpy().astype(_LITTLE[str(numbers.type)]).tobytes())
    return whole.hexdigest()


def _text_bytes(chunk: Any) -> memoryview:
    """The bytes of all strings of an array without nulls, one after the other."""
    _, offsets, content = chunk.buffers()
    if content is None:
        return memoryview(b"")
    places = np.frombuffer(offsets, dtype=np.int32)
    return memoryview(content)[int(places[chunk.offset]) : int(places[chunk.offset + len(chunk)])]


def _run_number(run_id: str) -> tuple[int, str]:
    number = run_id.split("-", 1)[0]
    return (int(number) if number.isdigit() else 0, run_id)


def _sync(path: Path) -> None:
    """Make a file's bytes or a folder's names durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
