"""Full dates in another language ("14 de noviembre de 2024"), read by dateparser on spans that our grammar proposed."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

import dateparser

from pipeline.dates import periods
from pipeline.dates.periods import Period
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import SYMBOLS
from pipeline.knowledge import cells

# What dateparser may complete from: any fixed day serves, since the spans are complete; never the clock.
_BASE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - dateparser compares it with naive dates
_SETTINGS = {"RELATIVE_BASE": _BASE, "REQUIRE_PARTS": ["month", "year"], "DATE_ORDER": "DMY", "TIMEZONE": "UTC"}


def read_foreign(tokens: Tokens, start: int, end: int) -> Period | None:
    """The day or month that the tokens `start` to `end` name, None if they name none."""
    classes = tokens.classes[start:end]
    numbers = [int(tokens.values[i]) for i in range(start, end) if tokens.values[i].isdecimal()]
    if SYMBOLS["THANG"] in classes:
        *day, month, year = numbers
        return periods.day(year, month, day[0]) if day else periods.month(year, month)
    at = start + classes.index(SYMBOLS["FMONTH"])
    word = tokens.low(at)
    year = numbers[-1]
    month_number = read_month(word, cells(tokens.values[at]))
    if month_number is None:
        return None
    if at == start and tokens.word(at)[0].isupper() and cells(tokens.values[at]) == ("fr",):
        # French writes its months small: "Mars 2020" is a rover.
        return None
    if len(numbers) == 1 and not re.match(r"\d", tokens.word(start)):
        return periods.month(year, month_number)
    return periods.day(year, month_number, int(re.findall(r"\d+", tokens.word(start))[0]))


@lru_cache(maxsize=512)
def read_month(word: str, languages: tuple[str, ...]) -> int | None:
    """Number of a month named in one of the languages (ISO 639-1), None if dateparser does not know it."""
    for language in languages:
        found = dateparser.parse(f"15 {word} 2000", languages=[language], settings=_SETTINGS)
        if found is not None and found.year == 2000 and found.day == 15:
            return int(found.month)
    return None
