"""Why a row differs: one made-up pair of runs for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.runs.causes import ORIGINS, STEPS, origin_of
from pipeline.runs.diff import RunDiff, diff_runs
from pipeline.runs.store import Store
from pipeline.schema import BY_NAME
from tests.runs.made import Rows, make_run

TWO = {"one": "Peru and Kenya met.", "two": "Kenya exported tea."}


def diff(
    home: Path,
    old: tuple[Mapping[str, str], Mapping[str, Rows]],
    new: tuple[Mapping[str, str], Mapping[str, Rows]],
    components: Mapping[str, str] | None = None,
) -> RunDiff:
    store = Store(home)
    make_run(store, *old)
    make_run(store, *new, components)
    return diff_runs(store, "previous", "latest")


def told(found: RunDiff) -> set[tuple[str, str, str, str]]:
    """(table, change, cause, because) of every row, articles apart."""
    return {
        (row.table, row.change, row.reason.cause, row.reason.because)
        for table in found.tables
        if table.table != "articles"
        for change in ("added", "removed", "changed")
        for row in table.rows(change)
    }


def figure(article: str, number: str, **cells: Any) -> dict[str, Any]:
    return {"figure_id": f"f-{article}-{number}", "article_id": article, "start": 0, "end": 4, **cells}


def mention(article: str, text: str, actor: str | None, number: str = "") -> dict[str, Any]:
    return {"mention_id": f"m-{article}-{text}{number}", "article_id": article, "text": text, "actor_id": actor}


def actor(name: str, **cells: Any) -> dict[str, Any]:
    return {"actor_id": name, "name": name, **cells}


def test_every_table_has_an_origin() -> None:
    assert set(ORIGINS) | set(STEPS) == set(BY_NAME)


def test_a_table_without_an_entry_gets_its_origin_from_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.causes.ORIGINS", {})
    assert origin_of("figures").home == ("article_id", None)
    assert origin_of("event_actors").home == ("event_id", "events")
    assert origin_of("figure_actors").home == ("figure_id", "figures")


def test_added_removed_edited_renamed(tmp_path: Path) -> None:
    old = {"gone": "a", "old": "b", "moved": "c", "same": "d"}
    new = {"come": "e", "old": "bb", "move": "c", "same": "d"}
    before = {"figures": [figure(name, "1") for name in old]}
    after = {"figures": [figure(name, "1", value=2.0 if name == "old" else None) for name in new]}
    found = diff(tmp_path, (old, before), (new, after))
    assert found.articles.added == ("come",)
    assert found.articles.removed == ("gone",)
    assert found.articles.edited == ("old",)
    assert found.articles.renamed == (("moved", "move"),)
    assert told(found) == {
        ("figures", "added", "article added", "come"),
        ("figures", "removed", "article removed", "gone"),
        ("figures", "changed", "article edited", "old"),
    }
    (articles,) = (t for t in found.tables if t.table == "articles")
    assert {(r.key[0], r.change, r.reason.cause) for r in articles.rows("changed")} == {
        ("move", "changed", "article renamed"),
        ("old", "changed", "article edited"),
    }


@pytest.mark.parametrize(
    ("components", "cause", "because"),
    [
        ({"code figures": "2"}, "code", "figures"),
        ({"code foundation": "2"}, "code", "foundation"),
        ({"code dates": "2"}, "code", "dates"),
        ({"data figures/units.tsv": "2"}, "data file", "figures/units.tsv"),
        ({"user figures/units.tsv": "1"}, "data file", "figures/units.tsv"),
        ({"model language": "mine:1"}, "model", "language"),
        ({"option pace": "fast"}, "option", "pace"),
        ({"dependency spacy": "3.9"}, "dependency", "spacy"),
        ({"overrides actors.overrides.tsv": "1"}, "overrides of actors", "actors.overrides.tsv"),
        ({"code figures": "2", "dependency spacy": "3.9"}, "code or dependency", "figures, spacy"),
        ({"code events": "1"}, "unexplained", ""),
    ],
)
def test_components(tmp_path: Path, components: dict[str, str], cause: str, because: str) -> None:
    before, after = {"figures": [figure("one", "1", value=1.0)]}, {"figures": [figure("one", "1", value=2.0)]}
    found = diff(tmp_path, (TWO, before), (TWO, after), components)
    assert told(found) == {("figures", "changed", cause, because)}
    assert found.unexplained == (cause == "unexplained")


def test_a_row_nothing_explains_is_the_alarm(tmp_path: Path) -> None:
    """Another article was added, but what a figure says is settled by its own article alone."""
    before = {"figures": [figure("one", "1", value=1.0)]}
    after = {"figures": [figure("one", "1", value=2.0), figure("two", "1")]}
    found = diff(tmp_path, ({"one": TWO["one"]}, before), (TWO, after))
    assert told(found) == {("figures", "changed", "unexplained", ""), ("figures", "added", "article added", "two")}
    assert found.unexplained == 1


def test_what_all_articles_settle_may_change_by_a_linked_one(tmp_path: Path) -> None:
    """ "Faria" was Ana Faria, until another article told of Luz Faria."""
    one, two = mention("one", "Faria", "a-ana"), mention("two", "Ana Faria", "a-ana")
    before = {"mentions": [one, two], "actors": [actor("a-ana", n_mentions=2)]}
    after = {
        "mentions": [{**one, "actor_id": None}, two, mention("three", "Luz Faria", "a-luz")],
        "actors": [actor("a-ana", n_mentions=1), actor("a-luz")],
    }
    found = diff(tmp_path, (TWO, before), ({**TWO, "three": "Luz Faria met nobody."}, after))
    assert told(found) == {
        ("mentions", "changed", "reconciliation", "three added"),
        ("mentions", "added", "article added", "three"),
        ("actors", "changed", "reconciliation", "three added"),
        ("actors", "added", "article added", "three"),
    }


def test_without_any_link_it_stays_unexplained(tmp_path: Path) -> None:
    one = mention("one", "Faria", "a-ana")
    before = {"mentions": [one], "actors": [actor("a-ana")]}
    after = {
        "mentions": [{**one, "actor_id": None}, mention("three", "Zog", "a-zog")],
        "actors": [actor("a-ana"), actor("a-zog")],
    }
    found = diff(tmp_path, (TWO, before), ({**TWO, "three": "Zog."}, after))
    assert ("mentions", "changed", "unexplained", "") in told(found)


def test_an_inferred_day_may_move_what_is_read_from_it(tmp_path: Path) -> None:
    import datetime as dt

    shared = [{"mention_id": f"t-{a}", "event_id": "e-1", "article_id": a} for a in ("one", "two")]
    date = {"date_id": "d-1", "article_id": "one", "start": 0, "end": 4}
    before: dict[str, Rows] = {"dates": [date], "event_mentions": shared[:1], "events": [{"event_id": "e-1"}]}
    day = dt.datetime(2025, 3, 1)  # noqa: DTZ001
    after: dict[str, Rows] = {
        "articles": [{"article_id": "one", "published": day, "published_basis": "inferred"}],
        "dates": [{**date, "date_start": day}],
        "event_mentions": shared,
        "events": [{"event_id": "e-1"}],
    }
    found = diff(tmp_path, ({"one": "x"}, before), ({"one": "x", "two": "y"}, after))
    assert ("dates", "changed", "reconciliation", "two added") in told(found)


def test_a_moved_id_is_told_once_and_its_rows_are_compared(tmp_path: Path) -> None:
    before = {
        "mentions": [mention("one", "Peru", "a-1"), mention("two", "Kenya", "a-2")],
        "actors": [actor("a-1"), actor("a-2")],
    }
    after = {
        "mentions": [mention("one", "Peru", "a-9"), mention("two", "Kenya", "a-2")],
        "actors": [{"actor_id": "a-9", "name": "a-1", "title": "Sir"}, actor("a-2")],
    }
    found = diff(tmp_path, (TWO, before), (TWO, after), {"code actors": "2"})
    (moved,) = found.ids
    assert (moved.move.old_id, moved.move.new_id, moved.move.change, moved.name) == ("a-1", "a-9", "renamed", "a-1")
    assert moved.reason.cause == "code"
    (actors,) = found.tables
    (row,) = actors.rows("changed")
    assert (row.key, row.columns) == (("a-9",), ("title",))


def test_ids_of_another_folder_come_from_another_registry(tmp_path: Path) -> None:
    rows = {"mentions": [mention("one", "Peru", "a-1")], "actors": [actor("a-1")]}
    other = {"mentions": [mention("one", "Peru", "a-2")], "actors": [{"actor_id": "a-2", "name": "a-1"}]}
    one = make_run(Store(tmp_path / "one"), TWO, rows)
    two = make_run(Store(tmp_path / "two"), TWO, other)
    found = diff_runs(Store(tmp_path), str(one), str(two))
    assert [moved.reason.cause for moved in found.ids] == ["id registry"]
    assert not found.unexplained
    assert not found.tables
    assert not found.same


def test_a_run_that_kept_only_fingerprints_is_explained_by_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for value in (1.0, 2.0):
        folder = make_run(store, TWO, {"figures": [figure("one", "1", value=value)]})
        manifest = store.manifest(folder)
        older = {"components": {}, "needs": {}, "fingerprints": {"figures": str(value)}}
        text = manifest.model_copy(update=older).model_dump_json(indent=1)
        (folder / "manifest.json").write_text(text, encoding="utf-8")
    found = diff_runs(store, "previous", "latest")
    assert told(found) == {("figures", "changed", "code", "figures")}


def test_columns_that_lead_to_what_all_articles_settle_are_settled_themselves() -> None:
    settled = {"actors.actor_id", "events.event_id", "claims.claim_id"}
    for name, origin in ORIGINS.items():
        if origin.settled is not None:
            links = {column for column, target in BY_NAME[name].links if target in settled}
            assert links <= set(origin.settled), name
