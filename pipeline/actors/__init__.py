"""Actors: persons, organisations, countries and places, chained in the article, then merged over the corpus.

In the article (`ActorFinder`), every name becomes a mention and rules that name themselves chain the mentions of one
actor: folded names, "Long (ABBR)", initials, shorter names, address forms ("President Cường"), one typo, demonyms,
role phrases ("the Peruvian leader"). Titles are read beside names and kept as observations. Over the corpus
(`merge_actors`), chains are joined by exact keys only, never by a role and never by a similarity score, and ids stay
from run to run. What cannot be resolved stays unresolved.

    forms, lexicon             surfaces and knowledge          titles, attachment   offices and whose they are
    chains, bodies, persons    chaining in the article         role_phrases         who "the diplomat" is
    countries, local_actors    what a chain says               clusters, merge      the corpus
    overrides, nodes, fields   what a person decided           rows                 an actor's row
    given                      linking alone, for mentions that are marked already
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.on_demand import on_demand

if TYPE_CHECKING:
    from pipeline.actors.finder import ActorFinder
    from pipeline.actors.given import GivenMention, link_given
    from pipeline.actors.merge import merge_actors
    from pipeline.actors.overrides import parse_overrides

__all__ = ["ActorFinder", "GivenMention", "link_given", "merge_actors", "parse_overrides"]

__getattr__ = on_demand(
    __name__,
    {
        "ActorFinder": "finder",
        "GivenMention": "given",
        "link_given": "given",
        "merge_actors": "merge",
        "parse_overrides": "overrides",
    },
)
