"""Reads a corpus in several ways and compares the tables byte for byte. `python -m tests.determinism CORPUS`.

The ways: another hash seed, another time zone, another locale, two processes, a corpus copied in reverse order (another
listing order), everything read afresh over a full cache. Exit code 0 when every table is the same in all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WAYS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "plain": ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, ()),
    "hash seed, zone, locale": ({"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}, ()),
    "two processes, ASCII locale": ({"PYTHONHASHSEED": "1", "TZ": "America/Lima", "LC_ALL": "C"}, ("--processes", "2")),
    "reverse listing": ({"PYTHONHASHSEED": "2"}, ()),
}


def tables_of(run: Path) -> dict[str, bytes]:
    """File name -> bytes of every table of a run."""
    return {file.name: file.read_bytes() for file in sorted(run.glob("*.parquet"))}


def read_corpus(corpus: Path, outputs: Path, environment: dict[str, str], options: tuple[str, ...] = ()) -> None:
    """One `newsledger run` in a process of its own."""
    command = [sys.executable, "-m", "pipeline", "run", "-q", "--corpus", str(corpus), "--outputs", str(outputs)]
    done = subprocess.run(
        [*command, *options], env={**os.environ, **environment}, capture_output=True, text=True, check=False
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
            read_corpus(reverse if way == "reverse listing" else corpus, outputs, environment, options)
            found[way] = tables_of(outputs / "latest")
        read_corpus(corpus, home / "0", {}, ("--fresh",))
        found["afresh"] = tables_of(home / "0" / "latest")
        plain = found.pop("plain")
        return [f"{way}: {n} differs" for way, tables in found.items() for n in plain if tables.get(n) != plain[n]]


if __name__ == "__main__":
    faults = differing(Path(sys.argv[1]))
    print("\n".join(faults) if faults else f"the same bytes in {len(WAYS) + 1} ways")
    sys.exit(bool(faults))
