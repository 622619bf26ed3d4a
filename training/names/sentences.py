"""Passages made from the sentence templates, with the spans of their names."""

from __future__ import annotations

import re

from names import words
from names.invent import Inventor
from names.passages import Entity, Passage

_SLOT = re.compile(r"\{(\w+)(?::(\w))?\}")
_INNER = re.compile(r"\{(\w+)\}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LABELS = {"person": "PER", "surname": "PER"}
_LABELS |= dict.fromkeys(
    ("country", "capital", "city", "region", "area", "water", "site", "CITY", "COUNTRY", "cityshort"), "LOC"
)
_LABELS |= dict.fromkeys(("ministry", "committee", "party", "body", "forum", "longforum", "acronym"), "ORG")
_LABELS |= dict.fromkeys(("stateco", "company", "institute", "media", "localorg", "areaorg"), "ORG")


class SentenceMaker:
    """Fills templates; a slot's letter ties its uses in one passage together."""

    def __init__(self, inventor: Inventor) -> None:
        self._inventor = inventor
        self._rng = inventor.rng

    def passage(self) -> Passage:
        """One to three sentences as a paragraph, each with its own people and places."""
        text, ents = "", list[Entity]()
        for template in self._rng.sample(words.templates(), self._rng.choice((1, 1, 2, 3))):
            if text:
                text += " "
            more, spans = self._fill(template)
            ents.extend((start + len(text), end + len(text), label) for start, end, label in spans)
            text += more
        return Passage(text, ents, "invented")

    def _fill(self, template: str) -> tuple[str, list[Entity]]:
        text, at, bound = "", 0, dict[str, str]()
        ents: list[Entity] = []
        for slot in _SLOT.finditer(template):
            text += template[at : slot.start()]
            at = slot.end()
            kind, group = slot.group(1), slot.group(2) or ""
            if kind == "admin":
                text = self._admin(text, ents)
                continue
            value = self._value(kind, group, bound)
            label = _LABELS.get(kind) or ("LOC" if kind == "demonym" and value == bound[f"country{group}"] else "")
            if text.lower().endswith("the "):
                value = value.removeprefix("the ")
            lead = 4 if value.startswith("the ") else 0
            if label:
                ents.append((len(text) + lead, len(text) + len(value), label))
            text += value if text else value[:1].upper() + value[1:]
        return text + template[at:], ents

    def _admin(self, text: str, ents: list[Entity]) -> str:
        """A phrase around a place ("the port city of X"): only the place is the name."""
        phrase = self._rng.choice(words.kinds("places.tsv")["admin"])
        slot = _INNER.search(phrase)
        if slot is None:
            return text + phrase
        value = self._value(slot.group(1), "", {}).removeprefix("the ")
        text += phrase[: slot.start()]
        ents.append((len(text), len(text) + len(value), "LOC"))
        return text + value + phrase[slot.end() :]

    def _value(self, kind: str, group: str, bound: dict[str, str]) -> str:
        key = f"{kind}{group}"
        if not group or key not in bound:
            self._bind(kind, group, bound)
        return bound[key]

    def _bind(self, kind: str, group: str, bound: dict[str, str]) -> None:
        rng = self._rng
        if kind in ("person", "surname"):
            bound[f"person{group}"], bound[f"surname{group}"] = self._inventor.person()
        elif kind in ("country", "demonym", "capital", "COUNTRY"):
            country = self._inventor.country()
            bound |= {f"country{group}": country.name, f"demonym{group}": country.demonym}
            bound |= {f"capital{group}": country.capital, f"COUNTRY{group}": country.name.removeprefix("the ").upper()}
        elif kind == "CITY":
            city = self._inventor.country().capital if rng.random() < 0.5 else self._inventor.phrase("city")
            bound[f"CITY{group}"] = city.upper()
        elif kind == "longforum":
            forums = words.kinds("organisations.tsv")["forum"]
            bound[f"longforum{group}"] = rng.choice([f for f in forums if f.count(" ") >= 2 and "{" not in f])
        elif kind in ("field_lower", "minister_lower"):
            bound[f"{kind}{group}"] = self._inventor.phrase(kind.removesuffix("_lower")).lower()
        else:
            bound[f"{kind}{group}"] = self._number_or_time(kind) or self._inventor.phrase(kind)

    def _number_or_time(self, kind: str) -> str:
        rng = self._rng
        month, day = rng.choice(_MONTHS), str(rng.randint(1, 28))
        match kind:
            case "day":
                return rng.choice((*_WEEKDAYS, f"{month} {day}", f"{day} {month}", f"{month[:3]}. {day}"))
            case "pct":
                amount = f"{rng.randint(1, 40)}.{rng.randint(0, 9)}"
                return amount + rng.choice(("%", " percent", " per cent"))
            case "num":
                tenths = f"{rng.randint(1, 40)}.{rng.randint(1, 9)}"
                return rng.choice((str(rng.randint(2, 99)), str(rng.randint(100, 999)), tenths))
            case "year":
                return str(rng.randint(1948, 2026))
            case "month":
                return month
            case "daynum":
                return day
        return ""
