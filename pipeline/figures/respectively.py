"""Lists that "respectively" hands out: "exports and imports rose 5% and 7% to $3 billion and $4 billion respectively"."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.figures.grammar import Grammar
from pipeline.figures.moves import Moves
from pipeline.figures.stated import Stated
from pipeline.figures.words import WORD, Word
from pipeline.knowledge import Knowledge

_JOINTS = frozenset({",", "and", "&", "by", "to", "at", "from", "for", "of"})
_PREPOSITIONS = frozenset({"in", "for", "to", "from", "with", "of", "by", "on", "at"})
_NEAR, _BETWEEN, _WINDOW = 16, 5, 60
_LONGEST, _AROUND = 5, 6


class Handed(NamedTuple):
    """What one "respectively" hands out.

    Attributes:
        amounts: for each member of the list the indices of the amounts that go to it.
        members: (first word, word after) of each member; empty where they are no phrases (but dates, or amounts).
        before: indices of the amounts that stand for the members then ("revenue was 5 and profit 7, up 2 and 3").
    """

    amounts: tuple[tuple[int, ...], ...]
    members: tuple[tuple[int, int], ...]
    before: tuple[int, ...] = ()


class ListReader:
    """Finds what "respectively" joins."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._moves = Moves(knowledge).verbs

    def read(self, words: Sequence[Word], stated: Sequence[Stated]) -> list[Handed]:
        """Every distribution of a sentence, in order."""
        if len(stated) < 2:
            return []
        marks = [i for i, word in enumerate(words) if word.low == "respectively"]
        if not marks:
            return []
        runs = self._runs(words, stated)
        out: list[Handed] = []
        used: set[int] = set()
        for mark in marks:
            chosen = self._chosen(stated, runs, mark, used)
            if chosen:
                used.update(k for run in chosen for k in run)
                out.append(self._handed(words, stated, chosen))
        return out

    def _runs(self, words: Sequence[Word], stated: Sequence[Stated]) -> list[tuple[int, ...]]:
        """Amounts of one kind that stand in a row."""
        runs: list[list[int]] = [[0]]
        for k, (first, second) in enumerate(itertools.pairwise(stated)):
            between = [word.low for word in words[_end(first) : second.approximation.first]]
            joined = 0 < len(between) <= 3 and all(low in _JOINTS for low in between)
            joined = joined and ("and" in between or "," in between or "&" in between)
            if joined and first.amount.kind == second.amount.kind:
                runs[-1].append(k + 1)
            else:
                runs.append([k + 1])
        return [tuple(run) for run in runs if len(run) > 1]

    def _chosen(
        self, stated: Sequence[Stated], runs: Sequence[tuple[int, ...]], mark: int, used: set[int]
    ) -> list[tuple[int, ...]]:
        """The run that the mark at a word belongs to, with those of the same length right before it, in order."""
        i = bisect_right(runs, mark, key=lambda run: _end(stated[run[-1]]))
        free = [run for run in runs[max(0, i - _AROUND) : i + 1] if not used.intersection(run)]
        behind = [run for run in free if 0 <= mark - _end(stated[run[-1]]) <= _NEAR]
        ahead = [run for run in free if 0 <= stated[run[0]].approximation.first - mark <= 3]
        if not behind and not ahead:
            return []
        last = behind[-1] if behind else ahead[0]
        chosen = [last]
        for run in reversed(free[: free.index(last)]):
            gap = stated[chosen[0][0]].approximation.first - _end(stated[run[-1]])
            if len(run) != len(last) or gap > _BETWEEN:
                break
            chosen.insert(0, run)
        return chosen

    def _handed(self, words: Sequence[Word], stated: Sequence[Stated], runs: Sequence[tuple[int, ...]]) -> Handed:
        size = len(runs[0])
        amounts = tuple(tuple(run[i] for run in runs) for i in range(size))
        begin, end = stated[runs[0][0]].approximation.first, _end(stated[runs[-1][-1]])
        floor = max(_end(stated[runs[0][0] - 1]) if runs[0][0] else 0, begin - _WINDOW)
        members = self._before(words, floor, begin, size)
        if members:
            return Handed(amounts, members)
        before = tuple(range(runs[0][0] - size, runs[0][0]))
        if before[0] >= 0 and begin - _end(stated[before[-1]]) <= _BETWEEN:
            return Handed(amounts, (), before)
        members = self._behind(words, end, size)
        return Handed(amounts, members)

    def _before(self, words: Sequence[Word], floor: int, begin: int, size: int) -> tuple[tuple[int, int], ...]:
        """The members of the nearest list before the amounts."""
        for i in range(begin - 1, floor, -1):
            if words[i].low not in ("and", "&"):
                continue
            last = self._member(words, i + 1, begin)
            if last is None:
                continue
            out, j = [last], i
            while len(out) < size:
                j -= j > floor and words[j - 1].low == ","
                start = max(self._grammar.phrase_before(words, j, _LONGEST), floor)
                if start >= j:
                    break
                out.insert(0, (start, j))
                if start <= floor or words[start - 1].low != ",":
                    break
                j = start - 1
            if len(out) == size:
                return tuple(out)
        return ()

    def _behind(self, words: Sequence[Word], end: int, size: int) -> tuple[tuple[int, int], ...]:
        """The members of a list behind the amounts: "5% and 7% in India and China"."""
        i = end
        while i < len(words) and i < end + _LONGEST and words[i].low not in _PREPOSITIONS:
            i += 1
        out: list[tuple[int, int]] = []
        i += 1
        while i < len(words) and len(out) < size:
            member = self._member(words, i, len(words))
            if member is None:
                return ()
            out.append(member)
            i = member[1]
            while i < len(words) and words[i].low in (",", "and", "&"):
                i += 1
            if i == member[1]:
                break
        return tuple(out) if len(out) == size else ()

    def _member(self, words: Sequence[Word], i: int, limit: int) -> tuple[int, int] | None:
        """The noun phrase from word `i`, up to the verb."""
        while i < limit and self._grammar.has(words[i], "det", "deictic", "prep"):
            i += 1
        stop = min(self._grammar.phrase_after(words, i, _LONGEST), limit)
        stop = next((j for j in range(i, stop) if words[j].low in self._moves or words[j].low == "respectively"), stop)
        named = i < stop and words[i].text[:1].isupper() and i > 0
        if named:  # a name ends where a common word follows
            stop = next((j for j in range(i, stop) if words[j].kind == WORD and words[j].text.islower()), stop)
        return (i, stop) if stop > i else None


def _end(one: Stated) -> int:
    return max(one.approximation.end, one.amount.end)
