"""Financial years: "fiscal 2024", "FY 2023-24", "the last financial year", by the country they belong to.

A financial year is known where its country is: the only one its sentence names, else the one of the dateline's place.
Otherwise, and where a country's way of naming by a single year is not settled, the expression has a value and no days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.dates import periods
from pipeline.dates.context import Context, FiscalCalendar, Resolution, dated
from pipeline.knowledge import Knowledge
from pipeline.knowledge.places import Places
from pipeline.records import Annotation, Article

_LABELS = frozenset({"GPE", "NORP", "LOC"})


@dataclass(slots=True, unsafe_hash=True)
class Fiscal:
    """A financial year.

    Attributes:
        year: the year written, of two the first; None with `shift`.
        two: two years are written ("2023-24"), so that the first is the one it starts in.
        shift: -1, 0, 1 for the last, this, the next one.
    """

    year: int | None = None
    two: bool = False
    shift: int | None = None

    def resolve(self, context: Context) -> Resolution | None:
        value = f"{self.year:04d}" if self.year is not None else "XXXX"
        calendar = context.fiscal()
        first = self._first(calendar, context) if calendar is not None else None
        if calendar is None or first is None:
            return Resolution("DATE", value)
        basis = "explicit" if self.year is not None else context.basis
        period = periods.fiscal_year(first, calendar.first_month, value if self.year is not None else None)
        return dated(period, basis) or Resolution("DATE", value)

    def _first(self, calendar: FiscalCalendar, context: Context) -> int | None:
        """The year it starts in."""
        if self.shift is not None:
            day = context.reference
            return day.year - (day.month < calendar.first_month) + self.shift if day else None
        if self.year is None or self.two or calendar.first_month == 1:
            return self.year
        if calendar.named_by is None:
            return None
        return self.year - (calendar.named_by == "end")


class FiscalCalendars:
    """Which country's financial year a sentence speaks of."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._places = Places(knowledge)
        self._named_by = {row["country"]: row["named_by"] for row in knowledge.rows("dates/fiscal_years.tsv")}

    def of(self, article: Article, annotation: Annotation) -> Callable[[int], FiscalCalendar | None]:
        """A look-up by index of a sentence of an article."""

        def look_up(sentence: int) -> FiscalCalendar | None:
            names = [n.text for n in annotation.names if n.sentence == sentence and n.label in _LABELS]
            found = {country for name in names if (country := self._country(name))}
            home = self._country(article.place.text) if article.place else None
            country = next(iter(found)) if len(found) == 1 else home if home in found or not found else None
            if country is None:
                return None
            return FiscalCalendar(self._places.fiscal_year_start(country), self._named_by.get(country))

        return look_up

    def _country(self, name: str) -> str | None:
        surface = name.title() if name.isupper() and len(name) > 3 else name
        places = self._places
        return places.country(surface) or places.demonym(surface) or places.city_country(surface)
