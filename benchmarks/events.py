"""Speed of the events stage alone, on articles that the stages before it have read, and on texts that nothing else is like.

    python -m benchmarks.events [--articles 200] [--kilobytes 20]

Times are CPU seconds of this process, on one core; reading what the stage needs (the parse above all) is not counted. The
odd texts are one piece over and over; growth is the time of a text over that of its half: 2 is linear.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.articles import articles, odd
from pipeline.config import Settings
from pipeline.knowledge import default_knowledge
from pipeline.records import Source
from pipeline.stages import STAGES

_SEED = 20250301
ODD = {
    "prose without triggers": "The old road runs along the river and past the mill to the sea. ",
    "an event a sentence": "President Ana Ruiz met Prime Minister Jon Berg in Lima on Monday. ",
    "one sentence of events": "Kenya met Peru and signed a treaty and held talks and ",
    "nouns of events": "visit talks meeting summit signing ceremony ",
    "names": "Ana Ruiz Jon Berg Kenya Peru ",
    "pronouns and pairs": "They met him and the two leaders thanked her and their hosts. ",
    "denials": "Peru denied reports that it had rejected claims that ",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What the stage took: words of text, mentions found, trigger words not taken, CPU seconds."""

    words: int
    mentions: int
    rejected: int
    cpu: float

    @property
    def pace(self) -> float:
        """Words per CPU-second."""
        return self.words / self.cpu


class Reader:
    """All stages, built once; only the last one is timed."""

    def __init__(self) -> None:
        self._stages = [(stage, stage.build(default_knowledge(), Settings())) for stage in STAGES]
        self.read([Source("first.txt", b"Kenya and Peru held talks on Monday.\n")])

    def read(self, sources: Iterable[Source]) -> Measured:
        """The events of articles, one after the other."""
        words = mentions = rejected = 0
        cpu = 0.0
        for source in sources:
            found: dict[str, Any] = {"source": source}
            for stage, run in self._stages:
                needed = [found[need] for need in stage.needs]
                before = time.process_time()
                found[stage.name] = run(*needed)
                if stage.name == "events":
                    cpu += time.process_time() - before
            words += len(found["ingest"].text.split())
            mentions += len(found["events"].mentions)
            rejected += len(found["events"].rejected)
        return Measured(words, mentions, rejected, max(cpu, 1e-9))


def odd_file(piece: str, characters: int) -> Source:
    """A file of one piece, so many characters long."""
    return Source("odd.txt", odd(piece, characters).encode("utf-8"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.events", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200, metavar="N", help="how many to read (200)")
    parser.add_argument("--kilobytes", type=int, default=20, metavar="K", help="size of each odd text (20)")
    given = parser.parse_args(arguments)
    if given.articles < 1 or given.kilobytes < 1:
        parser.error("--articles, --kilobytes: at least 1")
    reader = Reader()
    table = Table("text", "words", "mentions", "not taken", "CPU-s", "words per CPU-s", "growth", title="events alone")
    news = reader.read(islice(articles(_SEED), given.articles))
    table.add_row(f"{given.articles:,} made articles", *_cells(news), "")
    for name, piece in ODD.items():
        half = reader.read([odd_file(piece, given.kilobytes * 500)])
        whole = reader.read([odd_file(piece, given.kilobytes * 1000)])
        table.add_row(name, *_cells(whole), f"{whole.cpu / half.cpu:.1f}")
    Console(width=120).print(table)


def _cells(took: Measured) -> tuple[str, ...]:
    return f"{took.words:,}", f"{took.mentions:,}", f"{took.rejected:,}", f"{took.cpu:.2f}", f"{took.pace:,.0f}"


if __name__ == "__main__":
    main()
