"""Pronouns whose antecedent is unambiguous: "he", "her", "they", "the latter".

same_sentence      one person who may be meant stands before it in its sentence
previous_sentence  none does, and one is spoken of in the sentence before
next_name          "In her speech, X …": nobody was spoken of before
latter, former     two actors of one kind stand before it
same_group         "They" after a sentence about one group

Whom a pronoun cannot mean is left out: a person of the other gender, the subject of the verb it is the object of, and
anybody named inside a quotation. What stays open is not written down, but nobody may be looked for beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.actors.scene import Scene, Standing
from pipeline.actors.syntax import Syntax
from pipeline.records import Reference

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PRONOUN = re.compile(rf"\b(?=[hs])(?:{'|'.join(_GENDER)})\b", re.IGNORECASE)
_ORDER = re.compile(r"\bthe\s+(former|latter)\b(?=\s*[,.;:'’)]|\s+(?P<next>[a-z]+))", re.IGNORECASE)
_THEY = re.compile(r"[\"“'‘]?They\b")
_BACK = 2
_SUBJECT_WITHIN = 40


class Pronouns:
    """Resolves the pronouns of one article, sentence by sentence.

    Args:
        scene: who stands where; resolved pronouns are added to it.
        syntax: the parse, as far as there is one.
        genders: "m" or "f" of the chains of persons whose gender is known.
        verbs: words that may follow a subject, for texts without a parse.
    """

    def __init__(self, scene: Scene, syntax: Syntax, genders: Mapping[int, str], verbs: frozenset[str]) -> None:
        self.scene = scene
        self.syntax = syntax
        self.genders = genders
        self.verbs = verbs

    def __call__(self, groups: Sequence[Reference]) -> list[Reference]:
        """The resolved pronouns in text order; `groups` are the collective phrases, which "they" may take up."""
        by_sentence: dict[int, list[Reference]] = {}
        for group in groups:
            by_sentence.setdefault(group.sentence, []).append(group)
        found = []
        for index, start, text in self.scene.texts():
            found += self._they(index, start, text, by_sentence)
            for match in _PRONOUN.finditer(text):
                found += self._person(index, start + match.start(), match.group())
            low = text.lower()
            for match in _ORDER.finditer(text) if "former" in low or "latter" in low else ():
                if self._is_order(match, start):
                    found += self._ordered(index, start + match.start(), match)
        return sorted(found, key=lambda reference: reference.start)

    # -- he and she

    def _person(self, sentence: int, start: int, word: str) -> list[Reference]:
        if self.scene.quoted(sentence, start):
            return []
        end = start + len(word)
        gender = _GENDER[word.lower()]
        chain, rule = self._antecedent(sentence, start, end, word.lower(), gender)
        self.scene.add(sentence, Standing(start, end, chain, "person", "pronoun"))
        if chain is None:
            return []
        return [Reference(start, end, word, sentence, "pronoun", (chain,), rule)]

    def _antecedent(self, sentence: int, start: int, end: int, word: str, gender: str) -> tuple[int | None, str]:
        possessive = self._is_possessive(start, end, word)
        barred = set() if possessive else self._barred(sentence, start, word)
        here = self._people(self.scene.before(sentence, start), sentence, gender) - barred
        if here:
            return self._only(here), "same_sentence"
        ahead = self._ahead(sentence, end, gender) if possessive else None
        before = self._spoken_of(sentence, gender) - barred
        if ahead is not None and before not in ({ahead}, set()):
            return None, "ambiguous"
        if before:
            return self._only(before), "previous_sentence"
        return ahead, "next_name"

    @staticmethod
    def _only(chains: set[int | None]) -> int | None:
        return next(iter(chains)) if len(chains) == 1 else None

    def _people(self, rows: Sequence[Standing], sentence: int, gender: str) -> set[int | None]:
        """The chains of persons who may be meant; None among them stands for somebody unknown."""
        return {
            row.chain
            for row in rows
            if row.kind == "person"
            and (row.chain is None or self.genders.get(row.chain, gender) == gender)
            and (row.form == "pronoun" or not self.scene.quoted(sentence, row.start))
        }

    def _spoken_of(self, sentence: int, gender: str) -> set[int | None]:
        """The persons of the nearest sentence before that speaks of any, not far back."""
        kind = self.scene.article.sentences[sentence].kind
        at = sentence
        for _ in range(_BACK):
            previous = self.scene.previous(at)
            if previous is None or self.scene.article.sentences[previous].kind != kind:
                return set()
            people = self._people(self.scene.sentence(previous), previous, gender)
            if people:
                return people
            at = previous
        return set()

    def _ahead(self, sentence: int, end: int, gender: str) -> int | None:
        """The person whom an opening phrase runs ahead of: "In her speech, X said"."""
        rest = [s for s in self.scene.after(sentence, end) if s.kind == "person"]
        if not rest or rest[0].chain is None or self.genders.get(rest[0].chain, gender) != gender:
            return None
        between = self.scene.article.text[end : rest[0].start]
        return rest[0].chain if between.count(",") == 1 else None

    def _barred(self, sentence: int, start: int, word: str) -> set[int | None]:
        """The subject of the verb whose object the pronoun is."""
        if word not in {"him", "her"}:
            return set()
        subjects = self.syntax.subjects_over(start)
        return {s.chain for s in self.scene.sentence(sentence) if any(s.start <= at < s.end for at in subjects)}

    def _is_possessive(self, start: int, end: int, word: str) -> bool:
        if word == "his":
            return True
        following = self.scene.article.text[end : end + 2]
        return word == "her" and self.syntax.is_possessive(
            start, default=following[:1] == " " and following[1:].islower()
        )

    # -- the former, the latter

    def _is_order(self, match: re.Match[str], start: int) -> bool:
        """Whether "the former" stands for somebody, and is no adjective ("the former president")."""
        if match["next"] is None:
            return True
        known = self.syntax.is_modifier(start + match.start(1))
        return match["next"].lower() in self.verbs if known is None else not known

    def _ordered(self, sentence: int, start: int, match: re.Match[str]) -> list[Reference]:
        previous = self.scene.previous(sentence)
        here = _outermost(self.scene.before(sentence, start))
        around = [*_outermost(self.scene.sentence(previous) if previous is not None else ()), *here]
        which = match[1].lower()
        for rows in (here, around):
            pairs = []
            for kind in ("person", "country", "organization", "place"):
                chains = list(dict.fromkeys(row.chain for row in rows if row.kind == kind))
                if len(chains) == 2 and None not in chains:
                    pairs.append(chains)
            if len(pairs) == 1:
                chain = pairs[0][which == "latter"]
                end = start + len(match.group())
                text = self.scene.article.text[start:end]
                return [] if chain is None else [Reference(start, end, text, sentence, "pronoun", (chain,), which)]
            if pairs:
                return []
        return []

    # -- they

    def _they(self, sentence: int, start: int, text: str, groups: Mapping[int, Sequence[Reference]]) -> list[Reference]:
        match = _THEY.match(text)
        previous = self.scene.previous(sentence)
        if match is None or previous is None or self.scene.quoted(sentence, start + match.end()):
            return []
        begin = self.scene.article.sentences[previous].start
        about = {g.chains for g in groups.get(previous, ()) if g.start - begin <= _SUBJECT_WITHIN}
        if len(about) != 1 or about == {()}:
            return []
        at, end = start + match.end() - len("They"), start + match.end()
        return [Reference(at, end, "They", sentence, "pronoun", about.pop(), "same_group")]


def _outermost(rows: Sequence[Standing]) -> list[Standing]:
    """The rows that lie in no other: of "the Kenyan President" the person, not the country."""
    out: list[Standing] = []
    for row in sorted(rows, key=lambda row: (row.start, -row.end)):
        if not out or row.start >= out[-1].end:
            out.append(row)
    return out
