"""Passages with annotated names: reading the JSONL, bringing the sources to one guideline, and making spaCy documents.

The guideline: PER, ORG and LOC; titles, a leading "the" and a trailing possessive stay outside; demonyms
("Peruvian", "Sunni") are not names.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

Entity = tuple[int, int, str]
_SPLIT = re.compile(r"\n+")
_ARTICLE = re.compile(r"[Tt]he ")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class Passage:
    """A paragraph and its names.

    Attributes:
        text: without newlines, in Unicode NFC as the sources give it.
        ents: (start, end, label), code points, end exclusive, in order of start, without overlap.
        source: the file it came from, or "invented".
    """

    text: str
    ents: list[Entity] = field(default_factory=list)
    source: str = ""


def read(path: Path) -> list[Passage]:
    """All passages of a JSONL file, one for each paragraph of a row."""
    found: list[Passage] = []
    with path.open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            found.extend(_paragraphs(row["text"], [(s, e, label) for s, e, label in row["ents"]], path.stem))
    return found


def _paragraphs(text: str, ents: list[Entity], source: str) -> Iterable[Passage]:
    start = 0
    for gap in [*_SPLIT.finditer(text), None]:
        end = gap.start() if gap else len(text)
        inside = [(s - start, e - start, label) for s, e, label in ents if start <= s and e <= end]
        if text[start:end].strip():
            yield Passage(text[start:end], sorted(inside), source)
        start = gap.end() if gap else end


class Guideline:
    """Brings spans of differing sources to the one guideline.

    Args:
        titles: words that are cut from the front of a PER span.
        demonyms: single words that are no name.
        countries: names that are always LOC.
        bodies: names that are always ORG.
    """

    def __init__(
        self, titles: Iterable[str], demonyms: Iterable[str], countries: Iterable[str], bodies: Iterable[str] = ()
    ) -> None:
        self._titles = frozenset(titles)
        self._demonyms = frozenset(demonyms)
        self._always = {**dict.fromkeys(bodies, "ORG"), **dict.fromkeys(countries, "LOC")}

    def apply(self, passage: Passage) -> Passage:
        """The passage with its spans trimmed, relabelled or dropped."""
        kept = [self._entity(passage.text, *ent) for ent in passage.ents]
        return Passage(passage.text, [ent for ent in kept if ent is not None], passage.source)

    def _entity(self, text: str, start: int, end: int, label: str) -> Entity | None:
        start, end = trim(text, start, end)
        while label == "PER" and (gap := text.find(" ", start, end)) > 0 and text[start:gap] in self._titles:
            start = gap + 1
        surface = text[start:end]
        if not surface or surface in self._demonyms or (label == "PER" and surface in self._titles):
            return None
        return start, end, self._always.get(surface, label)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading "the" and a trailing 's; the scores trim both sides with it."""
    if _ARTICLE.match(text, start, end):
        start += 4
    if mark := _POSSESSIVE.search(text[start:end]):
        end = start + mark.start()
    return start, end


def settle(passages: list[Passage], *, times: int = 8, share: float = 0.85) -> list[Passage]:
    """Silver annotation made consistent: a name labelled alike `share` of at least `times` times always gets that label."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for start, end, label in passage.ents:
            counts[passage.text[start:end]][label] += 1
    usual: dict[str, str] = {}
    for name, labels in counts.items():
        label, count = labels.most_common(1)[0]
        if count >= times and count >= share * labels.total():
            usual[name] = label
    return [
        Passage(p.text, [(s, e, usual.get(p.text[s:e], label)) for s, e, label in p.ents], p.source) for p in passages
    ]


def to_doc(nlp: Language, passage: Passage) -> Doc:
    """The annotated document; tokens of a span that does not end on token borders count as unknown, not as no name."""
    doc = nlp.make_doc(passage.text)
    spans, unknown = [], []
    for start, end, label in passage.ents:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            spans.append(span)
        elif (wide := doc.char_span(start, end, alignment_mode="expand")) is not None:
            unknown.append(wide)
    spans = filter_spans(spans)
    taken = {token.i for span in spans for token in span}
    unknown = [span for span in filter_spans(unknown) if taken.isdisjoint(token.i for token in span)]
    doc.set_ents(spans, missing=unknown)
    return doc


def fold(text: str) -> str:
    """The text without diacritics, of the same length; characters without a plain one-letter form stay."""
    return "".join(_fold_character(char) for char in text)


def _fold_character(char: str) -> str:
    if char in "đĐłŁøØıİ":
        return dict(zip("đĐłŁøØıİ", "dDlLoOiI", strict=True))[char]
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return plain if len(plain) == 1 and plain.isalpha() and char.isalpha() else char
