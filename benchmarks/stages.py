"""Growth of every stage on articles that are one piece over and over between two ends of a sentence.

    python -m benchmarks.stages [--characters 4000] [--times 4]

Of each piece an article and one so many times as long is read, all stages, network and all. What is printed per stage is
the piece that cost most a million characters, and the piece whose cost grew most: linear is as many times as the text,
quadratic the square of it. CPU seconds of this process; times below two hundredths of a second are left out of growth.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.articles import odd
from pipeline.config import Settings
from pipeline.knowledge import Knowledge
from pipeline.records import Source
from pipeline.records.collector import without_collector
from pipeline.stages import STAGES

_BEFORE = "LIMA, March 1 - President Ana Diaz of Peru"
_AFTER = " held talks with Kenya in Nairobi on Monday, and trade rose 5 percent.\n"
_FLOOR = 0.02
PIECES = (
    *' \u00a0aA1.-–("“\n\t$%/&=[\u0301\u200b\u202e',
    *("1,", "\n\n", "a ", "Aa ", "1 ", "$1 ", "A.", "a-", "x@", "www.", "https://a.b/", "1-", "1/", "’s ", ", ", "A, "),
    *(
        "of ",
        "of the ",
        "and ",
        "and Aa ",
        "the ",
        "to ",
        "who ",
        "said ",
        "US",
        "January ",
        "Mr. ",
        "By Aa Aa ",
        "(A) ",
    ),
    *("Prime Minister ", "# ", "* "),
)


class Stages:
    """The stages, built once."""

    def __init__(self) -> None:
        knowledge = Knowledge(None)
        self._stages = [(stage, stage.build(knowledge, Settings())) for stage in STAGES]

    def seconds(self, text: str) -> dict[str, float]:
        """CPU seconds that each stage takes for a text."""
        parts: dict[str, Any] = {"source": Source("2025-03-01-odd.txt", text.encode())}
        taken = {}
        for stage, run in self._stages:
            with without_collector():  # else one stage pays for the cycles of all
                began = time.process_time()
                parts[stage.name] = run(*(parts[need] for need in stage.needs))
                taken[stage.name] = time.process_time() - began
        return taken


def article(piece: str, characters: int) -> str:
    """A sentence with so many characters of a piece inside."""
    return _BEFORE + odd(piece, characters) + _AFTER


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=4000, help="of the shorter article (4000)")
    parser.add_argument("--times", type=int, default=4, help="how many times as long the other is (4)")
    given = parser.parse_args(arguments)
    if given.characters < 1 or given.times < 1:
        parser.error("--characters and --times: at least 1")
    stages = Stages()
    stages.seconds(article(" and Aa", 100))
    long = given.characters * given.times
    found = {
        piece: (stages.seconds(article(piece, given.characters)), stages.seconds(article(piece, long)))
        for piece in PIECES
    }
    table = Table(title=f"{long:,} characters against {given.characters:,}", box=None, title_justify="left")
    for heading in ("stage", "dearest piece", "s a million", "piece that grew most", "times"):
        table.add_column(heading)
    for stage in (s.name for s in STAGES):
        dearest = max(PIECES, key=lambda piece: found[piece][1][stage])
        growth = {p: big[stage] / max(small[stage], _FLOOR / given.times) for p, (small, big) in found.items()}
        most = max((p for p in PIECES if found[p][1][stage] > _FLOOR), key=growth.__getitem__, default=None)
        cost = found[dearest][1][stage] * 1e6 / long
        grew = ("-", "-") if most is None else (repr(most), f"{growth[most]:.1f}")
        table.add_row(stage, repr(dearest), f"{cost:.1f}", *grew)
    Console().print(table)


if __name__ == "__main__":
    main()
