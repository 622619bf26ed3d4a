"""Hostile files through a whole run: nothing crashes, every file is read or skipped by name. Many: `make fuzz N=10000`."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz import KINDS, fuzz, hostile


def test_every_hostile_file_is_read_or_skipped_by_name(tmp_path: Path) -> None:
    assert fuzz(tmp_path, 3 * len(KINDS), seed=3) == []


def test_the_files_are_the_same_for_the_same_seed() -> None:
    assert list(hostile(40, 1)) == list(hostile(40, 1))
    assert list(hostile(40, 1)) != list(hostile(40, 2))
