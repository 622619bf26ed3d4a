"""The country of a person: from the offices held, from "the Kenyan novelist X", "X of Kenya", "Kenya's X".

What names a country itself outweighs what names only a body of it: the head of "Marvexa Peru" may be from anywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.actors.lexicon import Lexicon
from pipeline.actors.owners import Owners, tells_nationality
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Name, Token

_ANOTHER = frozenset({"counterpart", "counterparts", "colleague", "colleagues", "peer", "peers"})
_IN_OFFICE = frozenset({"", "deputy"})
_AND = re.compile(r",?\s+(?:and|&)\s+(?:\w+\.?\s+)?")
_POSSESSIVE = re.compile(r"\s?['’]s?\s+(?P<nouns>(?:[a-z][a-z-]*\s+){0,3})")
_DESCRIBED = re.compile(r"\s+(?P<nouns>(?:[a-z][a-z-]*,?\s+){0,3})")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_FROM_BODY = re.compile(r"\s+(?:of|from|with|at)\s+(?:the\s+)?")
_BRACKET = re.compile(r"\s+\((?:the\s+)?")
_APPOSED = re.compile(
    r"(?:,\s+(?:who\s+)?|\s+)?(?:(?:is|was)\s+)?(?:an?\s+|the\s+|(?<=,\s))(?:(?!(?:and|or|but|with)\b)[a-z][a-z-]*\s+){0,2}"
)
_COUNTERPART = re.compile(r"\b[Cc]ounterparts?,?\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?$")
_REST = re.compile(r"(?:\s+[a-z0-9][\w'’-]*){1,6}\s*(?:[,.;:)–—]|$)")


# "will visit Turkey on Friday for talks with President X", "fly to Oman, where she will meet Sultan X": whoever receives a
# visitor with a bare office of a state holds it there.
_THERE = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|reach(?:es|ed)?|left\s+for|to|in|into|at)\s+(?:the\s+)?$"
)
_RECEIVES = re.compile(
    r"[^.;:()\n]{0,60}?\b(?:(?:for|and|to)\s+(?:(?:hold|have)\s+)?(?:\w+\s+){0,2}(?:talks|meetings?|discussions|consultations|summit)"
    r"\s+with|where\s+\w+(?:\s+\w+)?\s+(?:(?:will|would|is|are|was|were|to|due|set|expected|scheduled|also)\s+){0,4}"
    r"(?:meet|met|meets|hold\s+talks|held\s+talks)(?:\s+with)?|to\s+(?:meet|see)(?:\s+with)?)\s+"
)


class Nationality:
    """Countries of the persons of one article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(
        self,
        text: str,
        tokens: Sequence[Token],
        owners: Owners,
        phrases: Sequence[RolePhrase],
        titles_of: Mapping[int, Sequence[int]],
    ) -> dict[int, str]:
        """Alpha-3 by chain of person, those left out of whom nothing or as much of two countries is said.

        Args:
            text: the article's text.
            tokens: its tokens; where they have parts of speech, any noun may describe a person.
            owners: whose the titles are.
            phrases: its role phrases.
            titles_of: indices of the phrases beside each name.
        """
        strong: dict[int, Counter[str]] = {}
        weak: dict[int, Counter[str]] = {}
        for chain, country, direct in (
            *self._by_titles(text, owners, phrases, titles_of),
            *self._hosts(text, owners, phrases, titles_of),
            *self._beside(text, {t.start: t.pos for t in tokens if t.pos}, owners),
        ):
            (strong if direct else weak).setdefault(chain, Counter())[country] += 1
        found = {}
        for chain in sorted(strong.keys() | weak.keys()):
            ranked = (strong.get(chain) or weak[chain]).most_common(2)
            if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                found[chain] = ranked[0][0]
        return found

    def _by_titles(
        self, text: str, owners: Owners, phrases: Sequence[RolePhrase], titles_of: Mapping[int, Sequence[int]]
    ) -> list[tuple[int, str, bool]]:
        """By the offices held; one that is joined by "and" to a colleague shares the country."""
        votes = []
        before: tuple[RolePhrase, str | None] | None = None
        for name in sorted(titles_of):
            chain = owners.chain_of[name]
            for index in titles_of[name]:
                phrase = phrases[index]
                owner = owners.of(phrase)
                country = owner.country if tells_nationality(phrase, self.lexicon) else None
                if country is None and before is not None and not owner.named:
                    end = max(before[0].end, owners.names[name - 1].end if name else 0)
                    start = owners.names[name].start
                    joined = before[0].sentence == phrase.sentence and _AND.fullmatch(text, min(end, start), start)
                    country = before[1] if joined and before[0].offices[0] == phrase.offices[0] else None
                before = phrase, country
                if country is not None and chain is not None:
                    votes.append((chain, country, owner.direct))
        return votes

    def _hosts(
        self, text: str, owners: Owners, phrases: Sequence[RolePhrase], titles_of: Mapping[int, Sequence[int]]
    ) -> list[tuple[int, str, bool]]:
        """Who receives a visitor in a country or its city."""
        votes = []
        names = owners.names
        for name, indices in sorted(titles_of.items()):
            chain, phrase = owners.chain_of[name], phrases[indices[0]]
            place = names[name - 1] if name else None
            if chain is None or place is None or place.sentence != names[name].sentence or place.end > phrase.start:
                continue
            entry = self.lexicon.entry(place.text, place.label)
            if entry is None or entry.country is None or entry.demonym or entry.kind == "organization":
                continue
            there = _THERE.search(text[max(0, place.start - 16) : place.start])
            received = there is not None and _RECEIVES.fullmatch(text, place.end, phrase.start)
            if received and may_be_home([phrase], owners, self.lexicon):
                votes.append((chain, entry.country, False))
        return votes

    def _beside(self, text: str, pos: Mapping[int, str], owners: Owners) -> list[tuple[int, str, bool]]:
        votes = []
        names = owners.names
        for index, name in enumerate(names):
            chain = owners.chain_of[index]
            if name.label != "PERSON" or chain is None:
                continue
            if index and names[index - 1].sentence == name.sentence:
                country = self._before(text, pos, names[index - 1], name)
                votes += [(chain, country, True)] if country else []
            if index + 1 < len(names) and names[index + 1].sentence == name.sentence:
                country = self._after(text, name, names[index + 1])
                of_body = names[index + 1].label == "ORG" and _FROM_BODY.fullmatch(
                    text, name.end, names[index + 1].start
                )
                votes += [(chain, country, True)] if country else []
                through = owners.country_of(index + 1) if of_body else None
                votes += [(chain, through, False)] if through else []
        return votes

    def _before(self, text: str, pos: Mapping[int, str], place: Name, name: Name) -> str | None:
        """The country before a name: "Kenya's X", "the Kenyan novelist X", "his Kenyan counterpart, X"."""
        entry = self.lexicon.entry(place.text, place.label)
        if entry is None or entry.kind != "country":
            return None
        pattern = _DESCRIBED if entry.demonym else _POSSESSIVE
        match = pattern.fullmatch(text, place.end, name.start)
        if match is None:
            return None
        nouns = match["nouns"].split()
        if any("," in noun for noun in nouns[:-1]):
            return None
        if nouns and not self._describes(text, pos, match.start("nouns"), nouns):
            return None
        return entry.country

    def _describes(self, text: str, pos: Mapping[int, str], start: int, nouns: Sequence[str]) -> bool:
        """Whether words between a country and a name describe a person: nouns, the last one of the person."""
        last = nouns[-1].rstrip(",")
        known = last in self.lexicon.words["bearer"]
        if nouns[-1].endswith(","):
            return known
        at = start
        tags = []
        for noun in nouns:
            at = text.index(noun, at)
            tags.append(pos.get(at, ""))
            at += len(noun)
        if any(tags):
            return tags[-1] in {"NOUN", "PROPN"} and all(tag in {"NOUN", "PROPN", "ADJ", ""} for tag in tags)
        return known

    def _after(self, text: str, name: Name, place: Name) -> str | None:
        """The country behind a name: "X of Kenya", "X (Kenya)", "X, a Kenyan economist,"."""
        entry = self.lexicon.entry(place.text, place.label)
        if entry is None or entry.kind != "country":
            return None
        if not entry.demonym:
            bracketed = _BRACKET.fullmatch(text, name.end, place.start) and text[place.end : place.end + 1] in {
                ")",
                ",",
            }
            return entry.country if bracketed or _OF.fullmatch(text, name.end, place.start) else None
        if _APPOSED.fullmatch(text, name.end, place.start) is None or text[name.end] not in ", ":
            return None
        rest = _REST.match(text, place.end)
        words = re.findall(r"[a-z]+", rest.group()) if rest is not None else ()
        tells = rest is None or any(word in self.lexicon.words["predicate"] for word in words)
        bare = text[name.end : place.start].strip() == ","
        tells = tells or (bare and bool(_ANOTHER & set(words)))  # "X, Kenyan counterpart discuss ties": another person
        return None if tells else entry.country


