"""The benchmarks of linking run; ids stay while articles arrive, clusters are the same in any order."""

from __future__ import annotations

import json
import random
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import actor_ids, actors
from benchmarks.mentions import articles
from pipeline.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize("order", ["appended", "any"])
def test_ids_stay_while_articles_arrive(order: str) -> None:
    documents = actor_ids.made(250, 3, KNOWLEDGE)
    if order == "any":
        random.Random(3).shuffle(documents)
    steps = list(actor_ids.arrive(documents, KNOWLEDGE))
    assert len(steps) == 4
    assert all(step.mentions > 500 for step in steps)
    assert all(step.share >= 0.995 for step in steps), steps
    assert all(step.without_redirect == 0 for step in steps)


def test_clusters_are_the_same_in_any_order() -> None:
    documents = actor_ids.made(120, 4, KNOWLEDGE)
    straight = actor_ids.partition(documents, KNOWLEDGE)
    for seed in range(3):
        dealt = actor_ids.shuffled(documents, random.Random(seed))
        assert actor_ids.partition(dealt, KNOWLEDGE) == straight


def test_articles_of_passages(tmp_path: Path) -> None:
    passages = [
        {"id": f"doc{n}-{k}", "text": f"Ana Ruiz{n} left.", "ents": [[0, 8 + len(str(n)), "PER"]]}
        for n in range(6)
        for k in range(3)
    ]
    file = tmp_path / "passages.jsonl"
    file.write_text("".join(json.dumps(passage) + "\n" for passage in passages), encoding="utf-8")
    documents = actor_ids.read([file], 99, KNOWLEDGE)
    assert [len(d.reading.actors.mentions) for d in documents] == [3] * 6
    assert len(actor_ids.partition(documents, KNOWLEDGE)) == 6


def test_invented_articles_are_the_same_for_the_same_seed() -> None:
    first, again, other = (list(islice(articles(seed, 200), 5)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    for _, article, annotation in first:
        assert all(article.text[name.start : name.end] == name.text for name in annotation.names)


def test_they_measure_and_print_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    actors.main(["--mentions", "200"])
    printed = capsys.readouterr().out
    for row in ("mentions", "article", "corpus", "again", "both", "readings", "peak"):
        assert row in printed
    actor_ids.main(["--articles", "10"])
    printed = capsys.readouterr().out
    assert "shuffles with the same clusters: 10 of 10" in printed


@pytest.mark.parametrize(
    ("main", "arguments"), [(actors.main, ["--mentions", "0"]), (actor_ids.main, ["--articles", "1"])]
)
def test_too_few_is_an_error_in_one_line(
    main: object, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)  # type: ignore[operator]
    assert "at least" in capsys.readouterr().err
