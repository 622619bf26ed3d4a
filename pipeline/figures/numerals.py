"""Numerals: what a written number is, and how digits with separators are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 18
"""Longer numerals are serial numbers, and would not fit a float64 column."""

_SEPARATORS = re.compile(r"[.,'’]")


@dataclass(slots=True, unsafe_hash=True)
class Number:
    """A number as written.

    Attributes:
        value: exact; the lower end where it is vague.
        written: size of its last written digit (0.01 for 1.25, 1e6 for 500 million).
        grain: size of its last non-zero digit (1e8 for 500 million).
        begin, end: indices of its words, end exclusive.
        scale: factor of its scale words, 1 without.
        form: digits, words, fraction, vague.
        plain: digits alone, without separator or scale: what a year or a label looks like.
        high: upper end where it is vague.
    """

    value: Decimal
    written: Decimal
    grain: Decimal
    begin: int
    end: int
    scale: Decimal = Decimal(1)
    form: str = "digits"
    plain: bool = False
    high: Decimal | None = None

    def scaled(self, factor: Decimal, end: int) -> Number:
        """The number with a further scale word, which ends before word `end`."""
        return Number(
            self.value * factor,
            self.written * factor,
            self.grain * factor,
            self.begin,
            end,
            self.scale * factor,
            self.form,
            high=None if self.high is None else self.high * factor,
        )


def parse_numeral(text: str) -> tuple[Decimal, int] | None:
    """A numeral's value and its count of decimals; None for versions, dates and what is too long.

    A comma or apostrophe groups thousands (Indian groups of two too), or marks decimals where the groups do not fit;
    a single point marks decimals; several points group thousands.
    """
    if text.isdecimal():
        return (Decimal(text), 0) if len(text) <= MOST_DIGITS else None
    if sum(map(str.isdecimal, text)) > MOST_DIGITS:
        return None
    groups = _SEPARATORS.split(text)
    marks = [sign.replace("’", "'") for sign in _SEPARATORS.findall(text)]
    last = marks[-1]
    if len(set(marks)) == 2 and marks.count(last) == 1 and last != "'":
        whole, decimals = groups[:-1], groups[-1]
    elif len(set(marks)) > 1:
        return None
    elif len(marks) == 1 and (last == "." or len(groups[1]) != 3 or groups[0] == "0"):
        whole, decimals = groups[:1], groups[1]
        if last == "'":
            return None
    else:
        whole, decimals = groups, ""
    if len(whole) > 1 and not _grouped(whole):
        return None
    return Decimal("".join(whole) + ("." + decimals if decimals else "")), len(decimals)


def _grouped(groups: Sequence[str]) -> bool:
    return len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups[1:-1])


def grain_of(value: Decimal) -> Decimal:
    """Size of the last non-zero digit; 1 for zero."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
