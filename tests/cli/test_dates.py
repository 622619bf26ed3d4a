"""`newsledger dates`: a table for a reader, TIMEX3 lines for a scorer, one plain line when something is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done

Call = Callable[..., Done]
TEXT = "The envoy of Kenya came on Monday. He stays from November 12 to 16."


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a text on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))

    return put


def test_help_has_an_example(newsledger: Call) -> None:
    done = newsledger("dates", "--help")
    assert done.code == 0
    assert "newsledger dates --jsonl" in " ".join(done.out.split()).split("Example", 1)[1]


def test_lines_of_documents_become_lines_of_timexes(newsledger: Call, typed: Callable[[str], None]) -> None:
    documents = [
        {"doc_id": "a", "dct": "2024-11-14", "text": TEXT},
        {"doc_id": 7, "dct": "2024-11-14T09:30:00", "text": "Yesterday, “Năm” ended."},
        {"doc_id": "c", "dct": None, "text": "Yesterday it ended."},
    ]
    typed("\ufeff" + "\n\n".join(json.dumps(document) for document in documents) + "\n")
    done = newsledger("dates", "--jsonl")
    assert (done.code, done.err) == (0, "")
    first, second, third = (json.loads(line) for line in done.out.splitlines())
    assert first == {
        "doc_id": "a",
        "timexes": [
            {"start": 27, "end": 33, "text": "Monday", "type": "DATE", "value": "2024-11-11"},
            {"start": 49, "end": 60, "text": "November 12", "type": "DATE", "value": "2024-11-12"},
            {"start": 64, "end": 66, "text": "16", "type": "DATE", "value": "2024-11-16"},
        ],
    }
    assert all(TEXT[t["start"] : t["end"]] == t["text"] for t in first["timexes"])
    assert (second["doc_id"], second["timexes"][0]["value"]) == (7, "2024-11-13")
    assert third["timexes"][0]["value"] == "XXXX-XX-XX"


def test_a_text_becomes_a_table(newsledger: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    done = newsledger("dates", tmp_path / "text.txt", "--date", "2024-11-14")
    assert done.code == 0
    assert done.out.splitlines()[1].split() == ["27", "Monday", "DATE", "2024-11-11", *["2024-11-11"] * 2, "published"]
    assert "2024-11-12  2024-11-16  published" in done.out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1: no JSON"),
        ("[]", "line 1: no object with doc_id and a text"),
        ('{"doc_id": 1, "text": 2}', "line 1: no object with doc_id and a text"),
        ('{"doc_id": 1, "text": "a", "dct": "soon"}', "line 1: dct: 'soon' is no day; write it as 2024-11-14"),
        ('{"doc_id": 1, "text": "a", "dct": 5}', "line 1: dct: 5 is no day; write it as 2024-11-14"),
        ("[" * 100_000, "line 1: no JSON"),
    ],
)
def test_a_bad_line_is_named(newsledger: Call, typed: Callable[[str], None], line: str, words: str) -> None:
    typed(line)
    done = newsledger("dates", "--jsonl")
    assert done.code == 2
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_bad_options(newsledger: Call, tmp_path: Path) -> None:
    assert "'14/11' is no day" in newsledger("dates", tmp_path / "a", "--date", "14/11").err
    assert "cannot be read" in newsledger("dates", tmp_path / "a").err
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    done = newsledger("dates", tmp_path / "b")
    assert (done.code, "damaged UTF-16" in done.err) == (2, True)
