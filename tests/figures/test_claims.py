"""Claims over several articles, and the checks between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.figures import make_claims
from pipeline.figures.claims import metric_key
from pipeline.records import Claim, Document, Ref
from tests.figures.articles import document, year

SEVEN = ("the first seven months", "2024-01-01", "2024-07-31")
NINE = ("the first nine months", "2024-01-01", "2024-09-30")


def claims(*parts: tuple[Document, dict[Ref, str]]) -> list[tuple[str, str, int]]:
    actor_of: dict[Ref, str] = {}
    for _, ids in parts:
        actor_of |= ids
    found = make_claims([d for d, _ in parts], actor_of)
    assert found == make_claims([d for d, _ in parts[::-1]], actor_of)
    assert list(found) == sorted(found, key=lambda c: c.claim_id)
    assert len({c.claim_id for c in found}) == len(found)
    return [(c.metric, c.verdict, len(c.members)) for c in found]


def test_claims_agree_contradict_and_single() -> None:
    a = document("a", "Bilateral trade of Kenya and Brazil reached nearly 500 million USD in 2023.", year(2023))
    b = document("b", "Two-way trade between Brazil and Kenya hit $486 million in 2023.", year(2023))
    c = document("c", "Trade between Brazil and Kenya hit $700 million in 2023.", year(2023))
    assert claims(a) == [("bilateral trade", "single", 1)]
    assert claims(a, b) == [("Two-way trade", "agree", 2)] or claims(a, b) == [("two-way trade", "agree", 2)]
    assert [(v, n) for _, v, n in claims(a, b, c)] == [("contradict", 3)]


def test_nested_periods_of_a_flow() -> None:
    part = ("the first seven months", "2024-01-01", "2024-07-31")
    whole = ("the first nine months", "2024-01-01", "2024-09-30")
    a = document("a", "Trade between Kenya and Brazil was nearly $300 million in the first seven months.", part)
    b = document("b", "Trade between Kenya and Brazil was $289.6 million in the first nine months.", whole)
    c = document("c", "Trade between Kenya and Brazil was $100 million in the first nine months.", whole)
    assert [v for _, v, _ in claims(a, b)] == ["compatible", "compatible"]
    assert [v for _, v, _ in claims(a, c)] == ["contradict", "contradict"]


def test_direction_of_a_flow_matters() -> None:
    a = document("a", "Kenya's exports to Brazil totaled $13 million.")
    b = document("b", "Brazil's exports to Kenya totaled $90 million.")
    assert [v for _, v, _ in claims(a, b)] == ["single", "single"]


def test_claim_keeps_the_finest_value_and_its_evidence() -> None:
    a, ids_a = document("a", "Trade between Kenya and Brazil was nearly $500 million in 2023.", year(2023))
    b, ids_b = document("b", "Trade between Kenya and Brazil was $486 million in 2023.", year(2023))
    (claim,) = make_claims([a, b], ids_a | ids_b)
    assert claim.value == Decimal(486_000_000)
    assert claim.members == (Ref("a", 0), Ref("b", 0))
    assert claim.subjects == ("country:BRA", "country:KEN")
    assert claim.claim_id.startswith("c-")


def test_no_claim_without_actor_or_metric() -> None:
    a, _ = document("a", "Trade between Kenya and Brazil was $5 million.")
    assert make_claims([a], {}) == ()
    b, ids = document("b", "Kenya met. $5 million, they said.")
    assert make_claims([b], ids) == ()


def made(*parts: tuple[Document, dict[Ref, str]]) -> tuple[Claim, ...]:
    return make_claims([d for d, _ in parts], {ref: actor for _, ids in parts for ref, actor in ids.items()})


def test_pace_of_a_flow() -> None:
    seven = document("a", "Trade between Kenya and Brazil was nearly $300 million in the first seven months.", SEVEN)
    flat = document("b", "Trade between Kenya and Brazil was $289.6 million in the first nine months.", NINE)
    steady = document("c", "Trade between Kenya and Brazil was $390 million in the first nine months.", NINE)
    assert [(c.verdict, c.check) for c in made(seven, flat)] == [("compatible", "pace"), ("compatible", "pace")]
    assert "42.9 million USD a month to 2024-07-31" in (made(seven, flat)[0].check_note or "")
    assert [(c.verdict, c.check) for c in made(seven, steady)] == [("compatible", None), ("compatible", None)]


def test_balance_of_exports_and_imports() -> None:
    exports = document("a", "Kenya's exports to Brazil totaled $13 million in 2023.", year(2023))
    imports = document("b", "Kenya's imports from Brazil totaled $20 million in 2023.", year(2023))
    right = document("c", "Trade between Kenya and Brazil was $33 million in 2023.", year(2023))
    wrong = document("d", "Trade between Kenya and Brazil was $50 million in 2023.", year(2023))
    assert {c.check for c in made(exports, imports, right)} == {None}
    assert [c.check for c in made(exports, imports, wrong)] == ["balance"] * 3
    note = made(exports, imports, wrong)[0].check_note or ""
    assert (
        note == "exports and imports are 32.0 million to 34.0 million USD together, trade 49.5 million to 50.5 million"
    )


def test_shares_of_one_whole() -> None:
    text = "Kenya took 60 percent of the exports. Brazil took {} percent of the exports."
    assert {c.check for c in made(document("a", text.format(30)))} == {None}
    assert {c.check for c in made(document("a", text.format(55)))} == {"shares"}


def test_what_is_foreseen_is_another_claim() -> None:
    told = document("a", "Trade between Kenya and Brazil was $5 million in 2024.", year(2024))
    aimed = document("b", "They aim to raise trade between Kenya and Brazil to $9 million by 2024.", year(2024))
    assert [c.verdict for c in made(told, aimed)] == ["single", "single"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bilateral trade", "Two-way trade turnover", True),
        ("total trade volume", "trade", True),
        ("agricultural trade", "bilateral trade", False),
        ("GDP", "the annual GDP", True),
        ("production of rice", "production of coal", False),
    ],
)
def test_metric_key(one: str, other: str, same: bool) -> None:
    assert (metric_key(one, None) == metric_key(other, None)) is same
    assert metric_key("exports to Peru", "export") == metric_key("total export turnover", "export") == "export"
    assert metric_key("coffee exports to Peru", "export") == "export coffee"


def test_parts_and_starting_levels_state_no_quantity_of_their_own() -> None:
    parts = document("a", "Trade of Kenya and Brazil was $9 million in 2023, of which $2 million was tea.", year(2023))
    assert [(c.value, c.verdict) for c in made(parts)] == [(Decimal(9_000_000), "single")]
    moved = document("b", "Kenya's exports to Brazil rose from 40 percent to 50 percent.")
    assert [c.value for c in made(moved)] == [Decimal(50)]


def dated(name: str, text: str, day: str, *dates: tuple[str, str, str]) -> tuple[Document, dict[Ref, str]]:
    made_document, ids = document(name, text, *dates)
    article = replace(made_document.reading.article, published=dt.date.fromisoformat(day))
    return replace(made_document, reading=replace(made_document.reading, article=article)), ids


def test_without_a_period_articles_far_apart_speak_of_two_times() -> None:
    text = "Trade between Kenya and Brazil is ${} million."
    first, near, far = (
        dated(name, text.format(value), day)
        for name, value, day in (("a", 5, "2020-01-10"), ("b", 7, "2020-02-01"), ("c", 9, "2024-05-01"))
    )
    assert [c.verdict for c in made(first, near)] == ["contradict"]
    assert [c.verdict for c in made(first, far)] == ["single", "single"]
    assert len({c.claim_id for c in made(first, near, far)}) == 2


def test_two_loans_are_no_contradiction() -> None:
    first = document("a", "Kenya took a loan of $5 million from Brazil.")
    again = document("b", "Kenya took a loan of $5 million from Brazil.")
    other = document("c", "Kenya took a loan of $90 million from Brazil.")
    assert sorted((c.value, c.verdict) for c in made(first, again, other)) == [
        (Decimal(5_000_000), "agree"),
        (Decimal(90_000_000), "single"),
    ]


def test_a_near_repeat_bears_nothing_out() -> None:
    parts = [document(name, "Trade between Kenya and Brazil was $5 million in 2023.", year(2023)) for name in "ab"]
    documents, actor_of = [d for d, _ in parts], parts[0][1] | parts[1][1]
    assert [c.verdict for c in make_claims(documents, actor_of)] == ["agree"]
    assert [c.verdict for c in make_claims(documents, actor_of, {"b": "a"})] == ["single"]


def test_an_article_with_two_values_is_set_aside() -> None:
    text = "Kenya's exports to Brazil were $5 million in 2023. Kenya's exports to Brazil were $9 million in 2023."
    unclear = document("a", text, year(2023), year(2023))
    clear = document("b", "Kenya's exports to Brazil were $7 million in 2023.", year(2023))
    assert [c.verdict for c in made(unclear)] == ["single"]
    assert [c.verdict for c in made(unclear, clear)] == ["single"]


def test_whose_rank_it_is_matters() -> None:
    one = document("a", "Kenya is Brazil's third-largest trading partner.")
    other = document("b", "Brazil is Kenya's sixth-largest trading partner.")
    assert [c.verdict for c in made(one, other)] == ["single", "single"]


def test_counted_nouns_make_no_claim() -> None:
    assert made(document("a", "Kenya sent 46 people."), document("b", "Kenya met 12 people.")) == ()


def test_exchange_rates_of_brackets() -> None:
    text = "Kenya's exports to Brazil were {} million shillings ($1 million) in {}."
    stories = [document(f"a{n}", text.format(130 + n, 2020 + n), year(2020 + n)) for n in range(3)]
    wrong = document("b", text.format(13, 2019), year(2019))
    assert {c.check for c in made(*stories)} == {None}
    assert [c.check for c in made(*stories, wrong) if c.period_start == dt.date(2019, 1, 1)] == ["rate", "rate"]
    assert {c.check for c in made(*stories, wrong) if c.period_start != dt.date(2019, 1, 1)} == {None}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("two-way trade", "trade between Kenya and Peru", True),
        ("trade with Peru", "bilateral trade", True),
        ("commercial exchanges", "bilateral trade turnover", True),
        ("gross domestic product", "GDP", True),
        ("jobless rate", "rate of unemployment", True),
        ("annual inflation", "consumer price inflation", True),
        ("FDI inflows", "foreign direct investment", True),
        ("forex reserves", "foreign currency reserves", True),
        ("net earnings", "net revenue", False),
        ("oil output", "gas output", False),
        ("youth unemployment rate", "unemployment rate", False),
    ],
)
def test_names_of_one_quantity(one: str, other: str, same: bool) -> None:
    assert (metric_key(one, None) == metric_key(other, None)) is same
