"""Builders for expressions that need another date: offsets, the discourse, lengths and sets."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Timed
from pipeline.dates.discourse import SamePeriod, Told, ToldPeriod, ToldWeekday
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_absolute import today
from pipeline.dates.relative import Ahead, Bare, Offset, Rolling, Shifted, Unit, Weekend
from pipeline.dates.vocabulary import SYMBOLS

_SHIFT, _PREVIOUS = SYMBOLS["SHIFT"], SYMBOLS["PREVIOUS"]
# Words that count from what was told, not from the day of the text.
_TOLD = frozenset({_PREVIOUS, SYMBOLS["FOLLOWING"]})


def _same_period(m: Match) -> tuple[Found, ...]:
    shift = -1 if m.value("rel") == "-1" else 0
    if m.at("ago") >= 0 or (m.at("rel") >= 0 and m.tokens.classes[m.at("rel")] == _PREVIOUS):
        return m.whole(SamePeriod(back=1))
    return m.whole(SamePeriod(m.number("y"), None if m.at("y") >= 0 else shift))


def _year_ago(m: Match) -> tuple[Found, ...]:
    return m.whole(SamePeriod(back=1))


def _same(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    later = m.tokens.classes[m.start] == _SHIFT  # "earlier in the day"
    return m.whole(Told(story=False, else_published=later) if unit == "day" else Unit(unit, 0, told=True))


def _told(m: Match) -> tuple[Found, ...]:
    return m.whole(Told())


def _following(m: Match) -> tuple[Found, ...]:
    unit = m.value("unit")
    if plural(m):
        # "In the coming days": how many, nobody says.
        return m.whole(Bare("DURATION", periods.duration("X", unit)))
    return m.whole(Unit(unit, 0 if m.at("that") >= 0 else m.number("step") or 0, told=True))


def _told_weekday(m: Match) -> tuple[Found, ...]:
    return m.whole(ToldWeekday(m.number("w") or 1, m.number("step") or 0))


def _before_last(m: Match) -> tuple[Found, ...]:
    return m.whole(Unit(m.value("unit"), -2 if m.at("before") >= 0 else 2))


def _this_time(m: Match) -> tuple[Found, ...]:
    """This time last year: the month, a year from now."""
    return m.whole(Unit("month", 12 * (m.number("rel") or 0)))


def _told_period(m: Match) -> tuple[Found, ...]:
    return m.whole(ToldPeriod(m.value("unit") or "period"))


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


# Half a unit in a smaller one, and how many of these the unit has.
_HALVES = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "day": ("hour", 24),
           "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip


def _with_half(m: Match) -> tuple[str, str] | None:
    """Count and unit of "half a year", "two and a half years"; None if the half has no smaller unit."""
    unit, parts = _HALVES.get(m.value("unit"), ("", 0))
    count = m.value("n").removesuffix(".5") if m.at("n") >= 0 and m.at("n") + 1 != m.at("half") else "0"
    return (str(int(count) * parts + parts // 2), unit) if parts and count.isdecimal() and len(count) < 5 else None


def _offset(m: Match) -> tuple[Found, ...]:
    if m.at("on") >= 0:
        found = Found(m.start, m.end - 1, Offset(_count(m), m.value("unit"), 1, told=True), m.rule)
        # "A year on, ..."; "a day on" is as often no time.
        return (found,) if plural(m) or m.value("unit") in {"month", "year", "decade"} else ()
    unit, sign = m.value("unit"), m.number("dir") or 0
    told = m.tokens.classes[m.at("dir")] == _SHIFT
    if m.at("half") >= 0 or m.at("frac") >= 0 or m.value("n").endswith(".5"):
        half = _with_half(m)
        return m.whole(Offset(*half, sign, told)) if half else ()
    if m.at("n") < 0:
        count = _dozens(m) if m.at("dozen") >= 0 else "X" if plural(m) else ""
        return m.whole(Offset(count, unit, sign, told)) if count else ()
    return m.whole(Offset(_count(m), unit, sign, told))


def _dozens(m: Match) -> str:
    """The number of "a dozen", "a hundred"; "" for others, before which "a" belongs to something else."""
    return m.value("dozen") if m.value("dozen") in {"12", "100"} and m.tokens.low(m.at("dozen")).isalpha() else ""


def _from_now(m: Match) -> tuple[Found, ...]:
    """So many units from now, from today or from a weekday on."""
    count, unit = _count(m), m.value("unit")
    if m.at("w") >= 0:
        return m.whole(Shifted(Calendar(weekday=m.number("w"), tense="future"), count, unit))
    if m.at("now") >= 0 and m.value("now") != "PRESENT_REF":
        return ()
    shift = m.value("today").split(" ")[0] if m.at("today") >= 0 else "0"
    return m.whole(Offset(count, unit, 1) if shift == "0" else Shifted(Unit("day", int(shift)), count, unit))


def _quarter_century(m: Match) -> tuple[Found, ...]:
    if m.at("dir") < 0:
        return m.whole(Bare("DURATION", "P25Y"))
    return m.whole(Offset("25", "year", m.number("dir") or 0, m.tokens.classes[m.at("dir")] == _SHIFT))


# Tokens before "in five years" that a first or biggest one stands in.
_COUNTED_BACK = 5


def _ahead(m: Match) -> tuple[Found, ...]:
    before = range(max(m.start - _COUNTED_BACK, 0), m.start - 1)
    if any(m.tokens.classes[i] == SYMBOLS["ORDWORD"] or m.tokens.lows[i].endswith("est") for i in before):
        # "The first visit in five years", "the biggest cut in ten": counted back, whenever it takes place.
        return m.whole(Bare("DURATION", periods.duration(_count(m), m.value("unit"))))
    return m.whole(Ahead(_count(m), m.value("unit"), sure=m.at("time") >= 0))


def _toward(m: Match) -> tuple[Found, ...]:
    if m.at("today") >= 0:
        return today(m)
    if m.at("todate") >= 0:
        return m.whole(Unit(m.value("todate"), 0, toward=-1))
    if m.at("bare") >= 0:
        return m.whole(Unit(m.value("bare"), 0, toward=m.number("toward") or 0, near=True))
    return m.whole(Unit(m.value("unit"), m.number("rel") or 0, toward=m.number("toward") or 0))


def plural(m: Match) -> bool:
    """Whether the unit of a match is a plural."""
    return m.tokens.word(m.at("unit")).lower().endswith("s")


def _rolling(m: Match) -> tuple[Found, ...]:
    unit, sign = m.value("unit"), m.number("rel") or 0
    count = "X" if m.at("n") < 0 and plural(m) else _count(m)
    told = m.tokens.classes[m.at("rel")] in _TOLD
    if m.at("half") >= 0:
        half = _with_half(m)
        return m.whole(Rolling(*half, sign, told)) if half else ()
    return m.whole(Rolling(count, unit, sign, told))


def _weekend(m: Match) -> tuple[Found, ...]:
    # "Avoid the weekends" tells of no one of them.
    return () if m.tokens.low(m.end - 1).endswith("s") else m.whole(Weekend())


def _relative(m: Match) -> tuple[Found, ...]:
    step, unit = m.number("rel") or 0, m.value("unit")
    if step and plural(m):
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
    if m.at("w2") >= 0:
        first, last = (Bare("SET", f"XXXX-WXX-{m.value(name)}") for name in ("w", "w2"))
        return (Found(m.start, m.at("w") + 1, first, m.rule), Found(m.at("w2"), m.end, last, m.rule))
    if m.at("w") >= 0:
        return m.whole(Bare("SET", f"XXXX-WXX-{m.value('w')}"))
    if m.at("m") >= 0:
        return m.whole(Bare("SET", f"XXXX-{int(m.value('m')):02d}"))
    if m.at("pod") >= 0 or m.at("s") >= 0:
        return m.whole(Bare("SET", "XXXX-" + m.value("s") if m.at("s") >= 0 else f"T{m.value('pod')[:2].upper()}"))
    return m.whole(
        Bare("SET", periods.duration(m.value("n") or m.value("every") or "1", m.value("unit") or m.value("one")))
    )


def _vague(m: Match) -> tuple[Found, ...]:
    return m.whole(Bare("DATE", m.value("word") or "PAST_REF"))


def _duration(m: Match) -> tuple[Found, ...]:
    fourth = m.tokens.classes[m.start] == SYMBOLS["ARTICLE"] or m.tokens.low(m.end) == "of"
    if m.value("unit") == "quarter" and fourth:
        return ()  # "a quarter", "three quarters of the voters"
    if m.at("length") >= 0:
        return m.whole(Bare("DURATION", m.value("length")))
    if m.at("long") >= 0:
        several = m.tokens.low(m.start).endswith("s")
        return m.whole(Bare("DURATION", periods.duration("X" if several else "1", m.value("long"))))
    if m.at("half") >= 0 or m.at("frac") >= 0:
        count = m.value("n").removesuffix(".5") if m.at("n") >= 0 and m.at("n") + 1 != m.at("half") else "0"
        half = _with_half(m) or (f"{count}.5", m.value("unit"))
        return m.whole(Bare("DURATION", periods.duration(*half))) if count.isdecimal() else ()
    count = _count(m)
    if m.at("dozen") >= 0:
        count = _dozens(m)
    elif m.at("n") < 0 or m.tokens.classes[m.at("n")] == SYMBOLS["ARTICLE"]:
        # "For years", "a decades-long feud"; "for year" is nothing.
        count = "X" if plural(m) else count if m.at("n") >= 0 else ""
    if not count:
        return ()
    if m.at("plus") >= 0:
        count = str(int(count) + int(m.tokens.values[m.until("plus") - 1])) if count.isdecimal() else "X"
    return m.whole(Bare("DURATION", periods.duration(count, m.value("unit"))))


RELATIVE: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "year_ago": _year_ago,
    "told_weekday": _told_weekday,
    "before_last": _before_last,
    "this_time": _this_time,
    "ahead": _ahead,
    "same_period": _same_period,
    "same": _same,
    "occasion": _told,
    "event": _told,
    "following": _following,
    "told_period": _told_period,
    "from_now": _from_now,
    "quarter_century": _quarter_century,
    "that_part": _that_part,
    "next_part": _next_part,
    "day_before": _day_before,
    "offset": _offset,
    "toward": _toward,
    "rolling": _rolling,
    "relative": _relative,
    "weekend": _weekend,
    "set": _set,
    "vague": _vague,
    "duration": _duration,
}
