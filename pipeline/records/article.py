"""Records of the text itself: the file, the article and its sentences, its tokens and names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records.quick import quick


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus as bytes. `path` is relative to the corpus, with `/`; `name` is its last part."""

    path: str
    content: bytes

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article."""

    start: int
    end: int
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or line. The sentences of an article are ordered, never overlap, and hold every visible character.

    Attributes:
        kind: header (" date 2024-11-14 "), title, dateline ("LIMA —"), heading, caption, body, byline ("By …"),
            signoff ("— VNS", "(Photo: VNA)").
        paragraph: number of the paragraph (block of lines) it stands in, from 0.
        repeats: index of the earlier sentence whose words it repeats (a caption and the lead), else None.
    """

    start: int
    end: int
    kind: str
    paragraph: int
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A decoded source file, its parts found and marked, the text untouched.

    Attributes:
        text: the decoded file, every character of it (a byte order mark excepted).
        sha256: hex digest of the file's bytes.
        encoding: "utf-8", "utf-16" or "windows-1252".
        published: the publication day; None where the article does not say it.
        published_basis: header, dateline, filename, inferred, given (by the caller of `extract`) or None.
        published_earliest, published_latest: the window where the day is only bounded.
        signature: MinHash of its word 5-grams (`ingest.duplicates`), for near-duplicates.
        warnings: what a reader of the run's log should know ("read as Windows-1252").
    """

    text: str
    sha256: str
    encoding: str
    sentences: tuple[Sentence, ...]
    title: Span | None
    place: Span | None
    agency: Span | None
    authors: tuple[Span, ...]
    published: dt.date | None
    published_basis: str | None
    published_earliest: dt.date | None
    published_latest: dt.date | None
    n_words: int
    signature: tuple[int, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign. What the model does not give is "" (and `head` -1).

    Attributes:
        sentence: index into `Article.sentences`.
        lemma, pos, morph, dep: as Universal Dependencies write them ("meet", "VERB", "Tense=Past", "nsubj").
        head: index of the governing token in `Annotation.tokens`; its own index at the root.
    """

    start: int
    end: int
    sentence: int
    lemma: str = ""
    pos: str = ""
    morph: str = ""
    dep: str = ""
    head: int = -1


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in the text, without its title, article or possessive ending.

    Attributes:
        label: PERSON, ORG, GPE, LOC, FAC, NORP (demonyms), EVENT, PRODUCT or LAW.
        rule: what found it ("model", "gazetteer:country", "capitals", ...).
    """

    start: int
    end: int
    text: str
    label: str
    sentence: int
    rule: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the language pass knows of an article: tokens and names, each in text order, names never overlapping."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
