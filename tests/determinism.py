"""Reads a corpus in several ways and compares the tables byte for byte. `python -m tests.determinism CORPUS`.

The ways: another hash seed, another time zone, another locale, two processes, a corpus copied in reverse order (another
listing order) read ten years later by the clock, everything read afresh over a full cache. Exit code 0 when every table
is the same in all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAYS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "plain": ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, ()),
    "hash seed, zone, locale": ({"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}, ()),
    "two processes, ASCII locale": ({"PYTHONHASHSEED": "1", "TZ": "America/Lima", "LC_ALL": "C"}, ("--processes", "2")),
    "reverse listing, ten years on": ({"PYTHONHASHSEED": "2"}, ()),
}
LATER = 10 * 366 * 86_400
"""Seconds: another year, month and day of the week."""


def tables_of(run: Path) -> dict[str, bytes]:
    """File name -> bytes of every table of a run."""
    return {file.name: file.read_bytes() for file in sorted(run.glob("*.parquet"))}


def read_corpus(
    corpus: Path, outputs: Path, environment: dict[str, str], options: tuple[str, ...] = (), *, later: bool = False
) -> None:
    """One `newsledger run` in a process of its own, ten years later if so asked."""
    program = ["tests.clock", str(LATER)] if later else ["pipeline"]
    command = [sys.executable, "-m", *program, "run", "-q", "--corpus", str(corpus), "--outputs", str(outputs)]
    done = subprocess.run(
        [*command, *options],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr}")


def differing(corpus: Path) -> list[str]:
    """A line for each table that differs between the ways; empty when none does."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        reverse = home / "reverse"
        for file in sorted((f for f in corpus.rglob("*") if f.is_file()), reverse=True):
            target = reverse / file.relative_to(corpus)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        found: dict[str, dict[str, bytes]] = {}
        for number, (way, (environment, options)) in enumerate(WAYS.items()):
            outputs = home / str(number)
            later = way.startswith("reverse listing")
            read_corpus(reverse if later else corpus, outputs, environment, options, later=later)
            found[way] = tables_of(outputs / "latest")
        read_corpus(corpus, home / "0", {}, ("--fresh",))
        found["afresh"] = tables_of(home / "0" / "latest")
        plain = found.pop("plain")
        return [f"{way}: {n} differs" for way, tables in found.items() for n in plain if tables.get(n) != plain[n]]


if __name__ == "__main__":
    faults = differing(Path(sys.argv[1]))
    print("\n".join(faults) if faults else f"the same bytes in {len(WAYS) + 1} ways")
    sys.exit(bool(faults))
