"""Sentences of plain text: what ends one, and which full stops do not."""

from __future__ import annotations

import pytest

from pipeline.figures import split

SENTENCES = [
    ("Trade rose. It fell again.", 2),
    ("Trade rose 5%. It fell again.", 2),
    ("The year ended Sept. 30 was good.", 1),
    ("They left in Sept. The talks ended.", 2),
    ("They met Gov. Jane Roe there.", 1),
    ("Shares of Halden Inc. Chairman Tom Roe rose.", 1),
    ("It bought Halden Corp. The price was low.", 2),
    ("It sold approx. 3,000 cars.", 1),
    ("One line\nand another", 2),
    (". . .", 1),
    ("", 0),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    found = list(split(text))
    assert len(found) == count
    assert "".join(text[start:end] for start, end in found) == text
