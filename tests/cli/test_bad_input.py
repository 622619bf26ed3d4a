"""Everything that can be wrong with a file, in one run: each gets one clear line, the good articles are read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from tests.conftest import ARTICLES, NOBODY, Done

GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + bytes(range(256)) * 4

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n", "blank"),
    "archive.txt": (GZIP, "gzip"),
    "nul.txt": (b"Kenya\0 and Portugal\0 met\0 on\0 Monday" * 9, "not readable text"),
    "odd.txt": (b"caf\xe9 \x81\x8d\x8f\x90\x9d talks", "neither UTF-8 nor Windows-1252"),
    "line.txt": (b"a " * 25_000_000, "MB"),
}


@pytest.fixture
def bad_corpus(corpus: Path) -> Path:
    for name, (content, _) in BAD.items():
        (corpus / name).write_bytes(content)
    (corpus / "x.txt").mkdir()
    (corpus / "loop.txt").symlink_to("loop.txt")
    (corpus / "2025-03-03-visit.md").write_text("The same id as the .txt.\n", encoding="utf-8")
    return corpus


def test_each_bad_file_gets_one_line(bad_corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]) -> None:
    before = sorted((f.name, f.lstat().st_mtime_ns) for f in bad_corpus.rglob("*"))
    done = newsledger("run", "--corpus", bad_corpus, "--outputs", tmp_path / "out")
    assert done.code == 3
    skipped = [line for line in done.err.splitlines() if line.startswith("skipped ")]
    named = [line.removeprefix("skipped ").split(": ", 1) for line in skipped]
    assert sorted(name for name, _ in named) == sorted([*BAD, "x.txt", "loop.txt", "2025-03-03-visit.txt"])
    reasons: dict[str, str] = {name: reason for name, reason in named}  # noqa: C416 - pairs of lists
    for name, (_, word) in BAD.items():
        assert word in reasons[name], (name, reasons[name])
    loaded = pipeline.load("articles", outputs=tmp_path / "out")
    good = {n.removesuffix(".txt") for n in ARTICLES}
    assert set(loaded["article_id"]) == good
    assert sorted((f.name, f.lstat().st_mtime_ns) for f in bad_corpus.rglob("*")) == before


def test_windows_1252_is_read_and_told(corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]) -> None:
    text = "SÃO PAULO — Brazil’s José Peña visited Lisbon on 3 March 2025. “Bom”, he said.\n"
    (corpus / "old.txt").write_bytes(text.encode("windows-1252"))
    done = newsledger("run", "--corpus", corpus, "--outputs", tmp_path / "out")
    assert done.code == 0
    assert "old.txt" in done.out
    texts = pipeline.load("articles", outputs=tmp_path / "out").set_index("article_id")["text"]
    assert texts["old"] == text


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a process as another user")
@pytest.mark.parametrize(
    ("locked", "words"),
    [("corpus/secret.txt", "secret.txt: may not be read"), ("outputs", "outputs: cannot be written")],
)
def test_no_permission(open_folder: Path, locked: str, words: str) -> None:
    (open_folder / "corpus").mkdir(mode=0o755)
    (open_folder / "corpus" / "good.txt").write_text("Kenya and Portugal met.\n", encoding="utf-8")
    if locked == "outputs":
        (open_folder / "outputs").mkdir(mode=0o555)
    else:
        (open_folder / locked).write_text("x", encoding="utf-8")
        (open_folder / locked).chmod(0)
    code = (
        f"import os, sys; sys.path.insert(0, {str(Path(pipeline.__file__).parents[1])!r}); "
        f"import pipeline.runs.run, pipeline.report.first_look; "
        f"pipeline.extract('Kenya and Portugal met on Monday.'); os.setuid({NOBODY}); "
        "sys.argv = ['newsledger', 'run', '--corpus', 'corpus', '--outputs', 'outputs']; "
        "from pipeline.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=open_folder, capture_output=True, text=True, check=False)
    assert words in done.stderr, done.stderr
    assert done.returncode == (2 if locked == "outputs" else 3)
