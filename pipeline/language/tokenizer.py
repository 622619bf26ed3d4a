"""Tokens of wire copy: spaCy's English tokeniser with the signs and abbreviations that agencies use.

Hyphens and dashes between letters are tokens of their own, as in Universal Dependencies ("trade - investment"); so are
the possessive ending ("HCMC", "’s"), the currency sign ("US$", "353.78") and the end mark of an agency ("Lima", "./.").
A `config.cfg` names it "newsledger.WireTokenizer.v1"; it is saved as spaCy saves any tokeniser, abbreviations included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.lang.en import EnglishDefaults
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_words_and_spaces, registry

from pipeline.knowledge import Knowledge, default_knowledge

WIRE_TOKENIZER = "newsledger.WireTokenizer.v1"
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


class WireTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokeniser, in linear time for any text."""

    def __call__(self, text: str) -> Any:
        """The tokens of a text."""
        return _plain_doc(self.vocab, text) if _LONG_STRETCH.search(text) else super().__call__(text)


@registry.tokenizers(WIRE_TOKENIZER)  # type: ignore[untyped-decorator]
def create_wire_tokenizer() -> Callable[[Any], WireTokenizer]:
    """What `config.cfg` names: makes the tokeniser of a pipeline, with the abbreviations of the built-in knowledge."""
    return lambda nlp: wire_tokenizer(nlp.vocab, default_knowledge())


def wire_tokenizer(vocab: Any, knowledge: Knowledge) -> WireTokenizer:
    """The tokeniser of wire copy, with the abbreviated titles and company forms of the knowledge."""
    defaults = EnglishDefaults
    cases = {word: [{ORTH: word}] for word in _abbreviations(knowledge)}
    return WireTokenizer(
        vocab,
        rules={**(defaults.tokenizer_exceptions or {}), **cases},
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex((*_SUFFIXES, *(defaults.suffixes or ()))).search,
        infix_finditer=compile_infix_regex((*_INFIXES, *(defaults.infixes or ()))).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def add_abbreviations(tokenizer: Any, knowledge: Knowledge) -> None:
    """Teach a tokeniser of wire copy the abbreviations that it does not know yet."""
    known = tokenizer.rules
    for word in _abbreviations(knowledge):
        if word not in known:
            tokenizer.add_special_case(word, [{ORTH: word}])


def make_doc(nlp: Any, text: str) -> Any:
    """The tokens of a sentence by the pipeline's tokeniser, in linear time for any text."""
    return _plain_doc(nlp.vocab, text) if _LONG_STRETCH.search(text) else nlp.make_doc(text)


def _plain_doc(vocab: Any, text: str) -> Any:
    words, spaces = get_words_and_spaces(_PLAIN_WORD.findall(text), text)
    return Doc(vocab, words=words, spaces=spaces)


def wire_copy_pipeline(knowledge: Knowledge) -> Any:
    """A blank English spaCy pipeline whose tokeniser knows wire copy and the abbreviated titles of titles.tsv."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": WIRE_TOKENIZER}}})
    add_abbreviations(nlp.tokenizer, knowledge)
    nlp.max_length = MAX_LENGTH
    return nlp


def _abbreviations(knowledge: Knowledge) -> list[str]:
    """Single words with a final dot among the titles ("Col.") and the company forms ("Bhd.")."""
    titles = [word for row in knowledge.rows("knowledge/titles.tsv") for word in row["title"].split()]
    forms = [row["word"] for row in knowledge.rows("language/words.tsv") if row["kind"] in {"corporate", "generation"}]
    return sorted({word for word in titles + forms if word.endswith(".") and len(word) > 2})
