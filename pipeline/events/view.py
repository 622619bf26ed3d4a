"""A sentence as the event rules read it: lower-cased words, and what stands over each of them.

The rules see positions of words in the sentence, never characters. Where the language model gives parts of speech
they decide between verb and noun; without them the neighbouring words do (`constructions.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pipeline.events.tree import Tree, tree_of
from pipeline.knowledge import Knowledge, cells
from pipeline.records import (
    Annotation,
    Article,
    ArticleActors,
    ArticleFigures,
    Figure,
    Reference,
    TimeExpression,
    Token,
)

Spanned = TypeVar("Spanned", TimeExpression, Figure, Reference)

_LONGEST = 300

SILENT_KINDS = frozenset({"header", "byline", "signoff", "dateline"})
"""Kinds of sentence that tell of no event."""


class Lexicon:
    """The closed word classes of `events/words.tsv`: `words["be"]` is a frozen set of lower-case words."""

    def __init__(self, knowledge: Knowledge) -> None:
        words: dict[str, frozenset[str]] = {}
        for row in knowledge.rows("events/words.tsv"):
            words[row["class"]] = words.get(row["class"], frozenset()) | frozenset(cells(row["words"]))
        self.words = words
        self.auxiliary = words["be"] | words["have"] | words["do"]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


@dataclass(frozen=True, slots=True)
class View:
    """One sentence.

    Attributes:
        index: index of the sentence.
        kind: kind of the sentence.
        words: its words, lower case.
        shapes: its words as written.
        starts, ends: offsets of each word in the article.
        pos: part of speech of each word, "" where unknown.
        tree: what the parse says of the words, None where there is none.
        mention: for each word the index of the longest mention over it, else None.
        adjective: for each word whether a demonym lies over it ("Chilean").
        spans: for each mention that lies over words, its first and last word; keyed by mention index.
        dates: (first word, last word, expression) of the time expressions, in order.
        figures: (first word, last word, figure) of the figures, in order.
        figure_ids: their indices in `ArticleFigures.figures`.
        references: (first word, last word, chains) of the pronouns and collective phrases that are resolved.
    """

    index: int
    kind: str
    words: tuple[str, ...]
    shapes: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pos: tuple[str, ...]
    tree: Tree | None
    mention: tuple[int | None, ...]
    adjective: tuple[bool, ...]
    spans: dict[int, tuple[int, int]]
    dates: tuple[tuple[int, int, TimeExpression], ...]
    figures: tuple[tuple[int, int, Figure], ...]
    figure_ids: tuple[int, ...]
    references: tuple[tuple[int, int, tuple[int, ...]], ...]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The word at `i`, "" outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def over(self, i: int) -> int | None:
        """The mention over word `i`, None outside the sentence."""
        return self.mention[i] if 0 <= i < len(self.words) else None


def views(
    article: Article,
    annotation: Annotation,
    dates: tuple[TimeExpression, ...],
    actors: ArticleActors,
    figures: ArticleFigures,
) -> tuple[View, ...]:
    """A view of each sentence, in order (also of those that tell of no event); of a very long one, several."""
    tokens: list[list[Token]] = [[] for _ in article.sentences]
    offsets = [0] * len(article.sentences)
    for position, token in enumerate(annotation.tokens):
        if 0 <= token.sentence < len(tokens):
            if not tokens[token.sentence]:
                offsets[token.sentence] = position
            tokens[token.sentence].append(token)
    mentions: list[list[tuple[int, int, int]]] = [[] for _ in article.sentences]
    for i, mention in enumerate(actors.mentions):
        known = mention.form not in ("pronoun", "role") or mention.chain is not None
        if known and 0 <= mention.sentence < len(mentions):
            mentions[mention.sentence].append((mention.start, mention.end, i))
    for group in mentions:
        group.sort()
    when: list[list[TimeExpression]] = [[] for _ in article.sentences]
    for expression in dates:
        if 0 <= expression.sentence < len(when):
            when[expression.sentence].append(expression)
    amounts: list[list[Figure]] = [[] for _ in article.sentences]
    for figure in figures.figures:
        if 0 <= figure.sentence < len(amounts):
            amounts[figure.sentence].append(figure)
    spoken: list[list[Reference]] = [[] for _ in article.sentences]
    for reference in actors.references:
        if reference.chains and 0 <= reference.sentence < len(spoken):
            spoken[reference.sentence].append(reference)
    number = {(figure.start, figure.end): i for i, figure in enumerate(figures.figures)}
    out = []
    for i, words in enumerate(tokens):
        # Rules look some dozen words around; pieces keep a sentence of a million words linear.
        for k in range(0, max(len(words), 1), _LONGEST):
            piece = words[k : k + _LONGEST]
            low, high = (piece[0].start, piece[-1].end) if piece else (0, 0)
            here = mentions[i][bisect_left(mentions[i], (low, 0, 0)) : bisect_left(mentions[i], (high, 0, 0))]
            demonyms = frozenset(m for _, _, m in here if actors.mentions[m].form == "demonym")
            times, counts = _between(when[i], low, high), _between(amounts[i], low, high)
            tree = tree_of(article.text, piece, offsets[i] + k)
            meant = ((_covered(piece, r.start, r.end), r.chains) for r in _between(spoken[i], low, high))
            references = tuple((*span, chains) for span, chains in meant if span is not None)
            out.append(_view(article, i, piece, tree, here, demonyms, times, counts, number, references))
    return tuple(out)


def _between(spans: list[Spanned], low: int, high: int) -> list[Spanned]:
    """The spans, sorted by start, that start in a stretch of text."""
    return spans[bisect_left(spans, low, key=_start) : bisect_left(spans, high, key=_start)]


def _start(span: TimeExpression | Figure | Reference) -> int:
    return span.start


def _view(
    article: Article,
    index: int,
    tokens: list[Token],
    tree: Tree | None,
    mentions: list[tuple[int, int, int]],
    demonyms: frozenset[int],
    dates: list[TimeExpression],
    figures: list[Figure],
    number: Mapping[tuple[int, int], int],
    references: tuple[tuple[int, int, tuple[int, ...]], ...],
) -> View:
    over: list[int | None] = [None] * len(tokens)
    spans: dict[int, tuple[int, int]] = {}
    # Longest last, so that the mention over a word is the outermost one ("the Peruvian leader" over "Peruvian").
    for start, end, mention in sorted(mentions, key=lambda m: (m[1] - m[0], m[0])):
        covered = _covered(tokens, start, end)
        if covered is not None:
            spans[mention] = covered
            over[covered[0] : covered[1] + 1] = [mention] * (covered[1] + 1 - covered[0])
    shapes = tuple(article.text[t.start : t.end] for t in tokens)
    placed_dates = ((_covered(tokens, d.start, d.end), d) for d in dates)
    placed = [(span, f) for f in figures if (span := _covered(tokens, f.start, f.end)) is not None]
    return View(
        index=index,
        kind=article.sentences[index].kind,
        words=tuple(shape.lower() for shape in shapes),
        shapes=shapes,
        starts=tuple(t.start for t in tokens),
        ends=tuple(t.end for t in tokens),
        pos=tuple(t.pos for t in tokens),
        tree=tree,
        mention=tuple(over),
        adjective=tuple(m in demonyms for m in over),
        spans=spans,
        dates=tuple((span[0], span[1], d) for span, d in placed_dates if span is not None),
        figures=tuple((span[0], span[1], f) for span, f in placed),
        figure_ids=tuple(number[f.start, f.end] for _, f in placed),
        references=references,
    )


def _covered(tokens: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """First and last of the tokens that a span touches."""
    first = bisect_right(tokens, start, key=lambda t: t.end)
    last = bisect_left(tokens, end, key=lambda t: t.start) - 1
    return (first, last) if first <= last else None
