"""The records that flow between the stages: frozen, slotted, without behaviour beyond look-ups.

Offsets `start`, `end` are code points into `Article.text`, end exclusive; `text` beside them always equals
`article.text[start:end]`. References between records of one article are indices into the tuple they live in
(`sentence`, `mention`, `chain`, `figure`), so a record never holds an id or a path: ids are minted when tables are
built, and a cached reading stays true when its file moves. `None` is "unknown", never a guess.

    Source -> Article -> Annotation -> dates -> ArticleActors -> ArticleFigures -> event mentions
              one Reading per article; a Document is a Reading with its place in the corpus
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

# -- ingest ----------------------------------------------------------------------------------------------------------


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
        published_basis: header, dateline, filename, inferred or None.
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


# -- language --------------------------------------------------------------------------------------------------------


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


# -- dates -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and the days it covers, inclusive at both ends.

    Attributes:
        type, value: TIMEX3 (DATE, TIME, DURATION, SET; "2024-11-13TAF").
        edtf: ISO 8601-2 ("2024-01/2024-09"), None where there is no such form.
        precision: minute, part_of_day, day, week, month, quarter, half, year, decade, century, interval or None.
        part_of_day: morning, afternoon, evening, night, noon, midnight or None.
        basis: explicit, published, anchor, dateline or None (unresolved).
    """

    start: int
    end: int
    text: str
    sentence: int
    type: str
    value: str
    edtf: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    precision: str | None
    part_of_day: str | None
    basis: str | None


# -- actors ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names or describes an actor.

    Attributes:
        label: as `Name.label`.
        form: name, alias (a short form: "Cường", "APEC"), demonym ("Peruvian") or role ("the Vietnamese leader").
        title: the title read beside it, as written ("State President"), else None.
        chain: index into `ArticleActors.actors`; None where it could not be resolved.
        rule: what linked it ("same_name", "acronym", "last_token", "gazetteer", "only_bearer", ...).
    """

    start: int
    end: int
    text: str
    sentence: int
    label: str
    form: str
    title: str | None
    chain: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor inside one article: the mentions with its index as `chain` are one person, body, country or place.

    Attributes:
        kind: person, organization, country or place.
        name: the fullest form met in the article.
        country: ISO 3166-1 alpha-3, None where unknown.
        keys: strong keys for merging across articles (folded full names, expanded acronyms), sorted.
        weak_keys: keys that hold only where one candidate stands in the corpus (a bare surname or acronym), sorted.
    """

    kind: str
    name: str
    country: str | None
    keys: tuple[str, ...]
    weak_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleObservation:
    """That a mention carries a title. `of` is the chain of the country or organisation it belongs to."""

    mention: int
    title: str
    of: int | None


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The actors of one article. Mentions in text order; a demonym may lie inside a role mention."""

    mentions: tuple[Mention, ...]
    actors: tuple[LocalActor, ...]
    roles: tuple[RoleObservation, ...]


# -- figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FigureActor:
    """Whom a figure is about. `mention` indexes `ArticleActors.mentions`; `role` is subject or counterpart."""

    mention: int
    role: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. The columns of SCHEMA `figures`; Decimals are exact, a percent is as written."""

    start: int
    end: int
    text: str
    sentence: int
    kind: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    unit: str | None
    unit_basis: str | None
    metric: str | None
    actors: tuple[FigureActor, ...]
    flow: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    period_text: str | None
    role: str
    trend: str | None
    status: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A movement: indices into `ArticleFigures.figures`; `stated` as written, computed bounds in the same unit."""

    from_figure: int
    to_figure: int
    delta_figure: int | None
    stated: Decimal | None
    computed_low: Decimal | None
    computed_high: Decimal | None
    verdict: str


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """The figures of one article in text order, and the movements between them."""

    figures: tuple[Figure, ...]
    changes: tuple[FigureChange, ...]


# -- events ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part. `mention` indexes `ArticleActors.mentions`; role actor, recipient, speaker, addressee, witness."""

    mention: int
    role: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """A trigger and what its surroundings say. `place` indexes `ArticleActors.mentions`.

    Attributes:
        type, status: the lists of SCHEMA `events`.
        date_precision: day, month, year, interval; None with the dates.
        date_basis: explicit, anchored, dateline, propagated; None with the dates.
        rule: which trigger row and construction took it ("visit:noun+verb").
    """

    start: int
    end: int
    text: str
    sentence: int
    type: str
    status: str
    participants: tuple[Participant, ...]
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str | None
    date_basis: str | None
    place: int | None
    rule: str


# -- whole articles, whole corpus ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the per-article stages say of one article; a field a stage, in their order."""

    article: Article
    annotation: Annotation
    dates: tuple[TimeExpression, ...]
    actors: ArticleActors
    figures: ArticleFigures
    events: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A reading with its place in the corpus. `article_id` is `path` without its suffix."""

    article_id: str
    path: str
    reading: Reading


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A record of an article: the index is into the tuple the context names (mentions, figures, events)."""

    article_id: str
    index: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A form an actor was met under, and the rule that linked its first mention."""

    alias: str
    n_mentions: int
    n_articles: int
    rule: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor over the corpus. `members` are mentions in (published, article, start) order; pronouns do not count."""

    actor_id: str
    kind: str
    name: str
    country: str | None
    title: str | None
    aliases: tuple[Alias, ...]
    members: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A title an actor was seen with, from when to when (article dates), and what it is a title of."""

    actor_id: str
    title: str
    of_id: str | None
    first_seen: dt.date | None
    last_seen: dt.date | None
    article_id: str


@dataclass(frozen=True, slots=True)
class EventActor:
    """A participant of a merged event."""

    actor_id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event over the corpus. `members` are event mentions in (published, article, start) order."""

    event_id: str
    type: str
    plover: str | None
    status: str
    label: str
    participants: tuple[EventActor, ...]
    date_start: dt.date | None
    date_end: dt.date | None
    date_precision: str | None
    date_basis: str | None
    place_id: str | None
    place: str | None
    members: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity as stated by all its figures: same metric, subjects, unit and period."""

    claim_id: str
    metric: str
    subjects: tuple[str, ...]
    unit: str | None
    period_start: dt.date | None
    period_end: dt.date | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    verdict: str
    members: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class IdChange:
    """That an id of the last run is gone: merged, split or renamed, and the mention that caused it."""

    old_id: str
    new_id: str
    change: str
    mention_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole corpus, reconciled: what the tables are written from. Documents in (published, article) order."""

    documents: tuple[Document, ...]
    duplicate_of: dict[str, str]
    actors: tuple[Actor, ...]
    actor_of: dict[Ref, str]
    roles: tuple[Role, ...]
    actor_changes: tuple[IdChange, ...]
    events: tuple[Event, ...]
    event_changes: tuple[IdChange, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ActorMerge:
    """What `actors.merge_actors` gives. `actor_of` holds every resolved mention: Ref(article_id, mention index)."""

    actors: tuple[Actor, ...]
    roles: tuple[Role, ...]
    changes: tuple[IdChange, ...]
    actor_of: dict[Ref, str]


@dataclass(frozen=True, slots=True)
class EventMerge:
    """What `events.merge_events` gives; every event mention is a member of exactly one event."""

    events: tuple[Event, ...]
    changes: tuple[IdChange, ...]
