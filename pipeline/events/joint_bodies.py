"""Whose a joint commission is: when the body of two countries meets, the two countries do."""

from __future__ import annotations

import re

from pipeline.events.countries import Countries
from pipeline.events.mentioned import as_actors
from pipeline.records import ArticleActors, Participant

_PAIR = 2
_NAMED = 500
"""Mentions from the start of an article among which the names of the two countries are sought."""
_NEAR = 4
"""Words behind "joint" among which its body stands."""
_WORD = re.compile(r"\w+")
_SHARED = frozenset({"joint", "bilateral", "intergovernmental", "binational", "mixed", "interministerial"})
_BODIES = frozenset({"commission", "committee", "council", "mechanism", "board", "group", "cabinet", "subcommittee"})


def members_for_bodies(
    parts: tuple[Participant, ...], actors: ArticleActors, countries: Countries
) -> tuple[Participant, ...]:
    """The two countries in place of their joint body, where it alone takes part; else the participants as they are.

    Args:
        parts: the participants of a meeting.
        actors: the article's actors.
        countries: the countries it speaks of.
    """
    if len(parts) != 1 or actors.mentions[parts[0].mention].label != "ORG":
        return parts
    words = _WORD.findall(actors.mentions[parts[0].mention].text.lower())
    if not _BODIES & set(words):
        return parts
    members = _named(words, actors) or (countries.pair() if _SHARED & set(words) else ())
    return tuple(Participant(m, parts[0].role) for m in members) if len(members) == _PAIR else parts


def members_for_session(near: tuple[str, ...], countries: Countries) -> tuple[Participant, ...]:
    """The two countries for "the commission held its session", where the article told of their joint one.

    Args:
        near: the words around the session.
        countries: the countries that the article speaks of.
    """
    if not _BODIES & set(near) or not (countries.joint or _SHARED & set(near)):
        return ()
    return as_actors(countries.pair())


def is_shared(words: tuple[str, ...]) -> bool:
    """Whether a sentence names a joint body: "the intergovernmental commission"."""
    joint = [k for k, word in enumerate(words) if word in _SHARED]
    return any(not _BODIES.isdisjoint(words[k + 1 : k + _NEAR]) for k in joint)


def _named(words: list[str], actors: ArticleActors) -> tuple[int, ...]:
    """The countries whose names or adjectives are among the words of a name: "[Omani]-[Uzbek] Joint Committee"."""
    found: dict[int, int] = {}
    for index, mention in enumerate(actors.mentions[:_NAMED]):
        chain = mention.chain
        country = chain is not None and actors.actors[chain].kind == "country"
        if country and chain is not None and mention.text.lower() in words:
            found.setdefault(chain, index)
    order = sorted(found.values(), key=lambda m: words.index(actors.mentions[m].text.lower()))
    return tuple(order) if len(order) == _PAIR else ()
