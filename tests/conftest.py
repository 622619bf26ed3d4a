"""Fixtures that several test packages share: the stages on a text in memory, and the seed articles where present."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from pipeline import stages
from pipeline.config import Settings
from pipeline.errors import ArticleError
from pipeline.knowledge import default_knowledge
from pipeline.records import Reading, Source

hypothesis.settings.register_profile("long", max_examples=5000, deadline=None)
"""`pytest --hypothesis-profile=long`: for a night, not for every change."""

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@cache
def _built() -> tuple[Callable[..., Any], ...]:
    return tuple(stage.build(default_knowledge(), Settings()) for stage in stages.STAGES)


def read_text(text: str, name: str = "article.txt") -> Reading:
    """All per-article stages on one text."""
    parts: dict[str, Any] = {"source": Source(name, text.encode("utf-8"))}
    for stage, run in zip(stages.STAGES, _built(), strict=True):
        parts[stage.name] = run(*(parts[need] for need in stage.needs))
    return stages.reading(parts)


@pytest.fixture
def read() -> Callable[..., Reading]:
    return read_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds, gold and tuning material, beside the checkout; tests that need it skip without it."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("no ../shared beside this checkout: the seed articles and gold are not part of the project")
    return SHARED


@dataclass(frozen=True)
class Done:
    """What a command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def newsledger(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """The command line in this process: `newsledger("run", "--corpus", folder)`."""
    from pipeline.cli import main

    def call(*arguments: object) -> Done:
        monkeypatch.setattr("sys.argv", ["newsledger", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        written = capsys.readouterr()
        return Done(int(stop.value.code or 0), written.out, written.err)

    return call


ARTICLES = {
    "2025-03-03-visit.txt": (
        "Kenyan President Amina Wanjiru will visit Portugal from March 10 to 12, 2025, the foreign ministry said.\n\n"
        "Trade between Kenya and Portugal reached $120 million in 2024.\n"
    ),
    "2025-03-11-talks.txt": (
        "LISBON — President Amina Wanjiru of Kenya held talks with Portuguese Prime Minister Duarte Faria in Lisbon "
        "on Tuesday.\n\nThe two leaders signed an agreement on ports. Wanjiru invited Faria to visit Nairobi.\n"
    ),
    "2025-03-20-trade.txt": (
        "NAIROBI — Kenya exported tea worth nearly $40 million to Portugal in the first two months of 2025, up 12 per "
        "cent from a year earlier, Wanjiru said.\n"
    ),
}
"""A small corpus of our own: three articles that tell one story."""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


NOBODY = 65534
"""The user that may do only what everybody may."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every user may enter and write to, unlike tmp_path."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


class Quiet:
    """Progress that remembers instead of printing."""

    def __init__(self) -> None:
        self.started: tuple[int, int] | None = None
        self.read: list[str] = []
        self.refused: list[str] = []
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def start(self, total: int, cached: int) -> None:
        self.started = (total, cached)

    def article(self, path: str) -> None:
        self.read.append(path)

    def skipped(self, error: ArticleError) -> None:
        self.refused.append(str(error))

    def step(self, name: str) -> None:
        pass
