"""What words say of metrics, and how a noun phrase that names one is cut from its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.figures.grammar import Grammar
from pipeline.figures.moves import Moves, gerund, preterite, third
from pipeline.figures.stated import Metric, Stated
from pipeline.figures.syntax import Parse
from pipeline.figures.words import DASHES, WORD, Word, key
from pipeline.knowledge import Knowledge

_LONGEST = 60
_BEFORE_OBJECT = frozenset({"almost", "about", "around", "some", "more", "mostly", "mainly"})


class View(NamedTuple):
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


class MetricPhrases:
    """The vocabulary of metrics."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/metrics.tsv")
        self._nouns = {row["word"]: row for row in rows if row["use"] == "noun"}
        self._verbs = {form: row for row in rows if row["use"] in ("verb", "giving") for form in _forms(row)}
        self._giving = frozenset(form for row in rows if row["use"] == "giving" for form in _forms(row))
        self._measuring = frozenset(form for row in rows if row["use"] == "measuring" for form in _forms(row))
        self._agents, self._generic = (
            frozenset(row["word"] for row in rows if row["use"] == use) for use in ("agent", "generic")
        )
        self._adjectives = frozenset(row["word"] for row in rows if row["use"] == "adjective")
        moves = Moves(knowledge)
        self._moves = moves.verbs - self._nouns.keys() - self._generic
        self._transitive = moves.transitive
        self._moved_verbs = moves.verbs | {form for row in rows if row["use"] == "moving" for form in _forms(row)}
        self._mutual = frozenset(row["word"] for row in rows if row["mutual"] == "yes")

    # -- classes -----------------------------------------------------------------------------------------------------

    def _measures(self, metric: Metric) -> bool:
        return any(word in self._nouns or word in self._generic for word in key(metric.text))

    def _is_verb(self, view: View, i: int) -> bool:
        """Whether a word that is noun and verb ("exports", "cost") acts as a verb here."""
        words = view.words
        before = words[i - 1] if i else None
        if before is not None and self._follows_modal(words, i):
            return True
        if view.parse is not None and (part := view.parse.part_of_speech(words[i].start)):
            return part == "VERB"
        if before is None:
            return False
        after = words[i + 1] if i + 1 < len(words) else None
        named = before.kind == WORD and before.text[:1].isupper() and words[i].low.endswith("s")
        if named and after is not None and after.low in _BEFORE_OBJECT:
            return True
        if words[i].low not in self._verbs:
            return False
        if before.low == "to" or self._grammar.has(before, "pron", "aux", "rel"):
            return True
        capital = before.kind == WORD and before.text[:1].isupper()
        valued = after is not None and after.kind != WORD and after.low not in ",.;:)'’-"
        return capital and after is not None and (self._grammar.has(after, "det", "deictic") or valued)

    def _follows_modal(self, words: Sequence[Word], i: int) -> bool:
        """Whether a verb must stand at word `i`, even where a tagger finds a noun: "the most they can levy is $5"."""
        return self._grammar.has(words[i - 1], "modal") and words[i - 1].text.islower()

    def _is_common(self, word: Word) -> bool:
        """Whether a word can be the last of a common noun phrase: no name, no adverb."""
        return word.text.islower() and not word.low.endswith("ly")

    # -- cutting -----------------------------------------------------------------------------------------------------

    def _metric(self, view: View, i: int, stop: int, *, whole: bool = False, most: int = 0) -> Metric | None:
        """The phrase of words `i` to `stop`: cut behind its last measure unless `whole`, with its flow's direction.

        None where nothing but verbs stands there.
        """
        text, words = view.text, view.words
        i = max((j + 1 for j in range(i, stop) if self._cuts(view, j, stop)), default=i)
        while i + 1 < stop and (words[i].low == "s" or words[i].kind != WORD):
            i += 1
        if i >= stop or words[i].kind != WORD:
            return None
        if not whole:
            last = max((j for j in range(i, stop) if words[j].low in self._nouns), default=stop - 1)
            stop = last + 1
        if stop + 1 < len(words) and words[stop].low == "per" and words[stop + 1].kind == WORD:
            stop += 2  # "GDP per capita"
        row = next((self._nouns[w.low] for w in words[i:stop][::-1] if w.low in self._nouns), None)
        flow = (row["flow"] or None) if row else None
        lows = [word.low for word in words[i:stop]]
        mutual = any(low in self._mutual for low in lows) and flow is None
        mutual = mutual or ("two" in lows and "way" in lows)
        if words[stop - 1].low == "share" and (part := self._part_of_whole(view, i, stop)) is not None:
            return part
        if most and not whole:
            stop = self._complement(words, stop, most)
        end = self._direction(words, stop, most) if (flow in ("export", "import") or mutual) and most else stop
        phrase = " ".join(text[words[i].start : words[end - 1].end].split())[:_LONGEST]
        if self._is_common_opening(view, i):
            phrase = phrase[0].lower() + phrase[1:]
        return Metric(phrase, flow, mutual, words[i].start, words[stop - 1].end)

    def _cuts(self, view: View, j: int, stop: int) -> bool:
        """Whether the phrase begins behind word `j`, which is a verb: "the fund holds | assets"."""
        word = view.words[j]
        if view.parse is not None and view.parse.part_of_speech(word.start) == "VERB":
            return j + 1 < stop and not view.parse.describes(word.start)
        return j + 1 < stop and word.low in self._moves

    def _is_common_opening(self, view: View, i: int) -> bool:
        """Whether a capital only begins the sentence."""
        word = view.words[i]
        if not word.text.istitle():
            return False
        if view.parse is not None and i == 0 and (part := view.parse.part_of_speech(word.start)):
            return part != "PROPN"
        return word.low in self._nouns or word.low in self._adjectives

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
        """Index after "to Peru" behind "exports", "with Peru" behind "trade"."""
        while stop < most and words[stop].low in ("to", "from", "into", "with"):
            k = stop + 1
            while k < most and (words[k].low == "the" or (words[k].text[:1].isupper() and words[k].kind == WORD)):
                k += 1
            goes_on = k < most and words[stop + 1].low == "the" and words[k].text.islower()
            if k == stop + 1 or (goes_on and not self._grammar.breaks(words[k])):
                break  # no name, or only the first word of a phrase: "with the African | country"
            stop = k
        return stop

    def _part_of_whole(self, view: View, i: int, stop: int) -> Metric | None:
        """The metric of a share with its whole: "Poland's share in Vietnam's exports"."""
        words = view.words
        if stop + 1 >= len(words) or words[stop].low not in ("of", "in"):
            return None
        first, start, end = self._owned(view, stop + 1, len(words))
        end = self._until_verb(view, start, end)
        if end == start or words[start].kind != WORD:
            return None
        whole = " ".join(view.text[words[first].start : words[end - 1].end].split())[:_LONGEST]
        text = view.text[words[start].start : words[end - 1].end]
        return Metric(
            f"share of {' '.join(text.split())[:_LONGEST]}",
            None,
            False,
            words[i].start,
            words[end - 1].end,
            whole=whole,
        )

    def _owned(self, view: View, i: int, limit: int) -> tuple[int, int, int]:
        """A noun phrase from word `i`: its first word behind the determiner, the one behind its owner, the one after it."""
        words = view.words
        while i < limit and self._grammar.has(words[i], "det", "deictic"):
            i += 1
        first = i
        for j in range(i, min(i + 6, limit - 1)):
            if words[j].low in "'’" and words[j].glued and words[j + 1].low == "s":
                i = j + 2
                break
            if words[j].kind != WORD or self._grammar.has(words[j], "prep", "conj", "rel"):
                break
        return first, i, min(self._grammar.phrase_after(words, i, 6), limit)

    def _until_verb(self, view: View, i: int, stop: int) -> int:
        """Where a phrase that runs to the right ends: before its first verb ("a quarter of citizens | favoured it")."""
        for j in range(i + 1, stop):
            word = view.words[j]
            part = view.parse.part_of_speech(word.start) if view.parse is not None else ""
            if part == "VERB" and view.parse is not None and not view.parse.describes(word.start):
                return j
            ends = word.low in self._moves or (word.low.endswith("ed") and self._grammar.is_plural(view.words[j - 1]))
            if ends and not part:
                return j
        return stop

    def _opening(self, view: View, one: Stated) -> int:
        """First word of an amount with the determiner and "estimated", "record" before it."""
        words, i = view.words, min(one.approximation.first, one.approximation.begin)
        while i and (words[i - 1].low in _PALE or self._grammar.has(words[i - 1], "det", "deictic")):
            i -= 1
        return i


_PALE = frozenset({"only", "just", "estimated", "record", "total", "further", "additional", "another", "initial"})


def _forms(row: Mapping[str, str]) -> Iterator[str]:
    """All forms of a verb."""
    verb = row["word"]
    yield from (verb, third(verb), gerund(verb))
    yield from row["past"].split() or (preterite(verb),)


def last_mark(marks: Sequence[int], start: int, end: int) -> int:
    """The last of the sorted `marks` in [start, end), else -1."""
    i = bisect_left(marks, end)
    return marks[i - 1] if i and marks[i - 1] >= start else -1


def in_name(words: Sequence[Word], i: int) -> bool:
    """Whether a noun is part of a name: it has a capital, and so has a neighbour."""
    if not words[i].text.istitle() or i == 0:
        return False
    return any(word.kind == WORD and word.text[:1].isupper() for word in (*words[i - 1 : i], *words[i + 1 : i + 2]))


def is_dash(word: Word) -> bool:
    """Whether a word is a dash that touches what stands before it."""
    return word.glued and word.low in DASHES
