"""The figures of a text, and of an article with what the earlier stages know of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipeline.figures import periods
from pipeline.figures.changes import find_changes
from pipeline.figures.metrics import Metric, MetricReader
from pipeline.figures.parties import Parties
from pipeline.figures.periods import Period
from pipeline.figures.sentences import Memory, SentenceReader, Spans, Stated
from pipeline.figures.splitting import split
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleFigures,
    Figure,
    FigureActor,
    Sentence,
    TimeExpression,
)

_SILENT = frozenset({"header", "dateline", "byline", "signoff"})
_NO_ACTORS = frozenset({"ordinal", "age", "duration"})


@lru_cache(maxsize=4)
def _readers(knowledge: Knowledge) -> tuple[SentenceReader, MetricReader]:
    sentences = SentenceReader(knowledge)
    return sentences, MetricReader(knowledge, sentences.grammar)


def find_figures(text: str, knowledge: Knowledge | None = None) -> tuple[Figure, ...]:
    """The figures of a plain text, without actors and periods.

    Args:
        text: any text; sentences are split by punctuation and lines.
        knowledge: the tables to read by; None for the built-in ones.

    Returns:
        Figures in text order; `sentence` numbers the sentences that hold text, from 0.
    """
    reader, metric_reader = _readers(knowledge or default_knowledge())
    memory = Memory()
    out: list[Figure] = []
    for index, (start, end) in enumerate(split(text)):
        words, stated = reader.read(text, start, end, Spans(()), memory)
        metrics = metric_reader.read(text, words, stated)
        out.extend(_figure(text, index, *pair) for pair in zip(stated, metrics, strict=True))
    return tuple(out)


class FigureFinder:
    """The stage: figures of an article with metric, actors and period, and the changes between them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._sentences, self._metrics = _readers(knowledge)

    def __call__(
        self,
        article: Article,
        annotation: Annotation,
        dates: tuple[TimeExpression, ...],
        actors: ArticleActors,
    ) -> ArticleFigures:
        """The figures of one article, in text order."""
        del annotation  # a parse will refine metrics; text order carries this version
        text = article.text
        memory = Memory()
        for mention in actors.mentions:
            country = actors.actors[mention.chain].country if mention.chain is not None else None
            if country is not None:
                memory.countries[country] += 1
        excluded = Spans([(date.start, date.end) for date in dates if date.type != "DURATION"])
        scene = _Scene(text, dates, Parties(text, actors))
        out: list[Figure] = []
        for index, sentence in enumerate(article.sentences):
            if sentence.kind in _SILENT:
                continue
            words, stated = self._sentences.read(text, sentence.start, sentence.end, excluded, memory)
            metrics = self._metrics.read(text, words, stated) if stated else []
            out.extend(scene.figures(index, sentence, stated, metrics))
        figures = tuple(out)
        return ArticleFigures(figures, find_changes(figures))


class _Scene:
    """Carries what one sentence leaves to the next of its paragraph: the period it sets, the actors it is about."""

    def __init__(self, text: str, dates: Sequence[TimeExpression], parties: Parties) -> None:
        self._text = text
        self._dates = sorted(dates, key=lambda date: date.start)
        self._starts = [date.start for date in self._dates]
        self._parties = parties
        self._paragraph = -1
        self._frame: Period | None = None
        self._actors: tuple[FigureActor, ...] = ()

    def figures(
        self,
        index: int,
        sentence: Sentence,
        stated: Sequence[Stated],
        metrics: Sequence[Metric | None],
    ) -> list[Figure]:
        """The figures of one sentence with everything attached."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._frame, self._actors = sentence.paragraph, None, ()
        i, j = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        dates = self._dates[i:j]
        spans = periods.assign(self._text, sentence.end, stated, dates, self._frame)
        out = []
        for one, metric, period in zip(stated, metrics, spans, strict=True):
            figure = _figure(self._text, index, one, metric)
            actors: tuple[FigureActor, ...] = ()
            if one.amount.kind not in _NO_ACTORS:
                actors = self._parties.of(index, one, metric, self._actors)
                self._actors = actors or self._actors
            figure = replace(figure, actors=actors)
            if period is not None:
                figure = replace(figure, period_start=period.start, period_end=period.end, period_text=period.text)
            out.append(figure)
        if dates:
            self._frame = periods.frame_of(self._text, sentence.start, dates)
        if not self._actors:
            self._actors = self._parties.topic(index)
        return out


def _figure(text: str, sentence: int, stated: Stated, metric: Metric | None) -> Figure:
    amount = stated.amount
    return Figure(
        start=stated.start,
        end=stated.end,
        text=text[stated.start : stated.end],
        sentence=sentence,
        kind=amount.kind,
        value=_plain(amount.value) if amount.high is None else None,
        low=_plain(stated.low),
        high=_plain(stated.high),
        bound=stated.approximation.bound,
        unit=amount.unit,
        unit_basis=amount.basis,
        metric=metric.text if metric else None,
        actors=(),
        flow=metric.flow if metric else None,
        period_start=None,
        period_end=None,
        period_text=None,
        role=stated.role,
        trend=None if stated.movement.role == "from" else stated.movement.trend,
        status=stated.status,
    )


def _plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros: its text is what a reader expects."""
    return Decimal(format(value.normalize(), "f"))
