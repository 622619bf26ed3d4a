"""A diff as text, JSON, Parquet and a page: the same rows in all of them, causes beside them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.runs.store import Store
from tests.conftest import Done
from tests.runs.made import make_run

Call = Callable[..., Done]

TEXT = "Peru sold <b>tea</b> worth $5 million & more. Kenya bought it."


def figure(number: int, article: str = "one", **cells: Any) -> dict[str, Any]:
    place = {"start": 27, "end": 37, "text": "$5 million", "evidence_start": 0, "evidence_end": 45}
    return {"figure_id": f"f-{number:03}", "article_id": article, **place, **cells}


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three runs: figures changed and one moved id, then nothing, then a change nobody can explain."""
    monkeypatch.setenv("COLUMNS", "160")
    store = Store(tmp_path / "outputs")
    mention = {"mention_id": "m-1", "article_id": "one", "start": 0, "end": 4, "text": "Peru", "actor_id": "a-1"}
    mention |= {"evidence_start": 0, "evidence_end": 45}
    day = dt.datetime(2025, 3, 1)  # noqa: DTZ001
    old = {
        "figures": [figure(i, value=1.0) for i in range(30)],
        "mentions": [mention],
        "actors": [{"actor_id": "a-1", "name": "Peru"}],
    }
    new = {
        "figures": [figure(i, value=2.0, period_start=day) for i in range(30)] + [figure(99, "two")],
        "mentions": [{**mention, "actor_id": "a-2"}],
        "actors": [{"actor_id": "a-2", "name": "Peru", "country": "PER"}],
    }
    newest = {**new, "figures": [figure(0, value=3.0), *new["figures"][1:]]}
    both = {"one": TEXT, "two": TEXT + " Again."}
    make_run(store, {"one": TEXT}, old)
    for rows in (new, new, newest):
        make_run(store, both, rows, {"code figures": "2", "code actors": "2"})
    return store.outputs


def test_text_has_totals_causes_and_a_screen_of_rows(outputs: Path, newsledger: Call) -> None:
    done = newsledger("diff", "0001", "0002", "--outputs", outputs)
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0].endswith(": 2 rows added, 31 rows changed")
    assert "articles added: two" in lines
    assert "made of other: code actors, code figures" in lines
    assert "ids renamed: Peru (a-1 -> a-2)" in lines
    assert any(line.split() == ["code", "31", "actors,", "figures;", "actors"] for line in lines)
    assert any("article added" in line and "two" in line for line in lines)
    assert "value: 1.0 -> 2.0; period_start: null -> 2025-03-01" in done.out
    assert "… 26 more" in done.out
    assert len(lines) <= 50
    alone = newsledger("diff", "0001", "0002", "--table", "figures", "--outputs", outputs)
    assert alone.out.count("value: 1.0 -> 2.0") == 30
    assert newsledger("diff", "0001", "0002", "--table", "trees", "--outputs", outputs).code == 2


@pytest.mark.parametrize(
    ("runs", "options", "code"),
    [
        (("0002", "0003"), (), 0),
        (("0001", "0003"), (), 1),
        (("0001", "0003"), ("--exit-zero",), 0),
        (("0009", "0003"), (), 2),
        (("0003", "0004"), (), 3),
        (("0003", "0004"), ("--exit-zero",), 0),
        (("0003", "0004"), ("--tolerance", "0.5"), 3),
    ],
)
def test_exit_codes(
    outputs: Path, newsledger: Call, runs: tuple[str, str], options: tuple[str, ...], code: int
) -> None:
    assert newsledger("diff", *runs, *options, "--outputs", outputs).code == code


def test_an_unexplained_row_comes_first(outputs: Path, newsledger: Call) -> None:
    done = newsledger("diff", "0003", "0004", "--outputs", outputs)
    assert "unexplained" in done.out
    assert done.out.index("~ figures f-000") < done.out.index("figures\n")


def test_json_and_parquet_hold_every_row(outputs: Path, tmp_path: Path, newsledger: Call) -> None:
    file = tmp_path / "changes.parquet"
    done = newsledger("diff", "0001", "0002", "--json", "--parquet", file, "--outputs", outputs)
    told = json.loads(done.out)
    assert (told["version"], told["same"], told["unexplained"]) == (2, False, 0)
    assert told["articles"] == {"added": ["two"], "removed": [], "edited": [], "renamed": []}
    assert told["components"]["code figures"] == {"old": "1", "new": "2"}
    assert [(move["old_id"], move["new_id"], move["change"], move["cause"]) for move in told["ids"]] == [
        ("a-1", "a-2", "renamed", "code")
    ]
    assert told["causes"] == {"article added": 2, "code": 31}
    figures = told["tables"]["figures"]
    assert (figures["added"], figures["removed"], figures["changed"]) == (1, 0, 30)
    changed = next(row for row in figures["rows"] if row["change"] == "changed")
    assert changed["columns"]["period_start"] == {"old": None, "new": "2025-03-01"}
    rows = pq.read_table(file).to_pylist()
    assert len(rows) == sum(len(table["rows"]) for table in told["tables"].values())
    row = next(r for r in rows if r["table"] == "figures" and r["change"] == "changed")
    assert (row["key"], row["cause"], row["columns"]) == (["f-000"], "code", ["value", "period_start"])
    assert json.loads(row["new"]) == {"value": 2.0, "period_start": "2025-03-01"}


def test_a_page_quotes_the_sentence_and_escapes_it(outputs: Path, tmp_path: Path, newsledger: Call) -> None:
    page = tmp_path / "changes.html"
    assert newsledger("diff", "0001", "0002", "--html", page, "--outputs", outputs).code == 1
    text = page.read_text(encoding="utf-8")
    assert "<mark>$5 million</mark>" in text
    assert "&lt;b&gt;tea&lt;/b&gt;" in text
    assert "<b>" not in text
    assert "<mark>Peru</mark>" in text
    assert "article added: two" in text
    assert "http" not in text
    newsledger("diff", "0002", "0003", "--html", page, "--outputs", outputs)
    assert "No differences" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--html", "--parquet"])
def test_a_file_that_cannot_be_written_is_named(outputs: Path, newsledger: Call, option: str) -> None:
    done = newsledger("diff", "0001", "0002", option, "/nowhere/changes", "--outputs", outputs)
    assert done.code == 2
    assert "/nowhere/changes: cannot be written" in done.err
