"""The names that rules find, sentence by sentence, over spec.tsv."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.language.names import model_names
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ram Prasad Joshi 'Himal' spoke.", "Ram Prasad Joshi"),
        ("Ana “Nita” Ruiz spoke.", "Ana “Nita” Ruiz"),
        ("Tom O'Hale spoke.", "Tom O'Hale"),
        ("Marvexa).- spoke.", "Marvexa"),
        ("Marvexa (Peru) spoke.", "Marvexa (Peru)"),
    ],
)
def test_what_a_quote_or_bracket_cuts_off_is_no_part_of_a_name(text: str, name: str) -> None:
    entity = SimpleNamespace(label_="PERSON", start_char=0, end_char=text.index(" spoke"))
    if text[entity.end_char - 1] == "'":
        entity.end_char -= 1  # models leave the closing quote out
    assert [n.text for n in model_names([entity], text, 0, 0)] == [name]
