"""Which of its forms an actor is shown under: the fullest one, with its diacritics."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.actors.forms import form


def fullest(counts: Mapping[str, int]) -> str:
    """The form with most words, then with diacritics, then not all in capitals, then met most often.

    Args:
        counts: how often each surface was met; not empty.
    """
    return one_line(min(counts, key=lambda text: (*_rank(text), -counts[text], text)))


def one_line(surface: str) -> str:
    """A surface as a reader wants it: a name that a line break runs through, on one line."""
    return " ".join(surface.split()).rstrip(",;:")


def _rank(text: str) -> tuple[bool, int, bool, bool]:
    shape = form(text)
    initials = sum(len(token) == 1 for token in shape.tokens)
    return shape.is_acronym, initials - len(shape.tokens), not shape.has_marks, text.isupper()


def is_full_person_name(text: str) -> bool:
    """Whether a person's surface can stand alone: two words or more, none of them an initial."""
    shape = form(text)
    return len(shape.tokens) > 1 and all(
        len(token) > 1 or not word.isupper() for token, word in zip(shape.tokens, shape.words, strict=True)
    )
