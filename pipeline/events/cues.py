"""The cue table compiled: words that say whether an event happened, goes on, is planned, proposed or cancelled."""

from __future__ import annotations

from collections import defaultdict

from pipeline.events.inflection import Inflector, plural
from pipeline.knowledge import Knowledge, cells

ACTUAL = "actual"
"""Status of a governor that passes its own reality on: "had the honour to host" hosted."""

_VERBAL = frozenset({"governor", "noun_governor", "reported", "denier"})


class Cues:
    """The cues of `events/cues.tsv` by kind, keyed by their words."""

    def __init__(self, knowledge: Knowledge) -> None:
        inflector = Inflector(knowledge)
        table: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        for row in knowledge.rows("events/cues.tsv"):
            for cue in cells(row["cue"]):
                forms = {cue}
                if row["kind"] in _VERBAL:
                    forms |= {form for form, _ in inflector.verb(cue)} | {plural(cue)}
                for form in sorted(forms):
                    table[row["kind"]].setdefault(tuple(form.split()), row["status"])
        self._table = dict(table)
        self._longest = {kind: max(len(words) for words in cues) for kind, cues in table.items()}
        self._last = {kind: frozenset(words[-1] for words in cues) for kind, cues in table.items()}

    def ending_at(self, kind: str, words: tuple[str, ...], i: int) -> tuple[str, int] | None:
        """Status and first word of the longest cue whose last word is `i`."""
        if 0 <= i < len(words) and words[i] not in self._last.get(kind, ()):
            return None
        cues = self._table.get(kind, {})
        for n in range(min(self._longest.get(kind, 0), i + 1), 0, -1):
            status = cues.get(words[i - n + 1 : i + 1])
            if status is not None:
                return status, i - n + 1
        return None

    def nearest(self, kind: str, words: tuple[str, ...], stop: int, start: int) -> tuple[str, int] | None:
        """Status and first word of the nearest cue that ends left of `stop`, not before `start`."""
        for i in range(stop - 1, max(start, 0) - 1, -1):
            cue = self.ending_at(kind, words, i)
            if cue is not None and cue[1] >= start:
                return cue
        return None
