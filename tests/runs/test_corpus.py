"""Which files are articles, and one clear line for each that is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import ArticleError, CorpusError
from pipeline.ingest import MAX_BYTES
from pipeline.runs.corpus import list_corpus
from tests.conftest import NOBODY


class AsNobody:
    """While it lasts, this process may read only what everybody may, even when it runs as root."""

    def __enter__(self) -> None:
        self._user = os.geteuid()
        if self._user == 0:
            os.seteuid(NOBODY)

    def __exit__(self, *_: object) -> None:
        os.seteuid(self._user)


def test_ids_are_paths_without_suffix_in_order(tmp_path: Path) -> None:
    for name in ("b/two.TXT", "a.md", "é.txt", "Z.txt", ".hidden.txt", "notes.pdf", "b/.git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    listing = list_corpus(tmp_path)
    assert [f.article_id for f in listing.files] == ["Z", "a", "b/two", "é"]
    assert listing.n_other == 1
    assert not listing.refused


def test_composed_and_decomposed_names_are_one_id(tmp_path: Path) -> None:
    (tmp_path / "e\u0301.txt").write_text("x", encoding="utf-8")
    assert [f.article_id for f in list_corpus(tmp_path).files] == ["é"]


def test_two_files_with_one_id_name_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    listing = list_corpus(tmp_path)
    assert [f.path for f in listing.files] == ["a.md"]
    assert str(listing.refused[0]) == "a.txt: has the same id as a.md; rename one of them"


def _reason(folder: Path, name: str) -> str:
    listing = list_corpus(folder)
    with pytest.raises(ArticleError) as caught:
        next(f for f in listing.files if f.path == name).source()
    assert caught.value.path == name
    return caught.value.reason


def test_a_folder_named_like_an_article(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    assert "is a folder" in _reason(tmp_path, "x.txt")


def test_links_that_lead_nowhere_or_round(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    assert "leads to itself" in _reason(tmp_path, "self.txt")
    assert "link to nothing" in _reason(tmp_path, "gone.txt")
    refused = list_corpus(tmp_path).refused
    assert [e.path for e in refused] == ["deep/up"]
    assert "loop" in refused[0].reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in _reason(tmp_path, "pipe.txt")


def test_a_name_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (refused,) = list_corpus(tmp_path).refused
    assert "no valid UTF-8" in refused.reason


def test_no_permission(open_folder: Path) -> None:
    article = open_folder / "secret.txt"
    article.write_text("x", encoding="utf-8")
    article.chmod(0)
    (open_folder / "locked").mkdir()
    (open_folder / "locked").chmod(0)
    with AsNobody():
        assert "may not be read" in _reason(open_folder, "secret.txt")
        (refused,) = list_corpus(open_folder).refused
    assert refused.path == "locked"


def test_a_corpus_that_cannot_be_listed(open_folder: Path, tmp_path: Path) -> None:
    locked = open_folder / "corpus"
    locked.mkdir()
    locked.chmod(0)
    with AsNobody(), pytest.raises(CorpusError, match="may not be read"):
        list_corpus(locked)
    with pytest.raises(CorpusError, match="does not exist"):
        list_corpus(tmp_path / "none")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError, match="is a file"):
        list_corpus(tmp_path / "file")


def test_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES * 3)
    (entry,) = list_corpus(tmp_path).files
    assert len(entry.source().content) == MAX_BYTES + 1
