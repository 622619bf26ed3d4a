"""Articles from marked text: names, dates and figures as a test states them, tokens as the tokenizer gives them.

`[Ana Ruiz|P]` is a person, O a body, G a country, C a town, F a building, D an adjective of a country; equal names are
one actor. `<3 June|2024-06-03>` is a time expression (a day, a month, a year or `a/b`), `{$3 million|money}` a figure.
One line is one sentence; a line that starts with `kind:` ("caption: ...") has that kind, an empty line ends a
paragraph.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

import spacy

from pipeline.events import EventFinder
from pipeline.knowledge import default_knowledge
from pipeline.records import (
    Actor,
    ActorMerge,
    Annotation,
    Article,
    ArticleActors,
    ArticleFigures,
    Document,
    EventMention,
    Figure,
    LocalActor,
    Mention,
    Reading,
    Ref,
    Sentence,
    TimeExpression,
    Token,
)

PUBLISHED = dt.date(2024, 6, 15)
FINDER = EventFinder(default_knowledge())
TOKENIZER = spacy.blank("en")
LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "C": "GPE", "F": "FAC", "D": "NORP"}
KINDS = {"P": "person", "O": "organization", "G": "country", "C": "place", "F": "place", "D": "country"}

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z])\]|<([^|>]+)\|([^>]+)>|\{([^|}]+)\|(\w+)\}")


class _Builder:
    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Sentence] = []
        self.mentions: list[Mention] = []
        self.actors: list[LocalActor] = []
        self.dates: list[TimeExpression] = []
        self.figures: list[Figure] = []
        self.chains: dict[str, int] = {}

    def line(self, line: str, paragraph: int) -> None:
        kind, _, rest = line.partition(": ")
        kind, line = (kind, rest) if kind in ("title", "caption", "byline", "header") else ("body", line)
        start, index, at = len(self.text), len(self.sentences), 0
        for mark in _MARK.finditer(line):
            self.text += line[at : mark.start()]
            at = mark.end()
            here = len(self.text)
            self.text += mark[1] or mark[3] or mark[5]
            if mark[1]:
                self.name(here, mark[1], mark[2], index)
            elif mark[3]:
                self.dates.append(_expression(here, mark[3], mark[4], index))
            else:
                self.figures.append(_figure(here, mark[5], mark[6], index))
        self.text += line[at:]
        words = self.text[start:]
        earlier = [i for i, s in enumerate(self.sentences) if self.text[s.start : s.end] == words]
        self.sentences.append(Sentence(start, len(self.text), kind, paragraph, earlier[0] if earlier else None))
        self.text += "\n"

    def name(self, start: int, name: str, code: str, sentence: int) -> None:
        chain = self.chains.setdefault(name, len(self.actors))
        if chain == len(self.actors):
            self.actors.append(LocalActor(KINDS[code], name, None, (name.casefold(),), ()))
        form = "demonym" if code == "D" else "name"
        end = start + len(name)
        self.mentions.append(Mention(start, end, name, sentence, LABELS[code], form, None, chain, "same_name"))


def article(marked: str, published: dt.date | None = PUBLISHED, tree: str = "") -> Reading:
    """The reading of a marked text, its events found; `tree` is the parse of its words, as in `parses.tsv`."""
    builder = _Builder()
    paragraph = 0
    for line in marked.strip().splitlines():
        if line.strip():
            builder.line(line.strip(), paragraph)
        else:
            paragraph += 1
    record = Article(
        builder.text, "", "utf-8", tuple(builder.sentences), None, None, None, (), published, None, None, None, 0, ()
    )
    tokens = tokens_of(record)
    annotation = Annotation(parsed(tokens, tree) if tree else tokens, ())
    dates = tuple(builder.dates)
    actors = ArticleActors(tuple(builder.mentions), tuple(builder.actors), ())
    figures = ArticleFigures(tuple(builder.figures), ())
    return Reading(record, annotation, dates, actors, figures, FINDER(record, annotation, dates, actors, figures))


def tokens_of(record: Article) -> tuple[Token, ...]:
    """Tokens without parts of speech, as a model-less language pass gives them."""
    return tuple(
        Token(s.start + t.idx, s.start + t.idx + len(t.text), i)
        for i, s in enumerate(record.sentences)
        for t in TOKENIZER.make_doc(record.text[s.start : s.end])
        if t.text.strip()
    )


def parsed(tokens: tuple[Token, ...], tree: str) -> tuple[Token, ...]:
    """The tokens with a parse: for each of them lemma/part of speech/label/position of its head/features."""
    words = [word.split("/") for word in tree.split()]
    return tuple(
        replace(token, lemma=lemma, pos=pos, dep=dep, head=int(head), morph=morph)
        for token, (lemma, pos, dep, head, morph) in zip(tokens, words, strict=True)
    )


def document(article_id: str, marked: str, published: dt.date | None = PUBLISHED) -> Document:
    return Document(article_id, f"{article_id}.txt", article(marked, published))


def merged_actors(documents: list[Document]) -> ActorMerge:
    """Actors joined by equal name, countries and towns with the country codes that tests use."""
    codes = {"Chad": "TCD", "Norway": "NOR", "Oslo": "NOR", "Japan": "JPN", "Tokyo": "JPN", "Kenya": "KEN"}
    members: dict[str, list[Ref]] = {}
    kinds: dict[str, str] = {}
    for doc in documents:
        actors = doc.reading.actors
        for i, mention in enumerate(actors.mentions):
            assert mention.chain is not None
            name = actors.actors[mention.chain].name
            members.setdefault(name, []).append(Ref(doc.article_id, i))
            kinds[name] = actors.actors[mention.chain].kind
    rows = tuple(
        Actor(f"a-{name}", kinds[name], name, codes.get(name), None, (), tuple(refs)) for name, refs in members.items()
    )
    return ActorMerge(rows, (), (), {ref: row.actor_id for row in rows for ref in row.members})


def names(reading: Reading, event: EventMention) -> list[str]:
    """The participants as "role=name"."""
    return [f"{p.role}={reading.actors.mentions[p.mention].text}" for p in event.participants]


def _expression(start: int, words: str, value: str, sentence: int) -> TimeExpression:
    first, last, precision = _days(value)
    return TimeExpression(
        start, start + len(words), words, sentence, "DATE", value, value, first, last, precision, None, "explicit"
    )


def _days(value: str) -> tuple[dt.date, dt.date, str]:
    if "/" in value:
        a, b = value.split("/")
        return dt.date.fromisoformat(a), dt.date.fromisoformat(b), "interval"
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31), "year"
    if len(parts) == 2:
        last = calendar.monthrange(parts[0], parts[1])[1]
        return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last), "month"
    return dt.date(*parts), dt.date(*parts), "day"


def _figure(start: int, words: str, kind: str, sentence: int) -> Figure:
    return Figure(
        start, start + len(words), words, sentence, kind, Decimal(1), Decimal(1), Decimal(1), "exact", None, None, None,
        (), None, None, None, None, "level", None, "actual",
    )  # fmt: skip
