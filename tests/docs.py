"""The fenced blocks of the docs: what is run, what is a file, what is output. `python -m tests.docs --write` renews output.

A block says what it is by its first line:
    ```sh, ```python, ```sql        run in order in a copy of a checkout that has two runs over the sample corpus; the
                                    Python blocks of a page are one session; `make` is not run, its targets are checked
    ```json gold/dates.jsonl        a second word names a file: it is written there before what follows is run
    ```output                       what the block before it printed, compared and renewed
    ```text, ```json, ```toml …     only shown
A comment in the line above changes that: `<!-- not run: reason -->` (every such block has a reason) or
`<!-- exit 1 -->` (the code that a shell block ends with).
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
RUN = ("sh", "python", "sql")
SHOWN = ("text", "json", "toml", "tsv", "md", "yaml")
TARGETS = frozenset(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
_FENCE = re.compile(
    r"^(?:<!-- *(?P<note>[^\n]*?) *-->\n)?^```(?P<kind>[\w-]*)(?: +(?P<file>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Attributes:
        kind: its language, "" where it names none.
        file: where it is written to, "" for other blocks.
        body: its lines.
        note: the comment above it.
        start, end: where its body stands in the page.
    """

    kind: str
    file: str
    body: str
    note: str
    start: int
    end: int

    @property
    def is_run(self) -> bool:
        """Whether its commands are run."""
        return self.kind in RUN and not self.note.startswith("not run:")


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(m["kind"], m["file"] or "", m["body"], m["note"] or "", m.start("body"), m.end("body"))
        for m in _FENCE.finditer(text)
    ]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a block printed, and its error where it failed."""

    output: str
    error: str = ""


def run_page(page: Path, home: Path) -> list[Printed | None]:
    """Run the blocks of a page in a folder; None for those that are not run. Stops at the first that fails."""
    command = [sys.executable, "-W", "error", "-m", "tests.docs", "--run", str(page)]
    done = subprocess.run(command, cwd=home, env=_environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        return [Printed("", f"{done.stdout}\n{done.stderr}")]
    return [None if told is None else Printed(*told) for told in json.loads(done.stdout.splitlines()[-1])]


def plain(output: str) -> str:
    """Output without what no page can know: the digest in a run's id, spaces at line ends."""
    lines = (line.rstrip() for line in re.sub(r"\b(\d{4})-[0-9a-f]{8}\b", r"\1-c5e5fc3d", output).splitlines())
    return "\n".join(lines).rstrip() + "\n"


def _environment(home: Path) -> dict[str, str]:
    path = f"{home / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, "COLUMNS": "110", "TERM": "dumb", "NO_COLOR": "1"}


def _run_here(page: Path) -> Iterator[Printed | None]:
    """The blocks of a page, run in this process and in the current folder."""
    session: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks_of(page):
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.body, encoding="utf-8")
        if not block.is_run:
            yield None
            continue
        done = {"sh": _shell, "python": _python, "sql": _sql}[block.kind](block, session)
        yield done
        if done.error:
            return


def _shell(block: Block, _session: dict[str, Any]) -> Printed:
    lines = block.body.splitlines()
    for line in lines:
        words = line.split("#")[0].split()
        if words[:1] == ["make"] and not {word for word in words[1:] if "=" not in word} <= TARGETS:
            return Printed("", f"no such target: {line}")
    script = "\n".join(line for line in lines if not line.startswith("make "))
    done = subprocess.run(["bash", "-ec", script], capture_output=True, text=True, check=False)
    code = int(block.note.removeprefix("exit ")) if block.note.startswith("exit ") else 0
    output = done.stdout.replace(f"{Path.cwd()}/", "").replace("python -m pipeline", "newsledger")
    return Printed(
        output, "" if done.returncode == code else f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
    )


def _python(block: Block, session: dict[str, Any]) -> Printed:
    written = io.StringIO()
    try:
        with contextlib.redirect_stdout(written):
            exec(compile(block.body, "<block>", "exec"), session)
    except Exception as error:  # noqa: BLE001 - whatever it is, the page is wrong
        return Printed(written.getvalue(), f"{type(error).__name__}: {error}\n{block.body}")
    return Printed(written.getvalue())


def _sql(block: Block, session: dict[str, Any]) -> Printed:
    return _python(
        Block("python", "", f"import duckdb\nprint(duckdb.sql({block.body!r}))", "", block.start, block.end), session
    )


def renewed(page: Path, printed: list[Printed | None]) -> str:
    """The page with the output that its blocks print now."""
    text = page.read_text(encoding="utf-8")
    out, at = [], 0
    for i, block in enumerate(blocks_of(page)):
        if block.kind == "output":
            before = next(p for p in reversed(printed[:i]) if p is not None)
            out += [text[at : block.start], plain(before.output)]
            at = block.end
    return "".join([*out, text[at:]])


def main() -> None:
    from tests.readme import make_home, make_runs

    folder = Path(tempfile.mkdtemp())
    ready = make_home(folder / "ready")
    make_runs(ready)
    for page in PAGES:
        if not any(block.kind == "output" for block in blocks_of(page)):
            continue
        printed = run_page(page, shutil.copytree(ready, folder / page.stem, symlinks=True))
        failed = next((p.error for p in printed if p is not None and p.error), None)
        if failed:
            sys.exit(f"{page}: {failed}")
        page.write_text(renewed(page, printed), encoding="utf-8")
    shutil.rmtree(folder)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--write"]:
            main()
        case ["--run", page]:
            results = [p and (p.output, p.error) for p in _run_here(Path(page))]
            print(json.dumps(results))
