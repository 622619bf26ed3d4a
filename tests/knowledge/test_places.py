"""Look-ups of countries, cities and regions, and the soundness of the tables behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.knowledge import Knowledge, cells, default_knowledge
from pipeline.knowledge.places import Places

PLACES = Places(default_knowledge())
TABLES = ("countries", "cities", "regions", "organizations", "titles", "forenames")


@pytest.mark.parametrize(
    ("surface", "code"),
    [
        ("Việt Nam", "VNM"),
        ("VIETNAM", "VNM"),
        ("Lao PDR", "LAO"),
        ("the Netherlands", "NLD"),
        ("The UK", "GBR"),
        ("UAE's", "ARE"),
        ("U.S.", "USA"),
        ("Ivory Coast", "CIV"),
        ("Türkiye", "TUR"),
        ("us", None),
        ("turkey", None),
        ("Uk", None),
        ("Lima", None),
        ("", None),
    ],
)
def test_countries(surface: str, code: str | None) -> None:
    assert PLACES.country(surface) == code


def test_demonyms() -> None:
    assert [PLACES.demonym(s) for s in ("Peruvian", "Britons", "Emiratis", "Filipino", "peruvian")] == [
        "PER",
        "GBR",
        "ARE",
        "PHL",
        None,
    ]
    assert PLACES.demonym("Congolese") is None
    assert PLACES.is_demonym("Congolese")
    assert PLACES.is_demonym("Latin American")
    assert not PLACES.is_demonym("Lima")


def test_cities_and_regions() -> None:
    assert PLACES.city("HCMC") == PLACES.city("Sài Gòn") == "Ho Chi Minh City"
    assert PLACES.city("the Hague") == "The Hague"
    assert PLACES.city_country("Kyiv") == PLACES.city_country("Kiev") == "UKR"
    assert PLACES.city_country("Atlantis") is None
    assert PLACES.region("Asia – Pacific") == "Asia-Pacific"
    assert PLACES.region_adjective("Latin American") == "Latin America"
    assert PLACES.region("Peru") is None


def test_facts_of_a_country() -> None:
    assert PLACES.country_name("VNM") == "Vietnam"
    assert PLACES.country_name("QQQ") == "QQQ"
    assert (PLACES.currency("PER"), PLACES.currency("ATA"), PLACES.currency("QQQ")) == ("PEN", None, None)
    assert (PLACES.fiscal_year_start("IND"), PLACES.fiscal_year_start("FRA"), PLACES.fiscal_year_start("QQQ")) == (
        4,
        1,
        1,
    )


def test_a_later_row_wins(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    row = "name\tnames\tcountry\tcapital\nSpringfield\tLima\tUSA\t\n"
    (tmp_path / "knowledge" / "cities.tsv").write_text(row, encoding="utf-8")
    assert Places(Knowledge(tmp_path)).city("Lima") == "Springfield"


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_sound(table: str) -> None:
    rows = default_knowledge().rows(f"knowledge/{table}.tsv")
    first = next(iter(rows[0]))
    assert all(row[first] for row in rows)
    assert all(cell == cell.strip() for row in rows for value in row.values() for cell in cells(value))


def test_countries_have_codes_and_capitals_have_countries() -> None:
    countries = {row["alpha3"]: row for row in default_knowledge().rows("knowledge/countries.tsv")}
    assert len(countries) >= 245
    assert all(len(code) == 3 and len(row["alpha2"]) == 2 for code, row in countries.items())
    assert all(len(row["currency"]) in {0, 3} for row in countries.values())
    cities = default_knowledge().rows("knowledge/cities.tsv")
    assert {row["country"] for row in cities} <= countries.keys()
    assert sum(row["capital"] == "yes" for row in cities) >= 195


def test_a_form_of_state_stands_before_the_short_name() -> None:
    assert PLACES.country("the Republic of Azerbaijan") == "AZE"
    assert PLACES.country("Hashemite Kingdom of Jordan") == "JOR"
    assert PLACES.country("Republic of the Congo") == "COG"
    assert PLACES.country("Republic of Letters") is None
    assert PLACES.country("State of Georgia") is None
