"""Treebank sentences with, where the source has them, the names of the same text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from names.passages import Passage
from spacy.tokens import DocBin

from pipeline.language.network.lemmas import apply_script, script_of

NAME_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
UNKNOWN = -100  # gold that is not there; the losses leave it out


@dataclass(slots=True)
class Sentence:
    """Words with their gold; a layer that is not annotated is None.

    Attributes:
        words: token texts.
        names: for each word its name tag, or "" where it is unknown.
        layers: "upos", "tag", "morph", "lemma" (edit script), each a class per word.
        heads: place of the head in the sentence, -1 for the root.
        relations: dependency labels.
    """

    words: list[str]
    names: list[str] | None = None
    layers: dict[str, list[str]] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None


def documents(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a DocBin as lists of their sentences."""
    vocab = spacy.blank("en").vocab
    for doc in DocBin().from_disk(path).get_docs(vocab):
        yield [_sentence(span) for span in doc.sents]


def _sentence(span: spacy.tokens.Span) -> Sentence:
    words = [token.text for token in span]
    layers = {
        "upos": [token.pos_ for token in span],
        "tag": [token.tag_ for token in span],
        "morph": [str(token.morph) for token in span],
        "lemma": [script_of(token.text, token.lemma_) for token in span],
    }
    heads = [-1 if token.head.i == token.i else token.head.i - span.start for token in span]
    return Sentence(words, None, layers, heads, [token.dep_ for token in span])


def add_names(docs: Iterable[list[Sentence]], passages: Iterable[Passage]) -> None:
    """Put the names of passages on the sentences of the same text: both hold the same visible characters in one order.

    Raises:
        ValueError: they do not.
    """
    labels: list[str] = []
    starts: set[int] = set()
    for passage in passages:
        places = [-1] * len(passage.text)
        visible = [i for i, char in enumerate(passage.text) if not char.isspace()]
        for number, i in enumerate(visible, start=len(labels)):
            places[i] = number
        labels.extend([""] * len(visible))
        for start, end, label in passage.ents:
            inside = [place for place in places[start:end] if place >= 0]
            starts.add(inside[0])
            for place in inside:
                labels[place] = label
    at = 0
    for sentences in docs:
        for sentence in sentences:
            sentence.names = []
            for word in sentence.words:
                size = len("".join(word.split()))
                sentence.names.append(_tag(labels[at : at + size], begins=at in starts))
                at += size
    if at != len(labels):
        raise ValueError(f"{len(labels)} characters with names, {at} in the treebank: the two do not belong together")


def _tag(labels: list[str], *, begins: bool) -> str:
    """The name tag of a word from those of its characters; "" where a name begins or ends inside it."""
    kinds = set(labels)
    if kinds == {""} or not kinds:
        return "O"
    return f"{'B' if begins else 'I'}-{labels[0]}" if len(kinds) == 1 else ""


def class_lists(docs: Iterable[list[Sentence]], *, at_least: int = 2) -> dict[str, list[str]]:
    """For each layer and the relations the classes that occur so often, the most frequent first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "tag", "morph", "lemma", "relation")}
    for sentences in docs:
        for sentence in sentences:
            for name, values in (sentence.layers or {}).items():
                counts[name].update(values)
            counts["relation"].update(sentence.relations or ())
    return {
        name: [value for value, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])) if n >= at_least]
        for name, counted in counts.items()
    }


def lemma_table(docs: Iterable[list[Sentence]], *, share: float = 0.8) -> dict[tuple[str, str], str]:
    """(form in lower case, part of speech) -> lemma, where at least `share` of its occurrences have that lemma.

    Names, marks and forms with digits are left out: their lemma is a matter of case, which the network sees.
    """
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentences in docs:
        for sentence in sentences:
            layers = sentence.layers or {}
            for word, upos, script in zip(sentence.words, layers["upos"], layers["lemma"], strict=True):
                if word.isalpha() and upos not in {"PROPN", "X"}:
                    counts[word.lower(), upos][apply_script(word, script)] += 1
    table = {}
    for key, lemmas in sorted(counts.items()):
        lemma, n = min(lemmas.items(), key=lambda pair: (-pair[1], pair[0]))
        if n >= share * lemmas.total():
            table[key] = lemma
    return table
