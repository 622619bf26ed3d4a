"""Whom "he" or "she" may stand for, as far as the genders of an article's people are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.events.mentioned import kind_of
from pipeline.events.view import View
from pipeline.records import ArticleActors
from pipeline.syntax import SUBJECTS

_OBJECTS = {"she": "her", "he": "him"}


def over_clause(view: View, k: int, gender: str, actors: ArticleActors, known: Mapping[int, str]) -> int | None:
    """The person who is the subject of the clause over that of the pronoun at word `k`, by a parse.

    Args:
        view: the sentence.
        k: the pronoun.
        gender: what it says.
        actors: the article's actors.
        known: genders by chain, as far as they are known.
    """
    if view.tree is None:
        return None
    for above in view.tree.above(k):
        for subject in view.tree.all(above, SUBJECTS):
            mention = view.over(subject) if subject < k else None
            chain = actors.mentions[mention].chain if mention is not None else None
            if chain is None or mention is None or kind_of(actors, mention) != "person":
                continue
            if known.get(chain, gender) == gender:
                return mention
    return None


def as_object(view: View, k: int) -> int | None:
    """Word of the "her" or "him" before a "she" or "he" at word `k`: "[X] is to meet her, and then she will go"."""
    if view.tree is None or view.words[k] not in _OBJECTS:
        return None
    labels = (j for j in range(k - 1, -1, -1) if view.words[j] == _OBJECTS[view.words[k]])
    return next((j for j in labels if view.tree.deps[j] in ("obj", "iobj", "obl")), None)


def first_of(mentions: Iterable[int], gender: str, actors: ArticleActors, known: Mapping[int, str]) -> tuple[int, ...]:
    """The first of some mentions whose gender is not known to be another, () where there is none."""
    for mention in mentions:
        chain = actors.mentions[mention].chain
        if chain is not None and known.get(chain, gender) == gender:
            return (mention,)
    return ()
