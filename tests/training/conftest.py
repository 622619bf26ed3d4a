"""The training scripts are no installed package: their folder is put on the path; word lists of a temporary folder."""

# The training scripts are no installed package, so their types are unknown here.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

HEADER = "Country,Localized Name,Romanized Name\n"


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the two lists that an Inventor reads."""
    folder = tmp_path_factory.mktemp("lists")
    for name, found in (("forenames", "Ada Bo Cy Dot Eve Flo"), ("surnames", "Ames Birk Cole Dorn Eck Fenn")):
        rows = [f"GB,{word},{word}\n" for word in found.split()]
        (folder / f"{name}-by-country.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_inventor(lists: Path) -> Callable[[int], object]:
    """An Inventor of a seed."""
    from names.invent import Inventor  # the path is set above

    return lambda seed: Inventor(lists, random.Random(seed))
