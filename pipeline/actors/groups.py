"""Collective phrases: "the two leaders", "both sides", "the three ministers", and the actors each stands for.

A phrase is resolved only where exactly one reading holds. A reading is the set of fitting actors named in some stretch
before it (its sentence, with the sentence before, the lead, all that was told), where that set has as many as the phrase
says; all readings must agree. Else the phrase is kept without actors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.actors.forms import form
from pipeline.actors.given_names import GivenNames
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.actors.scene import Scene, Standing
from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.alternation import alternation
from pipeline.records import Reference

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4}
_RESTRICTED = re.compile(r"\s+(?:of|from|that|which|who|whose|involved|concerned)\b", re.IGNORECASE)
_EXPLICIT = re.compile(r"\s?[,:(–—-]\s?(?:namely\s+)?(?:the\s+)?")
_LINK = re.compile(r",?\s+(?:and|&)\s+(?:the\s+)?|,\s+(?:the\s+)?")
_DEPUTY = frozenset({"deputy", "vice"})
_PLAIN = re.compile(r"(?:the|these|those)\s", re.IGNORECASE)
_DOMINANT = 3


@dataclass(frozen=True, slots=True)
class Noun:
    """A plural noun and whom it stands for: a kind of actor or "side"; offices, words of the name and a fixed number."""

    stands_for: str
    offices: frozenset[str]
    words: frozenset[str]
    number: int | None
    gender: str | None = None

    @property
    def key(self) -> str:
        """What two nouns share that may stand for the same: "the two countries", "the nations"; "the two presidents"."""
        return self.stands_for if not self.offices else " ".join((self.stands_for, *sorted(self.offices)))


Fits = Callable[[Standing], bool]


class Groups:
    """Finds the collective phrases of an article.

    Args:
        knowledge: `actors/groups.tsv`, and the offices whose plurals need no row.
        lexicon: offices and demonyms.
        genders: genders of given names, for "the two women".
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, genders: GivenNames) -> None:
        self.lexicon = lexicon
        self.genders = genders
        self._nouns = _nouns(knowledge, lexicon)
        nouns = alternation(self._nouns)
        numbers = "|".join(_NUMBERS)
        self._counting = ("both", *(noun for noun, row in self._nouns.items() if row.number))
        self._phrase = re.compile(
            rf"\b(?:(?P<both>both)(?:\s+the|\s+of\s+the|\s+their)?|(?:all|the|these|those|their|our)(?:\s+the)?)\s+"
            rf"(?:(?P<number>{numbers})\s+)?(?P<adjectives>(?:[^\W\d_][\w-]*\s+){{0,2}}?)(?P<noun>{nouns})\b",
            re.IGNORECASE,
        )

    def __call__(self, scene: Scene, titles: Mapping[int, Sequence[RolePhrase]]) -> list[Reference]:
        """The collective phrases in text order.

        Args:
            scene: who stands where.
            titles: the titles that the article gives a person, by chain.
        """
        found: list[Reference] = []
        met: dict[str, tuple[int, ...]] = {}
        for index, start, text in scene.texts():
            for match in self._phrase.finditer(text) if met or self._may_count(text) else ():
                noun = self._noun(match["noun"], begins=match.start() == 0)
                number = noun.number or (2 if match["both"] else _NUMBERS.get((match["number"] or "").lower()))
                if _RESTRICTED.match(text, match.end()) is not None or (noun.number and match["number"]):
                    continue
                begin, end = start + match.start(), start + match.end()
                if number is not None:
                    reader = _Reader(
                        scene, titles, self, noun, number, f"{match['adjectives']} {match['noun']}".split()
                    )
                    chains, rule = reader.read(index, begin, end)
                    met[noun.key] = tuple(sorted(chains))
                elif not met.get(noun.key) or match["adjectives"].strip() or not _PLAIN.match(match.group()):
                    continue
                else:
                    # "the two countries ... trade between the countries": told once how many, they are the same.
                    chains, rule = met[noun.key], "same_group"
                quote = scene.article.text[begin:end]
                found.append(Reference(begin, end, quote, index, "collective", tuple(sorted(chains)), rule))
        return found

    def _may_count(self, text: str) -> bool:
        """Whether a phrase of a text may say how many it is about: few texts have one, and the search is dear."""
        low = text.lower()
        return not _NUMBERS.keys().isdisjoint(low.split()) or any(word in low for word in self._counting)

    def _noun(self, written: str, *, begins: bool) -> Noun:
        """What a noun stands for; "the two Parties" are political ones."""
        plain = " ".join(written.lower().split())
        political = f"political {plain}" if written[0].isupper() and not begins else plain
        return self._nouns.get(political, self._nouns[plain])


