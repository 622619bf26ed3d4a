"""The stages, in order, in one place.

    per article (cached, any process)           over the corpus (one process, from the readings alone)
    ingest    bytes -> Article                  duplicates  near-duplicate articles
    language  -> Annotation: tokens, names      actors      mentions of all articles -> actors, roles
    dates     -> time expressions               events      event mentions -> events
    actors    -> mentions, local actors         claims      figures that state one quantity
    figures   -> figures, changes
    events    -> event mentions               dates       undated articles by the events they share with dated ones,
                                                            then read again from their dates on and merged again

A stage is built once per process from the knowledge and the settings, then called once per article with the results
of the stages it `needs`. A stage is pure: no clock, no file, no global that a call changes. `fingerprints` in `runs`
hashes a stage's package, the foundation and the fingerprints of what it needs, so a change re-runs only what depends
on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.config import BUILT_IN_MODEL, Settings
from pipeline.knowledge import Knowledge
from pipeline.records import (
    ActorMerge,
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    Document,
    EventMerge,
    Ledger,
    Override,
    Reading,
    TimeExpression,
)

if TYPE_CHECKING:
    from pipeline.actors import ActorFinder
    from pipeline.dates import DateFinder, Expression, Inferred
    from pipeline.events import EventFinder
    from pipeline.figures import FigureFinder
    from pipeline.ingest import Ingester
    from pipeline.language import Annotator


@dataclass(frozen=True, slots=True)
class Stage:
    """A per-article stage.

    Attributes:
        name: the concept package that holds it, and its key among the results.
        needs: the stages whose results it is called with, in this order; ("source",) for the file itself.
        produces: type of its result, which the cache writes and reads.
        build: makes the callable from the knowledge and the settings.
    """

    name: str
    needs: tuple[str, ...]
    produces: Any
    build: Callable[[Knowledge, Settings], Callable[..., object]]


# A package and the libraries behind it are imported when its stage is built: a run over nothing new builds none.


def _ingest(knowledge: Knowledge, _: Settings) -> Ingester:
    from pipeline.ingest import Ingester

    return Ingester(knowledge)


def _language(knowledge: Knowledge, settings: Settings) -> Annotator:
    from pipeline.language import Annotator

    return Annotator(knowledge, settings.model)


def _dates(knowledge: Knowledge, _: Settings) -> DateFinder:
    from pipeline.dates import DateFinder

    return DateFinder(knowledge)


def _actors(knowledge: Knowledge, _: Settings) -> ActorFinder:
    from pipeline.actors import ActorFinder

    return ActorFinder(knowledge)


def _figures(knowledge: Knowledge, _: Settings) -> FigureFinder:
    from pipeline.figures import FigureFinder

    return FigureFinder(knowledge)


def _events(knowledge: Knowledge, _: Settings) -> EventFinder:
    from pipeline.events import EventFinder

    return EventFinder(knowledge)


STAGES: tuple[Stage, ...] = (
    Stage("ingest", ("source",), Article, _ingest),
    Stage("language", ("ingest",), Annotation, _language),
    Stage("dates", ("ingest", "language"), tuple[TimeExpression, ...], _dates),
    Stage("actors", ("ingest", "language"), ArticleActors, _actors),
    Stage("figures", ("ingest", "language", "dates", "actors"), ArticleFigures, _figures),
    Stage("events", ("ingest", "language", "dates", "actors", "figures"), ArticleEvents, _events),
)

REREAD = tuple(stage.name for stage in STAGES if stage.name == "dates" or "dates" in stage.needs)
"""The stages whose results change with an article's day of publication."""
_FIELDS = tuple(zip(STAGES, (field.name for field in fields(Reading)), strict=True))


def notes(settings: Settings) -> tuple[str, ...]:
    """What a user should know of the stages as these settings build them, a line each.

    Raises:
        ModelError: the model that the settings name cannot be used.
    """
    if settings.model == BUILT_IN_MODEL:
        return ()  # it lacks nothing, and need not be imported to say so
    from pipeline.language import notices

    return notices(settings.model)


def reading(parts: Mapping[str, Any]) -> Reading:
    """A Reading from the results of all stages, keyed by stage name."""
    return Reading(*(parts[stage.name] for stage in STAGES))


def results(read: Reading) -> dict[str, Any]:
    """The results of all stages in a Reading, keyed by stage name."""
    return {stage.name: getattr(read, name) for stage, name in _FIELDS}


