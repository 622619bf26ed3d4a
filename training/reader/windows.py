"""What the network is fed: windows of one to three sentences as numbers, and batches of windows of like length."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from pipeline.language.network.features import LISTS, Gazetteer, rows_of
from pipeline.language.network.pieces import Pieces
from reader.treebank import NAME_TAGS, UNKNOWN, Sentence

LAYERS = ("upos", "tag", "morph", "lemma")


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of one text as numbers.

    Attributes:
        pieces: numbers of pieces, start and end marks included.
        owner: for each piece its word, -1 for the marks.
        first, last: for each word its first and last piece.
        features: (words, features).
        gold: name of a layer to a class per word; absent where it is not annotated. "head" counts from 1, 0 is the root.
    """

    pieces: np.ndarray
    owner: np.ndarray
    first: np.ndarray
    last: np.ndarray
    features: np.ndarray
    gold: dict[str, np.ndarray]


class Maker:
    """Makes windows.

    Args:
        pieces: splits words.
        gazetteer: the lists.
        classes: for each layer and "relation" its classes.
        longest: most pieces of a window, marks included; later words are left out.
    """

    def __init__(
        self, pieces: Pieces, gazetteer: Gazetteer, classes: dict[str, list[str]], *, longest: int = 200
    ) -> None:
        self._pieces, self._gazetteer, self._longest = pieces, gazetteer, longest
        self._numbers = {name: {value: i for i, value in enumerate(values)} for name, values in classes.items()}

    def window(self, sentences: Sequence[Sentence], *, starts_known: bool) -> Window:
        """One window of sentences that follow each other; `starts_known` where their borders are gold."""
        words = [word for sentence in sentences for word in sentence.words]
        split = [self._pieces(word) for word in words]
        numbers, owner, first, last = [self._pieces.start], [-1], [], []
        for i, parts in enumerate(split):
            if len(numbers) + len(parts) >= self._longest:
                break
            first.append(len(numbers))
            numbers.extend(parts)
            owner.extend([i] * len(parts))
            last.append(len(numbers) - 1)
        numbers.append(self._pieces.end)
        owner.append(-1)
        n = len(first)
        features = rows_of(words[:n], self._gazetteer.flags(words)[:n])
        gold = {name: values[:n] for name, values in self._gold(sentences, starts_known=starts_known).items()}
        if "head" in gold:
            gold["head"] = np.where(gold["head"] > n, UNKNOWN, gold["head"])
        return Window(*(np.asarray(x, dtype=np.int64) for x in (numbers, owner, first, last)), features, gold)

    def _gold(self, sentences: Sequence[Sentence], *, starts_known: bool) -> dict[str, np.ndarray]:
        gold: dict[str, list[int]] = {}
        if all(sentence.names is not None for sentence in sentences):
            tags = {tag: i for i, tag in enumerate(NAME_TAGS)}
            gold["ner"] = [tags.get(tag, UNKNOWN) for sentence in sentences for tag in sentence.names or ()]
        if starts_known:
            gold["start"] = [int(i == 0) for sentence in sentences for i in range(len(sentence.words))]
        if all(sentence.layers is not None for sentence in sentences):
            for name in LAYERS:
                known = self._numbers[name]
                gold[name] = [known.get(v, UNKNOWN) for sentence in sentences for v in (sentence.layers or {})[name]]
            offsets = np.cumsum([0, *(len(sentence.words) for sentence in sentences)])
            pairs = list(zip(sentences, offsets, strict=False))
            gold["head"] = [h + 1 + at if h >= 0 else 0 for sentence, at in pairs for h in sentence.heads or ()]
            known = self._numbers["relation"]
            gold["relation"] = [known.get(v, UNKNOWN) for sentence in sentences for v in sentence.relations or ()]
        return {name: np.asarray(values, dtype=np.int64) for name, values in gold.items()}


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors, padded."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    n_words: list[int]
    gold: dict[str, Tensor]


def collate(windows: Sequence[Window], padding: int, *, forget: Sequence[bool] | None = None) -> Batch:
    """A batch; where `forget` is set the lists of a window are left out, so that the network can do without them."""
    longest = max(len(window.pieces) for window in windows)
    most = max(len(window.first) for window in windows)
    shape = (len(windows), longest)
    pieces = np.full(shape, padding, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.float32)
    features = np.zeros((*shape, windows[0].features.shape[1]), dtype=np.float32)
    first, last = np.zeros((len(windows), most), dtype=np.int64), np.zeros((len(windows), most), dtype=np.int64)
    layers = sorted({name for window in windows for name in window.gold})
    gold = {name: np.full((len(windows), most), UNKNOWN, dtype=np.int64) for name in layers}
    for row, window in enumerate(windows):
        n, words = len(window.pieces), len(window.first)
        pieces[row, :n] = window.pieces
        mask[row, :n] = 1
        inner = window.features[window.owner[1 : n - 1]]
        features[row, 1 : n - 1] = inner
        if forget is not None and forget[row]:
            features[row, :, -len(LISTS) :] = 0
        first[row, :words], last[row, :words] = window.first, window.last
        for name, values in window.gold.items():
            gold[name][row, :words] = values
    tensors = [torch.from_numpy(x) for x in (pieces, features, mask, first, last)]
    n_words = [len(window.first) for window in windows]
    return Batch(*tensors, n_words, {name: torch.from_numpy(values) for name, values in gold.items()})


def joined(sentences: Sequence[Sentence], rng: random.Random, *, longest: int = 90) -> Iterator[list[Sentence]]:
    """A document's sentences in runs of one to three, drawn, none longer than so many words unless it is one sentence."""
    at = 0
    while at < len(sentences):
        size = rng.choice((1, 1, 1, 2, 2, 3))
        run = [sentences[at]]
        for sentence in sentences[at + 1 : at + size]:
            if sum(len(s.words) for s in run) + len(sentence.words) > longest:
                break
            run.append(sentence)
        yield run
        at += len(run)


def batches(windows: Iterable[Window], size: int, rng: random.Random, *, pool: int = 2000) -> Iterator[list[Window]]:
    """Batches of at most `size` padded pieces: windows of like length out of a pool, the batches of a pool shuffled."""
    waiting: list[Window] = []
    for window in windows:
        waiting.append(window)
        if len(waiting) >= pool:
            yield from _cut(waiting, size, rng)
            waiting = []
    yield from _cut(waiting, size, rng)


def _cut(windows: list[Window], size: int, rng: random.Random) -> Iterator[list[Window]]:
    ready: list[list[Window]] = []
    batch: list[Window] = []
    for window in sorted(windows, key=lambda window: len(window.pieces)):
        if batch and (len(batch) + 1) * len(window.pieces) > size:
            ready.append(batch)
            batch = []
        batch.append(window)
    if batch:
        ready.append(batch)
    rng.shuffle(ready)
    yield from ready
