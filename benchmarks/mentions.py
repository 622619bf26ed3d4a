"""Articles of invented people and bodies with their names marked, for measuring what links mentions; no model is needed.

About 25 names an article: people in full, then by surname; bodies with their acronym, then by it alone; countries,
demonyms, cities, and phrases such as "the Kenyan minister". Few names are met often and many once, surnames and given
names are shared, so that there are homonyms and surnames with many bearers.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.knowledge import default_knowledge
from pipeline.records import Annotation, Article, Name, Sentence

_T = TypeVar("_T")
_ONSETS = "b br ch d dr f g gl h j k kh l m n ng p r s st t th tr v w y z".split()
_VOWELS = "a e i o u ai ao ou ía".split()
_ENDS = ("", "", "n", "ng", "r", "s", "t", "l", "m")
_BODIES = ("Board", "Bank", "Corporation", "Union", "Agency", "Institute", "Foundation", "Company")
_FIELDS = ("Grain", "Rail", "Port", "Steel", "Power", "Fisheries", "Mining", "Timber", "Water", "Textile")
_TITLES = ("President", "Prime Minister", "Foreign Minister", "Ambassador", "Minister of Trade", "Governor")
_LINES = (
    "{demonym} {title} {person} met {person2} of {country2} in {city} on Monday.",
    "{surname} thanked the {body} ({acronym}) for its work in {country}.",
    "The {acronym} will open an office in {city2}, {surname2} said.",
    "{person3}, who leads the {body2}, told {surname} that {country} was ready.",
    "The {demonym} minister and {surname3} visited {city}.",
    "{surname2} invited {surname} to {country2}, and {acronym} agreed.",
)
_START = dt.date(2015, 1, 1)
NAMES_PER_ARTICLE = 22


@dataclass(frozen=True, slots=True)
class _Cast:
    """Whom articles may name. Persons are (given names, surname); bodies (name, acronym); countries (name, demonym)."""

    persons: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]
    countries: tuple[tuple[str, str], ...]
    cities: tuple[str, ...]


def articles(seed: int, mentions: int) -> Iterator[tuple[str, Article, Annotation]]:
    """Articles with about so many names in all: id, text, names; the same for the same arguments, in order of date."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    cast = _cast(chance, mentions)
    count = max(1, mentions // NAMES_PER_ARTICLE)
    for number in range(count):
        published = _START + dt.timedelta(days=number * 3650 // count)
        yield f"made-{number:07d}", *_article(chance, cast, published)


def _cast(chance: random.Random, mentions: int) -> _Cast:
    knowledge = default_knowledge()
    surnames = sorted({_word(chance) for _ in range(500 + mentions // 200)})
    given = sorted({_word(chance) for _ in range(800)})
    persons = tuple(
        (" ".join(chance.choice(given) for _ in range(chance.choice((1, 1, 1, 2)))), _often(chance, surnames))
        for _ in range(200 + mentions // 20)
    )
    bodies = []
    for _ in range(100 + mentions // 60):
        words = [_word(chance), chance.choice(_FIELDS), chance.choice(_BODIES)]
        bodies.append((" ".join(words), "".join(word[0] for word in words).upper()))
    countries = tuple(
        (row["name"], row["demonyms"].split("|")[0])
        for row in knowledge.rows("knowledge/countries.tsv")
        if row["demonyms"]
    )
    cities = tuple(row["name"] for row in knowledge.rows("knowledge/cities.tsv"))
    return _Cast(persons, tuple(bodies), countries, cities)


def _article(chance: random.Random, cast: _Cast, published: dt.date) -> tuple[Article, Annotation]:
    (first, second, third) = (_often(chance, cast.persons) for _ in range(3))
    (body, body2) = (_often(chance, cast.bodies) for _ in range(2))
    (country, country2) = (_often(chance, cast.countries) for _ in range(2))
    (city, city2) = (_often(chance, cast.cities) for _ in range(2))
    values = {
        "person": ("PERSON", " ".join(first)), "surname": ("PERSON", first[1]),
        "person2": ("PERSON", " ".join(second)), "surname2": ("PERSON", second[1]),
        "person3": ("PERSON", " ".join(third)), "surname3": ("PERSON", third[1]),
        "body": ("ORG", body[0]), "acronym": ("ORG", body[1]), "body2": ("ORG", body2[0]),
        "country": ("GPE", country[0]), "demonym": ("NORP", country[1]), "country2": ("GPE", country2[0]),
        "city": ("GPE", city), "city2": ("GPE", city2), "title": ("", chance.choice(_TITLES)),
    }  # fmt: skip
    text = ""
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, line in enumerate(_LINES):
        start = len(text)
        for place, piece in enumerate(line.replace("}", "{").split("{")):
            label, words = values[piece] if place % 2 else ("", piece)
            if label:
                names.append(Name(len(text), len(text) + len(words), words, label, number, "made"))
            text += words
        sentences.append(Sentence(start, len(text), "body", number))
        text += "\n"
    article = Article(
        text, "0" * 64, "utf-8", tuple(sentences), None, None, None, (), published, "header", published, published,
        len(text.split()), (),
    )  # fmt: skip
    return article, Annotation((), tuple(names))


def _often(chance: random.Random, among: Sequence[_T]) -> _T:
    """One of them, the first much more often than the last."""
    return among[int(len(among) * chance.random() ** 3)]


def _word(chance: random.Random) -> str:
    syllables = range(chance.randint(2, 3))
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_ENDS) for _ in syllables
    ).capitalize()
