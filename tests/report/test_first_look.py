"""How days are written for people."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.report.first_look import when


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
