"""Stub: figures."""
from __future__ import annotations
from collections.abc import Mapping, Sequence
from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, ArticleActors, ArticleFigures, Claim, Document, Ref, TimeExpression

class FigureFinder:
    def __init__(self, knowledge: Knowledge) -> None: ...
    def __call__(self, article: Article, annotation: Annotation, dates: tuple[TimeExpression, ...], actors: ArticleActors) -> ArticleFigures:
        return ArticleFigures((), ())

def make_claims(documents: Sequence[Document], actor_of: Mapping[Ref, str]) -> tuple[Claim, ...]:
    return ()
