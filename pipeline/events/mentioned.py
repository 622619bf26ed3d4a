"""Who the mentions of an article are: kinds of their actors, and the actors of several participants."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.records import ArticleActors, Participant


def kind_of(actors: ArticleActors, mention: int) -> str:
    """Kind of the actor of a mention, "" where it has none."""
    chain = actors.mentions[mention].chain
    return actors.actors[chain].kind if chain is not None and 0 <= chain < len(actors.actors) else ""


def as_actors(mentions: Iterable[int]) -> tuple[Participant, ...]:
    """Mentions as those who do something together."""
    return tuple(Participant(mention, "actor") for mention in mentions)


def chains_of(actors: ArticleActors, participants: Iterable[Participant]) -> set[int | None]:
    """The chains of those who take part; None among them for a mention without an actor."""
    return {actors.mentions[part.mention].chain for part in participants}
