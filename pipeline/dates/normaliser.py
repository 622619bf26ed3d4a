"""From a matched rule to what it means: one builder a rule, each returning the parts of the match with their meaning.

A builder returns () to refuse the match ("30 February", an inverted range); the finder then goes on one token later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Edged, Fixed, Numeric, Part, Timed, season_number
from pipeline.dates.context import Meaning
from pipeline.dates.foreign import read_foreign
from pipeline.dates.ranges import Interval
from pipeline.dates.relative import Bare, Fraction, Nth, Offset, Rolling, SamePeriod, Told, Unit
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import SYMBOLS

_SHIFT, _PREVIOUS = SYMBOLS["SHIFT"], SYMBOLS["PREVIOUS"]


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the text with its meaning; `start`, `end` are token indices, end exclusive.

    Attributes:
        rule: what found it.
        ends: of a range its two parts, each an expression of its own in TIMEX3.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    ends: tuple[Found, ...] = ()


class Match:
    """A rule's match over tokens, its groups read by name."""

    def __init__(self, tokens: Tokens, match: re.Match[str], prefix: str, rule: str) -> None:
        self.tokens = tokens
        self.rule = rule
        self.start, self.end = match.span(prefix.rstrip("_"))
        self._match = match
        self._prefix = prefix
        self._names = match.re.groupindex

    def at(self, name: str) -> int:
        """Token index of a group, -1 if it did not take part."""
        return self._match.start(self._prefix + name) if self._prefix + name in self._names else -1

    def until(self, name: str) -> int:
        return self._match.end(self._prefix + name)

    def value(self, name: str) -> str:
        index = self.at(name)
        return self.tokens.values[index] if index >= 0 else ""

    def number(self, name: str) -> int | None:
        value = re.match(r"-?\d+", self.value(name))
        return int(value[0]) if value else None

    def whole(self, meaning: Meaning | None) -> tuple[Found, ...]:
        """The match as one expression; nothing if there is no meaning."""
        return () if meaning is None else (Found(self.start, self.end, meaning, self.rule),)


def _fixed(period: periods.Period | None) -> Meaning | None:
    return Fixed(period) if period else None


def _iso(m: Match) -> tuple[Found, ...]:
    year, month, day = (int(part) for part in m.value("iso").split("-"))
    return m.whole(_fixed(periods.day(year, month, day)))


def _numeric(m: Match) -> tuple[Found, ...]:
    a, b, c = re.split(r"[/.]", m.value("numeric"))
    if len(a) == 4:
        return m.whole(_fixed(periods.day(int(a), int(b), int(c))))
    if len(c) == 2 and "." in m.value("numeric"):
        return ()
    year = int(c) if len(c) == 4 else _short_year(int(c))
    orders = [(int(b), int(a))] if "." in m.value("numeric") else [(int(b), int(a)), (int(a), int(b))]
    readings = {p.start: p for month, day in orders if (p := periods.day(year, month, day)) and 1700 <= year <= 2199}
    return m.whole(Numeric(tuple(readings.values()))) if readings else ()


def _anniversary(m: Match) -> tuple[Found, ...]:
    month, day, year, to = (m.number(name) or 0 for name in ("m", "d", "y", "to"))
    first, last = periods.day(year, month, day), periods.day(to, month, day)
    if first is None or last is None or to <= year:
        return ()
    at = m.at("to")
    founding = max(m.at("y"), m.at("d"), m.at("m")) + 1
    return (Found(m.start, founding, Fixed(first), m.rule), Found(at, at + 1, Fixed(last), m.rule))


def _days(m: Match) -> tuple[Found, ...]:
    month, day, to, year = m.number("m"), m.number("d"), m.number("to"), m.number("y")
    first, last = Calendar(year, month, day), Calendar(year, month, to)
    if not day or not to or to <= day:
        # "March 29 to 2": no range; the first day stands if it is written before the sign.
        start = m.at("m")
        return (Found(start, m.at("d") + 1, Calendar(None, month, day), "date"),) if start < m.at("d") else ()
    split = max(m.at("d"), m.at("m") if m.at("m") < m.at("d") else 0) + 1
    ends = (Found(m.start, split, first, "date"), Found(m.at("to"), m.end, last, "date"))
    return (Found(m.start, m.end, Interval(first, last), "range", ends),)


