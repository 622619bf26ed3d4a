"""What words say of metrics, and how a noun phrase that names one is cut from its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.grammar import Grammar
from pipeline.figures.moves import Moves
from pipeline.figures.sentences import Metric
from pipeline.figures.words import WORD, Word, key
from pipeline.knowledge import Knowledge

_LONGEST = 60
_BEFORE_OBJECT = frozenset({"almost", "about", "around", "some", "more", "mostly", "mainly"})


class MetricPhrases:
    """The vocabulary of metrics."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/metrics.tsv")
        self._nouns = {row["word"]: row for row in rows if row["use"] == "noun"}
        self._verbs = {row["word"]: row for row in rows if row["use"] == "verb"}
        self._measuring = frozenset(row["word"] for row in rows if row["use"] == "measuring")
        self._generic = frozenset(row["word"] for row in rows if row["use"] == "generic")
        self._adjectives = {row["word"]: row["mutual"] == "yes" for row in rows if row["use"] == "adjective"}
        moves = Moves(knowledge)
        self._moves = moves.verbs - self._nouns.keys() - self._generic
        self._moved_verbs = moves.verbs | {row["word"] for row in rows if row["use"] == "moving"}
        self._transitive = moves.transitive
        self._mutual = frozenset(row["word"] for row in rows if row["mutual"] == "yes")

    # -- classes -----------------------------------------------------------------------------------------------------

    def _measures(self, metric: Metric) -> bool:
        return any(word in self._nouns or word in self._generic for word in key(metric.text))

    def _is_verb(self, words: Sequence[Word], i: int) -> bool:
        """Whether a word that is noun and verb ("exports", "cost") acts as a verb here."""
        before = words[i - 1] if i else None
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
        return capital and after is not None and self._grammar.has(after, "det", "deictic")

    def _is_common(self, word: Word) -> bool:
        """Whether a word can be the last of a common noun phrase: no name, no adverb."""
        return word.text.islower() and not word.low.endswith("ly")

    # -- cutting -----------------------------------------------------------------------------------------------------

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
