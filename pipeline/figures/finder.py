"""The figures of a text, and of an article with what the earlier stages know of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from pipeline.figures import periods
from pipeline.figures.changes import find_changes
from pipeline.figures.metrics import MetricReader
from pipeline.figures.parties import Parties
from pipeline.figures.periods import Period
from pipeline.figures.respectively import Handed
from pipeline.figures.sentences import SentenceReader
from pipeline.figures.speakers import SpeakerReader
from pipeline.figures.splitting import split
from pipeline.figures.stated import Memory, Metric, Spans, Stated
from pipeline.figures.syntax import Parse
from pipeline.figures.words import Word
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleFigures,
    Figure,
    FigureActor,
    Mention,
    Sentence,
    TimeExpression,
)

_SILENT = frozenset({"header", "dateline", "byline", "signoff"})
_UP_TO = re.compile(r"\s(?:to|through|until|till|end(?:ed|ing))\s")
_WHOLE = Decimal(1)
_NO_ACTORS = frozenset({"ordinal", "age", "duration"})


@lru_cache(maxsize=4)
def _readers(knowledge: Knowledge) -> tuple[SentenceReader, MetricReader, SpeakerReader]:
    sentences = SentenceReader(knowledge)
    return sentences, MetricReader(knowledge, sentences.grammar), SpeakerReader(knowledge)


def find_figures(
    text: str, dates: Sequence[TimeExpression] = (), knowledge: Knowledge | None = None
) -> tuple[Figure, ...]:
    """The figures of any text.

    Args:
        text: plain text; a line break or a full stop ends a sentence.
        dates: its time expressions (`dates.find_dates`), which give the figures their periods and are no figures
            themselves; without them no figure has a period.
        knowledge: word tables, the built-in ones if None.

    Returns:
        Records in text order that never overlap; `start`, `end` are code points into `text`; low <= value <= high;
        `actors` is empty (they need the mentions of an article: `FigureFinder`), `sentence` counts the sentences of
        this call from 0. Never raises on any text.
    """
    reader, metric_reader, _ = _readers(knowledge or default_knowledge())
    memory = Memory()
    excluded = _excluded(dates)
    scene = _Scene(text, dates, None)
    paragraph = last = 0
    for index, (start, end) in enumerate(split(text, knowledge)):
        if "\n\n" in text[last:start]:
            paragraph += 1
            memory.metrics.clear()
        last = start
        words, stated = reader.read(text, start, end, excluded, memory)
        metrics = metric_reader.read(text, words, stated, memory)
        lists = metric_reader.lists.read(words, stated)
        scene.add(index, Sentence(start, end, "body", paragraph), words, stated, metrics, lists)
    return tuple(scene.figures)


class FigureFinder:
    """The stage: figures of an article with metric, actors and period, and the changes between them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._sentences, self._metrics, self._speakers = _readers(knowledge)

    def __call__(
        self,
        article: Article,
        annotation: Annotation,
        dates: tuple[TimeExpression, ...],
        actors: ArticleActors,
    ) -> ArticleFigures:
        """The figures of one article, in text order."""
        text = article.text
        memory = Memory()
        for mention in actors.mentions:
            country = actors.actors[mention.chain].country if mention.chain is not None else None
            if country is not None:
                memory.countries[country] += 1
        excluded = _excluded(dates)
        parse = Parse(text, annotation)
        trees = parse if parse.is_there else None
        scene = _Scene(text, dates, Parties(text, actors, trees))
        paragraph = -1
        for index, sentence in enumerate(article.sentences):
            if sentence.kind in _SILENT:
                continue
            words, stated = self._sentences.read(text, sentence.start, sentence.end, excluded, memory)
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                memory.metrics.clear()
            metrics = self._metrics.read(text, words, stated, memory, trees) if stated else []
            scene.add(index, sentence, words, stated, metrics, self._metrics.lists.read(words, stated))
        figures = self._spoken(article, actors, scene.figures)
        return ArticleFigures(figures, find_changes(figures))

    def _spoken(self, article: Article, actors: ArticleActors, figures: Sequence[Figure]) -> tuple[Figure, ...]:
        """The figures with who states them."""
        here: dict[int, list[tuple[int, Mention]]] = {figure.sentence: [] for figure in figures}
        for i, mention in enumerate(actors.mentions):
            if mention.chain is not None and mention.sentence in here:
                here[mention.sentence].append((i, mention))
        sentences = article.sentences
        said = {
            k: self._speakers.read(article.text, sentences[k].start, sentences[k].end, found)
            for k, found in here.items()
        }
        return tuple(
            figure if said[figure.sentence] is None else replace(figure, speaker=said[figure.sentence])
            for figure in figures
        )


