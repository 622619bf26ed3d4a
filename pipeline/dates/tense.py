"""Whether an expression lies ahead or behind, from its verb; and dates told as history.

With a parse the governing verb tells (`governing`). Where there is none, or it says nothing, word lists do: the nearest telling word before the expression decides, else the first after it. The
present tense of a plan ("opens on Monday") lies ahead in prose; in titles and captions it tells what has happened.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import compress

from pipeline.dates.absolute import Calendar, Fixed, Part, Timed, calendar_date
from pipeline.dates.clocks import ClockRange
from pipeline.dates.context import Meaning
from pipeline.dates.discourse import MonthDay, Told
from pipeline.dates.governing import Governor
from pipeline.dates.match import Found
from pipeline.dates.ranges import Interval, Trailing
from pipeline.dates.relative import Ahead, Offset, Unit, Weekend
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import Vocabulary

_REACH = 14
_CUE_REACH = 8
_BE = frozenset({"is", "are", "was", "were"})
_IS = frozenset({"is", "are"})
_AT = frozenset({"on", "in", "at", "for", "from"})
_PRONOUNS = frozenset({"he", "she", "they", "who"})
_BEING = frozenset({"be", "being"})
_LEADS = frozenset({"for", "on", "to", "until", "till"})
_DISPLAY = frozenset({"title", "heading", "caption"})


class Tenses:
    """The word tables; `line` reads one sentence."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.tenses = vocabulary.tenses
        self.nominal = vocabulary.contexts.get("nominal", frozenset())
        self.history = vocabulary.history

    def line(self, tokens: Tokens, kind: str, governor: Governor | None = None, *, every: bool = False) -> TenseLine:
        """The reader of one sentence of a kind as in `pipeline.records.Sentence`, and of its parse.

        With `every` it also tells the clause of expressions that do not need it.
        """
        return TenseLine(self, tokens, kind, governor, every=every)


class TenseLine:
    """Tells the tense of the expressions of one sentence; every token is looked at once, when the first one asks."""

    def __init__(
        self, tables: Tenses, tokens: Tokens, kind: str, governor: Governor | None = None, *, every: bool = False
    ) -> None:
        self._every = every
        self._tables = tables
        self._governor = governor
        self._tokens = tokens
        self._display = kind in _DISPLAY
        self._low = tokens.lows
        self._is_read = False
        # Tokens that tell a tense and what they tell; tokens that tell of history; all in order.
        self._telling: list[int] = []
        self._told: list[str] = []
        self._remembered: list[int] = []

    def marked(self, found: Found) -> Found:
        """The expression with its tense and whether it tells history; unchanged if its meaning needs no such thing."""
        meaning = found.meaning
        if not self._every and type(meaning) is Calendar and meaning.year is not None and not meaning.day:
            return found  # a year or a month of it, by far the most frequent
        open_ = _open(meaning)
        plain = not open_ and not _on_the_line(meaning)
        if plain and not self._every:
            return found
        if not self._is_read:
            self._read()
        tense = self._tense(found.start, found.end)
        if plain:
            return replace(found, clause=tense, history=self._is_history(found.start))
        ends = found.ends
        if open_ and tense is not None:
            meaning = _with(meaning, tense)
            ends = tuple(replace(end, meaning=_with(end.meaning, tense)) for end in ends)
        return Found(found.start, found.end, meaning, found.rule, ends, tense, self._is_history(found.start), tense)

    def _read(self) -> None:
        self._is_read = True
        tenses, history = self._tables.tenses, self._tables.history
        low = self._low
        for at in compress(range(len(low)), self._tokens.telling):
            word = low[at]
            if word in history:
                self._remembered.append(at)
            if word in tenses or word == "to" or word[-2:] == "ed":
                tense = "summons" if tenses.get(word) == "summons" else self._at(at, word)
                if tense is not None:
                    self._telling.append(at)
                    self._told.append(tense)

    def _tense(self, start: int, end: int) -> str | None:
        before = self._low[start - 1] if start else ""
        if before in _LEADS and start > 1:
            # "had been set for Wednesday", "postponed to Friday": the participle before tells of the date.
            planned = self._tables.tenses.get(self._low[start - 2])
            if planned in {"future", "moved"} or (planned == "intent" and before != "on"):
                return "future"
            if self._low[start - 2] == "set" and before == "for":
                return "future"
            if planned == "summons":
                # "was invited on Friday", no "was invited to the fair on Friday"
                return "past" if before == "on" else "future"
        if self._tables.tenses.get(before) == "behind":
            return "past"
        if not self._display and (before in _IS or (before in _AT and start > 1 and self._low[start - 2] in _IS)):
            return "future"  # "the vote is on Friday"
        if self._governor is not None:
            tokens = self._tokens
            tense = self._governor(tokens.starts[start], tokens.ends[end - 1], display=self._display)
            if tense is not None:
                return tense
        at = bisect_left(self._telling, start)
        if at and start - self._telling[at - 1] <= _REACH:
            told = self._told[at - 1]
            return None if told == "summons" else told
        at = bisect_left(self._telling, end, at)
        if at < len(self._telling) and self._telling[at] < end + _REACH:
            told = self._told[at]
            return "past" if told == "summons" else told
        return "future" if self._tables.tenses.get(before) == "ahead" else None

    def _at(self, at: int, word: str) -> str | None:
        before = self._low[at - 1] if at else ""
        if word == "to":
            return "future" if self._infinitive(at, before) else None
        tense = self._tables.tenses.get(word, "past" if len(word) > 4 else None)
        # "will be held", "to be signed": the participle is not what tells the time.
        if tense is None or (before in _BEING and tense in {"past", "moved"}):
            return None
        # Nor is "the expected visit", "its closely-watched report".
        if before == "-" or (word[-2:] == "ed" and before in self._tables.nominal):
            return None
        if tense == "moved":
            return "past"
        if tense == "intent":
            return "past" if word.endswith("ed") else None
        if tense == "plan" or (tense == "name plan" and self._led_by_name(at, before)):
            return self._plan(at, before)
        return tense if tense in {"future", "past"} else None

    def _infinitive(self, at: int, before: str) -> bool:
        """Whether "to" opens a plan: "is to", "agreed to meet", in a title "Envoy to visit Suva"."""
        if before in _BE:
            return True
        if before in {"and", "or"} and self._told and self._told[-1] == "future":
            return True  # "to gain a licence by June and to open by May"
        following = self._low[at + 1] if at + 1 < len(self._low) else ""
        if not following.isalpha() or following in self._tables.nominal:
            return False
        written = self._tokens.word(at + 1)
        if self._tables.tenses.get(before) in {"intent", "summons", "future"}:
            return written.islower()
        return self._display and at > 0 and written.islower()

    def _led_by_name(self, at: int, before: str) -> bool:
        """Whether a form that is a plural noun as well stands between names: "Otieno visits Fiji", "she visits the"."""
        led = before in _PRONOUNS or self._tokens.word(at - 1)[:1].isupper()
        return led and (self._low[at + 1 : at + 2] == ("the",) or self._tokens.word(at + 1)[:1].isupper())

    def _plan(self, at: int, before: str) -> str | None:
        """A present tense: the name before or a noun, not a word that makes it a noun itself ("the visits")."""
        if self._display:
            return "past"
        relative = before == "that" and self._low[at].endswith("s")  # "a week that starts on Monday"
        return None if (before in self._tables.nominal and not relative) or not at else "future"

    def _is_history(self, start: int) -> bool:
        """Whether a word before the date says that it is remembered or an open start: "founded on", "since"."""
        at = bisect_left(self._remembered, start)
        return at > 0 and start - self._remembered[at - 1] <= _CUE_REACH


