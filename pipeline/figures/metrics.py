"""Metrics: the noun phrase that says what an amount measures, by text order within the clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.figures.metric_moves import MovedPhrases
from pipeline.figures.sentences import Memory, Metric, Stated
from pipeline.figures.syntax import Parse
from pipeline.figures.words import DASHES, WORD, Word, cut, key

_CLAUSE = frozenset({";", "while", "whereas", "but"})
_UNMEASURED = frozenset({"ordinal", "age", "duration", "rank"})
_POINTERS = frozenset(
    {"it", "this", "that", "which", "whom", "them", "these", "they", "figure", "total", "amount", "sum"}
)
_DEFINITE = frozenset({"the", "this", "that"})
_WHOLES = frozenset({"total", "figure", "amount", "sum"})
_BACK, _WINDOW = 8, 80
"""Amounts and words looked back over: a sentence may be a whole file."""


class _View(NamedTuple):
    """One sentence: the article's text, the words, the amounts, and the trees where there are any.

    `nouns`, `generics`, `clauses`, `pointers` are where such words stand: looked up by every amount of a long list.
    """

    text: str
    words: Sequence[Word]
    stated: Sequence[Stated]
    parse: Parse | None
    nouns: Sequence[int]
    generics: Sequence[int]
    clauses: Sequence[int]
    pointers: Sequence[int]


class MetricReader(MovedPhrases):
    """Finds the metric of each amount of a sentence."""

    def read(
        self,
        text: str,
        words: Sequence[Word],
        stated: Sequence[Stated],
        memory: Memory | None = None,
        parse: Parse | None = None,
    ) -> list[Metric | None]:
        """The metric of each amount, in order; None where nothing names one.

        Args:
            text: of the article.
            words: of the sentence.
            stated: its amounts, in order.
            memory: metrics that earlier sentences of the paragraph named, for "it", "the figure"; it is brought on.
            parse: the trees of the article, where there are any.
        """
        memory = memory or Memory()
        out: list[Metric | None] = []
        marks = (
            [i for i, word in enumerate(words) if word.low in known]
            for known in (self._nouns, self._generic, _CLAUSE, _POINTERS)
        )
        view = _View(text, words, stated, parse, *marks)
        for k, one in enumerate(stated):
            metric = self._one(view, k, out, memory)
            if metric is not None and one.amount.kind in ("money", "percent", "quantity"):
                memory.metrics[one.amount.kind] = replace(metric, start=0, end=0)
            out.append(None if metric is None else replace(metric, counts=self._counts(one, metric)))
        return out

    def _counts(self, one: Stated, metric: Metric) -> str | None:
        """What a bare number counts: seats, in "the number of seats rose to 60"."""
        if one.amount.kind != "count" or one.amount.unit is not None or "number of " not in metric.text:
            return None
        last = cut(metric.text)[-1]
        return self._grammar.singular(last) if self._grammar.is_plural(last) else None

    def _one(self, view: _View, k: int, earlier: Sequence[Metric | None], memory: Memory) -> Metric | None:
        """The metric of amount `k`, by the surest reading that finds one."""
        text, words, stated, parse, *_ = view
        one = stated[k]
        begin, end = one.approximation.begin, max(one.approximation.end, one.amount.end)
        limit = stated[k + 1].approximation.begin if k + 1 < len(stated) else len(words)
        floor = max(stated[k - 1].approximation.end, stated[k - 1].amount.end) if k else 0
        if k and (last := earlier[k - 1]) is not None and last.end:
            # what the amount before is of ("4.1% of GDP") is taken
            floor = min(begin, max(floor, bisect_left(words, last.end, key=lambda word: word.start)))
        counting = self._right_before(text, words, begin, floor) if one.amount.kind == "count" else None
        metric = (counting if counting and self._measures(counting) else None) or self._of_noun(one)
        if metric is not None or one.amount.kind in _UNMEASURED:
            return metric
        near = [j for j in range(k - 1, max(k - _BACK, 0) - 1, -1) if earlier[j] is not None]
        before = next((earlier[j] for j in near if _alike(stated[j], one)), None)
        said = before or (earlier[near[0]] if near else None)
        return (
            (self._part(words, end, limit, said or memory.metrics.get("money")) if one.amount.kind != "money" else None)
            or self._after(view, one, end, limit, floor)
            or self._right_before(text, words, begin, floor)
            or self._parsed(text, words, one, parse)
            or self._moved(text, words, one, begin, floor)
            or self._in_clause(view, begin, floor)
            or self._implied(words, begin, floor)
            or before
            or (self._in_clause(view, begin, 0) if floor else None)
            or self._carried(view, one, begin, memory)
            or self._subject(text, words, begin)
            or self._right_before(text, words, begin, floor, generic=True)
        )

    def _carried(self, view: _View, one: Stated, begin: int, memory: Memory) -> Metric | None:
        """The metric that "it" or "the figure" takes up from an earlier sentence."""
        known = memory.metrics.get(one.amount.kind)
        return known if known is not None and _last(view.pointers, begin - _WINDOW, begin) >= 0 else None

    def _part(self, words: Sequence[Word], end: int, limit: int, whole: Metric | None) -> Metric | None:
        """A part of what was said before: "a third of which", "60% of it"."""
        low = [word.low for word in words[end : min(end + 3, limit)]]
        if len(low) < 2 or low[0] != "of" or whole is None:
            return None
        if low[1] in _DEFINITE and low[2:] and low[2] in _WHOLES:
            return Metric("share of " + whole.text.removeprefix("share of "))
        if low[1] not in _POINTERS:
            return None
        if end + 2 < limit and words[end + 2].kind == WORD and not self._grammar.breaks(words[end + 2]):
            return None  # "of that market"
        return Metric("share of " + whole.text.removeprefix("share of "))

    def _of_noun(self, one: Stated) -> Metric | None:
        """What a rank ranks, or a count counts."""
        noun = one.amount.noun
        return None if noun is None else Metric(noun, mutual=one.amount.kind == "rank" and "partner" in noun)

    # -- behind the amount -------------------------------------------------------------------------------------------

    def _after(self, view: _View, one: Stated, end: int, limit: int, floor: int) -> Metric | None:
        """Behind it: "23 percent of the GDP", "$3 million in aid", "$2bn worth of goods", "a $300 million contract"."""
        text, words, kind = view.text, view.words, one.amount.kind
        if end >= limit:
            return None
        low = words[end].low
        if kind == "percent" and low == "of" and (ratio := self._of_product(view, one, end, limit, floor)):
            return ratio
        if low == "of" and kind in ("percent", "share", "money", "count"):
            return self._phrase(text, words, end + 1, limit, share=kind in ("percent", "share"))
        if kind == "money" and low == "worth" and end + 1 < limit and words[end + 1].low == "of":
            return self._flowing(words, one, self._phrase(text, words, end + 2, limit))
        if kind == "quantity" and low == "of":
            return self._flowing(words, one, self._phrase(text, words, end + 1, limit))
        if kind == "money" and low == "in" and end + 1 < limit:
            found = self._phrase(text, words, end + 1, limit)
            return found if found and any(w in self._nouns for w in key(found.text)) else None
        if kind == "money" and low in DASHES and words[end].glued:
            return None
        if kind in ("money", "percent") and words[end].kind == WORD and words[end].text.islower():
            stop = min(self._grammar.phrase_after(words, end, 4), limit)
            if stop > end and any(word.low in self._nouns for word in words[end:stop]):
                return self._metric(text, words, end, stop)
        return None

    def _of_product(self, view: _View, one: Stated, end: int, limit: int, floor: int) -> Metric | None:
        """A quantity told as a share of the economy: "the deficit narrowed to 4% of GDP"."""
        k = end + 1
        k += k < limit and view.words[k].low == "the"
        if k >= limit or view.words[k].low not in ("gdp", "gnp"):
            return None
        what = self._in_clause(view, one.approximation.begin, floor)
        if what is None:
            return None
        return replace(what, text=f"{what.text} as share of {view.words[k].text}", end=view.words[k].end)

    def _flowing(self, words: Sequence[Word], one: Stated, what: Metric | None) -> Metric | None:
        """Goods with the flow that the verb before them says: "exported 5 million tonnes of tea"."""
        begin = one.approximation.begin
        how = self._implied(words, begin, max(0, begin - 4)) if what is not None else None
        row = self._nouns.get(words[begin - 2].low) if begin > 1 and words[begin - 1].low == "of" else None
        if row is not None and row["flow"]:
            how = Metric(words[begin - 2].low, row["flow"])
        if what is None or how is None:
            return what
        return Metric(f"{how.text} of {what.text}", how.flow, how.mutual, what.start, what.end)

    def _phrase(self, text: str, words: Sequence[Word], i: int, limit: int, *, share: bool = False) -> Metric | None:
        """The noun phrase from word `i`, its determiner and its owner ("the country's") left out."""
        while i < limit and self._grammar.has(words[i], "det", "deictic"):
            i += 1
        for j in range(i, min(i + 6, limit - 1)):
            if words[j].low in "'’" and words[j].glued and words[j + 1].low == "s":
                i = j + 2
                break
            if words[j].kind != WORD:
                break
        stop = min(self._grammar.phrase_after(words, i, 6), limit)
        if stop == i or words[i].low.isdigit() or all(word.low in self._generic for word in words[i:stop]):
            return None
        found = self._metric(text, words, i, stop, whole=True)
        return Metric("share of " + found.text, None, False, found.start, found.end) if share else found

    # -- before the amount -------------------------------------------------------------------------------------------

    def _right_before(
        self, text: str, words: Sequence[Word], begin: int, floor: int, *, generic: bool = False
    ) -> Metric | None:
        """Right before it: "a total capital of 1.24 billion"; with `generic`, "an annual growth of" too."""
        i = begin
        while i > floor and words[i - 1].low in ("a", "an", "the", "only", "just", "estimated", "record", "total"):
            i -= 1
        if i <= floor + 1 or words[i - 1].low != "of":
            return None
        start = max(self._grammar.phrase_before(words, i - 1, 5), floor)
        named = [word for word in words[start : i - 1] if word.low not in self._generic and word.kind == WORD]
        if not named or (words[i - 2].low in self._generic and not generic):
            return None
        return self._metric(text, words, start, i - 1, whole=True)

    def _in_clause(self, view: _View, begin: int, floor: int) -> Metric | None:
        """The first measure that the clause of the amount names, back to `floor`."""
        words = view.words
        floor = max(floor, begin - _WINDOW)
        start = max(floor, _last(view.clauses, floor, begin) + 1)
        for i in view.nouns[bisect_left(view.nouns, start) : bisect_left(view.nouns, begin)]:
            if self._is_verb(words, i) or _in_name(words, i):
                continue
            first = max(self._grammar.phrase_before(words, i + 1, 5), start)
            stop = i + 1
            while (
                stop + (words[stop].low in self._verbs) < begin
                and words[stop].low in self._nouns
                and not self._is_verb(words, stop)
            ):
                stop += 1
            return self._metric(view.text, words, first, stop, most=begin)
        return self._generic_of(view, start, begin)

    def _generic_of(self, view: _View, start: int, begin: int) -> Metric | None:
        """A generic noun with its complement: "the amount of goods transported", "the number of visitors"."""
        words = view.words
        for i in view.generics[bisect_left(view.generics, start) : bisect_left(view.generics, begin - 2)]:
            if words[i + 1].low == "of":
                k = i + 2
                while k < begin and self._grammar.has(words[k], "det", "deictic", "adv"):
                    k += 1
                end = min(self._grammar.phrase_after(words, k, 4), begin)
                moved = (j for j in range(k + 1, end) if words[j].low in self._moves or words[j].low.endswith("ed"))
                stop = next(moved, end)
                return self._metric(view.text, words, i, stop, whole=True) if stop > k else None
        return None

    def _implied(self, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        """A metric that a verb implies: "have invested over US$1 billion"."""
        for i in range(begin - 1, max(floor, begin - 10) - 1, -1):
            row = self._verbs.get(words[i].low)
            if row is not None:
                return Metric(row["metric"], row["flow"] or None, row["mutual"] == "yes")
            if words[i].low in _CLAUSE:
                break
        return None

    def _subject(self, text: str, words: Sequence[Word], begin: int) -> Metric | None:
        """The noun phrase that opens the sentence, if it is a common one."""
        if begin > _WINDOW:
            return None  # far from the opening
        i = 0
        while i < begin and (
            words[i].kind != WORD
            or (words[i].glued and i)
            or self._grammar.has(words[i], "det", "deictic", "prep", "adv")
        ):
            i += 1
        stop = min(self._grammar.phrase_after(words, i, 6), begin)
        last = begin - 1
        while last > stop and (self._grammar.has(words[last], "prep", "adv", "det")):
            last -= 1
        if not (self._grammar.has(words[last], "verb", "aux") or words[last].low in self._moves):
            return None
        if (
            stop <= i
            or words[stop - 1].low.endswith("ly")
            or not any(word.text.islower() for word in words[i:stop])
            or stop == begin
        ):
            return None
        if not self._grammar.has(words[stop], "verb", "aux"):
            return None
        return self._metric(text, words, i, stop, whole=True)


def _last(marks: Sequence[int], start: int, end: int) -> int:
    """The last of the sorted `marks` in [start, end), else -1."""
    i = bisect_left(marks, end)
    return marks[i - 1] if i and marks[i - 1] >= start else -1


def _in_name(words: Sequence[Word], i: int) -> bool:
    """Whether a noun is part of a name: it has a capital, and so has a neighbour."""
    if not words[i].text.istitle() or i == 0:
        return False
    return any(word.kind == WORD and word.text[:1].isupper() for word in (*words[i - 1 : i], *words[i + 1 : i + 2]))


def _alike(first: Stated, second: Stated) -> bool:
    """Whether the later amount of a chain may go on with the metric of the earlier."""
    return first.amount.kind == second.amount.kind or "delta" in (first.role, second.role)