def _list(m: Match) -> tuple[Found, ...]:
    month, year = m.number("m"), m.number("y")
    found = []
    for name in ("a", "b", "d"):
        at = m.at(name)
        if at >= 0:
            start = min(at, m.at("m")) if name == "a" and m.at("m") < at else at
            end = m.end if name == "d" else at + 1
            found.append(Found(start, end, Calendar(year, month, m.number(name)), "date"))
    numbers = [m.number(name) or 0 for name in ("a", "b", "d") if m.at(name) >= 0]
    return tuple(found) if numbers == sorted(set(numbers)) else ()


def _date(m: Match) -> tuple[Found, ...]:
    year, month, day, weekday = m.number("y"), m.number("m"), m.number("d"), m.number("w")
    if not month or not day or periods.day(year or 2000, month, day) is None:
        return ()
    return m.whole(Calendar(year, month, day, weekday, year_shift=m.number("rel")))


def _foreign(m: Match) -> tuple[Found, ...]:
    return m.whole(_fixed(read_foreign(m.tokens, m.start, m.end)))


def _year_of(m: Match) -> Meaning:
    """The whole that a fraction belongs to: a year or a month, the likeliest if none is named."""
    if m.at("m") >= 0:
        return Calendar(m.number("my"), m.number("m"))
    if m.at("y") >= 0:
        return Calendar(m.number("y"))
    if m.at("rel") >= 0:
        unit = m.value("whole") or "year"
        return Unit(unit, m.number("rel") or 0)
    return Unit("year", 0)


def _fraction(m: Match) -> tuple[Found, ...]:
    count, number = m.number("count"), m.number("n")
    if not count or number not in {1, -1} or count > 365:
        return ()
    bare = m.at("rel") < 0 and m.at("y") < 0 and m.at("m") < 0 and m.tokens.classes[m.end - 1] != SYMBOLS["UYEAR"]
    whole = Unit("year", 0, toward=-1) if bare else _year_of(m)
    return m.whole(Fraction(count, m.value("unit"), whole, from_end=number == -1))


def _half(m: Match) -> tuple[Found, ...]:
    number = m.number("n")
    if number == -1:
        number = 2
    if number not in {1, 2}:
        return ()
    if m.at("m") >= 0:
        return m.whole(Edged(Calendar(m.number("my"), m.number("m")), "early" if number == 1 else "late"))
    return m.whole(Part("half", number, m.number("y"), m.number("rel")))


def _nth(m: Match) -> tuple[Found, ...]:
    number, unit = m.number("n") or 0, m.value("unit")
    if unit == "quarter":
        number = 4 if number == -1 else number
        shift = m.number("rel") if m.value("whole") == "year" or not m.value("whole") else None
        if not 1 <= number <= 4:
            return ()
        return m.whole(Part("quarter", number, m.number("y"), 0 if shift is None and m.at("bare") >= 0 else shift))
    if not (number == -1 or 1 <= number <= 31):
        return ()
    whole = Unit("year", 0) if m.at("bare") >= 0 else _year_of(m)
    return m.whole(Nth(number, unit, whole))


def _quarter(m: Match) -> tuple[Found, ...]:
    number = m.number("n") or 0
    number = 4 if number == -1 else number
    return m.whole(Part("quarter", number, m.number("y"), m.number("rel"))) if 1 <= number <= 4 else ()


def _fiscal(m: Match) -> tuple[Found, ...]:
    """A fiscal year without its country begins nobody knows when: a value, no days."""
    year = m.number("y") or m.number("fy") or 0
    return m.whole(Bare("DATE", f"{year if year > 99 else 2000 + year:04d}"))


def _same_period(m: Match) -> tuple[Found, ...]:
    shift = -1 if m.at("ago") >= 0 or m.tokens.values[m.at("rel")] == "-1" else 0
    return m.whole(SamePeriod(m.number("y"), None if m.at("y") >= 0 else shift))


def _same(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    return m.whole(Told() if unit == "day" else Unit(unit, 0, told=True))


def _told(m: Match) -> tuple[Found, ...]:
    return m.whole(Told())


def _following(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    return m.whole(Unit(unit, 0 if m.at("that") >= 0 else m.number("step") or 0, told=True))


def _that_part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Told(), m.value("pod")))


def _day_before(m: Match) -> tuple[Found, ...]:
    day = int(m.value("today").split()[0]) + (-1 if m.at("before") >= 0 else 1)
    return m.whole(Unit("day", day))


