"""Runs, measured: throughput, overhead, a run over nothing new, one new article, growth of time and memory, processes.

    python -m benchmarks.runs [--articles N] [--read M] [--json FILE] [--home FOLDER]

M articles are read in full, network and all, for the ratios of a run to its language pass and of two processes to one.
Corpora of N/10 and N articles (`benchmarks.corpus`) have the results of the language pass put into the cache, so that
the rest is measured at a size for which the network would need an hour; the time of the network grows with the number
of articles and nothing else. Every measurement is a process of its own; wall seconds, peak resident memory. `--home`
keeps corpora and outputs, and what is there is not made again. N = 10,000 takes some fifteen minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

Measured = dict[str, float]

_SEED = 1
_NEW = "date 2026-01-05\n\nPeru and Kenya signed an agreement on tea worth $5 million on Monday.\n"
_LATER = "date 2026-01-06\n\nChile and Japan signed an agreement on lithium worth $7 million on Tuesday.\n"


class Silent:
    """Progress that says nothing."""

    def note(self, text: str) -> None: ...

    def start(self, total: int, cached: int) -> None: ...

    def article(self, path: str) -> None: ...

    def skipped(self, error: Exception) -> None: ...

    def step(self, name: str) -> None: ...


@contextmanager
def timed(measured: Measured, name: str) -> Iterator[None]:
    """Wall and CPU seconds of a block, those of processes that ended in it too, as NAME and NAME_cpu."""
    wall, cpu = time.perf_counter(), sum(os.times()[:4])
    yield
    measured[name] = time.perf_counter() - wall
    measured[f"{name}_cpu"] = sum(os.times()[:4]) - cpu


def measure_reading(home: Path, count: int) -> Measured:
    """A run with what its language pass takes of it, and that pass alone before and behind it, in one process.

    A machine that others use, too, is now faster, now slower, by more than what is measured: what a run takes beside its
    language pass is told by the pass inside it, of the same minute.
    """
    from pipeline.config import Settings
    from pipeline.ingest import Ingester
    from pipeline.knowledge import Knowledge
    from pipeline.language import Annotator
    from pipeline.records import Annotation, Article, Source
    from pipeline.runs.executor import reader_for, recipe_for
    from pipeline.runs.fingerprints import components
    from pipeline.runs.run import run

    corpus = made_corpus(home / "read", count)
    measured: Measured = {"language": 0.0, "language_cpu": 0.0}
    knowledge = Knowledge(None)
    annotator, ingester, annotate = Annotator(knowledge, "built-in"), Ingester(knowledge), Annotator.__call__
    articles = [ingester(Source(f.name, f.read_bytes())) for f in sorted(corpus.rglob("*.txt"))]
    measured["words"] = sum(len(article.text.split()) for article in articles)

    def noting(self: Annotator, article: Article) -> Annotation:
        taken: Measured = {}
        with timed(taken, "language"):
            found = annotate(self, article)
        measured.update({name: measured[name] + seconds for name, seconds in taken.items()})
        return found

    annotator(articles[0])
    settings = Settings(corpus=corpus, outputs=home / "read" / "warm", fresh=True)
    reader_for(recipe_for(settings, components(settings)))
    with timed(measured, "before"):
        deque(map(annotator, articles), maxlen=0)
    with patch.object(Annotator, "__call__", noting), timed(measured, "run"):
        run(settings, Silent())
    with timed(measured, "behind"):
        deque(map(annotator, articles), maxlen=0)
    return measured | {f"alone{c}": (measured[f"before{c}"] + measured[f"behind{c}"]) / 2 for c in ("", "_cpu")}


def measure_processes(home: Path, count: int) -> Measured:
    """The command with one process, twice with two, and with one again; the sums."""
    corpus = made_corpus(home / "read", count)
    measured: Measured = {}
    for processes in (1, 2, 2, 1):
        taken: Measured = {}
        with timed(taken, f"processes_{processes}"), tempfile.TemporaryDirectory() as outputs:
            typed(corpus, Path(outputs), "--processes", str(processes))
        measured |= {name: measured.get(name, 0.0) + seconds for name, seconds in taken.items()}
    return measured


def measure_first(home: Path, count: int) -> Measured:
    """A run whose language pass comes from the cache: all other stages, reconciling, writing."""
    from pipeline.config import Settings
    from pipeline.runs.run import run

    measured: Measured = {}
    with timed(measured, "first"):
        outcome = run(Settings(corpus=home / str(count) / "corpus", outputs=home / str(count) / "outputs"), Silent())
    measured["rows"] = sum(table.rows for table in outcome.manifest.tables.values())
    measured["bytes"] = sum(f.stat().st_size for f in outcome.folder.iterdir())
    cache = home / str(count) / "outputs" / "cache"
    measured["cache_bytes"] = sum(f.stat().st_size for f in cache.iterdir())
    return measured


def measure_again(home: Path, count: int) -> Measured:
    """A run over nothing new and one over one new article, in a process whose stages are built."""
    from pipeline.config import Settings
    from pipeline.runs.executor import reader_for, recipe_for
    from pipeline.runs.fingerprints import components
    from pipeline.runs.run import run

    corpus = home / str(count) / "corpus"
    settings = Settings(corpus=corpus, outputs=home / str(count) / "outputs")
    measured: Measured = {}
    with timed(measured, "build"):
        reader_for(recipe_for(settings, components(settings)))
    with timed(measured, "nothing_new"):
        run(settings, Silent())
    new = corpus / "new.txt"
    new.write_text(_LATER if new.exists() and new.read_text(encoding="utf-8") == _NEW else _NEW, encoding="utf-8")
    with timed(measured, "one_new"):
        run(settings, Silent())
    return measured


def made_corpus(home: Path, count: int) -> Path:
    """A corpus of so many made articles."""
    from benchmarks.corpus import made_articles, units, write_corpus
    from pipeline.knowledge import Knowledge
    from pipeline.language import Annotator

    corpus = home / "corpus"
    if not corpus.is_dir():
        knowledge = Knowledge(None)
        write_corpus(corpus, made_articles(units(knowledge, Annotator(knowledge, "built-in")), count, _SEED))
    return corpus


def measure_filling(home: Path, count: int) -> Measured:
    """Makes a corpus and a cache that holds what the first two stages find in it."""
    from benchmarks.corpus import fill_cache
    from pipeline.config import Settings

    measured: Measured = {}
    with timed(measured, "filling"):
        fill_cache(Settings(corpus=home / str(count) / "corpus", outputs=home / str(count) / "outputs"), count, _SEED)
    return measured


KINDS: dict[str, Callable[[Path, int], Measured]] = {
    "reading": measure_reading,
    "processes": measure_processes,
    "filling": measure_filling,
    "first": measure_first,
    "again": measure_again,
}


def in_a_process(kind: str, home: Path, count: int) -> Measured:
    """One measurement in a process of its own, with its peak memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.runs", "--child", kind, "--home", str(home), "--articles", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def typed(corpus: Path, outputs: Path, *options: str) -> float:
    """Wall seconds of `newsledger run -q` as a command, started cold."""
    command = [sys.executable, "-m", "pipeline", "run", "-q", "--corpus", str(corpus), "--outputs", str(outputs)]
    began = time.perf_counter()
    subprocess.run([*command, *options], check=True)  # noqa: S603 - ourselves
    return time.perf_counter() - began


