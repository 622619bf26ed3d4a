"""What a meaning is resolved against: the reference date and the discourse so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pipeline.dates.periods import Period

# Sentences over which "the 13th" keeps the month told.
_MONTH_REACH = 2

# A day this far from the reference date tells history; the story's "same day" is another one.
_STORY_DAYS = 92


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """How a country counts: `first_month` 1 to 12; `named_by` "start", "end" or None where that is not settled."""

    first_month: int
    named_by: str | None


@dataclass(slots=True)
class Resolution:
    """What an expression says in its place; as meanings, made once and not changed.

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
        fiscal: the financial calendar that a sentence speaks of, by its index.
        day_first: tells how the numeric dates of the text are ordered, None where none of them tells.
    """

    def __init__(
        self,
        reference: dt.date | None,
        fiscal: Callable[[int], FiscalCalendar | None] | None = None,
        *,
        day_first: Callable[[], bool | None] = lambda: None,
    ) -> None:
        self.reference = reference
        self._day_first = day_first
        self.dateline = False
        self.period: Period | None = None
        self.month: dt.date | None = None
        self._fiscal: Callable[[int], FiscalCalendar | None] | None = fiscal
        self._sentence = -1
        self.tense: str | None = None
        # How what was told last was told.
        self._resolution: Resolution | None = None
        # Days told of, each with its sentence: the last one, the last not ahead, the last ahead, the story's.
        self._last: tuple[int, dt.date] | None = None
        self._told_at = -2
        self._behind: tuple[int, dt.date] | None = None
        self._ahead: dt.date | None = None
        self._story: dt.date | None = None

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the numeric dates of the text have the day first; most texts have none, and nobody asks."""
        return self._day_first()

    @property
    def basis(self) -> str:
        """Basis of what the reference date completes here."""
        return "dateline" if self.dateline else "published"

    def fiscal(self) -> FiscalCalendar | None:
        """The financial calendar of the present sentence, None if nothing says whose it is."""
        return self._fiscal(self._sentence) if self._fiscal is not None else None

    def enter(self, sentence: int, *, dateline: bool, tense: str | None = None) -> None:
        """Come to the next expression, whose clause has a tense; what it may point back to follows from both."""
        self.dateline = dateline
        self.tense = tense
        if sentence != self._sentence:
            self._sentence, self.month = sentence, None

    @property
    def near(self) -> Period | None:
        """What this sentence or the last one told."""
        return self.period if self._sentence - self._told_at <= 1 else None

    @property
    def told(self) -> Resolution | None:
        """As `near`, with how it was told."""
        return self._resolution if self._sentence - self._told_at <= 1 else None

    @property
    def month_told(self) -> dt.date | None:
        """A day of the month in which "the 13th" lies, where a day or month was told just before."""
        told = self.period if self._sentence - self._told_at <= _MONTH_REACH else None
        return told.start if told is not None and told.precision in {"day", "month"} else None

    @property
    def anchor(self) -> dt.date | None:
        """A day of this or the last sentence, else the story's.

        What lies ahead anchors only what lies ahead too: after a plan for next year, "the same day he left" is the
        story's day.
        """
        near = self._behind if self.tense == "past" else self._last
        return near[1] if near is not None and self._sentence - near[0] <= 1 else self.story

    @property
    def story(self) -> dt.date | None:
        """The last day of the story; where no verb says which, the day to come that the sentence told."""
        here = self._last is not None and self._last == (self._sentence, self._ahead)
        if self.tense == "future" or (here and self.tense is None):
            return self._ahead or self._story
        return self._story or (self._ahead if self.tense is None else None)

    def note(self, resolution: Resolution, sentence: int, *, aside: bool, edge: bool, tense: str | None = None) -> None:
        """Remember a resolved expression.

        Args:
            resolution: what it says.
            sentence: where it stands.
            aside: in brackets, in the header, or history: no anchor.
            edge: the start or end of a period: no anchor.
            tense: what its clause says.
        """
        period = resolution.period
        if period is None or aside:
            return
        self.period, self._told_at, self._resolution = period, sentence, resolution
        if period.precision == "month" and resolution.basis == self.basis:
            self.month = period.start
        if edge or period.precision != "day" or resolution.type not in {"DATE", "TIME"}:
            return
        day, reference = period.start, self.reference
        self._last = (sentence, day)
        if (tense == "future" and (reference is None or day >= reference)) or (
            reference is not None and day > reference
        ):
            if reference is not None and (day - reference).days <= _STORY_DAYS:
                self._ahead = day
            return
        self._behind = (sentence, day)
        # In an article without its date nobody knows which of its days is the story's.
        if reference is not None and (reference - day).days <= _STORY_DAYS:
            self._story = day


class Meaning(Protocol):
    """What an expression says out of its place; resolving it in a context gives days.

    Made once and not changed, so that equal ones count as one; not frozen, for then making them takes six times as long.
    """

    def resolve(self, context: Context) -> Resolution | None:
        """The days in this context, None where there is no such date and the expression must be dropped."""


def dated(period: Period | None, basis: str, kind: str = "DATE") -> Resolution | None:
    """A resolution with days, None if the calendar has no such period."""
    return Resolution(kind, period.value, period, basis) if period is not None else None
