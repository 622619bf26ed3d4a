"""Trend, role and status of an amount, from the words of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.amounts import Amount
from pipeline.figures.words import Phrases, Word
from pipeline.knowledge import Knowledge

_REACH = 12
_RELATIVE = frozenset({"percent", "percentage_point", "multiple"})


@dataclass(frozen=True, slots=True)
class Movement:
    """How an amount moves: `Figure.role`, `Figure.trend`, and the first index of the words that say it (-1: none)."""

    role: str
    trend: str | None
    verb: int = -1


class MovementReader:
    """Reads role, trend and status from the words before and after an amount."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("figures/movements.tsv")
        self._moves = Phrases([(row["word"], (row["trend"], row["use"])) for row in rows])
        rows = knowledge.rows("figures/status.tsv")
        self._cues = Phrases([(row["phrase"], (row["sets"], row["value"], int(row["reach"]))) for row in rows])

    def read(
        self, words: Sequence[Word], amount: Amount, begin: int, floor: int, previous: Movement | None = None
    ) -> Movement:
        """Role and trend of an amount.

        Args:
            words: of the sentence.
            amount: as read.
            begin: first word of its span, approximators included.
            floor: index after the amount before it (0 at the first): words before it belong to that one.
            previous: movement of the amount before it.
        """
        if amount.kind == "rank":
            return Movement("rank", None)
        if amount.kind in ("ordinal", "age", "duration"):
            return Movement("level", None)
        compared = words[amount.end].low if amount.end < len(words) else ""
        if amount.kind == "share" and compared in _COMPARED:
            return Movement("delta", _COMPARED[compared])
        if amount.kind == "share":
            moved = self._verb(words, begin, floor) if begin and words[begin - 1].low == "by" else None
            return Movement("delta", *moved) if moved else Movement("share", None)
        before = words[begin - 1].low if begin else ""
        verb = self._verb(words, begin, floor)
        after = self._after(words, amount)
        if begin > 1 and before in ("the", "that", "its") and words[begin - 2].low in _TIMES:
            return Movement("from", None)  # "more than double the 10 billion of 2019"
        point = self._point(words, begin, floor)
        if point is not None:
            return Movement("level", point[0], point[1])
        if after is not None and before not in ("to", "from"):
            return Movement("delta", after)
        follows = previous is not None and (previous.role == "delta" or (previous.role, before) in _PAIRS)
        if previous is not None and follows and verb is None and before in ("to", "from"):
            return Movement(before, previous.trend, previous.verb)
        if previous is not None and previous.role == "delta" and verb is None and before in ("or", "by"):
            return previous
        if previous is not None and previous.role == "share" and before == "for" and amount.kind == "percent":
            return Movement("share", None)  # "62 percent of the sales, tea for 21 percent"
        if previous is not None and previous.role == "delta" and before == "and" and begin - floor == 1:
            return previous  # "down 7 percent and 11 percent respectively"
        if previous is not None and previous.role in ("to", "delta") and _against(words, begin, floor):
            return Movement("from", None)
        if amount.kind == "multiple" and verb is None:
            return Movement("delta", "rise")
        return self._by_preposition(words, amount, begin, before, verb)

    def _by_preposition(
        self, words: Sequence[Word], amount: Amount, begin: int, before: str, verb: tuple[str, int] | None
    ) -> Movement:
        share = amount.kind == "percent" and amount.end < len(words) and words[amount.end].low == "of"
        share = share or (before == "which" and begin > 1 and words[begin - 2].low == "of" and amount.kind != "count")
        if verb is None:
            if before == "from" and _joins_to(words, amount.end):
                return Movement("from", None)
            return Movement("share" if share else "level", None)
        trend, at = verb
        if before == "by":
            return Movement("delta", trend, at)
        if before == "to" or (before == "at" and amount.kind == "money") or words[begin].low in ("below", "above"):
            return Movement("to", trend, at)
        if before == "from" and amount.high is None:
            return Movement("from", trend, at)
        # "rose 5 %", "up 5 %", "growth of 5 %": a relative amount right behind its movement
        near = begin - at <= (6 if amount.kind in _RELATIVE else 3)
        if near and not share:
            return Movement("delta", trend, at)
        return Movement("share" if share else "level", trend if near else None, at)

    def _verb(self, words: Sequence[Word], begin: int, floor: int) -> tuple[str, int] | None:
        """The nearest movement before the amount, within its clause: trend and index."""
        for i in range(begin - 1, max(floor, begin - _REACH) - 1, -1):
            if words[i].low in (";", ".", ":"):
                return None
            found = self._moves.at(words, i)
            if found is not None and found[0][1] != "point" and self._moves_here(words, i, begin, found[0][1]):
                return found[0][0], i
        return None

    def _moves_here(self, words: Sequence[Word], i: int, begin: int, use: str) -> bool:
        """Whether a word that may say a movement does: "were up 5%", not "free up 5 million" or "more than 5"."""
        if use == "participle":
            return any(word.low in _HAVE for word in words[max(0, i - 4) : i])
        if use != "particle":
            return True
        if words[i].low in ("more", "fewer"):
            return False
        before = words[i - 1].low if i else ","
        return before in _BEFORE_PARTICLE or (begin - i == 1 and words[begin].kind == "n" and before.endswith("s"))

    def _point(self, words: Sequence[Word], begin: int, floor: int) -> tuple[str, int] | None:
        for i in range(begin - 1, max(floor, begin - 5) - 1, -1):
            found = self._moves.at(words, i)
            if found is not None and found[0][1] == "point":
                return found[0][0], i
        return None

    def _after(self, words: Sequence[Word], amount: Amount) -> str | None:
        """A movement right after the amount: "a 5% rise", "5 percent higher", "600,000 more people"."""
        j = amount.end
        if amount.kind == "count":
            inner = [
                self._moves.at(words, k)
                for k in range(amount.begin, amount.end)
                if words[k + 1 : k + 2] and words[k + 1].low != "than"
            ]
            return next((found[0][0] for found in inner if found and found[0][1] == "particle"), None)
        low = [word.low for word in words[j : j + 2]]
        if low and low[0] in _COMPARED and amount.kind != "money" and (low[0] != "more" or low[1:] == ["than"]):
            return _COMPARED[low[0]]
        for k in (j, j + 1):
            found = self._moves.at(words, k)
            if found is None or (k == j + 1 and words[j].kind != "w"):
                continue
            trend, use = found[0]
            if use in ("noun", "verb") and words[k].low in _NOUNS and amount.kind != "money":
                return trend
        return None

    def status(self, words: Sequence[Word], begin: int, floor: int, end: int) -> tuple[str, str | None]:
        """(status, role it forces or None) from the cues before the amount."""
        status, role = "actual", None
        for i in range(max(floor, begin - 16), begin):
            found = self._cues.at(words, i)
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
        low = [word.low for word in words[end : end + 6]]
        if low[:2] == ["target", "of"] or low[:1] == ["target"]:
            status = "target"
        if "maximum" in low or "minimum" in low:
            role = "limit"
        aimed = status == "target" and any(word.low in _AIMED for word in words[floor:begin])
        return status, role or ("target" if aimed else None)


