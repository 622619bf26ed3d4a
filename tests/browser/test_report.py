"""The report in a browser: it asks for nothing, complains of nothing, can be read and worked by anybody, runs no text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.chromium import Page

Tab = Callable[..., Page]

AXE_RUN = """axe.run(document, {resultTypes: ["violations"]}).then(found => ({passed: found.passes.length, faults:
  found.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes[0].html)}))"""
COPIES = 'Array.from(document.querySelectorAll(".copy"), e => e.textContent)'
SHOWN = 'Array.from(document.querySelectorAll("table.events tr[data-k]:not([hidden])"), e => e.id)'


def asked(page: Page) -> list[str]:
    """What the page asked of the network, itself and pictures within it apart."""
    return [url for url in page.requests if not url.startswith(("data:", "file:", "about:"))]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_it_asks_for_nothing_and_complains_of_nothing(tab: Tab, report: Path, width: int, *, dark: bool) -> None:
    page = tab(report, width, dark=dark)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.console == []
    assert asked(page) == []
    assert [url for url in page.requests if url.startswith("file:")] == [report.resolve().as_uri()]
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_no_serious_fault(tab: Tab, report: Path, axe: str, width: int, *, dark: bool) -> None:
    page = tab(report, width, dark=dark)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.run(axe + ";0")
    found = page.run(AXE_RUN)
    assert found["faults"] == []
    assert found["passed"] > 20


def test_without_javascript_all_is_there(tab: Tab, report: Path) -> None:
    page = tab(report, script=False)
    assert page.run("document.getElementById('filters').hidden")
    assert page.run("document.querySelectorAll('table.events tr[data-k]').length") > 3
    assert page.run("document.querySelectorAll('svg.timeline.wide a.mark').length") > 2
    assert "held talks" in " ".join(page.run(COPIES))
    assert page.run("getComputedStyle(document.querySelector('.copy .n')).borderBottomStyle") == "solid"
    assert page.console == []


def test_the_filters(tab: Tab, report: Path) -> None:
    page = tab(report)
    everything = page.run(SHOWN)
    choose = """(id, value) => { const f = document.getElementById(id); f.value = value;
      f.dispatchEvent(new Event("input", {bubbles: true})); }"""
    page.run(f"({choose})('filterType', 'visit')")
    visits = page.run(SHOWN)
    assert 0 < len(visits) < len(everything)
    assert page.run("document.getElementById('filterCount').textContent").startswith(
        f"{len(visits)} of {len(everything)}"
    )
    assert page.run("document.querySelectorAll('a.mark.off').length") > 0
    page.run(
        f"({choose})('filterType', ''); ({choose})('filterFrom', '2025-03-11'); ({choose})('filterTo', '2025-03-11')"
    )
    days = page.run(
        "Array.from(document.querySelectorAll('table.events tr[data-k]:not([hidden])'), e => e.dataset.from)"
    )
    assert days
    assert all(day <= "2025-03-11" for day in days)
    key = page.run(
        "Array.from(document.querySelectorAll('#filterActor option')).find(o => o.text === 'Amina Wanjiru').value"
    )
    page.run(f"document.getElementById('filters').reset(); ({choose})('filterActor', '{key}')")
    assert 0 < len(page.run(SHOWN)) < len(everything)
    page.run("new Promise(done => { document.getElementById('filters').reset(); setTimeout(done, 50); })")
    assert page.run(SHOWN) == everything


def test_a_link_opens_its_row(tab: Tab, report: Path) -> None:
    page = tab(report)
    row = page.run(f"{SHOWN}[2]")
    page.run(f"new Promise(done => {{ location.hash = '#{row}'; setTimeout(done, 100); }})")
    assert page.run(f"document.querySelector('#{row} details').open")
    assert page.run(f"document.getElementById('{row}').getBoundingClientRect().top") < 900
    there = tab(report, fragment=f"#{row}")
    assert there.run(f"document.querySelector('#{row} details').open")


def test_the_timeline_by_keyboard(tab: Tab, report: Path) -> None:
    page = tab(report)
    stops = "document.querySelectorAll('svg.timeline.wide a.mark[tabindex=\"0\"]').length"
    assert page.run(stops) == 1
    page.run("document.querySelector('svg.timeline.wide a.mark[tabindex=\"0\"]').focus()")
    first = page.run("document.getElementById('hint').textContent")
    page.press("ArrowRight")
    second = page.run("document.getElementById('hint').textContent")
    assert "article" in first
    assert "article" in second
    assert first != second
    assert page.run(stops) == 1
    page.press("Tab")
    assert page.run(
        "document.activeElement.closest('svg.timeline') === null || !document.activeElement.matches('.mark')"
    )


def test_the_first_stop_of_the_tab_key_skips_what_comes_first(tab: Tab, report: Path) -> None:
    page = tab(report)
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    assert page.run("document.activeElement.getBoundingClientRect().left") >= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_rows_render_as_text(tab: Tab, hostile: tuple[Path, dict[str, str]], width: int) -> None:
    file, texts = hostile
    page = tab(file, width)
    page.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.console == []
    assert asked(page) == []
    assert page.run("window.broken === undefined")
    assert page.run("document.scripts.length") == 1
    assert page.run("document.images.length + document.querySelectorAll('iframe, object, embed').length") == 0
    assert set(page.run(COPIES)) == {text[:12_000].replace("\0", "") for text in texts.values()}
    assert page.run("document.documentElement.scrollWidth") <= width


def test_a_hostile_article_renders_as_text(tab: Tab, report: Path) -> None:
    page = tab(report, 390)
    copy = next(text for text in page.run(COPIES) if "window.broken" in text)
    assert "<script>window.broken = 1;</script>" in copy
    assert '"><img src=x onerror="window.broken = 2">' in copy
    assert "]]>" in copy
    assert "N" * 9_000 in copy
    assert page.run("window.broken === undefined")


def test_it_prints_without_what_only_a_screen_can_use(tab: Tab, report: Path) -> None:
    page = tab(report)
    page.show(1280, media="print")
    assert page.run("getComputedStyle(document.getElementById('filters')).display") == "none"
    assert page.run("getComputedStyle(document.querySelector('nav')).display") == "none"
