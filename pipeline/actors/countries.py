"""The country of an organisation or place: from its name, from what stands beside it, from the city it lies in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.actors.chains import Chains, Surface
from pipeline.actors.lexicon import Lexicon
from pipeline.records import Name

_POSSESSIVE = re.compile(r"['’]s?\s+|\s+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_IN = re.compile(r"\)?,?\s+in\s+(?:the\s+)?|,\s+")
_PARENTHESIS = re.compile(r"\s+\([^()\n]{1,60}\)")


class CountryFinder:
    """Countries of the things of one article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        body = "|".join(sorted(map(re.escape, lexicon.words["body"])))
        self._noun_between = re.compile(rf"\s+(?:[a-z][a-z-]*\s+){{0,2}}(?:{body})\s+")

    def __call__(
        self, text: str, names: Sequence[Name], chains: Chains, surface_of: Sequence[int], root: int
    ) -> str | None:
        """Alpha-3 of a chain of things, None where nothing or several things speak."""
        entry = chains.entry(root)
        if entry is not None and entry.kind != "organization":
            return entry.country
        members = [chains.surfaces[i] for i in chains.members(root)]
        if entry is not None and entry.country is not None:
            return entry.country
        inside = {country for surface in members for country in self._in_name(surface)}
        if inside or (entry is not None and entry.kind == "organization"):
            return inside.pop() if len(inside) == 1 else None
        votes: Counter[str] = Counter()
        for surface in members:
            for mention in surface.mentions:
                votes.update(self._beside(text, names, chains, surface_of, mention))
        return next(iter(votes)) if len(votes) == 1 else None

    def _in_name(self, surface: Surface) -> set[str]:
        """Countries named inside a name: "Communist Party of Peru", "Ho Chi Minh City People's Committee"."""
        words = surface.form.words
        found: set[str] = set()
        start = 0
        while start < len(words):
            for size in range(min(4, len(words) - start), 0, -1):
                piece = " ".join(words[start : start + size])
                known = self.lexicon.entry(piece, "GPE") if piece[0].isupper() and size < len(words) else None
                if start and words[start - 1].lower() in self.lexicon.words["joining"]:
                    # "Inter-American Development Bank" is of no one country.
                    known = None
                if known is not None and known.kind != "organization":
                    if known.country is not None:
                        found.add(known.country)
                    start += size
                    break
            else:
                start += 1
        return found

    def _beside(
        self, text: str, names: Sequence[Name], chains: Chains, surface_of: Sequence[int], mention: int
    ) -> set[str]:
        name = names[mention]
        found = set()
        if mention > 0 and names[mention - 1].sentence == name.sentence and surface_of[mention - 1] >= 0:
            before = chains.surfaces[surface_of[mention - 1]].entry
            gap = (names[mention - 1].end, name.start)
            if (
                before is not None
                and before.kind == "country"
                and before.country is not None
                and name.label in {"ORG", "FAC"}
                and (_POSSESSIVE.fullmatch(text, *gap) or self._noun_between.fullmatch(text, *gap))
                and (before.demonym or "'" in text[gap[0] : gap[1]] or "’" in text[gap[0] : gap[1]])
            ):
                found.add(before.country)
        after = mention + 1
        start = name.end
        if after < len(names) and (aside := _PARENTHESIS.match(text, start)) and names[after].end <= aside.end():
            start, after = aside.end(), after + 1
        if after < len(names) and names[after].sentence == name.sentence and surface_of[after] >= 0:
            entry = chains.surfaces[surface_of[after]].entry
            pattern = _OF if name.label == "ORG" else _IN
            if (
                entry is not None
                and entry.country is not None
                and not entry.demonym
                and pattern.fullmatch(text, start, names[after].start)
                and (name.label != "LOC" or entry.kind == "place")
            ):
                found.add(entry.country)
        return found
