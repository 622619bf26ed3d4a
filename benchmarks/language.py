"""Speed, memory and size of the language stage, on articles made from the sample corpus.

    python -m benchmarks.language [--articles N] [--model M]

Times are CPU seconds of this process, on one core; words stand between spaces, tokens are what the pipeline splits them
into (a comma is one). Growth is the resident memory at the end over that after a tenth and after half of the articles:
what is remembered of words is bounded, and met in the first thousands. 5,000 articles take about five minutes.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_SEED = 20250301
_ALONE = 300  # articles that the network reads by itself, too
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Load:
    """What it takes to be ready, the libraries' imports among it. Seconds."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Words and tokens read, in so many CPU seconds."""

    words: int
    tokens: int
    cpu: float

    def __str__(self) -> str:
        return f"{self.words / self.cpu:,.0f} words, {self.tokens / self.cpu:,.0f} tokens per CPU-second"


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory in MiB: after a tenth and after half of the articles, at the end, and at its highest."""

    early: float
    half: float
    late: float
    peak: float


def load(model: str) -> tuple[Any, Load]:
    """A language stage and what it took; call it before anything else imports the libraries."""
    cpu, wall = time.process_time(), time.perf_counter()
    from pipeline.knowledge import default_knowledge
    from pipeline.language import Annotator

    annotator = Annotator(default_knowledge(), model)
    return annotator, Load(time.process_time() - cpu, time.perf_counter() - wall)


def read(annotator: Any, count: int) -> tuple[Pace, Memory]:
    """The whole stage on so many articles; making and ingesting them is not counted."""
    from benchmarks.articles import articles
    from pipeline.ingest import Ingester
    from pipeline.knowledge import default_knowledge

    ingester = Ingester(default_knowledge())
    words = tokens = 0
    cpu = early = half = 0.0
    for number, source in enumerate(islice(articles(_SEED), count), start=1):
        article = ingester(source)
        before = time.process_time()
        annotation = annotator(article)
        cpu += time.process_time() - before
        words += len(article.text.split())
        tokens += len(annotation.tokens)
        if number == max(1, count // 10):
            early = _resident()
        if number == max(1, count // 2):
            half = _resident()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Pace(words, tokens, cpu), Memory(early, half, _resident(), peak)


def read_alone(model: str, count: int) -> Pace | None:
    """The network by itself, on the sentences of articles that are already tokens; None where the model has none."""
    from benchmarks.articles import articles
    from pipeline.ingest import Ingester
    from pipeline.knowledge import default_knowledge
    from pipeline.language.models import load_pipeline
    from pipeline.language.network.component import FACTORY

    knowledge = default_knowledge()
    nlp = load_pipeline(knowledge, model).nlp
    if FACTORY not in nlp.pipe_names:
        return None
    network, ingester = nlp.get_pipe(FACTORY), Ingester(knowledge)
    words = tokens = 0
    cpu = 0.0
    for article in map(ingester, islice(articles(_SEED), count)):
        docs = [nlp.make_doc(article.text[sentence.start : sentence.end]) for sentence in article.sentences]
        before = time.process_time()
        for doc in docs:
            network(doc)
        cpu += time.process_time() - before
        words += len(article.text.split())
        tokens += sum(map(len, docs))
    return Pace(words, tokens, cpu)


def size(model: str) -> float:
    """The files of the model in MiB; nan where it is no folder."""
    from pipeline.config import BUILT_IN_MODEL
    from pipeline.language.models import BUILT_IN_PATH

    folder = BUILT_IN_PATH if model == BUILT_IN_MODEL else Path(model)
    return (
        sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / _MEBIBYTE if folder.is_dir() else float("nan")
    )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MEBIBYTE


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.language", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5000, metavar="N", help="how many to read (5000)")
    parser.add_argument("--model", default="built-in", metavar="M", help="name or path of a spaCy pipeline (built-in)")
    given = parser.parse_args(arguments)
    if given.articles < 1:
        parser.error("--articles: at least 1")
    warm = "spacy" in sys.modules
    annotator, took = load(given.model)
    stage, memory = read(annotator, given.articles)
    alone = read_alone(given.model, min(given.articles, _ALONE))
    table = Table("measured", "result", title=f"language stage, model {given.model}, {given.articles:,} articles")
    table.add_row("load" + (" (libraries already there)" if warm else ""), f"{took.cpu:.2f} CPU-s, {took.wall:.2f} s")
    table.add_row("stage", str(stage))
    table.add_row("network alone", str(alone) if alone is not None else "none")
    table.add_row("memory", f"{memory.late:.0f} MiB at the end, {memory.peak:.0f} MiB at most")
    table.add_row(
        "growth", f"{memory.late - memory.early:+.1f} MiB after a tenth, {memory.late - memory.half:+.1f} after half"
    )
    table.add_row("model", f"{size(given.model):.1f} MiB on disk")
    Console().print(table)


if __name__ == "__main__":
    main()
