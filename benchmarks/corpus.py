"""Corpora of any size for measuring runs, made from the sample corpus.

An article is a dozen sentences of the sample corpus, a paragraph each, below a line with its day. Names of persons and
bodies are replaced by invented ones of the same shape, of which a corpus of N articles has so many that each comes up in
some eight articles; days, years and amounts get other digits. Equal seeds give equal articles.

Because every replacement has the length of what it replaces, the tokens and names that the language pass finds in the
sample's sentences hold in the made ones: `annotated` gives them without running the network again, so that the cache of
a large corpus can be filled in the time that the other stages take.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.articles import sample_sentences
from pipeline.config import Settings
from pipeline.ingest import Ingester
from pipeline.knowledge import Knowledge
from pipeline.language import Annotator
from pipeline.records import Annotation, Article, Name, Source, Token
from pipeline.runs.cache import SHARD, Cache, encode
from pipeline.runs.fingerprints import cache_key, components, stage_fingerprints
from pipeline.runs.store import Store

SENTENCES = 12
"""Of an article."""
_REPLACED = {"PERSON": 0.8, "ORG": 0.5}
"""Label -> the share of its names that get another name in an article."""
_ARTICLES_A_NAME = 8
_FIRST_DAY = dt.date(2023, 1, 1)
_DAYS = 1000
_DIGITS = re.compile(r"\d+")
_ONSETS = "bcdfghjklmnprstvz"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the sample with what the language pass finds in it; offsets and indices count from its start."""

    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A made article and the units it is made of, as they stand in it: (offset, unit, text after replacement)."""

    source: Source
    placed: tuple[tuple[int, Unit, str], ...]


def units(knowledge: Knowledge, annotator: Annotator) -> tuple[Unit, ...]:
    """The sentences of the sample corpus that are one sentence to the pipeline, too."""
    ingester = Ingester(knowledge)
    found = []
    for text in dict.fromkeys(sample_sentences()):
        article = ingester(Source("unit.txt", text.encode("utf-8")))
        if len(article.sentences) == 1 and article.sentences[0].kind == "body" and article.text == text:
            annotation = annotator(article)
            found.append(Unit(text, annotation.tokens, annotation.names))
    return tuple(found)


def made_articles(parts: tuple[Unit, ...], count: int, seed: int) -> Iterator[Made]:
    """So many articles; the names of the files sort as they are made."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    variants = max(2, count * SENTENCES // (len(parts) * _ARTICLES_A_NAME))
    for number in range(count):
        day = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
        text = f"date {day.isoformat()}\n"
        placed = []
        names: dict[str, str] = {}
        for unit in chance.sample(parts, SENTENCES):
            text += "\n"
            body = _altered(unit, names, variants, day.year, chance)
            placed.append((len(text), unit, body))
            text += body + "\n"
        yield Made(Source(f"made-{number:06d}.txt", text.encode("utf-8")), tuple(placed))


def annotated(made: Made, article: Article, header: tuple[Token, ...]) -> Annotation:
    """The annotation of a made article.

    Args:
        made: the article with its units.
        article: the same, ingested.
        header: the tokens of a first line "date YYYY-MM-DD".

    Raises:
        ValueError: ingesting found other sentences than the units.
    """
    tokens, names = list(header), []
    starts = [sentence.start for sentence in article.sentences]
    if starts != [0, *(offset for offset, _, _ in made.placed)]:
        raise ValueError(f"{made.source.path}: its sentences are not those it was made of")
    for index, (offset, unit, body) in enumerate(made.placed, start=1):
        first = len(tokens)
        for token in unit.tokens:
            word = body[token.start : token.end]
            lemma = token.lemma if word == unit.text[token.start : token.end] else word
            tokens.append(
                replace(
                    token,
                    start=token.start + offset,
                    end=token.end + offset,
                    sentence=index,
                    lemma=lemma,
                    head=token.head + first if token.head >= 0 else -1,
                )
            )
        names += [
            replace(
                name,
                start=name.start + offset,
                end=name.end + offset,
                text=body[name.start : name.end],
                sentence=index,
            )
            for name in unit.names
        ]
    return Annotation(tuple(tokens), tuple(names))


def write_corpus(folder: Path, made: Iterator[Made]) -> None:
    """The files of made articles."""
    for number, article in enumerate(made):
        write_article(folder, number, article)


def write_article(folder: Path, number: int, made: Made) -> None:
    """The file of a made article, a hundred a folder."""
    home = folder / f"{number // 100:04d}"
    home.mkdir(parents=True, exist_ok=True)
    (home / made.source.path).write_bytes(made.source.content)


def _altered(unit: Unit, names: dict[str, str], variants: int, year: int, chance: random.Random) -> str:
    """The unit's text with other names and digits, of the same length; `names` keeps one article to one mapping."""
    text = list(unit.text)
    for name in unit.names:
        if name.text not in names:
            other = chance.random() < _REPLACED.get(name.label, 0.0)
            # Few variants come up often, many seldom, as names in the news do.
            variant = int(variants * chance.random() ** 2)
            names[name.text] = _invented(name.text, variant) if other else name.text
        text[name.start : name.end] = names[name.text]
    taken = [range(name.start, name.end) for name in unit.names]
    whole = "".join(text)

    def digits(match: re.Match[str]) -> str:
        old = match[0]
        if any(match.start() in span for span in taken):
            return old
        if len(old) == 4 and old.startswith(("19", "20")):
            return str(year - chance.randrange(2))
        if len(old) <= 2:
            return str(chance.randrange(10 ** (len(old) - 1), 10 ** (len(old) - 1) * 2 + 8))
        return old[0] + "".join(str(chance.randrange(10)) for _ in old[1:])

    return _DIGITS.sub(digits, whole)


def _invented(name: str, variant: int) -> str:
    """A name of the same shape: letters are others, capitals, spaces and signs stay."""
    chance = random.Random(f"{name}/{variant}")  # noqa: S311 - no secret
    out = []
    for at, letter in enumerate(name):
        if not letter.isalpha() or not letter.isascii():
            out.append(letter)
            continue
        made = chance.choice(_VOWELS if at % 2 else _ONSETS)
        out.append(made.upper() if letter.isupper() else made)
    return "".join(out)


def fill_cache(settings: Settings, count: int, seed: int) -> None:
    """Make a corpus and put the results of its first two stages into the cache, the network's by `annotated`."""
    knowledge = Knowledge(settings.knowledge)
    annotator, ingester = Annotator(knowledge, settings.model), Ingester(knowledge)
    parts = units(knowledge, annotator)
    first = annotator(ingester(Source("header.txt", b"date 2024-01-01\n\nPeru and Kenya met.\n")))
    header = tuple(token for token in first.tokens if token.sentence == 0)
    prints = stage_fingerprints(components(settings))
    cache = Cache(Store(settings.outputs).cache_folder)
    rows: list[tuple[str, str, bytes]] = []
    for number, made in enumerate(made_articles(parts, count, seed)):
        write_article(settings.corpus, number, made)
        article = ingester(made.source)
        annotation = annotated(made, article, header)
        for stage, result in (("ingest", article), ("language", annotation)):
            key = cache_key(prints[stage], article.sha256, made.source.name)
            rows.append((stage, key, encode(stage, result)))
        if len(rows) >= 2 * SHARD:
            cache.add(rows)
            rows = []
    cache.add(rows)