def measure(home: Path, count: int, read: int) -> dict[str, Any]:
    """All measurements."""
    found: dict[str, Any] = {"articles": count, "read": read}
    found["reading"] = in_a_process("reading", home, read)
    found["processes"] = in_a_process("processes", home, read)
    for size in (max(1, count // 10), count):
        sized: dict[str, Any] = {"articles": size}
        sized |= in_a_process("filling", home, size) if not (home / str(size) / "outputs" / "runs").is_dir() else {}
        sized |= {f"first_{k}" if k == "peak" else k: v for k, v in in_a_process("first", home, size).items()}
        sized |= {f"again_{k}" if k == "peak" else k: v for k, v in in_a_process("again", home, size).items()}
        sized["command"] = typed(home / str(size) / "corpus", home / str(size) / "outputs")
        found["large" if size == count else "small"] = sized
    return found


def rows(found: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """What is printed: measured, by the clock, by CPU seconds of the process (others may use the machine), asked for."""
    reading, processes, small, large = (found[name] for name in ("reading", "processes", "small", "large"))

    def both(make: Callable[[str], str]) -> tuple[str, str]:
        return make(""), make("_cpu")

    yield "words a second, whole run", *both(lambda c: f"{reading['words'] / reading['run' + c]:,.0f}"), ""
    overhead = both(lambda c: f"{reading['run' + c] / reading['language' + c]:.2f}")
    yield "whole run / its language pass", *overhead, "at most 1.35"
    alone = both(lambda c: f"{reading['run' + c] / reading['alone' + c]:.2f}")
    yield "whole run / that pass alone, before and behind it", *alone, ""
    yield "two processes / one", f"{processes['processes_2'] / processes['processes_1']:.2f}", "", "at most 0.6"
    name = f"{small['articles']:,} to {large['articles']:,}"
    growth = both(
        lambda c: f"{small['first' + c]:.1f} s, {large['first' + c]:.1f} s: {_ratio(large, small, 'first' + c)}"
    )
    yield f"time, {name}, language pass apart", *growth, ""
    yield f"time, {name}, with it", *both(lambda c: _whole(found, c)), "at most 10.5"
    peaks = small["first_peak"], large["first_peak"]
    yield (
        "peak memory of these",
        f"{peaks[0]:.0f} MiB, {peaks[1]:.0f} MiB: {peaks[1] / peaks[0]:.2f} times",
        "",
        "at most 1.3",
    )
    count = f"{large['articles']:,}"
    yield f"nothing new in {count}", *both(lambda c: f"{large['nothing_new' + c]:.2f} s"), "at most 3 s"
    yield "the same as a command", f"{large['command']:.2f} s", "", ""
    again = both(
        lambda c: f"{large['one_new' + c]:.2f} s: {large['one_new' + c] / large['nothing_new' + c]:.1f} times that"
    )
    yield f"one new in {count}", *again, "at most 1.5"
    sizes = f"{large['rows']:,.0f}, {large['bytes'] / 2**20:.0f} MiB, {large['cache_bytes'] / 2**20:.0f} MiB"
    yield "rows, tables, cache", sizes, "", ""


def _ratio(large: Measured, small: Measured, name: str) -> str:
    return f"{large[name] / small[name]:.1f} times"


def _whole(found: dict[str, Any], clock: str) -> str:
    """Growth of a whole run, its language pass at the pace measured on the articles read in full."""
    each = found["reading"]["language" + clock] / found["read"]
    small, large = (s["first" + clock] + each * s["articles"] for s in (found["small"], found["large"]))
    return f"{large / small:.1f} times"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, write JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.runs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="of the larger corpus (10,000)")
    parser.add_argument("--read", type=int, default=300, metavar="M", help="articles read in full (300)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there, too")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="where corpora and outputs go (a temporary folder)")
    parser.add_argument("--child", choices=tuple(KINDS), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.articles < 1 or given.read < 1:
        parser.error("--articles, --read: at least 1")
    if given.child is not None:
        found = KINDS[given.child](given.home, given.articles)
        # Of the largest process: a large corpus is read in one of its own.
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(json.dumps(found | {"peak": peak / 1024}))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(given.home or Path(folder), given.articles, given.read)
    printed = Table("measured", "by the clock", "by CPU", "asked for", title=f"runs, {given.articles:,} articles")
    for row in rows(measured):
        printed.add_row(*row)
    Console().print(printed)
    if given.json is not None:
        given.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
