"""Scores of a packaged pipeline on treebanks: gold words, the pipeline's sentences or the gold ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin


@dataclass(slots=True)
class Shares:
    """Right answers and words, by layer."""

    right: dict[str, int] = field(default_factory=dict)
    words: int = 0

    def add(self, layer: str, *, right: bool) -> None:
        """Count one word."""
        self.right[layer] = self.right.get(layer, 0) + right

    def share(self, layer: str) -> float:
        """Share of words that are right, between 0 and 1."""
        return self.right.get(layer, 0) / max(1, self.words)

    def line(self) -> str:
        """One line of percentages."""
        return " ".join(f"{layer} {100 * self.share(layer):.2f}" for layer in self.right)


def score_treebank(nlp: Language, path: Path, *, sentences_known: bool) -> Shares:
    """Shares of words with the right tag, features, lemma, head, and head and relation; all words count, marks too.

    Args:
        nlp: the pipeline.
        path: a DocBin.
        sentences_known: whether the pipeline is told where sentences begin.
    """
    shares = Shares()
    for gold in DocBin().from_disk(path).get_docs(nlp.vocab):
        words, spaces = [token.text for token in gold], [bool(token.whitespace_) for token in gold]
        starts = [bool(token.is_sent_start) for token in gold] if sentences_known else None
        given = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
        for _, component in nlp.pipeline:
            given = component(given)
        _count(shares, gold, given)
    return shares


def _count(shares: Shares, gold: Doc, given: Doc) -> None:
    for right, token in zip(gold, given, strict=True):
        shares.words += 1
        shares.add("upos", right=right.pos == token.pos)
        shares.add("tag", right=right.tag == token.tag)
        shares.add("morph", right=right.morph == token.morph)
        shares.add("lemma", right=right.lemma_ == token.lemma_)
        shares.add("uas", right=right.head.i == token.head.i)
        shares.add("las", right=right.head.i == token.head.i and right.dep == token.dep)
        shares.add("start", right=bool(right.is_sent_start) == bool(token.is_sent_start))
