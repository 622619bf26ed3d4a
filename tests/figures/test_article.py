"""Attributes that need the article: periods, actors, glosses, changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.records import Annotation, ArticleActors, Reference, Sentence
from tests.figures.articles import FINDER, actors_in, article, dates_in, parties, periods, read, year


def test_each_amount_of_a_chain_has_its_period() -> None:
    found, _ = read(
        "Kenya's exports to Brazil grew from US$19 million in 2013 to $23 million in 2021, peaking at $35 million in 2019.",
        year(2013),
        year(2021),
        year(2019),
    )
    assert periods(found) == [("US$19 million", "2013"), ("$23 million", "2021"), ("$35 million", "2019")]
    assert [f.role for f in found.figures] == ["from", "to", "level"]
    assert [f.trend for f in found.figures] == [None, "rise", "peak"]
    assert found.figures[0].period_start == dt.date(2013, 1, 1)


def test_period_before_the_amounts() -> None:
    found, _ = read("In 2022, exports were $5 million and imports $3 million.", year(2022))
    assert periods(found) == [("$5 million", "2022"), ("$3 million", "2022")]


def test_period_of_the_next_clause_is_not_taken() -> None:
    found, _ = read("Trade was $5 million in 2021, and in 2022 $6 million.", year(2021), year(2022))
    assert periods(found) == [("$5 million", "2021"), ("$6 million", "2022")]


def test_base_of_a_comparison_is_no_period() -> None:
    found, _ = read("In 2022 output rose 10 percent from 2021.", year(2022), year(2021))
    assert periods(found) == [("10 percent", "2022")]


def test_one_day_is_no_period() -> None:
    found, _ = read("On Monday the bank lent $5 million.", ("Monday", "2024-05-06", "2024-05-06"))
    assert periods(found) == [("$5 million", None)]


def test_frame_of_the_paragraph() -> None:
    found, _ = read(
        "In 2022, exports were $5 million. Imports were $3 million. Imports met 12 ministers\nImports were $9 million.",
        year(2022),
    )
    assert [f.period_text for f in found.figures] == ["2022", "2022", None, None]


def test_gloss_shares_the_period() -> None:
    found, _ = read("It cost 500 million dong ($20 million) in 2022.", year(2022))
    assert periods(found) == [("500 million dong", "2022"), ("$20 million", "2022")]


def test_change_is_checked() -> None:
    found, _ = read(
        "Trade surged 79.1 per cent from US$353.78 million in 2016 to $600 million in 2022.", year(2016), year(2022)
    )
    (change,) = found.changes
    assert (change.from_figure, change.to_figure, change.delta_figure) == (1, 2, 0)
    assert change.stated == Decimal("79.1")
    assert change.verdict == "mismatch"
    assert change.computed_low is not None
    assert change.computed_high is not None
    assert 69 < change.computed_low < change.computed_high < 70
    delta = found.figures[0]
    assert (delta.period_start, delta.period_end) == (dt.date(2016, 1, 1), dt.date(2022, 12, 31))


def test_change_agrees() -> None:
    found, _ = read("The rate fell by 0.4 percentage points from 5.2% to 4.8%.")
    (change,) = found.changes
    assert change.verdict == "agree"
    found, _ = read("Trade fell 20 percent from $50 million to $40 million.")
    assert [c.verdict for c in found.changes] == ["agree"]
    found, _ = read("Trade grew from $50 million to $60 million.")
    assert [c.verdict for c in found.changes] == ["unchecked"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's exports to Brazil totaled $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Imports into Kenya from Brazil hit $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Kenyan exports to Brazil totaled $13 million.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Trade between Kenya and Brazil hit $13 million.", [("KEN", "subject"), ("BRA", "subject")]),
        ("Kenya is Brazil's third-largest trading partner.", [("KEN", "subject"), ("BRA", "counterpart")]),
        ("Norwegian firms have invested over $1 billion in Peru.", [("NOR", "subject"), ("PER", "counterpart")]),
        ("Acme Group runs projects worth $5 million in Peru.", [("Acme Group", "subject"), ("PER", "counterpart")]),
    ],
)
def test_parties(text: str, expected: list[tuple[str, str]]) -> None:
    found, actors = read(text)
    assert parties(found, actors, 0) == expected


def test_bilateral_without_names_takes_the_two_states_of_the_article() -> None:
    found, actors = read("Kenya greeted Brazil. Kenya smiled.\nBilateral trade reached $5 million.")
    assert parties(found, actors, 0) == [("KEN", "subject"), ("BRA", "subject")]


def test_subject_is_carried_to_the_next_sentence() -> None:
    found, actors = read("Kenya is large. It makes 23 percent of the tea.")
    assert parties(found, actors, 0) == [("KEN", "subject")]


def test_open_currency_by_country() -> None:
    found, _ = read("Kenya set aside 300 million shillings. Norwegian aid was 20 million kroner.")
    assert [(f.unit, f.unit_basis) for f in found.figures] == [("KES", "inherited"), ("NOK", "inherited")]


def test_silent_parts_and_dates_give_no_figures() -> None:
    story = article("12 ministers met.")
    header = replace(story, sentences=(Sentence(0, len(story.text), "header", 0),))
    empty = ArticleActors((), (), ())
    assert FINDER(header, Annotation((), ()), (), empty).figures == ()
    story = article("It met for 40 days.")
    inside = dates_in(story, ("40 days", "2024-01-01", "2024-02-09"))
    assert FINDER(story, Annotation((), ()), inside, empty).figures == ()


def test_gloss_says_what_it_converts() -> None:
    found, _ = read("Kenya's exports rose to 12 trillion shillings (about US$484 million) in 2022.", year(2022))
    amount, gloss = found.figures
    assert (amount.gloss_of, gloss.gloss_of) == (None, 0)
    assert (gloss.role, gloss.trend, gloss.metric) == (amount.role, amount.trend, amount.metric)
    assert gloss.period_text == "2022"
    assert gloss.bound == "about"
    assert gloss.value == Decimal(484_000_000)
    _, gloss = read("The loan is 10 billion yen, or about 70 million dollars.")[0].figures
    assert gloss.gloss_of == 0
    _, other = read("Sales were $5 million (profit: 2 million euros).")[0].figures
    assert other.gloss_of is None


def test_deadline_is_the_period_of_a_target_only() -> None:
    found, _ = read("They aim to raise trade to $10 billion by 2030.", year(2030))
    assert periods(found) == [("$10 billion", "2030")]
    found, _ = read("By 2022 it had sold 5 million tonnes.", year(2022))
    assert periods(found) == [("5 million tonnes", None)]


def test_period_from_one_year_to_another() -> None:
    story = ("2004 to 2009", "2004-01-01", "2009-12-31")
    found, _ = read("It owes 422,000 euros in fees for the time from 2004 to 2009.", story)
    assert periods(found) == [("422,000 euros", "2004 to 2009")]


def test_date_of_a_relative_clause_is_no_period() -> None:
    found, _ = read("It cost $103 million to build the station, which opened in 2004.", year(2004))
    assert periods(found) == [("$103 million", None)]


@pytest.mark.parametrize(
    ("text", "verdict", "implied"),
    [
        ("Sales tripled from $5 million to $15 million.", "agree", None),
        ("Sales doubled from $5 million to $15 million.", "mismatch", 10_000_000),
        ("Sales fell by a third from $90 million to $60 million.", "agree", None),
        ("Sales fell by $20 million from $90 million to $60 million.", "mismatch", 70_000_000),
        ("Sales hit $6 million, up 20% from $5 million.", "agree", None),
        ("Sales hit $6 million, up 50% from $5 million.", "mismatch", 7_500_000),
        ("Trade was RM24 billion ($5 billion), 11 per cent lower than the RM27 billion of 2022.", "agree", None),
        ("Sales fell by 2 million euros from $90 million to $60 million.", "unchecked", None),
        ("The rate fell 5% from 20% to 19%.", "unchecked", None),
        ("The rate fell 0.5 percentage points from 20.0% to 19.0%.", "mismatch", Decimal("19.5")),
    ],
)
def test_stated_change(text: str, verdict: str, implied: Decimal | int | None) -> None:
    (change,) = read(text)[0].changes
    assert (change.verdict, change.implied) == (verdict, implied)


def test_the_ratio_of_any_two_amounts_can_be_told() -> None:
    (change,) = read("Sales rose 5% from $0.00000000000000001 to $999999999999999999 trillion trillion.")[0].changes
    assert change.verdict == "mismatch"


def test_a_bare_dollar_is_the_home_one_only_at_home() -> None:
    home, _ = read("Australia will spend $5 million.")
    assert [(f.unit, f.unit_basis) for f in home.figures] == [("AUD", "inherited")]
    abroad, _ = read("Australia and Kenya will spend $5 million.")
    assert [(f.unit, f.unit_basis) for f in abroad.figures] == [("USD", "default")]


def test_the_two_countries_of_a_sentence_are_those_that_the_actors_stage_found() -> None:
    story = article("Norway sells tea. Kenya and Norway met Brazil. Trade between the two countries hit $13 million.")
    actors = actors_in(story)
    start = story.text.index("the two countries")
    chains = tuple(i for i, actor in enumerate(actors.actors) if actor.name != "NOR")
    group = Reference(start, start + 17, "the two countries", 2, "collective", chains, "same_number")
    for references, expected in (((), ["KEN", "NOR"]), ((group,), ["BRA", "KEN"])):
        told = replace(actors, references=references)
        found = FINDER(story, Annotation((), ()), (), told)
        assert sorted(name for name, _ in parties(found, told, 0)) == expected
