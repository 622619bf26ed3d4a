"""Articles made by hand: sentences, dates and actors as the stages before the figures would give them."""

from __future__ import annotations

import datetime as dt

from pipeline.figures import FigureFinder
from pipeline.knowledge import default_knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    Document,
    LocalActor,
    Mention,
    Reading,
    Ref,
    Sentence,
    TimeExpression,
)

FINDER = FigureFinder(default_knowledge())
COUNTRIES = {
    "Kenya": "KEN",
    "Brazil": "BRA",
    "Kenyan": "KEN",
    "Peru": "PER",
    "Norway": "NOR",
    "Norwegian": "NOR",
    "Australia": "AUS",
}
BODIES = ("Acme Group",)


def article(text: str) -> Article:
    sentences = []
    at = 0
    for paragraph, block in enumerate(text.split("\n")):
        for piece in block.split(". "):
            start = text.index(piece, at)
            at = start + len(piece)
            sentences.append(Sentence(start, at, "body", paragraph))
    return Article(text, "0" * 64, "utf-8", tuple(sentences), None, None, None, (), None, None, None, None, 0, ())


def sentence_of(story: Article, at: int) -> int:
    return next(i for i, s in enumerate(story.sentences) if s.start <= at <= s.end)


def dates_in(story: Article, *found: tuple[str, str, str]) -> tuple[TimeExpression, ...]:
    out = []
    at = 0
    for text, start, end in found:
        at = story.text.index(text, at)
        days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
        out.append(
            TimeExpression(
                at, at + len(text), text, sentence_of(story, at), "DATE", start, None, *days, "year", None, "explicit"
            )
        )
        at += len(text)
    return tuple(out)


def actors_in(story: Article) -> ArticleActors:
    found = []
    for name in (*COUNTRIES, *BODIES):
        at = story.text.find(name)
        while at >= 0:
            whole = not story.text[at + len(name) : at + len(name) + 1].isalpha()
            if whole:
                found.append((at, name))
            at = story.text.find(name, at + 1)
    chains: list[str] = []
    mentions = []
    for at, name in sorted(found):
        key = COUNTRIES.get(name, name)
        if key not in chains:
            chains.append(key)
        form = "demonym" if name in ("Kenyan", "Norwegian") else "name"
        mentions.append(
            Mention(at, at + len(name), name, sentence_of(story, at), "GPE", form, None, chains.index(key), "test")
        )
    actors = tuple(
        LocalActor(
            "country" if key in COUNTRIES.values() else "organization", key, key if len(key) == 3 else None, (), ()
        )
        for key in chains
    )
    return ArticleActors(tuple(mentions), actors, ())


def read(text: str, *dates: tuple[str, str, str]) -> tuple[ArticleFigures, ArticleActors]:
    story = article(text)
    actors = actors_in(story)
    return FINDER(story, Annotation((), ()), dates_in(story, *dates), actors), actors


def year(number: int) -> tuple[str, str, str]:
    return str(number), f"{number}-01-01", f"{number}-12-31"


def periods(found: ArticleFigures) -> list[tuple[str, str | None]]:
    return [(f.text, f.period_text) for f in found.figures]


def parties(found: ArticleFigures, actors: ArticleActors, index: int) -> list[tuple[str, str]]:
    names = [(actors.mentions[a.mention].chain, a.role) for a in found.figures[index].actors]
    return [(actors.actors[chain].name, role) for chain, role in names if chain is not None]


def document(name: str, text: str, *dates: tuple[str, str, str]) -> tuple[Document, dict[Ref, str]]:
    story = article(text)
    actors = actors_in(story)
    times = dates_in(story, *dates)
    figures = FINDER(story, Annotation((), ()), times, actors)
    reading = Reading(story, Annotation((), ()), times, actors, figures, ArticleEvents(()))
    ids = {
        Ref(name, i): f"country:{actors.actors[m.chain].name}"
        for i, m in enumerate(actors.mentions)
        if m.chain is not None
    }
    return Document(name, f"{name}.txt", reading), ids
