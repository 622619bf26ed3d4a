"""Stub: event mentions."""
from __future__ import annotations
from collections.abc import Mapping, Sequence
from pipeline.knowledge import Knowledge
from pipeline.records import ActorMerge, Annotation, Article, ArticleActors, ArticleFigures, Document, EventMention, EventMerge, TimeExpression

class EventFinder:
    def __init__(self, knowledge: Knowledge) -> None: ...
    def __call__(self, article: Article, annotation: Annotation, dates: tuple[TimeExpression, ...], actors: ArticleActors, figures: ArticleFigures) -> tuple[EventMention, ...]:
        return ()

def merge_events(documents: Sequence[Document], knowledge: Knowledge, actors: ActorMerge, previous: Mapping[str, str]) -> EventMerge:
    return EventMerge((), ())
