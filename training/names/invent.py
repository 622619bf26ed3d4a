"""Invented people, places and organisations of the whole world, from the word lists."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from names import words
from names.words import Country

Lookup = Callable[[str], str | None]

_SLOT = re.compile(r"\{(\w+)\}")
_ONSETS = tuple("b br c ch d f g gr h j k kl kr l m n p ph pr qu r s sh sk st str t th tr v w y z".split())
_RIMES = tuple(
    "a al an ar as e el en er et i in is ix o on or os u um us y ia io eo ai ea ou ack ent ing ova ynx".split()
)
_ENDS = ("Tech", "Bank", "Gas", "Tel", "Air", "Petro", "Pay", "Soft", "Lab", "Works", "Med", "Net", "Cloud", "Cor")
_DOTTED = (".io", ".ai", ".com", "24", "365", "360")
_SUFFIXES = ("Jr.", "Jr", "Sr.", "II", "III", "IV")
# Cultures whose people write initials, and generational suffixes, in the Western way.
_WESTERN = frozenset(("english", "wordnames", "filipino", "westafrican", "eastafrican", "southernafrican", "caribbean"))
PLACES = (
    *("city", "city", "city", "city", "city", "region", "region", "region", "area", "water", "site", "village"),
    *("village", "suburb"),
)
ORGANISATIONS = (
    *("ministry", "ministry", "committee", "committee", "party", "party", "body", "body", "forum", "forum", "forum"),
    *("localorg", "stateco", "stateco", "company", "company", "company", "institute", "institute", "media", "acronym"),
    *("countrybody", "countrybody", "citybody", "oneword", "oneword", "oneword", "ngo", "court", "rebels", "club"),
    *("bank", "airline", "union", "force"),
)


class Inventor:
    """Draws names with one random generator, so that a seed fixes them all.

    Args:
        folder: the data folder, for the CC0 name lists.
        rng: the generator; shared with the caller.
    """

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.rng = rng
        self._cultures = words.cultures(folder)
        self._listed = [name for name in self._cultures if name.startswith("csv-")]
        self._own = [name for name in self._cultures if not name.startswith("csv-")]
        self._phrases = words.phrases()

    def person(self, culture: str | None = None) -> tuple[str, str]:
        """A full name and the short form that later sentences use; without a culture, any."""
        if culture is None:
            culture = self.rng.choice(self._listed if self._listed and self.rng.random() < 0.2 else self._own)
        names = self._cultures[culture]
        parts = [(part, self.rng.choice(names.parts[part])) for part in self.rng.choice(names.orders)]
        shorts = [value for part, value in parts if part == names.short]
        # Of two family names the first is the father's and the one that stands alone; so is the first given name.
        short = shorts[0] if shorts else parts[-1][1]
        draw = self.rng.random()
        if draw < 0.04 and sum(part == "F" for part, _ in parts) == 1:
            other = self.rng.choice(names.parts["F"])
            parts = [(part, f"{v}-{other}" if part == "F" and v != other else v) for part, v in parts]
            short = next((v for part, v in parts if part == names.short), short)
        elif len(parts) > 1 and (culture in _WESTERN or culture.startswith("csv-")):
            parts = self._western(parts, draw)
        return " ".join(value for _, value in parts), short

    def _western(self, parts: list[tuple[str, str]], draw: float) -> list[tuple[str, str]]:
        letter = self.rng.choice("ABCDEFGHJKLMNPRSTW")
        if draw < 0.1:
            return [*parts, ("S", self.rng.choice(_SUFFIXES))]
        if draw < 0.16:
            return [parts[0], ("I", f"{letter}."), *parts[1:]]
        if draw < 0.21:
            return [("I", self.rng.choice((f"{letter}.", f"{letter}.J.", f"{letter}. K.", f"{letter}"))), *parts[1:]]
        if draw < 0.23:
            return [parts[0], ("N", f'"{self.rng.choice(self._phrases["nickname"])}"'), *parts[1:]]
        return parts

    def given(self) -> str:
        """A first name alone."""
        return self.rng.choice(self._cultures[self.rng.choice(self._own)].parts["G"])

    def country(self) -> Country:
        """Any country."""
        return self.rng.choice(words.countries())

    def phrase(self, kind: str, lookup: Lookup | None = None) -> str:
        """A phrase of a kind in the word lists, its inner braces filled.

        Args:
            kind: a kind of the word lists.
            lookup: asked first for the value of an inner slot, once for each kind; None means draw one.
        """
        if kind == "oneword":
            return self.oneword()
        asked: set[str] = set()

        def fill(slot: re.Match[str]) -> str:
            inner = slot.group(1)
            known = lookup(inner) if lookup and inner not in asked else None
            asked.add(inner)
            value = known or self._inner(inner, lookup)
            # "the Bank of the Bahamas", but "the Bahamas Bank".
            return value if slot.string[: slot.start()].endswith((" of ", " for ")) else bare(value)

        return _SLOT.sub(fill, self.rng.choice(self._phrases[kind]))

    def place(self) -> str:
        """A place that is no country, without "the"."""
        return bare(self.phrase(self.rng.choice(PLACES)))

    def organisation(self) -> str:
        """An organisation, without "the"."""
        return bare(self.phrase(self.rng.choice(ORGANISATIONS)))

    def letters(self) -> str:
        """A made-up acronym."""
        size = self.rng.choice((2, 3, 3, 3, 4, 4, 5, 6))
        return "".join(self.rng.choice("AABCDEEFGHIIKLMNOOPRSTUV") for _ in range(size))

    def brand(self, *, plain: bool = False) -> str:
        """A made-up company name of one word; a plain one has its capital in front only."""
        rng = self.rng
        name = ""
        for _ in range(rng.choice((1, 2, 2, 2, 2, 3))):
            name += rng.choice(_ONSETS) + rng.choice(_RIMES)
        name = (name if len(name) > 3 else name + rng.choice(("lin", "ro", "da", "mex", "va"))).capitalize()
        draw = rng.random()
        if plain:
            return name
        if draw < 0.08:
            return name + rng.choice(_ENDS)
        if draw < 0.11:
            return name + rng.choice(_DOTTED)
        return name.upper() if draw < 0.14 else name

    def oneword(self) -> str:
        """A company or organisation of one word: made up, a plain word, a surname or a place."""
        draw = self.rng.random()
        if draw < 0.47:
            return self.brand()
        if draw < 0.67:
            return self.rng.choice(self._phrases["plainword"])
        if draw < 0.77:
            return self.rng.choice(self._phrases["stem"])
        if draw < 0.82:
            return self.letters()
        # Few, lest a place that acts ("Beijing said") be taken for a company.
        return self.person()[1] if draw < 0.94 else bare(self.phrase("city"))

    def ambiguous(self) -> str:
        """A name that may be a person's, a company's or a place's: only what stands around it tells."""
        draw = self.rng.random()
        if draw < 0.4:
            return self.rng.choice(self._phrases["ambiguous"])
        if draw < 0.65:
            return self.person()[1]
        return bare(self.phrase("city")) if draw < 0.85 else self.brand()

    def _inner(self, kind: str, lookup: Lookup | None) -> str:
        if kind == "letters":
            return self.letters()
        if kind == "brand" or (kind == "stem" and self.rng.random() < 0.5):
            return self.brand(plain=kind == "brand")
        if kind == "country":
            return self.country().name
        if kind == "demonym":
            return self.country().demonym
        if kind == "capital":
            return self.country().capital
        if kind == "given":
            return self.given()
        if kind == "surname":
            return self.person()[1]
        return bare(self.phrase(kind, lookup))


def bare(name: str) -> str:
    """The name without a leading "the"."""
    return name.removeprefix("the ")