def affiliations(text: str, owners: Owners) -> dict[int, set[int]]:
    """The bodies that persons are said to be of beside their names: "X of the Bank of Ghana"."""
    found: dict[int, set[int]] = {}
    for index, name in enumerate(owners.names[:-1]):
        chain, body = owners.chain_of[index], owners.chain_of[index + 1]
        after = owners.names[index + 1]
        if name.label != "PERSON" or after.label != "ORG" or chain is None or body is None:
            continue
        if after.sentence == name.sentence and _FROM_BODY.fullmatch(text, name.end, after.start):
            found.setdefault(chain, set()).add(body)
    return found


def counterparts(text: str, owners: Owners) -> dict[int, int]:
    """Whose counterpart a person is called in the same sentence: "Minister X met his Kenyan counterpart Y"."""
    found: dict[int, int] = {}
    before: tuple[int, int] | None = None
    for index, name in enumerate(owners.names):
        chain = owners.chain_of[index]
        if name.label != "PERSON" or chain is None:
            continue
        called = _COUNTERPART.search(text[max(0, name.start - 30) : name.start])
        if called and before is not None and before[0] == name.sentence and before[1] != chain:
            found.setdefault(chain, before[1])
        before = name.sentence, chain
    return found


def may_be_home(phrases: Sequence[RolePhrase], owners: Owners, lexicon: Lexicon) -> bool:
    """Whether titles are offices of a state of which nothing says which, so that they may be of the agency's own.

    A national agency leaves out the country of its own office holders ("President X received the Kenyan envoy").
    """
    offices = lexicon.words["state_office"]
    owned = (owners.of(phrase) for phrase in phrases)
    return all(owner.country is None and owner.chain is None for owner in owned) and any(
        phrase.rank in _IN_OFFICE and all(office.office in offices for office in phrase.offices) for phrase in phrases
    )
