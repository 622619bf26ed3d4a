"""An article's text with its spans: names, dates, figures and triggers may nest, touch or cross.

The text is cut at every border of a span. A span stays open over its pieces; one that crosses another is closed and
opened again, so that the elements nest. A link inside a link is no HTML: each piece leads where its innermost span
leads. Whatever the spans, the pieces joined are the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

LAYERS = ("figure", "date", "trigger", "name")
"""Of spans over the same characters the first is the outer one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article.

    Attributes:
        start, end: code points into the text.
        layer: one of LAYERS.
        anchor: its own id on the page.
        target: where it leads; None for nowhere.
        note: shown behind it, no part of the text.
        style: further classes, as the colour of an actor.
        title: told on hovering.
    """

    start: int
    end: int
    layer: str
    anchor: str
    target: str | None = None
    note: str = ""
    style: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of an element: of the span, or (`again`) of the rest of one that had to be closed; `last` if it ends it."""

    span: Span
    again: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch without a border in it: elements to open, its text, where that leads, elements to close."""

    opens: tuple[Opening, ...]
    text: str
    target: str | None
    closes: int


def cut(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The pieces of a text; spans that are empty or outside of it are left out."""
    known = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    known.sort(key=lambda s: (s.start, -s.end, LAYERS.index(s.layer), s.anchor))
    borders = sorted({0, len(text), *(s.start for s in known), *(s.end for s in known)})
    pieces: list[Piece] = []
    stack: list[Span] = []
    waiting = 0
    for begin, stop in pairwise(borders):
        again = [span for span in stack if span.end > begin]
        kept = _common(stack, again)
        if pieces:
            pieces[-1] = replace(pieces[-1], closes=len(stack) - kept)
        fresh = []
        while waiting < len(known) and known[waiting].start == begin:
            fresh.append(known[waiting])
            waiting += 1
        opened = [*((span, True) for span in again[kept:]), *((span, False) for span in fresh)]
        opened.sort(key=lambda pair: (-pair[0].end, LAYERS.index(pair[0].layer), pair[0].start, pair[0].anchor))
        stack = [*again[:kept], *(span for span, _ in opened)]
        target = next((span.target for span in reversed(stack) if span.target), None)
        opens = tuple(Opening(span, reopened, last=True) for span, reopened in opened)
        pieces.append(Piece(opens, text[begin:stop], target, 0))
    if pieces:
        pieces[-1] = replace(pieces[-1], closes=len(stack))
    return _without_early_notes(pieces)


def _common(stack: Sequence[Span], again: Sequence[Span]) -> int:
    """How many of the open elements, from the outermost, stay open."""
    kept = 0
    while kept < len(again) and stack[kept] is again[kept]:
        kept += 1
    return kept


def _without_early_notes(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Only the last element of a span has its note."""
    seen: set[str] = set()
    out = []
    for piece in reversed(pieces):
        opens = []
        for opening in reversed(piece.opens):
            opens.append(replace(opening, last=opening.span.anchor not in seen))
            seen.add(opening.span.anchor)
        out.append(replace(piece, opens=tuple(reversed(opens))))
    return tuple(reversed(out))
