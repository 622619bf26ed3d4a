"""The rules for names as a spaCy component, "newsledger_names": it types, completes and settles the entities of a Doc.

    nlp = spacy.load("pipeline/language/model")   # or any English pipeline, after nlp.add_pipe("newsledger_names")
    [(name.text, name.label_) for name in nlp("Peru's foreign minister arrived in Hanoi on Tuesday.").ents]

It reads what an earlier component put into `doc.ents`; where none did, the names are those of the rules alone.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.knowledge import Knowledge, Row, default_knowledge
from pipeline.language.lexicon import Lexicon
from pipeline.language.names import LABELS, NameFinder, model_names
from pipeline.language.tokenizer import WireTokenizer, add_abbreviations
from pipeline.language.units import Word
from pipeline.records import Sentence

NAMES_FACTORY = "newsledger_names"
# Every knowledge file that this package reads: rows a user added to them travel with the component.
FILES = (
    "knowledge/cities.tsv",
    "knowledge/companies.tsv",
    "knowledge/countries.tsv",
    "knowledge/currencies.tsv",
    "knowledge/forenames.tsv",
    "knowledge/organizations.tsv",
    "knowledge/regions.tsv",
    "knowledge/titles.tsv",
    "language/words.tsv",
)
_SAVED = "added.json"
_LINE = re.compile(r"[^\n]+")


class AddedKnowledge(Knowledge):
    """A knowledge with rows behind its own.

    Args:
        base: what they are added to.
        added: file name -> rows.
    """

    def __init__(self, base: Knowledge, added: dict[str, list[Row]]) -> None:
        super().__init__()
        self._base, self._added = base, added

    def rows(self, name: str) -> tuple[Row, ...]:
        return (*self._base.rows(name), *self._added.get(name, ()))


class Names:
    """The component.

    Args:
        tokenizer: of the pipeline.
        name: of the component in it.
    """

    def __init__(self, tokenizer: Callable[[str], Any], name: str = NAMES_FACTORY) -> None:
        self.name = name
        self._tokenizer = tokenizer
        self._added: dict[str, list[Row]] = {}
        self._finder: NameFinder | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What it may call a name."""
        return tuple(dict.fromkeys(LABELS.values()))

    def joined(self, knowledge: Knowledge) -> Knowledge:
        """A knowledge with the rows that this component brings."""
        return AddedKnowledge(knowledge, self._added)

    def use(self, knowledge: Knowledge) -> None:
        """Read names by this knowledge from now on; the rows that it adds to the built-in ones are saved with the rest.

        Raises:
            KnowledgeError: a row is bad.
        """
        built_in = default_knowledge()
        added = {file: list(knowledge.rows(file)[len(built_in.rows(file)) :]) for file in FILES}
        self._take({file: rows for file, rows in added.items() if rows})
        if isinstance(self._tokenizer, WireTokenizer):
            add_abbreviations(self._tokenizer, knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with the names of the text as its entities."""
        text = doc.text
        sentences = tuple(_sentences(doc, text))
        starts = [sentence.start for sentence in sentences]
        words: list[list[Word]] = [[] for _ in sentences]
        for token in doc:
            if not token.is_space:
                words[bisect_right(starts, token.idx) - 1].append((token.idx, token.idx + len(token), token.text))
        model = None
        if doc.has_annotation("ENT_IOB"):
            held = ((entity, bisect_right(starts, entity.start_char) - 1) for entity in doc.ents)
            model = [name for entity, n in held for name in model_names([entity], text, 0, max(n, 0))]
        names = self._find().find(text, sentences, words, model) if sentences else ()
        spans = (doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand") for name in names)
        doc.set_ents(filter_spans(span for span in spans if span is not None))
        return doc

    def _find(self) -> NameFinder:
        # Made when first needed: a saved pipeline that is about to get other rows need not read the built-in ones twice.
        if self._finder is None:
            self._finder = NameFinder(
                Lexicon(self.joined(default_knowledge()), lambda text: [token.text for token in self._tokenizer(text)])
            )
        return self._finder

    def _take(self, added: dict[str, list[Row]]) -> None:
        self._added, self._finder = added, None

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the added rows into a folder; where there are none, nothing."""
        del exclude
        if self._added:
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / _SAVED).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> Names:
        """Read what `to_disk` wrote."""
        del exclude
        file = Path(path) / _SAVED
        return self.from_bytes(file.read_bytes() if file.is_file() else b"{}")

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The added rows as bytes."""
        del exclude
        return json.dumps(self._added, ensure_ascii=False).encode("utf-8")

    def from_bytes(self, packed: bytes, *, exclude: Sequence[str] = ()) -> Names:
        """Read what `to_bytes` wrote."""
        del exclude
        self._take(json.loads(packed))
        return self


@Language.factory(NAMES_FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])  # type: ignore[untyped-decorator]
def make_names(nlp: Language, name: str) -> Any:
    """The component with the built-in knowledge; `use` adds to it, `from_disk` brings what was added."""
    return Names(nlp.tokenizer, name)


def _sentences(doc: Doc, text: str) -> Iterator[Sentence]:
    """The sentences of a Doc that has them, else its lines; those of white space alone left out."""
    stretches = (
        ((sentence.start_char, sentence.end_char) for sentence in doc.sents)
        if doc.has_annotation("SENT_START")
        else (line.span() for line in _LINE.finditer(text))
    )
    for start, end in stretches:
        surface = text[start:end]
        if surface.strip():
            first = start + len(surface) - len(surface.lstrip())
            yield Sentence(first, first + len(surface.strip()), "body", 0)
