"""What a run is made of besides its articles, by name: "KIND PLACE", as `fingerprints` lists them and `causes` reads them.

code events                     the Python files of a package; `code foundation` is what all share
data events/triggers.tsv        a file of a package that is not code
user events/triggers.tsv        a file of the user's knowledge
model language                  the language model
option NAME                     a setting that changes tables
overrides actors.overrides.tsv  a person's decisions on actors, which merging takes
dependency spacy                a library
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DECIDING_PACKAGES = (
    *("spacy", "thinc", "numpy", "onnxruntime", "dateparser", "babel", "pint"),
    *("rapidfuzz", "anyascii", "pydantic"),
)
"""Libraries that can change what a stage finds."""
TABLE_PACKAGES = ("pyarrow",)
"""Libraries that can change how a table is written."""
TABLES_MADE = "tables"
"""What makes the tables from the stages' results, as if it were a stage."""
MERGING = "merging"
"""What settles actors, events and claims over all articles, as if it were a stage."""

CAUSES = {
    "model": "model",
    "code": "code",
    "data": "data file",
    "user": "data file",
    "overrides": "overrides of actors",
    "option": "option",
    "dependency": "dependency",
}
"""Kind of a component -> the cause that a diff names, in the order in which it names several."""


def decides(component: str, stage: str) -> bool:
    """Whether a stage by itself, apart from the stages it needs, depends on a component.

    Overrides of actors decide none: they are read where the actors of all articles are merged.
    """
    kind, _, place = component.partition(" ")
    package = place.split("/")[0]
    match kind:
        case "code":
            return package in ("foundation", stage)
        case "data":
            return package in ("knowledge", stage)
        case "user":
            return stage != TABLES_MADE  # rows may add to any file
        case "model" | "option":
            return stage == "language"
        case "overrides":
            return stage == MERGING
        case _:
            return place in (TABLE_PACKAGES if stage == TABLES_MADE else DECIDING_PACKAGES)


def cause(components: Iterable[str]) -> str:
    """The cause that changed components make: "code", or "code or data file" where it may be either."""
    kinds = {component.partition(" ")[0] for component in components}
    return " or ".join(dict.fromkeys(name for kind, name in CAUSES.items() if kind in kinds))


def closure(stage: str, needs: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """A stage and all stages that it needs, directly or not."""
    found: set[str] = set()
    waiting = [stage]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return frozenset(found)
