"""The countries an article speaks of: which two are "the two countries"."""

from __future__ import annotations

from collections import Counter

from pipeline.events.mentioned import kind_of
from pipeline.events.view import View
from pipeline.records import ArticleActors

_PAIR = 2


class Countries:
    """The countries of one article, as far as it is read, and those that all of it names.

    Attributes:
        home: alpha-3 of the country that the report comes from.
        joint: whether a body that two of them share was named: "the joint commission".
    """

    def __init__(self, actors: ArticleActors) -> None:
        self._actors = actors
        self._count: Counter[int] = Counter()
        self._mention: dict[int, int] = {}
        self._foretold: Counter[int] = Counter()
        self._first: dict[int, int] = {}
        self._bound: tuple[int, ...] = ()
        self.home: str | None = None
        self.joint = False

    def foretell(self, view: View) -> None:
        """Take in the countries of a sentence of the whole article, before it is read."""
        for index in sorted(view.spans):
            chain = self._chain(index)
            if chain is not None and self.is_country(index):
                self._foretold[chain] += 1
                self._first.setdefault(chain, index)

    def hear(self, index: int) -> None:
        """Take in the mention of a country that is read."""
        chain = self._chain(index)
        if chain is None:
            return
        self._count[chain] += 1
        known = self._mention.get(chain)
        # A name shows an actor better than an adjective does.
        if known is None or self._actors.mentions[known].form == "demonym":
            self._mention[chain] = index

    def named(self, view: View, k: int) -> tuple[int, ...]:
        """The two countries named in the sentence before word `k`, () where there are more or fewer."""
        found: dict[int, int] = {}
        for index, (_, last) in sorted(view.spans.items(), key=lambda entry: entry[1]):
            chain = self._chain(index)
            if last < k and chain is not None and self.is_country(index):
                found.setdefault(chain, index)
        return tuple(found.values()) if len(found) == _PAIR else ()

    def bring_together(self, mentions: tuple[int, ...]) -> None:
        """Note whose people meet first: "the two countries" are those of both sides, whatever else is spoken of."""
        codes = dict.fromkeys(code for m in mentions if (code := self._code(m)) is not None)
        if self._bound or len(codes) != _PAIR:
            return
        named = {self._actors.actors[c].country: m for c, m in sorted(self._first.items(), reverse=True)}
        if codes.keys() <= named.keys():
            self._bound = tuple(sorted(named[code] for code in codes))

    def bound(self) -> tuple[int, ...]:
        """The countries of the two sides that met first, () where that is not known."""
        return tuple(self._mention.get(chain, m) for m in self._bound if (chain := self._chain(m)) is not None)

    def of(self, mention: int) -> int | None:
        """The country that a person is of, as its mention."""
        code = self._code(mention)
        known = (c for c in self._first if self._actors.actors[c].country == code and code is not None)
        chain = next(known, None)
        return None if chain is None else self._mention.get(chain, self._first[chain])

    def _code(self, mention: int) -> str | None:
        """Alpha-3 of a mention's country; a person of whom none is told is of the country that the report is from."""
        chain = self._chain(mention)
        if chain is None:
            return None
        actor = self._actors.actors[chain]
        return actor.country or (actor.home or self.home if actor.kind == "person" else None)

    def pair(self) -> tuple[int, ...]:
        """The countries of the two sides, else the two spoken of most, () where fewer than two were named."""
        if self._bound:
            return self.bound()
        if len(self._count) < _PAIR:
            # "the two countries" in a lead that names but one of them: those the article goes on to speak of.
            first = sorted(self._foretold, key=lambda c: (-self._foretold[c], self._first[c]))[:_PAIR]
            return tuple(sorted(self._first[c] for c in first)) if len(first) == _PAIR else ()
        ranked = sorted(self._count, key=lambda c: (-self._count[c], self._mention[c]))[:_PAIR]
        return tuple(sorted(self._mention[c] for c in ranked)) if len(ranked) == _PAIR else ()

    def partner(self, mention: int) -> int | None:
        """The other of the two countries spoken of most, if this is one of them."""
        pair = self.pair()
        others = [m for m in pair if self._chain(m) != self._chain(mention)]
        return others[0] if len(pair) == _PAIR and len(others) == 1 else None

    def is_country(self, mention: int) -> bool:
        """Whether a mention is of a country."""
        return kind_of(self._actors, mention) == "country"

    def is_body(self, mention: int) -> bool:
        """Whether a mention is of an organisation or a country."""
        return kind_of(self._actors, mention) in ("organization", "country")

    def _chain(self, index: int) -> int | None:
        return self._actors.mentions[index].chain
