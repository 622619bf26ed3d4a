"""Rows of the tables of links between actors: references without a name, aliases, and the unions over articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipeline import ids
from pipeline.records import Document, Ref
from pipeline.runs.rows import Corpus, Row, span


def references(document: Document) -> Iterator[Row]:
    """The rows of `mentions` that name nobody."""
    for mention_id, reference in zip(ids.reference_ids(document), document.reading.actors.references, strict=True):
        yield {
            "mention_id": mention_id,
            **span(document, reference),
            "label": None,
            "form": reference.form,
            "title": None,
            "actor_id": None,
            "rule": reference.rule,
        }


def mention_actors(documents: Iterable[Document], corpus: Corpus) -> Iterator[Row]:
    """The rows of `mention_actors`: what a person decided about the name that stands before counts here, too."""
    actor_of = corpus.ledger.actor_of
    for document in documents:
        home = document.article_id
        places: dict[int, tuple[list[int], list[str]]] = {}
        for index, mention in enumerate(document.reading.actors.mentions):
            actor_id = actor_of.get(Ref(home, index))
            if mention.chain is not None and actor_id is not None:
                starts, found = places.setdefault(mention.chain, ([], []))
                starts.append(mention.start)
                found.append(actor_id)
        for mention_id, reference in zip(ids.reference_ids(document), document.reading.actors.references, strict=True):
            named = {
                found[max(0, bisect_left(starts, reference.start) - 1)]
                for starts, found in (places[chain] for chain in reference.chains if chain in places)
            }
            for actor_id in sorted(named):
                yield {
                    "mention_id": mention_id,
                    "article_id": home,
                    "actor_id": actor_id,
                    "name": corpus.names[actor_id],
                }


def aliases(corpus: Corpus) -> Iterator[Row]:
    """The rows of `actor_aliases`."""
    for actor in corpus.ledger.actors:
        for alias in actor.aliases:
            yield {
                "actor_id": actor.actor_id,
                "alias": alias.alias,
                "n_mentions": alias.n_mentions,
                "n_articles": alias.n_articles,
                "rule": alias.rule,
                "mention_id": corpus.mention(alias.first),
            }


def links(corpus: Corpus) -> Iterator[Row]:
    """The rows of `actor_links`."""
    for link in corpus.ledger.actor_links:
        yield {
            "mention_id": corpus.mention(link.mention),
            "to_id": corpus.mention(link.to),
            "actor_id": corpus.ledger.actor_of[link.mention],
            "rule": link.rule,
            "name": link.key or None,
        }
