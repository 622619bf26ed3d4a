"""The readable tables of this folder."""

from __future__ import annotations

from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a tab-separated table; "-" is an empty cell."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    header, *body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(header, ("" if cell == "-" else cell for cell in cells), strict=True)) for cells in body]
