"""Stub: Article -> tokens and names."""
from __future__ import annotations
import re
import spacy
from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, Name, Token

class Annotator:
    def __init__(self, knowledge: Knowledge, model: str) -> None:
        self.nlp = spacy.blank("en")
    def __call__(self, article: Article) -> Annotation:
        tokens, names = [], []
        for i, s in enumerate(article.sentences):
            text = article.text[s.start:s.end]
            for t in self.nlp.make_doc(text):
                if t.text.strip(): tokens.append(Token(s.start + t.idx, s.start + t.idx + len(t.text), i))
            for m in re.finditer(r"\b[A-Z][\w'’-]+(?:\s+(?:of\s+|and\s+)?[A-Z][\w-]+)*", text):
                label = "NORP" if re.fullmatch(r"(Vietnamese|Peruvian)", m[0]) else "PERSON" if m[0].count(" ") in (1, 2) else "GPE"
                names.append(Name(s.start + m.start(), s.start + m.end(), m[0], label, i, "capitals"))
        return Annotation(tuple(tokens), tuple(names))
