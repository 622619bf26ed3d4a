"""Changes to annotated passages that keep the annotation true: other names, datelines, capitals, plain letters."""

from __future__ import annotations

import re

from names import words
from names.invent import Inventor, bare
from names.passages import Entity, Passage, fold

_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_HEADLINE = 160  # characters that a headline has at most
_SMALL = frozenset("a an the and or of in on at to for by with from as but vs".split())
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,7}$")
# What stands before a name that no title precedes: a small word, a mark, or nothing.
_UNTITLED = re.compile(r"(?:^|[a-z,;\"“] |[.!?] )$")


class Augmenter:
    """Each call draws which changes a passage gets.

    Args:
        inventor: where new names come from; its generator draws.
        swap: share of passages whose names are swapped.
        dateline: share that get a dateline in front, and half as many an agency's sign-off behind.
        role: share of passages with a full person name that get an office and its place or body in front of one.
        plain: share of passages with diacritics that lose them.
        capitals: share put into capitals throughout, as headlines are.
        titled: share of short passages whose every word gets a capital, as in other headlines.
    """

    def __init__(
        self,
        inventor: Inventor,
        *,
        swap: float = 0.3,
        dateline: float = 0.1,
        role: float = 0.15,
        plain: float = 0.35,
        capitals: float = 0.02,
        titled: float = 0.03,
    ) -> None:
        self._inventor = inventor
        self._rng = inventor.rng
        self._swap, self._dateline, self._role, self._plain, self._capitals = swap, dateline, role, plain, capitals
        self._titled = titled
        self._countries = {bare(country.name) for country in words.countries()}

    def __call__(self, passage: Passage) -> Passage:
        """The passage, changed or not."""
        draw = self._rng.random
        if passage.ents and passage.source != "invented" and draw() < self._swap:
            passage = self._swapped(passage)
        if passage.source != "invented" and draw() < self._role:
            passage = self._with_role(passage)
        if draw() < self._dateline:
            passage = self._with_dateline(passage)
        if draw() < self._dateline / 2:
            passage = self._signed(passage)
        if not passage.text.isascii() and draw() < self._plain:
            passage = Passage(fold(passage.text), passage.ents, passage.source)
        if draw() < self._capitals and len(passage.text.upper()) == len(passage.text):
            passage = Passage(passage.text.upper(), passage.ents, passage.source)
        elif len(passage.text) < _HEADLINE and draw() < self._titled:
            passage = in_title_case(passage)
        return passage

    def _swapped(self, passage: Passage) -> Passage:
        """Every name replaced by an invented one of its label, the same name by the same everywhere."""
        renamed: dict[tuple[str, str], str] = {}
        text, at, ents = "", 0, list[Entity]()
        for start, end, label in passage.ents:
            old = passage.text[start:end]
            if (old, label) not in renamed:
                self._rename(old, label, renamed)
            new = renamed[old, label]
            text += passage.text[at:start]
            ents.append((len(text), len(text) + len(new), label))
            text += new
            at = end
        return Passage(text + passage.text[at:], ents, passage.source)

    def _rename(self, old: str, label: str, renamed: dict[tuple[str, str], str]) -> None:
        if label == "PER":
            full, short = self._inventor.person()
            renamed[old, label] = full if " " in old else short
            for part in old.split()[::-1] if " " in old else ():
                renamed.setdefault((part, label), short)
        elif label == "LOC":
            country = old in self._countries or self._rng.random() < 0.1
            renamed[old, label] = bare(self._inventor.country().name) if country else self._inventor.place()
        elif _ACRONYM.match(old):
            renamed[old, label] = self._inventor.letters()
        elif " " not in old and self._rng.random() < 0.6:
            renamed[old, label] = self._inventor.oneword()
        else:
            renamed[old, label] = self._inventor.organisation()

    def _with_role(self, passage: Passage) -> Passage:
        """An office and its body or country in front of a full name: two names touch, only their kinds tell them apart."""
        bare_names = [
            ent
            for ent in passage.ents
            if ent[2] == "PER" and _UNTITLED.search(passage.text[max(0, ent[0] - 12) : ent[0]])
        ]
        names = [ent for ent in bare_names if " " in passage.text[ent[0] : ent[1]]]
        if not names:
            return passage
        at = self._rng.choice(names)[0]
        office = self._inventor.phrase(self._rng.choice(("head", "minister", "official")))
        if self._rng.random() < 0.5:
            name, label = bare(self._inventor.country().name), "LOC"
            joint = self._rng.choice((" of ", " of ", " to "))
        else:
            name, label = self._inventor.organisation(), "ORG"
            joint = self._rng.choice((" of the ", " of ", " at the "))
        front = f"{office}{joint}{name} "
        added = (at + len(office + joint), at + len(front) - 1, label)
        moved = [(s + len(front), e + len(front), x) if s >= at else (s, e, x) for s, e, x in passage.ents]
        text = passage.text[:at] + front + passage.text[at:]
        return Passage(text, sorted([*moved, added]), passage.source)

    def _with_dateline(self, passage: Passage) -> Passage:
        rng = self._rng
        place = self._inventor.country().capital if rng.random() < 0.5 else self._inventor.phrase("city")
        if rng.random() < 0.65:
            place = place.upper()
        text, ents = place, [(0, len(place), "LOC")]
        if rng.random() < 0.4:
            text += f", {rng.choice(_MONTHS)} {rng.randint(1, 30)}"
        if rng.random() < 0.4:
            agency = self._inventor.phrase("media")
            text += f" ({agency})"
            # A possible "The" is part of a newspaper's name but not of its span.
            lead = 4 if agency.startswith("The ") else 0
            ents.append((len(text) - len(agency) - 1 + lead, len(text) - 1, "ORG"))
        text += rng.choice((" — ", " – ", " - ", " -- ", ": ", "/ ", ", "))
        ents += [(start + len(text), end + len(text), label) for start, end, label in passage.ents]
        return Passage(text + passage.text, ents, passage.source)

    def _signed(self, passage: Passage) -> Passage:
        agency = self._inventor.letters() if self._rng.random() < 0.5 else bare(self._inventor.phrase("media"))
        opening, closing = self._rng.choice(((" — ", ""), (" – ", ""), (" ", ""), (" (", ")"), (" -- ", ""), ("/", "")))
        text = passage.text + opening
        ents = [*passage.ents, (len(text), len(text) + len(agency), "ORG")]
        return Passage(text + agency + closing, ents, passage.source)


def in_title_case(passage: Passage) -> Passage:
    """As a headline: every word but the small ones with a capital, no full stop."""
    text = re.sub(r"(?<![\w'’.])[a-z][a-z]*", lambda m: m[0] if m[0] in _SMALL else m[0].capitalize(), passage.text)
    if text.endswith(".") and all(end < len(text) for _, end, _ in passage.ents):
        text = text[:-1]
    return Passage(text, passage.ents, passage.source)
