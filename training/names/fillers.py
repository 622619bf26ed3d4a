"""What a template's slot becomes: names that stay the same for a slot letter, and plain words, numbers and times."""

from __future__ import annotations

import re

from names import words
from names.invent import Inventor, bare

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CURRENCIES = ("$", "US$", "€", "£", "USD ", "EUR ", "A$", "C$", "¥", "₹", "Rs ", "R", "RM", "P", "Ksh")
PERSON_KINDS = ("person", "surname", "givenname", "royal")
PLACE_KINDS = (
    *("country", "capital", "city", "region", "area", "water", "site", "CITY", "COUNTRY", "cityshort", "village"),
    *("suburb", "facility", "US", "provplace", "cityplace"),
)
ORG_KINDS = (
    *("ministry", "committee", "party", "body", "forum", "longforum", "acronym", "acro", "short", "countrybody"),
    *("stateco", "company", "institute", "media", "localorg", "areaorg", "citybody", "regionbody", "oneword", "ngo"),
    *("plainbody", "plainministry", "court", "rebels", "club", "bank", "airline", "university", "union", "force"),
    *(
        "paper",
        "band",
        "countryparty",
        "countryassembly",
        "countryministry",
        "countrybank",
        "UN",
        "Embassy",
        "NAcommittee",
        "EU",
        "jointcommittee",
        "friendship",
    ),
)
_LABELS = {
    **dict.fromkeys((*PERSON_KINDS, "asper", "asfull"), "PER"),
    **dict.fromkeys((*PLACE_KINDS, "asloc"), "LOC"),
    **dict.fromkeys((*ORG_KINDS, "asorg"), "ORG"),
}
_ACRONYM = re.compile(r"[A-Z]{2,6}$")
_LEGAL = re.compile(
    r",? (?:Group|Corp\.|Corporation|Inc\.|Ltd|Ltd\.|Bhd|Sdn Bhd|JSC|AG|SA|S\.A\.|PLC|plc|Co\., Ltd\.|LLC|NV|Oyj|ASA|"
    r"Holdings|Industries|& Sons|Technologies|Telecoms|Bank|Heavy Industries|Electronics)$"
)
# Inner slots that a slot written `{kind:g@h}` takes from group h.
_INSIDE = ("country", "demonym", "capital", "city", "region", "surname")


