"""The amounts of one sentence with what its words say of them: bounds, movement, status. No parser, no actors."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.figures.amounts import Amount, AmountReader
from pipeline.figures.bounds import Approximation, BoundReader, interval
from pipeline.figures.grammar import Grammar
from pipeline.figures.guards import ADDRESS
from pipeline.figures.movement import Earlier, Movement, MovementReader
from pipeline.figures.ranks import RankReader
from pipeline.figures.rates import RateReader
from pipeline.figures.statuses import StatusReader
from pipeline.figures.words import NUMERAL, Word, cut
from pipeline.knowledge import Knowledge

_FROM_BELOW = frozenset({"over", "at_least"})
_FROM_ABOVE = frozenset({"under", "up_to"})
_INHERITS = frozenset(
    {
        "which",
        "from",
        "to",
        "and",
        "or",
        "against",
        "with",
        "than",
        "only",
        "about",
        "another",
        "of",
        "including",
        "plus",
    }
)


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured.

    Attributes:
        text: the noun phrase.
        flow: export, import, investment or None.
        mutual: it holds between two sides ("bilateral trade").
        start, end: offsets of the words it was read from; both 0 where it comes from a verb or another sentence.
        counts: lemma of what a bare number counts, where the metric says it ("number of seats").
    """

    text: str
    flow: str | None = None
    mutual: bool = False
    start: int = 0
    end: int = 0
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount as its sentence states it. `start`, `end` are offsets of the figure's span; `per` as of `Figure`."""

    amount: Amount
    approximation: Approximation
    movement: Movement
    status: str
    role: str
    low: Decimal
    high: Decimal
    start: int
    end: int
    per: str | None = None


@dataclass(slots=True)
class Memory:
    """What earlier sentences of the article settle.

    Attributes:
        explicit: currencies written in full, the latest last.
        last: currency of the last amount, None where that was no money.
        countries: alpha-3 codes of the countries it names, with how often.
        metrics: the last metric of each kind of amount in the paragraph.
    """

    explicit: list[str] = field(default_factory=list)
    last: str | None = None
    countries: Counter[str] = field(default_factory=Counter)
    metrics: dict[str, Metric] = field(default_factory=dict)


