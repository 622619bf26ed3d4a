"""Corpora and outputs that are named by an address: brought here before a command works on them, and back after a run.

A run works on the copies, so everything that holds for folders holds here. Two machines may not write to one address at
the same time: who comes second is told, loses its run but not what it read, and runs again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import ConfigError, CorpusError, OutputsError
from pipeline.runs.corpus import SUFFIXES
from pipeline.runs.mirror import Mirror, address_of
from pipeline.runs.store import MANIFEST, Store

LATEST = "latest"


def open_store(outputs: str | Path) -> Store:
    """The runs of an outputs folder; behind an address, of a copy that is brought up to date first.

    Raises:
        ConfigError: fsspec, or what it needs for the protocol, is not installed.
        OutputsError: the store cannot be reached.
    """
    address = address_of(outputs)
    if address is None:
        return Store(Path(outputs))
    mirror = Mirror(address, OutputsError)
    with mirror.held():
        _pull_outputs(mirror, cache=False)
    return Store(mirror.folder)


def prune(outputs: str | Path, keep: int) -> list[str]:
    """Remove all runs but the newest so many, here and behind the address; the ids of those removed.

    Raises:
        NotFoundError: there is no run.
        OutputsError: another run is writing there, or a file cannot be removed.
    """
    store = open_store(outputs)
    store.resolve(LATEST)  # says plainly where there is none
    removed = store.prune(keep)
    if removed and (address := address_of(outputs)):
        mirror = Mirror(address, OutputsError)
        with mirror.held():
            mirror.push(_is_of_a_run)
    return removed


def at_hand(settings: Settings) -> Settings:
    """The settings with folders of this machine: where an address was named, its copy, up to date.

    Raises:
        ConfigError: fsspec, or what it needs for the protocol, is not installed; the outputs lie in the corpus.
        CorpusError, OutputsError: a store cannot be reached; nothing stands where the corpus should.
    """
    found: dict[str, Path] = {}
    both = [address_of(folder) for folder in (settings.corpus, settings.outputs)]
    if both[0] and both[1] and f"{both[1].rstrip('/')}/".startswith(f"{both[0].rstrip('/')}/"):
        raise ConfigError(f"{both[1]}: lies in the corpus {both[0]}; name another with --outputs")
    if address := address_of(settings.corpus):
        found["corpus"] = _pull_corpus(Mirror(address, CorpusError))
    if address := address_of(settings.outputs):
        mirror = Mirror(address, OutputsError)
        with mirror.held():
            _pull_outputs(mirror, cache=True)
        found["outputs"] = mirror.folder
    return settings.model_copy(update=found)


@contextmanager
def brought_back(settings: Settings) -> Iterator[Settings]:
    """`at_hand`, and what was added to the outputs is sent to their address, also where the block was stopped.

    Raises:
        ConfigError, CorpusError: as `at_hand`.
        OutputsError: a store cannot be reached, or somebody else published a run there meanwhile.
    """
    here = at_hand(settings)
    address = address_of(settings.outputs)
    if address is None:
        yield here
        return
    mirror = Mirror(address, OutputsError)
    try:
        yield here
    except BaseException:
        with suppress(OutputsError), mirror.held():  # what was read is not read again, by whomever
            mirror.push(_is_of_the_cache)
        raise
    with mirror.held():
        _push_outputs(mirror)


def _pull_corpus(mirror: Mirror) -> Path:
    with mirror.held():
        listed = mirror.listing()
        if not listed:
            raise CorpusError(
                f"{mirror.address}: nothing stands there; name a folder of .txt or .md files with --corpus"
            )
        mirror.pull(lambda path: path.lower().endswith(SUFFIXES), listed=listed)
    return mirror.folder


def _pull_outputs(mirror: Mirror, *, cache: bool) -> None:
    """The runs, and what stages found if it is wanted. A run that never got there goes: the next one makes it again."""
    listed = mirror.listing()
    complete = _complete(listed)
    for run_id in Store(mirror.folder).run_ids():
        if run_id not in complete:
            mirror.forget(f"runs/{run_id}")
    mirror.pull(
        lambda path: (_run_of(path) in complete) or (cache and _is_of_the_cache(path)),
        listed=listed,
    )
    latest = mirror.text(LATEST)
    if latest in complete:
        link = mirror.folder / LATEST
        link.unlink(missing_ok=True)
        link.symlink_to(Path("runs") / latest)


def _push_outputs(mirror: Mirror) -> None:
    store = Store(mirror.folder)
    here = set(store.run_ids())
    others = sorted(_complete(mirror.listing()) - here)
    mirror.push(_is_of_the_cache)
    if others:
        newest = store.run_ids()[-1]
        mirror.forget(f"runs/{newest}")
        raise OutputsError(
            f"{mirror.address}: run {others[-1]} was published there meanwhile; run again to build on it"
        )
    mirror.push(_is_of_a_run)
    mirror.write(LATEST, store.resolve(LATEST).name)


def _complete(listed: dict[str, str]) -> set[str]:
    """The runs whose manifest is there: it comes last."""
    return {path.split("/")[1] for path in listed if _is_of_a_run(path) and path.endswith(f"/{MANIFEST}")}


def _run_of(path: str) -> str | None:
    return path.split("/")[1] if _is_of_a_run(path) else None


def _is_of_a_run(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "runs" and not parts[1].startswith(".")


def _is_of_the_cache(path: str) -> bool:
    return path.startswith("cache/") and path.endswith(".parquet")
