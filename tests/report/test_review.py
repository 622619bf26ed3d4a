"""The review lists what links by little and what is unresolved, with lines that do what they say when pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.actors import merge_actors, parse_overrides
from pipeline.errors import OverridesError
from pipeline.knowledge import default_knowledge
from pipeline.report.review import Doubt, doubts
from pipeline.runs.store import Store
from tests.actors.marked import document
from tests.actors.runs import run_of
from tests.conftest import Done

KNOWLEDGE = default_knowledge()
ARTICLES = (
    document(
        "a",
        "[PERSON Wanjiru Otieno] met [PERSON Grace Achieng].",
        "[PERSON Otieno] left.",
        "[PERSON Achieng] stayed.",
        day="2024-03-01",
    ),
    document("b", "[PERSON Otieno] slept.", "[PERSON Otieno] woke.", "[PERSON Otieno] ate.", day="2024-03-02"),
    document("c", "[PERSON Achieng] slept.", day="2024-03-02"),
    document("d", "[PERSON Rosa Lindqvist] sang.", "[PERSON Lindqvits] slept.", "The diplomat left.", day="2024-03-03"),
    document("e", "The [NORP Swedish] ambassador met [PERSON Ola Berg].", "The diplomat left.", day="2024-03-04"),
    document("f", "[NORP Peruvian] Minister [PERSON Luis Vargas Llosa] sang.", day="2024-03-05"),
    document("g", "[NORP Chilean] Minister [PERSON Luis Vargas Llosa] sang.", day="2024-03-06"),
)


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "160")
    run_of(tmp_path / "outputs", ARTICLES)
    return tmp_path / "outputs"


def found(outputs: Path) -> list[Doubt]:
    store = Store(outputs)
    return list(doubts(store, store.resolve("latest"), KNOWLEDGE))


def by(outputs: Path, of: str) -> dict[str, Doubt]:
    return {doubt.text: doubt for doubt in found(outputs) if doubt.of == of}


def test_most_frequent_first(outputs: Path) -> None:
    counts = [doubt.n_mentions for doubt in found(outputs)]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) >= 5


def test_a_weak_link_in_an_article_is_cut_by_its_line(outputs: Path) -> None:
    typo = by(outputs, "mentions")["Lindqvits"]
    assert (typo.rule, typo.actor, typo.n_mentions) == ("typo", "Rosa Lindqvist", 1)
    assert "[[Lindqvits]] slept" in typo.quote
    (line,) = typo.lines
    assert (line.action, line.left, line.right, line.article) == ("different", "Lindqvits", "Rosa Lindqvist", "d")
    run_of(outputs, ARTICLES, line.tsv())
    assert "Lindqvits" not in by(outputs, "mentions")


def test_a_weak_link_over_articles_is_cut_by_its_line(outputs: Path) -> None:
    links = by(outputs, "links")
    assert {"Otieno", "Achieng"} <= set(links)
    (line,) = links["Otieno"].lines
    assert line.left.startswith("m-")
    assert line.right.startswith("m-")
    assert "Otieno in b, Wanjiru Otieno" in line.note
    run_of(outputs, ARTICLES, line.tsv())
    assert "Otieno" not in by(outputs, "links")
    assert "Achieng" in by(outputs, "links")


def test_unresolved_mentions_are_grouped_and_name_who_is_near(outputs: Path) -> None:
    doubt = by(outputs, "unresolved")["The diplomat"]
    assert doubt.n_mentions == 2
    assert [(line.right, line.article) for line in doubt.lines] == [("Rosa Lindqvist", "d"), ("Ola Berg", "e")]
    run_of(outputs, ARTICLES, *(line.tsv() for line in doubt.lines))
    assert "The diplomat" not in by(outputs, "unresolved")


def test_nobody_near_is_a_question_mark_that_the_parser_refuses(tmp_path: Path) -> None:
    run_of(tmp_path / "outputs", [document("a", "The diplomat left.")])
    (doubt,) = found(tmp_path / "outputs")
    assert (doubt.actor, doubt.lines[0].right) == (None, "?")
    with pytest.raises(OverridesError, match="still '\\?'"):
        parse_overrides(doubt.lines[0].tsv(), "x", KNOWLEDGE)


def test_namesakes_are_joined_by_their_line(outputs: Path) -> None:
    doubt = by(outputs, "actors")["Luis Vargas Llosa"]
    assert "PER" in doubt.why
    assert "CHL" in doubt.why
    run_of(outputs, ARTICLES, *(line.tsv() for line in doubt.lines))
    assert by(outputs, "actors") == {}


def test_the_command_prints_a_table_or_pure_lines(outputs: Path, newsledger: Callable[..., Done]) -> None:
    done = newsledger("actors", "review", "--outputs", outputs)
    assert done.code == 0
    assert "Lindqvits -> Rosa Lindqvist" in done.out
    assert "one letter differs" in done.out
    short = newsledger("actors", "review", "--outputs", outputs, "--limit", "1")
    assert "more (--limit)" in short.out
    lines = newsledger("actors", "review", "--outputs", outputs, "--tsv").out
    known = [line for line in lines.splitlines() if "\t?\t" not in line]
    assert len(parse_overrides("\n".join(known), "lines", KNOWLEDGE)) == len(known) >= 5


def test_every_pasted_line_matches_something(outputs: Path) -> None:
    lines = [line.tsv() for doubt in found(outputs) for line in doubt.lines if line.right != "?"]
    notes = merge_actors(ARTICLES, KNOWLEDGE, {}, parse_overrides("\n".join(lines), "lines", KNOWLEDGE)).notes
    assert notes == ()
