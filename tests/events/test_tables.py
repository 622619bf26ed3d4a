"""The tables of the package: complete, well formed, and the forms made from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import KnowledgeError
from pipeline.events import EventFinder
from pipeline.events.cues import Cues
from pipeline.events.inflection import Inflector, plural
from pipeline.events.labels import joined, period
from pipeline.events.statuses import against_calendar
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.schema import EVENT_ROLES, EVENT_TYPES

K = default_knowledge()


@pytest.mark.parametrize("name", ["plover", "labels", "merging"])
def test_every_type_has_a_row(name: str) -> None:
    assert {row["type"] for row in K.rows(f"events/{name}.tsv")} == set(EVENT_TYPES)


def test_modes_name_words_of_triggers() -> None:
    words = {(row["type"], word) for row in K.rows("events/triggers.tsv") for word in row["words"].split("|")}
    told = {(row["type"], word) for row in K.rows("events/plover_modes.tsv") for word in row["words"].split("|")}
    assert told <= words


def test_every_type_has_a_trigger() -> None:
    assert {row["type"] for row in K.rows("events/triggers.tsv")} == set(EVENT_TYPES)


def test_frames_name_known_roles_and_triggers_known_frames() -> None:
    frames = {row["frame"]: row for row in K.rows("events/frames.tsv")}
    for name, row in frames.items():
        assert {role for key, role in row.items() if key != "frame" and role} <= set(EVENT_ROLES), name
    assert {row["frame"] for row in K.rows("events/triggers.tsv") if row["frame"]} <= set(frames)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("visit", "visit visits visited visiting"),
        ("host", "host hosts hosted hosting"),
        ("plan", "plan plans planned planning"),
        ("ratify", "ratify ratifies ratified ratifying"),
        ("launch", "launch launches launched launching"),
        ("agree", "agree agrees agreed agreeing"),
        ("hold", "hold holds held holding"),
        ("set up", "set up|sets up|setting up"),
        ("founded", "founded founds founding"),
        ("concur", "concur concurs concurred concurring"),
    ],
)
def test_verb_forms(lemma: str, forms: str) -> None:
    expected = set(forms.split("|")) if "|" in forms else set(forms.split())
    assert {form for form, _ in Inflector(K).verb(lemma)} == expected


def test_british_and_american_spellings() -> None:
    forms = {form for form, _ in Inflector(K).verb("criticise")}
    assert {"criticised", "criticized", "criticising", "criticizing"} <= forms


def test_plurals() -> None:
    assert [plural(n) for n in ("visit", "party", "wreath", "copy of credential")] == [
        "visits", "parties", "wreaths", "copies of credential"
    ]  # fmt: skip


def test_labels_read_well() -> None:
    day = dt.date
    assert joined(["A"]) == "A"
    assert joined(["A", "B", "C"]) == "A, B and C"
    assert joined(list("ABCDE")) == "A, B, C and 2 others"
    assert period(day(2024, 1, 1), day(2024, 12, 31), "year") == "2024"
    assert period(day(2024, 11, 1), day(2024, 11, 30), "month") == "Nov 2024"
    assert period(day(2024, 11, 30), day(2024, 12, 2), "interval") == "30 Nov – 2 Dec 2024"
    assert period(day(2023, 12, 30), day(2024, 1, 2), "interval") == "30 Dec 2023 – 2 Jan 2024"


def test_the_calendar_overrules_words() -> None:
    day = dt.date
    assert against_calendar("happened", day(2024, 7, 1), day(2024, 7, 1), day(2024, 6, 1), verbal=True) == "planned"
    assert against_calendar("", day(2024, 5, 30), day(2024, 6, 3), day(2024, 6, 1), verbal=False) == "ongoing"
    assert against_calendar("ongoing", day(2024, 5, 1), day(2024, 5, 2), day(2024, 6, 1), verbal=False) == "happened"
    assert against_calendar("proposed", day(2024, 7, 1), day(2024, 7, 1), None, verbal=True) == "proposed"


def test_cues_are_inflected_and_the_longest_wins() -> None:
    cues = Cues(K)
    words = tuple("he looked forward to it".split())
    assert cues.nearest("governor", words, 3, 0) == ("proposed", 1)
    assert cues.nearest("governor", words, 1, 0) is None


def test_a_users_rows_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    header = "type\tkind\twords\twith\tspan\tguards\tframe\n"
    (folder / "triggers.tsv").write_text(header + "gift\tverb\tgarland\t\tverb\tobject\t\n", encoding="utf-8")
    EventFinder(Knowledge(tmp_path))
    (folder / "triggers.tsv").write_text(header + "gift\tverb\tgarland\t\tverb\tnonsense\t\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="guard nonsense"):
        EventFinder(Knowledge(tmp_path))
