"""Articles come, go, change and move in any order: a run that adds to the last one gives what a run from scratch gives.

A few sequences in each test run; many with `pytest tests/runs/test_incremental.py --hypothesis-profile=long`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.runs import executor
from pipeline.runs.diff import diff_runs
from pipeline.runs.executor import Reader, Result, Task
from pipeline.runs.run import Outcome, run
from pipeline.runs.store import Store
from tests.conftest import Quiet
from tests.determinism import tables_of

TEXTS = (
    "date 2025-03-03\nKenyan President Amina Wanjiru will visit Portugal from March 10 to 12, 2025.\n",
    "date 2025-03-11\nPresident Amina Wanjiru held talks with Portuguese Prime Minister Duarte Faria in Lisbon on Tuesday.\n",
    "Wanjiru met Duarte Faria in Lisbon on Tuesday. Faria praised Kenya.\n",
    "date 2025-03-12\nLuz Faria, the Minister of Trade, signed an agreement with Kenya on Wednesday.\n",
    "date 2025-03-14\nFaria said trade between Kenya and Portugal reached $120 million in 2024.\n",
    "date 2025-04-02\nTrade between Kenya and Portugal reached $140 million in 2024, Wanjiru said.\n",
    "date 2025-04-02\nTrade between Portugal and Kenya was nearly $120 million in 2024, up 12 per cent from 2023.\n",
    "date 2025-05-01\nThe Kenya Ports Authority (KPA) opened a port in Mombasa. KPA signed an agreement with Portugal.\n",
    "date 2025-05-06\nKPA and Portugal signed an agreement on cranes worth $5 million on Monday.\n",
    "date 2025-02-01\nThe Kenya Press Association (KPA) protested on Friday.\n",
    "Portugal opened an embassy in Nairobi in March 2024. Amina Wanjiru thanked Portugal.\n",
    "date 2025-03-11\nPresident Amina Wanjiru held talks with Duarte Faria, Prime Minister of Portugal, in Lisbon on March 11.\n",
)
NAMES = ("a.txt", "b.txt", "2025-03-05-c.txt", "d/d.txt", "e.md", "f.txt")

_PLACE, _TEXT = st.sampled_from(NAMES), st.sampled_from(range(len(TEXTS)))
_STEP = st.one_of(
    st.tuples(st.just("write"), _PLACE, _TEXT),
    st.tuples(st.just("write"), _PLACE, _TEXT),
    st.tuples(st.just("remove"), _PLACE, st.none()),
    st.tuples(st.just("rename"), _PLACE, _PLACE),
)
_START = st.dictionaries(_PLACE, _TEXT, min_size=2)


class Remembering:
    """A Reader that reads each text once in all examples: the stages are pure, which other tests hold."""

    def __init__(self) -> None:
        self._reader = Reader(Settings())
        self._known: dict[tuple[str, bytes], Result] = {}

    def read(self, tasks: Sequence[Task]) -> list[Result]:
        return [self._of(task) for task in tasks]

    def _of(self, task: Task) -> Result:
        key = task.source.name, task.source.content
        if key not in self._known:
            [self._known[key]] = self._reader.read([Task(task.source, {})])
        known = self._known[key]
        return Result(task.source.path, {s: p for s, p in known.fresh.items() if s not in task.cached}, known.error)


@pytest.fixture(scope="module")
def remembering() -> Remembering:
    return Remembering()


@pytest.fixture
def quick(remembering: Remembering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "reader_for", lambda _: remembering)


def go(corpus: Path, outputs: Path, *, fresh: bool = False) -> Outcome:
    return run(Settings(corpus=corpus, outputs=outputs, fresh=fresh), Quiet())


def change(corpus: Path, kind: str, place: str, other: object) -> None:
    """Take one step, where there is anything to take it with; the corpus never gets empty."""
    file = corpus / place
    file.parent.mkdir(exist_ok=True)
    if kind == "write":
        assert isinstance(other, int)
        file.write_text(TEXTS[other], encoding="utf-8")
    elif file.exists() and kind == "rename":
        target = corpus / str(other)
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    elif file.exists() and sum(f.is_file() for f in corpus.rglob("*")) > 1:
        file.unlink()


@settings(
    max_examples=max(1, settings().max_examples // 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(start=_START, steps=st.lists(_STEP, min_size=1, max_size=5))
@example(start={"f.txt": 2, "d/d.txt": 4, "a.txt": 0}, steps=[("rename", "a.txt", "f.txt")])  # a speaker's name
def test_any_sequence_of_changes(quick: None, start: dict[str, int], steps: list[tuple[str, str, object]]) -> None:
    home = Path(tempfile.mkdtemp())
    try:
        corpus, store = home / "corpus", Store(home / "out")
        for place, text in start.items():
            corpus.mkdir(exist_ok=True)
            change(corpus, "write", place, text)
        before = go(corpus, store.outputs)
        for number, step in enumerate(steps):
            change(corpus, *step)
            after = go(corpus, store.outputs)
            scratch = Store(home / f"same{number}")
            shutil.copytree(before.folder, scratch.runs_folder / before.folder.name)
            # Fresh, it takes no rows over from the run before, only ids.
            assert tables_of(go(corpus, scratch.outputs, fresh=True).folder) == tables_of(after.folder)
            found = diff_runs(store, before.folder.name, after.folder.name)
            assert not found.unexplained
            alone = go(corpus, home / f"alone{number}")
            other = diff_runs(store, str(alone.folder), str(after.folder))
            assert not other.schema
            assert not other.tables
            assert {moved.move.change for moved in other.ids} <= {"renamed"}
            before = after
    finally:
        shutil.rmtree(home, ignore_errors=True)
