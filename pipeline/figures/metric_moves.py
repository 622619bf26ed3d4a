"""Metrics of movements: what rises to an amount, or is brought to it, by the parse or by text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.metric_beside import BesidePhrases
from pipeline.figures.metric_phrases import View
from pipeline.figures.stated import Metric, Stated
from pipeline.figures.syntax import Phrase
from pipeline.figures.words import DASHES, SIGN, WORD, Word

_CLAUSE = frozenset({";", "while", "whereas", "but", "that", "as"})
_CHAIN = 14
"""Words that a subject may stand before its verb, at most."""
_RELATIVE = frozenset({"percent", "percentage_point", "share", "multiple"})


class MovedPhrases(BesidePhrases):
    """Finds subjects and objects of the verbs that amounts belong to."""

    def _parsed(self, view: View, one: Stated) -> Metric | None:
        """What the parse says is measured, if that is a common noun phrase: no name and no pronoun is a metric."""
        words, parse = view.words, view.parse
        counted = one.amount.kind == "count" and one.amount.unit is not None and one.movement.role == "level"
        phrase = parse.measured(one.start, one.end) if parse is not None and not counted else None
        if phrase is None or phrase.kind != "noun":
            return None
        if phrase.verb and not self._is_measuring(phrase, one):
            return None  # "the family spent $5", "the club raised $5": who acts is no metric
        first = bisect_left(words, phrase.start, key=lambda word: word.start)
        stop = bisect_left(words, phrase.end, key=lambda word: word.start)
        while first < stop and (
            self._grammar.has(words[first], "det", "deictic")
            or words[first].kind != WORD
            or len(words[first].text) == 1
        ):
            first += 1
        counts = stop < len(words) and words[stop].low == "of"
        if first >= stop or any(self._follows_modal(words, i) for i in range(max(first, 1), stop)):
            return None
        named = stop - first > 1 and parse is not None and parse.is_compound(words[stop - 2].start)
        if words[stop - 1].low in self._generic and not counts and not named:
            return None  # "growth": of what, other words say; but "market value"
        last = max((i for i in range(first, stop) if words[i].low in self._nouns), default=-1)
        if last >= 0:
            behind = last + 1
            while behind < stop and words[behind].text.islower() and not self._grammar.breaks(words[behind]):
                behind += 1
            stop = self._complement(words, behind, stop)
        elif stop < len(words) and words[stop - 1].low in self._generic:
            stop = self._complement(words, stop, len(words))  # "the number | of the displaced"
        found = self._metric(view, first, stop, whole=True, most=len(words))
        if found is None:
            return None
        opens = (
            first == 0 and words[0].text.istitle() and phrase.first == "NOUN"
        )  # a common noun that only begins the sentence
        return replace(found, text=found.text[0].lower() + found.text[1:]) if opens else found

    def _is_measuring(self, phrase: Phrase, one: Stated) -> bool:
        if phrase.verb in self._verbs and phrase.verb not in self._measuring:
            return False
        if phrase.verb in self._measuring:
            return True
        if phrase.verb not in self._moved_verbs:
            return False
        return not phrase.direct or (phrase.verb not in self._transitive and one.amount.kind in _RELATIVE)

    def _moved(self, view: View, one: Stated, begin: int, floor: int) -> Metric | None:
        """What moves: the object ("bring that ratio below 50 percent") or subject of the movement of the amount."""
        words = view.words
        found = self._object(view, begin, floor)
        verb = one.movement.verb
        if found is not None or verb <= 0:
            return found
        if words[verb].low not in self._moved_verbs or words[verb - 1].low == "to":
            return found  # "reduction" has no subject; whoever is to raise it stands before "to raise"
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
        end = min(self._grammar.phrase_after(words, start, 5), stop)
        if end <= start or not self._is_common(words[end - 1]) or not words[start].text.islower():
            return None
        if words[end - 1].low in self._generic:
            return None
        if any(words[i].low in self._nouns for i in range(start, stop)) or self._grammar.breaks(words[start]):
            return None
        return self._metric(view, start, end, whole=True)

    def _ends_chain(self, word: Word) -> bool:
        if word.kind != WORD:
            return word.low not in DASHES and word.kind == SIGN
        return self._grammar.has(word, "rel", "aux", "verb") or word.low in _CLAUSE

    def _object(self, view: View, begin: int, floor: int) -> Metric | None:
        words, k = view.words, begin
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
        if start >= k or not self._is_common(words[k - 1]) or words[start].low in self._moved_verbs or start <= floor:
            return None
        if self._grammar.has(words[start], "adv", "pron") or _is_plain(words[start:k], self._generic):
            return None
        return self._metric(view, start, k, whole=True)


def _is_plain(words: Sequence[Word], generic: frozenset[str]) -> bool:
    """Whether a phrase says nothing of its own: "growth"."""
    return len(words) == 1 and words[0].low in generic
