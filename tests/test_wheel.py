"""The wheel: every file of the package is in it, and what is in it runs from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "date 2025-09-01\nLIMA - Peru and Kenya signed an agreement on tea worth $5 million on Monday.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as an installer builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_every_file_of_the_package_is_inside(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = (f for f in (ROOT / "pipeline").rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    assert {f.relative_to(ROOT).as_posix() for f in ours} - packed == set()
    assert not [name for name in packed if not name.startswith(("pipeline/", "newsledger-"))]


def test_the_notices_of_weights_and_code_are_inside(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    names = [name for name in packed.namelist() if "/licenses/" in name]
    assert {Path(name).name for name in names} == {"LICENSE", "NOTICE.md"}
    (metadata,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
    told = Parser().parsestr(packed.read(metadata).decode())
    assert "CC-BY-SA-4.0" in told["License-Expression"]


def test_unpacked_elsewhere_it_reads_a_folder(wheel: Path, tmp_path: Path) -> None:
    site, home = tmp_path / "site", tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(site)
    (home / "corpus").mkdir(parents=True)
    (home / "corpus" / "tea.txt").write_text(ARTICLE, encoding="utf-8")

    def python(*arguments: str) -> str:
        # The unpacked package stands before the one that the environment knows.
        environment = {**os.environ, "PYTHONPATH": str(site)}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert str(site) in python("-c", "import pipeline; print(pipeline.__file__)")
    python("-m", "pipeline", "run", "-q")
    events = pipeline.load("events", outputs=home / "outputs")
    assert [day.date().isoformat() for day in events.date_start] == ["2025-09-01"]
    assert not [line for line in python("-m", "pipeline", "doctor").splitlines() if line.startswith("fault")]