def _count(m: Match) -> str:
    """The number of a length: "X" if vague, two words summed ("twenty-five")."""
    value = m.value("n")
    if m.at("some") >= 0 and m.value("some") == "2":
        return "2"
    if m.at("some") >= 0:
        return "X"
    if m.at("n2") >= 0 and value.isdecimal():
        return str(int(value) + int(m.value("n2")))
    return value or "1"


def _offset(m: Match) -> tuple[Found, ...]:
    unit, sign = m.value("unit"), m.number("dir") or 0
    told = m.tokens.classes[m.at("dir")] == _SHIFT
    if m.at("half") >= 0:
        return m.whole(Offset("6", "month", sign, told)) if unit == "year" else ()
    return m.whole(Offset(_count(m), unit, sign, told))


def _toward(m: Match) -> tuple[Found, ...]:
    if m.at("today") >= 0:
        return _today(m)
    return m.whole(Unit(m.value("unit"), m.number("rel") or 0, toward=m.number("toward") or 0))


def _edged(m: Match) -> tuple[Found, ...]:
    part = m.value("edge")
    whole: Meaning | None
    if m.at("rel") >= 0:
        whole = Unit(m.value("unit"), m.number("rel") or 0)
    elif m.at("y") >= 0:
        whole = Calendar(m.number("y"))
    elif m.at("m") >= 0:
        whole = Calendar(m.number("my"), m.number("m"), year_shift=m.number("yrel"), direction=m.number("mrel"))
    elif m.at("dec") >= 0:
        whole = _decade_meaning(m.value("dec"))
    elif m.at("c") >= 0:
        whole = _fixed(periods.century(m.number("c") or 0))
    else:
        if part in {"early", "mid", "late"} and m.tokens.classes[m.end - 1] != m.tokens.classes[m.at("bare")]:
            return ()
        whole = Unit(m.value("bare"), 0)
    return m.whole(Edged(whole, part)) if whole else ()


def _rolling(m: Match) -> tuple[Found, ...]:
    unit, sign = m.value("unit"), m.number("rel") or 0
    return m.whole(Rolling(_count(m), unit, sign))


def _relative(m: Match) -> tuple[Found, ...]:
    step, unit = m.number("rel") or 0, m.value("unit")
    return m.whole(Unit(unit, step, told=m.tokens.classes[m.at("rel")] == _PREVIOUS))


def _this_part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Unit("day", m.number("rel") or 0), m.value("pod")))


def _today(m: Match) -> tuple[Found, ...]:
    shift, _, part = m.value("today").partition(" ")
    day = Unit("day", int(shift))
    return m.whole(Timed(day, part) if part else day)


def _weekdays(m: Match) -> tuple[Found, ...]:
    return m.whole(Bare("SET", f"XXXX-WXX-{m.value('w')}"))


def _set(m: Match) -> tuple[Found, ...]:
    if m.at("word") >= 0:
        return m.whole(Bare("SET", m.value("word")))
    if m.at("often") >= 0:
        return m.whole(Bare("SET", periods.duration("1", m.tokens.values[m.until("one") - 1])))
    if m.at("w") >= 0:
        return m.whole(Bare("SET", f"XXXX-WXX-{m.value('w')}"))
    if m.at("m") >= 0:
        return m.whole(Bare("SET", f"XXXX-{int(m.value('m')):02d}"))
    if m.at("pod") >= 0 or m.at("s") >= 0:
        return m.whole(Bare("SET", "XXXX-" + m.value("s") if m.at("s") >= 0 else f"T{m.value('pod')[:2].upper()}"))
    return m.whole(Bare("SET", periods.duration(m.value("n") or "1", m.value("unit") or m.value("one"))))


def _weekday(m: Match) -> tuple[Found, ...]:
    weekday = m.number("w")
    if m.at("wrel") >= 0:
        return m.whole(Nth(weekday or 1, "day", Unit("week", m.number("wrel") or 0)))
    return m.whole(Calendar(weekday=weekday, direction=m.number("rel")))


def _month(m: Match) -> tuple[Found, ...]:
    return m.whole(
        Calendar(m.number("y"), m.number("m"), year_shift=m.number("yrel"), direction=m.number("rel")),
    )


def _season(m: Match) -> tuple[Found, ...]:
    number = season_number(m.value("s"))
    return m.whole(Part("season", number, m.number("y"), m.number("yrel"), m.number("rel")))


