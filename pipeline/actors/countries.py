"""The country of an organisation or place: from its name, from what stands beside it, from the city it lies in.

in the name   "Bank of Ghana", "Kenyan Tea Board", "University of Nairobi"; of a mission its sender, never its host
beside it     "Peru's Ministry of Health", "the Kenyan carrier X", "the Nairobi-based X", "X, a Kenyan trader,"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.actors.chains import Chains
from pipeline.actors.forms import Form, form
from pipeline.actors.lexicon import Entry, Lexicon
from pipeline.records import Name

_SPACE = re.compile(r"\s+")
_POSSESSIVE = re.compile(r"\s?['’]s?\s+")
_OWNED = re.compile(r"\)?(?:['’]s?)?\s+")
_NOUNS = r"(?:[a-z][a-z-]*\s+){0,4}"
_BASED = re.compile(rf"[-\s]based\s+{_NOUNS}", re.IGNORECASE)
_SEAT = re.compile(r"(?:,\s+(?:which\s+is\s+)?|\s+\(|\s+is\s+)(?:based|headquartered|seated)\s+in\s+(?:the\s+)?")
_OF = re.compile(r"\s+of\s+(?:the\s+)?|\s+\(")
_IN = re.compile(r"\)?,?\s+in\s+(?:the\s+)?|,\s+")
_PARENTHESIS = re.compile(r"\s+\([^()\n]{1,60}\)")
_APPOSED = re.compile(rf",\s+(?:(?:an?|the|one\s+of\s+the)\s+{_NOUNS})?")
_REST = re.compile(r"(?P<own>\s?['’]s?)?(?:\s+[a-z0-9][\w'’-]*){1,8}\s*(?:[,.;:)–—]|$)")
_JOINED = re.compile(r"\w[\w.]{0,60}[-–‑]\w[\w.]{0,60}")  # bounded: a word may be a megabyte long
_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITIONS = frozenset({"in", "at", "to", "for", "with"})


class CountryFinder:
    """Countries of the things of one article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        body = "|".join(sorted(map(re.escape, lexicon.words["body"])))
        self._noun_between = re.compile(rf"\s+{_NOUNS}(?:{body}|[a-z]{{3,}}(?:maker|ducer|facturer|seller))\s+")

    def __call__(self, text: str, names: Sequence[Name], chains: Chains, root: int) -> str | None:
        """Alpha-3 of a chain of things, None where nothing or several things speak."""
        entry = chains.entry(root)
        if entry is not None and (entry.kind != "organization" or entry.country is not None):
            return entry.country
        members = [chains.surfaces[i] for i in chains.members(root)]
        inside = {country for surface in members for country in self.in_name(surface.form)}
        if inside or entry is not None:
            return inside.pop() if len(inside) == 1 else None
        votes: Counter[str] = Counter()
        for surface in members:
            for mention in surface.mentions:
                votes.update(self.beside(text, names, mention))
        return next(iter(votes)) if len(votes) == 1 else None

    # -- in the name

    def in_name(self, shape: Form) -> set[str]:
        """Countries named inside a name: "Communist Party of Peru", "Ho Chi Minh City People's Committee".

        A country outweighs a city ("Bursa Malaysia"); of a mission, where it sits ("in") does not count; what stands
        after "to", "for" or "with" is a partner.
        """
        if any(self._is_pair(match.group()) for match in _JOINED.finditer(shape.text)):
            return set()
        pieces = list(self._pieces(shape.words))
        is_mission = any(token in self.lexicon.words["mission"] for token in shape.tokens)
        apart = _PREPOSITIONS if is_mission else _PREPOSITIONS - {"in", "at"}
        for kind in ("country", "place"):
            found = {entry.country for entry, before in pieces if entry.kind == kind and before not in apart}
            if found - {None}:
                return {country for country in found if country is not None}
        return set()

    def _pieces(self, words: tuple[str, ...]) -> Iterator[tuple[Entry, str]]:
        """The places inside a name, longest first, each with the word before it."""
        start = 0
        while start < len(words):
            before = words[start - 1].lower() if start else ""
            for size in range(min(4, len(words) - start), 0, -1):
                known = self._place(" ".join(words[start : start + size])) if size < len(words) else None
                if known is not None:
                    # "Inter-American Development Bank" is of no one country.
                    if before not in self.lexicon.words["joining"]:
                        yield known, before
                    start += size
                    break
            else:
                start += 1

    def _place(self, piece: str) -> Entry | None:
        known = self.lexicon.entry(piece, "GPE") if piece[:1].isupper() else None
        if known is None or known.kind == "organization" or piece.lower() in self.lexicon.words["homonym"]:
            return None
        return known

    def _is_pair(self, joined: str) -> bool:
        """Whether "US-ASEAN" or "Vietnam-Peru" names two parties."""
        parts = re.split(r"[-–‑]", joined)
        entries = [self.lexicon.entry(part, label) for part in parts for label in ("GPE", "ORG")]
        keys = {entry.key for entry in entries if entry is not None}
        return len(keys) > 1 and any(entry is not None and entry.kind == "country" for entry in entries)

    # -- beside it

    def beside(self, text: str, names: Sequence[Name], mention: int) -> set[str]:
        """Countries that stand beside a mention."""
        return self._before(text, names, mention) | self._after(text, names, mention)

    def _before(self, text: str, names: Sequence[Name], mention: int) -> set[str]:
        """Countries of what stands before a name: "Kenya's X", "the Kenyan carrier X", "the Nairobi-based X"."""
        name = names[mention]
        before = names[mention - 1] if mention else None
        if before is None or before.sentence != name.sentence or name.label not in {"ORG", "FAC"}:
            return set()
        if before.label == "ORG" and _OWNED.fullmatch(text, before.end, name.start):
            return self._of_body(text, names, mention - 1)
        entry = self.lexicon.entry(before.text, before.label)
        if entry is None or entry.country is None:
            return set()
        gap = (before.end, name.start)
        if entry.kind != "organization" and not entry.demonym and _BASED.fullmatch(text, *gap):
            return {entry.country}
        own = _POSSESSIVE.match(text, before.end)
        if own is not None and not entry.demonym and entry.kind != "organization":
            between = text[own.end() : name.start]
            plain = re.fullmatch(_NOUNS, between) is not None and not self._tells(between)
            return {entry.country} if plain else set()
        if entry.kind == "country" and entry.demonym:
            described = _SPACE.fullmatch(text, *gap) or self._noun_between.fullmatch(text, *gap)
            return {entry.country} if described else set()
        return set()

    def _of_body(self, text: str, names: Sequence[Name], body: int) -> set[str]:
        """Countries of the body that another is part of: "the Workers' Party of Peru (WPP) Central Committee"."""
        name = names[body]
        entry = self.lexicon.entry(name.text, "ORG")
        if entry is not None and entry.country is not None:
            return {entry.country}
        shape = form(name.text)
        bracketed = body and shape.is_acronym and text[names[body - 1].end : name.start].strip() == "("
        return self.in_name(form(names[body - 1].text)) if bracketed else self.in_name(shape)

    def _after(self, text: str, names: Sequence[Name], mention: int) -> set[str]:
        """Countries of what follows a name: "X of Kenya", "X, based in Nairobi,", "X, a Kenyan trader,"."""
        name = names[mention]
        after, start = mention + 1, name.end
        if (
            after < len(names)
            and (aside := _PARENTHESIS.match(text, start))
            and start < names[after].start < names[after].end <= aside.end() - 1
            and text[start : names[after].start].strip() == "("
            and self.lexicon.entry(names[after].text, "GPE") is None
        ):
            start, after = aside.end(), after + 1
        if after >= len(names) or names[after].sentence != name.sentence:
            return set()
        entry = self.lexicon.entry(names[after].text, names[after].label)
        if entry is None or entry.country is None or entry.kind == "organization":
            return set()
        gap = (start, names[after].start)
        if name.label == "ORG":
            seated = not entry.demonym and (
                _SEAT.fullmatch(text, *gap) or (_OF.fullmatch(text, *gap) and entry.kind == "country")
            )
            return {entry.country} if seated or self._is_apposed(text, names, after, start) else set()
        located = not entry.demonym and _IN.fullmatch(text, *gap) and (name.label != "LOC" or entry.kind == "place")
        return {entry.country} if located else set()

    def _is_apposed(self, text: str, names: Sequence[Name], place: int, start: int) -> bool:
        """Whether what follows a name describes it by a country: ", a Kenyan tea trader," or ", Kenya's largest bank,"."""
        entry = self.lexicon.entry(names[place].text, names[place].label)
        gap = text[start : names[place].start]
        rest = _REST.match(text, names[place].end)
        if entry is None or entry.kind != "country" or rest is None or _APPOSED.fullmatch(gap) is None:
            return False
        nouns = set(_WORD.findall(rest.group()))
        if self._tells(rest.group()) or self._tells(gap) or nouns & self.lexicon.office_starts:
            return False
        return entry.demonym if rest["own"] is None else not entry.demonym

    def _tells(self, words: str) -> bool:
        """Whether there is a verb or preposition among words, so that they are no mere noun phrase."""
        return any(word in self.lexicon.words["predicate"] for word in _WORD.findall(words.lower()))
