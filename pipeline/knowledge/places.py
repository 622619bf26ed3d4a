"""Countries, cities and regions by any of their names, over the shared knowledge tables.

Look-ups compare folded surfaces (`fold`), with or without a leading "the"; an abbreviation of two or three letters
("US", "UK", "PNG") counts only in capitals, so that "us" is no country. They say what a surface may mean, never
whether it does here: "Georgia" and "Jordan" are answered as countries, and the language package guards the context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.fold import fold, is_code

_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
# What stands before the short name in the long one; no "State of": Georgia is one of America's, too.
_FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:(?:Federal|Federative|Islamic|People['’]s|Democratic|Arab|Bolivarian|Plurinational|Socialist|Cooperative"
    r"|Co-operative|Hashemite|Oriental|United) )*(?:Republic|Kingdom|Sultanate|Emirate|Principality|Grand Duchy|Commonwealth) "
    r"of (?:the )?(?=[A-Z])"
)


class Places:
    """Look-ups over countries.tsv, cities.tsv and regions.tsv; a later row wins over an earlier one."""

    def __init__(self, knowledge: Knowledge) -> None:
        countries, cities, regions = (knowledge.rows(f"knowledge/{name}.tsv") for name in _TABLES)
        self._countries = _Index((row["alpha3"], (row["name"], *cells(row["names"]))) for row in countries)
        # "Congolese" and "Dominican" belong to two countries and settle neither.
        self._demonyms = _Index((row["alpha3"], cells(row["demonyms"])) for row in countries)
        self._cities = _Index((row["name"], (row["name"], *cells(row["names"]))) for row in cities)
        self._regions = _Index((row["name"], (row["name"], *cells(row["names"]))) for row in regions)
        self._adjectives = _Index((row["name"], cells(row["adjectives"])) for row in regions)
        self._rows = {row["alpha3"]: row for row in countries}
        self._city_country: dict[str, str] = {}
        for row in cities:
            self._city_country[row["name"]] = row["country"]

    def country(self, surface: str) -> str | None:
        """Alpha-3 of the country with this name ("Viet Nam", "the UK", "Republic of Zambia"), else None."""
        known = self._countries.one(surface)
        short = _FORM_OF_STATE.sub("", surface.strip())
        return known if known is not None or short == surface.strip() else self._countries.one(short)

    def demonym(self, surface: str) -> str | None:
        """Alpha-3 of the country with this adjective or people form, None where none or several have it."""
        return self._demonyms.only(surface)

    def is_demonym(self, surface: str) -> bool:
        """Whether it is the adjective or people form of any country or region ("Congolese", "Latin American")."""
        return bool(self._demonyms.all(surface) or self._adjectives.all(surface))

    def city(self, surface: str) -> str | None:
        """The canonical name of the city, province or state ("HCMC" gives "Ho Chi Minh City"), else None."""
        return self._cities.one(surface)

    def city_country(self, surface: str) -> str | None:
        """Alpha-3 of the country that the city lies in, else None."""
        city = self.city(surface)
        return self._city_country[city] if city is not None else None

    def region(self, surface: str) -> str | None:
        """The canonical name of the region by its name, not its adjective ("LatAm" gives "Latin America")."""
        return self._regions.one(surface)

    def region_adjective(self, surface: str) -> str | None:
        """The canonical name of the region with this adjective ("Latin American"), else None."""
        return self._adjectives.one(surface)

    def country_name(self, alpha3: str) -> str:
        """The usual English name; the code itself where no row has it."""
        row = self._rows.get(alpha3)
        return row["name"] if row else alpha3

    def currency(self, alpha3: str) -> str | None:
        """ISO 4217 code of the country's currency, None where it has none or is unknown."""
        row = self._rows.get(alpha3)
        return row["currency"] or None if row else None

    def fiscal_year_start(self, alpha3: str) -> int:
        """Month in which the government's financial year begins; 1 where no row says another."""
        row = self._rows.get(alpha3)
        return int(row["fiscal_year_start"] or 1) if row else 1


_TABLES = ("countries", "cities", "regions")


class _Index:
    """Folded surface -> values in row order."""

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._codes: dict[str, tuple[str, ...]] = {}
        for value, forms in entries:
            for form in forms:
                table = self._codes if is_code(form) else self._names
                key = _key(form)
                if value not in table.get(key, ()):
                    table[key] = (*table.get(key, ()), value)

    def all(self, surface: str) -> tuple[str, ...]:
        bare = _ARTICLE.sub("", surface.strip())
        key = _key(bare)
        # A name begins with a capital or an apostrophe; "turkey" is a bird.
        found = self._names.get(key, ()) if not bare[:1].islower() else ()
        if not found and is_code(_POSSESSIVE.sub("", bare)):
            found = self._codes.get(key, ())
        return found

    def one(self, surface: str) -> str | None:
        found = self.all(surface)
        return found[-1] if found else None

    def only(self, surface: str) -> str | None:
        found = self.all(surface)
        return found[0] if len(found) == 1 else None


def _key(surface: str) -> str:
    return _ARTICLE.sub("", fold(surface))
