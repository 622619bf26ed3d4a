"""Escape sequences in an article, a file's name or an argument: the tables keep them, the terminal never sees them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.cli.terminal import shown

HOSTILE = (
    "date 2025-09-01\nLIMA - Peru\x1b[31m and Kenya\x1b]0;pwned\x07 signed an agreement\x9b2J on tea worth $5\x1b[2J million"
    " on Monday, President Juan Per\x1bez said.\n"
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def newsledger(home: Path, *arguments: str) -> tuple[str, str]:
    """What it prints on both streams."""
    command = [sys.executable, "-m", "pipeline", *arguments]
    done = subprocess.run(command, cwd=home, capture_output=True, check=False)
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "corpus" / "\x1b[31mred.txt").write_bytes(b"")
    for text in newsledger(folder, "run"):
        assert not CONTROL.search(text), text
    return folder


def test_the_table_keeps_what_the_article_says(home: Path) -> None:
    (text,) = pipeline.load("articles", outputs=home / "outputs").text
    assert "\x1b[31m" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "actor", "Peru"),
        ("show", "event", "e-"),
        ("show", "figure", "f-"),
        ("show", "actor", "\x1b[31mnobody"),
        ("actors", "review"),
        ("plan",),
        ("dates", "corpus/a.txt"),
        ("figures", "corpus/a.txt"),
        ("figures", "corpus/\x1b[31mno.txt"),
    ],
    ids=" ".join,
)
def test_what_is_printed_holds_none(home: Path, arguments: tuple[str, ...]) -> None:
    out, err = newsledger(home, *arguments)
    assert out + err
    assert not CONTROL.search(out + err), out + err


@given(st.text())
def test_only_controls_are_left_out(text: str) -> None:
    assert shown(text) == CONTROL.sub("", text)
