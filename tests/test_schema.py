"""The schema says what the contract says, and the tables can be made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.runs.tables import arrow_schema
from pipeline.schema import BY_NAME, TABLES

ADDED = ("actor_links", "mention_actors", "event_status", "event_links", "event_figures", "rejected")
"""Tables that serve a reader beyond the contract's."""


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_keys_and_links_name_columns_that_exist(table: object) -> None:
    assert hasattr(table, "key")
    names = table.column_names  # type: ignore[attr-defined]
    assert set(table.key) <= set(names)
    assert len(set(names)) == len(names)
    assert arrow_schema(table).names == list(names)  # type: ignore[arg-type]
    for column, target in table.links:  # type: ignore[attr-defined]
        other, key = target.split(".")
        assert column in names
        assert BY_NAME[other].key == (key,)


def test_every_column_has_a_meaning() -> None:
    assert all(column.meaning for table in TABLES for column in table.columns)


@pytest.mark.seeds
def test_every_name_of_the_contract_is_there(shared: Path) -> None:
    text = (shared / "SCHEMA.md").read_text(encoding="utf-8")
    tables = re.split(r"^`(\w+)`(?:, `(\w+)`)?: ", text, flags=re.MULTILINE)[1:]
    found = 0
    for one, two, body in zip(tables[::3], tables[1::3], tables[2::3], strict=True):
        if body.startswith("old_id"):
            body = body.split(":")[0]  # noqa: PLW2901 - a remark follows the columns
        named = set(re.findall(r"`(\w+)`", one + " " + (two or "")))
        columns = [
            name.strip(" `")
            for line in body.splitlines()
            if line.startswith("| ") and not line.startswith("| column")
            for name in line.split("|")[1].split(",")
        ] or [
            re.split(r"[ .:]", c.strip())[0]
            for c in re.sub(r"\([^)]*\)", "", body.split("\n")[0].split(". ")[0]).split(",")
        ]
        for table in {one, two} - {None} | named:
            assert table in BY_NAME
            missing = {c for c in columns if c} - set(BY_NAME[table].column_names)
            assert not missing, (table, missing)
            found += 1
    assert found == len(TABLES) - len(ADDED)
