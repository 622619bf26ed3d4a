"""Rows of the tables of links between actors: references without a name, aliases, and the unions over articles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.records import Document, Ledger, Ref
from pipeline.runs.rows import span

Minted = Mapping[str, tuple[str, ...]]
"""Article id -> the ids of its mentions."""


def references(document: Document, minted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of `mentions` that name nobody."""
    for mention_id, reference in zip(minted, document.reading.actors.references, strict=True):
        yield {
            "mention_id": mention_id,
            **span(document, reference),
            "label": None,
            "form": reference.form,
            "title": None,
            "actor_id": None,
            "rule": reference.rule,
        }


def mention_actors(ledger: Ledger, minted: Minted) -> Iterator[dict[str, Any]]:
    """The rows of `mention_actors`: what a person decided about the name that stands before counts here, too."""
    names = {actor.actor_id: actor.name for actor in ledger.actors}
    for document in ledger.documents:
        home = document.article_id
        places: dict[int, tuple[list[int], list[str]]] = {}
        for index, mention in enumerate(document.reading.actors.mentions):
            actor_id = ledger.actor_of.get(Ref(home, index))
            if mention.chain is not None and actor_id is not None:
                starts, found = places.setdefault(mention.chain, ([], []))
                starts.append(mention.start)
                found.append(actor_id)
        for mention_id, reference in zip(minted[home], document.reading.actors.references, strict=True):
            named = {
                found[max(0, bisect_left(starts, reference.start) - 1)]
                for starts, found in (places[chain] for chain in reference.chains if chain in places)
            }
            for actor_id in sorted(named):
                yield {"mention_id": mention_id, "article_id": home, "actor_id": actor_id, "name": names[actor_id]}


def aliases(ledger: Ledger, mentions: Minted) -> Iterator[dict[str, Any]]:
    """The rows of `actor_aliases`."""
    for actor in ledger.actors:
        for alias in actor.aliases:
            yield {
                "actor_id": actor.actor_id,
                "alias": alias.alias,
                "n_mentions": alias.n_mentions,
                "n_articles": alias.n_articles,
                "rule": alias.rule,
                "mention_id": mentions[alias.first.article_id][alias.first.index],
            }


def links(ledger: Ledger, mentions: Minted) -> Iterator[dict[str, Any]]:
    """The rows of `actor_links`."""
    for link in ledger.actor_links:
        yield {
            "mention_id": mentions[link.mention.article_id][link.mention.index],
            "to_id": mentions[link.to.article_id][link.to.index],
            "actor_id": ledger.actor_of[link.mention],
            "rule": link.rule,
            "name": link.key or None,
        }
