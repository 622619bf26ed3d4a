"""Knowledge files: what is read, what a user adds, and the one line that says what is wrong with a bad file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import KnowledgeError
from pipeline.knowledge import Knowledge, cells, default_knowledge, describe_files

NAME = "knowledge/organizations.tsv"


def added(folder: Path, content: bytes, name: str = NAME) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


def test_rows_of_a_user_come_last(tmp_path: Path) -> None:
    extra = added(tmp_path, b"# ours\nname\tacronym\tnames\n\nZog Works Union\tZWU\n")
    rows = Knowledge(extra).rows(NAME)
    assert rows[-1] == {"name": "Zog Works Union", "acronym": "ZWU", "names": ""}
    assert rows[:-1] == default_knowledge().rows(NAME)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name\tother\n", "the header is"),
        (b"name\tacronym\tnames\na\tb\tc\td\n", "4 cells, the header has 3"),
        (b"# nothing\n", "no header line"),
        (b"name\tacronym\tnames\n\xff\xfe\xfa\n", "UTF-8"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason) as caught:
        Knowledge(added(tmp_path, content)).rows(NAME)
    assert "\n" not in str(caught.value)
    assert "organizations.tsv" in str(caught.value)


def test_a_file_that_no_package_reads_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no built-in file"):
        Knowledge(added(tmp_path, b"a\n", "knowledge/zog.tsv"))


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such knowledge folder"):
        Knowledge(tmp_path / "none")


def test_every_file_says_what_it_is() -> None:
    described = {file.name: file for file in describe_files()}
    assert described[NAME].columns == ("name", "acronym", "names")
    assert all(file.meaning and file.n_rows for file in described.values())


def test_cells_are_split_and_stripped() -> None:
    assert cells(" a | b||c ") == ("a", "b", "c")


def test_no_given_name_or_title_stands_twice() -> None:
    for name, column in (("knowledge/forenames.tsv", "name"), ("knowledge/titles.tsv", "title")):
        keys = [(row[column], row["kind"]) for row in default_knowledge().rows(name)]
        assert [key for key in set(keys) if keys.count(key) > 1] == []