_TIMES = frozenset({"double", "triple", "twice", "half", "quadruple", "thrice"})
_COMPARED = {"higher": "rise", "more": "rise", "lower": "fall", "less": "fall", "fewer": "fall", "smaller": "fall"}
_PAIRS = frozenset({("from", "to"), ("to", "from")})
_HAVE = frozenset({"has", "have", "had", "having"})
_BEFORE_PARTICLE = frozenset(
    {"is", "are", "was", "were", "be", "been", ",", "(", "-", "–", "—", "sharply", "slightly", "further", "also"}
)
_AIMED = frozenset(
    {"reach", "reaching", "raise", "raising", "bring", "bringing", "boost", "boosting", "increase", "increasing"}
    | {"achieve", "achieving", "hit", "double", "doubling", "lift", "lifting", "grow", "expand", "target", "goal"}
)
_NOUNS = frozenset(
    {"rise", "increase", "growth", "surge", "jump", "climb", "expansion", "gain", "boost", "hike", "fall", "drop"}
    | {"decline", "decrease", "contraction", "plunge", "slump", "slide", "dip", "cut", "reduction", "loss"}
)


def _against(words: Sequence[Word], begin: int, floor: int) -> bool:
    """Whether the amount is what a movement is measured from: "..., against 2.8 billion", "compared with 5 %"."""
    back = [word.low for word in words[max(floor, begin - 2) : begin]]
    if back[-1:] == ["than"] or back == ["than", "the"]:
        return True
    return back[-1:] in (["against"], ["versus"]) or back in (["compared", "with"], ["compared", "to"])


def _joins_to(words: Sequence[Word], end: int) -> bool:
    """Whether "to" and another amount follow within the clause."""
    for word in words[end : end + 8]:
        if word.low == "to":
            return True
        if word.low in (",", ";", "."):
            return False
    return False
