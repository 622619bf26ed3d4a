"""How units are printed for a reader: "m³" for pint's "meter ** 3"."""

from __future__ import annotations

from functools import lru_cache

from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import Figure


@lru_cache(maxsize=4)
def _signs(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """A unit's sign behind a number, and behind "per"."""
    rows = knowledge.rows("figures/unit_signs.tsv")
    return {row["unit"]: (row["sign"], row["one"] or row["sign"]) for row in rows}


def printed_unit(figure: Figure, knowledge: Knowledge | None = None) -> str:
    """The unit of a figure with what it is for, as a reader writes them: "km/h", "EUR per m²"; "" for none."""
    signs = _signs(knowledge or default_knowledge())
    unit, per = figure.unit or "", figure.per
    unit = signs.get(unit, (unit, ""))[0]
    return f"{unit} per {signs.get(per, ('', per))[1]}".strip() if per else unit
