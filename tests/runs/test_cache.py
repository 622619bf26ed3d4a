"""The cache gives back what was put in, and nothing from a damaged shard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.config import Settings
from pipeline.errors import OutputsError
from pipeline.runs import fingerprints
from pipeline.runs.cache import SHARD, Cache, decode, encode
from pipeline.runs.fingerprints import cache_key, components, stage_fingerprints
from pipeline.runs.run import run
from pipeline.stages import STAGES
from tests.conftest import ARTICLES, Quiet, read_text


def test_every_stage_result_survives_encoding() -> None:
    reading = read_text(ARTICLES["2025-03-11-talks.txt"], "2025-03-11-talks.txt")
    parts = dict(zip((s.name for s in STAGES), (getattr(reading, f) for f in reading.__slots__), strict=True))
    for stage in STAGES:
        payload = encode(stage.name, parts[stage.name])
        assert decode(stage.name, payload) == parts[stage.name]
        assert encode(stage.name, decode(stage.name, payload)) == payload


def test_find_gives_back_what_was_added(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.find({"k1"}) == {}
    cache.add([("dates", "k1", b"one"), ("dates", "k2", b"two")])
    cache.add([])
    cache.add([("figures", "k3", b"three")])
    assert cache.find({"k1", "k3", "k9"}) == {"k1": b"one", "k3": b"three"}


def test_a_damaged_shard_is_dropped_and_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.add([("dates", "k1", b"one")])
    (shard,) = tmp_path.glob("*.parquet")
    content = bytearray(shard.read_bytes())
    content[len(content) // 2] ^= 1
    shard.write_bytes(content)
    assert cache.find({"k1"}) == {}
    assert "damaged" in cache.warnings[0]
    assert not list(tmp_path.glob("*.parquet"))


def test_sweep_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    (tmp_path / ".tmp-1-x").write_bytes(b"half")
    Cache(tmp_path).sweep()
    assert not list(tmp_path.iterdir())


def test_fingerprints_follow_the_model_and_the_users_rows(tmp_path: Path) -> None:
    plain = stage_fingerprints(components(Settings()))
    assert list(plain) == [stage.name for stage in STAGES]
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "triggers.tsv").write_text("x", encoding="utf-8")
    added = stage_fingerprints(components(Settings(knowledge=tmp_path)))
    assert all(added[name] != plain[name] for name in plain)
    nlp: Any = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "model")
    other = stage_fingerprints(components(Settings(model=str(tmp_path / "model"))))
    assert {name for name in plain if other[name] == plain[name]} == {"ingest"}


def test_the_key_holds_the_file_name_for_the_date_in_it() -> None:
    assert cache_key("p", "s", "2025-01-01.txt") != cache_key("p", "s", "2025-01-02.txt")


def test_the_code_behind_the_stages_is_a_component() -> None:
    """A change in how rows are made must not pass for nothing."""
    home = Path(fingerprints.__file__).parent.parent
    assert {"runs/tables.py", "runs/rows.py", "runs/event_rows.py"} <= set(fingerprints._table_code(home))


def test_small_shards_are_joined_and_nothing_is_lost(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(40):
        cache.add([("dates", f"d{number}", bytes([number])), ("events", f"e{number}", bytes([number, 1]))])
    cache.prune()
    assert len(list(tmp_path.glob("*.parquet"))) == 1
    again = Cache(tmp_path)
    assert again.find({"d7", "e39"}) == {"d7": b"\x07", "e39": b"\x27\x01"}
    assert "d0" in again
    assert "d40" not in again


def test_what_no_run_used_lately_goes_when_it_outgrows_what_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.runs.cache._SPARE", 0)
    for number, place in enumerate(("old", "older", "used")):
        Cache(tmp_path).add([("dates", place, bytes(range(256)) * (1 + number))])
    for age, key in enumerate(("used", "old", "older")):
        cache = Cache(tmp_path)
        cache.find({key})
        (shard,) = cache._used
        os.utime(shard, (1000 - age, 1000 - age))
    cache = Cache(tmp_path)
    assert set(cache.find({"used"})) == {"used"}
    cache.prune()
    left = Cache(tmp_path)
    assert "used" in left
    assert "old" in left
    assert "older" not in left


def test_a_run_over_nothing_new_takes_nothing_from_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks the cache for nothing: a large cache must not be cut for that."""
    monkeypatch.setattr("pipeline.runs.cache._SPARE", 0)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("2025-03-11-talks.txt", "2025-03-12-signing.txt"):
        (corpus / name).write_text(next(iter(ARTICLES.values())), encoding="utf-8")
    settings = Settings(corpus=corpus, outputs=tmp_path / "out")
    assert [len(run(settings, Quiet()).read) for _ in range(2)] == [2, 0]
    (corpus / "new.txt").write_text("date 2025-04-01\n\nKenya praised Peru.\n", encoding="utf-8")
    assert run(settings, Quiet()).read == ("new.txt",)


def test_a_cache_that_cannot_be_written_is_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    with pytest.raises(OutputsError, match="cache: cannot be written"):
        Cache(tmp_path / "cache").add([("dates", "k", b"one")])


def test_a_small_shard_that_none_is_left_to_join_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    each = SHARD // 2
    joined = SHARD * len(STAGES) // each
    keys = [f"{number:064d}" for number in range(each * (2 * joined + 1))]
    for at in range(0, len(keys), each):
        cache.add(("dates", key, b"[]") for key in keys[at : at + each])
    cache.prune()
    assert len(list((tmp_path / "cache").glob("*.parquet"))) == 3
    assert len(Cache(tmp_path / "cache").find(keys)) == len(keys)
