"""`newsledger actors link`: marked mentions in, their clusters out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Done

Call = Callable[..., Done]


def _line(doc_id: str, text: str, *marked: str, **more: Any) -> dict[str, Any]:
    """A line whose mentions are the first places of "TYPE surface" in its text."""
    mentions = []
    for mark in marked:
        label, _, surface = mark.partition(" ")
        start = text.index(surface)
        mentions.append({"start": start, "end": start + len(surface), "type": label})
    return {"doc_id": doc_id, "text": text, "mentions": mentions, **more}


LINES = [
    _line("a", "Kenyan President Wanjiru Otieno met Eva Ruiz.", "PERSON Wanjiru Otieno", "PERSON Eva Ruiz"),
    _line("b", "Otieno, or Wanjiru Otieno, is at home.", "PERSON Wanjiru Otieno", date="2024-05-06"),
    _line(
        "c", "The University of Tarnova's Tarnova House burnt.", "ORG University of Tarnova", "PLACE Tarnova", topic=3
    ),
    _line("d", ""),
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n", encoding="utf-8")
    return file


def test_lines_come_back_with_clusters(newsledger: Call, lines: Path) -> None:
    done = newsledger("actors", "link", "--jsonl", lines)
    assert done.code == 0, done.err
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["doc_id"] for answer in answers] == ["a", "b", "c", "d"]
    for asked, answer in zip(LINES, answers, strict=True):
        assert {key: value for key, value in answer.items() if key != "mentions"} == {
            key: value for key, value in asked.items() if key != "mentions"
        }
        for given, found in zip(asked["mentions"], answer["mentions"], strict=True):
            assert {key: found[key] for key in given} == given
            assert found["rule"]
    (president, ruiz), (later,) = (answer["mentions"] for answer in answers[:2])
    assert president["cluster"] == later["cluster"] != ruiz["cluster"]


def test_mentions_inside_one_another_are_each_linked(newsledger: Call, lines: Path) -> None:
    outer, inner = json.loads(newsledger("actors", "link", "--jsonl", lines).out.splitlines()[2])["mentions"]
    assert outer["cluster"]
    assert inner["cluster"]
    assert outer["cluster"] != inner["cluster"]


def test_the_order_of_the_lines_changes_no_cluster(newsledger: Call, lines: Path, tmp_path: Path) -> None:
    backwards = tmp_path / "back.jsonl"
    backwards.write_text("\n".join(reversed(lines.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    straight = newsledger("actors", "link", "--jsonl", lines).out.splitlines()
    assert sorted(newsledger("actors", "link", "--jsonl", backwards).out.splitlines()) == sorted(straight)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        ("[]", "doc_id"),
        ('{"doc_id": 1}', "text"),
        ('{"doc_id": 1, "text": "a", "mentions": 2}', "list"),
        ('{"doc_id": 1, "text": "a", "mentions": [{"start": "0", "end": 1}]}', "whole numbers"),
        ('{"doc_id": 1, "text": "a", "mentions": [{"start": 0, "end": 2}]}', "no stretch"),
        ('{"doc_id": 1, "text": "a", "date": "May"}', "no day"),
        ('{"doc_id": 1, "text": "a"}\n{"doc_id": 1, "text": "b"}', "twice"),
        ('{"doc_id": 1, "text": "\\ud800"}', "half a character"),
    ],
)
def test_a_bad_line_is_named(newsledger: Call, tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line, encoding="utf-8")
    done = newsledger("actors", "link", "--jsonl", file)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_it_says_what_it_needs(newsledger: Call, lines: Path, tmp_path: Path) -> None:
    assert "--jsonl" in newsledger("actors", "link", lines).err
    assert newsledger("actors", "link", "--jsonl", tmp_path / "none.jsonl").code == 2
