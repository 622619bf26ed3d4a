"""The page itself: whole, closed in itself, the same bytes every time, and text stays text whatever it says."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.errors import OutputsError
from pipeline.report.page.render import write_report
from pipeline.runs.store import Store
from tests.conftest import Done
from tests.report.page.hostile import HOSTILE, hostile_store
from tests.report.page.made import FIRST, SECOND, Element, made, parse, rows

Call = Callable[..., Done]
TAGS = frozenset(
    """html head meta link title style body a svg defs g circle rect path use line text header p span h1 h2 h3 nav ul li
    section strong div form label select option input button output main figure figcaption table caption thead tbody tr th
    td details summary dl dt dd blockquote footer mark bdi fieldset legend article code script ol br del ins""".split()
)
ROOT = Path(__file__).resolve().parents[3]


def page_of(store: Store, folder: Path, **options: object) -> tuple[str, Element]:
    """The bytes of a report as text, and as a tree."""
    file = folder / "report.html"
    write_report(store, "latest", file, **options)  # type: ignore[arg-type]
    html = file.read_text(encoding="utf-8")
    return html, parse(html)


@pytest.fixture
def tree(tmp_path: Path) -> Element:
    return page_of(made(tmp_path), tmp_path)[1]


def check_whole(tree: Element) -> None:
    """What holds for every page: known tags, no handler, no inline style, nothing from elsewhere, links that lead somewhere."""
    elements = tree.walk()[1:]
    assert {e.tag for e in elements} <= TAGS
    names = {name for e in elements for name in e.attributes}
    assert not [
        name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action", "srcdoc")
    ]
    ids = Counter(e.attributes["id"] for e in elements if "id" in e.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    for e in elements:
        link = e.attributes.get("href")
        if link is not None and e.tag != "link":
            assert link.startswith("#"), link
            assert link[1:] in ids, link
    assert [e.attributes["href"] for e in elements if e.tag == "link"] == ["data:,"]
    assert sum(e.tag == "script" for e in elements) == sum(e.tag == "style" for e in elements) == 1


def test_the_page_is_whole_and_closed_in_itself(tree: Element) -> None:
    check_whole(tree)


def test_its_policy_names_the_one_style_and_the_one_script(tree: Element) -> None:
    policy = next(e for e in tree.all("meta") if e.attributes.get("http-equiv")).attributes["content"] or ""
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(tree.all(tag)[0].text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["report.css", "report.js"])
def test_what_stands_in_the_page_does_not_end_its_element(name: str) -> None:
    text = (files("pipeline.report.page") / "static" / name).read_text(encoding="utf-8")
    assert "</" not in text
    assert "<!--" not in text
    assert "http" not in text


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast_enough(theme: int) -> None:
    css = (files("pipeline.report.page") / "static" / "report.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", css, flags=re.DOTALL)[theme]
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    words = ("ink", "muted", "link", "flag", "happened", "ongoing", "planned", "proposed", "cancelled")
    for ground in ("paper", "tint", "mark"):
        for name in words if ground == "paper" else ("ink",):
            assert contrast(colour[name], colour[ground]) >= 4.5, (name, ground)
    for name in words:
        if name != "muted":
            assert contrast(colour[name], colour["tint"]) >= 4.5, name
    for name in (*(f"c{n}" for n in range(9)), "strong"):
        assert contrast(colour[name], colour["paper"]) >= 3, name


def test_headings_go_down_one_step_at_a_time(tree: Element) -> None:
    levels = [int(e.tag[1]) for e in tree.walk() if re.fullmatch(r"h\d", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_a_screen_reader_needs_is_there(tree: Element) -> None:
    assert tree.all("html")[0].attributes["lang"] == "en"
    assert len(tree.all("main")) == 1
    ids = {e.attributes.get("id"): e for e in tree.walk()}
    for section in tree.all("section"):
        assert ids[section.attributes["aria-labelledby"]].text.strip()
    for table in tree.all("table"):
        assert table.all("caption")[0].text.strip()
        assert all(th.attributes.get("scope") for th in table.all("th"))
    for control in [e for e in tree.walk() if e.tag in ("select", "input")]:
        assert any(control in label.walk() for label in tree.all("label"))
    for drawing in tree.all("svg"):
        assert "aria-hidden" in drawing.attributes or drawing.attributes.get("aria-label")
    for link in tree.all("a"):
        assert link.text.strip(), link


def test_the_text_of_an_article_is_as_it_was(tree: Element) -> None:
    assert [e.text for e in tree.all("div", "copy")] == [SECOND, FIRST]


def test_rows_and_spans_lead_to_one_another(tree: Element) -> None:
    by_id = {e.attributes.get("id"): e for e in tree.walk()}
    assert [a.attributes["href"] for a in by_id["m-2"].all("a")] == ["#a-ana"]
    assert "#m-2" in [a.attributes["href"] for a in by_id["a-ana"].all("a")]
    assert [a.attributes["href"] for a in by_id["t-1"].all("a")] == ["#e-1"]
    assert "#t-1" in [a.attributes["href"] for a in by_id["e-1"].all("a")]
    assert [a.attributes["href"] for a in by_id["at-f-1"].all("a")] == ["#f-1"]
    assert "#at-f-1" in [a.attributes["href"] for a in by_id["f-1"].all("a")]
    assert "#c-1" in [a.attributes["href"] for a in by_id["f-1"].all("a")]
    assert by_id["d-1"].attributes["data-note"] == "3 Mar 2025"
    assert by_id["at-f-2"].attributes["data-note"] == "USD 7 million, 2024"
    assert by_id["t-2"].attributes["data-note"] == "visit, planned"
    assert "nobody" in by_id["m-3"].classes


def test_rows_carry_what_the_filter_asks_for(tree: Element) -> None:
    row = next(e for e in tree.walk() if e.attributes.get("id") == "e-1")
    choices = {o.attributes["value"]: o.text for o in tree.all("option")}
    assert sorted(choices[key] for key in (row.attributes["data-k"] or "").split()) == ["Ana Ruiz", "Jo Otieno"]
    assert choices[row.attributes["data-t"]] == "meeting"
    assert (row.attributes["data-from"], row.attributes["data-to"]) == ("2025-03-03", "2025-03-03")


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    _, tree = page_of(made(tmp_path, {}), tmp_path)
    check_whole(tree)
    assert "No event was read from these articles." in tree.text
    assert "No figure was read from these articles." in tree.text


def test_what_an_older_run_lacks_is_left_out(tmp_path: Path) -> None:
    store = made(tmp_path)
    folder = store.resolve("latest")
    manifest = store.manifest(folder)
    late = ("event_status", "event_links", "event_figures", "claims")
    kept = {name: table for name, table in manifest.tables.items() if name not in late}
    (folder / "manifest.json").write_text(
        manifest.model_copy(update={"tables": kept}).model_dump_json(), encoding="utf-8"
    )
    _, tree = page_of(store, tmp_path)
    check_whole(tree)
    assert "Told as" not in tree.text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    store, texts = hostile_store(tmp_path)
    html, tree = page_of(store, tmp_path)
    check_whole(tree)
    shown = {e.text for e in tree.all("div", "copy")}
    assert shown == {text[:12_000] for text in texts.values()}
    script = tree.all("script")[0].text
    for fragment in HOSTILE:
        assert fragment not in html.replace(script, "") or not re.search(r'[<>"&]', fragment)
    outside = [
        e
        for e in tree.walk()
        if e.tag in ("summary", "h3", "caption", "option", "title", "td") and not e.all("details")
    ]
    assert max(len(e.text) for e in outside) < 600


def test_a_page_too_large_is_halved_until_it_fits_and_says_so(tmp_path: Path) -> None:
    tables = rows()
    tables["events"] = [{**tables["events"][0], "event_id": f"e-{n}"} for n in range(300)]
    store = made(tmp_path, tables)
    whole, _ = page_of(store, tmp_path)
    largest = len(whole.encode()) // 2
    html, tree = page_of(store, tmp_path, largest=largest)
    assert len(html.encode()) <= largest
    check_whole(tree)
    assert re.search(r"Shown here: \d+ of 300 events, those that most articles tell\.", tree.text)


def test_long_articles_are_cut_and_say_so(tmp_path: Path) -> None:
    _, tree = page_of(made(tmp_path, {}, one="Tea. " * 4000), tmp_path)
    assert len(tree.all("div", "copy")[0].text) == 12_000
    assert "8,000 characters more" in tree.text


def test_changes_since_another_run(tmp_path: Path) -> None:
    store = made(tmp_path)
    tables = rows()
    tables["events"][1]["status"] = "cancelled"
    tables["events"].append({**tables["events"][0], "event_id": "e-9", "label": "Ana Ruiz met Bo"})
    made(tmp_path, tables)
    _, tree = page_of(store, tmp_path, other="previous")
    check_whole(tree)
    section = next(e for e in tree.all("section") if e.attributes["aria-labelledby"] == "changes")
    assert "Ana Ruiz met Bo" in section.text
    assert "status: planned to cancelled" in " ".join(section.text.split())
    assert "#e-9" in [a.attributes["href"] for a in section.all("a")]


def test_the_bytes_are_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    store = made(tmp_path)
    program = (
        "import sys; from pathlib import Path; from pipeline.runs.store import Store\n"
        "from pipeline.report.page.render import write_report\n"
        "write_report(Store(Path(sys.argv[1])), 'latest', Path(sys.argv[2]))"
    )
    written = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.html"
        command = [sys.executable, "-c", program, str(store.outputs), str(file)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
        subprocess.run(command, check=True, env=environment, cwd=tmp_path)
        written.append(file.read_bytes())
    assert written[0] == written[1]


def test_the_command(tmp_path: Path, newsledger: Call) -> None:
    store = made(tmp_path)
    done = newsledger("report", "--outputs", store.outputs)
    assert (done.code, done.out) == (0, f"{store.outputs / 'report.html'}\n")
    assert (store.outputs / "report.html").is_file()
    out = tmp_path / "deep" / "page.html"
    assert newsledger("report", "0001", "--out", out, "--outputs", store.outputs).code == 0
    assert out.read_bytes() == (store.outputs / "report.html").read_bytes()
    assert newsledger("report", "0009", "--outputs", store.outputs).code == 2
    one = newsledger("report", "--diff", "previous", "--outputs", store.outputs)
    assert (one.code, "only one run" in one.err) == (2, True)
    blocked = newsledger("report", "--out", "/dev/null/page.html", "--outputs", store.outputs)
    assert blocked.code == 2
    assert "/dev/null/page.html: cannot be written" in blocked.err


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    store = made(tmp_path)
    with pytest.raises(OutputsError, match="name another file with --out"):
        write_report(store, "latest", tmp_path)
