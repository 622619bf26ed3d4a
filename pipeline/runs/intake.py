"""From the corpus to readings: which files there are, what the cache holds of them, reading the rest.

Nothing of an article but its hashes stays in memory between these steps: results go to the cache as they come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.config import Settings
from pipeline.errors import ArticleError, CorpusError
from pipeline.records import Source
from pipeline.runs.cache import Cache, Row
from pipeline.runs.corpus import CorpusFile, Listing
from pipeline.runs.executor import BATCH, Recipe, Result, Task, read_all
from pipeline.runs.fingerprints import cache_key
from pipeline.runs.manifest import ManifestArticle, Skipped
from pipeline.stages import STAGES

LANGUAGE = "language"
_HELD = 50 * len(STAGES)
"""Results of articles that are written at once: a killed run loses no more, and fewer would make many small files."""


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


@dataclass(slots=True)
class Work:
    """An article on its way: what its bytes are, its keys in the cache by stage, and whether this run read it."""

    entry: CorpusFile
    sha256: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    read: bool = False

    def address(self, source: Source, prints: Mapping[str, str]) -> None:
        """Say under which keys the cache would hold the results for these bytes."""
        self.sha256 = hashlib.sha256(source.content).hexdigest()
        self.keys = {stage: cache_key(p, self.sha256, source.name) for stage, p in prints.items()}

    def listed(self) -> ManifestArticle:
        """Its line in the manifest."""
        return ManifestArticle(path=self.entry.path, sha256=self.sha256, read=self.read)


def hashed(listing: Listing, prints: Mapping[str, str], errors: list[ArticleError]) -> list[Work]:
    """Every file that can be opened, with the hash of its bytes; the others go to `errors`."""
    works = []
    for entry in listing.files:
        try:
            source = entry.source()
        except ArticleError as error:
            errors.append(error)
            continue
        work = Work(entry)
        work.address(source, prints)
        works.append(work)
    return works


class Intake:
    """Reads what the cache does not hold.

    Args:
        settings: of the run.
        cache: where results are found and go.
        prints: stage -> fingerprint.
        recipe: what workers build the stages from.
        progress: is told what happens.
        errors: files that cannot be read, as far as they are known.

    Attributes:
        skipped: files that could not be read, sorted, after `read`.
        settled: whether another run over the same bytes would skip the same files.
    """

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        prints: Mapping[str, str],
        recipe: Recipe,
        progress: Progress,
        errors: Sequence[ArticleError],
    ) -> None:
        self._settings = settings
        self._cache = cache
        self._prints = prints
        self._recipe = recipe
        self._progress = progress
        self._errors = list(errors)
        self.skipped: list[Skipped] = []
        self.settled = True

    def read(self, works: Sequence[Work]) -> list[Work]:
        """The articles whose results all stand in the cache now, in the order given.

        Raises:
            CorpusError: there is none.
            ModelError, KnowledgeError: the stages cannot be built.
            OutputsError: the cache cannot be written.
        """
        todo = [work for work in works if self._settings.fresh or not self._is_cached(work)]
        self._progress.start(len(works), len(works) - len(todo))
        for error in self._errors:
            self._progress.skipped(error)
        failed = self._read(todo)
        ordered = sorted(self._errors, key=lambda e: (e.path, e.reason))
        self.skipped = [Skipped(path=e.path, reason=e.reason) for e in ordered]
        kept = [work for work in works if work.entry.article_id not in failed]
        if not kept:
            raise CorpusError(
                f"{self._settings.corpus}: none of its {len(self.skipped)} files could be read; nothing was written"
            )
        return kept

    def _read(self, todo: Sequence[Work]) -> set[str]:
        """Read articles into the cache; the ids of those that cannot be."""
        failed: set[str] = set()
        rows: list[Row] = []
        batches = [todo[i : i + BATCH] for i in range(0, len(todo), BATCH)]
        found = read_all(self._tasks(batches), self._settings, self._recipe, len(todo))
        try:
            for batch, results in zip(batches, found, strict=True):
                for work, result in zip(batch, results, strict=True):
                    if result.error is not None:
                        self._skip(result.error, result)
                        failed.add(work.entry.article_id)
                        continue
                    work.read = True
                    rows += [(stage, work.keys[stage], payload) for stage, payload in result.fresh.items()]
                    self._progress.article(work.entry.path)
                if len(rows) >= _HELD:
                    held, rows = rows, []
                    self._cache.add(held)
        finally:  # what was read is kept, too, where the run is stopped
            self._cache.add(rows)
        return failed

    def _is_cached(self, work: Work) -> bool:
        return all(key in self._cache for key in work.keys.values())

    def _skip(self, error: ArticleError, result: Result) -> None:
        self._errors.append(error)
        self._progress.skipped(error)
        self.settled = self.settled and result.lasting

    def _tasks(self, batches: Sequence[Sequence[Work]]) -> Iterator[list[Task]]:
        """The batches as tasks; bytes and results are fetched when a batch's turn comes, so memory stays flat."""
        for batch in batches:
            tasks = [self._task(work) for work in batch]
            found = {} if self._settings.fresh else self._cache.find({k for w in batch for k in w.keys.values()})
            yield [
                Task(task.source, {s: found[k] for s, k in work.keys.items() if k in found}, task.error)
                for work, task in zip(batch, tasks, strict=True)
            ]

    def _task(self, work: Work) -> Task:
        """The file's bytes; it may have changed since it was listed."""
        try:
            source = work.entry.source()
        except ArticleError as error:
            return Task(Source(work.entry.path, b""), {}, error)
        work.address(source, self._prints)
        return Task(source, {}, None)
