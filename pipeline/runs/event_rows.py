"""The rows of the event tables, a function a table: events, their mentions, actors, status, links, figures, rejected words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline import ids
from pipeline.records import Document, Ref
from pipeline.runs.rows import Corpus, Row, day, span


def events(corpus: Corpus) -> Iterator[Row]:
    """The rows of `events`."""
    for event in corpus.ledger.events:
        names = dict.fromkeys(who.name for who in event.participants)
        yield {
            "event_id": event.event_id,
            "type": event.type,
            "plover": event.plover,
            "status": event.status,
            "label": event.label,
            "actors": "; ".join(names),
            "date_start": day(event.date_start),
            "date_end": day(event.date_end),
            "date_precision": event.date_precision,
            "date_basis": event.date_basis,
            "place_id": event.place_id,
            "place": event.place,
            "n_articles": len({ref.article_id for ref in event.members}),
            "n_mentions": len(event.members),
            "plover_mode": event.mode,
            "plover_context": event.context,
        }


def mentions(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    """The rows of `event_mentions`."""
    for document in documents:
        minted = ids.event_mention_ids(document)
        for index, mention in enumerate(document.reading.events.mentions):
            yield {
                "mention_id": minted[index],
                "event_id": corpus.event_of[Ref(document.article_id, index)],
                **span(document, mention),
                "status": mention.status,
                "rule": mention.rule,
            }


def actors(corpus: Corpus) -> Iterator[Row]:
    """The rows of `event_actors`."""
    for event in corpus.ledger.events:
        for who in event.participants:
            yield {"event_id": event.event_id, "actor_id": who.actor_id, "name": who.name, "role": who.role}


def status(corpus: Corpus) -> Iterator[Row]:
    """The rows of `event_status`."""
    for event in corpus.ledger.events:
        for report in event.history:
            yield {
                "event_id": event.event_id,
                "article_id": report.article_id,
                "published": day(report.published),
                "status": report.status,
            }


def links(corpus: Corpus) -> Iterator[Row]:
    """The rows of `event_links`."""
    for link in corpus.ledger.event_links:
        yield {"event_id": link.event_id, "other_id": link.other_id, "relation": link.relation}


def figures(corpus: Corpus) -> Iterator[Row]:
    """The rows of `event_figures`."""
    for event in corpus.ledger.events:
        for ref in event.figures:
            yield {"event_id": event.event_id, "figure_id": corpus.figure(ref)}


def rejected(documents: Iterable[Document], _: Corpus) -> Iterator[Row]:
    """The rows of `rejected`."""
    for document in documents:
        for rejected_id, word in zip(ids.rejected_ids(document), document.reading.events.rejected, strict=True):
            yield {
                "rejected_id": rejected_id,
                **span(document, word),
                "type": word.type,
                "rule": word.rule,
                "reason": word.reason,
            }