def _decade_meaning(value: str) -> Meaning | None:
    first = int(value)
    return _fixed(periods.decade(first if first > 99 else 1900 + first if first >= 20 else 2000 + first))


def _decade(m: Match) -> tuple[Found, ...]:
    if m.at("s") >= 0:
        year = m.number("y") or 1
        written = m.tokens.text[m.tokens.starts[m.at("y")] : m.tokens.ends[m.end - 1]]
        # "the 1930's", never "the 1930 's" or "2024's".
        right = (
            year % 10 == 0
            and written[5:] == "s"
            and m.tokens.word(m.start - 1).lower() in {"the", "early", "late", "mid"}
        )
        return m.whole(_fixed(periods.decade(year))) if right else ()
    return m.whole(_decade_meaning(m.value("dec")))


def _century(m: Match) -> tuple[Found, ...]:
    number = m.number("c") or 0
    return m.whole(_fixed(periods.century(number))) if 1 <= number <= 30 else ()


def _short_year(number: int) -> int:
    return 1900 + number if number >= 50 else 2000 + number


def _shortyear(m: Match) -> tuple[Found, ...]:
    return m.whole(Calendar(_short_year(int(m.value("yy")))))


def _shortyears(m: Match) -> tuple[Found, ...]:
    """ "2023-24", "2019/20": two years if the second follows; else a year and something else."""
    year, short = m.number("a") or 0, m.value("b")
    at = m.at("b")
    to = year // 100 * 100 + int(short)
    if len(m.tokens.word(at)) != 2 or not year < to <= year + 30:
        return (Found(m.start, m.start + 1, Calendar(year), "year"),)
    ends = (Found(m.start, m.start + 1, Calendar(year), "year"), Found(at, at + 1, Calendar(to), "year"))
    return (Found(m.start, m.end, Interval(Calendar(year), Calendar(to)), "range", ends),)


def _year(m: Match) -> tuple[Found, ...]:
    return m.whole(Calendar(m.number("y")))


def _vague(m: Match) -> tuple[Found, ...]:
    return m.whole(Bare("DATE", m.value("word")))


def clock_value(hour: str, meridiem: str) -> str | None:
    """ "8:30", "pm" -> "20:30"; None if there is no such time."""
    figures = [int(part) for part in re.findall(r"\d+", hour)]
    suffix = meridiem or ("pm" if hour.endswith("pm") else "am" if hour.endswith("am") else "")
    if not figures:
        return None
    at, minutes = figures[0], figures[1] if len(figures) > 1 else 0
    if suffix:
        if not 1 <= at <= 12:
            return None
        at = at % 12 + (12 if suffix == "pm" else 0)
    return f"{at:02d}:{minutes:02d}" if at < 24 and minutes < 60 else None


def _clock(m: Match) -> tuple[Found, ...]:
    clock = clock_value(m.value("clock") or m.value("hour"), m.value("ampm"))
    return m.whole(Timed(Told(), None, clock)) if clock else ()


def _part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Told(), m.value("pod") or m.value("pod2")))


def _duration(m: Match) -> tuple[Found, ...]:
    count = _count(m)
    if m.at("plus") >= 0:
        count = str(int(count) + int(m.tokens.values[m.until("plus") - 1])) if count.isdecimal() else "X"
    return m.whole(Bare("DURATION", periods.duration(count, m.value("unit"))))


BUILDERS: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "iso": _iso, "numeric": _numeric, "anniversary": _anniversary, "days": _days, "list": _list, "date": _date,
    "foreign": _foreign, "fraction": _fraction, "half": _half, "nth": _nth, "quarter": _quarter, "fiscal": _fiscal,
    "same_period": _same_period, "same": _same, "occasion": _told, "event": _told, "following": _following,
    "that_part": _that_part, "day_before": _day_before, "offset": _offset, "toward": _toward, "edged": _edged,
    "rolling": _rolling, "relative": _relative, "this_part": _this_part, "today": _today, "weekdays": _weekdays,
    "set": _set, "weekday": _weekday, "month": _month, "season": _season, "decade": _decade, "century": _century,
    "shortyear": _shortyear, "shortyears": _shortyears, "year": _year, "vague": _vague, "clock": _clock,
    "part": _part, "duration": _duration,
}  # fmt: skip
