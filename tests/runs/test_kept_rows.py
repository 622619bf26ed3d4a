"""Rows that are taken over from the last run are those that making them anew gives, whatever changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.runs import run as running
from pipeline.runs.kept_rows import _TOLD, Kept, kept_rows
from pipeline.runs.run import Outcome, run
from pipeline.runs.store import Store
from pipeline.runs.tables import _OF_DOCUMENTS
from tests.conftest import Quiet
from tests.determinism import tables_of

TEXTS = {
    "a": "date 2025-03-03\nKenyan President Amina Wanjiru will visit Portugal from March 10 to 12, 2025.\n",
    "b": "date 2025-03-05\nTrade between Kenya and Portugal rose from $100 million in 2023 to $120 million in 2024.\n",
    "c": "date 2025-03-07\nKPA and Portugal signed an agreement on cranes worth $5 million on Monday.\n",
    "d": "date 2025-03-09\nThe Kenya Ports Authority praised Japan, which bought tea worth $3 million.\n",
    "e": "Amina Wanjiru held talks with Duarte Faria in Lisbon on March 11, 2025.\n",
}
KPA = "date 2025-03-20\nThe Kenya Ports Authority (KPA) opened a port in Mombasa. KPA signed an agreement with Portugal.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[set[str] | None]:
    """Of each run that looked for rows to take over, the articles whose rows it took."""
    found: list[set[str] | None] = []

    def spy(*arguments: Any) -> Kept | None:
        rows = kept_rows(*arguments)
        found.append(None if rows is None else set(rows.articles))
        return rows

    monkeypatch.setattr(running, "kept_rows", spy)
    return found


def go(corpus: Path, outputs: Path, **options: Any) -> Outcome:
    return run(Settings(corpus=corpus, outputs=outputs, **options), Quiet())


def go_both_ways(corpus: Path, outputs: Path, **options: Any) -> Outcome:
    """A run, once its tables are known to be those of one from the same last run that takes nothing over."""
    other = outputs.with_name(f"{outputs.name}-anew")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(outputs, other, symlinks=True)
    done, anew = go(corpus, outputs, **options), go(corpus, other, fresh=True, **options)
    assert tables_of(done.folder) == tables_of(anew.folder)
    assert done.manifest.tables == anew.manifest.tables
    return done


def table(outcome: Outcome, name: str) -> list[dict[str, Any]]:
    store = Store(outcome.folder.parents[1])
    rows: list[dict[str, Any]] = store.table(outcome.folder, name).to_pylist()
    return rows


def test_the_tables_of_articles_are_those_that_are_made_of_articles() -> None:
    assert set(_TOLD) == set(_OF_DOCUMENTS)


def test_an_article_that_comes_leaves_the_rows_of_others(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    go(story, tmp_path / "out")
    assert kept == [None]
    (story / "new.txt").write_text("Chile and Japan signed an agreement on lithium in May 2024.\n", encoding="utf-8")
    done = go_both_ways(story, tmp_path / "out")
    assert kept[-1] == set(TEXTS)
    assert {row["article_id"] for row in table(done, "mentions")} == {*TEXTS, "new"}


def test_an_article_that_is_edited_removed_or_renamed(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    go(story, tmp_path / "out")
    (story / "b.txt").write_text(TEXTS["b"].replace("$120", "$140"), encoding="utf-8")
    go_both_ways(story, tmp_path / "out")
    assert kept[-1] is not None
    assert "b" not in kept[-1]
    assert kept[-1] >= {"a", "c"}
    (story / "c.txt").unlink()
    go_both_ways(story, tmp_path / "out")
    assert kept[-1] is not None
    assert kept[-1] >= {"a", "b"}
    (story / "a.txt").rename(story / "z.txt")
    go_both_ways(story, tmp_path / "out")
    assert kept[-1] is not None
    assert not kept[-1] & {"a", "z"}
    (story / "b.txt").rename(story / "b.md")  # its id stays, its path does not
    go_both_ways(story, tmp_path / "out")
    assert kept[-1] is not None
    assert "b" not in kept[-1]


def test_an_actor_that_gets_another_id_or_name(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    """Two articles name a body in two ways: that it is one is known once another article spells the short one out."""
    one = go(story, tmp_path / "out")
    (story / "new.txt").write_text(KPA, encoding="utf-8")
    two = go_both_ways(story, tmp_path / "out")
    before, after = ({row["mention_id"]: row["actor_id"] for row in table(done, "mentions")} for done in (one, two))
    moved = {mention for mention, actor in before.items() if after[mention] != actor}
    assert {row["article_id"] for row in table(one, "mentions") if row["mention_id"] in moved} == {"d"}
    old, new = ({row["actor_id"]: row["name"] for row in table(done, "actors")} for done in (one, two))
    assert [(old[actor], name) for actor, name in new.items() if old.get(actor, name) != name] == [
        ("KPA", "Kenya Ports Authority")
    ]
    assert kept[-1] == {"a", "b", "e"}


def test_an_article_whose_day_becomes_known(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    text = "Kenyan President Amina Wanjiru met Duarte Faria and Luz Faria in Lisbon on Tuesday.\n"
    (story / "e.txt").write_text(text, encoding="utf-8")
    go(story, tmp_path / "out")
    dated = "date 2025-03-12\nPresident Amina Wanjiru met Duarte Faria and Luz Faria in Lisbon on March 11, 2025.\n"
    (story / "new.txt").write_text(dated, encoding="utf-8")
    done = go_both_ways(story, tmp_path / "out")
    assert next(row for row in table(done, "articles") if row["article_id"] == "e")["published"] is not None
    assert "e" not in kept[-1]


def test_an_article_that_repeats_one_that_comes(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    go(story, tmp_path / "out")
    (story / "0.txt").write_text(TEXTS["b"].replace("03-05", "03-04"), encoding="utf-8")
    done = go_both_ways(story, tmp_path / "out")
    told = {row["article_id"]: row["duplicate_of"] for row in table(done, "articles")}
    assert told["b"] == "0"
    assert "b" not in kept[-1]


def test_what_a_person_decides_is_made_anew(story: Path, tmp_path: Path, kept: list[Any]) -> None:
    go(story, tmp_path / "out")
    lines = tmp_path / "actors.overrides.tsv"
    lines.write_text("same\tKPA\tKenya Ports Authority\t*\n", encoding="utf-8")
    go_both_ways(story, tmp_path / "out")
    (story / "new.txt").write_text(KPA, encoding="utf-8")
    go_both_ways(story, tmp_path / "out")


def test_nothing_is_taken_from_a_run_that_was_made_of_something_else(
    story: Path, tmp_path: Path, kept: list[Any]
) -> None:
    go(story, tmp_path / "out")
    (tmp_path / "knowledge" / "events").mkdir(parents=True)
    go_both_ways(story, tmp_path / "out", knowledge=tmp_path / "knowledge")
    (tmp_path / "knowledge" / "actors").mkdir()
    rows = "# MIT\nkind\twords\nfamily_first\tkamau\n"
    (tmp_path / "knowledge" / "actors" / "words.tsv").write_text(rows, encoding="utf-8")
    go_both_ways(story, tmp_path / "out", knowledge=tmp_path / "knowledge")
    assert kept[-1] is None


@pytest.mark.parametrize("name", ["dates", "mentions", "actors", "changes"])
def test_damaged_tables_are_made_anew(story: Path, tmp_path: Path, name: str, kept: list[Any]) -> None:
    one = go(story, tmp_path / "out")
    assert kept == [None]
    file = one.folder / f"{name}.parquet"
    file.write_bytes(file.read_bytes()[:-1])
    (story / "new.txt").write_text(KPA, encoding="utf-8")
    done = go_both_ways(story, tmp_path / "out")
    assert kept == [None]  # it went no further
    assert [line for line in done.manifest.repairs if "tables are made anew" in line and f"{name}.parquet" in line]
    (story / "more.txt").write_text(TEXTS["b"].replace("rose", "fell"), encoding="utf-8")
    assert go_both_ways(story, tmp_path / "out").manifest.repairs == []
    assert kept[-1]
