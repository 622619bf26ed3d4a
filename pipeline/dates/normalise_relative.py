"""Builders for expressions that need another date: offsets, fractions of a year, the discourse, lengths and sets."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Edged, Part, Timed
from pipeline.dates.context import Meaning
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_absolute import decade_meaning, fixed, today
from pipeline.dates.relative import Bare, Fraction, Nth, Offset, Rolling, SamePeriod, Told, Unit, Weekend
from pipeline.dates.vocabulary import SYMBOLS

_SHIFT, _PREVIOUS = SYMBOLS["SHIFT"], SYMBOLS["PREVIOUS"]


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
    whole = None if bare else _year_of(m)
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


def _same_period(m: Match) -> tuple[Found, ...]:
    shift = -1 if m.at("ago") >= 0 or m.tokens.values[m.at("rel")] == "-1" else 0
    return m.whole(SamePeriod(m.number("y"), None if m.at("y") >= 0 else shift))


def _same(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    return m.whole(Told(story=False) if unit == "day" else Unit(unit, 0, told=True))


def _told(m: Match) -> tuple[Found, ...]:
    return m.whole(Told())


def _following(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    return m.whole(Unit(unit, 0 if m.at("that") >= 0 else m.number("step") or 0, told=True))


def _that_part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Told(story=False), m.value("pod")))


def _next_part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Unit("day", 1 if (m.number("step") or 0) > 0 else -1, told=True), m.value("pod")))


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
        return today(m)
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
        whole = decade_meaning(m.value("dec"))
    elif m.at("c") >= 0:
        whole = fixed(periods.century(m.number("c") or 0))
    else:
        if part in {"early", "mid", "late"} and m.tokens.classes[m.end - 1] != m.tokens.classes[m.at("bare")]:
            return ()
        whole = Unit(m.value("bare"), 0)
    return m.whole(Edged(whole, part)) if whole else ()


def _plural(m: Match) -> bool:
    return m.tokens.word(m.at("unit")).lower().endswith("s")


def _rolling(m: Match) -> tuple[Found, ...]:
    unit, sign = m.value("unit"), m.number("rel") or 0
    count = "X" if m.at("n") < 0 and _plural(m) else _count(m)
    return m.whole(Rolling(count, unit, sign))


def _weekend(m: Match) -> tuple[Found, ...]:
    # "Avoid the weekends" tells of no one of them.
    return () if m.tokens.word(m.end - 1).lower().endswith("s") else m.whole(Weekend())


def _relative(m: Match) -> tuple[Found, ...]:
    step, unit = m.number("rel") or 0, m.value("unit")
    if step and _plural(m):
        # "In the coming years": how many, nobody says.
        return m.whole(Bare("DURATION", periods.duration("X", unit)))
    if unit == "weekend" and not step and m.at("past") < 0:
        return m.whole(Weekend(this=True))
    if m.at("past") >= 0 and step == 0:
        step = -1
    return m.whole(Unit(unit, step, told=m.tokens.classes[m.at("rel")] == _PREVIOUS))


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


def _vague(m: Match) -> tuple[Found, ...]:
    return m.whole(Bare("DATE", m.value("word")))


def _duration(m: Match) -> tuple[Found, ...]:
    if m.value("unit") == "quarter" and m.tokens.classes[m.start] == SYMBOLS["ARTICLE"]:
        return ()  # a fourth
    count = _count(m)
    if m.at("plus") >= 0:
        count = str(int(count) + int(m.tokens.values[m.until("plus") - 1])) if count.isdecimal() else "X"
    return m.whole(Bare("DURATION", periods.duration(count, m.value("unit"))))


RELATIVE: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "fraction": _fraction,
    "half": _half,
    "nth": _nth,
    "same_period": _same_period,
    "same": _same,
    "occasion": _told,
    "event": _told,
    "following": _following,
    "that_part": _that_part,
    "next_part": _next_part,
    "day_before": _day_before,
    "offset": _offset,
    "toward": _toward,
    "edged": _edged,
    "rolling": _rolling,
    "relative": _relative,
    "weekend": _weekend,
    "set": _set,
    "vague": _vague,
    "duration": _duration,
}
