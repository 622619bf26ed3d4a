"""Builders for portions: the first months of a year, halves, the end of a quarter, a stretch told by its end."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Edged, Part
from pipeline.dates.context import Meaning
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_relative import plural
from pipeline.dates.normalise_years import decade_meaning, fixed, year_of_part
from pipeline.dates.portions import CenturyPart, Fraction, Nth, NthWeekday
from pipeline.dates.ranges import Trailing
from pipeline.dates.relative import Bare, Rest, Unit, Unplaced
from pipeline.dates.vocabulary import SYMBOLS


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
    """The first or last so many months, "9M 2024" too."""
    count, number = m.number("count"), m.number("n") if m.at("n") >= 0 else 1
    if not count or number not in {1, -1} or count > 365:
        return ()
    bare = m.at("rel") < 0 and m.at("y") < 0 and m.at("m") < 0 and m.tokens.classes[m.end - 1] != SYMBOLS["UYEAR"]
    whole = None if bare else _year_of(m)
    if bare and m.tokens.classes[m.end : m.end + 2] == SYMBOLS["OF"] + SYMBOLS["FISCAL"]:
        return m.whole(Bare("DURATION", periods.duration(str(count), m.value("unit"))))  # when it begins, who knows
    return m.whole(Fraction(count, m.value("unit") or "month", whole, from_end=number == -1))


def _century_part(m: Match) -> tuple[Found, ...]:
    """A half, quarter or decade of a century: "the second half of the 19th century"."""
    number = m.number("n") or 0
    what = m.value("what")
    parts = {"half": 2, "quarter": 4, "decade": 10}[what]
    number = parts if number == -1 else number
    if not 1 <= number <= parts:
        return ()
    whole = fixed(periods.century(m.number("c") or 0)) if m.at("c") >= 0 else Unit("century", m.number("rel") or 0)
    return m.whole(CenturyPart(number, 100 // parts, whole)) if whole else ()


def _nth_weekday(m: Match) -> tuple[Found, ...]:
    number = m.number("n") or 0
    whole = _year_of(m) if m.at("m") >= 0 or m.at("rel") >= 0 else Unit("month", 0)
    return m.whole(NthWeekday(number, m.number("w") or 1, whole)) if number == -1 or 1 <= number <= 5 else ()


def _half(m: Match) -> tuple[Found, ...]:
    number = m.number("n")
    if number == -1:
        number = 2
    if number not in {1, 2}:
        return ()
    if m.at("m") >= 0:
        return m.whole(Edged(Calendar(m.number("my"), m.number("m")), "early" if number == 1 else "late"))
    half = Part("half", number, year_of_part(m), 0 if m.at("bare") >= 0 else m.number("rel"))
    return m.whole(Unplaced(half) if m.at("fiscal") >= 0 else half)


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
    if unit == "day" and number != -1 and plural(m):
        return m.whole(Edged(_year_of(m), "early")) if m.at("m") >= 0 else ()
    if unit == "month" and plural(m):
        return m.whole(Edged(_year_of(m), "early" if number == 1 else "late")) if number in {1, -1} else ()
    whole = Unit(m.value("bare"), 0) if m.at("bare") >= 0 else _year_of(m)
    return m.whole(Nth(number, unit, whole))


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
    elif m.at("part") >= 0 or m.at("code") >= 0:
        whole = _part_of_year(m)
    elif m.at("that") >= 0:
        whole = Unit(m.value("that"), 0, told=True)
    elif m.at("bare") < 0:
        whole = Unit("year", 0)  # midyear
    else:
        at = m.at("bare")
        before = m.tokens.classes[at - 1]
        led = before == SYMBOLS["THE"] or part not in {"early", "mid", "late"}
        led = led or (part == "mid" and before == SYMBOLS["DASH"])  # "by mid-week"
        if not led or m.tokens.low(at).endswith(("s", "ies")):
            return ()
        whole = Unit(m.value("bare"), 0)
    return m.whole(Edged(whole, part, m.value("first") or None)) if whole else ()


def _part_of_year(m: Match) -> Meaning | None:
    """The quarter or half whose start or end is told."""
    number = m.number("code" if m.at("code") >= 0 else "n") or 0
    kind = "half" if m.value("part") == "half" else "quarter"
    parts = 2 if kind == "half" else 4
    number = parts if number == -1 else number
    return Part(kind, number, m.number("py"), m.number("prel")) if 1 <= number <= parts else None


def _trailing(m: Match) -> tuple[Found, ...]:
    """A stretch told by its end; two expressions in TIMEX3, its length and its end."""
    count, unit, part = m.number("n") or 1, m.value("unit"), None
    if m.at("half") >= 0:
        count, unit = (6, "month") if unit == "year" else (0, unit)
    elif m.at("nth") >= 0:
        number, letter = m.number("nth") or 0, unit[0].upper()
        count, unit, part = (
            (3 if letter == "Q" else 6) if 1 <= number <= (4 if letter == "Q" else 2) else 0,
            "month",
            f"{letter}{number}",
        )
    elif m.at("n") < 0 and plural(m):
        return ()
    month, day = m.number("m") or m.number("m2"), m.number("d") or m.number("d2")
    end = Calendar(m.number("y"), month, day, year_shift=m.number("rel"))
    if not 1 <= count <= 60:
        return ()
    meaning = Trailing(count, unit, end, part)
    cut = m.at("to")
    at = min(i for name in ("m", "d2") if (i := m.at(name)) >= 0)
    ends = (
        Found(m.start, cut, Bare("DURATION", periods.duration(str(count), unit)), "duration"),
        Found(at, m.end, end, "date"),
    )
    return (Found(m.start, m.end, meaning, m.rule, ends),)


def _parts(m: Match) -> tuple[Found, ...]:
    """Several quarters or halves of one year: "the first and third quarters of 2023"."""
    kind = m.value("unit")
    shift = 0 if m.at("bare") >= 0 else m.number("rel")
    numbers = [(name, m.number(name) or 0) for name in ("a", "b", "n") if m.at(name) >= 0]
    if any(not 1 <= number <= (4 if kind == "quarter" else 2) for _, number in numbers):
        return ()
    last = numbers[-1][0]
    return tuple(
        Found(at := m.at(name), m.end if name == last else at + 1, Part(kind, number, m.number("y"), shift), kind)
        for name, number in numbers
    )


def _fiscal_part(m: Match) -> tuple[Found, ...]:
    """A quarter or half of a financial year, which has its number and days that nobody tells."""
    number = m.number("n") if m.at("n") >= 0 else m.number("n2")
    half = m.value("unit") == "half" or m.tokens.classes[m.at("n")] == SYMBOLS["HCODE"]
    kind = "half" if half and m.at("n") != m.at("n2") else "quarter"
    year = m.number("fy") if m.at("fy") >= 0 else m.number("y")
    if number is None or not 1 <= number <= (2 if kind == "half" else 4) or year is None:
        return ()
    return m.whole(Unplaced(Part(kind, number, year if year > 99 else 2000 + year)))


def _part_code(m: Match) -> tuple[Found, ...]:
    """A quarter, half or first months in one word: "1Q24", "H2FY25", "9M23"."""
    letter, number, year, *fiscal = m.value("code").split()
    meaning: Meaning = Part({"Q": "quarter", "H": "half"}.get(letter, ""), int(number), int(year))
    if letter == "M":
        meaning = Fraction(int(number), "month", Calendar(int(year)))
    return m.whole(Unplaced(meaning) if fiscal else meaning)


def _month_quarter(m: Match) -> tuple[Found, ...]:
    """The quarter that ends with a month: "the June quarter"."""
    month, year, shift = m.number("m") or 1, m.number("y"), m.number("rel")
    if month % 3 == 0:
        return m.whole(Part("quarter", month // 3, year, shift))
    return m.whole(Trailing(3, "month", Calendar(year, month, year_shift=shift)))


def _rest(m: Match) -> tuple[Found, ...]:
    if m.at("m") >= 0:
        return m.whole(Rest(Calendar(m.number("my"), m.number("m"))))
    if m.at("y") >= 0:
        return m.whole(Rest(Calendar(m.number("y"))))
    return m.whole(Rest(Unit(m.value("unit") or m.value("unit2"), m.number("rel") or 0)))


PORTIONS: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "fraction": _fraction,
    "half": _half,
    "century_part": _century_part,
    "nth": _nth,
    "nth_weekday": _nth_weekday,
    "edged": _edged,
    "trailing": _trailing,
    "parts": _parts,
    "fiscal_part": _fiscal_part,
    "part_code": _part_code,
    "month_quarter": _month_quarter,
    "rest": _rest,
}
