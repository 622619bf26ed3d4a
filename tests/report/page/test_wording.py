"""How the report writes days, numbers and names."""

from __future__ import annotations

import pytest

from pipeline.report.page.wording import amount, anchor, article_anchor, bounds, clip, counted, days, headline, number
from tests.report.page.made import when


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2024-12-03", "2024-12-03", "3 Dec 2024"),
        ("2024-12-02", "2024-12-05", "2–5 Dec 2024"),
        ("2024-11-28", "2024-12-02", "28 Nov – 2 Dec 2024"),
        ("2024-12-28", "2025-01-02", "28 Dec 2024 – 2 Jan 2025"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2025-01-01", "2025-03-31", "Jan–Mar 2025"),
        ("2024-04-01", "2025-03-31", "Apr 2024 – Mar 2025"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1994-01-01", "2024-12-31", "1994–2024"),
    ],
)
def test_days(start: str, end: str, written: str) -> None:
    assert days(when(start), when(end)) == written


def test_unknown_days() -> None:
    assert days(None, None) == ""
    assert days(when("2024-12-03"), None) == "3 Dec 2024"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.56e9, "1.56 billion"),
        (9.2e8, "920 million"),
        (45000, "45,000"),
        (0.8, "0.8"),
        (12, "12"),
        (1.2e13, "12 trillion"),
    ],
)
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "unit", "kind", "written"),
    [
        (5e6, "USD", "money", "USD 5 million"),
        (12.5, "%", "percent", "12.5%"),
        (0.25, None, "share", "25%"),
        (3, None, "rank", "no. 3"),
        (140000, "tonne", "quantity", "140,000 tonne"),
        (60, "poster", "count", "60"),
        (2, "pp", "percentage_point", "2 pp"),
    ],
)
def test_amounts(value: float, unit: str | None, kind: str, written: str) -> None:
    assert amount(value, unit, kind=kind) == written


def test_bounds() -> None:
    assert bounds(1.555e9, 1.565e9, "USD", "money") == "USD 1.555 – 1.565 billion"
    assert bounds(353.775e6, 353.785e6, "USD", "money") == "USD 353.775 – 353.785 million"
    assert bounds(9.5e8, 1.05e9, "USD", "money") == "USD 950 million – 1.05 billion"
    assert bounds(40000, 45000, "tonne", "quantity") == "40,000 – 45,000 tonne"
    assert bounds(4000, None, "person", "count") == "at least 4,000"
    assert bounds(None, 50, "%", "percent") == "at most 50%"
    assert bounds(3, 3, None, "count") == ""
    assert bounds(None, None, None, "count") == ""


def test_an_anchor_is_the_id_where_html_takes_it() -> None:
    assert anchor("e-4f0c91") == "e-4f0c91"
    assert anchor("country:PER") == "country:PER"
    for odd in ('a-"><script>', "timeline", "a b", "", "a-" + "x" * 200, "é-1"):
        assert anchor(odd).startswith("x-")
        assert len(anchor(odd)) == 18
    assert article_anchor("dir/two words") != article_anchor("dir/two")


def test_a_headline_leaves_out_what_stands_beside_it() -> None:
    assert headline("Ana to visit Nairobi, May 2025 (planned)", "planned") == "Ana to visit Nairobi"
    assert headline("Ana met Jo in Lima, 3 Mar 2025", "happened") == "Ana met Jo in Lima"
    assert headline("Trade reported, 1 Jan – 31 Mar 2025", "happened") == "Trade reported"
    assert headline("Trade of Peru reported, 2024", "happened") == "Trade of Peru reported"
    assert headline("Ana met Jo, Bo and 2024", "happened") == "Ana met Jo, Bo and 2024"
    assert headline("", "happened") == ""


def test_names_are_one_short_line() -> None:
    assert clip("a\n b\t c") == "a b c"
    assert clip("x" * 10_000) == "x" * 89 + "…"
    assert clip(None) == ""
    assert counted(1, "article") == "1 article"
    assert counted(1200, "article") == "1,200 articles"
    assert counted(2, "event has", "events have") == "2 events have"
