"""Trend and role of an amount, from the words of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.amounts import Amount
from pipeline.figures.bounds import Approximation
from pipeline.figures.grammar import Grammar
from pipeline.figures.moves import Moves
from pipeline.figures.words import NUMERAL, Word
from pipeline.knowledge import Knowledge

_REACH = 12
_PHRASE = 7
_ADVERB = 2
_RELATIVE = frozenset({"percent", "percentage_point", "multiple"})
_STILL = frozenset({"ordinal", "age", "duration"})


@dataclass(slots=True, unsafe_hash=True)
class Movement:
    """How an amount moves: `Figure.role`, `Figure.trend`, and the first index of the words that say it (-1: none)."""

    role: str
    trend: str | None
    verb: int = -1


@dataclass(slots=True, unsafe_hash=True)
class Earlier:
    """The amount before one, and how that moves."""

    amount: Amount
    movement: Movement


class MovementReader:
    """Reads role and trend from the words before and after an amount."""

    def __init__(self, knowledge: Knowledge, grammar: Grammar) -> None:
        self._grammar = grammar
        self._moves = Moves(knowledge).phrases
        rows = knowledge.rows("figures/comparisons.tsv")
        self._is = {
            use: frozenset(row["word"] for row in rows if row["use"] == use) for use in {row["use"] for row in rows}
        }
        self._compared, self._beside = (
            {row["word"]: row["trend"] for row in rows if row["use"] == use} for use in ("compared", "beside")
        )

    def read(
        self,
        words: Sequence[Word],
        amount: Amount,
        approximation: Approximation,
        floor: int,
        earlier: Earlier | None = None,
    ) -> Movement:
        """Role and trend of an amount.

        Args:
            words: of the sentence.
            amount: as read.
            approximation: its approximators.
            floor: index after the amount before it (0 at the first): words before it belong to that one.
            earlier: the amount before it, None at the first.
        """
        if amount.kind == "rank":
            return Movement("rank", None)
        if amount.kind in _STILL:
            return Movement("level", None)
        begin, opening = approximation.begin, min(approximation.first, approximation.begin)
        before = self._preposition(words, opening)
        verb = self._verb(words, begin, floor)
        if verb is None and before == "by" and floor and amount.kind in _RELATIVE:
            verb = self._verb(words, begin, max(0, floor - _REACH))  # "to lower the duty, now 20%, by five points"
        compared = words[amount.end].low if amount.end < len(words) else ""
        if amount.kind == "share":
            return self._share(words, compared, before, verb)
        if opening > 1 and before in ("the", "that", "its") and words[opening - 2].low in self._is["times"]:
            return Movement("from", None)  # "more than double the 10 billion of 2019"
        point = self._point(words, begin, floor)
        if point is not None:
            role = before if before in ("to", "from") else "level"
            if role == "from" and verb is not None:
                return Movement(role, *verb)  # "fell from a peak of $80 to $40": what goes on is the fall
            return Movement(role, None if role == "from" else point[0], point[1])
        after = self._after(words, amount)
        if after is not None and before not in ("to", "from"):
            return Movement("delta", after)
        follows = (
            None if earlier is None or verb is not None else self._following(words, amount, opening, floor, earlier)
        )
        if follows is not None:
            return follows
        if earlier is not None and self._base(words, amount, opening, floor, earlier):
            return Movement("from", None)
        if amount.kind == "multiple" and verb is None:
            return Movement("delta", "rise")
        return self._by_preposition(words, amount, approximation, before, verb)

    def _share(self, words: Sequence[Word], compared: str, before: str, verb: tuple[str, int] | None) -> Movement:
        """A fraction: "a third less", "fell by a third", "a third of"."""
        if compared in self._compared:
            return Movement("delta", self._compared[compared])
        near = before == "by" or (verb is not None and words[verb[1]].low == before)
        return Movement("delta", *verb) if near and verb is not None else Movement("share", None)

    def _following(
        self, words: Sequence[Word], amount: Amount, opening: int, floor: int, earlier: Earlier
    ) -> Movement | None:
        """The movement that an amount goes on with from the one before it."""
        before = self._preposition(words, opening)
        last, role = earlier.movement, earlier.movement.role
        if before in ("to", "from") and (role == "delta" or (role, before) in _PAIRS):
            return Movement(before, last.trend, last.verb)
        if before == "from" and amount.unit == earlier.amount.unit and opening > 1 and words[opening - 2].low == ",":
            return Movement("from", None)  # "it made up 8% in 2024, from 0.1% a decade earlier"
        if before == "at" and role == "delta" and opening - floor <= 4 and amount.kind != "percent":
            return Movement("to", last.trend, last.verb)  # "rose 2 percent to close at $80"
        if role == "delta" and before in ("or", "by"):
            return last
        if role == "share" and before in ("for", "against", "versus") and amount.kind == "percent":
            return Movement("share", None)  # "62 percent of the sales, tea for 21 percent"
        if amount.kind != earlier.amount.kind or role not in ("to", "delta", "from", "share"):
            return None
        if before != "and" and not (before == "," and opening - floor == 1):
            return None
        # "by 7 percent and 11 percent", "to 100 percent on cars and 50 percent on ships"
        between = words[floor : opening - 1]
        if len(between) > _PHRASE or any(self._parts(word) for word in between):
            return None
        behind = words[amount.end] if amount.end < len(words) else None
        if behind is not None and self._grammar.has(behind, "verb", "aux") and between:
            return None
        return last if role != "share" or not between else None

    def _parts(self, word: Word) -> bool:
        return self._grammar.has(word, "verb", "aux", "rel") or word.low in (";", ":", ",", "as", "with", "while")

    def _base(self, words: Sequence[Word], amount: Amount, opening: int, floor: int, earlier: Earlier) -> bool:
        """Whether an amount is what the one before it is measured from: "..., against 2.8 billion"."""
        role = earlier.movement.role
        like = role in ("to", "delta") or (role == "level" and amount.unit == earlier.amount.unit)
        if amount.bare or earlier.amount.kind in ("rank", "duration", "age", "ordinal"):
            like = like and role != "level"
        head = self._head(words, opening)
        like = like and not any(word.low in self._is["foreseen"] for word in words[head:opening])
        return like and _against(words, head, floor)

    def _is_base(self, words: Sequence[Word], j: int) -> bool:
        """Whether another time or a plan stands at word `j`: "4 percent above | the previous year"."""
        low = [word.low for word in words[j : j + 2]]
        return low[:1] != [] and (
            low[0] in self._is["base"] or (low[0] in ("the", "a") and low[1:] != [] and low[1] in self._is["time"])
        )

    def _preposition(self, words: Sequence[Word], opening: int) -> str:
        """The word before an amount, or before the phrase that it completes: "from" in "from a loss of 5 million"."""
        head = self._head(words, opening)
        governor = words[head - 1].low if 0 < head < opening else ""
        if governor == "at" and words[opening - 2].low in self._is["pace"]:
            return "by"
        if governor in ("from", "to") and head > 1 and words[head - 2].low not in self._is["according"]:
            return governor
        return words[opening - 1].low if opening else ""

    def _collects(self, words: Sequence[Word], at: int, begin: int) -> bool:
        """Whether money is brought in: "the bank raised 5 million euros", not "raised prices by 5 euros"."""
        found = self._moves.at(words, at)
        return found is not None and found[0].moves == "money" and begin - found[1] <= _ADVERB

    def _head(self, words: Sequence[Word], opening: int) -> int:
        """First index of the phrase that the amount completes: "a loss of" before "310 million"."""
        if not opening or words[opening - 1].low != "of":
            return opening
        start = self._grammar.phrase_before(words, opening - 1, 4)
        while start and (
            self._grammar.has(words[start - 1], "det", "deictic", "pron") or words[start - 1].low in self._is["earlier"]
        ):
            start -= 1
        return start

    def _by_preposition(
        self,
        words: Sequence[Word],
        amount: Amount,
        approximation: Approximation,
        before: str,
        verb: tuple[str, int] | None,
    ) -> Movement:
        begin = approximation.begin
        share = amount.kind == "percent" and amount.end < len(words) and words[amount.end].low == "of"
        share = share or (before == "which" and begin > 1 and words[begin - 2].low == "of" and amount.kind != "count")
        if verb is None:
            if before == "from" and _joins_to(words, amount.end):
                return Movement("from", None)
            return Movement("share" if share else "level", None)
        trend, at = verb
        if (
            trend == "rise"
            and before not in _PREPOSITIONS
            and amount.kind == "money"
            and self._collects(words, at, begin)
        ):
            return Movement("level", None, at)
        if before == "by":
            return Movement("delta", trend, at)
        if trend == "flat" and before in ("at", "on"):
            return Movement("level", trend, at)
        if before == "to" or (before == "at" and amount.kind == "money") or words[begin].low in ("below", "above"):
            return Movement("to", trend, at)
        if before == "from" and amount.high is None:
            return Movement("from", trend, at)
        # "rose 5 %", "up 5 %", "growth of 5 %": a relative amount right behind its movement
        near = begin - at <= (6 if amount.kind in _RELATIVE else 3)
        if near and any(word.low in self._is["ranging"] for word in words[at:begin]):
            return Movement("level", None, at)  # "growth is to range from 3 to 4 %"
        if near and not share:
            return Movement("delta", trend, at)
        return Movement("share" if share else "level", trend if near else None, at)

    def _verb(self, words: Sequence[Word], begin: int, floor: int) -> tuple[str, int] | None:
        """The nearest movement before the amount, within its clause: trend and index. A verb comes before a noun."""
        fallback = None
        for i in range(begin - 1, max(floor, begin - _REACH) - 1, -1):
            if words[i].low in (";", ".", ":"):
                break
            found = self._moves.at(words, i) if words[i].low in self._moves.openers else None
            if found is None or found[1] > begin:
                continue
            move, end = found
            if move.use == "noun" and begin - end > 1:
                fallback = fallback or (move.trend, i)
            elif move.moves == "level" and not _leads_to_level(words, begin):
                continue
            elif move.use != "point" and self._moves_here(words, i, begin, move.use):
                return move.trend, i
        return fallback

    def _moves_here(self, words: Sequence[Word], i: int, begin: int, use: str) -> bool:
        """Whether a word that may say a movement does: "were up 5%", not "free up 5 million" or "more than 5"."""
        before = words[i - 1] if i else None
        if use == "participle":
            return any(word.low in _HAVE for word in words[max(0, i - 4) : i])
        if use == "modal":
            return before is not None and (before.low == "to" or before.low in _MODALS)
        if use != "particle":
            return True
        if words[i].low in ("more", "fewer", "less"):
            return False
        low = before.low if before is not None else ","
        return low in self._is["before_particle"] or (begin - i == 1 and words[begin].kind == "n" and low.endswith("s"))

    def _point(self, words: Sequence[Word], begin: int, floor: int) -> tuple[str, int] | None:
        for i in range(begin - 1, max(floor, begin - 5) - 1, -1):
            found = self._moves.at(words, i) if words[i].low in self._moves.openers else None
            if found is not None and found[0].use == "point":
                return found[0].trend, i
        return None

    def _after(self, words: Sequence[Word], amount: Amount) -> str | None:
        """A movement right after the amount: "a 5% rise", "5 percent higher", "600,000 more people"."""
        j = amount.end
        low = [word.low for word in words[j : j + 2]]
        if amount.kind == "count":
            inner = [
                self._moves.at(words, k)
                for k in range(amount.begin, amount.end)
                if words[k + 1 : k + 2] and words[k + 1].low != "than"
            ]
            found_inner = next((found[0].trend for found in inner if found and found[0].use == "particle"), None)
            if found_inner is not None or not (low[1:] == ["than"] or (low and low[0] in self._beside)):
                return found_inner
        if low and low[0] in self._compared and amount.kind != "money" and (low[0] != "more" or low[1:] == ["than"]):
            return self._compared[low[0]]
        if low and low[0] in self._beside and amount.kind != "money" and self._is_base(words, j + 1):
            return self._beside[low[0]]
        for k in (j, j + 1):
            found = self._moves.at(words, k)
            if found is None or (k == j + 1 and words[j].kind != "w"):
                continue
            move = found[0]
            if move.use in ("noun", "verb", "modal") and words[k].low in self._is["moving"] and amount.kind != "money":
                return move.trend
        return None


_PREPOSITIONS = frozenset({"by", "to", "from", "at"})
_PAIRS = frozenset({("from", "to"), ("to", "from")})
_HAVE = frozenset({"has", "have", "had", "having"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "must", "shall", "not"})


def _against(words: Sequence[Word], begin: int, floor: int) -> bool:
    """Whether "against", "compared with" or "than" stands before index `begin`."""
    back = [word.low for word in words[max(floor, begin - 2) : begin]]
    if back[-1:] == ["than"] or back == ["than", "the"]:
        return True
    return back[-1:] in (["against"], ["versus"]) or back in (["compared", "with"], ["compared", "to"])


def _leads_to_level(words: Sequence[Word], begin: int) -> bool:
    """Whether "to" and a number follow an amount that begins there: "(added) five sen to RM2.31"."""
    for k in range(begin + 1, min(begin + 7, len(words) - 1)):
        if words[k].low == "to":
            return any(word.kind == NUMERAL for word in words[k + 1 : k + 3])
    return False


def _joins_to(words: Sequence[Word], end: int) -> bool:
    """Whether "to" and another amount follow within the clause."""
    for word in words[end : end + 8]:
        if word.low == "to":
            return True
        if word.low in (",", ";", "."):
            return False
    return False
