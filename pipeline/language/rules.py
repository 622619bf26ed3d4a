"""Names by rule: units and grammar sentence by sentence, then the article as a whole decides what was left open.

This is the whole names stage where no trained model is at hand, and the safety net beside one (`combine`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.agencies import is_slug, named_agency
from pipeline.language.context import NO_NAME, Context
from pipeline.language.lexicon import Lexicon
from pipeline.language.memory import Memory
from pipeline.language.patterns import Match, scan
from pipeline.language.units import UnitReader, Units, Word
from pipeline.records import Name, Sentence

# Sentences at the head of an article that may name the agency.
_HEAD = 4
_KNOWN = frozenset("FSI")  # given names, family names, initials
_NAMING = frozenset("CFSMAVGRNOIzHa")
# Matches that hold nothing to look into: runs of capitals, known names, persons.
_AS_THEY_ARE = frozenset({"capitals", "", "title", "given_name", "family_name", "initials", "particle"})


class RuleNames:
    """Finds the names of an article by rule."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._reader = UnitReader(lexicon)
        self._context = Context(lexicon)
        self._described = lexicon.kinds["described_head"]
        self._surnames = lexicon.kinds["surname_head"]
        self._before_places = lexicon.kinds["place_cue"] | {"the", "of", "on"}

    def read(
        self, text: str, sentences: Sequence[Sentence], words: Sequence[Sequence[Word]], agency: str | None = None
    ) -> tuple[tuple[Name, ...], dict[int, str]]:
        """The names of a text in order, and start -> code (`lexicon`) of its words; the writers' initials have none.

        Args:
            text: what the offsets count in.
            sentences: its sentences, in order.
            words: their tokens, sentence by sentence.
            agency: name of the agency that wrote it.
        """
        lowered = frozenset(filter(str.islower, {word[2] for sentence in words for word in sentence}))
        read: list[tuple[int, Units, list[Match]]] = []
        memory = Memory()
        if agency is not None:
            memory.define(agency, "ORG")
        last = len(sentences) - 1
        for index, (sentence, tokens) in enumerate(zip(sentences, words, strict=True)):
            if sentence.kind == "header" or not tokens:
                continue
            units = self._reader.read(tokens, lowered, sentence.kind)
            if index == last and is_slug(units):
                continue
            named = named_agency(units, is_first=len(read) < _HEAD, is_last=index == last)
            if named:
                memory.define(named, "ORG")
            matches = [piece for match in scan(units.codes) for piece in self._pieces(units, match)]
            for match in matches:
                open_match = match.label in {"ONE", "WEAK"}
                memory.learn(units, match, self._context.guess(units, match) if open_match else None)
            read.append((index, units, matches))
        names: list[Name] = []
        for index, units, matches in read:
            kind = sentences[index].kind
            for match in matches:
                settled = self._settle(units, match, memory, kind)
                if settled is not None:
                    names.append(_name(text, units, settled, index))
        return tuple(names), self._codes([units for _, units, _ in read])

    def _codes(self, read: Sequence[Units]) -> dict[int, str]:
        """Start -> code of every word; a generic word is one wherever it stands, but for those of known names."""
        codes: dict[int, str] = {}
        is_generic = self._lexicon.is_generic
        for units in read:
            words = units.words
            for code, first, last in zip(units.codes, units.first, units.last, strict=True):
                for start, _, text in words[first : last + 1]:
                    codes[start] = "Y" if code not in "GRO" and is_generic(text) else code
        return codes

    def _pieces(self, units: Units, match: Match) -> list[Match]:
        """A match as it is, without what does not belong to it, or as the known names inside it."""
        if match.rule in _AS_THEY_ARE:
            return [match]
        codes = units.codes[match.start : match.end]
        if match.label in {"EVENT", "LAW"}:
            # "the APEC Leaders' Week", "the Vietnam Export Products Fair" tell who; "Paris Agreement" is the name itself.
            if set(codes) & set("OA") or (codes[0] in "GRN" and len(codes) > 2 and set(codes[1:-1]) <= set("KY&-s")):
                return _known(units, match)
            if match.label == "LAW" and not _NAMING & set(codes):
                return []
        if units.headline and match.rule == "head" and codes[0] in "GRN" and codes[1] in "CB":
            return _known(units, match)  # "Ghana Signs Railway Deal": no words in small letters tell a name from a verb
        if self._is_surname(units, match):
            return [Match("PERSON", "given_name", match.start, match.end)]
        described = match.label == "ORG" and codes[0] == "N" and not set(codes) & set("oi")
        if (
            described
            and units.text(match.end - 1, match.end) in self._described
            and (len(codes) == 2 or codes[1] == "K")
        ):
            rest = [Match(match.label, match.rule, match.start + 1, match.end)] if len(codes) > 2 else []
            return [Match("NORP", "", match.start, match.start + 1), *rest]
        if (
            match.label == "ORG"
            and match.rule == "head"
            and all(map(self._lexicon.is_generic, units.text(match.start, match.end).split()))
        ):
            return []
        if match.rule == "branch" and not self._is_branch(units, match):
            return [
                Match("ONE" if len(codes) == 2 else "WEAK", "capitals", match.start, match.end - 1),
                *_known(units, Match("", "", match.end - 1, match.end)),
            ]
        if match.rule == "dateline" and not (match.start == 0 and _ends_dateline(units, match.end)):
            return []
        return [match]

    def _is_surname(self, units: Units, match: Match) -> bool:
        """Whether a head behind a given name is a family name ("Nathan Law", "Marc Lamont Hill")."""
        codes = units.codes[match.start : match.end - 1]
        before = units.text(match.start - 1, match.start) if match.start else ""
        return (
            match.rule == "head"
            and re.fullmatch(r"F[FIC]?", codes) is not None
            and units.text(match.end - 1, match.end) in self._surnames
            and before.lower() not in self._before_places
        )

    def _is_branch(self, units: Units, match: Match) -> bool:
        """Whether a word with a country behind it is a body ("Bursa Malaysia"); at the head of a sentence it may not be."""
        country = units.rules[match.end - 1] == "gazetteer:country"
        return country and match.start not in units.initial and not units.headline

    def _settle(self, units: Units, match: Match, memory: Memory, kind: str) -> Match | None:
        if match.label == "WEAK":
            return self._settle_run(units, match, memory, kind)
        if match.label == "ONE":
            return self._settle_word(units, match, memory, kind)
        if units.headline and match.label in {"ORG", "FAC", "LOC", "GPE", "EVENT", "LAW"} and match.rule == "head":
            return None if not _NAMING & set(units.codes[match.start : match.end]) else match
        if units.headline and match.rule == "title" and not _KNOWN & set(units.codes[match.start : match.end]):
            # "Deputy Minister Receives Envoy": every word has a capital, so it is a name only if the text has it.
            return Match(match.label, "capitals", match.start, match.end)
        return self._settle_by_article(units, match, memory)

    def _settle_by_article(self, units: Units, match: Match, memory: Memory) -> Match:
        """A place or a run with a particle, as what the article or the words beside it make of it."""
        text = units.text(match.start, match.end)
        if (
            match.label in {"GPE", "LOC", "FAC"}
            and match.rule in {"prefix", "head"}
            and memory.rule(text) == "same_name"
        ):
            return Match(memory.label(text) or match.label, "same_name", match.start, match.end)
        if match.label in {"GPE", "LOC", "FAC"} and memory.label(text) == "PERSON":
            known = self._context.guess(units, match) == "PERSON"
            return Match("PERSON", "same_name", match.start, match.end) if known else match
        if match.rule == "particle" and not set("FSI") & set(units.codes[match.start : match.end]):
            guess = self._context.guess(units, match)
            return Match(guess, match.rule, match.start, match.end) if guess in {"ORG", "GPE"} else match
        return match

    def _settle_run(self, units: Units, match: Match, memory: Memory, kind: str) -> Match | None:
        text = units.text(match.start, match.end)
        known = memory.label(text)
        if known is None and match.start in units.initial and match.end - match.start == 2:
            rest = memory.label(units.text(match.start + 1, match.end))
            if rest not in {None, NO_NAME} and not memory.in_middle(text):
                return Match(rest or "", memory.rule(text), match.start + 1, match.end)
        if known is None and units.codes[match.start] == "A" and match.end - match.start == 2:
            # "CS Kiplagat": an abbreviated title before a person of the article.
            rest = memory.label(units.text(match.start + 1, match.end))
            if rest == "PERSON":
                return Match(rest, "same_name", match.start + 1, match.end)
        if known is not None and known != NO_NAME:
            return Match(known, memory.rule(text), match.start, match.end)
        if kind == "byline":
            return Match("PERSON", "byline", match.start, match.end)
        if _is_dateline(units, match, kind):
            return Match("GPE", "dateline", match.start, match.end)
        if units.headline and not memory.in_middle(text):
            return _known_beginning(units, match, memory)
        codes = units.codes[match.start : match.end]
        if all(map(self._lexicon.is_generic, text.split())):
            return None
        initials = units.codes[match.end : match.end + 3] in {"(A)", "(M)"}
        many = len(codes.replace("-", "")) > 3
        label = "ORG" if initials or many or known == NO_NAME or set(codes) & set("KAM") else "PERSON"
        # A word of trades makes a body of it: "Mopani Copper".
        rule = "trade" if label == "ORG" and codes[-1] == "K" and len(codes) > 1 else match.rule
        return Match(label, rule, match.start, match.end)

    def _settle_word(self, units: Units, match: Match, memory: Memory, kind: str) -> Match | None:
        text = units.text(match.start, match.end)
        code = units.codes[match.start]
        known = memory.label(text)
        if known == NO_NAME or self._lexicon.is_generic(text):
            return None
        if known is not None and (known in {"ORG", "PERSON"} or code != "A"):
            return Match("ORG" if code == "A" else known, memory.rule(text), match.start, match.end)
        if _is_dateline(units, match, kind):
            return Match("GPE", "dateline", match.start, match.end)
        if code == "A":
            return Match("ORG", "acronym", match.start, match.end)
        if units.headline or (match.start in units.initial and not memory.in_middle(text)):
            return None
        return Match("PERSON" if code in "FS" else "ORG", match.rule, match.start, match.end)


