"""Metrics: the noun phrase that says what an amount measures, by text order within the clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import Grammar
from pipeline.figures.sentences import Memory, Metric, Stated
from pipeline.figures.words import DASHES, SIGN, WORD, Word, key
from pipeline.knowledge import Knowledge

_CLAUSE = frozenset({";", "while", "whereas", "but"})
_LONGEST = 60
_CHAIN = 14
_UNMEASURED = frozenset({"ordinal", "age", "duration", "rank"})
_POINTERS = frozenset({"it", "this", "that", "which", "whom", "them", "these", "they", "figure", "total", "amount", "sum"})
_BEFORE_OBJECT = frozenset({"almost", "about", "around", "some", "more", "mostly", "mainly"})
_MOVERS = frozenset({"bring", "brings", "brought", "bringing", "take", "takes", "took", "taking", "push", "pushes"}) | {
    *("pushed", "pushing", "keep", "keeps", "kept", "keeping", "hold", "drive", "drove", "driving", "get", "put", "set")
}
_BACK, _WINDOW = 8, 80
"""Amounts and words looked back over: a sentence may be a whole file."""


class MetricReader:
    """Finds the metric of each amount of a sentence."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/metrics.tsv")
        self._nouns = {row["word"]: row for row in rows if row["use"] == "noun"}
        self._verbs = {row["word"]: row for row in rows if row["use"] == "verb"}
        self._generic = frozenset(row["word"] for row in rows if row["use"] == "generic")
        self._adjectives = {row["word"]: row["mutual"] == "yes" for row in rows if row["use"] == "adjective"}
        moves = knowledge.rows("figures/movements.tsv")
        self._moves = (
            frozenset(row["word"] for row in moves if row["use"] == "verb") - self._nouns.keys() - self._generic
        )
        self._moved_verbs = frozenset(row["word"] for row in moves if row["use"] in ("verb", "participle")) | _MOVERS
        self._mutual = frozenset(row["word"] for row in rows if row["mutual"] == "yes")

    def read(
        self, text: str, words: Sequence[Word], stated: Sequence[Stated], memory: Memory | None = None
    ) -> list[Metric | None]:
        """The metric of each amount, in order; None where nothing names one.

        Args:
            text: of the article.
            words: of the sentence.
            stated: its amounts, in order.
            memory: metrics that earlier sentences of the paragraph named, for "it", "the figure"; it is brought on.
        """
        memory = memory or Memory()
        out: list[Metric | None] = []
        floor = 0
        for k, one in enumerate(stated):
            begin, end = one.approximation.begin, max(one.approximation.end, one.amount.end)
            limit = stated[k + 1].approximation.begin if k + 1 < len(stated) else len(words)
            counting = self._right_before(text, words, begin, floor) if one.amount.kind == "count" else None
            metric = (counting if counting and self._measures(counting) else None) or self._of_noun(one)
            if metric is None and one.amount.kind not in _UNMEASURED:
                near = range(k - 1, max(k - _BACK, 0) - 1, -1)
                before = next((out[j] for j in near if out[j] is not None and _alike(stated[j], one)), None)
                said = before or next((out[j] for j in near if out[j] is not None), None)
                metric = (
                    self._part(words, end, limit, said or memory.metrics.get("money"))
                    or self._after(text, words, one, end, limit)
                    or self._right_before(text, words, begin, floor)
                    or self._moved(text, words, one, begin, floor)
                    or self._in_clause(text, words, begin, floor)
                    or self._implied(words, begin, floor)
                    or before
                    or self._in_clause(text, words, begin, 0)
                    or self._carried(words, one, begin, memory)
                    or self._subject(text, words, begin)
                )
            if metric is not None and one.amount.kind in ("money", "percent", "quantity"):
                memory.metrics[one.amount.kind] = replace(metric, start=0, end=0)
            out.append(metric)
            floor = end
        return out

    def _measures(self, metric: Metric) -> bool:
        return any(word in self._nouns or word in self._generic for word in key(metric.text))

    def _carried(self, words: Sequence[Word], one: Stated, begin: int, memory: Memory) -> Metric | None:
        """The metric that "it" or "the figure" takes up from an earlier sentence."""
        pointed = any(word.low in _POINTERS for word in words[max(0, begin - _WINDOW) : begin])
        return memory.metrics.get(one.amount.kind) if pointed else None

    def _part(self, words: Sequence[Word], end: int, limit: int, whole: Metric | None) -> Metric | None:
        """A part of what was said before: "a third of which", "60% of it"."""
        low = [word.low for word in words[end : min(end + 2, limit)]]
        if len(low) < 2 or low[0] != "of" or low[1] not in _POINTERS or whole is None:
            return None
        if end + 2 < limit and words[end + 2].kind == WORD and not self._grammar.breaks(words[end + 2]):
            return None  # "of that market"
        return Metric("share of " + whole.text.removeprefix("share of "))

    def _of_noun(self, one: Stated) -> Metric | None:
        """What a rank ranks, or a count counts."""
        noun = one.amount.noun
        return None if noun is None else Metric(noun, mutual=one.amount.kind == "rank" and "partner" in noun)

    # -- behind the amount -------------------------------------------------------------------------------------------

    def _after(self, text: str, words: Sequence[Word], one: Stated, end: int, limit: int) -> Metric | None:
        """Behind it: "23 percent of the GDP", "$3 million in aid", "$2bn worth of goods", "a $300 million contract"."""
        kind = one.amount.kind
        if end >= limit:
            return None
        low = words[end].low
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

    def _flowing(self, words: Sequence[Word], one: Stated, what: Metric | None) -> Metric | None:
        """Goods with the flow that the verb before them says: "exported 5 million tonnes of tea"."""
        begin = one.approximation.begin
        how = self._implied(words, begin, max(0, begin - 4)) if what is not None else None
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
        if stop == i or words[i].low.isdigit():
            return None
        found = self._metric(text, words, i, stop, whole=True)
        return Metric("share of " + found.text, None, False, found.start, found.end) if share else found

    # -- before the amount -------------------------------------------------------------------------------------------

    def _right_before(self, text: str, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        """Right before it: "a total capital of 1.24 billion", "an estimated cost of"."""
        i = begin
        while i > floor and words[i - 1].low in ("a", "an", "the", "only", "just", "estimated", "record", "total"):
            i -= 1
        if i <= floor + 1 or words[i - 1].low != "of":
            return None
        start = max(self._grammar.phrase_before(words, i - 1, 5), floor)
        named = [word for word in words[start : i - 1] if word.low not in self._generic and word.kind == WORD]
        if not named or words[i - 2].low in self._generic:
            return None
        return self._metric(text, words, start, i - 1, whole=True)

    def _moved(self, text: str, words: Sequence[Word], one: Stated, begin: int, floor: int) -> Metric | None:
        """What moves: the object ("bring that ratio below 50 percent") or subject of the movement of the amount."""
        found = self._object(text, words, begin, floor)
        verb = one.movement.verb
        if found is not None or verb <= 0:
            return found
        stop = verb
        while stop > 0 and self._grammar.has(words[stop - 1], "aux", "adv"):
            stop -= 1
        start = stop
        while start > max(floor, stop - _CHAIN) and not self._ends_chain(words[start - 1]):
            start -= 1
        if start == stop or (start and self._grammar.has(words[start - 1], "aux", "rel", "verb")):
            return None
        while start < stop and self._grammar.has(words[start], "det", "deictic", "conj"):
            start += 1
        end = self._grammar.phrase_after(words, start, 5)
        if end <= start or end > stop or not words[end - 1].text.islower() or not words[start].text.islower():
            return None
        if any(words[i].low in self._nouns for i in range(start, stop)) or self._grammar.breaks(words[start]):
            return None
        return self._metric(text, words, start, end, whole=True)

    def _ends_chain(self, word: Word) -> bool:
        if word.kind != WORD:
            return word.low not in DASHES and word.kind == SIGN
        return self._grammar.has(word, "rel", "aux", "verb") or word.low in _CLAUSE or word.low in ("that", "as")

    def _object(self, text: str, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        k = begin
        if begin < len(words) and words[begin].low in ("below", "above"):
            k = begin
        elif k > floor and words[k - 1].low in ("to", "by", "from", "below", "above"):
            k -= 1
        else:
            return None
        start = self._grammar.phrase_before(words, k, 6)
        last = max((i for i in range(start, k) if words[i].low in self._moved_verbs), default=-1)
        if last < 0:
            opener = start - 1
            while opener > floor and self._grammar.has(words[opener], "det", "deictic"):
                opener -= 1
            if opener < floor or words[opener].low not in self._moved_verbs:
                return None
        else:
            start = last + 1
        if start >= k or not words[k - 1].text.islower() or words[start].low in self._moved_verbs or start <= floor:
            return None
        return None if self._grammar.has(words[start], "adv", "pron") else self._metric(text, words, start, k, whole=True)

    def _in_clause(self, text: str, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        """The first measure that the clause of the amount names, back to `floor`."""
        start = begin
        floor = max(floor, begin - _WINDOW)
        while start > floor and words[start - 1].low not in _CLAUSE:
            start -= 1
        for i in range(start, begin):
            if words[i].low not in self._nouns or self._is_verb(words, i) or _in_name(words, i):
                continue
            first = max(self._grammar.phrase_before(words, i + 1, 5), start)
            stop = i + 1
            while (
                stop + (words[stop].low in self._verbs) < begin
                and words[stop].low in self._nouns
                and not self._is_verb(words, stop)
            ):
                stop += 1
            return self._metric(text, words, first, stop, most=begin)
        return self._generic_of(text, words, start, begin)

    def _generic_of(self, text: str, words: Sequence[Word], start: int, begin: int) -> Metric | None:
        """A generic noun with its complement: "the amount of goods transported", "the number of visitors"."""
        for i in range(start, begin - 2):
            if words[i].low in self._generic and words[i + 1].low == "of":
                k = i + 2
                while k < begin and self._grammar.has(words[k], "det", "deictic"):
                    k += 1
                end = min(self._grammar.phrase_after(words, k, 4), begin)
                moved = (j for j in range(k + 1, end) if words[j].low in self._moves or words[j].low.endswith("ed"))
                stop = next(moved, end)
                return self._metric(text, words, i, stop, whole=True) if stop > k else None
        return None

    def _is_verb(self, words: Sequence[Word], i: int) -> bool:
        """Whether a word that is noun and verb ("exports", "cost") acts as a verb here."""
        if words[i].low not in self._verbs:
            return False
        before = words[i - 1] if i else None
        if before is None:
            return False
        if before.low == "to" or self._grammar.has(before, "pron", "aux", "rel"):
            return True
        after = words[i + 1] if i + 1 < len(words) else None
        named = before.kind == WORD and before.text[:1].isupper()
        return named and after is not None and (self._grammar.has(after, "det", "deictic") or after.low in _BEFORE_OBJECT)

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
        i, begin = 0, min(begin, _WINDOW)
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
        if stop <= i or not any(word.text.islower() for word in words[i:stop]) or stop == begin:
            return None
        if not self._grammar.has(words[stop], "verb", "aux"):
            return None
        return self._metric(text, words, i, stop, whole=True)

    # -- the phrase --------------------------------------------------------------------------------------------------

    def _metric(
        self, text: str, words: Sequence[Word], i: int, stop: int, *, whole: bool = False, most: int = 0
    ) -> Metric:
        """The phrase of words `i` to `stop`: cut behind its last measure unless `whole`, with its flow's direction."""
        i = max((j + 1 for j in range(i, stop - 1) if words[j].low in self._moves), default=i)
        while i + 1 < stop and (words[i].low == "s" or words[i].kind != WORD):
            i += 1
        if not whole:
            last = max((j for j in range(i, stop) if words[j].low in self._nouns), default=stop - 1)
            stop = last + 1
        row = next((self._nouns[w.low] for w in words[i:stop][::-1] if w.low in self._nouns), None)
        flow = (row["flow"] or None) if row else None
        lows = [word.low for word in words[i:stop]]
        mutual = any(low in self._mutual for low in lows) and flow is None
        mutual = mutual or ("two" in lows and "way" in lows)
        if most and not whole:
            stop = self._complement(words, stop, most)
        end = self._direction(words, stop, most) if flow in ("export", "import") and most else stop
        phrase = " ".join(text[words[i].start : words[end - 1].end].split())[:_LONGEST]
        if words[i].text.istitle() and (words[i].low in self._nouns or words[i].low in self._adjectives):
            phrase = phrase[0].lower() + phrase[1:]
        return Metric(phrase, flow, mutual, words[i].start, words[stop - 1].end)

    def _complement(self, words: Sequence[Word], stop: int, most: int) -> int:
        """Index after "of unemployment" behind "rate", "of crude oil" behind "imports"; `stop` where there is none."""
        k = stop + 1
        if k >= most or words[stop].low != "of" or not words[k].text.islower() or words[k].kind != WORD:
            return stop
        end = min(self._grammar.phrase_after(words, k, 3), most)
        moved = (j for j in range(k, end) if words[j].low in self._moves or words[j].low.endswith(("ed", "ing")))
        end = next(moved, end)
        return end if end > k else stop

    def _direction(self, words: Sequence[Word], stop: int, most: int) -> int:
        """Index after "to Peru" behind "exports"."""
        while stop < most and words[stop].low in ("to", "from", "into"):
            k = stop + 1
            while k < most and (words[k].low == "the" or (words[k].text[:1].isupper() and words[k].kind == WORD)):
                k += 1
            if k == stop + 1:
                break
            stop = k
        return stop


def _in_name(words: Sequence[Word], i: int) -> bool:
    """Whether a noun is part of a name: it has a capital, and so has a neighbour."""
    if not words[i].text.istitle() or i == 0:
        return False
    return any(word.kind == WORD and word.text[:1].isupper() for word in (*words[i - 1 : i], *words[i + 1 : i + 2]))


def _alike(first: Stated, second: Stated) -> bool:
    """Whether the later amount of a chain may go on with the metric of the earlier."""
    return first.amount.kind == second.amount.kind or "delta" in (first.role, second.role)
