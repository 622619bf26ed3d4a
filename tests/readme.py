"""The README's blocks: what a test runs, and its sample output. `python -m tests.readme --write` renews the output."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.config import Settings
from pipeline.runs.run import run
from tests.conftest import Quiet

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """The code blocks of one language, in order."""
    return [body for kind, body in _BLOCK.findall(README.read_text(encoding="utf-8")) if kind == language]


def make_home(folder: Path) -> Path:
    """A folder that looks like a checkout after `make setup`: the sample corpus and .venv/bin/newsledger."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "tests" / "gold", folder / "tests" / "gold")
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("newsledger", "python"):
        script = binaries / name
        target = "-m pipeline" if name == "newsledger" else ""
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {target} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return folder


def make_runs(home: Path) -> None:
    """Two runs in a folder that `make_home` made, the first without one of the articles."""
    held = home / "corpus" / "05_salvador_encerramento.txt"
    aside = held.rename(home / held.name)
    settings = Settings(corpus=home / "corpus", outputs=home / "outputs")
    run(settings, Quiet())
    aside.rename(held)
    run(settings, Quiet())


def first_look(home: Path) -> str:
    """What a run over the sample corpus prints, 110 columns wide."""
    done = subprocess.run(
        [home / ".venv/bin/newsledger", "run"],
        cwd=home,
        env={**os.environ, "COLUMNS": "110", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = done.stdout.replace(f"{home}/", "").replace("python -m pipeline", ".venv/bin/newsledger")
    return "\n".join(line.rstrip() for line in shown.splitlines()) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = first_look(make_home(Path(folder) / "home"))
    readme = README.read_text(encoding="utf-8")
    README.write_text(
        re.sub(r"(?s)(?<=^```text\n).*?(?=^```$)", lambda _: text, readme, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    main()
