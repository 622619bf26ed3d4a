"""Clusters against the gold beside the checkout, gold mentions given: the linking alone is measured."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.actors import GivenMention, link_given
from pipeline.ingest import Ingester
from pipeline.knowledge import default_knowledge
from pipeline.records import Source


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_actors", shared / "gold" / "score_actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _score(shared: Path, rows: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, Any]:
    ingest = Ingester(default_knowledge())
    articles = {
        row["doc_id"]: (
            ingest(Source("document", texts[row["doc_id"]].encode())),
            [GivenMention(m["start"], m["end"], m.get("type"), m.get("kind", "name")) for m in row["mentions"]],
        )
        for row in rows
    }
    links = link_given(articles, default_knowledge())
    system = [
        {
            "doc_id": row["doc_id"],
            "mentions": [
                {**mention, "cluster": link.actor_id}
                for mention, link in zip(row["mentions"], links[row["doc_id"]], strict=True)
            ],
        }
        for row in rows
    ]
    scorer = _scorer(shared)
    score: dict[str, Any] = scorer.score(scorer.items(rows, "corpus"), scorer.items(system, "corpus"))
    return score


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.seeds
def test_seeds(shared: Path) -> None:
    rows = _jsonl(shared / "gold" / "seeds" / "mentions.jsonl")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")}
    score = _score(shared, rows, texts)
    assert score["b3"]["f"] >= 0.97
    assert score["pairwise"]["p"] >= 0.98


@pytest.mark.seeds
def test_other_news(shared: Path) -> None:
    rows = _jsonl(shared / "data" / "actors" / "gum_news.jsonl")
    score = _score(shared, rows, {row["doc_id"]: row["text"] for row in rows})
    assert score["b3"]["f"] >= 0.975
    assert score["pairwise"]["p"] >= 0.98
