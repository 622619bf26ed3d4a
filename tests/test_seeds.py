"""Score floors on the annotated seed articles. They only go up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.runs.run import run
from tests.conftest import Quiet

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("seeds")
    outcome = run(Settings(corpus=shared / "seeds", outputs=home / "out"), Quiet())
    assert not outcome.manifest.skipped
    report = home / "scores.json"
    command = [sys.executable, shared / "gold" / "score.py", outcome.folder, "--json", report]
    subprocess.run(command, check=True, capture_output=True)
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


FLOORS = {
    "articles/published": 0.8,
    "articles/agency": 0.8,
    "articles/place": 0.8,
    "articles/author": 0.8,
    "dates/resolved/f1": 0.8,
    "figures/value+unit/f1": 0.85,
    "mentions names/found/f1": 0.75,
    "events/mention/f1": 0.4,
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_is_not_below_its_floor(scores: dict[str, Any], name: str) -> None:
    value: Any = scores
    for part in name.split("/"):
        value = value[part]
    assert value >= FLOORS[name]
