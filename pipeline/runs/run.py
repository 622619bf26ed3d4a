"""One run: list the corpus, read what is new, reconcile, write, publish. The order of the whole program.

list_corpus -> hashed -> nothing changed: the last run again
                      -> Intake (new articles) -> Shelf -> reconcile -> kept_rows -> build_tables -> checked_tables
                      -> write
            -> publish
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline import __version__
from pipeline.config import Settings
from pipeline.errors import ArticleError, ConfigError, CorpusError, NotFoundError, OutputsError
from pipeline.knowledge import Knowledge
from pipeline.records import Ledger, Override
from pipeline.records.collector import without_collector
from pipeline.runs.cache import Cache
from pipeline.runs.contract import checked_tables
from pipeline.runs.corpus import Listing, list_corpus
from pipeline.runs.executor import LARGE, dismiss_reader, recipe_for
from pipeline.runs.fingerprints import (
    components,
    package_versions,
    rules_fingerprint,
    stage_fingerprints,
    stage_needs,
)
from pipeline.runs.heap import give_back, one_heap, trim
from pipeline.runs.intake import Intake, Progress, Work, hashed
from pipeline.runs.kept_rows import Kept, kept_rows
from pipeline.runs.manifest import Manifest, ManifestTable, Skipped
from pipeline.runs.overrides import read_overrides
from pipeline.runs.overrides import warnings as override_warnings
from pipeline.runs.registry import last_registry
from pipeline.runs.rereading import CachedRereader
from pipeline.runs.reuse import inputs_of, repeat, skipped_again
from pipeline.runs.shelf import Shelf
from pipeline.runs.store import Store
from pipeline.runs.tables import build_tables
from pipeline.schema import BY_NAME, SCHEMA_VERSION
from pipeline.stages import notes as stage_notes
from pipeline.stages import reconcile

__all__ = ["Outcome", "Progress", "run"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. `read` holds the paths of the articles it read, the others came from the cache."""

    folder: Path
    manifest: Manifest
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """The tables of a run in a temporary folder, and what the manifest says of how they came about."""

    aside: Path
    tables: dict[str, ManifestTable]
    works: Sequence[Work]
    skipped: list[Skipped]
    warnings: list[str]
    repairs: list[str]
    inputs: str


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
        rules = rules_fingerprint(made_of)
        with one_heap():
            made = _make(_Job(settings, listing, store, cache, made_of, rules, overrides, progress))
        runs = store.run_ids()
        manifest = Manifest(
            schema_version=SCHEMA_VERSION,
            run_id=store.next_id(made.tables),
            previous_run=runs[-1] if runs else None,
            started=started,
            finished=_now(),
            newsledger=__version__,
            rules=rules,
            fingerprints=stage_fingerprints(made_of),
            components=made_of,
            needs=stage_needs(),
            options=settings.table_options(),
            packages=package_versions(),
            articles={work.entry.article_id: work.listed() for work in made.works},
            skipped=made.skipped,
            notes=notes,
            warnings=made.warnings,
            repairs=made.repairs,
            inputs=made.inputs,
            tables=made.tables,
        )
        folder = store.publish(made.aside, manifest)
        with suppress(OSError, OutputsError):  # the run stands; what was not tidied is tidied by the next
            cache.prune()
    return Outcome(folder, manifest, tuple(w.entry.path for w in made.works if w.read))


@dataclass(frozen=True, slots=True)
class _Job:
    """What a run works with."""

    settings: Settings
    listing: Listing
    store: Store
    cache: Cache
    made_of: Mapping[str, str]
    rules: str
    overrides: Sequence[Override]
    progress: Progress


