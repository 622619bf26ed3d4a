"""Metrics: the noun phrase that says what an amount measures, by the surest reading that finds one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.metric_beside import share_of
from pipeline.figures.metric_lists import ListedPhrases
from pipeline.figures.metric_phrases import View, in_name, last_mark
from pipeline.figures.stated import Memory, Metric, Stated
from pipeline.figures.syntax import Parse
from pipeline.figures.words import WORD, Word, cut

_CLAUSE = frozenset({";", "while", "whereas", "but"})
_UNMEASURED = frozenset({"ordinal", "age", "duration", "rank"})
_POINTERS = frozenset(
    {"it", "this", "that", "which", "whom", "them", "these", "they", "figure", "total", "amount", "sum"}
)
_PAIRED = frozenset({"from", "to", "delta"})
_BACK, _WINDOW = 8, 80
"""Amounts and words looked back over: a sentence may be a whole file."""


class MetricReader(ListedPhrases):
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
        per = {max(one.approximation.end, one.amount.end) + 1 for one in stated if one.per}  # "45 cents a share"
        nouns = [i for i, word in enumerate(words) if word.low in self._nouns and i not in per]
        generics = [i for i, word in enumerate(words) if word.low in self._generic]
        clauses = [i for i, word in enumerate(words) if word.low in _CLAUSE]
        pointers = [i for i, word in enumerate(words) if word.low in _POINTERS and self._points_back(words, i)]
        view = View(text, words, stated, parse, nouns, generics, clauses, pointers)
        for k, one in enumerate(stated):
            metric = self._one(view, k, out, memory)
            if metric is not None and one.amount.kind in ("money", "percent", "quantity"):
                memory.metrics[one.amount.kind] = metric.elsewhere() if metric.end else metric
            if metric is not None and (counts := self._counts(one, metric)) != metric.counts:
                metric = replace(metric, counts=counts)
            out.append(metric)
        self._distribute(view, out)
        return out

    def _points_back(self, words: Sequence[Word], i: int) -> bool:
        """Whether a pointer takes up what was said: "it rose", "this was", not "he said that", "this year"."""
        low = words[i].low
        if low not in ("this", "that", "these"):
            return True
        return i + 1 < len(words) and self._grammar.has(words[i + 1], "aux", "verb") and low != "that"

    def _counts(self, one: Stated, metric: Metric) -> str | None:
        """What a bare number counts: seats, in "the number of seats rose to 60"."""
        if one.amount.kind != "count" or one.amount.unit is not None or "number of " not in metric.text:
            return None
        words = cut(metric.text)
        of = next(i for i, word in enumerate(words) if word.low == "of")
        noun = self._grammar.noun_after(words, of + 1)
        return noun[0] if noun is not None else None

    def _one(self, view: View, k: int, earlier: Sequence[Metric | None], memory: Memory) -> Metric | None:
        """The metric of amount `k`."""
        words, stated = view.words, view.stated
        one = stated[k]
        begin, end = one.approximation.begin, max(one.approximation.end, one.amount.end)
        limit = stated[k + 1].approximation.begin if k + 1 < len(stated) else len(words)
        floor = self._floor(view, k, earlier)
        counted = self._of_noun(one)
        if one.amount.kind == "multiple" and (multiplied := self._multiplied(view, end, limit)):
            return multiplied
        counting = self._right_before(view, one, floor) if one.amount.kind == "count" else None
        metric = (counting if counting and self._measures(counting) else None) or (
            counted if one.movement.role not in _PAIRED else None
        )
        if metric is None and one.amount.kind == "rank":
            return self._after(view, k, end, limit, floor)
        if metric is not None or one.amount.kind in _UNMEASURED:
            return metric
        near = [j for j in range(k - 1, max(k - _BACK, 0) - 1, -1) if earlier[j] is not None]
        before = next((earlier[j] for j in near if _alike(stated[j], one)), None)
        said = before or (earlier[near[0]] if near else None)
        metric = (
            self._part(view, one, end, limit, said or memory.metrics.get("money"))
            or self._after(view, k, end, limit, floor)
            or self._listed(view, k, end)
            or self._right_before(view, one, floor)
            or (said if k and self._is_worth(view, k) else None)
            or (before if k and _goes_on(stated[k - 1], one) and near[:1] == [k - 1] else None)
            or self._bought(view, one, floor)
            or self._parsed(view, one)
            or self._moved(view, one, begin, floor)
            or self._in_clause(view, begin, floor)
            or counted
            or self._implied(words, begin, floor)
            or before
            or (self._in_clause(view, begin, 0) if floor else None)
            or self._carried(view, one, begin, memory)
            or self._subject(view, begin)
            or self._right_before(view, one, floor, generic=True)
            or (self._in_clause(view, begin, floor, generic=True) if one.amount.kind == "percent" else None)
        )
        of_amount = end < len(words) and words[end].low == "of" and k + 1 < len(stated)
        if metric is not None and one.movement.role == "share" and one.amount.kind == "share" and not of_amount:
            return _as_share(metric)
        return metric

    def _floor(self, view: View, k: int, earlier: Sequence[Metric | None]) -> int:
        """Index of the first word that is not of an earlier amount or its metric."""
        words, stated = view.words, view.stated
        begin = stated[k].approximation.begin
        j = k - 1
        while j > 0 and stated[j].amount.kind in _UNMEASURED and k - j < _BACK:
            j -= 1
        if j < 0 or stated[j].amount.kind in _UNMEASURED:
            return 0
        floor = max(stated[j].approximation.end, stated[j].amount.end)
        if (last := earlier[j]) is not None and last.end:
            # what the amount before is of ("4.1% of GDP") is taken
            floor = min(begin, max(floor, bisect_left(words, last.end, key=lambda word: word.start)))
        return floor

    def _is_worth(self, view: View, k: int) -> bool:
        """Whether an amount is the value of the one before it: "8 million tonnes of rice worth $5 billion"."""
        i = self._opening(view, view.stated[k]) - 1
        back = [word.low for word in view.words[max(0, i - 1) : i + 1]]
        return back[-1:] == ["worth"] or back == ["valued", "at"]

    def _carried(self, view: View, one: Stated, begin: int, memory: Memory) -> Metric | None:
        """The metric that "it" or "the figure" takes up from an earlier sentence."""
        known = memory.metrics.get(one.amount.kind)
        return known if known is not None and last_mark(view.pointers, begin - _WINDOW, begin) >= 0 else None

    def _of_noun(self, one: Stated) -> Metric | None:
        """What a rank ranks, or a count counts."""
        noun = one.amount.noun
        if noun is None or (one.amount.kind == "count" and noun.lower() in self._generic):
            return None
        return Metric(noun, mutual=one.amount.kind == "rank" and "partner" in noun)

    def _listed(self, view: View, k: int, end: int) -> Metric | None:
        """What stands behind the last of a list: "60 percent and 40 percent of the venture"."""
        stated, words = view.stated, view.words
        for j in range(k + 1, min(k + 4, len(stated))):
            between = [word.low for word in words[end : stated[j].approximation.begin]]
            if stated[j].amount.kind != stated[k].amount.kind or between not in (["and"], [","], ["or"], [",", "and"]):
                return None
            end = max(stated[j].approximation.end, stated[j].amount.end)
            limit = stated[j + 1].approximation.begin if j + 1 < len(stated) else len(words)
            found = self._after(view, j, end, limit, 0) if end < limit and words[end].low in ("of", "worth") else None
            if found is not None:
                return self._flowing(view, stated[k], found) if found.flow is None and found.whole is None else found
        return None

    # -- before the amount -------------------------------------------------------------------------------------------

    def _in_clause(self, view: View, begin: int, floor: int, *, generic: bool = False) -> Metric | None:
        """The first measure that the clause of the amount names, back to `floor`; `generic`: growth, if no other."""
        words = view.words
        floor = max(floor, begin - _WINDOW)
        start = max(floor, last_mark(view.clauses, floor, begin) + 1)
        marks = view.generics if generic else view.nouns
        for i in marks[bisect_left(marks, start) : bisect_left(marks, begin)]:
            if self._is_verb(view, i) or in_name(words, i):
                continue
            first = max(min(self._grammar.phrase_before(words, i, 4), i), start)
            stop = self._last_noun(view, i, begin) + 1
            while (
                stop + (words[stop].low in self._verbs) < begin
                and (words[stop].low in self._nouns or words[stop].low in _FORESEEN)
                and not self._is_verb(view, stop)
            ):
                stop += 1
            return self._metric(view, first, stop, most=begin, whole=words[stop - 1].low in _FORESEEN or generic)
        return None if generic else self._generic_of(view, start, begin)

    def _last_noun(self, view: View, i: int, begin: int) -> int:
        """The last measure of the phrase that the one at word `i` begins: exports, in "non-oil domestic exports"."""
        words, last = view.words, i
        for j in range(i + 1, min(self._grammar.phrase_after(words, i + 1, 4), begin)):
            if words[j].low in self._moves or words[j].low in self._measuring or self._is_verb(view, j):
                break
            last = j if words[j].low in self._nouns else last
        return last

    def _generic_of(self, view: View, start: int, begin: int) -> Metric | None:
        """A generic noun with its complement: "the amount of goods transported", "the number of visitors"."""
        words = view.words
        for i in view.generics[bisect_left(view.generics, start) : bisect_left(view.generics, begin - 2)]:
            if words[i + 1].low == "of" or (words[i + 1].low == "for" and words[i].low == "total"):
                k = i + 2
                while k < begin and self._grammar.has(words[k], "det", "deictic", "adv"):
                    k += 1
                end = min(self._grammar.phrase_after(words, k, 4), begin)
                moved = (j for j in range(k + 1, end) if words[j].low in self._moves or words[j].low.endswith("ed"))
                stop = next(moved, end)
                return self._metric(view, i, stop, whole=True) if stop > k else None
            if words[i].low in _FORESEEN and i > start and not self._grammar.has(words[i - 1], "aux"):
                return self._metric(view, max(self._grammar.phrase_before(words, i + 1, 5), start), i + 1, whole=True)
        return None

    def _bought(self, view: View, one: Stated, floor: int) -> Metric | None:
        """A metric that the verb right before the amount implies: "the fund earned 1.5 billion crowns"."""
        words, i = view.words, self._opening(view, one) - 1
        while i > floor and self._grammar.has(words[i], "adv"):
            i -= 1
        giving = (j for j in range(i, max(floor, i - 3), -1) if words[j].low in self._giving)
        i = next(giving, i)  # "cost taxpayers between 5 and 7 billion"
        row = self._verbs.get(words[i].low) if i > floor else None
        if row is None or one.amount.kind not in ("money", "quantity"):
            return None
        adjacent = 0 < i == self._opening(view, one) - 1 and words[i - 1].kind == WORD and words[i - 1].text.islower()
        if words[i].low in self._nouns and not adjacent and not self._is_verb(view, i):
            return None
        start = max(floor, last_mark(view.clauses, floor, i) + 1)
        marks = view.nouns[bisect_left(view.nouns, start) : bisect_left(view.nouns, i)]
        named = [j for j in marks if not self._is_verb(view, j) and not in_name(words, j)]
        if named and words[named[-1]].low not in self._agents:
            return None  # "coffee exports earned $5 million": they are what is measured
        return Metric(row["metric"], row["flow"] or None, row["mutual"] == "yes")

    def _implied(self, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        """A metric that a verb implies: "have invested over US$1 billion"."""
        for i in range(begin - 1, max(floor, begin - 8) - 1, -1):
            row = self._verbs.get(words[i].low)
            if (
                row is not None
                and words[i].low not in self._giving
                and not (i + 1 < begin and words[i].low in self._transitive)
            ):
                return Metric(row["metric"], row["flow"] or None, row["mutual"] == "yes")
            if words[i].low in _CLAUSE:
                break
        return None

    def _subject(self, view: View, begin: int) -> Metric | None:
        """The noun phrase that opens the sentence, if it is a common one."""
        words = view.words
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
        if not (self._grammar.has(words[last], "aux") or words[last].low in self._moves | self._measuring):
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
        return self._metric(view, i, stop, whole=True)


_FORESEEN = frozenset({"forecast", "forecasts", "projection", "projections", "outlook", "target", "estimate"})


def _as_share(metric: Metric) -> Metric:
    """A fraction is always of something: "Japan imports lithium, and two thirds comes from one supplier"."""
    return metric if metric.whole is not None else replace(metric, text=share_of(metric.text), whole=metric.text)


def _alike(first: Stated, second: Stated) -> bool:
    """Whether the later amount of a chain may go on with the metric of the earlier."""
    return first.amount.kind == second.amount.kind or "delta" in (first.role, second.role)


def _goes_on(first: Stated, second: Stated) -> bool:
    """Whether the later amount is of the same movement as the one before it: "from 5 to 7", "7, up from 5"."""
    if first.movement.role == "share":
        return second.movement.role == "share" and first.amount.kind == second.amount.kind == "percent"
    if second.movement.role not in _PAIRED:
        return False
    if first.amount.kind == "multiple" and second.movement.role == "to":
        return True  # "to double capacity to 400,000 vehicles"
    same = second.movement.verb == first.movement.verb >= 0
    return same or (second.movement.role == "from" and first.movement.role in ("to", "level", "delta"))
