"""Whom an article speaks of without naming them: collective phrases and pronouns, over the mentions that name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.actors.given_names import GivenNames
from pipeline.actors.groups import Groups
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.actors.pronouns import Pronouns
from pipeline.actors.scene import Scene
from pipeline.actors.syntax import Syntax
from pipeline.knowledge import Knowledge
from pipeline.records import Reference, Token


class References:
    """Finds the references of an article."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = GivenNames(knowledge)
        self.groups = Groups(knowledge, lexicon, self.names)

    def __call__(
        self,
        scene: Scene,
        tokens: Sequence[Token],
        titles: Mapping[int, Sequence[RolePhrase]],
        addressed: Mapping[int, str],
    ) -> tuple[Reference, ...]:
        """The references in text order.

        Args:
            scene: the article's mentions and actors.
            tokens: its tokens.
            titles: the titles it gives each person, by place among the actors.
            addressed: "m" or "f" of the persons it addresses so ("Mr", "Queen"), by place among the actors.
        """
        groups = self.groups(scene, titles)
        genders = {}
        for chain, actor in enumerate(scene.actors):
            if actor.kind == "person":
                known = {addressed.get(chain), self.names.of(actor.name), self._by_office(titles.get(chain, ()))} - {
                    None
                }
                if len(known) == 1:
                    genders[chain] = str(known.pop())
        pronouns = Pronouns(scene, Syntax(tokens), genders, self.lexicon.words["predicate"])(groups)
        return tuple(sorted([*groups, *pronouns], key=lambda reference: (reference.start, reference.end)))

    def _by_office(self, titles: Sequence[RolePhrase]) -> str | None:
        heads = {office.head for phrase in titles for office in phrase.offices}
        found = {g for g in "mf" if heads & self.lexicon.words[f"office_{g}"]}
        return found.pop() if len(found) == 1 else None
