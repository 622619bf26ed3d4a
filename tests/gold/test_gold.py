"""The events of the sample corpus against our own annotation, with the scorer that the seed articles are scored with.

`events.jsonl` was annotated by reading, before the rules were run on these articles; rules were then mended by what it
showed, so since then it is tuning text. Floors only go up.
"""

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

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("gold")
    outcome = run(Settings(corpus=CORPUS, outputs=home / "out"), Quiet())
    report = home / "scores.json"
    command = [sys.executable, str(shared / "gold" / "score.py"), str(outcome.folder)]
    subprocess.run([*command, "--gold", str(HERE), "--json", str(report)], check=True, capture_output=True)
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


FLOORS = {
    "mention/f1": 0.93,
    "subtype/acc": 0.98,
    "status/acc": 0.98,
    "date/compatible": 0.88,
    "date_from_other_article/acc": 0.98,
    "place/acc": 0.84,
    "participants/f1": 0.88,
    "clusters/b3/f1": 0.97,
    "clusters/links_across_docs/f1": 0.96,
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_is_not_below_its_floor(scores: dict[str, Any], name: str) -> None:
    value: Any = scores["events"]
    for part in name.split("/"):
        value = value[part]
    assert value >= FLOORS[name]
