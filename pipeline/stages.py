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
from typing import Any

from pipeline.actors import ActorFinder, merge_actors
from pipeline.config import Settings
from pipeline.dates import DateFinder, Inferred, infer_published
from pipeline.events import EventFinder, merge_events
from pipeline.figures import FigureFinder, make_claims
from pipeline.ingest import Ingester, find_duplicates
from pipeline.knowledge import Knowledge
from pipeline.language import Annotator, notices
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    Document,
    Ledger,
    Override,
    Reading,
    TimeExpression,
)


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


STAGES: tuple[Stage, ...] = (
    Stage("ingest", ("source",), Article, lambda k, _: Ingester(k)),
    Stage("language", ("ingest",), Annotation, lambda k, s: Annotator(k, s.model)),
    Stage("dates", ("ingest", "language"), tuple[TimeExpression, ...], lambda k, _: DateFinder(k)),
    Stage("actors", ("ingest", "language"), ArticleActors, lambda k, _: ActorFinder(k)),
    Stage("figures", ("ingest", "language", "dates", "actors"), ArticleFigures, lambda k, _: FigureFinder(k)),
    Stage("events", ("ingest", "language", "dates", "actors", "figures"), ArticleEvents,
          lambda k, _: EventFinder(k)),
)  # fmt: skip


_FIELDS = tuple(zip(STAGES, (field.name for field in fields(Reading)), strict=True))


def notes(settings: Settings) -> tuple[str, ...]:
    """What a user should know of the stages as these settings build them, a line each.

    Raises:
        ModelError: the model that the settings name cannot be used.
    """
    return notices(settings.model)


def reading(parts: Mapping[str, Any]) -> Reading:
    """A Reading from the results of all stages, keyed by stage name."""
    return Reading(*(parts[stage.name] for stage in STAGES))


@dataclass(frozen=True, slots=True)
class Registry:
    """The ids of the last run: mention id -> actor id, event mention id -> event id; both empty from scratch."""

    actors: Mapping[str, str]
    events: Mapping[str, str]


def reconcile(
    documents: Sequence[Document], knowledge: Knowledge, registry: Registry, overrides: Sequence[Override] = ()
) -> Ledger:
    """The corpus stages, in order.

    Args:
        documents: in any order.
        knowledge: the tables that merging reads.
        registry: ids of the last run; it moves ids, never members.
        overrides: what a person decided about actors.
    """
    ordered = tuple(sorted(documents, key=publication_order))
    duplicate_of = find_duplicates(ordered)
    actors = merge_actors(ordered, knowledge, registry.actors, overrides)
    events = merge_events(ordered, knowledge, actors, registry.events)
    undated = any(document.reading.article.published is None for document in ordered)
    inferred = infer_published(ordered, events.events, DateFinder(knowledge), duplicate_of) if undated else {}
    if inferred:
        # Their place in the order stays that of undated articles, so that an article that comes to date them moves no id.
        ordered = _redated(ordered, inferred, knowledge)
        actors = merge_actors(ordered, knowledge, registry.actors, overrides)
        events = merge_events(ordered, knowledge, actors, registry.events)
    claims = make_claims(ordered, actors.actor_of, duplicate_of)
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


def _redated(
    documents: Sequence[Document], inferred: Mapping[str, Inferred], knowledge: Knowledge
) -> tuple[Document, ...]:
    """The documents with what was inferred, those with a day read again from their dates on."""
    again = [
        (stage, stage.build(knowledge, Settings()))
        for stage in STAGES
        if stage.name == "dates" or "dates" in stage.needs
    ]
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
        parts: dict[str, Any] = {stage.name: getattr(document.reading, field) for stage, field in _FIELDS}
        parts["ingest"] = article
        for stage, read in again if found.day is not None else ():
            parts[stage.name] = read(*(parts[need] for need in stage.needs))
        out.append(replace(document, reading=reading(parts)))
    return tuple(out)


def publication_order(document: Document) -> tuple[bool, str, str]:
    """Sort key: undated articles, then published first to last, then by id.

    Undated ones come first so that an article dated after all others comes last: then it mints no id anew.
    """
    published = document.reading.article.published
    return published is not None, published.isoformat() if published else "", document.article_id
