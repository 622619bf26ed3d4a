"""Invitations, what they are to, and what answers them: who was invited accepts what the other offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.mentioned import chains_of
from pipeline.records import ArticleActors, EventMention, Participant

_NEAR = 6
"""Mentions before an acceptance among which its invitation stands."""
_INVITED_TO = ("visit", "gathering", "exhibition")


def answering(event: EventMention, events: Sequence[EventMention], actors: ArticleActors) -> EventMention:
    """An acceptance with the roles of the invitation it answers; any other mention as it is.

    Args:
        event: a mention.
        events: the article's mentions before it.
        actors: the article's actors.
    """
    if event.type != "acceptance":
        return event
    asked = next((e for e in reversed(events[-_NEAR:]) if e.type == "invitation"), None)
    if asked is None or event.sentence - asked.sentence > 1:
        return event
    hosts = [p for p in asked.participants if p.role == "actor"]
    guests = [p for p in asked.participants if p.role == "recipient"]
    chains = [chains_of(actors, parts) for parts in (hosts, guests, event.participants)]
    if not chains[2] or chains[2] == chains[0]:  # "X invited Y, and she accepted"
        event = replace(event, participants=tuple(replace(p, role="actor") for p in guests))
    if hosts and guests and chains_of(actors, event.participants) == chains[1]:
        event = replace(event, participants=event.participants + tuple(replace(p, role="recipient") for p in hosts))
    return event


def invited(event: EventMention, events: Sequence[EventMention]) -> EventMention:
    """What somebody is invited to, with him or her: "handed [X] an invitation to visit [Y]"."""
    asked = events[event.content_of] if event.content_of is not None else None
    if asked is None or asked.type != "invitation" or event.type not in _INVITED_TO:
        return event
    guests = tuple(Participant(p.mention, "actor") for p in asked.participants if p.role == "recipient")
    rest = tuple(p for p in event.participants if p.role != "actor") if guests else event.participants
    return replace(event, participants=(*guests, *rest))
