"""Calendar periods: a stretch of days with its name in TIMEX3 and in EDTF (ISO 8601-2).

Every function returns None where the calendar has no such period (30 February, a year outside 1-9999), so that a
rule can be refused instead of raising.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.records.quick import quick

DAY = dt.timedelta(days=1)
# Days remembered: those of a lifetime.
_MOST_KNOWN = 1 << 15

# Months of the meteorological seasons of the northern half; winter ends in the next year.
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
_TIMEX_UNITS = {"decade": ("Y", 10), "century": ("Y", 100), "weekend": ("WE", 1), "fortnight": ("W", 2)}


@quick
@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of days, both ends inclusive.

    Attributes:
        precision: day, week, month, quarter, half, year, decade, century or interval.
        value: TIMEX3.
        edtf: EDTF, None where it has no form for it.
    """

    start: dt.date
    end: dt.date
    precision: str
    value: str
    edtf: str | None


@lru_cache(maxsize=_MOST_KNOWN)
def day(year: int, month: int, number: int) -> Period | None:
    """A day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= 31):
        return None
    try:
        return of_day(dt.date(year, month, number))
    except ValueError:
        return None


@lru_cache(maxsize=_MOST_KNOWN)
def of_day(date: dt.date) -> Period:
    """A day of the calendar as a period."""
    name = date.isoformat()
    return Period(date, date, "day", name, name)


def week(date: dt.date) -> Period | None:
    """The ISO week (Monday to Sunday) of a day; EDTF has no weeks, so it gets the interval."""
    year, number, weekday = date.isocalendar()
    monday = shifted(date, 1 - weekday)
    sunday = shifted(date, 7 - weekday)
    if monday is None or sunday is None:
        return None
    return Period(monday, sunday, "week", f"{year:04d}-W{number:02d}", f"{monday}/{sunday}")


def weekend(date: dt.date) -> Period | None:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(date)
    if whole is None:
        return None
    saturday = whole.end - DAY
    return Period(saturday, whole.end, "interval", f"{whole.value}-WE", f"{saturday}/{whole.end}")


@lru_cache(maxsize=4096)
def month(year: int, number: int) -> Period | None:
    """A month of a year."""
    if not (1 <= year <= 9999 and 1 <= number <= 12):
        return None
    last = calendar.monthrange(year, number)[1]
    name = f"{year:04d}-{number:02d}"
    return Period(dt.date(year, number, 1), dt.date(year, number, last), "month", name, name)


def quarter(year: int, number: int) -> Period | None:
    """A calendar quarter, 1 to 4."""
    if not 1 <= number <= 4:
        return None
    name = f"{year:04d}-Q{number}"
    return _months(year, 3 * number - 2, 3 * number, "quarter", name, f"{year:04d}-{32 + number}")


def half(year: int, number: int) -> Period | None:
    """A half of a calendar year, 1 or 2."""
    if not 1 <= number <= 2:
        return None
    name = f"{year:04d}-H{number}"
    return _months(year, 6 * number - 5, 6 * number, "half", name, f"{year:04d}-{39 + number}")


def season(year: int, code: str) -> Period | None:
    """A season by its TIMEX3 code (SP, SU, FA, WI); winter lasts into the next year."""
    first, edtf = _SEASONS[code]
    start = month(year, first)
    end = month(year + (first == 12), (first + 1) % 12 + 1)
    if start is None or end is None:
        return None
    return Period(start.start, end.end, "interval", f"{year:04d}-{code}", f"{year:04d}-{edtf}")


def year(number: int) -> Period | None:
    """A calendar year."""
    return _months(number, 1, 12, "year", f"{number:04d}", f"{number:04d}")


def fiscal_year(first: int, month_number: int, value: str | None = None) -> Period | None:
    """The twelve months from a month of the year `first` on, with its name; a calendar year if that is January."""
    start, after = month(first, month_number), month(first + 1, month_number)
    if start is None or after is None:
        return None
    if month_number == 1:
        return year(first)
    return interval(start.start, after.start - DAY, value or f"{first:04d}/{first + 1:04d}")


def decade(first: int) -> Period | None:
    """The ten years from `first`, a multiple of ten."""
    return _years(first, first + 9, "decade", f"{first // 10:03d}", f"{first // 10:03d}X")


def century(number: int) -> Period | None:
    """The 20th century as people count it: 1900 to 1999."""
    first = 100 * (number - 1)
    return _years(max(first, 1), first + 99, "century", f"{number - 1:02d}", f"{number - 1:02d}XX")


def interval(start: dt.date, end: dt.date, value: str | None = None, edtf: str | None = None) -> Period:
    """Days from `start` to `end`; the caller has checked their order."""
    name = f"{start}/{end}"
    return Period(start, end, "interval", value or name, edtf or name)


def span(first: Period, last: Period) -> Period | None:
    """From the start of one period to the end of another; None if that is inverted."""
    if first.start > last.start or first.start > last.end:
        return None
    edtf = f"{first.edtf}/{last.edtf}" if first.edtf and last.edtf else None
    if edtf is None or edtf.count("/") > 1 or _has_code(first) or _has_code(last):
        edtf = f"{first.start}/{last.end}"
    return Period(first.start, last.end, "interval", f"{first.value}/{last.value}", edtf)


def third(whole: Period, part: str) -> Period:
    """Early, mid or late in a period (its first, second, last third), or the day at its start or end."""
    if part in {"start", "end"}:
        only = whole.start if part == "start" else whole.end
        return Period(only, only, "day", whole.value, only.isoformat())
    at = whole.start.year
    if whole.precision == "year":
        # A year is cut by its months: early is January to April.
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return _months(at, first, last, "interval", whole.value, f"{at:04d}-{first:02d}/{at:04d}-{last:02d}") or whole
    if whole.precision in {"decade", "century"}:
        # A decade by its years: early is the first four.
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        scale = 1 if whole.precision == "decade" else 10
        first, last = at + first * scale, at + last * scale + scale - 1
        return _years(first, last, "interval", whole.value, f"{first:04d}/{last:04d}") or whole
    cut = ((whole.end - whole.start).days + 1) // 3
    start, end = {
        "early": (whole.start, whole.start + DAY * max(cut - 1, 0)),
        "mid": (whole.start + DAY * cut, whole.end - DAY * cut),
        "late": (whole.end - DAY * max(cut - 1, 0), whole.end),
    }[part]
    return Period(start, end, "interval", whole.value, f"{start}/{end}")


def containing(unit: str, date: dt.date) -> Period | None:
    """The day, week, weekend, month, quarter, half, year, decade or century that holds a day."""
    at = date.year
    match unit:
        case "day":
            return of_day(date)
        case "week":
            return week(date)
        case "weekend":
            return weekend(date)
        case "month":
            return month(at, date.month)
        case "quarter":
            return quarter(at, (date.month + 2) // 3)
        case "half":
            return half(at, (date.month + 5) // 6)
        case "year":
            return year(at)
        case "decade":
            return decade(at // 10 * 10)
        case "century":
            return century(at // 100 + 1)
    return None


def moved(unit: str, date: dt.date, count: int) -> dt.date | None:
    """The day `count` units later (earlier if negative); a month's last days are kept inside the month."""
    if abs(count) > 400_000:
        return None
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return shifted(date, days * count)
    months = {"month": 1, "quarter": 3, "half": 6, "semester": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:
        return None
    total = date.year * 12 + date.month - 1 + months * count
    at, number = total // 12, total % 12 + 1
    if not 1 <= at <= 9999:
        return None
    return dt.date(at, number, min(date.day, calendar.monthrange(at, number)[1]))


def shifted(date: dt.date, days: int) -> dt.date | None:
    """The day `days` later, None beyond the calendar."""
    ordinal = date.toordinal() + days
    return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None


def duration(count: str, unit: str) -> str:
    """Length in TIMEX3: nine months are P9M; an unknown count is X."""
    letter, factor = _TIMEX_UNITS.get(unit, (unit[0].upper(), 1))
    if factor != 1:
        count = f"{float(count) * factor:g}" if count != "X" else "X"
        letter = {"decade": "DE", "century": "CE"}.get(unit, letter) if count == "X" else letter
    return f"{'PT' if unit in {'hour', 'minute', 'second'} else 'P'}{count}{letter}"


def with_value(period: Period, value: str) -> Period:
    """The same days under another TIMEX3 value."""
    return replace(period, value=value)


def _has_code(period: Period) -> bool:
    """Quarters, halves and seasons have EDTF codes that must not stand in an interval."""
    return period.precision in {"quarter", "half", "week"} or period.value[5:7] in _SEASONS


def _months(at: int, first: int, last: int, precision: str, value: str, edtf: str) -> Period | None:
    start, end = month(at, first), month(at, last)
    return Period(start.start, end.end, precision, value, edtf) if start and end else None


def _years(first: int, last: int, precision: str, value: str, edtf: str) -> Period | None:
    if not 1 <= first <= last <= 9999:
        return None
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31), precision, value, edtf)
