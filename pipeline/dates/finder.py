"""Find time expressions in a text and resolve them in text order."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.dates.absolute import Calendar, Fixed, Part
from pipeline.dates.clocks import ClockRange
from pipeline.dates.context import Context, FiscalCalendar, Meaning, Resolution
from pipeline.dates.fiscal import FiscalCalendars
from pipeline.dates.governing import Governors, parsed
from pipeline.dates.match import Found
from pipeline.dates.plain_text import day_first, raw_sentences
from pipeline.dates.ranges import Interval, Solved, Trailing
from pipeline.dates.scanner import Scanner
from pipeline.dates.tokens import Tokeniser, Tokens
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import Annotation, Article, Sentence, TimeExpression, Token
from pipeline.records.collector import without_collector

# Tokens looked back over for the bracket that an expression stands in.
_WHICH = frozenset({"that", "which"})
_BEGINNING = frozenset({"began", "begins", "started", "starts", "ended", "ends", "opened", "opens", "closed", "closes"})
_CLAUSE = 4
_BRACKET_REACH = 40
# Characters of a text from which on its expressions may be so many that Python's search for cycles among them shows.
_LONG = 1 << 16
_LEFT, _RIGHT = SYMBOLS["LPAR"], SYMBOLS["RPAR"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A resolved expression with what the table does not keep.

    Attributes:
        rule: what found it.
        ends: of a range its two ends.
        tense: "past" or "future", what its clause says; None where it says nothing.
        history: it is remembered or an open start ("founded on", "since"), or an aside in brackets.
    """

    time: TimeExpression
    rule: str
    ends: tuple[TimeExpression, ...] = ()
    tense: str | None = None
    history: bool = False


Made = TypeVar("Made")
Make = Callable[[Found, Resolution, tuple[Resolution, Resolution] | None, Tokens, int, bool], Made]
"""Makes a record of an expression: what was found, what it says, its two ends, its tokens, its sentence, whether aside."""


class Finder:
    """Time expressions of plain text with its sentences; patterns are compiled once, here."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._vocabulary = Vocabulary(knowledge)
        self._tokenise = Tokeniser(self._vocabulary)
        self._scanner = Scanner(self._vocabulary)

    def find(
        self,
        text: str,
        sentences: Iterable[Sentence],
        reference: dt.date | None,
        make: Make[Made],
        *,
        blocked: Iterable[tuple[int, int]] = (),
        fiscal: Callable[[int], FiscalCalendar | None] | None = None,
        parse: Sequence[Token] = (),
    ) -> tuple[Made, ...]:
        """What is made of the expressions in text order, which never overlap.

        Args:
            text: any text.
            sentences: in text order, with `kind` as in `pipeline.records.Sentence`.
            reference: the day the text is from, None if unknown.
            make: `plain`, or `detailed` for the two ends of ranges and the tense of every clause too.
            blocked: (start, end) of names of people, in which a bare month or weekday is no date.
            fiscal: the financial calendar that a sentence, given by its index, speaks of.
            parse: the tokens of the text with their parse; without one the words around an expression tell its tense.
        """
        governor = Governors(text, parse, self._vocabulary.tenses) if parsed(parse) else None
        walk = _Walk(Context(reference, fiscal, day_first=partial(day_first, text)), make)
        names = sorted(blocked)
        every = make is not plain
        with without_collector() if len(text) >= _LONG else nullcontext():
            for index, sentence in enumerate(sentences):
                tokens = self._tokenise(text, sentence.start, sentence.end)
                for found in self._scanner.scan(tokens, sentence.kind, governor, every=every):
                    if not names or not _blocked(found, tokens, names):
                        walk.add(found, tokens, index, sentence.kind)
        return tuple(walk.made)


class _Walk(Generic[Made]):
    """Resolves expressions in text order; what a meaning says does not change while its context does not."""

    def __init__(self, context: Context, make: Make[Made]) -> None:
        self.context = context
        self.made: list[Made] = []
        self._make = make
        # What settled meanings say, in the body and in the dateline.
        self._known: tuple[dict[Meaning, Solved], dict[Meaning, Solved]] = ({}, {})

    def add(self, found: Found, tokens: Tokens, sentence: int, kind: str) -> None:
        """Make the expression in its place; of a range that cannot be one, its ends."""
        context = self.context
        context.enter(sentence, dateline=kind == "dateline", tense=found.tense)
        solved = self._solved(found.meaning)
        resolution = solved[0]
        if resolution is None:
            for end in found.ends:
                self.add(end, tokens, sentence, kind)
            return
        assumed = found.rule == "clock" and resolution.basis == context.basis
        aside = kind == "header" or assumed or found.rule == "anniversary" or found.history or _bracketed(found, tokens)
        edge = found.rule == "edged" or _bounds(found, tokens)
        context.note(resolution, sentence, aside=aside, edge=edge, tense=found.tense)
        self.made.append(self._make(found, resolution, solved[1], tokens, sentence, aside))

    def _solved(self, meaning: Meaning) -> Solved:
        context = self.context
        known = self._known[context.dateline]
        # A row of months changes what a month without its year says, and nothing else that is settled.
        alone = isinstance(meaning, _SETTLING) and (
            context.month is None or (type(meaning) is Calendar and meaning.year is not None)
        )
        solved = known.get(meaning) if alone else None
        if solved is None:
            if isinstance(meaning, (Interval, Trailing, ClockRange)):
                solved = meaning.solve(context)
            else:
                solved = meaning.resolve(context), None
            if alone and _is_settled(meaning):
                known[meaning] = solved
        return solved


def _is_settled(meaning: Meaning) -> bool:
    """Whether what a text tells before cannot change the meaning, a row of months aside."""
    if isinstance(meaning, Interval):
        return _is_settled(meaning.left) and _is_settled(meaning.right)
    return isinstance(meaning, _SETTLING)


# Meanings that may be settled; to look up others would only cost their hash.
_SETTLING = (Calendar, Fixed, Part, Interval)


class DateFinder:
    """The dates stage: every time expression of an article, resolved against its publication day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._finder = Finder(knowledge)
        self._calendars = FiscalCalendars(knowledge)

    def __call__(self, article: Article, annotation: Annotation) -> tuple[TimeExpression, ...]:
        return self._find(article, annotation, plain)

    def expressions(self, article: Article, annotation: Annotation) -> tuple[Expression, ...]:
        """The same expressions with what the table does not keep."""
        return self._find(article, annotation, detailed)

    def _find(self, article: Article, annotation: Annotation, make: Make[Made]) -> tuple[Made, ...]:
        people = ((name.start, name.end) for name in annotation.names if name.label == "PERSON")
        fiscal = self._calendars.of(article, annotation)
        return self._finder.find(
            article.text,
            article.sentences,
            article.published,
            make,
            blocked=people,
            fiscal=fiscal,
            parse=annotation.tokens,
        )


