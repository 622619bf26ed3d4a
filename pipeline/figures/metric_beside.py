"""Metrics right beside an amount: "23 percent of the GDP", "a $300 million contract", "a total capital of 1.24 billion"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.metric_phrases import MetricPhrases, View, is_dash
from pipeline.figures.stated import Metric, Stated
from pipeline.figures.words import NUMERAL, WORD, Word, key

_DEFINITE = frozenset({"the", "this", "that"})
_WHOLES = frozenset({"total", "figure", "amount", "sum"})
_POINTERS = frozenset(
    {"it", "this", "that", "which", "whom", "them", "these", "they", "figure", "total", "amount", "sum"}
)
_SHARES = frozenset({"percent", "share"})
_MODIFYING = frozenset({"money", "quantity", "percent"})
_PACES = frozenset({"rate", "pace", "clip", "speed"})
_PRODUCTS = frozenset({"gdp", "gnp", "gdp's"})


def share_of(whole: str) -> str:
    """The metric of a part of a whole."""
    return "share of " + whole.removeprefix("share of ")


class BesidePhrases(MetricPhrases):
    """Finds noun phrases that touch an amount."""

    # -- behind the amount -------------------------------------------------------------------------------------------

    def _part(self, view: View, one: Stated, end: int, limit: int, whole: Metric | None) -> Metric | None:
        """A part of what was said before: "a third of which", "60% of it", "of which 60 percent"."""
        words, begin = view.words, self._opening(view, one)
        if whole is None:
            return None
        of = whole.text.removeprefix("share of ")
        found = Metric(share_of(whole.text), whole=of)
        if one.amount.kind not in _SHARES:
            found = replace(whole, text=of, start=0, end=0, whole=of)  # "2.1 billion of that"
        back = [word.low for word in words[max(0, begin - 2) : begin]]
        if len(back) == 2 and back[0] == "of" and back[1] in _POINTERS and one.amount.kind in _SHARES:
            return found
        low = [word.low for word in words[end : min(end + 3, limit)]]
        if len(low) < 2 or low[0] != "of":
            return None
        if low[1] in _DEFINITE and low[2:] and low[2] in _WHOLES:
            return found
        if low[1] not in _POINTERS:
            return None
        if end + 2 < limit and words[end + 2].kind == WORD and not self._grammar.breaks(words[end + 2]):
            return None  # "of that market"
        return found

    def _multiplied(self, view: View, end: int, limit: int) -> Metric | None:
        """The object of a multiple: "to double its capacity"."""
        if end >= limit or view.words[end].kind != WORD or view.words[end].low in ("that", "what", "to"):
            return None
        found = self._phrase(view, end, limit)
        first, start, _ = self._owned(view, end, limit)
        owned = view.words[end].low in ("its", "their", "his", "her") or start > first
        return found if found and (owned or any(word in self._nouns for word in key(found.text))) else None

    def _after(self, view: View, k: int, end: int, limit: int, floor: int) -> Metric | None:
        """Behind it: "23 percent of the GDP", "$3 million in aid", "$2bn worth of goods", "a $300 million contract"."""
        words, one = view.words, view.stated[k]
        kind = one.amount.kind
        if end >= limit:
            return self._of_amount(view, k, end) if kind in _SHARES else None
        low = words[end].low
        if kind == "percent" and low == "of" and (ratio := self._of_product(view, one, end, limit, floor)):
            return ratio
        if kind in _SHARES and low == "of":
            part = one.movement.role != "delta"  # what lost "a third of its value" is the value
            return self._phrase(view, end + 1, limit, share=part) or self._of_amount(view, k, end)
        if kind == "share" and self._grammar.has(words[end], "det", "deictic"):
            return self._phrase(view, end, limit, share=True)  # "half its population"
        if kind == "share" and (noun := self._grammar.noun_after(words, end)) is not None:
            return self._phrase(view, end, min(limit, noun[1]), share=True)  # "two in five adults"
        if low == "of" and kind in ("money", "count"):
            return self._phrase(view, end + 1, limit)
        if low in ("among", "of") and kind == "rank":
            return self._phrase(view, end + 1, limit)
        if kind == "money" and low == "worth" and end + 1 < limit and words[end + 1].low == "of":
            return self._flowing(view, one, self._phrase(view, end + 2, limit))
        if kind == "quantity" and low == "of":
            return self._flowing(view, one, self._phrase(view, end + 1, limit))
        if low == "to" and kind in ("money", "quantity") and self._adds(words, self._opening(view, one)):
            return self._phrase(view, end + 1, limit)
        if kind == "money" and low == "in" and end + 1 < limit:
            found = self._phrase(view, end + 1, limit)
            return found if found and any(w in self._nouns for w in key(found.text)) else None
        return self._modified(view, one, end, limit)

    def _adds(self, words: Sequence[Word], opening: int) -> bool:
        """Whether an amount is added to what follows "to": "adding 400 billion kroner to its market value"."""
        return opening > 0 and words[opening - 1].low in ("add", "adds", "added", "adding")

    def _modified(self, view: View, one: Stated, end: int, limit: int) -> Metric | None:
        """The noun that an amount stands before: "a 2.5 billion euro loan", "the 580-megawatt solar park"."""
        words, word = view.words, view.words[end]
        if one.amount.kind not in _MODIFYING or word.kind != WORD or not word.text.islower() or is_dash(word):
            return None
        if self._grammar.foresees(words, end):
            return None
        stop = min(self._grammar.phrase_after(words, end, 4), limit)
        moved = (j for j in range(end, stop) if words[j].low.endswith(("ed", "ly")) or words[j].low in self._generic)
        stop = next(moved, stop)
        if stop == end:
            return None
        if any(word.low in self._nouns for word in words[end:stop]):
            return self._metric(view, end, stop)
        opening = self._opening(view, one)
        opens = opening < one.amount.begin and self._grammar.has(words[opening], "det", "deictic")
        if not opens or words[stop - 1].low in self._moved_verbs or one.amount.kind == "percent":
            return None
        if view.parse is not None and view.parse.modified(one.start, one.end) is None:
            return None
        return self._metric(view, end, stop, whole=True)

    def _of_amount(self, view: View, k: int, end: int) -> Metric | None:
        """A share of something told with its own amount: "27 percent of the $2.7 billion appeal"."""
        words = view.words
        if k + 1 >= len(view.stated) or end >= len(words) or words[end].low != "of":
            return None
        whole = view.stated[k + 1]
        if whole.amount.kind not in ("money", "count", "quantity") or self._opening(view, whole) > end + 1:
            return None
        if whole.amount.noun is not None:
            return Metric(share_of(whole.amount.noun), whole=whole.amount.noun)
        limit = view.stated[k + 2].approximation.begin if k + 2 < len(view.stated) else len(words)
        stop = max(whole.approximation.end, whole.amount.end)
        found = self._modified(view, whole, stop, limit) if stop < limit else None
        return None if found is None else Metric(share_of(found.text), whole=found.text)

    def _of_product(self, view: View, one: Stated, end: int, limit: int, floor: int) -> Metric | None:
        """A quantity told as a share of the economy: "the deficit narrowed to 4% of GDP"."""
        words, k = view.words, end + 1
        while k < min(limit, end + 4) and (
            self._grammar.has(words[k], "det", "deictic")
            or words[k].low in ("country", "nation", "s", "'", "’", "total")
        ):
            k += 1
        if k >= limit:
            return None
        stop = k + 1
        if words[k].low == "gross" and words[k + 1 : k + 3] and words[min(k + 2, limit - 1)].low == "product":
            stop = k + 3
        elif words[k].low not in _PRODUCTS:
            return None
        what = self._in_clause(view, one.approximation.begin, floor)
        if what is None:
            return None
        whole = " ".join(word.text for word in words[k:stop])
        return replace(what, text=f"{what.text} as share of {whole}", end=words[stop - 1].end, whole=whole)

    def _in_clause(self, view: View, begin: int, floor: int) -> Metric | None:
        """The measure that the clause of an amount names."""
        raise NotImplementedError

    def _implied(self, words: Sequence[Word], begin: int, floor: int) -> Metric | None:
        """The metric that a verb implies."""
        raise NotImplementedError

    def _flowing(self, view: View, one: Stated, what: Metric | None) -> Metric | None:
        """Goods with the flow that the verb before them says: "exported 5 million tonnes of tea"."""
        words, begin = view.words, one.approximation.begin
        how = self._implied(words, begin, max(0, begin - 4)) if what is not None else None
        row = self._nouns.get(words[begin - 2].low) if begin > 1 and words[begin - 1].low == "of" else None
        if row is not None and row["flow"]:
            how = Metric(words[begin - 2].low, row["flow"])
        if what is None or how is None:
            return what
        return Metric(f"{how.text} of {what.text}", how.flow, how.mutual, what.start, what.end)

    def _phrase(self, view: View, i: int, limit: int, *, share: bool = False) -> Metric | None:
        """The noun phrase from word `i`, its determiner and its owner ("the country's") left out."""
        words = view.words
        first, i, stop = self._owned(view, i, limit)
        stop = self._until_verb(view, i, stop)
        if stop == i or words[i].kind == NUMERAL:
            return None
        owned = first and words[first - 1].low in ("its", "their", "his", "her")
        if all(word.low in self._generic for word in words[i:stop]) and not owned:
            return None
        found = self._metric(view, i, stop, whole=True)
        if found is None or not share:
            return found
        whole = " ".join(view.text[words[first].start : found.end].split())
        return Metric(share_of(found.text), None, False, found.start, found.end, whole=whole)

    # -- before the amount -------------------------------------------------------------------------------------------

    def _right_before(self, view: View, one: Stated, floor: int, *, generic: bool = False) -> Metric | None:
        """Right before it: "a total capital of 1.24 billion", "exports at $2 billion"; `generic`: "a growth of" too."""
        words, i = view.words, self._opening(view, one)
        if i <= floor + 1 or words[i - 1].low not in ("of", "at"):
            return None
        start = max(self._grammar.phrase_before(words, i - 1, 5), floor)
        named = [word for word in words[start : i - 1] if word.low not in self._generic and word.kind == WORD]
        if not named or (words[i - 2].low in self._generic and not generic):
            return None
        if words[i - 2].low in _PACES and one.movement.role == "delta":
            return None  # "grew at an average rate of 12 percent"
        if words[i - 1].low == "at" and not any(word.low in self._nouns for word in words[start : i - 1]):
            return None
        return self._metric(view, start, i - 1, whole=True)
