"""Speed of the figures without a parse: sentences of news per CPU-second, and seconds per megabyte of text that is dense or no text.

    python -m benchmarks.figures [--articles N] [--kilobytes K]

Times are CPU seconds of this process, on one core. Sentences are those of articles made from the sample corpus; the texts
below them are one pattern repeated. Growth is the time of a text over that of its half: 2 is linear.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.table import Table

from benchmarks.articles import articles, odd
from pipeline.figures import find_figures, split

_SEED = 20250301
_MEGABYTE = 1_000_000

PATTERNS = {
    "prose without numbers": "The ministers of the two sides met again and spoke of trade and of a new road to the port. ",
    "news, three amounts each": "Trade rose 12.5 percent to nearly $3.4 billion in 2023, up from 3.02 billion a year earlier. ",
    "amounts only": "$5 million to 6 percent of the ",
    "signs and digits": "$5 ",
    "digits": "7",
    "lists of digits": "5, 6, 7, ",
    "nested brackets": "(VND12 trillion (US$484 million ",
    "one long line": "the minister of trade said that exports and imports ",
    "respectively": "exports and imports rose 5% and 7%, respectively, ",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """What was read in so many CPU seconds."""

    sentences: int
    figures: int
    cpu: float


def read_news(count: int) -> Pace:
    """The figures of so many made articles; making them is not counted."""
    sentences = figures = 0
    cpu = 0.0
    find_figures("5 percent")  # the tables are read once
    for source in islice(articles(_SEED), count):
        text = source.content.decode("utf-8")
        before = time.process_time()
        figures += len(find_figures(text))
        cpu += time.process_time() - before
        sentences += sum(1 for _ in split(text))
    return Pace(sentences, figures, cpu)


def read_pattern(pattern: str, size: int) -> tuple[float, float, int]:
    """Seconds per megabyte of a pattern repeated to `size` characters, the growth from its half, its figures."""
    text = odd(pattern, size)
    half, _ = _timed(text[: size // 2])
    whole, figures = _timed(text)
    return whole / (size / _MEGABYTE), whole / max(half, 1e-6), figures


def _timed(text: str) -> tuple[float, int]:
    before = time.process_time()
    figures = len(find_figures(text))
    return time.process_time() - before, figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.figures", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=300, metavar="N", help="how many to read (300)")
    parser.add_argument("--kilobytes", type=int, default=200, metavar="K", help="size of each pattern's text (200)")
    given = parser.parse_args(arguments)
    if given.articles < 1 or given.kilobytes < 1:
        parser.error("--articles, --kilobytes: at least 1")
    news = read_news(given.articles)
    table = Table(
        "text", "figures", "measured", "growth", title=f"figures without a parse, {given.articles:,} articles"
    )
    pace = f"{news.sentences / news.cpu:,.0f} sentences per CPU-second"
    table.add_row("made articles", f"{news.figures:,}", pace, "")
    for name, pattern in PATTERNS.items():
        seconds, growth, figures = read_pattern(pattern, given.kilobytes * 1000)
        table.add_row(name, f"{figures:,}", f"{seconds:.2f} CPU-seconds per MB", f"{growth:.1f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
