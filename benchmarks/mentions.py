"""Articles of invented people and bodies with their names marked, for measuring what links mentions; no model is needed.

About 25 names an article: people in full, then by surname; bodies with their acronym, then by it alone; countries,
demonyms, cities, and phrases such as "the Kenyan minister"; one article in ten has a surname alone. Few names are met often and many once, surnames and given
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
    "{demonym} {title} {person} met {title2} {person2} of {country2} in {city} on Monday.",
    "{surname} thanked the {body} ({acronym}) for its work in {country}.",
    "The {acronym} will open an office in {city2}, {surname2} said.",
    "{person3}, who leads the {body2}, told {surname} that {country} was ready.",
    "The {demonym} minister and {surname3} visited {city}.",
    "{surname2} invited {surname} to {country2}, and {acronym} agreed.",
)
_LAST = "{surname4} was not there."
_ALONE = 0.1  # of the articles name somebody by surname alone
_START = dt.date(2015, 1, 1)
NAMES_PER_ARTICLE = 22


@dataclass(frozen=True, slots=True)
class _Person:
    """Who holds an office of a country, which is (name, demonym)."""

    given: str
    surname: str
    title: str
    country: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Cast:
    """Whom articles may name. Bodies are (name, acronym), countries (name, demonym)."""

    persons: tuple[_Person, ...]
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
    bodies = []
    for _ in range(100 + mentions // 60):
        words = [_word(chance), chance.choice(_FIELDS), chance.choice(_BODIES)]
        bodies.append((" ".join(words), "".join(word[0] for word in words).upper()))
    countries = tuple(
        (row["name"], row["demonyms"].split("|")[0])
        for row in knowledge.rows("knowledge/countries.tsv")
        if row["demonyms"]
    )
    persons = tuple(
        _Person(
            " ".join(chance.choice(given) for _ in range(chance.choice((1, 1, 1, 2)))),
            *(_often(chance, surnames), chance.choice(_TITLES), _often(chance, countries)),
        )
        for _ in range(200 + mentions // 20)
    )
    cities = tuple(row["name"] for row in knowledge.rows("knowledge/cities.tsv"))
    return _Cast(persons, tuple(bodies), countries, cities)


def _article(chance: random.Random, cast: _Cast, published: dt.date) -> tuple[Article, Annotation]:
    (first, second, third) = (_often(chance, cast.persons) for _ in range(3))
    (body, body2) = (_often(chance, cast.bodies) for _ in range(2))
    (city, city2) = (_often(chance, cast.cities) for _ in range(2))
    values = {
        "person": ("PERSON", f"{first.given} {first.surname}"), "surname": ("PERSON", first.surname),
        "person2": ("PERSON", f"{second.given} {second.surname}"), "surname2": ("PERSON", second.surname),
        "person3": ("PERSON", f"{third.given} {third.surname}"), "surname3": ("PERSON", third.surname),
        "body": ("ORG", body[0]), "acronym": ("ORG", body[1]), "body2": ("ORG", body2[0]),
        "country": ("GPE", first.country[0]), "demonym": ("NORP", first.country[1]),
        "country2": ("GPE", second.country[0]), "title": ("", first.title), "title2": ("", second.title),
        "city": ("GPE", city), "city2": ("GPE", city2),
    }  # fmt: skip
    if chance.random() < _ALONE:
        values["surname4"] = ("PERSON", _often(chance, cast.persons).surname)
    text = ""
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, line in enumerate((*_LINES, _LAST) if "surname4" in values else _LINES):
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
