"""Invented people, places and organisations of the whole world, from the word lists."""

from __future__ import annotations

import random
import re
from pathlib import Path

from names import words
from names.words import Country

_SLOT = re.compile(r"\{(\w+)\}")
_ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "ph",
    "r",
    "s",
    "t",
    "tr",
    "v",
    "z",
)
_RIMES = ("a", "al", "an", "ar", "e", "el", "en", "et", "i", "in", "ix", "o", "on", "or", "u", "um", "ia", "io", "eo")
_ENDS = ("Tech", "Bank", "Gas", "Tel", "Air", "Petro")
PLACES = ("city", "city", "city", "city", "city", "region", "region", "region", "area", "water", "site")
ORGANISATIONS = (
    *("ministry", "ministry", "committee", "committee", "party", "party", "body", "body", "forum", "forum", "forum"),
    *("localorg", "stateco", "stateco", "company", "company", "company", "institute", "institute", "media", "acronym"),
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
        self._phrases = {**words.kinds("places.tsv"), **words.kinds("organisations.tsv"), **words.kinds("roles.tsv")}

    def person(self, culture: str | None = None) -> tuple[str, str]:
        """A full name and the short form that later sentences use; without a culture, any."""
        if culture is None:
            names = self._cultures[self.rng.choice(self._listed if self.rng.random() < 0.25 else self._own)]
        else:
            names = self._cultures[culture]
        parts = [(part, self.rng.choice(names.parts[part])) for part in self.rng.choice(names.orders)]
        if self.rng.random() < 0.05:
            parts = [(part, f"{v}-{self.rng.choice(names.parts[part])}" if part == "F" else v) for part, v in parts]
        shorts = [value for part, value in parts if part == names.short]
        # Of two family names the first is the father's and the one that stands alone; so is the first given name.
        return " ".join(value for _, value in parts), shorts[0] if shorts else parts[-1][1]

    def country(self) -> Country:
        """Any country."""
        return self.rng.choice(words.countries())

    def phrase(self, kind: str) -> str:
        """A phrase of a kind in the word lists, its inner braces filled."""
        return _SLOT.sub(lambda slot: self._inner(slot.group(1)), self.rng.choice(self._phrases[kind]))

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

    def brand(self) -> str:
        """A made-up company name of one word."""
        name = "".join(self.rng.choice(_ONSETS) + self.rng.choice(_RIMES) for _ in range(self.rng.choice((2, 2, 3))))
        return name.capitalize() if self.rng.random() < 0.9 else name.capitalize() + self.rng.choice(_ENDS)

    def _inner(self, kind: str) -> str:
        if kind == "letters":
            return self.letters()
        if kind == "stem" and self.rng.random() < 0.5:
            return self.brand()
        if kind == "country":
            return bare(self.country().name)
        if kind == "demonym":
            return self.country().demonym
        if kind in ("surname", "given"):
            full, short = self.person()
            return short if kind == "surname" else full.split()[0]
        return bare(self.phrase(kind))


def bare(name: str) -> str:
    """The name without a leading "the"."""
    return name.removeprefix("the ")
