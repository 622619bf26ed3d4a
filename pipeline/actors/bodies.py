"""Rules that chain organisations and places inside an article; strongest first, each with its name.

gazetteer    one entry ("Viet Nam", "Vietnam")          acronym      "Long (ABBR)", or initials with one candidate
same_name    equal when squashed and expanded           short_form   "Viettel" of "Viettel … Group", one candidate
parenthesis  "Government Palace (Casa de …)"            typo         one letter in a long name of several words
place_noun   "Hue City", "the State of Texas"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from pipeline.actors.body_names import BodyNames
from pipeline.actors.chains import Chains, Surface
from pipeline.actors.forms import form
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.short_forms import ShortForms
from pipeline.actors.spelt_out import SpeltOut, acronym_in
from pipeline.records import Name

# "Tarnova International Airport" is "Tarnova Airport".
_LEFT_OUT = frozenset({"international"})
_MANY = 200
"""How many names of the same letters are looked at: so many mean none."""


class BodyRules:
    """Chains the organisations and places of an article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = BodyNames(lexicon)
        self._function = lexicon.words["function"]
        self.spelt_out = SpeltOut(lexicon)
        self.short_forms = ShortForms(lexicon, self.names)
        self._place = lexicon.words["place"]

    def __call__(
        self, text: str, names: Sequence[Name], chains: Chains, surface_of: Sequence[int], silent: frozenset[int]
    ) -> frozenset[int]:
        """Link what is one; gives the surfaces that stay unresolved because several chains could be meant.

        Args:
            text: the article's text.
            names: its names.
            chains: the chains of its surfaces.
            surface_of: the surface of each name.
            silent: sentences that tell nothing: there a name in brackets is another's ("ABUJA (Gulf News)").
        """
        things = [i for i, surface in enumerate(chains.surfaces) if not surface.person]
        pairs = self.spelt_out(text, names, chains, surface_of, silent)
        for long, short in pairs:
            self._take_over(chains, long, short)
        acronyms = {chains.surfaces[b].form.tokens[0]: chains.surfaces[a].tokens for a, b in pairs if a != b}
        for i in things:
            surface = chains.surfaces[i]
            if surface.label == "ORG":
                several = len(surface.form.tokens) > 1
                surface.tokens = self.names.spelt(
                    self.lexicon.expand(surface.form, acronyms) if several else surface.tokens
                )
        self._equal(chains, things)
        meanings: dict[int, set[int]] = defaultdict(set)
        for long, short in pairs:
            meanings[short].add(chains.root(long))
        ambiguous = {short for short, roots in meanings.items() if len(roots) > 1}
        for long, short in pairs:
            if short not in ambiguous:
                chains.link(short, long, "acronym" if acronym_in(chains.surfaces[short].form) else "parenthesis")
        self._initials(chains, things)
        self._place_nouns(chains, things)
        self._typos(chains, things)
        return self._offices(chains, things) | self.short_forms(chains, things) | ambiguous

    def _take_over(self, chains: Chains, long: int, short: int) -> None:
        """What the article spells out is what an acronym means here, whatever else it may mean."""
        meant, written = chains.surfaces[long], chains.surfaces[short]
        known = written.entry is not None and written.entry != meant.entry
        if known and self.spelt_out.is_acronym_of(written.form, meant.form.tokens):
            chains.set_entry(short, meant.entry)

    def _equal(self, chains: Chains, things: list[int]) -> None:
        entries: dict[str, int] = {}
        squashes: dict[tuple[str, str | None], int] = {}
        for i in things:
            surface = chains.surfaces[i]
            if surface.entry is not None:
                surface.rule = "gazetteer"
                chains.link(i, entries.setdefault(surface.entry.key, i), "gazetteer")
            left_out = self._function | _LEFT_OUT if surface.label == "FAC" else self._function
            tokens = self.names.without_legal_form(surface.tokens) if surface.label == "ORG" else surface.tokens
            content = [token for token in tokens if token not in left_out]
            # A long name with or without its "of" is one name; in a short one the little words may tell two apart.
            dense = len(content) > 2 or surface.label == "FAC"
            squash = "".join(content if dense else tokens), surface.country
            if squash in squashes and surface.entry is None:
                chains.link(i, squashes[squash], "same_name")
            squashes.setdefault(squash, i)

    def _offices(self, chains: Chains, things: list[int]) -> frozenset[int]:
        """Link "Health Ministry" and "Ministry of Health" of one country; a bare one of two countries' is unresolved."""
        offices: dict[str, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
        for i in things:
            surface = chains.surfaces[i]
            if surface.label == "ORG" and surface.entry is None and (office := self.names.office(surface.tokens)):
                offices[office][surface.country].append(i)
        ambiguous: list[int] = []
        for of in offices.values():
            for alike in of.values():
                for i in alike[1:]:
                    chains.link(i, alike[0], "same_name")
            bare = of.pop(None, [])
            if bare and len(of) == 1:
                owned = next(iter(of.values()))[0]
                # What is named before anybody's may be somebody else's.
                if chains.surfaces[bare[0]].mentions[0] > chains.surfaces[owned].mentions[0]:
                    chains.link(bare[0], owned, "same_name")
            elif bare and of:
                ambiguous += bare
        return frozenset(ambiguous)

    def _initials(self, chains: Chains, things: list[int]) -> None:
        longs: dict[str, list[int]] = defaultdict(list)
        for i in things:
            written = chains.surfaces[i].form.tokens, chains.surfaces[i].tokens
            for tokens in {*written, *map(self.names.without_legal_form, written)}:
                if len(tokens) > 1:
                    content = [token for token in tokens if token not in self._function]
                    for key in {"".join(t[0] for t in tokens), "".join(t[0] for t in content)}:
                        longs[key].append(i)
        for i in things:
            surface = chains.surfaces[i]
            if surface.form.is_acronym and surface.entry is None and surface.form.squash in longs:
                every = longs[surface.form.squash][:_MANY]
                alike = [j for j in every if (chains.surfaces[j].label == "ORG") == (surface.label == "ORG")]
                chains.link_if_one(i, alike or every, "acronym")

    def _place_nouns(self, chains: Chains, things: list[int]) -> None:
        """Link "Hue City" and "Hue", "the State of Texas" and "Texas"; never against a gazetteer entry (Mexico City)."""
        bare = {chains.surfaces[i].tokens: i for i in reversed(things) if chains.surfaces[i].label in {"GPE", "LOC"}}
        for i in things:
            surface = chains.surfaces[i]
            tokens = surface.tokens
            if surface.label not in {"GPE", "LOC"} or len(tokens) < 2:
                continue
            if tokens[-1] in self._place and tokens[:-1] in bare:
                chains.link(i, bare[tokens[:-1]], "place_noun")
            elif tokens[0] in self._place:
                rest = tokens[2:] if tokens[1] == "of" else tokens[1:]
                if rest in bare:
                    chains.link(i, bare[rest], "place_noun")

    def _typos(self, chains: Chains, things: list[int]) -> None:
        """One wrong letter in one word of a long name: "Untied Nations"."""
        buckets: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)
        for i in things:
            surface = chains.surfaces[i]
            if surface.label == "ORG" and len(surface.tokens) > 1 and len(surface.form.squash) >= 12:
                for k in range(len(surface.tokens)):
                    buckets[surface.tokens[:k] + surface.tokens[k + 1 :], k].append(i)
        for (_, k), group in buckets.items():
            for i in group[:50]:
                token = chains.surfaces[i].tokens[k]
                near = [
                    j
                    for j in group[:50]
                    if len(token) >= 4
                    and token != chains.surfaces[j].tokens[k]
                    and OSA.distance(token, chains.surfaces[j].tokens[k], score_cutoff=1) == 1
                    and len(chains.surfaces[j].mentions) >= len(chains.surfaces[i].mentions)
                ]
                chains.link_if_one(i, near, "typo")


def body_surface(name: Name, lexicon: Lexicon, names: BodyNames) -> Surface:
    """A surface of an organisation or place before any rule has seen it."""
    shape = form(name.text)
    entry = lexicon.entry(name.text, name.label)
    tokens = names.bare(shape) if name.label == "ORG" else shape.tokens
    return Surface(shape, name.label, person=False, entry=entry, tokens=tokens)
