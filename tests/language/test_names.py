"""The names that rules find, sentence by sentence, over spec.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.articles import marked, rule_names

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "spec.tsv").read_text(encoding="utf-8").splitlines()[2:]
    if line.strip()
]


@pytest.mark.parametrize(("case", "line"), ROWS, ids=[row[0] for row in ROWS])
def test_names_and_labels(case: str, line: str) -> None:
    text, expected = marked(line.replace("⏎", "\n"))
    names = rule_names(text)
    assert [(text[start:end], label) for start, end, label in expected] == [(n.text, n.label) for n in names], case
    assert [(start, end) for start, end, _ in expected] == [(n.start, n.end) for n in names]
    assert all(text[n.start : n.end] == n.text for n in names)
