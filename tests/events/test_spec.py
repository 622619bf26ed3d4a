"""The spec table: a sentence a row, the event it tells of, its status, trigger and participants."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.schema import EVENT_TYPES
from tests.events.marked import article, names


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "spec.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [row + [""] * (5 - len(row)) for row in rows[1:]]


ROWS = _rows()


def test_every_type_has_three_sentences() -> None:
    counts = Counter(row[0] for row in ROWS if row[0])
    assert {kind: counts[kind] for kind in EVENT_TYPES if counts[kind] < 3} == {}


@pytest.mark.parametrize("row", [r for r in ROWS if r[0]], ids=lambda r: r[3][:60])
def test_sentence(row: list[str]) -> None:
    kind, status, trigger, sentence, participants = row
    reading = article(sentence)
    found = [e for e in reading.events.mentions if e.type == kind]
    assert [(e.type, e.text) for e in found] == [(kind, trigger)]
    event = found[0]
    assert event.text == reading.article.text[event.start : event.end]
    assert event.status == status
    expected = participants.replace(" actor=", "\nactor=").replace(" recipient=", "\nrecipient=")
    expected = expected.replace(" witness=", "\nwitness=").replace(" addressee=", "\naddressee=")
    if participants:
        assert sorted(names(reading, event)) == sorted(expected.split("\n"))


@pytest.mark.parametrize("sentence", [r[3] for r in ROWS if not r[0]])
def test_trap(sentence: str) -> None:
    assert [(e.type, e.text) for e in article(sentence).events.mentions] == []
