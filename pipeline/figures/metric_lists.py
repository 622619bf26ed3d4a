"""Metrics that "respectively" hands out: "wheat and barley yields were 3.2 and 2.9 tonnes, respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.figures.grammar import Grammar
from pipeline.figures.metric_moves import MovedPhrases
from pipeline.figures.metric_phrases import View
from pipeline.figures.respectively import Handed, ListReader
from pipeline.figures.stated import Metric
from pipeline.knowledge import Knowledge


class ListedPhrases(MovedPhrases):
    """Gives members of lists to the amounts of lists.

    Attributes:
        lists: what finds lists that "respectively" hands out.
    """

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        super().__init__(knowledge, grammar)
        self.lists = ListReader(knowledge, grammar)

    def _distribute(self, view: View, metrics: list[Metric | None]) -> None:
        """Gives each amount of a list the member that it goes to."""
        for handed in self.lists.read(view.words, view.stated):
            self._hand_out(view, handed, metrics)

    def _hand_out(self, view: View, handed: Handed, metrics: list[Metric | None]) -> None:
        for k, amounts in enumerate(handed.amounts):
            found = metrics[handed.before[k]] if handed.before else self._member(view, handed, k)
            for j in amounts:
                known = metrics[j]
                if found is None and known is not None and handed.members:
                    metrics[j] = replace(known, text=_renamed(view, known.text, handed.members, k))
                elif found is not None and known is not None and known.whole is not None:
                    metrics[j] = replace(known, text=f"{found.text} as share of {known.whole}")
                elif found is not None:
                    metrics[j] = found

    def _member(self, view: View, handed: Handed, k: int) -> Metric | None:
        """A member of a list as a metric, with the head it shares ("wheat | and barley yields"); None for names."""
        words = view.words
        if not handed.members:
            return None
        first, stop = handed.members[k]
        if any(i and words[i].text[:1].isupper() for i, _ in handed.members):
            return None
        found = self._metric(view, first, stop, whole=True)
        head = handed.members[-1]
        if found is None or stop - first > 1 or head[1] - head[0] < 2 or words[first].low not in self._adjectives:
            return found
        return replace(found, text=f"{found.text} {words[head[1] - 1].text}")


def _renamed(view: View, metric: str, members: Sequence[tuple[int, int]], k: int) -> str:
    """A metric with the name of member `k` where it has that of the first: "exports to China" for "exports to India"."""
    first, name = (view.text[view.words[i].start : view.words[j - 1].end] for i, j in (members[0], members[k]))
    return metric.replace(first, name)
