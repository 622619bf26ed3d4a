"""One sentence through the network: words in, their names, tags, lemmas, heads and relations out.

A sentence is read by itself, never in a batch: activations are quantised by their own range, so that in a batch the
neighbours would change the last digits. What comes out depends on the words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
import onnxruntime

from pipeline.language.network.features import N_FEATURES, Gazetteer, rows_of
from pipeline.language.network.labels import ROOT, Labels
from pipeline.language.network.lemmatizer import Lemmatizer
from pipeline.language.network.pieces import LONGEST, Pieces
from pipeline.language.network.spans import best_tags, spans_of
from pipeline.language.network.tree import heads_of

MOST_PIECES = 200  # of a window; a longer sentence is read in parts
_MOST_WORDS = 110
_MARKS = 2  # pieces that begin and end a window
# A sentence that is not begun costs the tree of two; chosen on the dev parts of GUM and EWT.
_START_BIAS = 1.0
# A last sentence that begins earlier in a window is longer than any in print: it is cut, or reading would hardly go on.
_EARLIEST_CUT = 0.25
_EDITS = 5  # of a word that may make its lemma
_SURELY_FITS = (MOST_PIECES - _MARKS) // LONGEST
_BREAKS = frozenset(";:,.!?–—-")
# onnxruntime's fused residual normalisation takes three times the time of the plain one on a CPU.
_SLOW_FUSIONS = ("SkipLayerNormFusion",)


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What is read of some words, a value per word.

    Attributes:
        upos, tags, morphs, lemmas, relations: as in Universal Dependencies; `morphs` as "Case=Nom|Number=Sing".
        heads: place of the head among the words, the word's own place for a root.
        starts: whether a sentence begins with the word.
        names: (start, end, label) in words, end exclusive, without overlap.
    """

    upos: tuple[str, ...]
    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    starts: tuple[bool, ...]
    names: tuple[tuple[int, int, str], ...]


