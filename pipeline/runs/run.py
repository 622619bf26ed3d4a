"""One run: list the corpus, read what is new, reconcile, write, publish. The order of the whole program.

list_corpus -> cached results + read_all (new articles) -> reconcile -> build_tables -> check -> publish
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from pipeline import __version__
from pipeline.config import Settings
from pipeline.errors import ArticleError, ConfigError, CorpusError, NotFoundError
from pipeline.knowledge import Knowledge
from pipeline.records import Document, Override, Source
from pipeline.runs.cache import Cache, decode
from pipeline.runs.contract import check_tables
from pipeline.runs.corpus import CorpusFile, Listing, list_corpus
from pipeline.runs.executor import BATCH, Task, read_all
from pipeline.runs.fingerprints import (
    cache_key,
    components,
    package_versions,
    rules_fingerprint,
    stage_fingerprints,
    stage_needs,
)
from pipeline.runs.manifest import Manifest, ManifestArticle, Skipped
from pipeline.runs.overrides import read_overrides
from pipeline.runs.overrides import warnings as override_warnings
from pipeline.runs.store import Store
from pipeline.runs.tables import build_tables
from pipeline.schema import SCHEMA_VERSION
from pipeline.stages import STAGES, Registry, reading, reconcile
from pipeline.stages import notes as stage_notes


class Progress(Protocol):
    """What a run tells while it works."""

    def note(self, text: str) -> None:
        """Something a user should know of the run as a whole."""

    def start(self, total: int, cached: int) -> None:
        """How many articles there are, and how many of them need not be read."""

    def article(self, path: str) -> None:
        """An article has been read."""

    def skipped(self, error: ArticleError) -> None:
        """A file cannot be read as an article."""

    def step(self, name: str) -> None:
        """A step over the whole corpus begins."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. `read` holds the paths of the articles it read, the others came from the cache."""

    folder: Path
    manifest: Manifest
    read: tuple[str, ...]


@dataclass(slots=True)
class _Work:
    """An article on its way: its keys in the cache and the encoded results known so far."""

    entry: CorpusFile
    sha256: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    results: dict[str, bytes] = field(default_factory=dict)
    read: bool = False

    def address(self, source: Source, prints: dict[str, str]) -> None:
        """Say under which keys the cache would hold the results for these bytes."""
        self.sha256 = hashlib.sha256(source.content).hexdigest()
        self.keys = {stage: cache_key(p, self.sha256, source.name) for stage, p in prints.items()}

    def listed(self) -> ManifestArticle:
        """Its line in the manifest."""
        return ManifestArticle(path=self.entry.path, sha256=self.sha256, read=self.read)

    def from_cache(self, found: dict[str, bytes]) -> dict[str, bytes]:
        """The results among those found."""
        return {stage: found[key] for stage, key in self.keys.items() if key in found}


def run(settings: Settings, progress: Progress) -> Outcome:
    """Read a corpus and publish a run.

    Raises:
        CorpusError: the folder cannot be read, or holds no article that can be.
        ConfigError: the outputs folder lies in the corpus.
        OutputsError: the outputs folder cannot be written or is held by another run.
        ModelError, KnowledgeError: the stages cannot be built.
        OverridesError: the overrides of actors are malformed.
    """
    _keep_apart(settings)
    listing = _list(settings)
    notes = _tell(stage_notes(settings), progress)
    overrides = read_overrides(settings, Knowledge(settings.knowledge))
    started = _now()
    store = Store(settings.outputs)
    with store.lock():
        cache = Cache(store.cache_folder)
        cache.sweep()
        made_of = components(settings)
        prints = stage_fingerprints(made_of)
        works, skipped = _read_corpus(listing, settings, cache, prints, progress)
        progress.step("reconciling actors, events and figures")
        tables, warnings = _make_tables(works, store, settings, overrides)
        progress.step("writing tables")
        aside, written = store.write(tables)
        runs = store.run_ids()
        manifest = Manifest(
            schema_version=SCHEMA_VERSION,
            run_id=store.next_id(written),
            previous_run=runs[-1] if runs else None,
            started=started,
            finished=_now(),
            newsledger=__version__,
            rules=rules_fingerprint(made_of),
            fingerprints=prints,
            components=made_of,
            needs=stage_needs(),
            options=settings.table_options(),
            packages=package_versions(),
            articles={work.entry.article_id: work.listed() for work in works},
            skipped=skipped,
            notes=notes,
            warnings=[*cache.warnings, *warnings],
            tables=written,
        )
        folder = store.publish(aside, manifest)
    return Outcome(folder, manifest, tuple(w.entry.path for w in works if w.read))


def _tell(notes: Sequence[str], progress: Progress) -> list[str]:
    """Say the notes; gives them back."""
    for note in notes:
        progress.note(note)
    return list(notes)


def _list(settings: Settings) -> Listing:
    """The files of the corpus; some of them at least."""
    listing = list_corpus(settings.corpus)
    if not listing.files and not listing.refused:
        raise CorpusError(f"{settings.corpus}: no .txt or .md file in it; put articles there or name another --corpus")
    return listing


