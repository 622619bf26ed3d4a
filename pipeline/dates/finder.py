"""Find time expressions in a text and resolve them in text order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dates.absolute import Calendar, Fixed, Part
from pipeline.dates.clocks import ClockRange
from pipeline.dates.context import Context, FiscalCalendar, Meaning, Resolution
from pipeline.dates.fiscal import FiscalCalendars
from pipeline.dates.governing import Governors, parsed
from pipeline.dates.match import Found
from pipeline.dates.ranges import Interval, Solved, Trailing
from pipeline.dates.scanner import Scanner
from pipeline.dates.tokens import Tokeniser, Tokens
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import Annotation, Article, Sentence, TimeExpression, Token

# A full stop after a number, a single letter ("p.m. GMT", "J. Lee") or a short title ends no sentence.
_SENTENCE_END = re.compile(
    r"(?<!\b\d)(?<!\b\d\d)(?<!\b[A-Zmp])(?<!\b[DM]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bSt)[.!?][\"”’)\]]?[ \t]+(?=[A-Z“\"‘(])|\n+"
)

_NUMERIC = re.compile(r"(?<![\w/.,-])([0-3]?\d)[/-]([0-3]?\d)[/-](?:\d\d)?\d\d(?![\w/-])", re.ASCII)

# Tokens looked back over for the bracket that an expression stands in.
_BRACKET_REACH = 40


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
        blocked: Iterable[tuple[int, int]] = (),
        *,
        detailed: bool = False,
        fiscal: Callable[[int], FiscalCalendar | None] | None = None,
        parse: Sequence[Token] = (),
    ) -> tuple[Expression, ...]:
        """Expressions in text order, never overlapping.

        Args:
            text: any text.
            sentences: in text order, with `kind` as in `pipeline.records.Sentence`.
            reference: the day the text is from, None if unknown.
            blocked: (start, end) of names of people, in which a bare month or weekday is no date.
            detailed: give the two ends of ranges and the tense of every clause too.
            fiscal: the financial calendar that a sentence, given by its index, speaks of.
            parse: the tokens of the text with their parse; without one the words around an expression tell its tense.
        """
        governor = Governors(text, parse, self._vocabulary.tenses) if parsed(parse) else None
        walk = _Walk(Context(reference, fiscal, day_first=_day_first(text)), detailed=detailed)
        names = sorted(blocked)
        out: list[Expression] = []
        for index, sentence in enumerate(sentences):
            tokens = self._tokenise(text, sentence.start, sentence.end)
            for found in self._scanner.scan(tokens, sentence.kind, governor, every=detailed):
                if names and _blocked(found, tokens, names):
                    continue
                out += walk.resolved(found, tokens, index, sentence.kind)
        return tuple(out)


class _Walk:
    """Resolves expressions in text order; what a meaning says does not change while its context does not."""

    def __init__(self, context: Context, *, detailed: bool) -> None:
        self.context = context
        self._detailed = detailed
        self._known: dict[tuple[Meaning, bool], Solved] = {}

    def resolved(self, found: Found, tokens: Tokens, sentence: int, kind: str) -> list[Expression]:
        """The expression in its place; a range that cannot be one as its ends."""
        self.context.enter(sentence, dateline=kind == "dateline", tense=found.tense)
        resolution, both = self._solved(found.meaning)
        if resolution is None:
            return [e for end in found.ends for e in self.resolved(end, tokens, sentence, kind)]
        ends: tuple[TimeExpression, ...] = ()
        if self._detailed and both is not None and found.ends:
            ends = tuple(_record(*end, tokens, sentence) for end in zip(found.ends, both, strict=True))
        aside = kind == "header" or found.rule == "anniversary" or found.history or _bracketed(found, tokens)
        self.context.note(resolution, sentence, aside=aside, edge=found.rule == "edged", tense=found.tense)
        time = _record(found, resolution, tokens, sentence)
        return [Expression(time, found.rule, ends, found.clause, aside)]

    def _solved(self, meaning: Meaning) -> Solved:
        if isinstance(meaning, (Trailing, ClockRange)):
            return meaning.solve(self.context)
        if not _is_settled(meaning) or self.context.month is not None:
            return meaning.resolve(self.context), None
        key = (meaning, self.context.dateline)
        solved = self._known.get(key)
        if solved is None:
            solved = (
                meaning.solve(self.context) if isinstance(meaning, Interval) else (meaning.resolve(self.context), None)
            )
            self._known[key] = solved
        return solved


def _is_settled(meaning: Meaning) -> bool:
    """Whether what a text tells before cannot change the meaning, a row of months aside."""
    if isinstance(meaning, Interval):
        return _is_settled(meaning.left) and _is_settled(meaning.right)
    return isinstance(meaning, (Calendar, Fixed, Part))


class DateFinder:
    """The dates stage: every time expression of an article, resolved against its publication day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._finder = Finder(knowledge)
        self._calendars = FiscalCalendars(knowledge)

    def __call__(self, article: Article, annotation: Annotation) -> tuple[TimeExpression, ...]:
        return tuple(expression.time for expression in self._find(article, annotation))

    def expressions(self, article: Article, annotation: Annotation) -> tuple[Expression, ...]:
        """The same expressions with what the table does not keep."""
        return self._find(article, annotation, detailed=True)

    def _find(self, article: Article, annotation: Annotation, *, detailed: bool = False) -> tuple[Expression, ...]:
        people = ((name.start, name.end) for name in annotation.names if name.label == "PERSON")
        fiscal = self._calendars.of(article, annotation)
        return self._finder.find(
            article.text,
            article.sentences,
            article.published,
            people,
            detailed=detailed,
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
    return finder.find(text, raw_sentences(text), reference_date, detailed=True, parse=tokens)


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
    found = finder.find(text, raw_sentences(text), reference_date, parse=tokens)
    return tuple(expression.time for expression in found)


def raw_sentences(text: str) -> Iterator[Sentence]:
    """Plain sentences of a text: a line, or up to a full stop before a capital."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() + 1 > start:
            yield Sentence(start, match.start() + (text[match.start()] != "\n"), "body", 0)
        start = match.end()
    if start < len(text):
        yield Sentence(start, len(text), "body", 0)


def _day_first(text: str) -> bool | None:
    """Whether the numeric dates of a text have the day first, as those with a number above 12 show; None if unknown."""
    orders = {int(match[1]) > 12 for match in _NUMERIC.finditer(text) if (int(match[1]) > 12) != (int(match[2]) > 12)}
    return orders.pop() if len(orders) == 1 else None


def _blocked(found: Found, tokens: Tokens, names: list[tuple[int, int]]) -> bool:
    if found.end - found.start > 1 or found.rule not in {"month", "weekday"}:
        return False
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    return any(name[0] <= start and end <= name[1] for name in names)


def _bracketed(found: Found, tokens: Tokens) -> bool:
    """Whether a bracket stands open before an expression."""
    start, far = found.start, max(found.start - _BRACKET_REACH, 0)
    opened = tokens.classes.rfind(SYMBOLS["LPAR"], far, start)
    return opened >= 0 and tokens.classes.rfind(SYMBOLS["RPAR"], opened, start) < 0


def _record(found: Found, resolution: Resolution, tokens: Tokens, sentence: int) -> TimeExpression:
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    period = resolution.period
    return TimeExpression(
        start=start,
        end=end,
        text=tokens.text[start:end],
        sentence=sentence,
        type=resolution.type,
        value=resolution.value,
        edtf=period.edtf if period else None,
        date_start=period.start if period else None,
        date_end=period.end if period else None,
        precision=(resolution.precision or period.precision) if period else None,
        part_of_day=resolution.part_of_day,
        basis=resolution.basis if period else None,
    )
