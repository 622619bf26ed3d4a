"""Claims over several articles, and the checks between them."""

from __future__ import annotations

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
