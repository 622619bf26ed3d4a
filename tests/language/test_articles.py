"""What the whole article settles, what the kind of a sentence says, and how long arbitrary text takes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.ingest import Ingester
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.language import Annotator
from pipeline.records import Name, Source
from tests.language.articles import BUILT_IN_MODEL, article, rule_names


def found(text: str, kind: str = "body") -> list[tuple[str, str]]:
    return [(name.text, name.label) for name in rule_names(text, kind)]


def test_a_byline_holds_persons() -> None:
    assert found("By Thu Trang – Translated by Bao Linh", "byline") == [("Thu Trang", "PERSON"), ("Bao Linh", "PERSON")]


def test_a_dateline_in_capitals_is_a_place_known_or_not() -> None:
    assert found("QUENTARO SUR —", "dateline") == [("QUENTARO SUR", "GPE")]
    assert found("SÃO PAULO, March 3 — Shares fell.") == [("SÃO PAULO", "GPE")]


def test_the_file_header_holds_no_names() -> None:
    assert found(" date 2024-01-02 Peru", "header") == []


def test_a_headline_in_title_case_gives_only_what_is_known() -> None:
    text = (
        "Trade Growth Lifts Farmers Across Bolivia\nPresident Inés Colque spoke.\nColque Hails Farmers In Bolivia Again"
    )
    assert found(text) == [("Bolivia", "GPE"), ("Inés Colque", "PERSON"), ("Colque", "PERSON"), ("Bolivia", "GPE")]


def test_a_line_in_capitals_gives_only_what_is_known() -> None:
    assert found("MINISTERS OF PERU AND CHILE AGREE TO HELP US ALL") == [("PERU", "GPE"), ("CHILE", "GPE")]


def test_letters_in_brackets_after_common_words_are_no_name() -> None:
    assert ("EOT", "ORG") not in found("They asked for an extension of time (EOT).\nThe EOT was granted.")


def test_a_word_met_in_mid_sentence_is_a_name_at_the_start_too() -> None:
    assert found("It was sold to Zentara yesterday.\nZentara, it seems, is glad.") == [
        ("Zentara", "ORG"),
        ("Zentara", "ORG"),
    ]
    assert found("Zentara, it seems, is glad.") == []


@pytest.mark.parametrize("slug", ["QTN/JB/LS", "QNS ABC RT", "AB/CD"])
def test_the_initials_of_the_writers_are_no_names(slug: str) -> None:
    assert found(f"She flew to Quito.\n{slug}") == [("Quito", "GPE")]


@pytest.mark.parametrize(
    "lead", ["QUITO, May 3 (Zephyr Line) - Talks began.", "QUITO, May 3 (Sao Lima) — Talks began."]
)
def test_the_agency_in_brackets_behind_the_dateline_is_a_body(lead: str) -> None:
    agency = lead[lead.index("(") + 1 : lead.index(")")]
    assert found(f"{lead}\nThe minister told {agency} so.") == [("QUITO", "GPE"), (agency, "ORG"), (agency, "ORG")]


def test_an_agency_alone_in_the_last_line_is_a_body() -> None:
    assert found("She flew to Quito.\nQNA")[-1] == ("QNA", "ORG")


def test_a_user_adds_names(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "organizations.tsv").write_text("name\tacronym\tnames\nzog works union\tZWU\t\n", encoding="utf-8")
    names = Annotator(Knowledge(tmp_path), BUILT_IN_MODEL)(article("They asked the ZWU for help.")).names
    assert [(name.text, name.label) for name in names] == [("ZWU", "ORG")]


@pytest.mark.parametrize(
    "text", ["A" * 60_000, "Ab-" * 20_000, "Van de " * 12_000, "Bank of the " * 8_000, "(" * 50_000]
)
def test_odd_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    rule_names(text)
    assert time.process_time() - start < 5


def test_seed_names_are_found(shared: Path) -> None:
    """Detection of names and demonyms, by overlap; a floor that only goes up."""
    ingest, annotate = Ingester(default_knowledge()), Annotator(default_knowledge(), BUILT_IN_MODEL)
    hits = spurious = missed = 0
    for line in (shared / "gold/seeds/mentions.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        source = Source(gold["doc_id"] + ".txt", (shared / "seeds" / f"{gold['doc_id']}.txt").read_bytes())
        names = [name for name in annotate(ingest(source)).names if name.label not in {"EVENT", "LAW", "PRODUCT"}]
        spans = [(m["start"], m["end"]) for m in gold["mentions"] if m["kind"] in {"name", "demonym"}]
        met = [span for span in spans if any(_meet(span, name) for name in names)]
        hits += len(met)
        missed += len(spans) - len(met)
        spurious += sum(not any(_meet(span, name) for span in spans) for name in names)
    assert 2 * hits / (2 * hits + missed + spurious) >= 0.97


def _meet(span: tuple[int, int], name: Name) -> bool:
    return span[0] < name.end and name.start < span[1]