def _open(meaning: Meaning) -> bool:
    """Whether the year or week of a date is left to the reader."""
    if isinstance(meaning, (Calendar, Part)):  # by far the most frequent
        return meaning.year is None and meaning.year_shift is None and meaning.direction is None
    if isinstance(meaning, Interval):
        return _open(meaning.left) and _open(meaning.right)
    if isinstance(meaning, Timed):
        return _open(meaning.day)
    if isinstance(meaning, ClockRange):
        return _open(meaning.left) or _open(meaning.right)
    if isinstance(meaning, Trailing):
        return _open(meaning.end)
    return isinstance(meaning, (Weekend, Ahead, MonthDay))


def _on_the_line(meaning: Meaning) -> bool:
    """Whether it is a day of the story's line, or points back to one."""
    if isinstance(meaning, Timed):
        return _on_the_line(meaning.day)
    if isinstance(meaning, (Calendar, Unit)):
        return meaning.unit == "day" or (isinstance(meaning, Unit) and meaning.told)
    if isinstance(meaning, Fixed):
        return meaning.period.precision == "day"
    return isinstance(meaning, Told) or (isinstance(meaning, Offset) and meaning.told)


def _with(meaning: Meaning, tense: str) -> Meaning:
    if isinstance(meaning, Calendar):
        return calendar_date(
            meaning.year, meaning.month, meaning.day, meaning.weekday, meaning.year_shift, meaning.direction, tense
        )
    if isinstance(meaning, Timed):
        return Timed(_with(meaning.day, tense), meaning.part, meaning.clock)
    if isinstance(meaning, ClockRange):
        left, right = _with(meaning.left, tense), _with(meaning.right, tense)
        return ClockRange(left, right) if isinstance(left, Timed) and isinstance(right, Timed) else meaning
    if isinstance(meaning, Interval):
        return Interval(_with(meaning.left, tense), _with(meaning.right, tense))
    if isinstance(meaning, Trailing):
        return replace(meaning, end=replace(meaning.end, tense=tense))
    return replace(meaning, tense=tense) if isinstance(meaning, (Weekend, Ahead, Part, MonthDay)) else meaning
