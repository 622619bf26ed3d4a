"""Which role phrases of an article describe somebody, as mentions: "the Peruvian President", "the diplomat"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.actors.lexicon import Lexicon
from pipeline.actors.owners import Owners
from pipeline.actors.phrase import RolePhrase
from pipeline.actors.role_phrases import Context, Holder, resolve
from pipeline.records import Mention, Name, Token

_NEXT = re.compile(r"\s+(\w+)")


class RoleMentions:
    """Reads the role phrases of one article that stand beside no name."""

    def __init__(self, text: str, tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> None:
        self.text = text
        self.names = names
        self.lexicon = lexicon
        self._heads = {token.start: token for token in tokens if token.dep}

    def __call__(
        self,
        phrases: Iterable[RolePhrase],
        people: Iterable[tuple[int, int, int]],
        held: Iterable[tuple[int, int, RolePhrase, frozenset[int]]],
        owners: Owners,
        country: Mapping[int, str | None],
    ) -> list[Mention]:
        """The mentions, `chain` being the chain of the person.

        Args:
            phrases: the phrases, in text order.
            people: (chain, start, sentence) of each person's name.
            held: (chain, start of the name, title, bodies it belongs to) of each title beside a name, in text order.
            owners: whose the offices are.
            country: alpha-3 by chain.
        """
        holders = [Holder(chain, start, title, country.get(chain), bodies) for chain, start, title, bodies in held]
        named: dict[int, list[tuple[int, int]]] = {}
        for chain, start, sentence in people:
            named.setdefault(sentence, []).append((start, chain))
        context = Context(named, {sentence: list(rows) for sentence, rows in named.items()})
        found = []
        for phrase in phrases:
            if not self._describes(phrase):
                continue
            owner = owners.of(phrase)
            bodies = frozenset(() if owner.body is None else (owner.body,))
            person, rule = resolve(phrase, owner.country, bodies, holders, context)
            if person is not None:
                context.spoken_of.setdefault(phrase.sentence, []).append((phrase.start, person))
            text = self.text[phrase.start : phrase.title_end]
            found.append(
                Mention(phrase.start, phrase.title_end, text, phrase.sentence, "PERSON", "role", None, person, rule)
            )
        return found

    def _describes(self, phrase: RolePhrase) -> bool:
        """Whether a phrase stands for a person: definite, no part of a compound, and no loose noun ("the head")."""
        possessive = phrase.lead is not None and self.text[self.names[phrase.lead].end] in "'’"
        if phrase.plural:
            return False
        if phrase.determiner not in {"the", "this", "that"} and not (possessive and not phrase.determiner):
            return False
        office = phrase.offices[0]
        if office.office == "member" and not phrase.of:
            return False
        head = self.text[phrase.title_start]
        if office.use == "portfolio" and not (head.isupper() or phrase.lead is not None):
            return False
        after = self.text[phrase.title_end : phrase.title_end + 2]
        if after[:1] == " " and after[1:].isupper() and head.isupper():
            return False
        return bool(phrase.of) or self._is_noun(phrase)

    def _is_noun(self, phrase: RolePhrase) -> bool:
        """Whether the office is the head of its noun phrase: by the parse, or by the word that follows."""
        last = max(self.text.rfind(sign, phrase.title_start, phrase.title_end) for sign in " -\n") + 1
        token = self._heads.get(max(last, phrase.title_start))
        if token is not None:
            return token.dep not in {"compound", "amod"} and token.pos in {"NOUN", "PROPN", ""}
        if phrase.offices[-1].head.split()[-1] not in self.lexicon.words["adjective"]:
            return True
        follows = _NEXT.match(self.text, phrase.title_end)
        return follows is None or follows.group(1).lower() in self.lexicon.words["predicate"]
