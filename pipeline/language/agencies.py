"""The agency in its own copy: in brackets behind the dateline, or alone in the last line, with or without initials."""

from __future__ import annotations

import re

from pipeline.language.units import Units

# "(Lakeside Wire) -", within the first words of a sentence, and a last line that holds a name and nothing else.
_BRACKETED = re.compile(r"\((?!G\))([ACMKYFShOXPLHflGV]{1,4})\)(?=[-=]|$)")
_ALONE = re.compile(r"[-=x(]{0,3}([AaMO]|(?=[A-Z]{0,3}[KhA])[ACMKYhO]{2,4})[)x]{0,2}")
_NEAR = 12
_INITIALS = 5


def is_slug(units: Units) -> bool:
    """Whether a last line holds only the initials of its writers ("ATN/JS/LM", "BNS ASG RT")."""
    words = [word[2] for word in units.words]
    letters = [word for word in words if word[0].isalpha()]
    return (
        len(letters) > 1
        and all(word.isupper() and word.isalpha() and len(word) <= _INITIALS for word in letters)
        and all(word[0].isalpha() or word in {"/", "-", "–"} for word in words)
        and "G" not in units.codes
    )


def named_agency(units: Units, *, is_first: bool, is_last: bool) -> str | None:
    """The agency that a sentence at the head or the end of an article names, as written; None where it names none."""
    found = _BRACKETED.search(units.codes, 0, _NEAR) if is_first else None
    if found is None and is_last:
        found = _ALONE.fullmatch(units.codes)
    return units.text(*found.span(1)) if found else None
