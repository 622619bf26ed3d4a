"""Dependency trees as every reader of a parse meets them: heads made safe, children by head, a dependent by its label.

Labels are those of Universal Dependencies (https://universaldependencies.org/u/dep). A plugged model may use another
scheme; `is_universal` tells. What a reader makes of a tree (subjects shared by verbs, tenses) is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
OBJECTS = frozenset({"obj", "iobj"})
VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech that head a clause; in a copular clause the predicate does."""

Labels = frozenset[str] | tuple[str, ...]
"""Some labels: a few are fastest as a tuple, which a call need not build anew."""

_OTHER_SCHEMES = frozenset({"prep", "pobj", "dobj", "nsubjpass", "auxpass"})


def relation(label: str) -> str:
    """A label without its subtype: "nsubj" of "nsubj:pass"."""
    return label.split(":", 1)[0]


def is_parsed(tokens: Sequence[Token]) -> bool:
    """Whether tokens carry a parse, in any scheme."""
    return any(token.dep and token.head >= 0 for token in tokens)


def is_universal(tokens: Sequence[Token]) -> bool:
    """Whether tokens carry labels, and none of the Stanford scheme that some models still use."""
    labels = {token.dep for token in tokens}
    return any(labels) and labels.isdisjoint(_OTHER_SCHEMES)


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Heads and labels of a run of words, by position: an article, a sentence or a piece of one.

    Attributes:
        heads: for each word the position of its head, its own at a root; free of circles.
        deps: for each word the label of its relation to its head, "" where there is no parse.
        children: for each word the positions that depend on it, in order.
    """

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    def child(self, i: int, labels: Labels) -> int | None:
        """The first dependent of word `i` with one of the labels."""
        for k in self.children[i]:
            if self.deps[k] in labels:
                return k
        return None

    def all(self, i: int, labels: Labels) -> list[int]:
        """The dependents of word `i` with one of the labels, in order."""
        children, deps = self.children[i], self.deps
        return [k for k in children if deps[k] in labels] if children else []  # most words have none

    def above(self, i: int, steps: int = 8) -> Iterator[int]:
        """The words over word `i`, nearest first, at most `steps`."""
        for _ in range(steps):
            if self.heads[i] == i:
                return
            i = self.heads[i]
            yield i

    def top(self, first: int, end: int) -> int | None:
        """The first of the words from `first` to before `end` that hangs on none of them; None where there is no word."""
        return next((k for k in range(first, end) if not first <= self.heads[k] < end or self.heads[k] == k), None)


def dependencies(tokens: Sequence[Token], offset: int = 0, most: int | None = None) -> Dependencies:
    """The trees of tokens; a word whose head stands outside of them, or nowhere, is a root.

    Args:
        tokens: all tokens of an article, or a stretch of them.
        offset: position of the first in the annotation, which heads count from.
        most: dependents of a word that are kept, the first ones. What looks through the dependents of a word once for
            each of them needs a bound: a "sentence" may be a whole file.
    """
    count = len(tokens)
    heads = _without_circles([h if 0 <= (h := token.head - offset) < count else i for i, token in enumerate(tokens)])
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i and (most is None or len(children[head]) < most):
            children[head].append(i)
    return Dependencies(tuple(heads), tuple([token.dep for token in tokens]), tuple(map(tuple, children)))


def _without_circles(heads: list[int]) -> list[int]:
    """The heads with one word of each circle made a root, so that every climb and descent ends."""
    state = [0] * len(heads)  # 0 unseen, else the walk that saw it
    for start in range(len(heads)):
        i, walk = start, start + 1
        while not state[i]:
            state[i] = walk
            head = heads[i]
            if head == i:
                break
            if state[head] == walk:
                heads[i] = i
                break
            i = head
    return heads
