"""What a person should look at: mentions that no rule could resolve. Reads tables only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.runs.store import Store
from pipeline.schema import REFERENCES


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A text that names somebody, nobody knows whom: how often, why, and the first article with it."""

    text: str
    rule: str
    n_mentions: int
    article_id: str


def unresolved(store: Store, folder: Path) -> tuple[Unresolved, ...]:
    """The unresolved texts of a run, most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in store.table(folder, "mentions", ["text", "form", "rule", "article_id", "actor_id"]).to_pylist():
        if row["actor_id"] is None and row["form"] not in REFERENCES:
            found.setdefault((" ".join(row["text"].split()), row["rule"]), []).append(row["article_id"])
    rows = (Unresolved(text, rule, len(homes), min(homes)) for (text, rule), homes in found.items())
    return tuple(sorted(rows, key=lambda row: (-row.n_mentions, row.text, row.rule)))
