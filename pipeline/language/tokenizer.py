"""Tokens of wire copy: spaCy's English tokeniser with the signs and abbreviations that agencies use.

Hyphens and dashes between letters are tokens of their own, as in Universal Dependencies ("trade - investment"); so are
the possessive ending ("HCMC", "’s"), the currency sign ("US$", "353.78") and the end mark of an agency ("Lima", "./.").
"""

from __future__ import annotations

from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_suffix_regex

from pipeline.knowledge import Knowledge

# Ends of articles and of bracketed credits that spaCy leaves on the word: "Lima./.", "VNA)/.".
_SUFFIXES = (r"\./\.", r"/\.")
_INFIXES = (
    rf"(?<=[{ALPHA}0-9])\)?/(?=[{ALPHA}0-9.])",
    rf"(?<=[{ALPHA}.])[-–—](?=[{ALPHA}])",
    r"\)(?=[-–—/])",
    r"(?<=\))[-–—](?=\w)",
)


def wire_copy_pipeline(knowledge: Knowledge) -> Any:
    """A blank English spaCy pipeline whose tokeniser knows wire copy and the abbreviated titles of titles.tsv."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    suffixes = (*_SUFFIXES, *(nlp.Defaults.suffixes or ()))
    infixes = (*_INFIXES, *(nlp.Defaults.infixes or ()))
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for word in _abbreviations(knowledge):
        tokenizer.add_special_case(word, [{ORTH: word}])
    return nlp


def _abbreviations(knowledge: Knowledge) -> list[str]:
    """Single words with a final dot among the titles ("Col.") and the company forms ("Bhd.")."""
    titles = [word for row in knowledge.rows("knowledge/titles.tsv") for word in row["title"].split()]
    forms = [row["word"] for row in knowledge.rows("language/words.tsv") if row["kind"] in {"corporate", "generation"}]
    return sorted({word for word in titles + forms if word.endswith(".") and len(word) > 2})
