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

        self._rules = RuleNames(Lexicon(knowledge, tokenize))

    def __call__(self, article: Article) -> Annotation:
        """Tokens that cover every visible character, and names that never overlap, both in text order."""
        made = (make_doc(self._nlp, article.text[sentence.start : sentence.end]) for sentence in article.sentences)
        docs = self._nlp.pipe(made) if self._trained else made
        tokens: list[Token] = []
        words: list[list[Word]] = []
        found: list[Name] = []
        for index, (sentence, doc) in enumerate(zip(article.sentences, docs, strict=True)):
            words.append(_words(doc, sentence.start))
            tokens.extend(_tokens(doc, sentence.start, index, len(tokens), parsed=self._trained))
            if self._trained and sentence.kind != "header":
                found.extend(_model_names(doc, article.text, sentence.start, index))
        names, codes = self._rules.read(article, words)
        return Annotation(tuple(tokens), combine(names, found, codes) if self._trained else names)


def _words(doc: Any, offset: int) -> list[Word]:
    return [
        (offset + token.idx, offset + token.idx + len(token.text), token.text) for token in doc if not token.is_space
    ]


def _tokens(doc: Any, offset: int, sentence: int, base: int, *, parsed: bool) -> list[Token]:
    if not parsed:
        return [Token(start, end, sentence) for start, end, _ in _words(doc, offset)]
    place = {token.i: base + n for n, token in enumerate(token for token in doc if not token.is_space)}
    return [
        Token(
            offset + token.idx,
            offset + token.idx + len(token.text),
            sentence,
            token.lemma_,
            token.pos_,
            str(token.morph),
            token.dep_,
            place.get(token.head.i, -1) if token.dep_ else -1,
        )
        for token in doc
        if token.i in place
    ]


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
