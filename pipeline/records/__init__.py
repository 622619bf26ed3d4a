"""The records that flow between the stages: frozen, slotted, without behaviour beyond look-ups.

Offsets `start`, `end` are code points into `Article.text`, end exclusive; `text` beside them always equals
`article.text[start:end]`. References between records of one article are indices into the tuple they live in
(`sentence`, `mention`, `chain`, `figure`), so a record never holds an id or a path: ids are minted when tables are
built, and a cached reading stays true when its file moves. `None` is "unknown", never a guess.

    Source -> Article -> Annotation -> dates -> ArticleActors -> ArticleFigures -> event mentions
              one Reading per article; a Document is a Reading with its place in the corpus
"""

from __future__ import annotations

from pipeline.records.article import (
    Annotation,
    Article,
    Name,
    Sentence,
    Source,
    Span,
    Token,
)
from pipeline.records.corpus import (
    Actor,
    ActorLink,
    ActorMerge,
    Alias,
    Claim,
    Document,
    Event,
    EventActor,
    EventLink,
    EventMerge,
    IdChange,
    Ledger,
    Override,
    OverrideNote,
    Reading,
    Ref,
    Role,
    StatusReport,
)
from pipeline.records.findings import (
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    EventMention,
    Figure,
    FigureActor,
    FigureChange,
    LocalActor,
    Mention,
    Participant,
    Reference,
    Rejection,
    RoleObservation,
    TimeExpression,
)

__all__ = [
    "Actor",
    "ActorLink",
    "ActorMerge",
    "Alias",
    "Annotation",
    "Article",
    "ArticleActors",
    "ArticleEvents",
    "ArticleFigures",
    "Claim",
    "Document",
    "Event",
    "EventActor",
    "EventLink",
    "EventMention",
    "EventMerge",
    "Figure",
    "FigureActor",
    "FigureChange",
    "IdChange",
    "Ledger",
    "LocalActor",
    "Mention",
    "Name",
    "Override",
    "OverrideNote",
    "Participant",
    "Reading",
    "Ref",
    "Reference",
    "Rejection",
    "Role",
    "RoleObservation",
    "Sentence",
    "Source",
    "Span",
    "StatusReport",
    "TimeExpression",
    "Token",
]
