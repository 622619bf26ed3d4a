"""Articles from marked sentences: "[PERSON Ana Ruiz] met {GPE Peru}'s envoy." gives the text and its names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from pipeline.actors import ActorFinder
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
    Name,
    Reading,
    Sentence,
)

_MARK = re.compile(r"[\[{]([A-Z]+) ([^\]}]+)[\]}]")
FINDER = ActorFinder(default_knowledge())


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]], list[int]]:
    """The text, (start, end, label) of its names, and the indices of the names in braces."""
    names: list[tuple[int, int, str]] = []
    braced: list[int] = []
    text, position = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        if mark.group().startswith("{"):
            braced.append(len(names))
        names.append((len(text), len(text) + len(mark.group(2)), mark.group(1)))
        text += mark.group(2)
        position = mark.end()
    return text + marked[position:], names, braced


def article_of(text: str, published: dt.date | None = None) -> Article:
    """An article whose lines are its sentences."""
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            sentences.append(Sentence(start, start + len(line), "body", number))
        start += len(line) + 1
    return Article(
        text=text,
        sha256="0" * 64,
        encoding="utf-8",
        sentences=tuple(sentences),
        title=None,
        place=None,
        agency=None,
        authors=(),
        published=published,
        published_basis="header" if published else None,
        published_earliest=published,
        published_latest=published,
        n_words=len(text.split()),
        signature=(),
    )


def annotated(marked: str, published: dt.date | None = None) -> tuple[Article, Annotation]:
    text, spans, _ = unmark(marked)
    article = article_of(text, published)
    names = []
    for start, end, label in spans:
        sentence = next(i for i, s in enumerate(article.sentences) if s.start <= start < s.end)
        names.append(Name(start, end, text[start:end], label, sentence, "marked"))
    return article, Annotation((), tuple(names))


def actors_in(*lines: str) -> ArticleActors:
    """The actors of one article; each line is a sentence."""
    return FINDER(*annotated("\n".join(lines)))


def document(article_id: str, *lines: str, day: str | None = "2024-03-01") -> Document:
    published = dt.date.fromisoformat(day) if day else None
    article, annotation = annotated("\n".join(lines), published)
    reading = Reading(article, annotation, (), FINDER(article, annotation), ArticleFigures((), ()), ArticleEvents(()))
    return Document(article_id, f"{article_id}.txt", reading)


def in_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda d: (str(d.reading.article.published or "9999"), d.article_id))


def mention(actors: ArticleActors, text: str, nth: int = 0) -> Mention:
    """The nth mention with a text."""
    return [m for m in actors.mentions if m.text == text][nth]


def actor(actors: ArticleActors, text: str, nth: int = 0) -> LocalActor:
    """The actor that the nth mention with a text stands for."""
    chain = mention(actors, text, nth).chain
    assert chain is not None, f"{text!r} is unresolved"
    return actors.actors[chain]
