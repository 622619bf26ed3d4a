"""Every command and snippet of the README runs, and its sample output is what a run prints today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readme import README, ROOT, blocks, first_look, make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("readme") / "home")


def test_the_sample_output_is_real(home: Path) -> None:
    assert _without_digest(blocks("text")[0]) == _without_digest(first_look(home)), (
        "renew: python -m tests.readme --write"
    )


def _without_digest(text: str) -> str:
    """The digest in a run's id changes with every row, also those that the first look does not show."""
    return re.sub(r"\b(\d{4})-[0-9a-f]{8}\b", r"\1", text)


def test_every_shell_command_runs(home: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for line in (line for block in blocks("sh") for line in block.splitlines()):
        command = line.split("#")[0].strip()
        if not command or command.startswith(("git clone", "cd ")):
            continue
        if command.startswith("make "):
            assert {word for word in command.split()[1:] if "=" not in word} <= targets, command
            continue
        done = subprocess.run(["bash", "-c", command], cwd=home, capture_output=True, text=True, check=False)
        allowed = (0, 1) if " diff" in command else (0,)
        assert done.returncode in allowed, f"{command}\n{done.stdout}{done.stderr}"


def test_every_python_snippet_runs(home: Path) -> None:
    for snippet in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{snippet}"],
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{snippet}\n{done.stderr}"


def test_the_two_commands_come_first() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.index("make run") < text.index("make test") < text.index("## ")