def _excluded(dates: Sequence[TimeExpression]) -> Spans:
    """What is no amount; "the last six years" is one, "the six months to June 30" none."""
    return Spans([(d.start, d.end) for d in dates if d.type != "DURATION" or _UP_TO.search(d.text)])


class _Scene:
    """Collects figures, and carries what one sentence leaves to the next of its paragraph: period and actors.

    Attributes:
        figures: what was added, in text order.
    """

    def __init__(self, text: str, dates: Sequence[TimeExpression], parties: Parties | None) -> None:
        self.figures: list[Figure] = []
        self._text = text
        self._dates = sorted(dates, key=lambda date: date.start)
        self._starts = [date.start for date in self._dates]
        self._parties = parties
        self._paragraph = -1
        self._frame: Period | None = None
        self._actors: tuple[FigureActor, ...] = ()

    def add(
        self,
        index: int,
        sentence: Sentence,
        words: Sequence[Word],
        stated: Sequence[Stated],
        metrics: Sequence[Metric | None],
        lists: Sequence[Handed],
    ) -> None:
        """The figures of one sentence with everything attached."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._frame, self._actors = sentence.paragraph, None, ()
        i, j = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        dates = self._dates[i:j]
        spans = periods.assign(self._text, sentence.end, stated, dates, self._frame)
        members: dict[int, tuple[list[tuple[int, int]], int]] = {}
        for handed in lists:
            periods.hand_out(self._text, stated, handed.amounts, dates, spans)
            where = [(words[i].start, words[j - 1].end) for i, j in handed.members]
            members |= {k: (where, n) for n, row in enumerate(handed.amounts) for k in row if where}
        for k, (one, metric, period) in enumerate(zip(stated, metrics, spans, strict=True)):
            if k and periods.is_gloss(self._text, stated[k - 1], one) and _converts(stated[k - 1], one):
                self.figures.append(self._gloss(index, one))
                continue
            actors = self._actors_of(index, one, metric)
            if k in members and self._parties is not None:
                actors = self._parties.handed(index, actors, *members[k])
            self.figures.append(_figure(self._text, index, one, metric, actors, period))
        if dates:
            self._frame = periods.frame_of(self._text, sentence.start, dates)
        if not self._actors and self._parties is not None:
            self._actors = self._parties.topic(index)

    def _actors_of(self, index: int, one: Stated, metric: Metric | None) -> tuple[FigureActor, ...]:
        if self._parties is None or one.amount.kind in _NO_ACTORS:
            return ()
        actors = self._parties.of(index, one, metric, self._actors)
        self._actors = actors or self._actors
        return actors

    def _gloss(self, index: int, one: Stated) -> Figure:
        """The last figure again in another unit: only number, unit and bound are the bracket's own."""
        last = len(self.figures) - 1
        whole = self.figures[last]
        own = _figure(self._text, index, one, None)
        return replace(
            own,
            metric=whole.metric,
            actors=whole.actors,
            flow=whole.flow,
            whole=whole.whole,
            period_start=whole.period_start,
            period_end=whole.period_end,
            period_text=whole.period_text,
            role=whole.role,
            trend=whole.trend,
            status=whole.status,
            per=own.per or whole.per,
            gloss_of=last if whole.gloss_of is None else whole.gloss_of,
        )


def _converts(before: Stated, one: Stated) -> bool:
    """Whether two neighbours may be one amount in two units: dong and dollars, hectares and acres."""
    first, second = before.amount, one.amount
    return first.kind == second.kind and first.kind in ("money", "quantity") and first.unit != second.unit


def _figure(
    text: str,
    sentence: int,
    stated: Stated,
    metric: Metric | None,
    actors: tuple[FigureActor, ...] = (),
    period: Period | None = None,
) -> Figure:
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
        unit=amount.unit or (metric.counts if metric else None),
        unit_basis=amount.basis,
        metric=metric.text if metric else None,
        actors=actors,
        flow=metric.flow if metric else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_text=period.text if period else None,
        role="share" if metric is not None and metric.whole is not None and stated.role == "level" else stated.role,
        trend=None if stated.movement.role == "from" else stated.movement.trend,
        status=stated.status,
        per=stated.per,
        whole=metric.whole if metric else None,
    )


def _plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros: its text is what a reader expects."""
    if value.same_quantum(_WHOLE):
        return value
    return Decimal(format(value.normalize(), "f"))