@dataclass(frozen=True, slots=True)
class Registry:
    """The ids of the last run: mention id -> actor id, event mention id -> event id; both empty from scratch."""

    actors: Mapping[str, str]
    events: Mapping[str, str]


class Rereader:
    """Reads undated articles again from their dates on, once other articles tell their day.

    Args:
        knowledge: the stages are built from it when first needed.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def _dates(self) -> DateFinder:
        return _dates(self._knowledge, Settings())

    @cached_property
    def _again(self) -> tuple[tuple[Stage, Callable[..., object]], ...]:
        return tuple((stage, stage.build(self._knowledge, Settings())) for stage in STAGES if stage.name in REREAD)

    def expressions(self, article: Article, annotation: Annotation) -> Sequence[Expression]:
        """The time expressions of an article with the tense of what they tell."""
        return self._dates.expressions(article, annotation)

    def read(self, before: Reading, article: Article) -> Reading:
        """A reading with its article in place of the one before, and what hangs on its day read anew."""
        parts = results(before) | {"ingest": article}
        if article.published is not None:
            for stage, run in self._again:
                parts[stage.name] = run(*(parts[need] for need in stage.needs))
        return reading(parts)


def reconcile(
    documents: Sequence[Document],
    knowledge: Knowledge,
    registry: Registry,
    overrides: Sequence[Override] = (),
    rereader: Rereader | None = None,
    release: Callable[[], object] = tuple,
) -> Ledger:
    """The corpus stages, in order.

    Args:
        documents: in any order.
        knowledge: the tables that merging reads.
        registry: ids of the last run; it moves ids, never members.
        overrides: what a person decided about actors.
        rereader: reads undated articles again; a new one by default.
        release: is called when a stage is done: documents may let go of what they fetched for it.
    """
    from pipeline.dates import infer_published
    from pipeline.figures import make_claims
    from pipeline.ingest import find_duplicates

    rereader = rereader or Rereader(knowledge)
    ordered = tuple(sorted(documents, key=publication_order))
    duplicate_of = find_duplicates(ordered)
    actors, events = _merged(ordered, knowledge, registry, overrides, release)
    undated = any(document.reading.article.published is None for document in ordered)
    inferred = infer_published(ordered, events.events, rereader, duplicate_of) if undated else {}
    if inferred:
        # Their place in the order stays that of undated articles, so that an article that comes to date them moves no id.
        ordered = _redated(ordered, inferred, rereader)
        release()
        actors, events = _merged(ordered, knowledge, registry, overrides, release)
    release()
    claims = make_claims(ordered, actors.actor_of, duplicate_of)
    release()
    return Ledger(
        documents=ordered,
        duplicate_of=duplicate_of,
        actors=actors.actors,
        actor_of=actors.actor_of,
        roles=actors.roles,
        actor_changes=actors.changes,
        actor_links=actors.links,
        override_notes=actors.notes,
        decided=actors.decided,
        events=events.events,
        event_changes=events.changes,
        event_links=events.links,
        claims=claims,
    )


def _merged(
    documents: Sequence[Document],
    knowledge: Knowledge,
    registry: Registry,
    overrides: Sequence[Override],
    release: Callable[[], object],
) -> tuple[ActorMerge, EventMerge]:
    """The actors of all documents, and the events they take part in."""
    from pipeline.actors import merge_actors
    from pipeline.events import merge_events

    actors = merge_actors(documents, knowledge, registry.actors, overrides)
    release()
    return actors, merge_events(documents, knowledge, actors, registry.events)


def _redated(
    documents: Sequence[Document], inferred: Mapping[str, Inferred], rereader: Rereader
) -> tuple[Document, ...]:
    """The documents with what was inferred, those with a day read again from their dates on."""
    out = []
    for document in documents:
        found = inferred.get(document.article_id)
        if found is None:
            out.append(document)
            continue
        article = replace(
            document.reading.article,
            published=found.day,
            published_basis="inferred" if found.day is not None else None,
            published_earliest=found.earliest,
            published_latest=found.latest,
        )
        out.append(replace(document, reading=rereader.read(document.reading, article)))
    return tuple(out)


def publication_order(document: Document) -> tuple[bool, str, str]:
    """Sort key: undated articles, then published first to last, then by id.

    Undated ones come first so that an article dated after all others comes last: then it mints no id anew.
    """
    published = document.reading.article.published
    return published is not None, published.isoformat() if published else "", document.article_id
