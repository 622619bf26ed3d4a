"""Names of packages that are imported when they are first asked for."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["actors", "dates", "events", "figures", "ingest"])
def test_a_package_has_all_it_lists_and_nothing_else(package: str) -> None:
    module = importlib.import_module(f"pipeline.{package}")
    assert all(getattr(module, name).__name__ == name for name in module.__all__ if not name.isupper())
    with pytest.raises(AttributeError, match=f"module 'pipeline.{package}' has no attribute 'nothing'"):
        _ = module.nothing


def test_merging_needs_none_of_what_reads_articles() -> None:
    code = (
        "import sys, pipeline.runs.run, pipeline.stages; "
        "from pipeline.actors import merge_actors; from pipeline.events import merge_events; "
        "from pipeline.figures import make_claims; "
        "print([name for name in sys.modules if name.startswith('pipeline.') and name.endswith('.finder')], "
        "'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"
