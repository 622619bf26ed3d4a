"""How the report writes days, numbers and names."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MONTHS_WHOLE = (
    "January February March April May June July August September October November December".split()
)  # not strftime: a report reads the same in every locale
NAME_SHOWN = 90
"""Characters of a name, title or label; the article's text has them all."""
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SHORT = {"trillion": "tn", "billion": "bn", "million": "m"}
_UNLIT = {"%": "%", "pp": " pp"}
_PLAIN = re.compile(r"[a-z]+[-:][A-Za-z0-9:_.-]+")
_DAY = dt.timedelta(days=1)
_DAYS_AT_END = re.compile(rf", (?:(?:\d{{1,2}}|{'|'.join(MONTHS)})[\d –]?[^,]{{0,24}} )?\d{{4}}(?:–\d{{4}})?$")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place on the page; `anchor` is None where it is not shown."""

    words: str
    anchor: str | None


def anchor(row_id: str) -> str:
    """The id of a row's place on the page: its own where HTML and URLs take it as it stands, else a digest."""
    if len(row_id) <= 80 and _PLAIN.fullmatch(row_id):
        return row_id
    return "x-" + hashlib.sha256(row_id.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def article_anchor(article_id: str) -> str:
    """The id of an article's place on the page: article ids are paths of any letters."""
    return "article-" + hashlib.sha256(article_id.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def clip(words: str | None, length: int = NAME_SHOWN) -> str:
    """One line of at most so many characters."""
    line = " ".join((words or "")[: 4 * length].split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def day(moment: dt.datetime | None) -> str:
    """A day as "3 Dec 2024"; "" where there is none."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}" if moment else ""


def days(start: dt.datetime | None, end: dt.datetime | None) -> str:
    """A stretch of days as people write it: "2–5 Dec 2024", "Jan–Mar 2025", "2024", "2023–2024"."""
    if start is None or end is None:
        return day(start or end)
    if start == end:
        return day(start)
    whole_months = start.day == 1 and (end + _DAY).day == 1
    if whole_months and start.month == 1 and end.month == 12:
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    if whole_months:
        if start.year != end.year:
            return f"{first} {start.year} – {last} {end.year}"
        return f"{first} {end.year}" if first == last else f"{first}–{last} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{start.day} {first} – {day(end)}" if start.year == end.year else f"{day(start)} – {day(end)}"


def month(moment: dt.datetime) -> str:
    """Its month as "December 2024"."""
    return f"{MONTHS_WHOLE[moment.month - 1]} {moment.year}"


def iso(moment: dt.datetime | None) -> str:
    """A day as "2024-12-03"; "" where there is none."""
    return moment.date().isoformat() if moment else ""


def number(value: float, *, short: bool = False) -> str:
    """A number as "1.56 billion", short "1.56bn"; below a million with commas: "45,000", "0.8"."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            figure = f"{value / scale:.{4 if short else 6}g}" if abs(value) < 1e16 else f"{value / scale:.3e}"
            return figure + (_SHORT[word] if short else f" {word}")
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def amount(value: float, unit: str | None, *, kind: str = "", short: bool = False) -> str:
    """A number with its unit: "USD 1.56 billion", "12%", "1,400 tonne"; a share as a percent, a count alone."""
    if kind == "share":
        return f"{100 * value:.4g}%"
    if kind in ("rank", "ordinal"):
        return f"no. {value:.0f}"
    words = number(value, short=short)
    if not unit or kind == "count":
        return words
    if unit in _UNLIT:
        return words + _UNLIT[unit]
    return f"{unit} {words}" if kind == "money" else f"{words} {clip(unit, 24)}"


def bounds(low: float | None, high: float | None, unit: str | None, kind: str) -> str:
    """What the wording allows: "USD 1.555–1.565 billion"; "" where low and high say no more than the value."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return (
            f"at least {amount(low, unit, kind=kind)}"
            if low is not None
            else f"at most {amount(high or 0, unit, kind=kind)}"
        )
    if low == high or kind in ("rank", "ordinal"):
        return ""
    first, last = amount(low, None, kind=kind), amount(high, unit, kind=kind)
    scale = first.rpartition(" ")[2]
    if scale in _SHORT and f" {scale}" in last:
        first = first.rpartition(" ")[0]
    if kind == "money" and unit:
        return f"{unit} {first} – {amount(high, None, kind=kind)}"
    return f"{first} – {last}"


def counted(number_of: int, one: str, many: str = "") -> str:
    """So many of something: "1 article", "12 articles", "1,200 articles"."""
    return f"{number_of:,} {one if number_of == 1 else many or one + 's'}"


def headline(label: str, status: str) -> str:
    """An event's label without the days and the status at its end, which stand beside it."""
    short = label.removesuffix(f" ({status})")
    return _DAYS_AT_END.sub("", short) or label


def capital(words: str) -> str:
    """The words with a capital to begin with."""
    return words[:1].upper() + words[1:]


def spaced(code: str) -> str:
    """A closed word of a table for reading: "joint_statement" -> "joint statement"."""
    return code.replace("_", " ")
