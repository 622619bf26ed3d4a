"""Kills runs at random moments and looks at what they leave. `python -m tests.crash [N] [--seed S]`.

Two writers run one after the other's runs into one outputs folder, each over its own corpus (one lacks the newest
article), now and then from scratch or over an emptied cache. N times one of them is killed with SIGKILL at a random
moment and started again. Meanwhile a reader resolves `latest` once, then compares every table with the manifest's
checksums. At the end every run that is listed must be whole, and one more run must give what an undisturbed one gives.

The network is not run: its results, and those of the other stages, are taken from the undisturbed run, so that what is
killed is the writing. Exit code 0 when nothing is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import OutputsError, PipelineError
from pipeline.runs import executor
from pipeline.runs.executor import Result, Task
from pipeline.runs.run import run
from pipeline.runs.store import Store
from tests.conftest import ARTICLES, Quiet
from tests.determinism import tables_of

LONGEST_LIFE = 2.0
"""Lives of writers, as a multiple of the time a run takes: some die in their first run, some in a later one."""


class Recorded:
    """Stage results by article, in place of a Reader."""

    def __init__(self, results: dict[str, dict[str, bytes]]) -> None:
        self._results = results

    def read(self, tasks: Sequence[Task]) -> list[Result]:
        results = []
        for task in tasks:
            name = task.source.path.rsplit("/", 1)[-1]
            fresh = {stage: payload for stage, payload in self._results[name].items() if stage not in task.cached}
            results.append(Result(task.source.path, fresh, None))
        return results


class Recorder(executor.Reader):
    """A Reader that remembers what it read."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.results: dict[str, dict[str, bytes]] = {}

    def read(self, tasks: Sequence[Task]) -> list[Result]:
        results = super().read(tasks)
        self.results |= {result.path.rsplit("/", 1)[-1]: dict(result.fresh) for result in results}
        return results


def prepare(home: Path) -> tuple[list[Path], dict[str, bytes], float]:
    """Two corpora, the second without the newest article; the tables of an undisturbed run over the first; its time."""
    corpora = [home / "whole", home / "part"]
    for corpus, names in zip(corpora, (sorted(ARTICLES), sorted(ARTICLES)[:-1]), strict=True):
        corpus.mkdir()
        for name in names:
            (corpus / name).write_text(ARTICLES[name], encoding="utf-8")
    recorder = Recorder(Settings())
    executor.reader_for = lambda _: recorder  # type: ignore[assignment]
    calm = run(Settings(corpus=corpora[0], outputs=home / "calm"), Quiet())
    recorded = Recorded(recorder.results)
    executor.reader_for = lambda _: recorded  # type: ignore[assignment]
    began = time.monotonic()
    run(Settings(corpus=corpora[0], outputs=home / "calm", fresh=True), Quiet())
    return corpora, tables_of(calm.folder), time.monotonic() - began


def write_forever(corpus: Path, outputs: Path, seed: int) -> None:
    """A writer: one run after the other, until it is killed."""
    chance = random.Random(seed)
    while True:
        try:
            if chance.random() < 0.1:
                with Store(outputs).lock():
                    shutil.rmtree(outputs / "cache", ignore_errors=True)
            run(Settings(corpus=corpus, outputs=outputs, fresh=chance.random() < 0.3), Quiet())
        except OutputsError as error:
            if "another run is writing" not in str(error):
                raise
            time.sleep(0.01)


def read_forever(outputs: Path, report: int) -> None:
    """A reader: writes a byte for each read, "+" or "!" for an inconsistent one."""
    store = Store(outputs)
    while True:
        try:
            folder = store.resolve("latest")
        except PipelineError:
            time.sleep(0.01)
            continue
        os.write(report, b"+" if is_whole(store, folder) else b"!")


def is_whole(store: Store, folder: Path) -> bool:
    """Whether every table of a run is what its manifest says."""
    try:
        tables = store.manifest(folder).tables
        return {f.stem for f in folder.glob("*.parquet")} == set(tables) and all(
            hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest() == told.sha256
            for name, told in tables.items()
        )
    except (OSError, PipelineError):
        return False


def child(work: Callable[[], None]) -> int:
    """Start a process that does only this; its id."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - said, then the process ends whatever it was
            traceback.print_exc()
        os._exit(1)
    return pid


def kill(pid: int) -> bool:
    """End a child; False if it had ended by itself."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def crash(home: Path, count: int, seed: int) -> list[str]:
    """Kill `count` writers; what was found wrong, a line each."""
    chance = random.Random(seed)
    corpora, expected, seconds = prepare(home)
    outputs = home / "outputs"
    store = Store(outputs)
    listening, telling = os.pipe()
    reader = child(lambda: read_forever(outputs, telling))
    os.set_blocking(listening, False)

    def writer(which: int, number: int) -> int:
        return child(lambda: write_forever(corpora[which], outputs, number))

    writers = [writer(0, -1), writer(1, -2)]
    faults = []
    heard = b""
    for number in range(count):
        time.sleep(chance.random() * LONGEST_LIFE * seconds)
        which = chance.randrange(2)
        if not kill(writers[which]):
            faults.append(f"writer {which} ended by itself before kill {number}")
        writers[which] = writer(which, number)
        heard += _heard(listening)
    for pid in (*writers, reader):
        kill(pid)
    heard += _heard(listening)
    runs = store.run_ids()
    if b"!" in heard:
        faults.append(f"{heard.count(b'!')} of {len(heard)} reads were inconsistent")
    faults += [f"run {name} is not whole" for name in runs if not is_whole(store, store.runs_folder / name)]
    last = run(Settings(corpus=corpora[0], outputs=outputs), Quiet())
    if tables_of(last.folder) != expected:
        faults.append("the last run is not what an undisturbed one gives")
    faults += [f"{orphan} was left" for orphan in outputs.rglob(".tmp-*")]
    print(f"{count} kills: {len(runs)} runs published, {len(heard)} reads, {heard.count(b'!')} inconsistent")
    return faults


def _heard(listening: int) -> bytes:
    try:
        return os.read(listening, 1 << 20)
    except BlockingIOError:
        return b""


def main(arguments: Sequence[str] | None = None) -> int:
    """Crash and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=50, help="how many times to kill (50)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (1)")
    given = parser.parse_args(arguments)
    home = Path(tempfile.mkdtemp(prefix="crash-"))
    try:
        faults = crash(home, given.count, given.seed)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print("\n".join(faults) if faults else "nothing was lost")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
