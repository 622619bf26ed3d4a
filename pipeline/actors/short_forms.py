"""Short forms of bodies and places: a name cut at a function word, of its company word, of its country, or to its noun."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from pipeline.actors.body_names import BodyNames
from pipeline.actors.chains import Chains, Surface
from pipeline.actors.forms import form, is_ordered_subset
from pipeline.actors.lexicon import Lexicon

_MANY = 200


class ShortForms:
    """Links shorter names to the one longer name they are cut from."""

    def __init__(self, lexicon: Lexicon, names: BodyNames) -> None:
        self.lexicon = lexicon
        self.names = names
        self._function = lexicon.words["function"]
        self._company = lexicon.words["company"]
        self._nouns = lexicon.words["institution"] | lexicon.words["body"]
        self._legal = lexicon.words["legal"]
        self._direction = lexicon.words["direction"]

    def __call__(self, chains: Chains, things: list[int]) -> frozenset[int]:
        heads = _index(chains, things)
        ambiguous = set()
        for i in things:
            surface = chains.surfaces[i]
            if surface.entry is not None or surface.label == "NORP" or self._legal.issuperset(surface.tokens):
                continue
            if any(
                len(chains.surfaces[m].tokens) > len(surface.tokens) for m in chains.members(chains.root(i))[:_MANY]
            ):
                continue
            near = heads[surface.tokens[:2]]
            if len(surface.tokens) > 1:
                near = [*near, *heads[surface.tokens[0], ""]]
            # A word that so many names hold points to none of them.
            longer = [j for j in dict.fromkeys(near[:_MANY]) if self._shortens(surface, chains.surfaces[j])]
            if chains.link_if_one(i, longer, "short_form") > 1 and self.lexicon.is_generic(surface.tokens):
                ambiguous.add(i)
        return frozenset(ambiguous)

    def _shortens(self, short: Surface, long: Surface) -> bool:
        """Whether one name is the other cut at a function word, of its company word, or of its country."""
        s, tokens = short.tokens, long.tokens
        if long.entry is not None and long.entry.kind == "organization" and len(s) == 1 and short.label == "ORG":
            known = form(long.entry.name).tokens
            if len(tokens) == 1 and known[-1] == s[0] and self.lexicon.is_generic(s):
                # "the Administration" of "NASA"
                return True
        if len(tokens) <= len(s):
            return False
        if len(s) == 1 and s[0] in self._direction:
            # "the North" of "North Korea"
            return tokens[0] == s[0] and long.entry is not None and long.entry.kind != "organization"
        places = not {short.label, long.label} & {"ORG", "NORP"}
        if (short.label == "ORG") != (long.label == "ORG") or (places and (len(s) < 2 or long.entry is not None)):
            return False
        if tokens[: len(s)] == s:
            return self._is_cut_end(short, long)
        if short.form.is_acronym:
            return False
        if self._is_cut_company(s, tokens):
            return True
        return self._is_head(s, long) if len(s) == 1 else self._is_cut_start(s, long)

    def _is_cut_end(self, short: Surface, long: Surface) -> bool:
        """Whether what a longer name goes on with may be left out."""
        rest = long.tokens[len(short.tokens) :]
        if rest[0] in self._function:
            return not short.form.is_acronym
        if long.label != "ORG" or len(short.form.squash) < 3:
            return False
        # "Environment Canada" is "Environment" once it is known whose.
        company = rest[-1] in self._company or not self._legal.isdisjoint(rest)
        return company or self.names.is_country(rest) or self._is_first_word(short, rest)

    def _is_first_word(self, short: Surface, rest: tuple[str, ...]) -> bool:
        """Whether a name of one word may be the first of two: "Goldberg" of "Goldberg Stern", no place, no part of it."""
        word = short.tokens[0]
        if len(short.tokens) > 1 or len(rest) > 1 or short.form.is_acronym or len(word) < 4 or word in self._direction:
            return False
        if rest[0] in self._nouns or self.lexicon.entry(rest[0].title(), "GPE") is not None:
            return False
        known = self.lexicon.country(word.title()) or self.lexicon.entry(short.form.text, "GPE")
        return known is None and not self.lexicon.is_generic(short.tokens)

    def _is_cut_start(self, s: tuple[str, ...], long: Surface) -> bool:
        """Whether what a longer name begins with may be left out: a country, or what no other name stands without."""
        tokens = long.tokens
        start = next((k for k in range(len(tokens)) if tokens[k] == s[0]), 0)
        if start == 0 or tokens[start : start + len(s)] != s:
            return False
        ahead = " ".join(long.form.words[: len(long.form.words) - (len(tokens) - start)]) or " ".join(tokens[:start])
        rest = tokens[start + len(s) :]
        if tokens[start - 1] in self._function:
            # "Central Committee of the Communist Party of Peru" is a body of the party, not the party.
            return False
        if rest and rest[0] not in self._function:
            return False
        if self.lexicon.entry(ahead, "GPE") is not None:
            return True
        plain = not self.lexicon.is_generic(s) or (any(token in self._function for token in s) and start < 3)
        return not rest and plain and tokens[0] not in self._direction

    def _is_cut_company(self, s: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
        """Whether a company's name is cut in its middle: "Baoshan Steel" of "Baoshan Iron & Steel Co., Ltd."."""
        if len(s) < 2 or s[0] != tokens[0] or tokens[-1] not in self._legal or self.lexicon.is_generic(s[:1]):
            return False
        return is_ordered_subset(s, tokens) and self.lexicon.entry(s[0].title(), "GPE") is None

    def _is_head(self, s: tuple[str, ...], long: Surface) -> bool:
        """Whether one word is what a longer name is at bottom ("the Department"), or what a society is of."""
        tokens = long.tokens
        if self.lexicon.is_generic(s):
            bare = self.names.without_legal_form(tokens)
            head = bare[: bare.index("of")] if "of" in bare[1:] else bare
            return s[0] in {tokens[-1], head[-1]}
        return len(tokens) == 3 and tokens[0] in self.lexicon.words["society"] and tokens[1:] == ("of", *s)


def _index(chains: Chains, things: list[int]) -> dict[tuple[str, ...], list[int]]:
    """Surfaces by each word, by each two words in a row, and, with "" as second word, by their first word."""
    heads: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in things:
        surface = chains.surfaces[i]
        known = form(surface.entry.name).tokens[-1:] if surface.entry is not None else ()
        tokens = surface.tokens
        for token in dict.fromkeys((*tokens, *known)):
            heads[token,].append(i)
        for pair in dict.fromkeys(pairwise(tokens)):
            heads[pair].append(i)
        if tokens:
            heads[tokens[0], ""].append(i)
    return heads
