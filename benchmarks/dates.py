"""Speed of the dates of any text: on articles made from the sample corpus, and on texts that nothing else is like.

    python -m benchmarks.dates [--articles 400] [--characters 1000000]

Times are CPU seconds of this process, on one core, after one text has been read: tables and patterns are then made. The
odd texts are one piece over and over, as long as asked; a million characters of any of them are to take two seconds at
most, on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.table import Table

from benchmarks.articles import articles, odd

_SEED = 20250301
_DAY = dt.date(2024, 11, 14)
# CPU seconds a million characters, at most: of an odd text, of articles.
_MOST, _MOST_OF_ARTICLES = 2.0, 20.0
ODD = {
    "prose": "The two sides agreed to widen trade and culture. ",
    "a date a sentence": "They met on May 3. He left. ",
    "month and days": "November 12 – 16 ",
    "full dates": "May 3, 1992, ",
    "ISO dates": "2024-11-14 ",
    "years": "2024 ",
    "years on and on": "1994 1995 ",
    "weekdays": "Monday to Friday ",
    "hours": "from 9 a.m. to 5 p.m. ",
    "months without support": "Nov. ",
    "offsets": "two years ago ",
    "quarters": "the first quarter of 2023 ",
    "bare days": "on the 13th ",
    "dates in brackets": "(November 12 ",
    "Spanish dates": "14 de noviembre de 2024, ",
    "what points back": "the same day after the talks ",
    "figures": "12 345 6,789 ",
    "figures with commas": "1,",
    "figures with strokes": "1/1/",
    "one number": "1",
    "one word": "a",
    "brackets": "((((",
    "dashes": "-",
    "full stops": ". ",
    "line breaks": "\n",
    "letters of many alphabets": "年é ж ",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What reading took: characters, expressions found, CPU seconds."""

    characters: int
    found: int
    cpu: float

    @property
    def pace(self) -> float:
        """Characters per CPU-second."""
        return self.characters / self.cpu

    @property
    def a_million(self) -> float:
        """CPU seconds a million characters."""
        return self.cpu * 1e6 / self.characters


def read(texts: Sequence[str]) -> Measured:
    """All time expressions of texts, one after the other."""
    from pipeline.dates import find_dates

    find_dates("They met on May 3. Firmado el 14 de noviembre de 2023.", _DAY)
    before = time.process_time()
    found = sum(len(find_dates(text, _DAY)) for text in texts)
    return Measured(sum(map(len, texts)), found, max(time.process_time() - before, 1e-9))


def made(count: int) -> list[str]:
    """The texts of so many articles."""
    return [source.content.decode("utf-8") for source in islice(articles(_SEED), count)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.dates", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=400, metavar="N", help="how many to read (400)")
    parser.add_argument("--characters", type=int, default=1_000_000, metavar="N", help="of each odd text (1000000)")
    given = parser.parse_args(arguments)
    for name in ("articles", "characters"):
        if getattr(given, name) < 1:
            parser.error(f"--{name}: at least 1")
    table = Table("text", "characters", "found", "characters a CPU-s", "CPU-s a million", "at most")
    rows: list[tuple[str, Callable[[], list[str]]]] = [(f"{given.articles:,} articles", lambda: made(given.articles))]
    rows += [(name, lambda piece=piece: [odd(piece, given.characters)]) for name, piece in ODD.items()]  # type: ignore[misc]
    for name, texts in rows:
        took, most = read(texts()), _MOST if name in ODD else _MOST_OF_ARTICLES
        pace = f"{took.a_million:.2f}" + (" !" if took.a_million > most else "")
        table.add_row(name, f"{took.characters:,}", f"{took.found:,}", f"{took.pace:,.0f}", pace, f"{most:g}")
    Console().print(table)


if __name__ == "__main__":
    main()
