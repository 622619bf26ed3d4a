"""Ids are functions of content; the registry moves ids, never members."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import id_changes, keep_ids, mint, span_ids
from tests.conftest import read_text


def test_an_id_depends_on_every_part_and_on_nothing_else() -> None:
    assert mint("m", "a", "b") == mint("m", "a", "b")
    assert mint("m", "a", "b") != mint("m", "ab", "")
    assert mint("m", "a", None) != mint("m", "a", "")
    assert mint("m", "x").startswith("m-")
    assert len(mint("m", "x")) == len("m-") + 16


def test_an_edit_elsewhere_leaves_an_id_as_it_was() -> None:
    sentence = "Kenya bought rails from Japan."
    before = read_text(f"First line here.\n\n{sentence}\n").article
    after = read_text(f"An edited first line, much longer than it was.\n\nA new one.\n\n{sentence}\n").article

    def rails(article: object) -> tuple[str, ...]:
        start = article.text.index("rails")  # type: ignore[attr-defined]
        home = next(i for i, s in enumerate(article.sentences) if s.start <= start < s.end)  # type: ignore[attr-defined]
        return span_ids("m", "a", article, [(start, start + 5, home)])  # type: ignore[arg-type]

    assert before.text.index("rails") != after.text.index("rails")
    assert rails(before) == rails(after)


def test_a_repeated_sentence_gets_ids_of_its_own() -> None:
    article = read_text("Kenya bought rails.\n\nKenya bought rails.\n").article
    spans = [(s.start, s.start + 5, i) for i, s in enumerate(article.sentences)]
    assert len(set(span_ids("m", "a", article, spans))) == len(spans) == 2


def test_a_span_that_is_not_found_any_more_moves_no_other_id() -> None:
    article = read_text("Kenya met Japan and Kenya met Peru.\n").article
    first, second = (m.start() for m in re.finditer("Kenya", article.text))
    both = span_ids("m", "a", article, [(first, first + 5, 0), (second, second + 5, 0)])
    assert len(set(both)) == 2
    assert span_ids("m", "a", article, [(second, second + 5, 0)]) == both[1:]


def test_rows_that_share_a_span_get_ids_of_their_own() -> None:
    article = read_text("Kenya met Japan.\n").article
    assert len(set(span_ids("t", "a", article, [(6, 9, 0), (6, 9, 0)]))) == 2


def test_a_late_article_does_not_move_an_id() -> None:
    assert keep_ids([("a-new", ["early", "m1", "m2"])], {"m1": "a-old", "m2": "a-old"}) == ("a-old",)


def test_a_merge_keeps_the_id_a_run_from_scratch_would_give() -> None:
    clusters = [("a-1", ["m1", "m2", "m3", "m4"])]
    previous = {"m1": "a-1", "m2": "a-2", "m3": "a-2", "m4": "a-2"}
    assert keep_ids(clusters, previous) == ("a-1",)
    mention_ids = {m: m for m in previous}
    (change,) = id_changes([("a-1", ["m1", "m2", "m3", "m4"])], previous, mention_ids, dict.fromkeys(previous, "rule"))
    assert (change.old_id, change.new_id, change.change, change.mention_id) == ("a-2", "a-1", "merged", "m2")


def test_a_split_is_told_with_the_mention_that_left() -> None:
    previous = {"m1": "a-1", "m2": "a-1"}
    clusters = [("a-1", ["m1"]), ("a-2", ["m2"])]
    assert keep_ids(clusters, previous) == ("a-1", "a-2")
    (change,) = id_changes(clusters, previous, {"m1": "m1", "m2": "m2"}, {"m1": "r", "m2": "r"})
    assert (change.old_id, change.new_id, change.change, change.mention_id) == ("a-1", "a-2", "split", "m2")


def test_an_id_that_moved_whole_is_renamed() -> None:
    (change,) = id_changes([("a-9", ["m1"])], {"m1": "a-1"}, {"m1": "m1"}, {"m1": "r"})
    assert change.change == "renamed"


_members = st.integers(0, 30)


@given(st.lists(_members, max_size=30, unique=True), st.lists(st.integers(1, 4), max_size=12), st.data())
def test_kept_ids_are_unique_whatever_the_last_run_said(
    members: list[int], sizes: list[int], data: st.DataObject
) -> None:
    clusters = []
    rest = list(members)
    for size in sizes:
        mine, rest = rest[:size], rest[size:]
        if mine:
            clusters.append((f"a-{mine[0]}", mine))
    previous = {m: f"a-{data.draw(_members)}" for m in members if data.draw(st.booleans())}
    kept = keep_ids(clusters, previous)
    assert len(kept) == len(clusters)
    assert len(set(kept)) == len(kept)
    assert keep_ids(clusters, {m: i for (_, ms), i in zip(clusters, kept, strict=True) for m in ms}) == kept
