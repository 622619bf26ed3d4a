"""The export holds to the public FollowTheMoney model: schemata, properties, ids, references, merged ids."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.knowledge import default_knowledge
from pipeline.report.follow_the_money import Schemata
from tests.actors.marked import document
from tests.actors.runs import run_of
from tests.conftest import Done

THING = {"name", "alias", "weakAlias", "country", "wikidataId"}
ALLOWED = {
    "Person": THING | {"position"},
    "Organization": THING,
    "PublicBody": THING,
    "Company": THING,
    "Position": THING | {"organization", "subnationalArea"},
    "Occupancy": {"holder", "post", "date"},
}
ENTITY_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
OLD = (
    document(
        "a",
        "[NORP Kenyan] President [PERSON Wanjiru Otieno] met [PERSON Rosa Elvira Mamani].",
        "[PERSON Otieno] left.",
        day="2024-03-02",
    ),
    document("b", "Minister [PERSON Rosa Mamani Condori] left [GPE Lima].", "[PERSON Otieno] slept.", day="2024-03-03"),
)
NEW = document(
    "c",
    "[NORP Kenyan] President [PERSON Wanjiru Otieno] and [PERSON Rosa Elvira Mamani Condori] slept.",
    "[PERSON Rosa Elvira Mamani] and [PERSON Rosa Mamani Condori] are one.",
    "[PERSON Ola Berg], head of the [ORG Northern Grain Board] ([ORG NGB]), sat with the [ORG Baltic Tea Company Ltd].",
    "The mayor of [GPE Lima], [PERSON Ana Ruiz], spoke.",
    day="2024-05-04",
)


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    run_of(tmp_path / "outputs", OLD)
    run_of(tmp_path / "outputs", (*OLD, NEW), "wikidata\tWanjiru Otieno\tQ42")
    return tmp_path / "outputs"


def exported(newsledger: Callable[..., Done], outputs: Path, *arguments: str) -> list[dict[str, Any]]:
    done = newsledger("actors", "export", "--format", "ftm", "--outputs", outputs, *arguments)
    assert done.code == 0
    return [json.loads(line) for line in done.out.splitlines()]


def test_entities_hold_to_the_model(outputs: Path, newsledger: Callable[..., Done]) -> None:
    entities = exported(newsledger, outputs)
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    assert list(by_id) == sorted(by_id)
    for entity in entities:
        assert set(entity) <= {"id", "schema", "properties", "referents"}
        assert set(entity["properties"]) <= ALLOWED[entity["schema"]]
        assert ENTITY_ID.fullmatch(entity["id"])
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert values == sorted(set(values))
        for name, schema in (
            ("holder", {"Person"}),
            ("post", {"Position"}),
            ("organization", {"Organization", "PublicBody", "Company"}),
        ):
            for value in entity["properties"].get(name, ()):
                assert by_id[value]["schema"] in schema
        if entity["schema"] != "Occupancy":
            assert len(entity["properties"]["name"]) == 1
        assert all(re.fullmatch("[a-z]{2}", code) for code in entity["properties"].get("country", ()))
    assert {"Person", "Company", "Position", "Occupancy"} <= {entity["schema"] for entity in entities}


def test_people_roles_and_merged_ids(outputs: Path, newsledger: Callable[..., Done]) -> None:
    entities = exported(newsledger, outputs)
    (otieno,) = [e for e in entities if e["properties"].get("name") == ["Wanjiru Otieno"]]
    assert otieno["properties"]["weakAlias"] == ["Otieno"]
    assert otieno["properties"]["country"] == ["ke"]
    assert otieno["properties"]["wikidataId"] == ["Q42"]
    held = [e for e in entities if e["properties"].get("holder") == [otieno["id"]]]
    (president,) = [e for e in entities if e["properties"].get("name") == ["President of Kenya"]]
    (occupancy,) = held
    assert occupancy["properties"]["post"] == [president["id"]]
    assert occupancy["properties"]["date"] == ["2024-03-02", "2024-05-04"]
    (mamani,) = [e for e in entities if e["properties"].get("name") == ["Rosa Elvira Mamani Condori"]]
    (old,) = mamani["referents"]
    before = {e["id"] for e in exported(newsledger, outputs, "0001")}
    assert old in before
    assert old not in {e["id"] for e in entities}
    (lima,) = [e for e in entities if e["properties"].get("subnationalArea")]
    assert lima["properties"]["subnationalArea"] == ["Lima"]


def test_countries_and_places_are_no_entities_and_the_bytes_are_the_same(
    outputs: Path, newsledger: Callable[..., Done]
) -> None:
    first = newsledger("actors", "export", "--outputs", outputs).out
    assert "country:KEN" not in first
    assert newsledger("actors", "export", "latest", "--outputs", outputs).out == first


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Ministry of Energy", "PublicBody"),
        ("Baltic Tea Company Ltd", "Company"),
        ("Kestrel Motors", "Company"),
        ("Harbour Group", "Company"),
        ("Group of Seven", "Organization"),
        ("Central Bank of Kenya", "PublicBody"),
        ("Union Bank", "Company"),
        ("Asian Development Bank", "Organization"),
        ("Hue People's Committee", "PublicBody"),
        ("International Olympic Committee", "Organization"),
        ("Senate's Foreign Relations Committee", "PublicBody"),
        ("National Power Corporation", "Company"),
        ("Department of Oil", "PublicBody"),
        ("University of Lagos", "Organization"),
        ("Codelco", "Company"),
        ("United Nations", "Organization"),
        ("Something Else", "Organization"),
        ("Oil", "Organization"),
        ("", "Organization"),
    ],
)
def test_what_a_body_is_by_its_name(name: str, schema: str) -> None:
    assert Schemata(default_knowledge()).of(name) == schema
