"""manifest.json: what a run was made from and what it wrote. Written last: a folder without it is no run.

Clock times stand here and nowhere else.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ManifestArticle(_Record):
    """An article of the run; `read` is whether this run read it or found it in the cache."""

    path: str
    sha256: str
    read: bool


class ManifestTable(_Record):
    """A table as written: `sha256` of the file; `digest` of its rows as canonical JSON lines, stable over versions."""

    rows: int
    sha256: str
    digest: str


class Skipped(_Record):
    """A file that could not be read as an article, and why."""

    path: str
    reason: str


class Manifest(_Record):
    """The manifest of a run.

    Attributes:
        components: all that the tables depend on besides the articles (`fingerprints.components`), one by one; empty
            in runs of version 0.2.0 and before.
        needs: stage -> the stages whose results it reads.
        notes: what the model that its user chose does not give.
        warnings: what a reader should know of the articles and settings; the same for every run over them.
        repairs: what this run found damaged or missing and made again.
        inputs: one hash of all that the tables depend on but the ids of the last run; "" where another run over the
            same files could give other tables, because a file could not be read for a reason of the moment.
    """

    schema_version: str
    run_id: str
    previous_run: str | None
    started: str
    finished: str
    newsledger: str
    rules: str
    fingerprints: dict[str, str]
    components: dict[str, str] = {}
    needs: dict[str, list[str]] = {}
    options: dict[str, str]
    packages: dict[str, str]
    articles: dict[str, ManifestArticle]
    skipped: list[Skipped]
    notes: list[str] = []
    warnings: list[str]
    repairs: list[str] = []
    inputs: str = ""
    tables: dict[str, ManifestTable]
