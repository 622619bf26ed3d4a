"""The readings of a run in memory: as whole as asked for, and what is left out says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import ids
from pipeline.config import Settings
from pipeline.ingest import find_duplicates
from pipeline.records import Document, Reading
from pipeline.runs.cache import Cache, encode
from pipeline.runs.corpus import list_corpus
from pipeline.runs.fingerprints import components, stage_fingerprints
from pipeline.runs.intake import hashed
from pipeline.runs.rows import Parts
from pipeline.runs.shelf import Shelf
from pipeline.stages import results
from tests.conftest import read_text

UNDATED = "Kenya met Japan on Monday. It sold rice for $3 million.\n"


@pytest.fixture
def whole(corpus: Path) -> dict[str, Document]:
    """Article id -> what reading it gives."""
    (corpus / "undated.txt").write_text(UNDATED, encoding="utf-8")
    found = {}
    for file in list_corpus(corpus).files:
        reading = read_text(file.source().content.decode("utf-8"), file.path)
        found[file.article_id] = Document(file.article_id, file.path, reading)
    return found


@pytest.fixture
def shelf(corpus: Path, tmp_path: Path, whole: dict[str, Document]) -> Shelf:
    works = hashed(list_corpus(corpus), stage_fingerprints(components(Settings())), [])
    cache = Cache(tmp_path / "cache")
    for work in works:
        parts = results(whole[work.entry.article_id].reading)
        cache.add((stage, work.keys[stage], encode(stage, part)) for stage, part in parts.items())
    return Shelf(works, cache)


def found(reading: Reading) -> tuple[Any, ...]:
    return reading.article, reading.dates, reading.actors, reading.figures, reading.events


def test_what_merging_reads_is_what_reading_gave(shelf: Shelf, whole: dict[str, Document]) -> None:
    assert {d.article_id for d in shelf.documents} == set(whole)
    for _ in range(2):  # as well after it was let go of
        for document in shelf.documents:
            told, known = document.reading, whole[document.article_id].reading
            assert told.article.published == known.article.published
            assert told.article.sentences == known.article.sentences
            assert told.article.signature == known.article.signature
            assert told.article.n_words == known.article.n_words
            assert told.dates == known.dates
            assert told.actors.mentions == known.actors.mentions
            assert told.actors.actors == known.actors.actors
            assert told.actors.roles == known.actors.roles
            assert told.figures.figures == known.figures.figures
            assert told.events.mentions == known.events.mentions
        shelf.release()
    assert find_duplicates(shelf.documents) == find_duplicates(tuple(whole.values()))


def test_ids_are_kept_small_and_are_the_same(shelf: Shelf, whole: dict[str, Document]) -> None:
    for document in shelf.documents:
        known = whole[document.article_id]
        for sort in (ids.mention_ids, ids.event_mention_ids, ids.rejected_ids, ids.figure_ids, ids.date_ids):
            assert sort(document) == sort(known)
        mentions, figures = ids.mention_ids(known), ids.figure_ids(known)
        assert [ids.mention_id(document, n) for n in range(len(mentions))] == list(mentions)
        assert [ids.figure_id(document, n) for n in range(len(figures))] == list(figures)
        assert [ids.figure_id(known, n) for n in range(len(figures))] == list(figures)


def test_ids_are_minted_once(
    corpus: Path, tmp_path: Path, shelf: Shelf, whole: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {document.article_id: dict(document.minted) for document in shelf.documents}
    monkeypatch.setattr(ids, "packed", None)
    works = hashed(list_corpus(corpus), stage_fingerprints(components(Settings())), [])
    again = Shelf(works, Cache(tmp_path / "cache"))
    for document in again.documents:
        if document.article_id != "undated":
            assert dict(document.minted) == known[document.article_id]
            assert document.reading.actors == next(
                d.reading.actors for d in shelf.documents if d.article_id == document.article_id
            )
        assert ids.date_ids(document) == ids.date_ids(whole[document.article_id])
    (corpus / "below").mkdir()
    (corpus / "2025-03-03-visit.txt").rename(corpus / "below" / "2025-03-03-visit.txt")
    works = hashed(list_corpus(corpus), stage_fingerprints(components(Settings())), [])
    with pytest.raises(TypeError):  # its results are the same, its ids are not
        Shelf(works, Cache(tmp_path / "cache"))


def test_what_is_left_out_says_so(shelf: Shelf) -> None:
    for document in shelf.documents:
        with pytest.raises(RuntimeError, match="without tokens"):
            _ = document.reading.annotation.tokens
        with pytest.raises(RuntimeError, match="without names"):
            _ = document.reading.annotation.names
        if document.article_id != "undated":
            with pytest.raises(RuntimeError, match="without text"):
                _ = document.reading.article.text


def test_an_undated_article_is_there_whole(shelf: Shelf, whole: dict[str, Document]) -> None:
    document = next(d for d in shelf.documents if d.article_id == "undated")
    assert found(document.reading) == found(whole["undated"].reading)


def test_tables_get_whole_documents_and_those_that_were_changed(shelf: Shelf, whole: dict[str, Document]) -> None:
    first, *others = shelf.documents
    changed = Document(first.article_id, first.path, whole[first.article_id].reading)
    stretched = [document for some in shelf.stretches([*others, changed]) for document in some]
    assert [d.article_id for d in stretched] == sorted(whole)
    for document in stretched:
        known = whole[document.article_id]
        assert document is changed or found(document.reading) == found(known.reading)
        assert ids.mention_ids(document) == ids.mention_ids(known)
        assert ids.reference_ids(document) == ids.reference_ids(known)
    assert changed in stretched


def test_parts_of_a_table_are_its_rows_in_order() -> None:
    schema = pa.schema([("number", pa.int32()), ("word", pa.string())])
    rows = [{"number": n, "word": None if n % 3 else str(n)} for n in range(25_000)]
    parts = Parts(schema)
    assert parts.column("word") == pa.chunked_array([], pa.string())
    parts.add(rows[:24_000])
    parts.add([])
    parts.add(rows[24_000:])
    for name in ("number", "word", "number"):
        assert parts.column(name).to_pylist() == [row[name] for row in rows]
    assert parts.column("number").type == pa.int32()
