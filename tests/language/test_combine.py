"""Names by rule and by model as one list: who bounds, who labels, what falls."""

from __future__ import annotations

import pytest

from pipeline.language.combine import combine
from pipeline.records import Name

TEXT = "Minister Ada Oyelaran toured the Tekong dam and Zuri with Acme Corp."


def name(text: str, label: str, rule: str) -> Name:
    start = TEXT.index(text)
    return Name(start, start + len(text), text, label, 0, rule)


def codes(kinds: dict[str, str]) -> dict[int, str]:
    return {TEXT.index(word): code for word, code in kinds.items()}


CODES = codes({"Minister": "T", "Ada": "F", "Oyelaran": "C", "Tekong": "C", "Zuri": "C", "Acme": "C", "Corp": "z"})


@pytest.mark.parametrize(
    ("rules", "model", "expected"),
    [
        ([name("Zuri", "ORG", "capitals")], [], []),  # a guess from capitals alone falls
        ([name("Tekong", "GPE", "cue")], [], []),  # so does one from the words beside it
        ([name("Zuri", "ORG", "capitals")], [name("Zuri", "GPE", "model")], [("Zuri", "GPE")]),
        ([name("Zuri", "GPE", "gazetteer:city")], [name("Zuri", "PERSON", "model")], [("Zuri", "PERSON")]),
        ([name("Zuri", "GPE", "gazetteer:country")], [name("Zuri", "ORG", "model")], [("Zuri", "GPE")]),
        ([name("Zuri", "GPE", "gazetteer:city")], [name("Zuri", "LOC", "model")], [("Zuri", "GPE")]),  # finer
        (
            [name("Oyelaran", "PERSON", "title")],
            [name("Ada Oyelaran", "PERSON", "model")],
            [("Ada Oyelaran", "PERSON")],
        ),
        ([name("Acme Corp", "ORG", "corporate")], [name("Acme", "PERSON", "model")], [("Acme Corp", "ORG")]),
        ([], [name("Zuri", "LOC", "model")], [("Zuri", "GPE")]),  # a model of three labels says LOC of towns
        ([], [name("Minister", "PERSON", "model")], []),  # a title alone is no name
    ],
)
def test_one_list(rules: list[Name], model: list[Name], expected: list[tuple[str, str]]) -> None:
    assert [(n.text, n.label) for n in combine(rules, model, CODES)] == expected