def _make_tables(
    works: Sequence[_Work], store: Store, settings: Settings, overrides: Sequence[Override]
) -> tuple[dict[str, pa.Table], list[str]]:
    """Reconcile the readings and make the tables, checked against the schema; with what a reader should know."""
    registry, warnings = _registry(store)
    documents = [_document(work) for work in works]
    knowledge = Knowledge(settings.knowledge)
    ledger = reconcile(documents, knowledge, registry, overrides)
    tables = build_tables(ledger, knowledge)
    check_tables(tables)
    warnings += override_warnings(settings, ledger.override_notes)
    return tables, warnings + [f"{d.path}: {w}" for d in documents for w in d.reading.article.warnings]


def _read_corpus(
    listing: Listing, settings: Settings, cache: Cache, prints: dict[str, str], progress: Progress
) -> tuple[list[_Work], list[Skipped]]:
    """Every article with all its stage results, in id order, and the files that could not be read."""
    errors = list(listing.refused)
    works = _look_up(listing, settings, cache, prints, errors)
    todo = [work for work in works if len(work.results) < len(STAGES)]
    progress.start(len(works), len(works) - len(todo))
    for error in errors:
        progress.skipped(error)
    failed = set()
    batches = [todo[i : i + BATCH] for i in range(0, len(todo), BATCH)]
    for batch, results in zip(batches, read_all(_tasks(batches, prints, settings, cache), settings), strict=True):
        rows = []
        for work, result in zip(batch, results, strict=True):
            if result.error is not None:
                errors.append(result.error)
                failed.add(work.entry.article_id)
                progress.skipped(result.error)
                continue
            work.results.update(result.fresh)
            work.read = True
            rows += [(stage, work.keys[stage], payload) for stage, payload in result.fresh.items()]
            progress.article(work.entry.path)
        cache.add(rows)
    skipped = [Skipped(path=e.path, reason=e.reason) for e in sorted(errors, key=lambda e: (e.path, e.reason))]
    read = [work for work in works if work.entry.article_id not in failed]
    if not read:
        raise CorpusError(f"{settings.corpus}: none of its {len(skipped)} files could be read; nothing was written")
    return read, skipped


def _look_up(
    listing: Listing, settings: Settings, cache: Cache, prints: dict[str, str], errors: list[ArticleError]
) -> list[_Work]:
    """Hash every file and fetch what the cache holds of it. Files that cannot be opened go to `errors`."""
    works = []
    for entry in listing.files:
        try:
            source = entry.source()
        except ArticleError as error:
            errors.append(error)
            continue
        work = _Work(entry)
        work.address(source, prints)
        works.append(work)
    if not settings.fresh:
        found = cache.find({key for work in works for key in work.keys.values()})
        for work in works:
            work.results = work.from_cache(found)
    return works


def _tasks(
    batches: Sequence[Sequence[_Work]], prints: dict[str, str], settings: Settings, cache: Cache
) -> Iterator[list[Task]]:
    """The batches as tasks; bytes are read again only when a batch's turn comes, so memory stays flat."""
    for batch in batches:
        tasks = []
        for work in batch:
            try:
                source = work.entry.source()
            except ArticleError as error:
                tasks.append(Task(Source(work.entry.path, b""), {}, error))
                continue
            if hashlib.sha256(source.content).hexdigest() != work.sha256:  # it changed since it was listed
                work.address(source, prints)
                work.results = {} if settings.fresh else work.from_cache(cache.find(set(work.keys.values())))
            tasks.append(Task(source, dict(work.results), None))
        yield tasks


def _document(work: _Work) -> Document:
    parts: dict[str, Any] = {stage: decode(stage, payload) for stage, payload in work.results.items()}
    return Document(work.entry.article_id, work.entry.path, reading(parts))


def _registry(store: Store) -> tuple[Registry, list[str]]:
    """The ids of the last run, and a warning where it cannot be read."""
    try:
        folder = store.resolve("latest")
    except NotFoundError:
        return Registry({}, {}), []
    try:
        mentions = store.table(folder, "mentions", ["mention_id", "actor_id"]).to_pylist()
        triggers = store.table(folder, "event_mentions", ["mention_id", "event_id"]).to_pylist()
    except NotFoundError as error:
        return Registry({}, {}), [f"ids are minted anew: {error}"]
    return Registry(
        {row["mention_id"]: row["actor_id"] for row in mentions if row["actor_id"] is not None},
        {row["mention_id"]: row["event_id"] for row in triggers},
    ), []


def _keep_apart(settings: Settings) -> None:
    """Outputs inside the corpus would write there, and would be read as articles by the next run."""
    corpus, outputs = settings.corpus.resolve(), settings.outputs.resolve()
    if outputs == corpus or corpus in outputs.parents:
        raise ConfigError(
            f"{settings.outputs}: lies in the corpus folder {settings.corpus}; name another with --outputs"
        )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
