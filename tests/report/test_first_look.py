"""How days are written for people."""

from __future__ import annotations

import datetime as dt
import io

import pyarrow as pa
import pytest
from rich.console import Console

from pipeline.report.first_look import _newest_events, when


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2024-11-13", "2024-11-13", "2024-11-13"),
        ("2024-11-12", "2024-11-16", "2024-11-12 to 16"),
        ("2024-11-28", "2024-12-02", "2024-11-28 to 2024-12-02"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1994-01-01", "2024-12-31", "1994 to 2024"),
    ],
)
def test_when(start: str, end: str, written: str) -> None:
    assert when(dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) == written


def test_unknown_days_are_empty() -> None:
    assert when(None, None) == ""


def test_events_without_a_date_fill_up_what_the_dated_ones_leave() -> None:
    day = dt.date(2025, 9, 1)
    common = {"type": "visit", "status": "happened", "n_articles": 1, "n_mentions": 1, "actors": "Kenya"}
    rows = [
        {**common, "event_id": "e-1", "label": "undated", "date_start": None, "date_end": None},
        {**common, "event_id": "e-2", "label": "nobody", "date_start": None, "date_end": None, "actors": None},
        {**common, "event_id": "e-3", "label": "dated", "date_start": day, "date_end": day},
        {**common, "event_id": "e-4", "label": "told twice", "date_start": None, "date_end": None, "n_articles": 2},
    ]
    console = Console(file=io.StringIO(), width=100)
    assert _newest_events(console, pa.Table.from_pylist(rows)) == "e-4"
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert [label for label in ("dated", "told twice", "undated") if label in printed] == [
        "dated",
        "told twice",
        "undated",
    ]
    assert printed.index(" dated") < printed.index("told twice") < printed.index("undated")
    assert "nobody" not in printed
