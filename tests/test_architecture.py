"""What the layout promises: directions of import, short files that say what they are for, no clock, no bare knowledge."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
KNOWLEDGE = sorted((ROOT / "pipeline").rglob("*.tsv"))
CLOCK = {"now", "today", "utcnow", "time", "localtime", "gmtime"}


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    allowed = 460 if path.name == "schema.py" else 320  # the contract is a list of declarations, read as a table
    assert len(text.splitlines()) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_functions_are_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.body[0].lineno < 48, f"{path.name}:{node.lineno} {node.name}"


def test_the_clock_is_read_in_one_place() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value) in {"dt", "dt.datetime", "dt.date", "datetime", "date", "time"}
    }
    assert readers == {"pipeline/runs/run.py"}


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_knowledge_file_names_its_source_and_licence(path: Path) -> None:
    comments = [line for line in path.read_text(encoding="utf-8").splitlines()[:20] if line.startswith("#")]
    assert comments, "no comment at the top"
    assert "MIT" in " ".join(comments) or "Unicode" in " ".join(comments)


def test_a_package_reads_its_own_knowledge_and_what_all_share() -> None:
    """A stage's fingerprint covers its package and `knowledge`: a file elsewhere could change behind the cache."""
    for path in MODULES:
        package = path.relative_to(ROOT / "pipeline").parts[0]
        for home in re.findall(r'rows\("(\w+)/', path.read_text(encoding="utf-8")):
            assert home in {package, "knowledge"}, path
