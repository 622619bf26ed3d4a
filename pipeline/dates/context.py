"""What a meaning is resolved against: the reference date and the discourse so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from pipeline.dates.periods import Period

# A day this far from the reference date tells history; the story's "same day" is another one.
_STORY_DAYS = 92


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an expression says in its place.

    Attributes:
        type, value: TIMEX3.
        period: the days it covers, None if they are unknown.
        basis: explicit, published, anchor, dateline; None with the period.
        part_of_day: as in `TimeExpression`.
        precision: where it is finer than the period's.
    """

    type: str
    value: str
    period: Period | None = None
    basis: str | None = None
    part_of_day: str | None = None
    precision: str | None = None


class Context:
    """The state of the walk through a text, in text order.

    Args:
        reference: the article's date; None if unknown, then nothing is resolved against it.
    """

    def __init__(self, reference: dt.date | None) -> None:
        self.reference = reference
        self.dateline = False
        self.anchor: dt.date | None = None
        self.period: Period | None = None
        self.month: dt.date | None = None
        self.story: dt.date | None = None
        self._sentence = -1
        self._told: tuple[int, dt.date] | None = None

    @property
    def basis(self) -> str:
        """Basis of what the reference date completes here."""
        return "dateline" if self.dateline else "published"

    def enter(self, sentence: int, *, dateline: bool) -> None:
        """Come to the next expression: the anchor is the story's last day, or any day of this or the last sentence."""
        self.dateline = dateline
        if sentence != self._sentence:
            self._sentence, self.month = sentence, None
        recent = self._told is not None and sentence - self._told[0] <= 1 and self._is_past(self._told[1])
        self.anchor = self._told[1] if self._told is not None and (recent or self.story is None) else self.story

    def _is_past(self, day: dt.date) -> bool:
        return self.reference is None or day <= self.reference or (day - self.reference).days <= _STORY_DAYS

    def note(self, resolution: Resolution, sentence: int, *, aside: bool, edge: bool) -> None:
        """Remember a resolved expression; what stands in brackets (`aside`) is no anchor, nor is the `edge` of a period."""
        period = resolution.period
        if period is None or aside:
            return
        self.period = period
        if period.precision == "month" and resolution.basis == self.basis:
            self.month = period.start
        if edge or period.precision != "day" or resolution.type not in {"DATE", "TIME"}:
            return
        self._told = (sentence, period.start)
        if self.reference is None or abs((period.start - self.reference).days) <= _STORY_DAYS:
            self.story = period.start


class Meaning(Protocol):
    """What an expression says out of its place; resolving it in a context gives days."""

    def resolve(self, context: Context) -> Resolution | None:
        """The days in this context, None where there is no such date and the expression must be dropped."""


def dated(period: Period | None, basis: str, kind: str = "DATE") -> Resolution | None:
    """A resolution with days, None if the calendar has no such period."""
    return Resolution(kind, period.value, period, basis) if period is not None else None
