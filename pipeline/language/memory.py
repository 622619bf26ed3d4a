"""What an article says of its names in one place that settles them in another.

A person met in full ("Dina Ercilia Boluarte Zegarra") settles the short forms ("Dina Boluarte", "Boluarte"); a body met
in full settles its first word ("Viettel") and the letters in brackets behind it ("(APEC)"); a word that stands in
mid-sentence with a capital is a name at the start of a sentence too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from pipeline.knowledge.fold import fold
from pipeline.language.context import NO_NAME
from pipeline.language.patterns import Match
from pipeline.language.units import Units

_LONGEST = 6
# A definition outweighs any number of cues that an article is likely to hold; a likely reading outweighs a few.
_DEFINED = 1000
_LIKELY = 2
_PARTS = 4
_PLAIN = frozenset("CFSIV-k")
_SURE = frozenset({"title", "given_name", "family_name", "initials", "particle"})


class Memory:
    """Short forms of the names of one article, and the votes for single words."""

    def __init__(self) -> None:
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        self._middle: set[str] = set()

    def learn(self, units: Units, match: Match, guess: str | None) -> None:
        """Take in a match: a sure one settles its short forms, an open one votes with what stands around it (`guess`)."""
        if match.label == "PERSON" and match.rule in _SURE and not units.headline:
            # "Washington Chris Gregoire": a place in front does not make the place a person.
            self._learn_person(_key(units, match), skip=int(units.codes[match.start] in "VG"))
        elif match.label == "ORG" and match.rule in {"head", "corporate"}:
            self._learn_body(units, match)
        elif match.label in {"ONE", "WEAK"} and not units.headline and not units.shouted:
            self._learn_open(units, match, guess)
        letters = units.codes[match.end : match.end + 3]
        if letters in {"(A)", "(M)", "(C)", "(O)", "(a)"} and match.label in {"ORG", "WEAK", "LAW", "EVENT"}:
            self._labels[fold(units.text(match.end + 1, match.end + 2))]["ORG"] += _DEFINED
        if match.label == "ONE" and units.codes[max(0, match.start - 2) : match.end + 1] in {"x(A)", "x(M)"}:
            # "extension of time (EOT)" abbreviates words, not a name.
            self._labels[_key(units, match)][NO_NAME] += _DEFINED

    def label(self, surface: str) -> str | None:
        """The label the article gives a surface, None where it gives none."""
        votes = self._labels.get(fold(surface))
        return min(votes, key=lambda label: (-votes[label], label)) if votes else None

    def rule(self, surface: str) -> str:
        """What the label of a surface rests on: "same_name" on a sure mention, "cue" on the words around it."""
        votes = self._labels.get(fold(surface))
        return "same_name" if votes and max(votes.values()) >= _DEFINED else "cue"

    def in_middle(self, surface: str) -> bool:
        """Whether the surface was met capitalised inside a sentence."""
        return fold(surface) in self._middle

    def define(self, surface: str, label: str) -> None:
        """Settle what a surface is, whatever its surroundings say."""
        self._labels[fold(surface)][label] += _DEFINED

    @staticmethod
    def _looks_like_person(units: Units, match: Match) -> bool:
        codes = units.codes[match.start : match.end]
        return not units.headline and match.start not in units.initial and len(codes) <= _PARTS and set(codes) <= _PLAIN

    def _learn_person(self, key: str, weight: int = _DEFINED, skip: int = 0, *, whole: bool = True) -> None:
        parts = key.split()[skip:_LONGEST]
        for i, j in combinations(range(len(parts) + 1), 2):
            if j - i == len(parts) and not whole:
                continue
            if j - i > 1 or (len(parts[i]) > 1 and len(parts) > 1) or len(parts) == 1:
                self._labels[" ".join(parts[i:j])]["PERSON"] += weight
        if len(parts) > 2:
            # "Dina (Ercilia) Boluarte (Zegarra)": the first with any later part.
            for part in parts[2:]:
                self._labels[f"{parts[0]} {part}"]["PERSON"] += weight

    def _learn_open(self, units: Units, match: Match, guess: str | None) -> None:
        key = _key(units, match)
        if match.start not in units.initial:
            self._middle.add(key)
        if guess is not None:
            self._labels[key][guess] += 1
        if match.label == "WEAK" and guess == "PERSON":
            self._learn_person(key)
        elif match.label == "WEAK" and guess is None and self._looks_like_person(units, match):
            self._learn_person(key, _LIKELY, whole=False)

    def _learn_body(self, units: Units, match: Match) -> None:
        if (
            units.codes[match.start] in "CAM"
            and match.end - match.start > 1
            and units.codes[match.start + 1] not in "-op"
        ):
            self._labels[fold(units.text(match.start, match.start + 1))]["ORG"] += _DEFINED


def _key(units: Units, match: Match) -> str:
    return fold(units.text(match.start, match.end))
