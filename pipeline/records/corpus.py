"""Records over whole articles and the whole corpus: readings, actors, events, claims, the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.records.article import Annotation, Article
from pipeline.records.findings import ArticleActors, ArticleEvents, ArticleFigures, TimeExpression
from pipeline.records.quick import quick


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the per-article stages say of one article; a field a stage, in their order."""

    article: Article
    annotation: Annotation
    dates: tuple[TimeExpression, ...]
    actors: ArticleActors
    figures: ArticleFigures
    events: ArticleEvents


@dataclass(frozen=True, slots=True)
class Document:
    """A reading with its place in the corpus. `article_id` is `path` without its suffix.

    Attributes:
        minted: the ids of its records by prefix, kept by `ids` because several stages ask for them; packed into bytes
            where a run keeps those of all articles.
    """

    article_id: str
    path: str
    reading: Reading
    minted: dict[str, tuple[str, ...] | bytes] = field(init=False, repr=False, compare=False, default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A record of an article: the index is into the tuple the context names (mentions, figures, events)."""

    article_id: str
    index: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A form an actor was met under, its first mention and the rule that linked that."""

    alias: str
    n_mentions: int
    n_articles: int
    rule: str
    first: Ref


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor over the corpus. `members` are mentions in (published, article, start) order; pronouns do not count.

    Attributes:
        wikidata: its Wikidata id where a person gave one, else None.
        n_namesakes: other actors of its kind whose name folds to the same.
    """

    actor_id: str
    kind: str
    name: str
    country: str | None
    title: str | None
    aliases: tuple[Alias, ...]
    members: tuple[Ref, ...]
    wikidata: str | None = None
    n_namesakes: int = 0


@dataclass(frozen=True, slots=True)
class Role:
    """A title an actor was seen with, from when to when (article dates), and what it is a title of."""

    actor_id: str
    title: str
    of_id: str | None
    first_seen: dt.date | None
    last_seen: dt.date | None
    article_id: str


@quick
@dataclass(frozen=True, slots=True)
class EventActor:
    """A participant of a merged event."""

    actor_id: str
    name: str
    role: str


@quick
@dataclass(frozen=True, slots=True)
class StatusReport:
    """What one article says of an event's status: the furthest that it tells. `published` is the article's day."""

    article_id: str
    published: dt.date | None
    status: str


@dataclass(frozen=True, slots=True)
class EventLink:
    """That an event is part of another ("part_of": talks on a visit) or the content of its words ("content_of")."""

    event_id: str
    other_id: str
    relation: str


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """An event over the corpus. `members` are event mentions in (published, article, start) order.

    Attributes:
        history: its status over time, an entry an article, in (published, article) order.
        figures: the amounts that its mentions state.
        mode, context: of PLOVER, where they are plain.
    """

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
    history: tuple[StatusReport, ...] = ()
    figures: tuple[Ref, ...] = ()
    mode: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity as stated by all its figures: same metric, subjects, unit and period.

    Attributes:
        check: pace, shares, balance or rate where the claim does not fit with others (`figures.checks`), else None.
        check_note: what does not fit, in words.
    """

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
    check: str | None = None
    check_note: str | None = None


@dataclass(frozen=True, slots=True)
class IdChange:
    """That an id of the last run is gone: merged, split or renamed, and the mention that caused it."""

    old_id: str
    new_id: str
    change: str
    mention_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Override:
    """A decision of a person about actors: a line of actors.overrides.tsv.

    Attributes:
        line: its number in the file, from 1.
        action: same, different, name, kind, country or wikidata.
        left: the actor: a name as the articles write it, an actor id, a mention id or country:XXX.
        right: the other actor for same and different, else the value.
        article: the article in which names are looked for; None for all.
    """

    line: int
    action: str
    left: str
    right: str
    article: str | None


@dataclass(frozen=True, slots=True)
class OverrideNote:
    """What is wrong with an override that is well-formed, and what to do; `line` is the line's number in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ActorLink:
    """That the actor of one article joined an actor of others: the mention by which it did, and the one it met.

    Attributes:
        rule: same_name, longer_name, only_candidate, same_short_form or override.
        key: the folded name they met on, "" where a person decided.
    """

    mention: Ref
    to: Ref
    rule: str
    key: str


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
    actor_links: tuple[ActorLink, ...] = ()
    override_notes: tuple[OverrideNote, ...] = ()
    decided: frozenset[Ref] = frozenset()
    event_links: tuple[EventLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMerge:
    """What `actors.merge_actors` gives. `actor_of` holds every resolved mention: Ref(article_id, mention index).

    Attributes:
        decided: mentions whose actor a person decided.
    """

    actors: tuple[Actor, ...]
    roles: tuple[Role, ...]
    changes: tuple[IdChange, ...]
    actor_of: dict[Ref, str]
    links: tuple[ActorLink, ...] = ()
    notes: tuple[OverrideNote, ...] = ()
    decided: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True)
class EventMerge:
    """What `events.merge_events` gives; every event mention is a member of exactly one event."""

    events: tuple[Event, ...]
    changes: tuple[IdChange, ...]
    links: tuple[EventLink, ...] = ()
