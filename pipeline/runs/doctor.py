"""Checks of an installation: Python, libraries, model, knowledge files, folders, the last run. Nothing is changed."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import NotFoundError, PipelineError
from pipeline.knowledge import Knowledge, describe_files
from pipeline.runs.corpus import list_corpus
from pipeline.runs.store import Store

SENTENCE = "Peru's foreign minister arrived in Hanoi on Tuesday."
OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and what was found: a fault says what to do; a note is worth knowing and no fault."""

    name: str
    state: str
    found: str


def examine(settings: Settings) -> Iterator[Check]:
    """Every check in turn, as it is done; one that fails stops none of the others."""
    checks: tuple[tuple[str, Callable[[Settings], tuple[str, str]]], ...] = (
        ("python", _python),
        ("libraries", _libraries),
        ("knowledge", _knowledge),
        ("model", _model),
        ("corpus", _corpus),
        ("outputs", _outputs),
        ("last run", _last_run),
    )
    for name, check in checks:
        try:
            state, found = check(settings)
        except PipelineError as error:
            state, found = "fault", str(error)
        except Exception as error:  # noqa: BLE001 - a damaged installation fails in any way; the others must be told
            state, found = "fault", f"failed ({type(error).__name__}: {error}); install newsledger again"
        yield Check(name, state, found)


def _python(_: Settings) -> tuple[str, str]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        return "fault", f"{version}; install Python {'.'.join(map(str, OLDEST))} or newer"
    return "ok", f"{version} ({sys.executable})"


def _libraries(_: Settings) -> tuple[str, str]:
    """Each library that newsledger names, at the version that it asks for."""
    from packaging.requirements import Requirement  # comes with spaCy; where it is missing, that is what is told

    try:
        named = [Requirement(text) for text in metadata.requires("newsledger") or ()]
    except metadata.PackageNotFoundError:
        return "note", "newsledger runs from its source and is not installed; its libraries were not looked at"
    needed = [one for one in named if one.marker is None or one.marker.evaluate({"extra": ""})]
    faults = []
    for one in needed:
        try:
            version = metadata.version(one.name)
        except metadata.PackageNotFoundError:
            faults.append(f"{one.name} is missing")
            continue
        if not one.specifier.contains(version, prereleases=True):
            faults.append(f"{one.name} {version} is not {one.specifier}")
    if faults:
        return "fault", f"{'; '.join(faults)}; set up again with `make setup` or `pip install newsledger`"
    return "ok", f"{len(needed)} at the versions that are asked for"


def _knowledge(settings: Settings) -> tuple[str, str]:
    """Every file can be read, with the rows that the user adds."""
    knowledge = Knowledge(settings.knowledge)
    files = describe_files()
    rows = sum(len(knowledge.rows(file.name)) for file in files)
    added = f", with those of {settings.knowledge}" if settings.knowledge else ""
    return "ok", f"{len(files)} files, {rows:,} rows{added}"


def _model(settings: Settings) -> tuple[str, str]:
    """All stages are built and read a sentence."""
    from pipeline.runs.memory import extract_tables

    tables = extract_tables(SENTENCE, settings, None, "2025-09-04")
    names = set(tables["actors"]["name"].to_pylist())
    if not {"Peru", "Hanoi"} <= names or not tables["dates"].num_rows:
        return "fault", f"{settings.model}: read {sorted(names)} in {SENTENCE!r}; install newsledger again"
    return "ok", f"{settings.model}: loads and reads a sentence"


def _corpus(settings: Settings) -> tuple[str, str]:
    if not settings.corpus.exists():
        return "note", f"{settings.corpus}: not there yet; put .txt or .md files in it or name another with --corpus"
    listing = list_corpus(settings.corpus)
    others = f", {listing.n_other} other files are passed over" if listing.n_other else ""
    if listing.refused:
        return "fault", "; ".join(map(str, listing.refused))
    if not listing.files:
        return "note", f"{settings.corpus}: no .txt or .md file in it yet{others}"
    return "ok", f"{settings.corpus}: {len(listing.files)} articles{others}"


def _outputs(settings: Settings) -> tuple[str, str]:
    """The folder can be written, or made in the nearest folder above it that is there."""
    folder = settings.outputs.absolute()
    home = next(place for place in (folder, *folder.parents) if place.exists())
    if not home.is_dir():
        return "fault", f"{home}: is a file; remove it or name another folder with --outputs"
    try:
        tempfile.TemporaryFile(dir=home).close()  # permissions alone do not tell: the disk may be full or read-only
    except OSError as error:
        return "fault", f"{home}: cannot be written ({error.strerror}); mend that or name another with --outputs"
    return "ok", f"{settings.outputs}: can be {'written' if home == folder else 'made'}"


def _last_run(settings: Settings) -> tuple[str, str]:
    """Its tables are the bytes that its manifest names."""
    store = Store(settings.outputs)
    if not store.run_ids():
        return "note", f"{settings.outputs}: no run yet; make one with `newsledger run`"
    folder = store.resolve("latest")
    tables = store.manifest(folder).tables
    broken = [name for name, table in tables.items() if _sha256(folder / f"{name}.parquet") != table.sha256]
    if broken:
        raise NotFoundError(f"{folder}: {', '.join(broken)} damaged or missing; run again to write a new run")
    return "ok", f"{folder.name}: {len(tables)} tables as they were written"


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
