"""The network as a spaCy component: it gives a Doc its names, tags, morphology, lemmas and dependencies.

    nlp = spacy.load("pipeline/language/model")
    doc = nlp("Peru's foreign minister arrived in Hanoi on Tuesday.")

Sentences that the Doc already has are kept; else the network finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.language.network.features import Gazetteer
from pipeline.language.network.labels import ROOT, Labels
from pipeline.language.network.lemmatizer import Lemmatizer, read_table
from pipeline.language.network.pieces import Pieces
from pipeline.language.network.reading import Network, SentenceReading

FACTORY = "newsledger_reader"
_ATTRIBUTES = [POS, TAG, MORPH, LEMMA, DEP, HEAD]
_FILES = {"network": "network.onnx", "labels": "labels.json", "pieces": "pieces.txt", "lemmas": "lemmas.txt"}
_ASSIGNS = ("doc.ents", "doc.sents", "token.pos", "token.tag", "token.morph", "token.lemma", "token.dep", "token.head")


class Reader:
    """The component.

    Args:
        vocab: of the pipeline.
        name: of the component in it.
        knowledge: the lists whose marks the network is fed; the built-in ones where none are given.

    Raises:
        ValueError: it is called before its network was loaded from disk or bytes.
    """

    def __init__(self, vocab: Vocab, name: str = FACTORY, knowledge: Knowledge | None = None) -> None:
        self.vocab, self.name = vocab, name
        self._knowledge = knowledge
        self._parts: dict[str, bytes] = {}
        self._labels: tuple[str, ...] = ()
        self._network: Network | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What it may call a name."""
        return self._labels

    def use(self, knowledge: Knowledge) -> None:
        """Feed the marks of these lists from now on."""
        self._knowledge = knowledge
        if self._network is not None:
            self._network.gazetteer = None

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        if self._network is None:
            raise ValueError(f"{self.name}: no network is loaded; load the pipeline from its folder")
        if self._network.gazetteer is None:
            # Made when first needed: a pipeline that is about to get a user's lists need not read the built-in ones.
            self._network.gazetteer = Gazetteer(self._knowledge or default_knowledge())
        if len(doc):
            self._annotate(self._network, doc)
        return doc

    def pipe(self, stream: Iterator[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Docs one by one: a batch would gain a sixth of the time and make results hang on their neighbours."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def _annotate(self, network: Network, doc: Doc) -> None:
        words = [token.text for token in doc]
        sheet = _Sheet(self.vocab, len(words))
        given = doc.has_annotation("SENT_START")
        stretches = ((sentence.start, sentence.end) for sentence in doc.sents) if given else _paragraphs(words)
        for start, end in stretches:
            places = [i for i in range(start, end) if not words[i].isspace()]
            sheet.starts[start] = 1
            if places:
                inside = [words[i] for i in places]
                sheet.write(network.read_sentence(inside) if given else network.read_text(inside), places)
            sheet.write_spaces(words, start, end, places)
        doc.from_array(_ATTRIBUTES, sheet.rows())
        # spaCy finds the borders of sentences from the heads, but not always where arcs cross: ours are known.
        doc.from_array([SENT_START], np.asarray(sheet.starts, dtype=np.int64).view(np.uint64))
        doc.set_ents([Span(doc, start, end, label) for start, end, label in sheet.names])

    def load(self, parts: dict[str, bytes]) -> None:
        """Take a network from the contents of its files ("network", "labels", "pieces", "lemmas").

        Raises:
            ValueError: one is missing or damaged, or they do not fit one another; one line says which.
        """
        if missing := [file for part, file in _FILES.items() if not isinstance(parts.get(part), bytes)]:
            raise ValueError(f"{self.name}: no {', '.join(missing)}")
        part = "labels"
        try:
            labels = Labels.read(parts[part])
            part = "pieces"
            pieces = Pieces(parts[part].decode("utf-8").split("\n"))
            part = "lemmas"
            lemmatizer = Lemmatizer(read_table(parts[part]), pieces.words())
            part = "network"
            network = Network(parts[part], labels, pieces, lemmatizer)
        except ValueError as error:
            raise ValueError(f"{self.name}: {_FILES[part]}: {error}") from error
        self._network, self._parts = network, dict(parts)
        self._labels = tuple(dict.fromkeys(tag[2:] for tag in labels.heads["ner"] if tag != "O"))
        for values in (*labels.heads.values(), labels.relations):
            for value in values:
                self.vocab.strings.add(value)
        for morph in labels.heads["morph"]:
            self.vocab.morphology.add(morph)

    def __reduce__(self) -> tuple[Any, ...]:
        # onnxruntime's session cannot be pickled; its file can.
        return _restored, (self.vocab, self.name, self._knowledge, self._parts)

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the network's files into a folder."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for part, content in self._parts.items():
            (folder / _FILES[part]).write_bytes(content)

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> Reader:
        """Read what `to_disk` wrote.

        Raises:
            OSError: a file is missing or cannot be read.
            ValueError: one is damaged; one line says which.
        """
        del exclude
        self.load({part: (Path(path) / file).read_bytes() for part, file in _FILES.items()})
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The network's files as bytes."""
        del exclude
        packed: bytes = srsly.msgpack_dumps(self._parts)
        return packed

    def from_bytes(self, packed: bytes, *, exclude: Sequence[str] = ()) -> Reader:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: it did not write this.
        """
        del exclude
        try:
            parts = srsly.msgpack_loads(packed)
        except Exception as error:  # msgpack's errors share no class
            raise ValueError(f"{self.name}: these bytes are no network") from error
        self.load(parts if isinstance(parts, dict) else {})
        return self


class _Sheet:
    """The attributes of a Doc's tokens while they are gathered.

    Attributes:
        starts: by token, 1 where a sentence begins, else -1.
        names: (start, end, label) in tokens.
    """

    def __init__(self, vocab: Vocab, size: int) -> None:
        self._vocab, self._size = vocab, size
        self._columns = np.zeros((len(_ATTRIBUTES), size), dtype=np.uint64)
        self.starts = [-1] * size
        self.names: list[tuple[int, int, str]] = []

    def write(self, reading: SentenceReading, places: Sequence[int]) -> None:
        """What was read of the words at these places."""
        add, add_morph = self._vocab.strings.add, self._vocab.morphology.add
        at = np.asarray(places, dtype=np.int64)
        offsets = at[list(reading.heads)] - at
        self._columns[:-1, at] = [
            [IDS[upos] for upos in reading.upos],
            [add(tag) for tag in reading.tags],
            [add_morph(morph) for morph in reading.morphs],
            [add(lemma) for lemma in reading.lemmas],
            [add(relation) for relation in reading.relations],
        ]
        self._columns[-1, at] = offsets.view(np.uint64)
        for place, begins in zip(places[1:], reading.starts[1:], strict=True):
            if begins:
                self.starts[place] = 1
        self.names.extend((places[start], places[end - 1] + 1, label) for start, end, label in reading.names)

    def write_spaces(self, words: Sequence[str], start: int, end: int, places: Sequence[int]) -> None:
        """White space hangs on the word before it, at the front of a sentence on its first word, else on itself."""
        if len(places) == end - start:
            return
        add = self._vocab.strings.add
        head = places[0] if places else start
        for i in range(start, end):
            if not words[i].isspace():
                head = i
                continue
            relation = ROOT if i == head else "dep"
            offset = np.int64(head - i).view(np.uint64)
            self._columns[:, i] = (IDS["SPACE"], add("_SP"), 0, add(words[i]), add(relation), offset)

    def rows(self) -> np.ndarray:
        """`(tokens, attributes)`, as `Doc.from_array` takes them."""
        return self._columns.T


def _paragraphs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines, each with the white space behind it; that in front goes with the first."""
    start, seen = 0, False
    for i, word in enumerate(words):
        if not word.isspace():
            seen = True
        elif seen and word.count("\n") > 1:
            yield start, i + 1
            start, seen = i + 1, False
    if start < len(words):
        yield start, len(words)


def _restored(vocab: Vocab, name: str, knowledge: Knowledge | None, parts: dict[str, bytes]) -> Reader:
    reader = Reader(vocab, name, knowledge)
    if parts:
        reader.load(parts)
    return reader


@Language.factory(FACTORY, assigns=list(_ASSIGNS))  # type: ignore[untyped-decorator]
def make_reader(nlp: Language, name: str) -> Any:
    """The component without its network, which `from_disk` brings."""
    return Reader(nlp.vocab, name)