class Spans:
    """Stretches that are no amounts (dates), sorted, never overlapping."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._ends = [end for _, end in self._spans]

    def touch(self, start: int, end: int) -> bool:
        """Whether some stretch overlaps [start, end)."""
        i = bisect_left(self._ends, start + 1)
        return i < len(self._spans) and self._spans[i][0] < end


_LEADS = frozenset({"to", "at", "by", "was", "is", "were", "are", "reached", "totaled", "totalled", "hit", "from"})


def _goes_on(words: Sequence[Word], amount: Amount, earlier: Sequence[Stated]) -> bool:
    """Whether a bare number is a level: "from 35 to 60", "the number of seats was 60"."""
    back = [word.low for word in words[max(0, amount.begin - 14) : amount.begin]]
    of = next((i for i, pair in enumerate(itertools.pairwise(back)) if pair == ("number", "of")), None)
    if of is not None and back[-1] in _LEADS and back[of + 2] not in ("the", "a", "an", "this"):
        return True
    if not earlier or earlier[-1].movement.role != "from" or earlier[-1].amount.kind != amount.kind:
        return False
    return amount.begin > 0 and words[amount.begin - 1].low == "to" and amount.begin - earlier[-1].amount.end <= 4


class SentenceReader:
    """Finds the amounts of a sentence."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.grammar = Grammar(knowledge)
        self.amounts = AmountReader(knowledge, self.grammar)
        self._ranks = RankReader(knowledge, self.grammar)
        self._bounds = BoundReader(knowledge)
        self._rates = RateReader(knowledge, self.grammar)
        self._movements = MovementReader(knowledge, self.grammar)
        self._statuses = StatusReader(knowledge)
        self._starters = self.amounts.starters | self._ranks.starters
        said = (self.amounts.number_words | self._ranks.starters) - {"a", "an", "no", "number", "top"}
        scales = {row["form"] for row in knowledge.rows("figures/scales.tsv") if len(row["form"]) > 3}
        worded = "|".join(sorted(word for word in said | scales if word.isascii()))
        self._worth = re.compile(rf"\d|[½⅓⅔¼¾⅕⅛]|\b(?:{worded})\b|\bnumber one", re.IGNORECASE)

    def read(self, text: str, start: int, end: int, excluded: Spans, memory: Memory) -> tuple[list[Word], list[Stated]]:
        """The words and the stated amounts of `text[start:end]`; no words where nothing looks like a number."""
        if self._worth.search(text, start, end) is None:
            return [], []
        words = cut(text, start, end)
        addresses = [match.span() for match in ADDRESS.finditer(text, start, end)]
        masked = Spans(addresses)
        out: list[Stated] = []
        i = 0
        while i < len(words):
            if not self._may_start(words[i]) or (addresses and masked.touch(words[i].start, words[i].end)):
                i += 1
                continue
            amount = self._ranks.read(words, i) if words[i].low in self._ranks.starters else None
            if amount is None and words[i].kind == NUMERAL:
                amount = self._ranks.read(words, i)
            amount = amount or self.amounts.read(words, i)
            stated = None if amount is None else self._state(words, amount, out, excluded, memory)
            if stated is None or amount is None:
                i = self._skip(words, i)
                continue
            i = max(i + 1, amount.end)
            joined = self._joined(words, out[-1], stated) if out else None
            if joined is not None:
                out[-1] = joined
            else:
                out.append(stated)
            memory.last = stated.amount.unit if stated.amount.kind == "money" else None
        return words, self._shared_noun(words, out)

    def _may_start(self, word: Word) -> bool:
        return (
            word.kind == NUMERAL
            or word.low in self._starters
            or (len(word.text) <= 2 and not word.text.isascii())
            or (3 <= len(word.text) <= 4 and self.amounts.currencies.is_code(word))
        )

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
        amount = self._with_unit(words, amount, approximation, earlier, memory)
        if amount.bare and amount.scale == 1 and not approximation.said and not _goes_on(words, amount, earlier):
            return None
        begin, end = approximation.begin, max(approximation.end, amount.end)
        start, stop = words[begin].start, words[end - 1].end
        if amount.kind not in ("money", "percent", "percentage_point") and excluded.touch(
            words[amount.begin].start, words[amount.end - 1].end
        ):
            return None
        approximation = self._spread(words, amount, approximation, earlier)
        last = Earlier(earlier[-1].amount, earlier[-1].movement) if earlier else None
        movement = self._movements.read(words, amount, approximation, floor, last)
        status, role = self._statuses.read(words, begin, floor, end)
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

    def _with_unit(
        self,
        words: Sequence[Word],
        amount: Amount,
        approximation: Approximation,
        earlier: Sequence[Stated],
        memory: Memory,
    ) -> Amount:
        """Settles an open currency, and gives a bare number of a list the currency of the amount before it."""
        if amount.kind == "money" and amount.currency is not None:
            code, basis = self.amounts.currencies.resolve(amount.currency, memory.explicit, memory.countries)
            if amount.currency.basis != "default":
                memory.explicit[:] = [*memory.explicit[-8:], code]
            return replace(amount, unit=code, basis=basis)
        if not amount.bare or amount.scale < 1000:
            return amount
        begin = approximation.begin
        before = words[begin - 1].low if begin else ""
        if begin < len(words) and words[amount.end : amount.end + 1] and words[amount.end].low == "of":
            # "2.1 billion of that": a part of what was last said
            pointed = [word.low for word in words[amount.end + 1 : amount.end + 2]]
            if pointed in (["that"], ["this"], ["which"], ["it"]) and memory.last is not None:
                return replace(amount, kind="money", unit=memory.last, basis="inherited", bare=False)
        money = next((one.amount for one in reversed(earlier[-3:]) if one.amount.kind == "money"), None)
        if money is None or (earlier[-1].amount is not money and before != "to"):
            return amount
        if before in _INHERITS and begin - money.end <= 24 and not (before == "of" and words[begin - 2].low != "out"):
            return replace(amount, kind="money", unit=money.unit, basis="inherited", bare=False)
        return amount

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

    def _shared_noun(self, words: Sequence[Word], stated: list[Stated]) -> list[Stated]:
        """Gives a bare number the noun of its neighbour: "3 and 5 million copies", "3 million copies, up from 2 million"."""
        for k in range(1, len(stated)):
            known, bare = stated[k - 1].amount, stated[k].amount
            moved = stated[k].movement.role in ("from", "to") and stated[k].start - stated[k - 1].end < 24
            if moved and bare.bare and known.kind == bare.kind == "count" and known.unit is not None:
                stated[k] = replace(stated[k], amount=replace(bare, unit=known.unit, noun=known.noun, bare=False))
        for k in range(len(stated) - 2, -1, -1):
            first, second = stated[k], stated[k + 1]
            near = [word.low for word in words[first.amount.end : second.approximation.begin]] in (["and"], ["or"])
            if near and first.amount.bare and second.amount.kind == "count" and second.amount.unit is not None:
                amount = replace(first.amount, unit=second.amount.unit, noun=second.amount.noun, bare=False)
                stated[k] = replace(first, amount=amount)
        return stated
