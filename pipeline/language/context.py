"""What the words beside an unknown capitalised word say of it: a place, a body, a person, or no name at all."""

from __future__ import annotations

from pipeline.language.lexicon import Lexicon
from pipeline.language.patterns import Match
from pipeline.language.units import Units

NO_NAME = "-"
_PLACE_WORDS = 2


class Context:
    """Cues of words.tsv around a match."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds = lexicon.kinds
        self._place_cues, self._place_nouns = kinds["place_cue"], kinds["place_noun"]
        self._body_nouns, self._person_cues = kinds["body_noun"], kinds["person_cue"]
        self._speech = kinds["speech"]
        self._determiners, self._roles = kinds["determiner"], lexicon.roles

    def guess(self, units: Units, match: Match) -> str | None:
        """GPE, ORG or PERSON where a cue says so, NO_NAME after a determiner with no cue behind, None without a cue."""
        before, after = _at(units, match.start - 1), _at(units, match.end)
        possessed = after in {"'s", "’s", "'", "’"}
        if after in self._place_nouns:
            return "GPE"
        if after in self._body_nouns or (possessed and self._owns_business(units, match.end + 1)):
            return "ORG"
        if before in self._determiners and units.codes[match.start] != "A":
            return NO_NAME
        if (before == "of" and _at(units, match.start - 2) in self._place_nouns) or before in self._place_nouns:
            return "GPE"
        if after in self._roles:
            return "ORG"
        if before in self._roles or before in self._speech:
            return "PERSON"
        if before == "," and _at(units, match.start - 2) in self._roles:
            # "his deputy, Suryadi, said".
            return "PERSON"
        if before in self._body_nouns:
            return "ORG"
        if after in self._person_cues:
            # "Sky News said", but "Sunak said".
            codes = units.codes[match.start : match.end]
            return "ORG" if len(codes) > 1 and set(codes) & set("KAM") else "PERSON"
        if before in self._place_cues and not possessed and _may_be_place(units, match):
            return "GPE"
        return "PERSON" if possessed else None

    def _owns_business(self, units: Units, start: int) -> bool:
        return any(_at(units, index) in self._body_nouns for index in range(start, start + 2))


def _may_be_place(units: Units, match: Match) -> bool:
    """Whether a run after "from" or "in" reads as a place: longer runs and those with a given name are persons."""
    codes = units.codes[match.start : match.end]
    return len(codes) == 1 or (len(codes.replace("-", "")) <= _PLACE_WORDS and not set(codes) & set("FSI"))


def _at(units: Units, index: int) -> str:
    return units.text(index, index + 1).lower() if 0 <= index < len(units.codes) else ""
