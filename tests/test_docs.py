"""Every command and snippet of the docs runs, what they show as output is what they print, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs import PAGES, ROOT, RUN, SHOWN, TARGETS, blocks_of, plain, run_page
from tests.readme import make_home, make_runs

PROSE = [*PAGES, *sorted(ROOT.glob("*.md"))]


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout after two runs, to be copied."""
    home = make_home(tmp_path_factory.mktemp("docs") / "home")
    make_runs(home)
    return home


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_tells_to_run_runs(page: Path, ready: Path, tmp_path: Path) -> None:
    blocks = blocks_of(page)
    if any(block.kind == "sql" for block in blocks):
        pytest.importorskip("duckdb", reason="the extra `notebook` is not installed")
    if not any(block.is_run for block in blocks):
        return
    home = shutil.copytree(ready, tmp_path / "home", symlinks=True)
    (home / "pipeline").symlink_to(ROOT / "pipeline")
    printed = run_page(page, home)
    failed = [one.error for one in printed if one is not None and one.error]
    assert not failed, failed[0]
    for i, block in enumerate(blocks):
        if block.kind == "output":
            before = next(one for one in reversed(printed[:i]) if one is not None)
            assert plain(before.output) == block.body, "renew: python -m tests.docs --write"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_says_what_it_is(page: Path) -> None:
    blocks = blocks_of(page)
    assert len(re.findall(r"^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE)) == 2 * len(blocks)
    for i, block in enumerate(blocks):
        assert block.kind in {*RUN, *SHOWN, "output"}, block.body
        if block.note.startswith("not run"):
            assert len(block.note.removeprefix("not run:").split()) >= 3, f"say why it is not run:\n{block.body}"
        if block.kind == "output":
            assert any(before.is_run for before in blocks[:i])


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for file, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", text):
        target = (page.parent / file) if file else page
        assert target.exists(), file
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}, (
                f"{file}#{anchor}"
            )


def test_every_page_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    missing = [page.name for page in PAGES if page.name != "README.md" and f"]({page.name})" not in index]
    assert not missing


def test_what_contributing_tells_to_type_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= TARGETS
    for module in re.findall(r"python -m ((?:tests|benchmarks)\.\w+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
    for path in re.findall(r"`((?:pipeline|tests|training)/[\w/.]+|training)`", text):
        assert (ROOT / path).exists(), path
