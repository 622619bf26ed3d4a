"""What is counted, and the numbers made of it: precision and recall, shares, B-cubed, pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Rows found, spurious and missed."""

    hits: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        return _share(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return f_score(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many are right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return _share(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Mean:
    """Precision and recall as means over `of` mentions, or F1 as a mean over classes where only that is known."""

    precision: float | None
    recall: float | None
    f1: float
    of: int


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurred that is neither right nor wrong."""

    n: int


Measure = Found | Share | Mean | Count


def b_cubed(
    gold: Mapping[Hashable, Hashable],
    system: Mapping[Hashable, Hashable],
    answers: Mapping[Hashable, Hashable],
    *,
    singletons: bool = True,
) -> Mean | None:
    """B-cubed (Bagga and Baldwin 1998), end to end: a mention missed has recall 0, a spurious one precision 0.

    Args:
        gold: gold mention -> its cluster.
        system: the run's mention -> its cluster.
        answers: gold mention -> the run's mention that answers it.
        singletons: False leaves out mentions that are alone in their cluster on both sides.

    Returns:
        None where there is no mention.
    """
    in_gold, in_system = Counter(gold.values()), Counter(system.values())
    both = Counter((gold[g], system[s]) for g, s in answers.items())
    precision = recall = 0.0
    alone = 0
    for g, s in answers.items():
        one, other = gold[g], system[s]
        if not singletons and in_gold[one] == in_system[other] == 1:
            alone += 1
            continue
        precision += both[one, other] / in_system[other]
        recall += both[one, other] / in_gold[one]
    n_gold, n_system = len(gold) - alone, len(system) - alone
    if not n_gold and not n_system:
        return None
    p, r = precision / n_system if n_system else 0.0, recall / n_gold if n_gold else 0.0
    return Mean(p, r, f_score(p, r), max(n_gold, n_system))


def pairs(mentions: Sequence[tuple[Hashable, Hashable, str]], *, across: bool) -> Found:
    """Pairs of mentions in one cluster, within an article or across two.

    Args:
        mentions: (gold cluster, the run's cluster, article) of each.
        across: pairs from two articles; else pairs within one.
    """
    both, system, gold = (_pairs_of(mentions, places, across=across) for places in ((0, 1), (1,), (0,)))
    return Found(both, system - both, gold - both)


def macro_f1(confusion: Mapping[tuple[str, str], int]) -> float:
    """Mean over the gold classes of the F1 of each; `confusion` counts (gold class, the run's class)."""
    classes = {gold for gold, _ in confusion}
    scores = []
    for name in classes:
        hits = confusion.get((name, name), 0)
        given = sum(n for (_, system), n in confusion.items() if system == name)
        wanted = sum(n for (gold, _), n in confusion.items() if gold == name)
        scores.append(Found(hits, given - hits, wanted - hits).f1)
    return sum(sorted(scores)) / len(scores) if scores else 0.0


def f_score(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _pairs_of(mentions: Sequence[tuple[Hashable, Hashable, str]], places: tuple[int, ...], *, across: bool) -> int:
    """Pairs of mentions that are equal in those places, and in the article or not."""
    within = _n_pairs(Counter(tuple(mention[i] for i in (*places, 2)) for mention in mentions))
    return _n_pairs(Counter(tuple(mention[i] for i in places) for mention in mentions)) - within if across else within


def _n_pairs(sizes: Counter[tuple[object, ...]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())
