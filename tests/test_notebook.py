"""notebooks/explore.ipynb runs end to end over the sample corpus, and is kept without output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.readme import ROOT, make_home, make_runs

NOTEBOOK = ROOT / "notebooks" / "explore.ipynb"
WHY = "the extra `notebook` and nbclient are not installed: make test installs them"


def test_it_is_kept_without_output() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")


def test_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat", reason=WHY)
    nbclient = pytest.importorskip("nbclient", reason=WHY)
    for name in ("ipykernel", "matplotlib", "duckdb"):
        pytest.importorskip(name, reason=WHY)
    home = make_home(tmp_path / "home")
    make_runs(home)
    (home / "notebooks").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(NOTEBOOK, 4)
    resources = {"metadata": {"path": str(home / "notebooks")}}
    nbclient.NotebookClient(notebook, timeout=300, resources=resources).execute()
    shown = "\n".join(_shown(cell) for cell in notebook.cells if cell.cell_type == "code")
    assert "0 unexplained" in shown
    assert "about 1.3 billion U.S. dollars" in shown
    assert shown.count("contradict") >= 4
    assert [o for cell in notebook.cells for o in cell.get("outputs", ()) if "image/png" in o.get("data", {})]
    assert not any(output["output_type"] == "error" for cell in notebook.cells for output in cell.get("outputs", ()))


def _shown(cell: Any) -> str:
    return "\n".join(str(o.get("text") or o.get("data", {}).get("text/plain", "")) for o in cell.outputs)
