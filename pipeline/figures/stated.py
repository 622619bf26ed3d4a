"""What is known of the amounts of a sentence, on their way to records: the readers of this package pass these on."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.figures.amounts import Amount
from pipeline.figures.bounds import Approximation
from pipeline.figures.movement import Movement


@dataclass(slots=True, unsafe_hash=True)
class Metric:
    """What is measured.

    Attributes:
        text: the noun phrase.
        flow: export, import, investment or None.
        mutual: it holds between two sides ("bilateral trade").
        start, end: offsets of the words it was read from; both 0 where it comes from a verb or another sentence.
        counts: lemma of what a bare number counts, where the metric says it ("number of seats").
        whole: of what it is a share, its owner included: "Kenya's exports"; None where it is no share.
    """

    text: str
    flow: str | None = None
    mutual: bool = False
    start: int = 0
    end: int = 0
    counts: str | None = None
    whole: str | None = None

    def elsewhere(self) -> Metric:
        """The metric as another sentence takes it up, whose words do not say it."""
        return Metric(self.text, self.flow, self.mutual, counts=self.counts, whole=self.whole)


@dataclass(slots=True, unsafe_hash=True)
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
