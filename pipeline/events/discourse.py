"""What an article has said so far: the last person spoken of, the last pair brought together, the countries.

It fills pronouns and pairs named before, where the actors stage left them open. Updated sentence by sentence, so a
reading never depends on what stands further down.
"""

from __future__ import annotations

from collections import Counter

from pipeline.events.view import View
from pipeline.knowledge import Knowledge
from pipeline.records import ArticleActors

_PERSONS = frozenset({"he", "she", "him", "his", "her"})
_GROUPS = frozenset({"they", "them", "their"})


class PairNouns:
    """The nouns of `events/groups.tsv`: "leaders" stands for people, "countries" for countries."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.stands_for = {row["noun"]: row["stands_for"] for row in knowledge.rows("events/groups.tsv")}


class Discourse:
    """The memory of one article."""

    def __init__(self, actors: ArticleActors, nouns: PairNouns) -> None:
        self._actors = actors
        self._nouns = nouns.stands_for
        self._person: int | None = None
        self._people: list[int] = []
        self._couple: tuple[int, ...] = ()
        self._plural: tuple[int, ...] = ()
        self._countries: Counter[int] = Counter()
        self._country_mention: dict[int, int] = {}

    def hear(self, view: View) -> None:
        """Take in the names of a sentence, before its events are read."""
        for index in sorted(view.spans, key=lambda m: view.spans[m]):
            mention = self._actors.mentions[index]
            if mention.chain is None or not 0 <= mention.chain < len(self._actors.actors):
                continue
            kind = self._actors.actors[mention.chain].kind
            if kind == "country":
                self._countries[mention.chain] += 1
                known = self._country_mention.get(mention.chain)
                # A name shows an actor better than an adjective does.
                if known is None or self._actors.mentions[known].form == "demonym":
                    self._country_mention[mention.chain] = index
            elif kind == "person":
                self._people = [p for p in self._people if self._chain(p) != mention.chain] + [index]

    def subject(self, mentions: tuple[int, ...]) -> None:
        """Note the subject of a clause: what "he" and "they" will stand for."""
        people = [m for m in mentions if self._kind(m) == "person"]
        if len(mentions) > 1:
            self._plural = mentions
        elif people:
            self._person = people[0]

    def together(self, mentions: tuple[int, ...]) -> None:
        """Note who was brought together: what "the two leaders" will stand for."""
        chains = {self._chain(m) for m in mentions}
        if len(chains) == 2:
            self._couple = mentions
            self._plural = mentions

    def pair_noun(self, words: tuple[str, ...], k: int) -> tuple[int, int] | None:
        """First and last word of the pair noun after "two" at `k`, one adjective allowed between."""
        for start in (k + 1, k + 2):
            for n in (3, 2, 1):
                if " ".join(words[start : start + n]) in self._nouns:
                    return start, start + n - 1
        return None

    def pair(self, noun: str) -> tuple[int, ...]:
        """Whom a pair noun stands for, () where that is not known."""
        kind = self._nouns.get(noun, "")
        if kind in ("person", "side"):
            if kind == "side" and self._couple:
                return self._couple
            people = tuple(m for m in self._couple if self._kind(m) == "person")
            if len(people) == 2:
                return people
            if kind == "person":
                return tuple(self._people[-2:]) if len(self._people) >= 2 else ()
        return self.country_pair()

    def country_pair(self) -> tuple[int, ...]:
        """The two countries spoken of most, () where fewer than two were named."""
        ranked = sorted(self._countries, key=lambda c: (-self._countries[c], self._country_mention[c]))[:2]
        return tuple(sorted(self._country_mention[c] for c in ranked)) if len(ranked) == 2 else ()

    def latter(self, view: View, k: int) -> int | None:
        """The person named last before word `k`, in the sentence or before it."""
        here = [m for m, (_, last) in view.spans.items() if last < k and self._kind(m) == "person"]
        return max(here, key=lambda m: view.spans[m]) if here else (self._people[-1] if self._people else None)

    def pronoun(self, word: str, view: View, k: int) -> tuple[int, ...]:
        """Whom a pronoun at word `k` stands for, () where that is not known."""
        if word in _PERSONS:
            here = [m for m, (_, last) in view.spans.items() if last < k and self._kind(m) == "person"]
            if here and word in ("his", "her"):
                return (min(here, key=lambda m: view.spans[m]),)
            return (self._person,) if self._person is not None else ()
        return self._plural if word in _GROUPS else ()

    def _chain(self, index: int) -> int | None:
        return self._actors.mentions[index].chain

    def _kind(self, index: int) -> str:
        chain = self._chain(index)
        known = chain is not None and 0 <= chain < len(self._actors.actors)
        return self._actors.actors[chain].kind if known and chain is not None else ""