class _Reader:
    """One phrase and its readings."""

    def __init__(
        self,
        scene: Scene,
        titles: Mapping[int, Sequence[RolePhrase]],
        groups: Groups,
        noun: Noun,
        number: int,
        words: Sequence[str],
    ) -> None:
        self.scene = scene
        self.titles = titles
        self.groups = groups
        self.noun = noun
        self.number = number
        self.rank = next((word.lower() for word in words if word.lower() in _DEPUTY | {"former"}), "")
        known = (groups.lexicon.country(word) for word in words if word[:1].isupper())
        self.country = next((entry.country for entry in known if entry is not None), None)

    def read(self, sentence: int, start: int, end: int) -> tuple[Iterable[int], str]:
        """The chains of the phrase and the rule; () with "ambiguous" or "no_bearer"."""
        if self.noun.stands_for != "side":
            return self._read(sentence, start, end, self._fits)
        countries, rule = self._read(sentence, start, end, lambda s: s.kind == "country")
        bodies, body_rule = self._read(sentence, start, end, lambda s: s.kind == "organization", near=True)
        if countries and bodies:
            return (), "ambiguous"
        return (countries, rule) if countries else (bodies, body_rule)

    def _read(
        self, sentence: int, start: int, end: int, fits: Fits, *, near: bool = False
    ) -> tuple[Iterable[int], str]:
        named = self._named_after(sentence, end, fits)
        if named:
            return named, "named"
        here = [s for s in self.scene.before(sentence, start) if fits(s)]
        previous = self.scene.previous(sentence)
        around = [s for s in (self.scene.sentence(previous) if previous is not None else ()) if fits(s)] + here
        told = [s for s in self.scene.told_before(start) if fits(s)]
        lead: list[Standing] = []
        for i in self.scene.lead:
            if i < sentence and len(_chains(lead)) < self.number:
                lead += [s for s in self.scene.sentence(i) if fits(s)]
        readings = [_chains(here), _chains(around)] + ([] if near else [_chains(lead), _chains(told), _dominant(told)])
        exact = [reading for reading in readings if len(reading) == self.number]
        if not exact and len(_chains(told)) < self.number and not near:
            # A lead may speak of "the two countries" before it names both.
            exact = [r for r in [_chains(s for s in self.scene.all() if fits(s))] if len(r) == self.number]
        if not exact:
            return self._with_home(_chains(told), fits)
        if any(reading != exact[0] for reading in exact):
            return (), "ambiguous"
        countries = all(self.scene.actors[chain].kind == "country" for chain in exact[0])
        if countries and self.scene.is_domestic and self.scene.home not in exact[0]:
            # In a country's own story it is one of "the two countries", whoever was named last.
            return (), "ambiguous"
        return exact[0], "same_number"

    def _with_home(self, told: frozenset[int], fits: Fits) -> tuple[Iterable[int], str]:
        """All that were told and the article's own country, which goes without saying ("the two countries" in Seoul)."""
        if len(told) >= self.number:
            return (), "ambiguous"
        home = next((s.chain for s in self.scene.all() if s.chain == self.scene.home and fits(s)), None)
        complete = home is not None and home not in told and len(told) == self.number - 1
        return (told | {home}, "with_home") if complete and home is not None else ((), "no_bearer")

    def _named_after(self, sentence: int, end: int, fits: Fits) -> frozenset[int]:
        """The actors named right behind the phrase: "the two countries, Kenya and Peru"."""
        text = self.scene.article.text
        opening = _EXPLICIT.match(text, end)
        rows = self.scene.after(sentence, end)[: self.number]
        if opening is None or len(rows) < self.number or opening.end() != rows[0].start or not all(map(fits, rows)):
            return frozenset()
        links = pairwise(rows)
        linked = all(_LINK.fullmatch(text, left.end, right.start) for left, right in links)
        chains = _chains(rows)
        return chains if linked and len(chains) == self.number else frozenset()

    def _fits(self, standing: Standing) -> bool:
        noun = self.noun
        if standing.chain is None or standing.kind != noun.stands_for:
            return False
        actor = self.scene.actors[standing.chain]
        if self.country is not None and noun.stands_for != "country" and actor.country != self.country:
            return False
        if noun.words:
            tokens = {token for key in actor.keys for token in key.partition(":")[2].split()} | set(
                form(actor.name).tokens
            )
            return bool(tokens & noun.words)
        if noun.gender is not None:
            return self.groups.genders.of(actor.name) in {None, noun.gender}
        if not noun.offices:
            return True
        return any(
            "*" in noun.offices or (office.office in noun.offices and phrase.rank == self.rank)
            for phrase in self.titles.get(standing.chain, ())
            for office in phrase.offices
        )


def _chains(rows: Iterable[Standing]) -> frozenset[int]:
    return frozenset(s.chain for s in rows if s.chain is not None)


def _dominant(rows: Iterable[Standing]) -> frozenset[int]:
    """The actors named far oftener than any other."""
    ranked = Counter(s.chain for s in rows if s.chain is not None).most_common()
    cut = next((i for i in range(1, len(ranked)) if ranked[i - 1][1] >= _DOMINANT * ranked[i][1]), 0)
    return frozenset(chain for chain, _ in ranked[:cut])


def _nouns(knowledge: Knowledge, lexicon: Lexicon) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for key, office in lexicon.offices.items():
        classes = office.covers or frozenset({office.office})
        if key[-1].isalpha() and not key[-1].endswith(("s", "f")):
            nouns[" ".join(key) + "s"] = Noun("person", classes, frozenset(), None)
    for row in knowledge.rows("actors/groups.tsv"):
        head = lexicon.offices.get(tuple(row["office"].split()))
        classes = frozenset(cells(row["office"])) if head is None else head.covers or frozenset({head.office})
        gender = {"men": "m", "women": "f"}.get(row["noun"])
        number = int(row["number"]) if row["number"] else None
        nouns[row["noun"]] = Noun(row["stands_for"], classes, frozenset(cells(row["word"])), number, gender)
    nouns["ministers"] = Noun("person", frozenset({"minister", "foreign_minister"}), frozenset(), None)
    return nouns
