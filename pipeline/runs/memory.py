"""One text in memory through the stages of a run, without a corpus and without an outputs folder.

The text is read as if it stood in a corpus as NAME.txt: the same stages, merging, tables and checks as in `run`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyarrow as pa

from pipeline.config import BUILT_IN_MODEL, Settings
from pipeline.errors import ArticleError
from pipeline.knowledge import Knowledge
from pipeline.records import Article, Document, Source
from pipeline.runs.cache import decode, encode
from pipeline.runs.contract import check_tables
from pipeline.runs.executor import Reader, Task
from pipeline.runs.fingerprints import components
from pipeline.runs.tables import build_tables
from pipeline.schema import TABLES
from pipeline.stages import STAGES, Registry, reading, reconcile


def extract_tables(text: str, settings: Settings, published: dt.date | None, name: str) -> dict[str, pa.Table]:
    """The tables of one text, in schema order.

    Args:
        text: the article; its lines and their order matter as in a file.
        settings: `model` and `knowledge` count, the rest is about folders.
        published: the day the text is from; None: as the text or the name says, if they do.
        name: article_id of the text, the file's name without its ending.

    Raises:
        ArticleError: the text is empty, too long, or no readable text.
        ModelError, KnowledgeError: the stages cannot be built.
    """
    source = Source(f"{name}.txt", _encoded(text, name))
    reader = _reader(settings, _user_files(settings))
    payloads = dict(_ingested(source, settings, published))
    [result] = reader.read([Task(source, payloads)])
    if result.error is not None:
        raise result.error
    payloads |= result.fresh
    parts: dict[str, Any] = {stage: decode(stage, payload) for stage, payload in payloads.items()}
    knowledge = Knowledge(settings.knowledge)
    ledger = reconcile([Document(name, source.path, reading(parts))], knowledge, Registry({}, {}))
    tables = dict(build_tables(ledger, knowledge))
    check_tables(tables)
    return {table.name: tables[table.name] for table in TABLES}


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(
            name, f"half a character at {error.start} (a lone surrogate); decode the text anew"
        ) from error


@lru_cache(maxsize=2)
def _reader(settings: Settings, _files: tuple[tuple[str, str], ...]) -> Reader:
    """The stages, built once for settings and the user's files as they are now: loading the network takes a second."""
    return Reader(settings)


def _user_files(settings: Settings) -> tuple[tuple[str, str], ...]:
    """What identifies the files of the user that the stages read; those of the package stay as they are."""
    if settings.knowledge is None and settings.model == BUILT_IN_MODEL:
        return ()
    return tuple(components(settings).items())


def _ingested(source: Source, settings: Settings, published: dt.date | None) -> Mapping[str, bytes]:
    """The result of the first stage under its name where a day is given, to be taken instead of what it would say."""
    if published is None:
        return {}
    first = STAGES[0]
    article = first.build(Knowledge(settings.knowledge), settings)(source)
    assert isinstance(article, Article)
    dated = replace(
        article, published=published, published_basis="given", published_earliest=None, published_latest=None
    )
    return {first.name: encode(first.name, dated)}
