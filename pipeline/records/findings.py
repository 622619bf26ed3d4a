"""Records of what stands in one article: time expressions, mentions, figures, event mentions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pipeline.records.quick import quick


@quick
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
        home: alpha-3 of the agency's country where the article names a person's office of state and not whose it is;
            a hint for where nothing else is known.
        signs: what else the article says of a person of a common name (offices, bodies, who is named too), sorted: of
            two such persons of one name one sign at least must be shared. () for all others.
    """

    kind: str
    name: str
    country: str | None
    keys: tuple[str, ...]
    weak_keys: tuple[str, ...]
    home: str | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleObservation:
    """That a mention carries a title. `of` is the chain of the country or organisation it belongs to."""

    mention: int
    title: str
    of: int | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun, or words for several actors at once ("the two leaders"): it names nobody and is counted nowhere.

    Attributes:
        form: pronoun or collective.
        chains: indices into `ArticleActors.actors` of all it stands for, sorted; () where more than one reading holds.
        rule: what resolved it, or why nothing did ("same_number", "only_person", "ambiguous", ...).
    """

    start: int
    end: int
    text: str
    sentence: int
    form: str
    chains: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The actors of one article. Mentions in text order; a demonym may lie inside a role mention.

    Attributes:
        references: pronouns and collective phrases in text order, apart from the mentions.
    """

    mentions: tuple[Mention, ...]
    actors: tuple[LocalActor, ...]
    roles: tuple[RoleObservation, ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureActor:
    """Whom a figure is about. `mention` indexes `ArticleActors.mentions`; `role` is subject or counterpart."""

    mention: int
    role: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. The columns of SCHEMA `figures`; Decimals are exact, a percent is as written.

    Attributes:
        per: what one of the unit is for ("barrel", "year", "person"), None for a plain amount.
        gloss_of: index in `ArticleFigures.figures` of the amount that this one, in brackets, converts; None otherwise.
        whole: of what it is a share ("Kenya's exports"), None where it is none or that is not said.
        speaker: index in `ArticleActors.mentions` of who states it ("according to the ministry"), None where no word tells.
    """

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
    per: str | None = None
    gloss_of: int | None = None
    whole: str | None = None
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A movement: indices into `ArticleFigures.figures`; `stated` as written, computed bounds in the same unit.

    Attributes:
        implied: the level that `from` and the stated change lead to, where the verdict is mismatch.
    """

    from_figure: int
    to_figure: int
    delta_figure: int | None
    stated: Decimal | None
    computed_low: Decimal | None
    computed_high: Decimal | None
    verdict: str
    implied: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ArticleFigures:
    """The figures of one article in text order, and the movements between them."""

    figures: tuple[Figure, ...]
    changes: tuple[FigureChange, ...]


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
        occasion: index among the article's event mentions of the occasion at which it was said or done, None where
            none is known; it lends its day and place.
        figures: indices into `ArticleFigures.figures` of the amounts it states ("signed a loan of $3 million").
        topic: what it is about, as merging needs it: the lemma of the object's head ("relation"), of a gathering the
            words of its name ("OPEC annual meeting"); None where nothing is said.
        content_of: index among the article's event mentions of the words whose content it is ("invited X to visit":
            the visit is the content of the invitation), None where it is told for itself.
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
    occasion: int | None = None
    figures: tuple[int, ...] = ()
    content_of: int | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Words that a trigger row names and that were not taken for an event.

    Attributes:
        type, rule: the event type and the row, as `EventMention` has them.
        reason: why not, in words (`events/reasons.tsv`).
    """

    start: int
    end: int
    text: str
    sentence: int
    type: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleEvents:
    """The event mentions of one article in text order, and the trigger words that were not taken, in text order."""

    mentions: tuple[EventMention, ...]
    rejected: tuple[Rejection, ...] = ()