@lru_cache(maxsize=1)
def _default_finder() -> Finder:
    return Finder(default_knowledge())


def find_expressions(
    text: str,
    reference_date: dt.date | None = None,
    knowledge: Knowledge | None = None,
    *,
    tokens: Sequence[Token] = (),
) -> tuple[Expression, ...]:
    """As `find_dates`, with the rule, the ends of ranges and the tense of the clause."""
    finder = _default_finder() if knowledge is None else Finder(knowledge)
    return finder.find(text, raw_sentences(text), reference_date, detailed, parse=tokens)


def find_dates(
    text: str,
    reference_date: dt.date | None = None,
    knowledge: Knowledge | None = None,
    *,
    tokens: Sequence[Token] = (),
) -> tuple[TimeExpression, ...]:
    """Time expressions of any text, without the rest of the pipeline.

        find_dates("They met on Friday.", datetime.date(2024, 11, 14))[0].date_start == datetime.date(2024, 11, 8)

    Weekdays are the latest up to the reference date, a month or a month and day the nearest; what the clause says of
    past and future corrects both. "The same day" and "two days later" start from the last day told. Lengths, sets and
    vague words ("three days", "daily", "recently") have a TIMEX3 value and no days, as has all that only a guess would
    resolve.

    Args:
        text: plain text in English; a line break, or a full stop before a capital, ends a sentence.
        reference_date: the day the text is from. Without it relative expressions come without days, never with
            today's.
        knowledge: word tables, the built-in ones if None.
        tokens: tokens of the text with a parse (`head`, `dep`, `pos`, `morph`), from which the tense of the governing
            verb is read; without it the words around an expression tell.

    Returns:
        Records in text order that never overlap; `start`, `end` are code points, end exclusive; days are inclusive at
        both ends; `sentence` counts the sentences of this call from 0. Never raises on any text; time is linear in its
        length.

    Raises:
        KnowledgeError: a row of the word tables is wrong.
    """
    finder = _default_finder() if knowledge is None else Finder(knowledge)
    return finder.find(text, raw_sentences(text), reference_date, plain, parse=tokens)


def _blocked(found: Found, tokens: Tokens, names: list[tuple[int, int]]) -> bool:
    if found.end - found.start > 1 or found.rule not in {"month", "weekday"}:
        return False
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    at = bisect_right(names, (start, len(tokens.text))) - 1
    return at >= 0 and end <= names[at][1]


def _bounds(found: Found, tokens: Tokens) -> bool:
    """Whether a day is where something begins or ends that is told in passing: "the visit, which began on Monday"."""
    before = tokens.lows[max(0, found.start - _CLAUSE) : found.start]
    return not _WHICH.isdisjoint(before) and any(a in _WHICH and b in _BEGINNING for a, b in pairwise(before))


def _bracketed(found: Found, tokens: Tokens) -> bool:
    """Whether a bracket stands open before an expression."""
    start = found.start
    opened = tokens.classes.rfind(_LEFT, start - _BRACKET_REACH if start > _BRACKET_REACH else 0, start)
    return opened >= 0 and tokens.classes.rfind(_RIGHT, opened, start) < 0


def plain(
    found: Found,
    resolution: Resolution,
    both: tuple[Resolution, Resolution] | None,
    tokens: Tokens,
    sentence: int,
    aside: bool,
) -> TimeExpression:
    """The record of an expression."""
    del both, aside
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    period = resolution.period
    text = tokens.text[start:end]
    if period is None:
        part = resolution.part_of_day
        return TimeExpression(
            start, end, text, sentence, resolution.type, resolution.value, None, None, None, None, part, None
        )
    return TimeExpression(
        start,
        end,
        text,
        sentence,
        resolution.type,
        resolution.value,
        period.edtf,
        period.start,
        period.end,
        resolution.precision or period.precision,
        resolution.part_of_day,
        resolution.basis,
    )


def detailed(
    found: Found,
    resolution: Resolution,
    both: tuple[Resolution, Resolution] | None,
    tokens: Tokens,
    sentence: int,
    aside: bool,
) -> Expression:
    """The record with what the table does not keep."""
    ends: tuple[TimeExpression, ...] = ()
    if both is not None and found.ends:
        pairs = zip(found.ends, both, strict=True)
        ends = tuple(plain(end, told, None, tokens, sentence, aside) for end, told in pairs)
    time = plain(found, resolution, None, tokens, sentence, aside)
    return Expression(time, found.rule, ends, found.clause, aside)
