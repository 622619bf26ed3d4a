"""Inflected forms from lemmas: regular English spelling, with the irregular verbs of `events/irregular.tsv`.

A form's tag says how it may be used: base, third ("signs"), past, participle, gerund. British and American spellings
are both given (-ise and -ize, doubled and single l).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.knowledge import Knowledge, cells

BASE, THIRD, PAST, PARTICIPLE, GERUND = "base", "third", "past", "participle", "gerund"
TAGS = (BASE, THIRD, PAST, PARTICIPLE, GERUND)

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# One vowel between single consonants, in a word of one syllable: plan, stop, ban (but not show, fix, pay).
_DOUBLING = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]$")


class Inflector:
    """Verb and noun forms.

    Args:
        knowledge: gives `events/irregular.tsv`.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._irregular = {row["lemma"]: row for row in knowledge.rows("events/irregular.tsv")}

    def verb(self, lemma: str) -> Iterator[tuple[str, str]]:
        """(form, tag) of a verb; of several words the first is inflected: "set up" gives "sets up"."""
        first, _, rest = lemma.partition(" ")
        for spelling in _spellings(first):
            for form, tag in self._forms(spelling):
                yield f"{form} {rest}".strip(), tag

    def _forms(self, lemma: str) -> Iterator[tuple[str, str]]:
        row = self._irregular.get(lemma)
        if row is not None:
            for tag in TAGS:
                yield from ((form, tag) for form in cells(row[tag]))
            return
        yield lemma, BASE
        yield _with_s(lemma), THIRD
        past = _with_ed(lemma)
        yield past, PAST
        yield past, PARTICIPLE
        yield _with_ing(lemma), GERUND


def plural(noun: str) -> str:
    """The plural of a noun, regular spelling; of several words the last is changed, or the one before "of"."""
    head, of, rest = noun.partition(" of ")
    return _with_s(head) + of + rest


def _spellings(lemma: str) -> tuple[str, ...]:
    return (lemma, lemma[:-3] + "ize") if lemma.endswith("ise") and len(lemma) > 6 else (lemma,)


def _with_s(word: str) -> str:
    if _SIBILANT.search(word):
        return word + "es"
    return word[:-1] + "ies" if _CONSONANT_Y.search(word) else word + "s"


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _DOUBLING.search(verb) else verb) + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _DOUBLING.search(verb) else verb) + "ing"
