"""The table of pairs: who is one actor with whom, and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.actors import merge_actors
from pipeline.knowledge import default_knowledge
from pipeline.records import Ref
from tests.actors.marked import actors_in, document, unmark


def _rows() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = _rows()


def _lines(*sides: str) -> list[str]:
    return [line for side in sides for line in side.split(" // ") if line]


@pytest.mark.parametrize("row", ROWS, ids=[f"{i}-{row['why']}" for i, row in enumerate(ROWS)])
def test_pair(row: dict[str, str]) -> None:
    chains: list[int | str | None]
    if row["where"] == "article":
        lines = _lines(row["left"], row["right"])
        _, spans, braced = unmark("\n".join(lines))
        actors = actors_in(*lines)
        chains = [next(m.chain for m in actors.mentions if m.start == spans[i][0] and m.form != "role") for i in braced]
    else:
        sides = [_lines(row["left"]), _lines(row["right"])]
        documents = [document(f"a{number}", *lines) for number, lines in enumerate(sides)]
        actor_of = merge_actors(documents, default_knowledge(), {}).actor_of
        chains = []
        for number, lines in enumerate(sides):
            _, spans, braced = unmark("\n".join(lines))
            mentions = documents[number].reading.actors.mentions
            index = next(i for i, m in enumerate(mentions) if m.start == spans[braced[0]][0] and m.form != "role")
            chains.append(actor_of.get(Ref(f"a{number}", index)))
    left, right = chains
    found = "unresolved" if left is None or right is None else "same" if left == right else "different"
    assert found == row["verdict"], row


def test_the_table_is_large_and_balanced() -> None:
    verdicts = [row["verdict"] for row in ROWS]
    assert len(ROWS) >= 250
    assert len({(row["where"], row["left"], row["right"]) for row in ROWS}) == len(ROWS)
    assert set(verdicts) == {"same", "different", "unresolved"}
    assert verdicts.count("different") >= 80
    assert all(row["why"] for row in ROWS)
