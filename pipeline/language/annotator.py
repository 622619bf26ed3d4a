"""The language stage: an article to its tokens and names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.knowledge import Knowledge
from pipeline.language.combine import combine
from pipeline.language.lexicon import Lexicon
from pipeline.language.models import LABELS, load_pipeline
from pipeline.language.rules import RuleNames
from pipeline.language.tokenizer import make_doc
from pipeline.language.tokens import TokenReader
from pipeline.language.units import Word
from pipeline.records import Annotation, Article, Name, Token

_LEADING = ' \t\r\n#*_>|-–—•"“”‘«(['
_TRIMMED_ENDINGS = ("'s", "’s")


class Annotator:
    """Tokens and names of an article.

    Args:
        knowledge: gazetteers, titles and words.
        model: "built-in", or the name or path of a spaCy pipeline with a names component.

    Raises:
        ModelError: the model cannot be used; one line says why.
    """

    def __init__(self, knowledge: Knowledge, model: str) -> None:
        self._nlp, self._trained = load_pipeline(knowledge, model)
        nlp = self._nlp

        def tokenize(surface: str) -> Iterable[str]:
            return [token.text for token in nlp.make_doc(surface)]

        self._tokens = TokenReader(nlp.vocab)
        self._rules = RuleNames(Lexicon(knowledge, tokenize))

    def __call__(self, article: Article) -> Annotation:
        """Tokens that cover every visible character, and names that never overlap, both in text order."""
        made = (make_doc(self._nlp, article.text[sentence.start : sentence.end]) for sentence in article.sentences)
        docs = self._nlp.pipe(made) if self._trained else made
        tokens: list[Token] = []
        words: list[list[Word]] = []
        found: list[Name] = []
        for index, (sentence, doc) in enumerate(zip(article.sentences, docs, strict=True)):
            seen, read = self._tokens.read(doc, article.text, sentence.start, index, len(tokens))
            words.append(seen)
            tokens.extend(read)
            if self._trained and sentence.kind != "header":
                found.extend(_model_names(doc, article.text, sentence.start, index))
        names, codes = self._rules.read(article, words)
        return Annotation(tuple(tokens), combine(names, found, codes) if self._trained else names)


def _model_names(doc: Any, text: str, offset: int, sentence: int) -> list[Name]:
    """Entities as names: labels mapped, white space, a leading article and a possessive ending left out."""
    names = []
    for entity in doc.ents:
        label = LABELS.get(entity.label_)
        start, end = offset + entity.start_char, offset + entity.end_char
        surface = text[start:end]
        start += len(surface) - len(surface.lstrip(_LEADING))
        if text[start : start + 4].lower() == "the ":
            start += 4
        end -= len(surface) - len(surface.rstrip())
        if text[start:end].endswith(_TRIMMED_ENDINGS):
            end -= 2
        if label and start < end:
            names.append(Name(start, end, text[start:end], label, sentence, "model"))
    return names
