"""What looks like a date and is none: amounts, names, modal verbs, matches, references."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.dates.absolute import Edged, Part
from pipeline.dates.context import Meaning
from pipeline.dates.match import Found
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary

_SENTENCE_MARKS = frozenset(".!?:;\"“”‘’'()[]—–-|•")
_FIGURE = f"[{SYMBOLS['DAYNUM']}{SYMBOLS['NUM']}]"
# "Soon after the talks", "the future of the port" tell no time of their own.
_RELATING = frozenset({"of", "after", "afterwards", "afterward", "before", "following"})
# A time may follow them; behind another one they join figures of any kind.
_BEFORE_TIME = frozenset("at by from until till around about to since before after between".split())
# Before a name as often as before a month.
_LISTING = frozenset({"and", "for", "of", "to", "from", "by"})
# "In about 1900", "scheduled for around 2030".
_BEFORE_YEAR = frozenset({"since", "in", "for", "by", "until"})
_AMOUNTS = frozenset({"%", "$", "€", "percent", "million", "billion", "trillion"})
_OLDYEAR, _UYEAR, _DASH_YEAR = SYMBOLS["OLDYEAR"], SYMBOLS["UYEAR"], SYMBOLS["DASH"] + SYMBOLS["YEAR"]
_DASH, _MONTH, _DOT = SYMBOLS["DASH"], SYMBOLS["MONTH"], SYMBOLS["DOT"]
_HOUR_SIGNS = frozenset(SYMBOLS[name] for name in ("AMPM", "ZONE", "LOCAL"))
_JOINING = "-/."
_YEARS = SYMBOLS["YEAR"] + _OLDYEAR
_SCORE = re.compile(f"{_FIGURE}{SYMBOLS['DASH']}{_FIGURE}")


class Guards:
    """Decides whether a match is a time expression, from its neighbours.

    Attributes:
        of_rule: tells of an expression that a rule found whether it may stand; rules without one need none.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._counted = vocabulary.counted
        self._tenses = vocabulary.tenses
        contexts = vocabulary.contexts
        self._quantity = contexts.get("quantity", frozenset())
        self._label = contexts.get("label", frozenset())
        self._person = contexts.get("person", frozenset())
        self._month = contexts.get("month", frozenset())
        self._year = contexts.get("year", frozenset())
        self._sport = contexts.get("sport", frozenset())
        self._owner = contexts.get("owner", frozenset())
        self._street = contexts.get("street", frozenset())
        self._result = contexts.get("result", frozenset())
        self._adverb = contexts.get("adverb", frozenset())
        self._business = contexts.get("business", frozenset())
        self._led = contexts.get("day before", frozenset())
        self._ended = contexts.get("day after", frozenset())
        self._loose = contexts.get("weekday after", frozenset())
        part = self._allow_part
        self.of_rule: dict[str, Callable[[Found, Tokens], bool]] = {
            "month": self._allow_month,
            **dict.fromkeys(("year", "shortyear"), self._allow_year),
            **dict.fromkeys(("quarter", "half", "fraction", "nth", "edged"), part),
            **dict.fromkeys(("named", "feast"), self._allow_feast),
            **dict.fromkeys(("bare_day", "bare_end"), self._allow_bare_day),
            "date": self._allow_date,
            "weekday": self._allow_weekday,
            "set": self._allow_set,
            "vague": self._allow_vague,
            "decade": self._allow_decade,
            "clocks": self._allow_clocks,
            "clock": self._allow_clock,
            "season": self._allow_season,
            "event": self._allow_event,
        }

    def _allow_vague(self, found: Found, tokens: Tokens) -> bool:
        return tokens.low(found.start - 1) != "as" and tokens.low(found.end) not in _RELATING

    def _allow_event(self, found: Found, tokens: Tokens) -> bool:
        at = found.start
        return _opens(at, tokens) or (tokens.low(at - 1) in self._adverb and _opens(at - 1, tokens))

    def _allow_feast(self, found: Found, tokens: Tokens) -> bool:
        """A feast beside another capital is a name: "Easter Island", "Anna Christmas"."""
        last = tokens.word(found.end - 1)
        if not last[:1].isalpha() or found.end - found.start > 1:
            return True
        before = tokens.word(found.start - 1)
        return not tokens.word(found.end)[:1].isupper() and (
            not before[:1].isupper() or _opens(found.start - 1, tokens)
        )

    def _allow_date(self, found: Found, tokens: Tokens) -> bool:
        """A day before a street's word, or in words before any name, is a name: "the Second of July Monument"."""
        after = tokens.word(found.end)
        if not after[:1].isupper():
            return True
        worded = SYMBOLS["ORDWORD"] in tokens.classes[found.start : found.end]
        return not worded and after.lower() not in self._street

    def _allow_weekday(self, found: Found, tokens: Tokens) -> bool:
        """A bare weekday is none in "a Monday like any other" and in names of papers, "the Friday Post"."""
        if found.end - found.start > 1:
            return True
        before = tokens.low(found.start - 1)
        if tokens.uses[found.start] or (before in {"a", "an"} and not self._modifies(found, tokens)):
            return False
        return before != "the" or not tokens.word(found.end)[:1].isupper()

    def _modifies(self, found: Found, tokens: Tokens) -> bool:
        """Whether a noun follows that a weekday belongs to: "a Friday report", no "on a Friday"."""
        if tokens.low(found.start - 2) == "on":
            return False
        end = found.end + (tokens.classes[found.end : found.end + 1] == SYMBOLS["POD"])
        after = tokens.word(end)
        noun = after.isalpha() and after.islower() and not after.endswith("ing")
        return noun and after not in self._ended and after not in self._loose

    def _allow_set(self, found: Found, tokens: Tokens) -> bool:
        """A word like "daily" with a capital inside a name is none: "the Daily Post", "Harbour Weekly"."""
        word = tokens.word(found.start)
        if tokens.classes[found.start] != SYMBOLS["SETWORD"] or word[:1].islower():
            return True
        return _opens(found.start, tokens) and not tokens.word(found.end)[:1].isupper()

    def _allow_year(self, found: Found, tokens: Tokens) -> bool:
        at, end, classes, lows = found.start, found.end, tokens.classes, tokens.lows
        low, after = lows[at - 1] if at else "", lows[end] if end < len(lows) else ""
        old = classes[at] == _OLDYEAR
        if old and (low not in self._year or (low == "of" and tokens.word(end).islower())):
            return False
        if (low.isdecimal() and _counted_off(tokens, at, low)) or _glued(tokens, found):
            return False
        if low in self._label or (low[-1:] == "." and low.rstrip(".") in self._label and low != "in"):
            return False
        behind = classes[end : end + 2]
        if behind == _DASH_YEAR:
            return True
        if low in self._quantity and tokens.low(at - 2) not in _BEFORE_YEAR:
            return False
        if behind[:1] == _UYEAR or after in _AMOUNTS:
            return False
        return after not in self._counted or (not old and low in {"in", "since"})

    def _allow_month(self, found: Found, tokens: Tokens) -> bool:
        at, use = found.start, tokens.uses[found.start]
        if found.end - at > 1:
            return True
        low = tokens.lows[at - 1] if at else ""
        led = low in self._month or (low == "-" and tokens.low(at - 2) in self._month)
        if _joins_months(tokens, at):
            return True
        if use == "weak" and not led:
            return False
        before, after = tokens.word(at - 1), tokens.word(at + 1)
        if low in self._person or (before[:1].isupper() and not led and not _opens(at - 1, tokens)):
            return False
        if use == "weak":
            return not (after[:1].isupper() and low in _LISTING)
        if use == "name" and after[:1].isupper():
            # "In June Lima signed", but "met June Carter and June Lee".
            return led and low not in _LISTING
        return True

    def _allow_part(self, found: Found, tokens: Tokens) -> bool:
        if not _names_part(found.meaning):
            return True
        first, last = max(found.start - 25, 0), found.end + 25
        words = tokens.lows[first:last]
        if not self._sport.isdisjoint(words):
            return False
        bare = found.rule == "half" and found.end - found.start == 2
        if (bare or tokens.low(found.start - 1) in self._owner) and self._business.isdisjoint(words):
            # A match, a film, a life has halves as well.
            return False
        # "Led 10-3 at the end of the first quarter".
        return self._result.isdisjoint(words) or not _SCORE.search(tokens.classes, first, last)

    def _allow_decade(self, found: Found, tokens: Tokens) -> bool:
        """A decade without its century ("the nineties") needs its article: "in his nineties" is an age."""
        before = tokens.low(found.start - 1)
        full = tokens.word(found.start)[:4].isdecimal()
        return before not in self._owner and (full or before in {"the", "early", "late", "mid", "'", "’", "-"})

    def _allow_clock(self, found: Found, tokens: Tokens) -> bool:
        """A clock time alone needs a.m., a zone, or a preposition; 3:10 may be a score."""
        if found.end - found.start > 1 or tokens.word(found.start)[-1:] in {"m", "M"}:
            return True
        counted = tokens.classes[found.start - 2 : found.start - 1] == SYMBOLS["CLOCK"] and found.start > 1
        return tokens.low(found.start - 1) in _BEFORE_TIME and not counted

    def _allow_clocks(self, found: Found, tokens: Tokens) -> bool:
        """Hours need a.m., a zone or a preposition; 3:10-4:20 may be anything."""
        inside = tokens.classes[found.start : found.end]
        if not _HOUR_SIGNS.isdisjoint(inside) or tokens.low(found.end - 1)[-1:] == "m":
            return True
        return tokens.low(found.start - 1) in {"from", "between", "at", "open", "opens", ",", "("}

    def _allow_bare_day(self, found: Found, tokens: Tokens) -> bool:
        """A day without its month stands behind a preposition and before no noun: "on the 13th", no "13th floor"."""
        after = tokens.low(found.end)
        before, part = tokens.low(found.start - 1), tokens.classes[max(found.start - 2, 0) : found.start - 1]
        led = found.rule == "bare_end" or before in self._led or (before == "of" and part == SYMBOLS["POD"])
        ended = (
            not after[:1].isalnum() or after in self._ended or after[-2:] == "ed" or self._tenses.get(after) == "past"
        )
        return led and ended and after not in {"-", "‐", "'", "’", "/"}

    def _allow_season(self, found: Found, tokens: Tokens) -> bool:
        """A word that is a verb too ("fall") needs what stands before a season; "this fall" brings it along."""
        at = found.end - 1 if tokens.classes[found.start] == SYMBOLS["THE"] else found.start
        if tokens.uses[at] != "verb":
            return True
        before = tokens.low(found.start - 1)
        return before == "the" or before in self._month


