"""Speed and memory of linking: names of invented articles become mentions, and mentions actors over all articles.

    python -m benchmarks.actors [--mentions 100000 1000000]

Each size is measured in a process of its own. `article` is what runs once per article (chains, titles, role phrases);
`corpus` is what runs over all of them (clusters, ids, rows); `again` is the same with the ids of that as the last run.
Times are CPU seconds on one core, memory is resident: that of all readings, and the most while merging.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

_SEED = 20250301
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What linking so many mentions took: CPU seconds a part, MiB of memory."""

    mentions: int
    articles: int
    actors: int
    article: float
    corpus: float
    again: float
    readings: float
    peak: float

    @property
    def rate(self) -> float:
        """Mentions per CPU second, both parts together."""
        return self.mentions / (self.article + self.corpus)


def measure(mentions: int) -> Measured:
    """Link about so many mentions."""
    from benchmarks.mentions import articles
    from pipeline import ids
    from pipeline.actors import ActorFinder, merge_actors
    from pipeline.knowledge import default_knowledge
    from pipeline.records import ArticleEvents, ArticleFigures, Document, Reading

    knowledge = default_knowledge()
    finder = ActorFinder(knowledge)
    documents: list[Document] = []
    cpu = 0.0
    count = 0
    for article_id, article, annotation in articles(_SEED, mentions):
        before = time.process_time()
        found = finder(article, annotation)
        cpu += time.process_time() - before
        count += len(found.mentions)
        reading = Reading(article, annotation, (), found, ArticleFigures((), ()), ArticleEvents((), ()))
        documents.append(Document(article_id, f"{article_id}.txt", reading))
    readings = _resident()
    before = time.process_time()
    merged = merge_actors(documents, knowledge, {})
    corpus = time.process_time() - before
    named = {document.article_id: ids.mention_ids(document) for document in documents}
    previous = {named[ref.article_id][ref.index]: actor for ref, actor in merged.actor_of.items()}
    actors = len(merged.actors)
    del merged, named
    before = time.process_time()
    merge_actors(documents, knowledge, previous)
    again = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(count, len(documents), actors, cpu, corpus, again, readings, peak)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MEBIBYTE


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.actors", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--mentions", type=int, nargs="+", default=[100_000, 1_000_000], metavar="N", help="how many (100000 1000000)"
    )
    given = parser.parse_args(arguments)
    if min(given.mentions) < 1:
        parser.error("--mentions: at least 1")
    table = Table("", *(f"{n:,}" for n in given.mentions), title="linking mentions, one core")
    fresh = multiprocessing.get_context("spawn")
    found = []
    for size in given.mentions:
        # Unlike a Pool, an executor says so when its process dies.
        with ProcessPoolExecutor(1, mp_context=fresh) as executor:
            found.append(executor.submit(measure, size).result())
    for heading, cells in (
        ("mentions", [f"{m.mentions:,} in {m.articles:,} articles" for m in found]),
        ("actors", [f"{m.actors:,}" for m in found]),
        ("article", [f"{m.article:.1f} CPU-s" for m in found]),
        ("corpus", [f"{m.corpus:.1f} CPU-s" for m in found]),
        ("again", [f"{m.again:.1f} CPU-s" for m in found]),
        ("both", [f"{m.rate:,.0f} mentions per CPU-second" for m in found]),
        ("readings", [f"{m.readings:,.0f} MiB" for m in found]),
        ("peak", [f"{m.peak:,.0f} MiB" for m in found]),
    ):
        table.add_row(heading, *cells)
    Console().print(table)


if __name__ == "__main__":
    main()
