"""A sentence as the event rules read it: lower-cased words, and what stands over each of them.

The rules see positions of words in the sentence, never characters. Where the language model gives parts of speech
they decide between verb and noun; without them the neighbouring words do (`constructions.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
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


class Lexicon(dict[str, frozenset[str]]):
    """The closed word classes of `events/words.tsv`: `lexicon["be"]` is a frozen set of lower-case words."""

    def __init__(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("events/words.tsv"):
            self[row["class"]] = self.get(row["class"], frozenset()) | frozenset(cells(row["words"]))
        self.auxiliary = self["be"] | self["have"] | self["do"]
        self.bearer = self["office"] | self["role_head"]


@dataclass(frozen=True, slots=True)
class View:
    """One sentence.

    Attributes:
        index: index of the sentence.
        kind: kind of the sentence.
        words: its words, lower case.
        shapes: its words as written.
        vocabulary: its words in no order, to tell at once that one stands nowhere.
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
    vocabulary: frozenset[str]
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
    count = len(article.sentences)
    tokens, offsets = _tokens(annotation, count)
    mentions = _known(actors, count)
    when, amounts = _by_sentence(dates, count), _by_sentence(figures.figures, count)
    spoken = _by_sentence((r for r in actors.references if r.chains), count)
    number = {(figure.start, figure.end): i for i, figure in enumerate(figures.figures)}
    out = []
    for i, words in enumerate(tokens):
        # Rules look some dozen words around; pieces keep a sentence of a million words linear.
        for k in range(0, max(len(words), 1), _LONGEST):
            piece = _piece(words[k : k + _LONGEST])
            here = mentions[i][
                bisect_left(mentions[i], (piece.low, 0, 0)) : bisect_left(mentions[i], (piece.high, 0, 0))
            ]
            demonyms = frozenset([m for _, _, m in here if actors.mentions[m].form == "demonym"])
            counts = piece.placed(amounts[i])
            over, spans = _outermost(piece, here)
            shapes = tuple([article.text[t.start : t.end] for t in piece.tokens])
            tree = tree_of(article.text, piece.tokens, offsets[i] + k)
            lower = tree.words if tree is not None else tuple([shape.lower() for shape in shapes])
            out.append(
                View(
                    index=i,
                    kind=article.sentences[i].kind,
                    words=lower,
                    shapes=shapes,
                    vocabulary=frozenset(lower),
                    starts=piece.starts,
                    ends=piece.ends,
                    pos=tree.pos if tree is not None else tuple([t.pos for t in piece.tokens]),
                    tree=tree,
                    mention=tuple(over),
                    adjective=tuple([m in demonyms for m in over]),
                    spans=spans,
                    dates=tuple(piece.placed(when[i])),
                    figures=tuple(counts),
                    figure_ids=tuple(number[f.start, f.end] for *_, f in counts),
                    references=tuple((first, last, r.chains) for first, last, r in piece.placed(spoken[i])),
                )
            )
    return tuple(out)


def _tokens(annotation: Annotation, count: int) -> tuple[list[list[Token]], list[int]]:
    """The tokens of each sentence, and the position of its first in the annotation."""
    tokens: list[list[Token]] = [[] for _ in range(count)]
    offsets = [0] * count
    for position, token in enumerate(annotation.tokens):
        i = token.sentence
        if 0 <= i < count:
            if not tokens[i]:
                offsets[i] = position
            tokens[i].append(token)
    return tokens, offsets


def _known(actors: ArticleActors, count: int) -> list[list[tuple[int, int, int]]]:
    """Start, end and index of the mentions of each sentence that say who somebody is, in text order."""
    mentions: list[list[tuple[int, int, int]]] = [[] for _ in range(count)]
    for i, mention in enumerate(actors.mentions):
        known = mention.form not in ("pronoun", "role") or mention.chain is not None
        if known and 0 <= mention.sentence < count:
            mentions[mention.sentence].append((mention.start, mention.end, i))
    for group in mentions:
        group.sort()
    return mentions


def _by_sentence(spans: Iterable[Spanned], count: int) -> list[list[Spanned]]:
    """Spans by the sentence they stand in."""
    out: list[list[Spanned]] = [[] for _ in range(count)]
    for span in spans:
        if 0 <= span.sentence < count:
            out[span.sentence].append(span)
    return out


@dataclass(frozen=True, slots=True)
class _Piece:
    """The words of a sentence, or of a part of a very long one, and the stretch of text from `low` to `high` they take."""

    tokens: list[Token]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    low: int
    high: int

    def covered(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last of the words that a span touches."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        return (first, last) if first <= last else None

    def placed(self, spans: list[Spanned]) -> list[tuple[int, int, Spanned]]:
        """The spans, sorted by start, that start in the piece and touch a word, each with the words it covers."""
        if not spans:
            return []
        inside = spans[bisect_left(spans, self.low, key=_start) : bisect_left(spans, self.high, key=_start)]
        covered = ((self.covered(span.start, span.end), span) for span in inside)
        return [(words[0], words[1], span) for words, span in covered if words is not None]


def _piece(tokens: list[Token]) -> _Piece:
    starts, ends = tuple([t.start for t in tokens]), tuple([t.end for t in tokens])
    return _Piece(tokens, starts, ends, starts[0] if tokens else 0, ends[-1] if tokens else 0)


def _start(span: TimeExpression | Figure | Reference) -> int:
    return span.start


def _outermost(
    piece: _Piece, mentions: list[tuple[int, int, int]]
) -> tuple[list[int | None], dict[int, tuple[int, int]]]:
    """For each word the outermost mention over it, and for each mention its first and last word."""
    over: list[int | None] = [None] * len(piece.tokens)
    spans: dict[int, tuple[int, int]] = {}
    # Longest last, so that the mention over a word is the outermost one ("the Peruvian leader" over "Peruvian").
    for start, end, mention in sorted(mentions, key=lambda m: (m[1] - m[0], m[0])):
        covered = piece.covered(start, end)
        if covered is not None:
            spans[mention] = covered
            over[covered[0] : covered[1] + 1] = [mention] * (covered[1] + 1 - covered[0])
    return over, spans
