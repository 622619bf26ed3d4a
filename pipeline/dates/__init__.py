"""Stub: time expressions."""
from __future__ import annotations
import datetime as dt, re
from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, TimeExpression

class DateFinder:
    def __init__(self, knowledge: Knowledge) -> None: ...
    def __call__(self, article: Article, annotation: Annotation) -> tuple[TimeExpression, ...]:
        out = []
        for i, s in enumerate(article.sentences):
            for m in re.finditer(r"\b(19|20)\d\d\b(?!-)", article.text[s.start:s.end]):
                y = int(m[0]); out.append(TimeExpression(s.start+m.start(), s.start+m.end(), m[0], i, "DATE", m[0], m[0], dt.date(y,1,1), dt.date(y,12,31), "year", None, "explicit"))
        return tuple(out)
