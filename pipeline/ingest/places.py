"""Names of places in datelines: known ones by table, and the readable form of a surface ("HÀ NỘI" -> "Hanoi")."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.fold import fold
from pipeline.knowledge.places import Places

_MIN_TYPO_LENGTH = 9
"""Letters a name needs before one typo in it is forgiven: shorter names have true neighbours (Yanzhou, Yangzhou)."""
_PARTICLES = {"de", "del", "da", "do", "dos", "das", "du", "des", "of", "the", "and", "y", "e", "am", "sur", "upon"}
_WORD = re.compile(r"[^\W\d_]+")


class PlaceNames:
    """Readable names of cities and countries."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.places = Places(knowledge)
        self._long: dict[str, str] = {}
        for file in ("knowledge/countries.tsv", "knowledge/cities.tsv"):
            for row in knowledge.rows(file):
                for form in (row["name"], *cells(row["names"])):
                    if len(fold(form)) >= _MIN_TYPO_LENGTH - 1:
                        self._long[fold(form)] = row["name"]

    def known(self, surface: str) -> bool:
        """Whether a table has this name."""
        return self.places.city(surface) is not None or self.places.country(surface) is not None

    def name(self, surface: str) -> str:
        """As `place_name`."""
        surface = surface.title() if surface.islower() else surface
        city, country = self.places.city(surface), self.places.country(surface)
        if city is None and country is not None:
            return self.places.country_name(country)
        found = city or self._past_typo(fold(surface))
        if found:
            return found
        return _title_case(surface) if surface.isupper() else surface

    def _past_typo(self, key: str) -> str | None:
        if len(key) < _MIN_TYPO_LENGTH:
            return None
        near = {
            name
            for known, name in self._long.items()
            if known[0] == key[0] and OSA.distance(known, key, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else None


def place_name(surface: str, knowledge: Knowledge) -> str:
    """The readable name of a dateline's place.

    Args:
        surface: as in the article ("HÀ NỘI", "BUENOS AIRES").
        knowledge: its tables of cities and countries are read.

    Returns:
        The table's name ("Hanoi", "Buenos Aires"); one typo is forgiven in a name of nine letters or more with a single
        neighbour. A name no table has: title case if it is all capitals, else as it is.
    """
    return _place_names(knowledge).name(surface)


@lru_cache(maxsize=4)
def _place_names(knowledge: Knowledge) -> PlaceNames:
    return PlaceNames(knowledge)


def _title_case(surface: str) -> str:
    out = []
    for i, word in enumerate(surface.split(" ")):
        if i and word.casefold() in _PARTICLES:
            out.append(word.lower())
        elif "." in word:
            out.append(word)
        else:
            out.append(_WORD.sub(lambda part: part[0].capitalize(), word))
    return " ".join(out)
