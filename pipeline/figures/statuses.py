"""How real an amount is: told as a fact, estimated, forecast, aimed at or pledged, and whether it is a limit."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.figures.grammar import Grammar
from pipeline.figures.words import Phrases, Word
from pipeline.knowledge import Knowledge

_REACH = 16
_AIMED = frozenset(
    {"reach", "reaching", "raise", "raising", "bring", "bringing", "boost", "boosting", "increase", "increasing"}
    | {"achieve", "achieving", "hit", "double", "doubling", "lift", "lifting", "grow", "expand", "target", "goal"}
    | {"cut", "reduce", "lower", "reducing", "cutting"}
)


class StatusReader:
    """Reads the cues before an amount."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        rows = knowledge.rows("figures/status.tsv")
        self._cues = Phrases([(row["phrase"], (row["sets"], row["value"], int(row["reach"]))) for row in rows])

    def read(self, words: Sequence[Word], begin: int, floor: int, end: int) -> tuple[str, str | None]:
        """(status, role it forces or None) of the amount at [begin, end); words before `floor` are another's."""
        status, role = "actual", None
        for i in range(max(floor, begin - _REACH), begin):
            found = self._cues.at(words, i) if words[i].low in self._cues.openers else None
            if found is None:
                continue
            (sets, value, reach), stop = found
            if begin - stop > reach or stop > begin:
                continue
            if i and words[i].text[:1].isupper():
                continue
            if sets == "role":
                role = value
            else:
                status = value
        if self._grammar.foresees(words, end):
            status = "forecast"
        low = [word.low for word in words[end : end + 6]]
        if low[:2] == ["target", "of"] or low[:1] == ["target"]:
            status = "target"
        if "maximum" in low or "minimum" in low:
            role = "limit"
        aimed = status == "target" and any(word.low in _AIMED for word in words[floor:begin])
        return status, role or ("target" if aimed else None)
