"""Clusters against the gold beside the checkout, gold mentions given: the chaining alone is measured."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.actors import merge_actors
from pipeline.knowledge import default_knowledge
from pipeline.records import Annotation, ArticleEvents, ArticleFigures, Document, Name, Reading, Ref
from tests.actors.marked import FINDER, article_of, in_order

_SPLIT = re.compile(r"(?<![A-Z]s)(?<![A-Z]r)(?<=[a-z0-9)”\"’])[.!?](?=\s+[A-Z“])")


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_actors", shared / "gold" / "score_actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _document(row: dict[str, Any], text: str) -> Document:
    """A document with the gold spans as names; sentences are split at line ends and full stops."""
    article = article_of(_SPLIT.sub("\n", text))
    names: list[Name] = []
    for gold in sorted(row["mentions"], key=lambda m: (m["start"], -m["end"])):
        kind = gold.get("kind", "name")
        if kind == "role" or (names and gold["start"] < names[-1].end):
            continue
        label = "NORP" if kind == "demonym" else {"PLACE": "GPE"}.get(gold["type"], gold["type"])
        sentence = next((i for i, s in enumerate(article.sentences) if s.start <= gold["start"] < s.end), 0)
        names.append(Name(gold["start"], gold["end"], text[gold["start"] : gold["end"]], label, sentence, "gold"))
    annotation = Annotation((), tuple(names))
    reading = Reading(article, annotation, (), FINDER(article, annotation), ArticleFigures((), ()), ArticleEvents(()))
    return Document(row["doc_id"], f"{row['doc_id']}.txt", reading)


def _b_cubed(shared: Path, rows: list[dict[str, Any]], texts: dict[str, str]) -> float:
    documents = in_order(_document(row, texts[row["doc_id"]]) for row in rows)
    actor_of = merge_actors(documents, default_knowledge(), {}).actor_of
    system = [
        {
            "doc_id": d.article_id,
            "mentions": [
                {"start": m.start, "end": m.end, "text": m.text, "cluster": actor_of.get(Ref(d.article_id, i))}
                for i, m in enumerate(d.reading.actors.mentions)
            ],
        }
        for d in documents
    ]
    scorer = _scorer(shared)
    gold = scorer.items(rows, "corpus")
    found = {key: value for key, value in scorer.items(system, "corpus").items() if key in gold}
    return float(scorer.score(gold, found)["b3"]["f"])


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.seeds
def test_seeds(shared: Path) -> None:
    rows = _jsonl(shared / "gold" / "seeds" / "mentions.jsonl")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")}
    assert _b_cubed(shared, rows, texts) >= 0.95


@pytest.mark.seeds
def test_other_news(shared: Path) -> None:
    rows = _jsonl(shared / "data" / "actors" / "gum_news.jsonl")
    assert _b_cubed(shared, rows, {row["doc_id"]: row["text"] for row in rows}) >= 0.95
