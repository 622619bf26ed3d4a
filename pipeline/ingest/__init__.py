"""Stub: bytes -> Article."""
from __future__ import annotations
import datetime as dt, hashlib, re
from collections.abc import Sequence
from pipeline.knowledge import Knowledge
from pipeline.records import Article, Document, Sentence, Source

class Ingester:
    def __init__(self, knowledge: Knowledge) -> None: ...
    def __call__(self, source: Source) -> Article:
        text = source.content.decode("utf-8")
        head = re.match(r"\s*date (\d{4}-\d\d-\d\d)\s", text)
        published = dt.date.fromisoformat(head[1]) if head else None
        sentences = []
        pos = 0
        if head:
            sentences.append(Sentence(head.start() + len(head[0]) - len(head[0].lstrip()), head.end(1), "header", 0)); pos = head.end()
        for p, m in enumerate(re.finditer(r"[^\n]+", text[pos:])):
            for s in re.finditer(r"\S.*?(?:(?<=[a-z)]{2})[.!?](?=\s+[A-Z])|(?=\s*$))", m[0]):
                if s[0].strip(): sentences.append(Sentence(pos + m.start() + s.start(), pos + m.start() + s.end(), "body", p))
        return Article(text, hashlib.sha256(source.content).hexdigest(), "utf-8", tuple(sentences), None, None, None, (),
                       published, "header" if published else None, None, None, len(text.split()), ())

def find_duplicates(documents: Sequence[Document]) -> dict[str, str]:
    return {}

MAX_BYTES = 10_000_000

def place_name(surface: str, knowledge: Knowledge) -> str:
    return surface.title() if surface.isupper() else surface