class Network:
    """The network with what it needs to be fed and understood.

    Args:
        model: the bytes of the ONNX file.
        labels: what its outputs mean.
        pieces: splits words.

    Attributes:
        gazetteer: the lists whose marks it is fed; without one no word is marked.

    Raises:
        ValueError: the file is no network, or one that these labels and pieces do not fit.
    """

    def __init__(
        self,
        model: bytes,
        labels: Labels,
        pieces: Pieces,
        lemmatizer: Lemmatizer,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self._session = _session(model)
        self._lemmatizer = lemmatizer
        self._labels, self._pieces, self.gazetteer = labels, pieces, gazetteer
        borders = accumulate((len(classes) for classes in labels.heads.values()), initial=0)
        self._columns = dict(zip(labels.heads, pairwise(borders), strict=True))
        self._root = labels.relations.index(ROOT)
        self._relation_weight = np.asarray(labels.relation_weight, dtype=np.float32)
        self._relation_bias = np.asarray(labels.relation_bias, dtype=np.float32)
        self._require_fit()

    def read_sentence(self, words: Sequence[str]) -> SentenceReading:
        """The words as one sentence; one longer than the network's window is read in parts that hang on the first."""
        read, at = list[SentenceReading](), 0
        while at < len(words):
            end = self._window(words, at)
            read.append(self._read(words[at:end], split=False))
            at = end
        return _chain(read)

    def read_text(self, words: Sequence[str]) -> SentenceReading:
        """The words as running text whose sentences are not known: the network says where they begin."""
        read, at = list[SentenceReading](), 0
        while at < len(words):
            end = self._window(words, at)
            reading = self._read(words[at:end], split=True)
            last = max(i for i, begins in enumerate(reading.starts) if begins)
            if end < len(words) and last > _EARLIEST_CUT * (end - at):
                # The window may have cut its last sentence: that one is read again, whole.
                reading = self._read(words[at : at + last], split=True)
                end = at + last
            read.append(reading)
            at = end
        return _join(read)

    def _window(self, words: Sequence[str], start: int) -> int:
        """Where the window that begins at `start` ends: with the words, or after a mark in its second half, or full."""
        if len(words) - start <= _SURELY_FITS:
            return len(words)
        at, pieces = start, _MARKS
        while at < len(words) and at - start < _MOST_WORDS:
            pieces += len(self._pieces(words[at]))
            if pieces > MOST_PIECES:
                break
            at += 1
        if at == len(words):
            return at
        return next((i + 1 for i in range(at - 1, (start + at) // 2, -1) if words[i] in _BREAKS), at)

    def _read(self, words: Sequence[str], *, split: bool) -> SentenceReading:
        plain, arcs, side, other = self._run(words)
        scores = {name: plain[:, start:end] for name, (start, end) in self._columns.items()}
        begins = (
            scores["start"][:, 1] + _START_BIAS > scores["start"][:, 0] if split else np.zeros(len(words), dtype=bool)
        )
        begins[0] = True
        borders = [*np.flatnonzero(begins).tolist(), len(words)]
        # A root's head is -1 here until its sentence is moved to its place, then the word before the sentence.
        heads = np.concatenate([heads_of(_inside(arcs, start, end)) + start for start, end in pairwise(borders)])
        roots = heads < np.repeat(borders[:-1], np.diff(borders))
        tags = self._labels.heads["ner"]
        upos = self._best("upos", scores)
        return SentenceReading(
            upos=upos,
            tags=self._best("tag", scores),
            morphs=self._best("morph", scores),
            lemmas=tuple([self._lemmatizer(*word) for word in zip(words, upos, self._scripts(scores), strict=True)]),
            heads=tuple(np.where(roots, np.arange(len(words)), heads).tolist()),
            relations=self._relations(side + other[np.where(roots, 0, heads + 1)], roots),
            starts=tuple(begins.tolist()),
            names=tuple(spans_of(best_tags(scores["ner"], tags), tags)),
        )

    def _best(self, name: str, scores: dict[str, np.ndarray]) -> tuple[str, ...]:
        values = self._labels.heads[name]
        return tuple([values[i] for i in scores[name].argmax(axis=1).tolist()])

    def _scripts(self, scores: dict[str, np.ndarray]) -> Iterator[Iterator[str]]:
        """For each word the likeliest edits; the later ones are sorted out only where they are asked for."""
        return map(self._edits, scores["lemma"].argmax(axis=1).tolist(), scores["lemma"])

    def _edits(self, first: int, scores: np.ndarray) -> Iterator[str]:
        values = self._labels.heads["lemma"]
        yield values[first]
        yield from (values[i] for i in np.argsort(-scores, kind="stable")[1:_EDITS])

    def _relations(self, pairs: np.ndarray, roots: np.ndarray) -> tuple[str, ...]:
        """The relations of words to their heads from the sums of both, `(n, width)`."""
        # Not `@`: a BLAS library may split the sum among threads, for a few more microseconds and other last digits.
        scores = np.einsum("nk,rk->nr", np.maximum(pairs, 0), self._relation_weight) + self._relation_bias
        scores[:, self._root] = np.where(roots, np.inf, -np.inf)
        return tuple([self._labels.relations[i] for i in scores.argmax(axis=1).tolist()])

    def _run(self, words: Sequence[str]) -> list[np.ndarray]:
        """The network's outputs for one window, without the batch axis."""
        parts = [self._pieces(word) for word in words]
        sizes = [len(part) for part in parts]
        ends = np.cumsum(sizes)
        numbers = [self._pieces.start, *chain.from_iterable(parts), self._pieces.end]
        features = np.zeros((1, len(numbers), N_FEATURES), dtype=np.float32)
        flags = self.gazetteer.flags(words) if self.gazetteer is not None else [0] * len(words)
        features[0, 1:-1] = np.repeat(rows_of(words, flags), sizes, axis=0)
        return self._outputs(numbers, features, ends - sizes + 1, ends)

    def _outputs(
        self, numbers: Sequence[int], features: np.ndarray, first: np.ndarray, last: np.ndarray
    ) -> list[np.ndarray]:
        fed = {
            "pieces": np.asarray([numbers], dtype=np.int64),
            "features": features,
            "mask": np.ones((1, len(numbers)), dtype=np.float32),
            "first": first[None].astype(np.int64),
            "last": last[None].astype(np.int64),
        }
        return [output[0] for output in self._session.run(None, fed)]

    def _require_fit(self) -> None:
        """One word with the last piece of the vocabulary goes through, and all that comes out has its width."""
        place = np.ones(1, dtype=np.int64)
        numbers = [self._pieces.start, self._pieces.last, self._pieces.end]
        try:
            outputs = self._outputs(numbers, np.zeros((1, 3, N_FEATURES), dtype=np.float32), place, place)
        except Exception as error:  # onnxruntime's errors share no class, and their text is long
            raise ValueError("the network cannot be fed with this vocabulary and these features") from error
        width = self._relation_weight.shape[1]
        classes = max(end for _, end in self._columns.values())
        if [output.shape for output in outputs] != [(1, classes), (1, 2), (1, width), (2, width)]:
            raise ValueError("the network was made for other labels")
        if not all(np.isfinite(output).all() for output in outputs):
            raise ValueError("the network is damaged: what it says is no number")


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    options.enable_mem_pattern = False  # it keeps a plan of memory for each length of sentence that it meets
    try:
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(_SLOW_FUSIONS)
        )
    except Exception as error:  # as above
        raise ValueError(f"onnxruntime {onnxruntime.__version__} cannot load the network") from error


def _inside(arcs: np.ndarray, start: int, end: int) -> np.ndarray:
    """The scores of heads inside a stretch: column 0 for none, then its words."""
    return np.concatenate([arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]], axis=1)


def _join(read: Sequence[SentenceReading]) -> SentenceReading:
    """Readings one after the other."""
    offsets = list(accumulate((len(reading.upos) for reading in read), initial=0))
    placed = list(zip(read, offsets, strict=False))
    return SentenceReading(
        upos=tuple(value for reading in read for value in reading.upos),
        tags=tuple(value for reading in read for value in reading.tags),
        morphs=tuple(value for reading in read for value in reading.morphs),
        lemmas=tuple(value for reading in read for value in reading.lemmas),
        heads=tuple(head + at for reading, at in placed for head in reading.heads),
        relations=tuple(value for reading in read for value in reading.relations),
        starts=tuple(value for reading in read for value in reading.starts),
        names=tuple((start + at, end + at, label) for reading, at in placed for start, end, label in reading.names),
    )


def _chain(read: Sequence[SentenceReading]) -> SentenceReading:
    """Parts of one sentence as one reading: the roots of later parts hang on the first root."""
    if len(read) == 1:
        return read[0]
    joint = _join(read)
    roots = [i for i, head in enumerate(joint.heads) if head == i]
    heads, relations = list(joint.heads), list(joint.relations)
    for i in roots[1:]:
        heads[i], relations[i] = roots[0], "parataxis"
    return SentenceReading(
        joint.upos,
        joint.tags,
        joint.morphs,
        joint.lemmas,
        tuple(heads),
        tuple(relations),
        tuple(i == 0 for i in range(len(heads))),
        joint.names,
    )
