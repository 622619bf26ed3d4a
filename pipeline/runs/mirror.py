"""Folders behind an address (`s3://…`, `gs://…`, `sftp://…`, `memory://…`): copies of them on this machine.

A copy is brought up to date before it is read: what the store says of a file (its size, tag, time) is compared with
what it said when the file was fetched, so a file travels once. What a run adds goes back file by file, `latest` after
the manifest, the manifest after its tables: a reader of the store finds the old run or the new one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import ConfigError, PipelineError

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.*)", re.DOTALL)
_INDEX = ".fetched.json"
_BATCH = 200
"""Files that are asked for at once: stores of objects answer many questions beside each other."""


def address_of(place: str | Path) -> str | None:
    """The address that an option names, or None where it names a folder; a Path has lost one of its slashes."""
    found = _ADDRESS.fullmatch(str(place))
    if found is None:
        return None
    host = "/" if found[1] in {"file", "local"} else ""  # the third slash is the path's own where no host is named
    return f"{found[1]}://{host}{found[2]}"


def copies_folder() -> Path:
    """Where copies lie: `newsledger` in the user's folder of caches (XDG_CACHE_HOME, ~/.cache)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsledger"


class Mirror:
    """A folder behind an address, and its copy.

    Args:
        address: as fsspec reads it; what a protocol wants (keys, end points) stands in the environment or fsspec's
            own configuration files.
        error: the class of errors: of the corpus or of the outputs.

    Attributes:
        folder: the copy.

    Raises:
        ConfigError: fsspec or what it needs for this protocol is not installed, or nobody knows the protocol.
    """

    def __init__(self, address: str, error: type[PipelineError]) -> None:
        self.address = address
        self._error = error
        try:
            from fsspec.core import url_to_fs

            self._store, root = url_to_fs(address)
        except ModuleNotFoundError as missing:
            raise ConfigError(
                f"{address}: is read through fsspec, which is not installed; pip install 'newsledger[cluster]'"
            ) from missing
        except (ImportError, ValueError) as unknown:
            raise ConfigError(f"{address}: cannot be opened ({unknown}); install what it names") from unknown
        self._root = str(root).rstrip("/")
        readable = re.sub(r"[^A-Za-z0-9.-]+", "-", address).strip("-.")[-60:]
        self.folder = copies_folder() / f"{readable}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"

    # -- from the store ---------------------------------------------------------------------------------------------

    def listing(self) -> dict[str, str]:
        """Path below the address -> what changes when the file does; empty where there is nothing."""
        with self._told():
            self._store.invalidate_cache()
            try:
                found: Mapping[str, Mapping[str, Any]] = self._store.find(self._root, detail=True)
            except FileNotFoundError:
                return {}
        listed = {}
        for path, said in found.items():
            inside = path.removeprefix(self._root).lstrip("/")
            if said.get("type") != "directory" and _is_below(inside):
                listed[inside] = hashlib.sha256(str(sorted(said.items())).encode()).hexdigest()[:32]
        return listed

    def pull(self, wanted: Callable[[str], bool], *, listed: Mapping[str, str] | None = None) -> None:
        """Fetch the files wanted that are new or changed; remove those that were fetched and are gone.

        Raises:
            PipelineError: of the class given: the store cannot be reached or a file not be fetched.
        """
        there = self.listing() if listed is None else listed
        index = self._index()
        for gone in sorted(path for path in index if path not in there):
            del index[gone]
            (self.folder / gone).unlink(missing_ok=True)
        todo = [p for p in there if wanted(p) and (index.get(p) != there[p] or not (self.folder / p).is_file())]
        todo.sort(key=_order)
        aside = self.folder / f".tmp-{os.getpid()}"
        try:
            for batch in (todo[i : i + _BATCH] for i in range(0, len(todo), _BATCH)):
                aside.mkdir(parents=True, exist_ok=True)
                with self._told():
                    here = [aside / str(number) for number in range(len(batch))]
                    self._store.get([f"{self._root}/{path}" for path in batch], [str(file) for file in here])
                    for path, file in zip(batch, here, strict=True):
                        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                        file.replace(self.folder / path)
                        index[path] = there[path]
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            self._remember(index)

    def text(self, path: str) -> str | None:
        """The words of a small file of the store, or None."""
        with self._told():
            try:
                content: bytes = self._store.cat_file(f"{self._root}/{path}")
            except FileNotFoundError:
                return None
        return content.decode("utf-8", "replace").strip()

    # -- to the store -----------------------------------------------------------------------------------------------

    def push(self, wanted: Callable[[str], bool]) -> None:
        """Send the files wanted that the store lacks, then remove there what was fetched and is gone here.

        Raises:
            PipelineError: of the class given: the store cannot be written. What has been sent is not sent again.
        """
        index = self._index()
        files = (f for f in self.folder.rglob("*") if f.is_file() and not f.is_symlink())
        here = {str(PurePosixPath(f.relative_to(self.folder))): f for f in files}
        new = sorted((p for p in here if wanted(p) and p not in index), key=_order)
        try:
            for path in new:
                with self._told():
                    self._store.makedirs(f"{self._root}/{path}".rsplit("/", 1)[0], exist_ok=True)
                    self._store.put_file(str(here[path]), f"{self._root}/{path}")
                index[path] = ""
            for path in sorted((p for p in index if p not in here and wanted(p)), key=_order, reverse=True):
                with self._told():
                    self._store.rm_file(f"{self._root}/{path}")
                del index[path]
            there = self.listing()
            index = {path: there[path] for path in index if path in there}
        finally:
            self._remember(index)

    def write(self, path: str, text: str) -> None:
        """Put a small file into the store in one step."""
        with self._told():
            self._store.pipe_file(f"{self._root}/{path}", f"{text}\n".encode())

    # -- between them -----------------------------------------------------------------------------------------------

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes of this machine from the copy; waits for them."""
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ".held").open("ab") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                yield

    def forget(self, folder: str) -> None:
        """Remove a folder of the copy, and what is known of its files."""
        shutil.rmtree(self.folder / folder, ignore_errors=True)
        self._remember({p: said for p, said in self._index().items() if not p.startswith(f"{folder}/")})

    def _index(self) -> dict[str, str]:
        try:
            index = json.loads((self.folder / _INDEX).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {p: said for p, said in index.items() if _is_below(p)} if isinstance(index, dict) else {}

    def _remember(self, index: Mapping[str, str]) -> None:
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = self.folder / f".tmp-{os.getpid()}-index"
            aside.write_text(json.dumps(index, sort_keys=True), encoding="utf-8")
            aside.replace(self.folder / _INDEX)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever a store raises, as a line of ours; each protocol has errors of its own."""
        try:
            yield
        except PipelineError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise self._error(
                f"{self.address}: cannot be reached ({reason}); check the address, your keys, and the network"
            ) from error


def _is_below(path: str) -> bool:
    """Whether a path stays below the folder it is joined to; a key of a store may be any string."""
    parts = path.split("/")
    return bool(path) and "\0" not in path and not any(part in {"", ".", ".."} for part in parts)


def _order(path: str) -> tuple[bool, str]:
    """Files in the order in which they travel: a run's manifest after its tables."""
    return path.endswith("/manifest.json"), path
