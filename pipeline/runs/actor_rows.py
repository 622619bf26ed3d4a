"""Rows of the tables of links between actors: aliases, and the unions over articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.records import Ledger

Minted = Mapping[str, tuple[str, ...]]
"""Article id -> the ids of its mentions."""


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
