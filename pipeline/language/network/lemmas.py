"""Lemmas as edits of the word: keep or change its case, cut so many characters, add these.

The edits are the classes that the network chooses from (edit scripts: Chrupała 2008, in the form with suffixes only).
"""

from __future__ import annotations

import re
from functools import lru_cache

_CASES = "klc"  # kept, lower, capitalised
# A bar stands before what is added where that begins with a digit, or with a bar.
_SCRIPT = re.compile(r"([klc])([0-9]+)(?:\|(?=[0-9|]))?(.*)", re.DOTALL)


def script_of(form: str, lemma: str) -> str:
    """The shortest edit from a form to its lemma, such as "l3y" (lower case, cut three, add "y")."""
    best: tuple[int, int, str] | None = None
    for order, case in enumerate(_CASES):
        base = _cased(form, case)
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        cost = len(base) - shared + len(lemma) - shared
        if best is None or (cost, order) < best[:2]:
            added = lemma[shared:]
            bar = "|" if added[:1] in set("0123456789|") else ""
            best = cost, order, f"{case}{len(base) - shared}{bar}{added}"
    return best[2] if best else "k0"


def apply_script(form: str, script: str) -> str:
    """The lemma an edit makes of a form; the form as it is, in the edit's case, where the edit cuts all of it or more.

    Raises:
        ValueError: it is no edit.
    """
    case, cut, added = parsed(script)
    base = _cased(form, case)
    if cut > len(base) or (cut == len(base) and not added):
        return base
    return base[: len(base) - cut] + added


@lru_cache(maxsize=1 << 12)
def parsed(script: str) -> tuple[str, int, str]:
    """An edit's case, how many characters it cuts, and what it adds.

    Raises:
        ValueError: it is no edit.
    """
    match = _SCRIPT.fullmatch(script)
    if match is None:
        raise ValueError(f"{script!r} is no edit of a word")
    return match[1], int(match[2]), match[3]


def _cased(form: str, case: str) -> str:
    if case == "k":
        return form
    return form.lower() if case == "l" else form[:1].upper() + form[1:].lower()
