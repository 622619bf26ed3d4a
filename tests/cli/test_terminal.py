"""What holds for every verb of the command line: help with an example, completion, colours, widths, closed pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer.main

from pipeline.cli import app
from tests.conftest import Done

ROOT = Path(__file__).resolve().parents[2]


def verbs() -> Iterator[tuple[str, ...]]:
    """Every verb, those of groups with the name of the group."""
    for name, command in sorted(typer.main.get_group(app).commands.items()):
        inner = getattr(command, "commands", None)
        yield from [(name,)] if inner is None else ((name, verb) for verb in sorted(inner))


VERBS = list(verbs())


def run_cli(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_tells_what_it_does_and_shows_an_example(newsledger: Callable[..., Done], verb: tuple[str, ...]) -> None:
    done = newsledger(*verb, "--help")
    assert done.code == 0
    words = " ".join(done.out.split())
    assert f"newsledger {' '.join(verb)}" in words.split("Example", 1)[1]
    assert words.index("Options:") > len("Usage: newsledger  [OPTIONS] ")


def test_every_verb_is_listed(newsledger: Callable[..., Done]) -> None:
    done = newsledger("--help")
    assert all(f"\n  {verb[0]} " in done.out for verb in VERBS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_of_verbs(tmp_path: Path, shell: str) -> None:
    """What the script that `--install-completion` installs asks for, by the name of the installed command."""
    asked = {"bash": {"COMP_WORDS": "newsledger ev", "COMP_CWORD": "1"}}.get(
        shell, {"_TYPER_COMPLETE_ARGS": "newsledger ev", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    )
    code = "import sys; sys.argv = ['newsledger']; from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **asked, "PYTHONPATH": str(ROOT), "_NEWSLEDGER_COMPLETE": f"complete_{shell}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "evaluate" in done.stdout


def test_no_colour_where_it_is_no_terminal_and_none_with_no_color(tmp_path: Path) -> None:
    assert "\x1b" not in run_cli("tables", cwd=tmp_path).stdout
    forced = run_cli("tables", cwd=tmp_path, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b" in forced.stdout
    plain = run_cli("tables", cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert "\x1b[3" not in plain.stdout


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_tables_keep_to_the_width(tmp_path: Path, columns: int) -> None:
    for arguments in (("tables",), ("tables", "events"), ("knowledge",)):
        done = run_cli(*arguments, cwd=tmp_path, COLUMNS=str(columns))
        assert done.returncode == 0
        assert max(len(line) for line in done.stdout.splitlines()) <= columns


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    script = f'"{sys.executable}" -m pipeline knowledge | head -1; echo "${{PIPESTATUS[0]}}"'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", script], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("file")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rnu",), "Did you mean 'run'?"),
        (("run", "--nosuch"), "No such option"),
        (("run", "--processes", "many"), "--processes"),
        (("run", "--config", "."), "is a folder"),
        (("show", "person", "x"), "'person' is not one of"),
        (("evaluate",), "--gold"),
        (("evaluate", "--gold", "nowhere"), "no such folder"),
        (("dates", "."), "cannot be read"),
        (("figures", "--date", "2024-13-01"), "is no day"),
        (("diff", "--table", "evnts"), "is no table"),
        (("diff", "--tolerance", "-1"), "greater than or equal to 0"),
        (("runs",), "no run stands there"),
        (("knowledge", "extra"), "unexpected extra argument"),
    ],
)
def test_a_wrong_input_is_told_plainly(
    newsledger: Callable[..., Done],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    done = newsledger(*arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
