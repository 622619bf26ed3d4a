"""`newsledger figures`: any text in, its figures out, as a table or as lines of JSON."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.knowledge import default_knowledge
from tests.conftest import Done

Call = Callable[..., Done]
LINES = [
    {"sent_id": "a", "text": "Kenya's tea exports to Egypt rose from $5 million in 2021 to nearly $9 million in 2022."},
    {"sent_id": "b", "text": "Nothing is counted here."},
    {"sent_id": 3, "text": "Oil fell to $80 per barrel last year.", "date": "2024-05-06"},
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("options", [(), ("--fast",)])
def test_lines(newsledger: Call, lines: Path, options: tuple[str, ...]) -> None:
    done = newsledger("figures", "--jsonl", *options, lines)
    assert done.code == 0
    first, second, third = map(json.loads, done.out.splitlines())
    assert [answer["sent_id"] for answer in (first, second, third)] == ["a", "b", 3]
    assert second["figures"] == []
    start, end = first["figures"]
    assert (start["value"], start["unit"], start["kind"], start["role"]) == ("5000000", "USD", "money", "from")
    assert (end["text"], end["bound"], end["role"], end["trend"]) == ("nearly $9 million", "about", "to", "up")
    assert LINES[0]["text"][end["start"] : end["end"]] == end["text"]  # type: ignore[index]
    assert (end["period_start"], end["period_end"]) == ("2022-01-01", "2022-12-31")
    assert start["subject"] == ([] if options else ["Kenya"])
    (price,) = third["figures"]
    assert (price["unit"], price["per"], price["period_start"]) == ("USD/barrel", "barrel", "2023-01-01")


def test_a_range_has_two_ends_and_no_value(newsledger: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"sent_id": "r", "text": "Aid of $5-6 billion is planned."})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    (figure,) = json.loads(newsledger("figures", "--jsonl", "--fast").out)["figures"]
    assert (figure["value"], figure["low"], figure["high"]) == (None, "5000000000", "6000000000")


def test_a_text(newsledger: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "text.txt"
    file.write_text("In 2023 the port moved 5.5 million tonnes.\n", encoding="utf-8")
    done = newsledger("figures", file, "--fast")
    assert done.code == 0
    assert "5,500,000" in done.out
    assert "tonne" in done.out


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("The dam holds 6 million cubic metres of water.", "6,000,000  m³"),
        ("The train runs at 350 kilometres an hour.", "350  km/h"),
        ("The park covers 90 square kilometres.", "90  km²"),
        ("The field pumps 30,000 barrels per day.", "30,000  barrels/day"),
        ("The plant yields 5 gigawatt hours.", "5  GWh"),
        ("The flat costs 900 euros per square metre.", "900  EUR per m²"),
        ("The field costs 900 euros an acre.", "900  EUR per acre"),
        ("It raised 40 cattle.", "40  cattle"),
    ],
)
def test_units_are_printed_as_readers_write_them(
    newsledger: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, cells: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    printed = newsledger("figures", file, "--fast").out
    assert cells in " ".join(re.sub(r"  +", "  ", line) for line in printed.splitlines()), printed
    assert "**" not in printed


def test_every_unit_of_measure_has_a_sign() -> None:
    knowledge = default_knowledge()
    units = {row["unit"] for row in knowledge.rows("figures/units.tsv") if row["kind"] == "quantity"}
    assert units == units & {row["unit"] for row in knowledge.rows("figures/unit_signs.tsv")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no json", "line 1: no JSON"),
        (b'{"sent_id": 1}', "line 1: no object with sent_id and a text"),
        (b'{"sent_id": 1, "text": 5}', "line 1: no object with sent_id and a text"),
        (b'{"sent_id": 1, "text": "a", "date": "May"}', "line 1: date: 'May' is no day"),
        (b"\xff\xfe", "line 1: no UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(newsledger: Call, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes(content)
    done = newsledger("figures", "--jsonl", "--fast", file)
    assert done.code == 2
    assert said in done.err
    assert len(done.err.splitlines()) == 1
