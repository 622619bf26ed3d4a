"""Metric, role, trend, status and rate of figures in plain text: sentences of our own as an agency writes them."""

from __future__ import annotations

import pytest

from pipeline.figures import find_figures
from pipeline.records import Figure

METRICS = [
    ("In spring, surface water declined by 25 percent.", ["surface water"]),
    ("Better diets would increase world food needs by 50 percent.", ["world food needs"]),
    ("The ministry wants to bring that ratio below 50 percent.", ["ratio"]),
    ("The rate of unemployment fell to 5 percent.", ["rate of unemployment"]),
    ("Imports of crude oil from Brazil rose 5 percent.", ["imports of crude oil from Brazil"]),
    ("Chile exported $2.9 billion worth of tea.", ["exports of tea"]),
    ("It will mill 40,000 tons of brown rice a year.", ["brown rice"]),
    ("They agreed on exports of 8 million tonnes of rice.", ["exports of rice"]),
    ("Trade was $5 billion. It stood at $6 billion a year on.", ["trade", "trade"]),
    ("Trade was $5 billion. Two-thirds of it was tea.", ["trade", "share of trade"]),
    ("It opened a credit line of $9 million, a third of which is spent.", ["credit line", "share of credit line"]),
    ("The deficit narrowed to 4.1% of GDP from 5.3%.", ["deficit as share of GDP"] * 2),
    ("It had total registered capital of $640 million.", ["total registered capital"]),
    ("Trade hit $1 billion, a sum they want to raise to $3 billion.", ["trade", "trade"]),
    ("Kenya recorded economic growth of 5 percent.", ["economic growth"]),
    ("An exhibition of 60 Polish posters opened.", ["Polish posters"]),
    ("Coffee was 62 percent of sales, tea for 21 percent.", ["share of sales", "share of sales"]),
    ("Imports hit $9 million. Tea made up 40 percent of the total.", ["imports", "share of imports"]),
    ("The bank lent the farm $9 million.", ["loan"]),
    ("Profit was $9 million, or 40 cents a share, missing forecasts of 50 cents.", ["profit"] * 3),
    ("The highest fine the court may levy is $900.", ["highest fine"]),
    ("Output for the year ended Sept. 30 fell 5%.", ["output"]),
    ("They said so. The mayor paid for it.", []),
]

ROLES = [
    ("Trade rose 21 percent to $3 billion, against $2.5 billion in 2023.", ["delta rise", "to rise", "from None"]),
    ("It reached $22 billion, more than double the $10 billion of 2019.", ["level None", "delta rise", "from None"]),
    ("Sales were down 7 percent and 11 percent respectively.", ["delta fall", "delta fall"]),
    ("It is six percentage points more than before.", ["delta rise"]),
    ("Sales fell 0.8% to 4.4 billion dollars.", ["delta fall", "to fall"]),
    ("Sales hit $9 million, of which $2 million came from tea.", ["level None", "share None"]),
    ("Reports range from ten to 32 pages.", ["level None"]),
    ("Oil fell from a peak of $147 to $40 a barrel.", ["from None", "to fall"]),
    ("Staff rose from its present level of 60 to 90 nurses.", ["from None", "to rise"]),
    ("Sime added five cents to $2.31.", ["delta rise", "to rise"]),
    ("Flights will go up from 7 to 14.", ["from None", "to rise"]),
]

RATES = [
    ("Oil costs $80 a barrel.", "barrel"),
    ("The fee is 5,000 euros per person.", "person"),
    ("The fee is $40 per square metre.", "meter ** 2"),
    ("It earns $3 million a year.", "year"),
    ("It earns $3 million annually.", "year"),
    ("It moves 2 million passengers each month.", "month"),
    ("It mills 40,000 tons of rice a year.", "year"),
    ("It earned $3 million a year earlier.", None),
    ("It pumps 3 million barrels a day.", None),
    ("It earned $3 million.", None),
]


def figures(text: str) -> list[Figure]:
    return [figure for figure in find_figures(text) if figure.kind not in ("duration", "ordinal")]


@pytest.mark.parametrize(("text", "expected"), METRICS)
def test_metric(text: str, expected: list[str]) -> None:
    assert [figure.metric for figure in figures(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role_and_trend(text: str, expected: list[str]) -> None:
    assert [f"{figure.role} {figure.trend}" for figure in figures(text)] == expected


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_rate(text: str, expected: str | None) -> None:
    assert figures(text)[0].per == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The number of weekly flights will go up from 7 to 14.", "flight"),
        ("It moved 3 million containers, up from 2 million in May.", "container"),
        ("Room would go up from 35 to 60 seats.", "seat"),
        ("The fire left 12 dead and 30 injured.", "person"),
    ],
)
def test_two_counts_share_what_they_count(text: str, unit: str) -> None:
    assert [figure.unit for figure in figures(text)] == [unit, unit]


def test_a_sign_keeps_its_own_currency() -> None:
    found = figures("It cost Rs 31 crore (about $3.7 million). They lose Rs 9 lakh.")
    assert [figure.unit for figure in found] == ["INR", "USD", "INR"]
    (part,) = figures("Trade was 5 billion euros. Kenya took 2.1 billion of that.")[1:]
    assert (part.unit, part.unit_basis) == ("EUR", "inherited")


def test_an_estimate_is_about_its_value() -> None:
    (cost,) = figures("It comes at an estimated cost of $26 million.")
    assert (cost.bound, cost.status) == ("about", "estimate")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They want to raise trade to $3 billion.", "target"),
        ("The firm is to invest $3 million.", "pledge"),
        ("Sales are on track to pass $3 million.", "forecast"),
        ("Sales passed $3 million.", "actual"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert figures(text)[0].status == status