def _joins_months(tokens: Tokens, at: int) -> bool:
    """Whether a dash joins a month to another one: "in January-August", "the Jan-Mar figures"."""
    dash, month, dot = _DASH, _MONTH, _DOT
    classes = tokens.classes
    if dash not in classes[max(at - 2, 0) : at + 3]:
        return False
    after, before = classes[at + 1 : at + 4].removeprefix(dot), classes[max(at - 3, 0) : at]
    return after[:2] == dash + month or before[-2:] == month + dash or before == month + dot + dash


def _names_part(meaning: Meaning) -> bool:
    """Whether it is or hangs on a quarter or half, which matches have too, or a day of something."""
    return not isinstance(meaning, Edged) or isinstance(meaning.whole, Part)


def _counted_off(tokens: Tokens, at: int, before: str) -> bool:
    """Whether the figures right before a year make it part of a telephone number."""
    return (len(before) > 2 and tokens.classes[at - 1] not in _YEARS) or tokens.low(at - 2) == "+"


def _glued(tokens: Tokens, found: Found) -> bool:
    """Whether the number is joined to a word or figure by a sign without space: "A-2000", "2000-strong", "v.2019"."""
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    text = tokens.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == after == " ":
        return False
    if before in _JOINING and before and start >= 2 and text[start - 2].isalnum():
        if tokens.classes[found.start - 2] == SYMBOLS["YEAR"]:
            # The end of "1994-2024", not of a telephone number.
            return text[tokens.starts[found.start - 2] - 1] == "-" if tokens.starts[found.start - 2] else False
        return tokens.low(found.start - 2) not in {"mid", "early", "late", "pre", "post", "end", "start"}
    if after not in "-/.:" or not after:
        return False
    following = text[end + 1 : end + 4]
    return (after in "-/" and following[:1].isalpha() and following.lower() not in {"bas", "bor"}) or (
        after in "./:" and following[:1].isdecimal()
    )


def _opens(at: int, tokens: Tokens) -> bool:
    """Whether a token stands first in its sentence or clause, where a capital says nothing."""
    return at == 0 or tokens.word(at - 1) in _SENTENCE_MARKS
