"""Articles from plain or marked text: "[PERSON Ana Ruiz] is in [GPE Quito]." gives the text and the names it holds."""

from __future__ import annotations

import re
from functools import cache

from pipeline.config import BUILT_IN_MODEL
from pipeline.knowledge import default_knowledge
from pipeline.language.lexicon import Lexicon
from pipeline.language.rules import RuleNames
from pipeline.language.tokenizer import make_doc, wire_copy_pipeline
from pipeline.records import Article, Name, Sentence

_MARK = re.compile(r"\[([A-Z]+) ([^\]]+)\]")

__all__ = ["BUILT_IN_MODEL", "article", "marked", "rule_names"]


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without marks, and (start, end, label) of what was marked."""
    names: list[tuple[int, int, str]] = []
    text, position = "", 0
    for mark in _MARK.finditer(line):
        text += line[position : mark.start()]
        names.append((len(text), len(text) + len(mark.group(2)), mark.group(1)))
        text += mark.group(2)
        position = mark.end()
    return text + line[position:], names


def article(text: str, kind: str = "body") -> Article:
    """An article whose lines are its sentences."""
    sentences = tuple(
        Sentence(line.start(), line.end(), kind, number)
        for number, line in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text))
    )
    return Article(text, "", "utf-8", sentences, None, None, None, (), None, None, None, None, len(text.split()), ())


@cache
def _rules() -> RuleNames:
    plain = wire_copy_pipeline(default_knowledge())
    return RuleNames(Lexicon(default_knowledge(), lambda surface: [token.text for token in plain.make_doc(surface)]))


@cache
def _tokenizer() -> object:
    return wire_copy_pipeline(default_knowledge())


def rule_names(text: str, kind: str = "body") -> tuple[Name, ...]:
    """The names that rules alone find, whatever model is packaged."""
    read = article(text, kind)
    words = [
        [
            (sentence.start + token.idx, sentence.start + token.idx + len(token.text), token.text)
            for token in make_doc(_tokenizer(), text[sentence.start : sentence.end])
            if not token.is_space
        ]
        for sentence in read.sentences
    ]
    return _rules().read(read.text, read.sentences, words)[0]
