"""Builders for years and longer: years in two figures, two years in one, decades, centuries."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Fixed, calendar_date
from pipeline.dates.context import Meaning
from pipeline.dates.match import Found, Match
from pipeline.dates.ranges import Interval


def fixed(period: periods.Period | None) -> Meaning | None:
    """A period as a meaning, None for none."""
    return Fixed(period) if period else None


def decade_meaning(value: str) -> Meaning | None:
    """The decade "1990" or "90" begins, the century "1800" begins; None if there is none."""
    first = int(value)
    if first % 100 == 0 and 1000 <= first < 2000:
        return fixed(periods.century(first // 100 + 1))
    return fixed(periods.decade(first if first > 99 else 1900 + first if first >= 20 else 2000 + first))


def _decade(m: Match) -> tuple[Found, ...]:
    if m.at("s") >= 0:
        year = m.number("y") or 1
        written = m.tokens.text[m.tokens.starts[m.at("y")] : m.tokens.ends[m.end - 1]]
        # "the 1930's", never "the 1930 's" or "2024's".
        right = year % 10 == 0 and written[5:] == "s" and m.tokens.low(m.start - 1) in {"the", "early", "late", "mid"}
        if not right:
            return (Found(m.start, m.start + 1, Calendar(m.number("y")), "year"),)
        return m.whole(fixed(periods.decade(year)))
    return m.whole(decade_meaning(m.value("dec")))


def _century(m: Match) -> tuple[Found, ...]:
    number = m.number("c") or 0
    return m.whole(fixed(periods.century(number))) if 1 <= number <= 30 and not before_christ(m) else ()


def before_christ(m: Match) -> bool:
    """Whether a year or century counts backwards: no calendar of ours has it."""
    low = m.tokens.low
    return low(m.end) in {"bc", "bce"} or (low(m.end), low(m.end + 1), low(m.end + 2)) == ("b", ".", "c")


def _centuries(m: Match) -> tuple[Found, ...]:
    first, last = (periods.century(m.number(name) or 0) for name in ("a", "c"))
    if first is None or last is None or first.start >= last.start:
        return ()
    at = m.at("c")
    ends = (Found(m.start, m.start + 1, Fixed(first), "century"), Found(at, m.end, Fixed(last), "century"))
    return (Found(m.start, m.end, Interval(Fixed(first), Fixed(last)), "range", ends),)


def short_year(number: int) -> int:
    """A year in two figures: 50 to 99 are of the last century."""
    return 1900 + number if number >= 50 else 2000 + number


def _shortyear(m: Match) -> tuple[Found, ...]:
    return m.whole(Calendar(short_year(int(m.value("yy")))))


def _shortyears(m: Match) -> tuple[Found, ...]:
    """Read "2023-24", "2019/20": two years if the second follows; else a year and something else ("2009 - three states")."""
    year, at, written = m.number("a") or 0, m.at("b"), m.tokens.word(m.at("b"))
    short = int(written) if written.isdecimal() else 0
    to, most = (short, year + 1) if len(written) == 4 else (year // 100 * 100 + short, year + 30)
    if len(written) not in {2, 4} or not year < to <= most:
        return (Found(m.start, m.start + 1, Calendar(year), "year"),)
    ends = (Found(m.start, m.start + 1, Calendar(year), "year"), Found(at, at + 1, Calendar(to), "year"))
    return (Found(m.start, m.end, Interval(Calendar(year), Calendar(to)), "range", ends),)


def _year(m: Match) -> tuple[Found, ...]:
    return m.whole(calendar_date(int(m.tokens.values[m.start])))


def year_of_part(m: Match) -> int | None:
    """The year of a quarter or half, in two figures too ("Q2'24")."""
    return short_year(int(m.value("yy"))) if m.at("yy") >= 0 else m.number("y")


YEARS: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "decade": _decade,
    "century": _century,
    "centuries": _centuries,
    "shortyear": _shortyear,
    "shortyears": _shortyears,
    "year": _year,
}
