"""What a number must not be: part of a name, label, date, clock time, version, score or address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.grammar import Grammar
from pipeline.figures.numerals import Number
from pipeline.figures.words import DASHES, NUMERAL, WORD, Word

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}|[@#]\w+")
_ADDRESS_SIGNS = ("@", "#", "://", "www.")


def find_addresses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of web and mail addresses, handles and tags in `text[start:end]`: nothing in them is a figure."""
    piece = text[start:end]
    if not any(sign in piece for sign in _ADDRESS_SIGNS):
        return []
    return [match.span() for match in _ADDRESS.finditer(text, start, end)]


def touches_letters(words: Sequence[Word], i: int) -> bool:
    """Whether the numeral at `i` is the tail of a name: "G20", "COP29", "F-16", "COVID-19", "#5"."""
    if i == 0 or not words[i].glued:
        return False
    before = words[i - 1]
    if before.kind == WORD or before.low in "#№&_@":
        return True
    if before.kind == NUMERAL:
        return True
    if before.low not in DASHES or not before.glued or i < 2 or words[i - 2].kind != WORD:
        return False
    # "5k-20k" is a range: the letters before the hyphen belong to a numeral
    return not (words[i - 2].glued and i > 2 and words[i - 3].kind == NUMERAL)


def is_label(grammar: Grammar, words: Sequence[Word], number: Number) -> bool:
    """Whether a number without a unit is a name's number, a date's, a clock's or a score's."""
    i, j = number.begin, number.end
    before = words[i - 1] if i else None
    after = words[j] if j < len(words) else None
    if touches_letters(words, i):
        return True
    if after is not None and after.glued:
        if after.low in ":/\\" and j + 1 < len(words) and words[j + 1].glued:
            return True
        if after.kind == WORD:
            return True
    if before is not None and before.low in ":/" and before.glued and words[i].glued and i > 1:
        return True
    if number.form == "digits" and number.scale == 1:
        if before is not None and grammar.is_month(before):
            return True
        if after is not None and (grammar.is_month(after) or grammar.has(after, "clock")):
            return True
    if number.plain and before is not None and before.kind == WORD:
        if before.low == "." or grammar.is_label(before):
            return True
        if before.text[0].isupper() and i > 1 and not grammar.breaks(before) and not before.text.isupper():
            return True
    if number.plain and i > 1 and before is not None and before.low == "." and words[i - 2].low in ("no", "nos", "art"):
        return True
    return is_year(number, words)


def is_year(number: Number, words: Sequence[Word]) -> bool:
    """Whether a number without a unit reads as a year."""
    text = words[number.begin].text
    return number.plain and len(text) == 4 and "1400" <= text <= "2199" and text[2:] != "00"
