"""Lists of amounts: what "respectively" hands out, and what the members of a list take from each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.figures import find_figures
from tests.figures.articles import parties, periods, read, year

HANDED = [
    (
        "Exports and imports rose 5% and 7% to $3 billion and $4 billion respectively.",
        ["exports", "imports", "exports", "imports"],
    ),
    ("Wheat and barley yields were 3.2 and 2.9 tonnes per hectare, respectively.", ["wheat yields", "barley yields"]),
    (
        "Steel, copper and gold output fell 2%, 3% and 4%, respectively.",
        ["steel output", "copper output", "gold output"],
    ),
    (
        "Revenue was 1.8 trillion won and operating profit 210 billion won, up 12% and 35% respectively.",
        ["revenue", "operating profit", "revenue", "operating profit"],
    ),
    (
        "Coffee and tea made up 34% and 21% of exports, respectively.",
        ["coffee as share of exports", "tea as share of exports"],
    ),
    ("Exports to India and China rose 5% and 7% respectively.", ["exports to India", "exports to China"]),
    ("Inflation was 3.2% and 4.1%, respectively.", ["inflation", "inflation"]),
]


@pytest.mark.parametrize(("text", "metrics"), HANDED)
def test_metrics_are_handed_out(text: str, metrics: list[str]) -> None:
    assert [figure.metric for figure in find_figures(text)] == metrics


def test_each_member_moves_as_the_list_does() -> None:
    found = find_figures("Exports and imports rose 5% and 7% to $3 billion and $4 billion respectively.")
    assert [(f.role, f.trend) for f in found] == [("delta", "rise")] * 2 + [("to", "rise")] * 2
    found = find_figures("They grew by 5.6, 6.0 and 8.2 percent respectively.")
    assert [(f.value, f.unit, f.role) for f in found] == [
        (Decimal("5.6"), "%", "delta"),
        (Decimal("6.0"), "%", "delta"),
        (Decimal("8.2"), "%", "delta"),
    ]


def test_actors_are_handed_out() -> None:
    found, actors = read("Kenya and Peru grew 5% and 7%, respectively.")
    assert [parties(found, actors, k) for k in (0, 1)] == [[("KEN", "subject")], [("PER", "subject")]]
    found, actors = read("Growth was 5% and 7% in Kenya and Peru, respectively.")
    assert [parties(found, actors, k) for k in (0, 1)] == [[("KEN", "subject")], [("PER", "subject")]]


def test_periods_are_handed_out_or_shared() -> None:
    found, _ = read("Inflation was 3.2% and 4.1% in 2023 and 2024, respectively.", year(2023), year(2024))
    assert periods(found) == [("3.2%", "2023"), ("4.1%", "2024")]
    found, _ = read("In 2022 and 2023, sales were $8 million and $5 million, respectively.", year(2022), year(2023))
    assert periods(found) == [("$8 million", "2022"), ("$5 million", "2023")]
    found, _ = read("Kenya and Peru gave $8 million and $5 million, respectively, in 2023.", year(2023))
    assert periods(found) == [("$8 million", "2023"), ("$5 million", "2023")]


def test_parts_of_a_sum_share_its_period() -> None:
    found, _ = read("Trade was $8 million in 2023, with exports at $2 million and imports at $6 million.", year(2023))
    assert periods(found) == [("$8 million", "2023"), ("$2 million", "2023"), ("$6 million", "2023")]


def test_a_pair_of_numbers_shares_unit_scale_and_rate() -> None:
    first, second = find_figures("Yields were 3.2 and 2.9 tonnes per hectare.")
    assert (first.value, first.unit, first.per) == (Decimal("3.2"), "tonne", "hectare")
    assert (second.value, second.unit, second.per) == (Decimal("2.9"), "tonne", "hectare")
    first, second = find_figures("They paid 3 and 5 million dollars.")
    assert (first.value, second.value, first.unit) == (Decimal(3_000_000), Decimal(5_000_000), "USD")
    assert [f.value for f in find_figures("In 2019 and 5 million dollars later it opened.")] == [5_000_000]


def test_a_level_goes_on_with_the_unit_before() -> None:
    peak, now = find_figures("Output peaked at 59 million tonnes in 2014 and has since dropped to 33 million.")
    assert (now.unit, now.value, now.role) == ("tonne", Decimal(33_000_000), "to")
    assert peak.trend == "peak"
    seats, whole, lost = find_figures("Her party took 89 of the 200 seats, 14 fewer than in 2020.")
    assert [f.unit for f in (seats, whole, lost)] == ["seat"] * 3
    assert (lost.role, lost.trend) == ("delta", "fall")


def test_a_change_and_its_level_are_no_range() -> None:
    for text in (
        "Reserves fell by $1.2 billion to $38.9 billion.",
        "Shares gained 1.8% to 39.5 euros.",
        "Sales grew fourfold in ten years, from $350m to $1.4bn.",
    ):
        assert "range" not in {f.bound for f in find_figures(text)}, text
    (ahead,) = find_figures("They plan to cut costs by $500 million to $700 million.")
    assert (ahead.low, ahead.high, ahead.role) == (Decimal(500_000_000), Decimal(700_000_000), "delta")
