"""Builders for expressions that name their date: a matched rule to its parts with their meaning.

A builder returns () to refuse the match ("30 February", an inverted range); the finder then goes on one token later.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.dates import periods
from pipeline.dates.absolute import Calendar, Fixed, Numeric, Part, Timed, calendar_date, season_number
from pipeline.dates.clocks import clock_value
from pipeline.dates.discourse import MonthDay, ToldWeekday
from pipeline.dates.feasts import Feast
from pipeline.dates.fiscal import Fiscal
from pipeline.dates.foreign import read_foreign
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_years import fixed, short_year, year_of_part
from pipeline.dates.portions import Nth, WeekOf
from pipeline.dates.ranges import Interval
from pipeline.dates.relative import Bare, Unit, Unplaced

# What stands before a day, where figures and dots may be one.
_BEFORE_A_DAY = frozenset({"on", "dated", "since", "from", "until", "by", "updated", "published"})


def _named(m: Match) -> tuple[Found, ...]:
    """A day with a name; its year stands in the table, in the text, or is the likeliest."""
    *year, month, day = (int(part) for part in m.value("named").split("-"))
    return m.whole(Calendar(year[0] if year else m.number("y"), month, day))


def _iso(m: Match) -> tuple[Found, ...]:
    date, _, clock = m.value("iso").partition("T")
    year, month, day = (int(part) for part in date.split("-"))
    meaning = fixed(periods.day(year, month, day))
    at = clock_value(clock[:5], "") if clock else None
    return m.whole(Timed(meaning, None, at) if meaning and at else meaning)


def _numeric(m: Match) -> tuple[Found, ...]:
    a, b, c = re.split(r"[/.-]", m.value("numeric"))
    if len(a) == 4:
        return m.whole(fixed(periods.day(int(a), int(b), int(c))))
    if len(c) == 2 and "." in m.value("numeric") and m.tokens.low(m.start - 1) not in _BEFORE_A_DAY:
        return ()  # a version, a section
    year = int(c) if len(c) == 4 else short_year(int(c))
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
    first, last = calendar_date(year, month, day), calendar_date(year, month, to)
    if not day or not to or to <= day:
        # "March 29 to 2": no range; the first day stands if it is written before the sign.
        start = min(m.at("m"), m.at("d"))
        end = max(m.at("m"), m.at("d")) + 1
        return (Found(start, end, Calendar(None, month, day), "date"),) if m.at("m") < m.at("to") else ()
    split = max(m.at("d"), m.at("m") if m.at("m") < m.at("to") else 0) + 1
    ends = (Found(m.start, split, first, "date"), Found(m.at("to"), m.end, last, "date"))
    return (Found(m.start, m.end, Interval(first, last), "range", ends),)


def _daypair(m: Match) -> tuple[Found, ...]:
    """Two days that follow each other, joined by a stroke: "12/13 November"."""
    first, last = (int(day) for day in m.value("pair").split("/"))
    month, year = m.number("m"), m.number("y")
    return m.whole(Interval(Calendar(year, month, first), Calendar(year, month, last)))


def _week_of(m: Match) -> tuple[Found, ...]:
    """The week that holds a day: "the week of Oct. 2"."""
    day = Calendar(m.number("y"), m.number("m") or m.number("m2"), m.number("d") or m.number("d2"))
    return m.whole(WeekOf(day))


def _bare_day(m: Match) -> tuple[Found, ...]:
    """A day without its month, "on the 13th", or two; the guards look at their neighbours."""
    day, at = MonthDay(m.number("d") or 0), m.at("to")
    if at < 0:
        return m.whole(day)
    last = MonthDay(m.number("to") or 0)
    ends = (Found(m.start, m.at("d") + 1, day, m.rule), Found(at, m.end, last, "bare_end"))
    if m.at("and") >= 0 and m.tokens.low(m.start - 1) != "between":
        return ends
    return (Found(m.start, m.end, Interval(day, last), m.rule, ends),)


def _list(m: Match) -> tuple[Found, ...]:
    month, year = m.number("m"), m.number("y")
    found = []
    for name in ("a", "b", "d"):
        at = m.at(name)
        if at >= 0:
            start = min(at, m.at("m")) if name == "a" and m.at("m") < at else at
            end = m.end if name == "d" else at + 1
            found.append(Found(start, end, calendar_date(year, month, m.number(name)), "date"))
    numbers = [m.number(name) or 0 for name in ("a", "b", "d") if m.at(name) >= 0]
    return tuple(found) if numbers == sorted(set(numbers)) else ()


def _date(m: Match) -> tuple[Found, ...]:
    year, month, day, weekday, shift = m.numbers("y", "m", "d", "w", "rel")
    if not month or not day or periods.day(year or 2000, month, day) is None:
        return ()
    if weekday and m.tokens.uses[m.at("w")] and m.start < m.at("d") - 2:
        # "Sun, August 16, 2008" may be a newspaper's Sunday: the weekday must fit the day.
        period = periods.day(year, month, day) if year else None
        if period is not None and period.start.isoweekday() != weekday:
            start = min(m.at("d"), m.at("m"))
            return (Found(start, m.end, Fixed(period), m.rule),)
    return m.whole(calendar_date(year, month, day, weekday, shift))


def _foreign(m: Match) -> tuple[Found, ...]:
    return m.whole(fixed(read_foreign(m.tokens, m.start, m.end)))


def _month_day(m: Match) -> tuple[Found, ...]:
    """A day of this, last or next month: "the 15th of this month"."""
    return m.whole(Nth(m.number("d") or 0, "day", Unit("month", m.number("rel") or 0)))


def _feast(m: Match) -> tuple[Found, ...]:
    shift = m.number("rel") if m.at("rel") >= 0 else None
    return m.whole(Feast(m.number("feast") or 0, m.number("y"), m.number("yrel"), shift))


def _quarter(m: Match) -> tuple[Found, ...]:
    number = m.number("n") or 0
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return ()
    quarter = Part("quarter", number, year_of_part(m), m.number("rel"))
    # A quarter of a financial year has its number, and days that nobody tells.
    return m.whole(Unplaced(quarter) if m.at("fiscal") >= 0 else quarter)


def _fiscal(m: Match) -> tuple[Found, ...]:
    """A fiscal year; when it begins, its country says."""
    if m.at("rel") >= 0:
        return m.whole(Fiscal(shift=max(-1, min(1, m.number("rel") or 0))))
    year = m.number("y") or m.number("fy") or 0
    two = m.at("to") >= 0
    if two:
        to = int(m.value("to"))
        if to % 100 != (year + 1) % 100:
            return ()
    return m.whole(Fiscal(year if year > 99 else 2000 + year, two))


def _weekdays(m: Match) -> tuple[Found, ...]:
    return m.whole(Bare("SET", f"XXXX-WXX-{m.value('w')}"))


def _weekdays_ago(m: Match) -> tuple[Found, ...]:
    return m.whole(ToldWeekday(m.number("w") or 1, -(m.number("n") or 1), told=False))


def _weekday(m: Match) -> tuple[Found, ...]:
    weekday = m.number("w")
    if m.at("wrel") >= 0:
        return m.whole(Nth(weekday or 1, "day", Unit("week", m.number("wrel") or 0)))
    return m.whole(calendar_date(None, None, None, weekday, None, m.number("rel")))


def _month(m: Match) -> tuple[Found, ...]:
    if m.end - m.start == 1:
        return m.whole(calendar_date(None, m.number("m")))
    return m.whole(
        calendar_date(m.number("y"), m.number("m"), None, None, m.number("yrel"), m.number("rel")),
    )


def _season(m: Match) -> tuple[Found, ...]:
    if m.at("behind") >= 0:
        # "The 2024 summer"; but "the 2024 Summer Games" are of the year.
        if m.tokens.word(m.end)[:1].isupper() or m.tokens.uses[m.at("behind")]:
            return (Found(m.start, m.start + 1, Calendar(m.number("y")), "year"),)
        return m.whole(Part("season", season_number(m.value("behind")), m.number("y")))
    number = season_number(m.value("s"))
    return m.whole(Part("season", number, m.number("y"), m.number("yrel"), m.number("rel")))


def today(m: Match) -> tuple[Found, ...]:
    """Today, yesterday, tomorrow, tonight."""
    shift, _, part = m.value("today").partition(" ")
    day = Unit("day", int(shift))
    return m.whole(Timed(day, part) if part else day)


def _this_part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Unit("day", m.number("rel") or 0), m.value("pod")))


ABSOLUTE: dict[str, Callable[[Match], tuple[Found, ...]]] = {
    "named": _named,
    "iso": _iso,
    "numeric": _numeric,
    "anniversary": _anniversary,
    "days": _days,
    "list": _list,
    "daypair": _daypair,
    "week_of": _week_of,
    "bare_day": _bare_day,
    "date": _date,
    "month_day": _month_day,
    "foreign": _foreign,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "this_part": _this_part,
    "today": today,
    "weekdays": _weekdays,
    "weekdays_ago": _weekdays_ago,
    "weekday": _weekday,
    "month": _month,
    "season": _season,
    "feast": _feast,
}
