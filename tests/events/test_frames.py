"""The frame spec: sentences in the manner of news copy, read by all stages, the event each tells of or the trap it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.records import EventMention, Reading
from pipeline.schema import EVENT_TYPES
from tests.conftest import read_text

PUBLISHED = "date 2024-06-15\n\n"


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "frames.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [row + [""] * (5 - len(row)) for row in rows[1:]]


ROWS = _rows()


def _cast(reading: Reading, event: EventMention) -> list[str]:
    """The participants as "role=name", the name as the article's actor has it."""
    out = []
    for part in event.participants:
        chain = reading.actors.mentions[part.mention].chain
        assert chain is not None
        out.append(f"{part.role}={reading.actors.actors[chain].name}")
    return sorted(out)


def test_every_type_has_five_sentences() -> None:
    counts = Counter(row[0] for row in ROWS if row[0])
    assert {kind: counts[kind] for kind in EVENT_TYPES if counts[kind] < 5} == {}


@pytest.mark.parametrize("row", [r for r in ROWS if r[0]], ids=lambda r: r[3][:60])
def test_sentence(row: list[str]) -> None:
    kind, status, trigger, sentence, participants = row
    reading = read_text(PUBLISHED + sentence)
    found = [e for e in reading.events.mentions if (e.type, e.text.casefold()) == (kind, trigger.casefold())]
    assert len(found) == 1, [(e.type, e.text) for e in reading.events.mentions]
    assert found[0].status == status
    if participants != "?":
        assert _cast(reading, found[0]) == sorted(re.split(r" (?=\w+=)", participants))


@pytest.mark.parametrize("sentence", [r[3] for r in ROWS if not r[0]], ids=lambda s: s[:60])
def test_trap(sentence: str) -> None:
    reading = read_text(PUBLISHED + sentence)
    assert [(e.type, e.text) for e in reading.events.mentions if e.type != "statement"] == []