def _is_dateline(units: Units, match: Match, kind: str) -> bool:
    """Capitals at the head of a line before a sign, as in "ALOR STAR, Jan 24 —"."""
    if match.start or set(units.codes[: match.end]) - set("A-"):
        return False
    return kind == "dateline" or _ends_dateline(units, match.end)


def _ends_dateline(units: Units, end: int) -> bool:
    """Whether a sign follows that sets a dateline off, or nothing after one or two words."""
    return end <= 2 if end == len(units.codes) else units.text(end, end + 1)[:1] in set(":,—–(-")


def _known_beginning(units: Units, match: Match, memory: Memory) -> Match | None:
    """The longest first part of a run of a headline that the article knows ("Colque" in "Colque Hails Farmers")."""
    for end in range(match.end - 1, match.start, -1):
        label = memory.label(units.text(match.start, end))
        if label is not None and label != NO_NAME:
            return Match(label, "same_name", match.start, end)
    return None


def _known(units: Units, match: Match) -> list[Match]:
    """The gazetteer names and acronyms inside a match."""
    labels = {"O": "ORG", "A": "ORG", "G": "GPE", "V": "GPE", "R": "LOC", "N": "NORP"}
    return [
        Match(labels[units.codes[i]], "", i, i + 1) for i in range(match.start, match.end) if units.codes[i] in labels
    ]


def _name(text: str, units: Units, match: Match, sentence: int) -> Name:
    start, end = units.offsets(match.start, match.end)
    rule = match.rule or units.rules[match.start] or "acronym"
    return Name(start, end, text[start:end], match.label, sentence, rule)