def _make(job: _Job) -> _Made:
    """The tables: those of the last run where nothing changed, else made from the readings of all articles."""
    prints = stage_fingerprints(job.made_of)
    errors = list(job.listing.refused)
    works = hashed(job.listing, prints, errors)
    inputs = inputs_of(works, job.made_of, job.rules)
    repairs: list[str] = []
    if not job.settings.fresh:
        try:
            made = _repeated(job, works, errors, inputs)
        except NotFoundError as error:
            repairs.append(f"tables are made anew: {error}")
        else:
            if made is not None:
                return made
    recipe = recipe_for(job.settings, job.made_of)
    intake = Intake(job.settings, job.cache, prints, recipe, job.progress, errors)
    read = intake.read(works)
    aside, written, warnings, repaired = _merged(job, read, prints)
    inputs = inputs_of(works, job.made_of, job.rules) if intake.settled else ""  # a file may have changed meanwhile
    return _Made(
        aside,
        written,
        read,
        intake.skipped,
        warnings,
        list(dict.fromkeys([*repairs, *job.cache.warnings, *repaired])),
        inputs,
    )


def _repeated(job: _Job, works: Sequence[Work], errors: Sequence[ArticleError], inputs: str) -> _Made | None:
    """The last run again, if it was made from the same; told as a run that need not read anything."""
    again = repeat(job.store, inputs)
    if again is None:
        return None
    skipped = skipped_again(again.manifest, works, errors)
    known = {work.entry.article_id: work for work in works}
    job.progress.start(len(works), len(works))
    for file in skipped:
        job.progress.skipped(ArticleError(file.path, file.reason))
    kept = [known[name] for name in again.manifest.articles]
    return _Made(again.aside, again.tables, kept, skipped, again.manifest.warnings, [], inputs)


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


def _merged(
    job: _Job, works: Sequence[Work], prints: Mapping[str, str]
) -> tuple[Path, dict[str, ManifestTable], list[str], list[str]]:
    """Reconcile the readings and write the tables, checked against the schema; what a reader should know; repairs."""
    job.progress.step("reconciling actors, events and figures")
    registry, repairs = last_registry(job.store)
    knowledge = Knowledge(job.settings.knowledge)
    job.cache.close()
    if len(works) > LARGE:
        dismiss_reader()
        give_back()
    with without_collector():
        shelf = Shelf(works, job.cache)
        rereader = CachedRereader(knowledge, job.cache, prints, works, shelf.documents)
        ledger = reconcile(shelf.documents, knowledge, registry, job.overrides, rereader, shelf.release)
        job.cache.add(rereader.fresh)
        del registry, rereader
        if len(works) > LARGE:
            give_back()
        warnings = override_warnings(job.settings, ledger.override_notes)
        warnings += [f"{d.path}: {w}" for d in shelf.documents for w in d.reading.article.warnings]
        job.progress.step("writing tables")
        kept, damaged = _kept(job, ledger)
        trim()
        known = kept.articles if kept is not None else frozenset()
        anew = [document for document in ledger.documents if document.article_id not in known]
        tables = build_tables(ledger, knowledge, shelf.stretches(anew), kept)
        del ledger, anew  # their memory goes as the tables come
        aside, written = job.store.write(checked_tables(tables, known))
        repairs += damaged
    return aside, {name: written[name] for name in BY_NAME}, warnings, repairs


def _kept(job: _Job, ledger: Ledger) -> tuple[Kept | None, list[str]]:
    """The rows of the last run that stand, and a line where its tables are damaged."""
    if job.settings.fresh:
        return None, []
    try:
        return kept_rows(job.store, job.made_of, job.rules, ledger), []
    except NotFoundError as error:
        return None, [f"tables are made anew: {error}"]


def _keep_apart(settings: Settings) -> None:
    """Outputs inside the corpus would write there, and would be read as articles by the next run."""
    corpus, outputs = settings.corpus.resolve(), settings.outputs.resolve()
    if outputs == corpus or corpus in outputs.parents:
        raise ConfigError(
            f"{settings.outputs}: lies in the corpus folder {settings.corpus}; name another with --outputs"
        )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