class Fillers:
    """Values of slots, drawn with the inventor's generator."""

    def __init__(self, inventor: Inventor) -> None:
        self._inventor = inventor
        self._rng = inventor.rng

    def label(self, kind: str, group: str, value: str, bound: dict[str, str]) -> str:
        """The label of a slot's value; empty if it is no name."""
        if kind == "demonym":  # "New Zealand ministers": the country's own name
            return "LOC" if value == bare(bound.get(f"country{group}", "")) else ""
        return _LABELS.get(kind, "")

    def value(self, kind: str, group: str, inside: str, bound: dict[str, str]) -> str:
        """What stands in a slot; names of a group are drawn once, and come again in short now and then."""
        if not group:
            return self._drawn(kind, group, inside, {})
        key = f"{kind}{group}"
        if key not in bound:
            return self._drawn(kind, group, inside, bound)
        if kind == "person" and self._rng.random() < 0.65:
            return bound[f"surname{group}"]
        if kind in ("company", "stateco", "bank", "party", "forum") and self._rng.random() < 0.4:
            return bound[f"short{group}"]
        return bound[key]

    def _drawn(self, kind: str, group: str, inside: str, bound: dict[str, str]) -> str:
        rng, inventor = self._rng, self._inventor
        key = f"{kind}{group}"
        if kind in ("person", "surname"):
            culture = bound.get("culture") if rng.random() < 0.5 else None
            bound[f"person{group}"], bound[f"surname{group}"] = inventor.person(culture)
        elif kind in ("country", "demonym", "capital", "COUNTRY"):
            country = inventor.country()
            bound |= {f"country{group}": country.name, f"demonym{group}": country.demonym, "culture": country.culture}
            bound |= {f"capital{group}": country.capital, f"COUNTRY{group}": bare(country.name).upper()}
        elif kind in ("asorg", "asper", "asloc", "asfull"):
            name = inventor.ambiguous()
            bound |= dict.fromkeys((f"asorg{group}", f"asper{group}", f"asloc{group}"), name)
            bound[f"asfull{group}"] = f"{inventor.given()} {name}"
        elif kind in ("acro", "short"):  # of an organisation that the template does not name
            bound[key] = inventor.letters() if kind == "acro" else inventor.oneword()
        else:
            bound[key] = self._phrase(kind, inside, bound)
            if kind in ORG_KINDS and group:
                bound[f"acro{group}"] = self._acronym(bound[key])
                bound[f"short{group}"] = self._short(kind, bound[key], bound[f"acro{group}"])
        return bound[key]

    def _phrase(self, kind: str, inside: str, bound: dict[str, str]) -> str:
        rng, inventor = self._rng, self._inventor
        if plain := self._number_or_time(kind):
            return plain
        if kind == "oneword":
            return inventor.oneword()
        if kind == "givenname":
            return inventor.given()
        if kind == "CITY":
            return (inventor.country().capital if rng.random() < 0.5 else inventor.phrase("city")).upper()
        if kind == "honorific" and rng.random() < 0.5:
            return inventor.phrase("style")
        if kind == "longforum":
            forums = words.kinds("organisations.tsv")["forum"]
            return rng.choice([f for f in forums if f.count(" ") >= 2 and "{" not in f])
        if kind.endswith("_lower"):
            return inventor.phrase(kind.removesuffix("_lower")).lower()

        def lookup(inner: str) -> str | None:
            return self.value(inner, inside, "", bound) if inner in _INSIDE else None

        return inventor.phrase(kind, lookup if inside else None)

    def _acronym(self, name: str) -> str:
        initials = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
        return initials if _ACRONYM.match(initials) else self._inventor.letters()

    def _short(self, kind: str, name: str, acronym: str) -> str:
        if _ACRONYM.match(name) or " " not in name:
            return name
        return _LEGAL.sub("", name) if kind in ("company", "bank", "airline", "club") else acronym

    def _number_or_time(self, kind: str) -> str:
        rng = self._rng
        month, day = rng.choice(_MONTHS), str(rng.randint(1, 28))
        tenths = f"{rng.randint(1, 40)}.{rng.randint(1, 9)}"
        match kind:
            case "day":
                return rng.choice((*_WEEKDAYS, f"{month} {day}", f"{day} {month}", f"{month[:3]}. {day}"))
            case "weekday":
                return rng.choice(_WEEKDAYS)
            case "pct":
                return tenths + rng.choice(("%", " percent", " per cent", " pct"))
            case "num":
                return rng.choice((str(rng.randint(2, 99)), str(rng.randint(100, 999))))
            case "count":
                return rng.choice((str(rng.randint(2, 99)), str(rng.randint(100, 999)), f"{rng.randint(1, 90)},000"))
            case "money":
                unit = rng.choice((" million", " billion", "m", "bn", " mln", " trillion", "M"))
                return rng.choice(_CURRENCIES) + rng.choice((tenths, str(rng.randint(2, 900)))) + unit
            case "year":
                return str(rng.randint(1948, 2026))
            case "oldyear":
                return str(rng.randint(1580, 1947))
            case "month":
                return month
            case "daynum":
                return day
            case "age":
                return str(rng.randint(17, 92))
            case "score":
                return f"{rng.randint(0, 5)}-{rng.randint(0, 5)}"
            case "time":
                return f"{rng.randint(1, 12)}:{rng.randint(0, 59):02d}" + rng.choice(
                    ("", " a.m.", " p.m.", "pm", " GMT")
                )
            case "ord":
                number = rng.randint(2, 90)
                special = {1: "st", 2: "nd", 3: "rd"} if number not in (11, 12, 13) else {}
                return f"{number}{special.get(number % 10, 'th')}"
        return ""
