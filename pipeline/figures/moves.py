"""Words of movement with all their forms: "rise", "rises", "rose", "risen", "edged up", "growth", "a peak of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.figures.words import Phrases
from pipeline.knowledge import Knowledge

_VOWELS = frozenset("aeiou")


class Move(NamedTuple):
    """What a form says.

    Attributes:
        trend: rise, fall, peak, trough or flat.
        use: verb, participle (a verb only behind "have"), modal (only behind "to" or a modal), noun, particle or point.
        moves: itself (what its subject is moves), other or money (what its object is moves; money is brought in) or ""
            (either).
    """

    trend: str
    use: str
    moves: str


class Moves:
    """The movement words.

    Attributes:
        phrases: every form, with what it says.
        verbs: forms of verbs without a particle.
        transitive: those whose subject brings the movement about ("cut", "raised").
    """

    def __init__(self, knowledge: Knowledge) -> None:
        table: list[tuple[str, Move]] = []
        for row in knowledge.rows("figures/movements.tsv"):
            if row["use"] != "verb":
                table.append((row["word"], Move(row["trend"], row["use"], row["moves"])))
                continue
            for form, use in _forms(row["word"], row["past"], row["participle"], row["base"]):
                table.append((form, Move(row["trend"], use, row["moves"])))
        self.phrases = Phrases(table)
        verbal = [
            (form, move)
            for form, move in table
            if move.use in ("verb", "participle", "modal") and move.moves != "level" and " " not in form
        ]
        self.verbs = frozenset(form for form, _ in verbal)
        self.transitive = frozenset(form for form, move in verbal if move.moves in ("other", "money"))


def _forms(phrase: str, past: str, participle: str, base: str) -> Iterator[tuple[str, str]]:
    """(form, use) of a verb with its particle."""
    verb, *particle = phrase.split()
    yield phrase, "modal" if base else "verb"
    if base != "noun":
        yield " ".join([third(verb), *particle]), "verb"
    yield past or " ".join([preterite(verb), *particle]), "verb"
    if participle and participle != past:
        yield participle, "participle"
    yield " ".join([gerund(verb), *particle]), "verb"


def third(verb: str) -> str:
    """The form of a regular verb behind "it": "rises", "pushes", "carries"."""
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


def preterite(verb: str) -> str:
    """The past of a regular verb: "dropped", "eased", "rallied"."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def gerund(verb: str) -> str:
    """The form in -ing of a regular verb: "dropping", "easing", "rallying"."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles: "drop", "cut", "plan"; not "fall", "retreat", "gain", "lower"."""
    if len(verb) < 3 or verb[-1] in _VOWELS | set("wxy") or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in verb) == 1
