"""The amounts of one sentence with what its words say of them: bounds, movement, status. No parser, no actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.figures.amounts import Amount, AmountReader
from pipeline.figures.bounds import Approximation, BoundReader, interval
from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import find_addresses
from pipeline.figures.inherit import Inheritance
from pipeline.figures.levels import LevelReader
from pipeline.figures.movement import Earlier, Movement, MovementReader
from pipeline.figures.ranks import RankReader
from pipeline.figures.rates import RateReader
from pipeline.figures.stated import Memory, Spans, Stated
from pipeline.figures.statuses import StatusReader
from pipeline.figures.words import NUMERAL, Word, cut
from pipeline.knowledge import Knowledge

_FROM_BELOW = frozenset({"over", "at_least"})
_FROM_ABOVE = frozenset({"under", "up_to"})
_NUMERAL = re.compile(r"[\d½⅓⅔¼¾⅕⅛]")
_LETTERS = re.compile(r"[a-z]+")
_STILL = frozenset({"duration", "age", "ordinal"})


def _leads(first: Stated, movement: Movement) -> bool:
    """Whether a movement goes on with that of the amount before: "they aim to raise sales by a fifth to 5 million"."""
    if first.amount.kind == "multiple" and movement.role == "to":
        return True
    return movement.role == "to" and first.movement.role == "delta" and movement.verb == first.movement.verb


class SentenceReader:
    """Finds the amounts of a sentence."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.grammar = Grammar(knowledge)
        self.amounts = AmountReader(knowledge, self.grammar)
        self._ranks = RankReader(knowledge, self.grammar)
        self._bounds = BoundReader(knowledge)
        self._rates = RateReader(knowledge, self.grammar)
        self._movements = MovementReader(knowledge, self.grammar)
        self._statuses = StatusReader(knowledge, self.grammar)
        self._inherit = Inheritance(self.amounts.currencies)
        self._levels = LevelReader(knowledge, self.grammar)
        self._starters = self.amounts.starters | self._ranks.starters
        self._codes = self.amounts.currencies.codes
        said = (self.amounts.number_words | self._ranks.starters) - {"a", "an", "no", "number", "top"}
        scales = {row["form"] for row in knowledge.rows("figures/scales.tsv") if len(row["form"]) > 3}
        self._said = frozenset(word for word in said | scales if word.isascii())

    def _is_worth_reading(self, text: str, start: int, end: int) -> bool:
        """Whether anything in `text[start:end]` looks like a number."""
        if _NUMERAL.search(text, start, end) is not None:
            return True
        return not self._said.isdisjoint(_LETTERS.findall(text[start:end].lower()))

    def read(self, text: str, start: int, end: int, excluded: Spans, memory: Memory) -> tuple[list[Word], list[Stated]]:
        """The words and the stated amounts of `text[start:end]`; no words where nothing looks like a number."""
        if not self._is_worth_reading(text, start, end):
            return [], []
        words = cut(text, start, end)
        addresses = find_addresses(text, start, end)
        masked = Spans(addresses)
        out: list[Stated] = []
        at = 0
        for i, word in enumerate(words):
            begins = i >= at and (
                word.kind == NUMERAL
                or word.low in self._starters
                or word.text in self._codes
                or (len(word.text) <= 2 and not word.text.isascii())
            )
            if not begins or (addresses and masked.touch(word.start, word.end)):
                continue
            amount = self._ranks.read(words, i) if word.low in self._ranks.starters else None
            if amount is None and word.kind == NUMERAL:
                amount = self._ranks.read(words, i)
            amount = amount or self.amounts.read(words, i)
            stated = None if amount is None else self._state(words, amount, out, excluded, memory)
            if stated is None or amount is None:
                at = self._skip(words, i)
                continue
            at = amount.end
            joined = self._joined(words, out[-1], stated) if out else None
            if joined is not None:
                out[-1] = joined
            else:
                out.append(stated)
            memory.last = stated.amount.unit if stated.amount.kind == "money" else None
        return words, self._inherit.nouns(words, out)

    def _skip(self, words: Sequence[Word], i: int) -> int:
        """After a number that is no figure: over the rest of what it is part of ("2024-11-14", "3.1.2")."""
        i += 1
        if words[i - 1].kind == NUMERAL:
            while i + 1 < len(words) and words[i].glued and words[i].low in "-–/:" and words[i + 1].glued:
                if words[i + 1].kind != NUMERAL:
                    break
                i += 2
        return i

    def _state(
        self, words: Sequence[Word], amount: Amount, earlier: Sequence[Stated], excluded: Spans, memory: Memory
    ) -> Stated | None:
        floor = earlier[-1].amount.end if earlier else 0
        approximation = self._bounds.read(words, amount)
        if approximation.begin < floor:
            approximation = replace(approximation, begin=amount.begin, first=amount.begin)
        amount = self._inherit.unit(words, amount, approximation, earlier, memory)
        moving = next((one for one in reversed(earlier[-3:]) if one.amount.kind not in _STILL), None)
        last = None if moving is None else Earlier(moving.amount, moving.movement)
        if amount.bare and amount.scale == 1 and not approximation.said:
            part = self._levels.part_of(words, amount.end) if amount.value > 1 else None
            if part is not None:
                amount = replace(amount, unit=part, bare=False, written=Decimal(0))
            elif not self._levels.is_level(words, amount, approximation, last):
                return None
        begin, end = approximation.begin, max(approximation.end, amount.end)
        start, stop = words[begin].start, words[end - 1].end
        number = words[amount.begin]
        if amount.kind not in ("money", "percent", "percentage_point") and excluded.touch(number.start, number.end):
            return None
        approximation = self._spread(words, amount, approximation, earlier)
        movement = self._movements.read(words, amount, approximation, floor, last)
        status, role = self._statuses.read(words, begin, floor, end)
        if status == "actual" and moving is not None and _leads(moving, movement):
            status = moving.status
            role = "target" if status == "target" and movement.role == "to" else role
        low, high = interval(amount, approximation.bound)
        return Stated(
            amount,
            approximation,
            movement,
            status,
            role if role and movement.role in ("level", "to") else movement.role,
            low,
            high,
            start,
            stop,
            self._rates.read(words, amount.kind, amount.unit, end),
        )

    def _spread(
        self, words: Sequence[Word], amount: Amount, approximation: Approximation, earlier: Sequence[Stated]
    ) -> Approximation:
        """In "about 5 percent of A, 6 percent of B" the word holds for each member of the list."""
        if approximation.said or not earlier:
            return approximation
        last = earlier[-1]
        if not last.approximation.spreads or last.amount.kind != amount.kind:
            return approximation
        between = words[last.amount.end : amount.begin]
        if len(between) > 7 or not between or between[-1].low not in (",", "and"):
            return approximation
        if any(self.grammar.has(word, "verb", "aux", "rel") or word.low.endswith("ing") for word in between):
            return approximation
        return replace(approximation, bound=last.approximation.bound, spreads=True)

    def _joined(self, words: Sequence[Word], first: Stated, second: Stated) -> Stated | None:
        """One range of two bounds on one number: "more than 5 and less than 10 percent"."""
        bounds = (first.approximation.bound, second.approximation.bound)
        if not ({bounds[0], bounds[1]} & _FROM_BELOW and {bounds[0], bounds[1]} & _FROM_ABOVE):
            return None
        between = [word.low for word in words[first.approximation.end : second.approximation.begin]]
        if between not in (["and"], ["but"], [","], [",", "and"], [",", "but"]):
            return None
        if not first.amount.bare and (first.amount.kind, first.amount.unit) != (second.amount.kind, second.amount.unit):
            return None
        low, high = (first, second) if bounds[0] in _FROM_BELOW else (second, first)
        if low.amount.value >= high.amount.value:
            return None
        amount = replace(
            second.amount, begin=first.amount.begin, value=low.amount.value, high=high.amount.value, written=Decimal(0)
        )
        begin, end = first.approximation.begin, second.approximation.end
        approximation = Approximation("range", begin, end, first.approximation.first, said=True)
        return replace(
            first,
            amount=amount,
            approximation=approximation,
            low=low.amount.value,
            high=high.amount.value,
            end=second.end,
        )
