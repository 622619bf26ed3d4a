"""The names of a text: those of a model, if one read it, brought together with those of the rules.

The one code path of `Annotator`, which reads articles, and of the spaCy component, which reads any Doc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.language.combine import combine
from pipeline.language.lexicon import Lexicon
from pipeline.language.rules import RuleNames
from pipeline.language.units import Word
from pipeline.records import Name, Sentence

# Labels of OntoNotes, CoNLL and our own training data to ours; numbers, dates and the like are no names.
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "FACILITY": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "LAW": "LAW",
}
_LEADING = ' \t\r\n#*_>|-–—•"“”‘«(['
# "Pushpa Kamal Dahal 'Prachanda'": what a quote begins and the name does not end is no part of it.
_NICKNAME = re.compile(r"\s+['‘\"“][^'’\"”]*\Z")
_TRIMMED_ENDINGS = ("'s", "’s")


class NameFinder:
    """Finds the names of one text at a time.

    Args:
        lexicon: what is known of words and phrases.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._rules = RuleNames(lexicon)

    def find(
        self,
        text: str,
        sentences: Sequence[Sentence],
        words: Sequence[Sequence[Word]],
        model: Sequence[Name] | None,
        agency: str | None = None,
    ) -> tuple[Name, ...]:
        """The names in text order, never overlapping.

        Args:
            text: what the offsets count in.
            sentences: its sentences, in order.
            words: their tokens, sentence by sentence.
            model: the names that a model found, in text order (`model_names`); None where none has read the text.
            agency: name of the agency that wrote it.
        """
        names, codes = self._rules.read(text, sentences, words, agency)
        return names if model is None else combine(names, model, codes)


def model_names(entities: Iterable[Any], text: str, offset: int, sentence: int) -> list[Name]:
    """Entities as names: labels mapped, white space, a leading article and a possessive ending left out.

    Args:
        entities: spans of a Doc whose text begins at `offset` of `text`.
        text: the article.
        offset: where the Doc begins in it.
        sentence: index of the sentence they stand in.
    """
    names = []
    for entity in entities:
        label = LABELS.get(entity.label_)
        start, end = offset + entity.start_char, offset + entity.end_char
        surface = text[start:end]
        start += len(surface) - len(surface.lstrip(_LEADING))
        if text[start : start + 4].lower() == "the ":
            start += 4
        end -= len(surface) - len(surface.rstrip())
        if text[start:end].endswith(_TRIMMED_ENDINGS):
            end -= 2
        closing = text.find(")", start, end)
        if closing > start and "(" not in text[start:closing]:
            end = closing  # "(Andina).-": tokens that stick together
        nickname = _NICKNAME.search(text, start, end)
        if nickname is not None:
            end = nickname.start()
        if label and start < end:
            names.append(Name(start, end, text[start:end], label, sentence, "model"))
    return names
