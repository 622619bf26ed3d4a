"""What a run would do, without doing it: which articles it would read, which stages of them, and why.

Nothing is written, no lock is taken, no model is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.config import Settings
from pipeline.errors import ArticleError, NotFoundError
from pipeline.runs.articles import ArticleChanges, article_changes
from pipeline.runs.cache import Cache
from pipeline.runs.causes import changed_components
from pipeline.runs.components import cause, decides
from pipeline.runs.corpus import list_corpus
from pipeline.runs.fingerprints import components, rules_fingerprint, stage_fingerprints, stage_needs
from pipeline.runs.intake import Work, hashed
from pipeline.runs.manifest import Manifest, ManifestArticle
from pipeline.runs.reuse import inputs_of
from pipeline.runs.store import Store


@dataclass(frozen=True, slots=True)
class Reading:
    """An article that a run would read, in whole or in part.

    Attributes:
        path: below the corpus.
        stages: those that would run, in order.
        reason: article added, article edited, a cause such as "code", skipped by the last run, or not in the cache.
        because: the components that are behind it, else "".
    """

    path: str
    stages: tuple[str, ...]
    reason: str
    because: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do.

    Attributes:
        last: id of the last run, None where there is none.
        articles: how many files could be opened.
        readings: those of them that would be read.
        changes: what became of the articles since the last run.
        refused: files that cannot be opened.
        components: what the tables are made of besides articles, where it changed since the last run: (old, new).
        repeats: whether the tables would be those of the last run.
    """

    last: str | None
    articles: int
    readings: tuple[Reading, ...]
    changes: ArticleChanges
    refused: tuple[ArticleError, ...]
    components: Mapping[str, tuple[str | None, str | None]]
    repeats: bool


def plan_run(settings: Settings) -> Plan:
    """What `run` would do with these settings now.

    Raises:
        CorpusError, ModelError, ConfigError: as `run`.
    """
    listing = list_corpus(settings.corpus)
    store = Store(settings.outputs)
    last = _last(store)
    made_of = components(settings)
    errors = list(listing.refused)
    works = hashed(listing, stage_fingerprints(made_of), errors)
    now = {w.entry.article_id: ManifestArticle(path=w.entry.path, sha256=w.sha256, read=False) for w in works}
    before = last or _nothing()
    after = before.model_copy(update={"articles": now, "components": made_of, "needs": stage_needs()})
    changes = article_changes(before, after)
    changed = changed_components(before, after) if last is not None else {}
    cache = Cache(store.cache_folder, readonly=True)
    readings = []
    skipped = {s.path for s in before.skipped}
    for work in works:
        stages = tuple(s for s, key in work.keys.items() if settings.fresh or key not in cache)
        if stages:
            readings.append(_reading(work, stages, changes, changed, skipped, fresh=settings.fresh))
    inputs = inputs_of(works, made_of, rules_fingerprint(made_of))
    return Plan(
        last=last.run_id if last is not None else None,
        articles=len(works),
        readings=tuple(readings),
        changes=changes,
        refused=tuple(sorted(errors, key=lambda e: e.path)),
        components=changed,
        repeats=last is not None and last.inputs == inputs and not settings.fresh,
    )


def _reading(
    work: Work,
    stages: tuple[str, ...],
    changes: ArticleChanges,
    changed: Iterable[str],
    skipped: set[str],
    *,
    fresh: bool,
) -> Reading:
    status = changes.status.get(work.entry.article_id)
    behind = [name for name in changed if any(decides(name, stage) for stage in stages)]
    if work.entry.path in skipped:
        return Reading(work.entry.path, stages, "skipped by the last run", "")
    if status is not None:
        return Reading(work.entry.path, stages, f"article {status}", "")
    if fresh:
        return Reading(work.entry.path, stages, "--fresh", "")
    if behind:
        return Reading(work.entry.path, stages, cause(behind), ", ".join(n.partition(" ")[2] for n in behind))
    return Reading(work.entry.path, stages, "not in the cache", "")


def _last(store: Store) -> Manifest | None:
    try:
        return store.manifest(store.resolve("latest"))
    except NotFoundError:
        return None


def _nothing() -> Manifest:
    """The manifest of a run over no article."""
    return Manifest(
        schema_version="",
        run_id="",
        previous_run=None,
        started="",
        finished="",
        newsledger="",
        rules="",
        fingerprints={},
        options={},
        packages={},
        articles={},
        skipped=[],
        warnings=[],
        tables={},
    )
