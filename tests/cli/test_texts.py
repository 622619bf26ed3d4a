"""What both commands for one text read: the same bytes, the same offsets, the same words when something is wrong."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.texts import read_lines, read_text
from pipeline.days import read_day
from pipeline.errors import ArticleError, ConfigError
from tests.conftest import Done
from tests.conftest import read_text as read_article

Call = Callable[..., Done]
TEXT = "Kenya’s envoy came on Monday.\r\n\r\nTea worth $5 million was sold in 2023.\r\n"
COMMANDS = [("dates",), ("figures", "--fast")]


@pytest.mark.parametrize(
    "content",
    [TEXT.encode(), codecs.BOM_UTF8 + TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1252")],
    ids=["UTF-8", "with a mark", "UTF-16", "Windows-1252"],
)
def test_a_text_is_that_of_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert read_text(tmp_path / "a.txt") == TEXT == read_article(TEXT).article.text
    assert ("Windows-1252" in capsys.readouterr().err) == (content == TEXT.encode("cp1252"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert read_text(None) == TEXT


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_nothing_is_in_nothing(newsledger: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_bytes(b"\n")
    done = newsledger(*command, tmp_path / "a.txt")
    assert (done.code, done.err) == (0, "")
    assert newsledger(*command, tmp_path / "a.txt", "--jsonl").out == ""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_lines_end_as_they_like(newsledger: Call, tmp_path: Path, command: tuple[str, ...]) -> None:
    row = {"doc_id": 1, "sent_id": 1, "text": TEXT}
    lines = codecs.BOM_UTF8 + b"\r\n\r\n".join([json.dumps(row).encode()] * 2)
    (tmp_path / "a.jsonl").write_bytes(lines)
    done = newsledger(*command, tmp_path / "a.jsonl", "--jsonl")
    assert done.code == 0
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert len(answers) == 2
    assert answers[0] == answers[1]
    for found in answers[0]["timexes" if command[0] == "dates" else "figures"]:
        assert TEXT[found["start"] : found["end"]] == found["text"]


def test_a_day_of_all_lines_and_of_one(newsledger: Call, tmp_path: Path) -> None:
    rows = [
        {"doc_id": 1, "text": "It ended yesterday."},
        {"doc_id": 2, "dct": "2024-11-14", "text": "It ended yesterday."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = newsledger("dates", "--jsonl", "--date", "2025-03-01", tmp_path / "a.jsonl")
    assert [json.loads(line)["timexes"][0]["value"] for line in done.out.splitlines()] == ["2025-02-28", "2024-11-13"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-11-14", dt.date(2024, 11, 14)),
        (" 2024-11-14\n", dt.date(2024, 11, 14)),
        ("2024-11-14T23:30:00", dt.date(2024, 11, 14)),
        ("2024-11-14T23:30:00-05:00", dt.date(2024, 11, 14)),
        ("2024-11-14 09:30", dt.date(2024, 11, 14)),
        ("20241114", dt.date(2024, 11, 14)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_or_a_time(written: object, day: dt.date | None) -> None:
    assert read_day(written, "--date") == day


@pytest.mark.parametrize("written", ["14/11", "2024-13-01", "soon", 5, 0, ["2024-11-14"], False])
def test_what_is_no_day(written: object) -> None:
    with pytest.raises(ConfigError, match="is no day; write it as 2024-11-14"):
        read_day(written, "--date")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n{", "line 2: no JSON"),
        (b"[]", "line 1: no object with id and a text; each line must hold id and text"),
        (b'{"id": 1}', "line 1: no object"),
        (b'{"text": "a"}', "line 1: no object"),
        (b'{"id": 1, "text": null}', "line 1: no object"),
        (b'{"id": 1, "text": "a"}\n{"id": 2, "text": "\xe9"}', "line 2: no UTF-8"),
        ("{}".encode("utf-16"), "line 1: no UTF-8"),
        (b"[" * 100_000, "line 1: no JSON"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(ArticleError) as error:
        list(read_lines(tmp_path / "a.jsonl", "id", "id and text"))
    assert said in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("options", [(), ("--jsonl",)], ids=["text", "lines"])
def test_a_file_that_cannot_be_read(
    newsledger: Call, tmp_path: Path, command: tuple[str, ...], options: tuple[str, ...]
) -> None:
    for path, reason in ((tmp_path / "none.txt", "No such file"), (tmp_path, "Is a directory")):
        done = newsledger(*command, *options, path)
        assert done.code == 2
        assert done.err.startswith(f"newsledger: {path}: cannot be read ({reason}")
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_a_terminal_of_another_encoding(tmp_path: Path, command: tuple[str, ...]) -> None:
    text = "Năm sold $5 million in 2023 – ngày 3 tháng 11 năm 2024."
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"doc_id": 1, "sent_id": 1, "text": text + "\ud800"}), encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for rest in (["--jsonl", str(tmp_path / "a.jsonl")], [str(tmp_path / "a.txt")]):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command, *rest],
            env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert "2023" in done.stdout
