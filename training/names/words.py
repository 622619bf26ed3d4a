"""The word lists under words/, and the CC0 forename and surname lists of the data folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "words"
# Their romanised family name stands first, or their lists are too mixed in script to pair: people.tsv has them.
_OWN_ORDER = {"VN", "KR", "CN", "TW", "JP", "HU", "KH", "MN"}


@dataclass(frozen=True, slots=True)
class Country:
    """One row of countries.tsv."""

    name: str
    demonym: str
    capital: str
    culture: str


@dataclass(frozen=True, slots=True)
class Culture:
    """Parts of person names and the orders they stand in; `short` names the part that stands for the person."""

    parts: dict[str, tuple[str, ...]]
    orders: tuple[tuple[str, ...], ...]
    short: str


def rows(name: str) -> list[list[str]]:
    """The rows of a list, without comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, some of them under several names."""
    return tuple(Country(*row) for row in rows("countries.tsv"))


@cache
def kinds(name: str) -> dict[str, tuple[str, ...]]:
    """Kind of phrase to its phrases, for one of the lists of phrases; a kind may go over several rows."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for kind, values in rows(name):
        found[kind] += tuple(values.split("; "))
    return dict(found)


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Kind of phrase to its phrases, of all four lists."""
    return {
        kind: values
        for name in ("places.tsv", "organisations.tsv", "roles.tsv", "things.tsv")
        for kind, values in kinds(name).items()
    }


@cache
def templates_by_list() -> dict[str, tuple[str, ...]]:
    """The sentence templates of each file `sentences*.tsv`."""
    return {path.name: tuple(row[0] for row in rows(path.name)) for path in sorted(HERE.glob("sentences*.tsv"))}


@cache
def templates() -> tuple[str, ...]:
    """All sentence templates."""
    return tuple(template for found in templates_by_list().values() for template in found)


def cultures(folder: Path) -> dict[str, Culture]:
    """Cultures of people.tsv by name, and one for each country that both CC0 lists of `folder` cover, as "csv-XX"."""
    table: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for culture, part, values in rows("people.tsv"):
        table[culture][part] = table[culture].get(part, ()) + tuple(values.split("; "))
    letters = {"G": "given", "F": "family", "M": "middle", "Y": "conj"}
    found = {
        name: Culture(
            parts={letter: parts[part] for letter, part in letters.items() if part in parts},
            orders=tuple(tuple(order.split()) for order in parts["order"]),
            short=parts["short"][0],
        )
        for name, parts in table.items()
    }
    given, family = _listed(folder / "forenames-by-country.csv"), _listed(folder / "surnames-by-country.csv")
    for country in sorted(set(given) & set(family) - _OWN_ORDER):
        found[f"csv-{country}"] = Culture({"G": given[country], "F": family[country]}, (("G", "F"),), "F")
    return found


def _listed(path: Path) -> dict[str, tuple[str, ...]]:
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["Localized Name"].strip(), row["Romanized Name"].strip()):
                if name and name[0].isupper() and all(_latin(char) for char in name):
                    names[row["Country"]][name] = None
    return {country: tuple(found) for country, found in names.items() if len(found) >= 5}


def _latin(char: str) -> bool:
    return ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00
