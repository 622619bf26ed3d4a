"""Chromium for the tests of this folder, started once; without it they skip and say how to get it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.report.page.render import write_report
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.browser import chromium
from tests.conftest import ARTICLES, Quiet
from tests.report.page.hostile import HOSTILE, hostile_store

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Iterator[chromium.Browser]:
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium on this machine; `make browser` installs it where it can")
    with chromium.running(program) as started:
        yield started


@pytest.fixture(scope="session")
def axe() -> str:
    """The program of axe-core."""
    if not AXE.is_file():
        pytest.skip("no axe-core beside these tests; `make browser` fetches it where it can")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of three sample articles and a hostile one, read by the whole pipeline."""
    home = tmp_path_factory.mktemp("browser")
    (home / "corpus").mkdir()
    for name, text in ARTICLES.items():
        (home / "corpus" / name).write_text(text, encoding="utf-8")
    sentences = (f"President {word} of Kenya met {word} in Lisbon on Monday." for word in HOSTILE if "\0" not in word)
    (home / "corpus" / "hostile.txt").write_text(
        "date 2025-03-12\n" + HOSTILE[0] + "\n\n" + "\n\n".join(sentences), encoding="utf-8"
    )
    run(Settings(corpus=home / "corpus", outputs=home / "outputs"), Quiet())
    write_report(Store(home / "outputs"), "latest", home / "report.html")
    return home / "report.html"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The report of a run in which every text is hostile, and the texts of its articles."""
    home = tmp_path_factory.mktemp("hostile")
    store, texts = hostile_store(home)
    write_report(store, "latest", home / "report.html")
    return home / "report.html", texts


@pytest.fixture
def tab(browser: chromium.Browser) -> Callable[..., chromium.Page]:
    """A page opened in a tab of its own: `tab(file, 390, dark=True)`."""

    def open_page(
        file: Path, width: int = 1280, fragment: str = "", *, dark: bool = False, script: bool = True
    ) -> chromium.Page:
        page = browser.page()
        page.show(width, dark=dark)
        page.open(file, fragment, script=script)
        return page

    return open_page
