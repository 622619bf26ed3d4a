"""Scores of a pipeline's names: exact spans by label, and names found at all, after both sides are trimmed alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.language import Language

from names.passages import Entity, Passage, trim

LABELS = ("PER", "ORG", "LOC")
# Finer labels that the rules give, as the sources' three.
_COARSE = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", **{label: label for label in LABELS}}


@dataclass(slots=True)
class Tally:
    """Counts that add up over passages."""

    right: int = 0
    given: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the given names that are right; 0 where none is given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold names that are found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, between 0 and 1."""
        both = self.given + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Exact spans with label, all and by label; and gold names that a span of any label overlaps."""

    exact: Tally = field(default_factory=Tally)
    by_label: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    overlap: Tally = field(default_factory=Tally)
    typed: int = 0

    def line(self) -> str:
        """One line of percentages."""
        labels = " ".join(f"{label} {100 * tally.f1:.1f}" for label, tally in self.by_label.items())
        share = self.typed / self.overlap.right if self.overlap.right else 0.0
        return (
            f"P {100 * self.exact.precision:.1f} R {100 * self.exact.recall:.1f} F {100 * self.exact.f1:.1f} ({labels}); "
            f"found P {100 * self.overlap.precision:.1f} R {100 * self.overlap.recall:.1f} F {100 * self.overlap.f1:.1f}, "
            f"typed {100 * share:.1f}"
        )


def score(nlp: Language, passages: list[Passage]) -> Scores:
    """The pipeline's names against the passages' own."""
    scores = Scores()
    docs = nlp.pipe((passage.text for passage in passages), batch_size=64)
    for passage, doc in zip(passages, docs, strict=True):
        given = {
            (*trim(doc.text, entity.start_char, entity.end_char), _COARSE[entity.label_])
            for entity in doc.ents
            if entity.label_ in _COARSE
        }
        gold = {(*trim(passage.text, start, end), label) for start, end, label in passage.ents}
        _add(scores.exact, given, gold)
        for label, tally in scores.by_label.items():
            _add(tally, {e for e in given if e[2] == label}, {e for e in gold if e[2] == label})
        _add_overlap(scores, given, gold)
    return scores


def _add(tally: Tally, given: set[Entity], gold: set[Entity]) -> None:
    tally.right += len(given & gold)
    tally.given += len(given)
    tally.gold += len(gold)


def _add_overlap(scores: Scores, given: set[Entity], gold: set[Entity]) -> None:
    """One to one by overlap, the largest first."""
    pairs = sorted(
        (-(min(g[1], s[1]) - max(g[0], s[0])), g, s) for g in gold for s in given if g[0] < s[1] and s[0] < g[1]
    )
    taken: Counter[Entity] = Counter()
    used: Counter[Entity] = Counter()
    for _, g, s in pairs:
        if not taken[g] and not used[s]:
            taken[g] = used[s] = 1
            scores.typed += g[2] == s[2]
    scores.overlap.right += len(taken)
    scores.overlap.given += len(given)
    scores.overlap.gold += len(gold)
