"""`show actor` says which rule and mention linked each form, and leads from old ids to new ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline
from pipeline.report.redirects import Redirects
from pipeline.runs.store import Store
from tests.actors.marked import document
from tests.actors.runs import run_of
from tests.conftest import Done

Call = Callable[..., Done]
OLD = (
    document("a", "[PERSON Rosa Elvira Mamani] sang.", day="2024-03-02"),
    document("b", "[PERSON Rosa Mamani Condori] sang.", day="2024-03-03"),
)
NEW = document(
    "c",
    "[NORP Peruvian] Minister [PERSON Rosa Elvira Mamani Condori] sang.",
    "[PERSON Rosa Elvira Mamani] said.",
    "[PERSON Rosa Mamani Condori] left.",
    "[PERSON Mamani] slept.",
    day="2024-03-04",
)


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "outputs"


def names(outputs: Path, run: str = "latest") -> dict[str, str]:
    frame = pipeline.load("actors", outputs=outputs, run=run)
    return dict(zip(frame["name"], frame["actor_id"], strict=True))


def test_each_form_has_its_rule_and_mention(outputs: Path, newsledger: Call) -> None:
    run_of(outputs, (*OLD, NEW))
    done = newsledger("show", "actor", "rosa elvira mamani condori", "--outputs", outputs)
    assert done.code == 0
    lines = done.out.splitlines()
    (mamani,) = [line for line in lines if line.startswith("alias  Mamani ")]
    assert "(1 mention, 1 article; last_token) c: [[Mamani]] slept. (m-" in mamani
    links = [line for line in lines if line.startswith("link ")]
    assert any("same_name: 'Rosa" in line and " met 'Rosa" in line for line in links)
    assert any(line.startswith("role   Minister of Peru (2024-03-04; first in c)") for line in lines)


def test_what_a_person_decided_says_so(outputs: Path, newsledger: Call) -> None:
    berg = document("d", "[PERSON Ola Berg] sang.", day="2024-03-05")
    lines = ("different\tMamani\tRosa Elvira Mamani Condori\tc", "same\tMamani\tOla Berg")
    run_of(outputs, (*OLD, NEW, berg), *lines)
    done = newsledger("show", "actor", "Ola Berg", "--outputs", outputs)
    assert "alias  Mamani (1 mention, 1 article; override) c: [[Mamani]] slept." in done.out
    assert "link   override: 'Ola Berg' in d" in done.out


def test_an_old_id_leads_to_the_new_one(outputs: Path, newsledger: Call) -> None:
    run_of(outputs, OLD)
    before = names(outputs)
    run_of(outputs, (*OLD, NEW))
    run_of(outputs, (*OLD, NEW))
    after = names(outputs)
    kept = after["Rosa Elvira Mamani Condori"]
    (lost,) = set(before.values()) - {kept}
    for wanted in (lost, lost[:9]):
        done = newsledger("show", "actor", wanted, "--outputs", outputs)
        assert done.code == 0
        assert f"{lost} -> {kept} (merged in run 0002-" in done.out
        assert "Rosa Elvira Mamani Condori" in done.out
    redirects = Redirects(Store(outputs), Store(outputs).resolve("latest"))
    assert redirects.merged_into() == {kept: (lost,)}
    first = newsledger("show", "actor", lost, "--outputs", outputs, "--run", "0001")
    assert "->" not in first.out


def test_an_id_that_was_led_on_twice(outputs: Path, newsledger: Call) -> None:
    documents = [
        document(home, f"[PERSON {name}] sang.")
        for home, name in zip("abc", ("Ana Ruiz", "Eva Roth", "Ida Lund"), strict=True)
    ]
    run_of(outputs, documents)
    first = names(outputs)
    run_of(outputs, documents, "same\tAna Ruiz\tEva Roth")
    run_of(outputs, documents, "same\tAna Ruiz\tEva Roth", "same\tEva Roth\tIda Lund")
    (last,) = names(outputs).values()
    redirects = Redirects(Store(outputs), Store(outputs).resolve("latest"))
    assert redirects.merged_into() == {last: tuple(sorted(set(first.values()) - {last}))}
    for old in set(first.values()) - {last}:
        steps, ends = redirects.follow(old)
        assert ends == (last,)
        assert steps[0].old_id == old
        assert newsledger("show", "actor", old, "--outputs", outputs).code == 0


def test_an_id_that_was_split_names_both(outputs: Path, newsledger: Call) -> None:
    documents = [document(home, "[PERSON Ana Ruiz] sang.", "[PERSON Ana Ruiz] slept.") for home in "ab"]
    run_of(outputs, documents, "name\tAna Ruiz\tA.")
    (whole,) = names(outputs).values()
    ids = list(pipeline.load("mentions", outputs=outputs).sort_values(["article_id", "start"])["mention_id"])
    run_of(outputs, documents, f"different\t{ids[2]}\t{ids[0]}", f"different\t{ids[3]}\t{ids[0]}")
    assert whole in set(pipeline.load("actors", outputs=outputs)["actor_id"])
    assert newsledger("show", "actor", whole, "--outputs", outputs).code == 0


def test_an_id_nobody_knows(outputs: Path, newsledger: Call) -> None:
    run_of(outputs, OLD)
    done = newsledger("show", "actor", "a-0000000000000000", "--outputs", outputs)
    assert done.code == 2
    assert "no actor 'a-0000000000000000'" in done.err
