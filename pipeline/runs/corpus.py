"""The corpus folder: which files are articles, and their bytes. Nothing is ever written here.

An article is a regular file whose name ends in `.txt` or `.md` (any case), at any depth; names that begin with a dot
and other endings are passed over. Its id is its path below the corpus without the suffix, in Unicode NFC and with `/`,
so a listing order, a file system or a locale cannot change it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArticleError, CorpusError
from pipeline.ingest import MAX_BYTES
from pipeline.records import Source

SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """An article file. `path` is relative to the corpus, in NFC; `file` is how the system knows it."""

    article_id: str
    path: str
    file: Path

    def source(self) -> Source:
        """The file's bytes.

        Raises:
            ArticleError: it cannot be opened, is no regular file, or is larger than `ingest.MAX_BYTES`.
        """
        try:
            mode = self.file.stat().st_mode
            if stat.S_ISDIR(mode):
                raise ArticleError(self.path, "is a folder, not an article; rename it or move its files up")
            if not stat.S_ISREG(mode):
                raise ArticleError(self.path, "is no regular file; replace it with a text file")
            with self.file.open("rb") as stream:
                return Source(self.path, stream.read(MAX_BYTES + 1))
        except OSError as error:
            raise ArticleError(self.path, _reason(error)) from error


@dataclass(frozen=True, slots=True)
class Listing:
    """What a corpus folder holds: article files by id, what was refused by name alone, and how many files are no articles."""

    files: tuple[CorpusFile, ...]
    refused: tuple[ArticleError, ...]
    n_other: int


def list_corpus(folder: Path) -> Listing:
    """The article files below a folder, sorted by id.

    Raises:
        CorpusError: the folder does not exist, is no folder, or cannot be listed.
    """
    if not folder.is_dir():
        found = "is a file" if folder.exists() else "does not exist"
        raise CorpusError(f"{folder}: the corpus folder {found}; name a folder of .txt or .md files with --corpus")
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise CorpusError(f"{folder}: the corpus folder {_reason(error)}") from error
    files: dict[str, CorpusFile] = {}
    refused: list[ArticleError] = []
    n_other = 0
    for entry in _walk(folder, "", frozenset({os.path.realpath(folder)}), refused):
        if not entry.path.lower().endswith(SUFFIXES):
            n_other += 1
        elif entry.article_id in files:
            first = files[entry.article_id].path
            refused.append(ArticleError(entry.path, f"has the same id as {first}; rename one of them"))
        else:
            files[entry.article_id] = entry
    return Listing(
        tuple(sorted(files.values(), key=lambda f: f.article_id)), tuple(sorted(refused, key=lambda e: e.path)), n_other
    )


def _walk(folder: Path, prefix: str, above: frozenset[str], refused: list[ArticleError]) -> Iterator[CorpusFile]:
    """Files below a folder, in the order of their names; `above` holds the real paths that would close a loop."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        refused.append(ArticleError(prefix.rstrip("/"), _reason(error)))
        return
    for name in names:
        if name.startswith("."):
            continue
        file = folder / name
        path = unicodedata.normalize("NFC", prefix + name)
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode("utf-8")
            refused.append(ArticleError(shown, "its name is no valid UTF-8; rename it"))
            continue
        if file.is_dir() and not name.lower().endswith(SUFFIXES):
            real = os.path.realpath(file)
            if real in above:
                refused.append(ArticleError(path, "is a link to a folder above it (a loop); remove the link"))
            else:
                yield from _walk(file, path + "/", above | {real}, refused)
        else:
            yield CorpusFile(path.rsplit(".", 1)[0] if "." in name else path, path, file)


def _reason(error: OSError) -> str:
    """An operating system's error in our words."""
    match error:
        case PermissionError():
            return "may not be read; give yourself read permission"
        case FileNotFoundError():
            return "is gone or a link to nothing; remove it or restore the file"
        case _ if error.errno == 40:  # ELOOP has no exception class of its own
            return "is a link that leads to itself; remove it"
        case _:
            return f"cannot be read ({error.strerror or error})"
