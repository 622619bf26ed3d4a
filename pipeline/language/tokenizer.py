"""Tokens of wire copy: spaCy's English tokeniser with the signs and abbreviations that agencies use.

Hyphens and dashes between letters are tokens of their own, as in Universal Dependencies ("trade - investment"); so are
the possessive ending ("HCMC", "’s"), the currency sign ("US$", "353.78") and the end mark of an agency ("Lima", "./.").
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from spacy.lang.char_classes import ALPHA
from spacy.lang.en import English, EnglishDefaults
from spacy.symbols import ORTH
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces

from pipeline.knowledge import Knowledge

# Ends of articles and of bracketed credits that spaCy leaves on the word: "Lima./.", "VNA)/.".
_SUFFIXES = (r"\./\.", r"/\.")
_INFIXES = (
    rf"(?<=[{ALPHA}0-9])\)?/(?=[{ALPHA}0-9.])",
    rf"(?<=[{ALPHA}.])[-–—](?=[{ALPHA}])",
    r"\)(?=[-–—/])",
    r"(?<=\))[-–—](?=\w)",
)
# A line of a file may be as long as the file: spaCy's own limit guards parsers against memory, not tokenisers.
MAX_LENGTH = 1 << 31
# spaCy peels affixes off a stretch without white space one by one, in quadratic time: such text is no prose.
_LONG_STRETCH = re.compile(r"\S{400}")
_PLAIN_WORD = re.compile(r"\w+|[^\w\s]")


def make_doc(nlp: Any, text: str) -> Any:
    """The tokens of a sentence by the pipeline's tokeniser, in linear time for any text."""
    if _LONG_STRETCH.search(text) is None:
        return nlp.make_doc(text)
    words, spaces = get_words_and_spaces(_PLAIN_WORD.findall(text), text)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def wire_copy_pipeline(knowledge: Knowledge) -> Any:
    """A blank English spaCy pipeline whose tokeniser knows wire copy and the abbreviated titles of titles.tsv."""
    cases = {word: [{ORTH: word}] for word in _abbreviations(knowledge)}

    class WireCopy(English):  # type: ignore[misc]
        """English with our rules from the start: changing them later makes spaCy read all special cases again."""

        class Defaults(EnglishDefaults):  # type: ignore[misc]
            suffixes: ClassVar = (*_SUFFIXES, *(EnglishDefaults.suffixes or ()))
            infixes: ClassVar = (*_INFIXES, *(EnglishDefaults.infixes or ()))
            tokenizer_exceptions: ClassVar = {**EnglishDefaults.tokenizer_exceptions, **cases}

    nlp: Any = WireCopy()
    nlp.max_length = MAX_LENGTH
    return nlp


def _abbreviations(knowledge: Knowledge) -> list[str]:
    """Single words with a final dot among the titles ("Col.") and the company forms ("Bhd.")."""
    titles = [word for row in knowledge.rows("knowledge/titles.tsv") for word in row["title"].split()]
    forms = [row["word"] for row in knowledge.rows("language/words.tsv") if row["kind"] in {"corporate", "generation"}]
    return sorted({word for word in titles + forms if word.endswith(".") and len(word) > 2})
