"""Ids that moved between two runs: renamed, merged, split, and rows under their new names."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.runs.compare import compare
from pipeline.runs.moves import find_moves, renamed, renamed_spans, with_new_names
from pipeline.schema import BY_NAME

SCHEMA = pa.schema([("mention_id", pa.string()), ("actor_id", pa.string())])


def mentions(owners: dict[str, str | None]) -> pa.Table:
    return pa.Table.from_pylist([{"mention_id": m, "actor_id": a} for m, a in owners.items()], schema=SCHEMA)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"1": "a", "2": "a"}, {"1": "a", "2": "a"}, []),
        ({"1": "a", "2": "a"}, {"1": "b", "2": "b"}, [("a", "b", "renamed", "1")]),
        ({"1": "a", "2": "a"}, {"1": "b", "3": "b"}, [("a", "b", "renamed", "1")]),
        ({"1": "a", "2": "b"}, {"1": "b", "2": "b"}, [("a", "b", "merged", "1")]),
        ({"1": "a", "2": "b"}, {"1": "c", "2": "c"}, [("a", "c", "merged", "1"), ("b", "c", "merged", "2")]),
        ({"1": "a", "2": "a"}, {"1": "a", "2": "b"}, [("a", "b", "split", "2")]),
        ({"1": "a", "2": "a"}, {"1": "b", "2": "c"}, [("a", "b", "split", "1"), ("a", "c", "split", "2")]),
        ({"1": "a", "2": "b"}, {"1": "b", "2": "a"}, [("a", "b", "renamed", "1"), ("b", "a", "renamed", "2")]),
        ({"1": "a"}, {"2": "b"}, []),
        ({"1": "a", "2": None}, {"1": None, "2": "b"}, []),
        # The old b has no mention left: a under its name is no renaming that rows could be compared by.
        ({"1": "a", "2": "b"}, {"1": "b"}, [("a", "b", "merged", "1")]),
    ],
)
def test_what_became_of_ids(old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, ...]]) -> None:
    found = find_moves("actors", mentions(old), mentions(new))
    assert [(m.old_id, m.new_id, m.change, m.member) for m in found] == expected


_OWNERS = st.dictionaries(st.sampled_from("123456"), st.sampled_from(["a", "b", "c", None]))


@given(_OWNERS, _OWNERS)
def test_after_renaming_no_two_old_ids_are_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    names = renamed(find_moves("actors", mentions(old), mentions(new))).get("actors", {})
    owners = {owner for owner in old.values() if owner is not None}
    assert len({names.get(owner, owner) for owner in owners}) == len(owners)


@given(_OWNERS, st.permutations(["a", "b", "c"]))
def test_ids_that_only_changed_names_leave_no_difference(old: dict[str, Any], order: list[str]) -> None:
    swap = dict(zip("abc", order, strict=True)) | {None: None}
    new = {mention: swap[owner] for mention, owner in old.items()}
    names = renamed(find_moves("actors", mentions(old), mentions(new)))
    table = BY_NAME["mentions"]
    assert not compare(table, with_new_names(table, mentions(old), names), mentions(new)).changed.size


def test_links_follow_the_new_names() -> None:
    table = BY_NAME["event_actors"]
    rows = pa.table({"event_id": ["e1"], "actor_id": ["a"], "name": ["a"], "role": ["actor"]})
    moved = with_new_names(table, rows, {"actors": {"a": "b"}, "events": {"e1": "e2"}})
    assert moved.to_pylist() == [{"event_id": "e2", "actor_id": "b", "name": "a", "role": "actor"}]


def test_spans_of_a_renamed_article_are_the_same_where_one_stands_in_a_place() -> None:
    def figures(article: str, *ids: tuple[str, int]) -> pa.Table:
        return pa.Table.from_pylist([{"figure_id": i, "article_id": article, "start": s, "end": 9} for i, s in ids])

    old = figures("one", ("f1", 1), ("f2", 2), ("f3", 3))
    new = figures("two", ("g1", 1), ("g2", 2), ("g3", 2))
    assert renamed_spans(BY_NAME["figures"], old, new, {"one": "two"}) == {"f1": "g1"}
