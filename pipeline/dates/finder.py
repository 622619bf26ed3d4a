"""Find time expressions in a text and resolve them in text order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.dates import grammar
from pipeline.dates.absolute import Calendar, Fixed, Numeric, Timed
from pipeline.dates.context import Context, Resolution
from pipeline.dates.guards import Guards
from pipeline.dates.normaliser import BUILDERS, Found, Match, clock_value
from pipeline.dates.ranges import Interval, joinable
from pipeline.dates.relative import Told, Unit
from pipeline.dates.tokens import Tokens, tokenise
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import Annotation, Article, Sentence, TimeExpression

_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]?[ \t]+(?=[A-Z“\"‘(])|\n+")


@dataclass(frozen=True, slots=True)
class Expression:
    """A resolved expression with what the table does not keep.

    Attributes:
        rule: what found it.
        ends: of a range its two ends.
    """

    time: TimeExpression
    rule: str
    ends: tuple[TimeExpression, ...] = ()


class Finder:
    """Time expressions of plain text with its sentences; patterns are compiled once, here."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._vocabulary = Vocabulary(knowledge)
        self._guards = Guards(self._vocabulary)
        self._master, self._rules = grammar.master()
        self._before = grammar.compiled(f"(?:{grammar.BEFORE_DAY}) $")
        self._after = grammar.compiled(grammar.AFTER_DAY)
        self._join = grammar.compiled(grammar.JOIN)

    def find(
        self,
        text: str,
        sentences: Iterable[Sentence],
        reference: dt.date | None,
        blocked: Iterable[tuple[int, int]] = (),
    ) -> tuple[Expression, ...]:
        """Expressions in text order, never overlapping.

        Args:
            text: any text.
            sentences: in text order, with `kind` as in `pipeline.records.Sentence`.
            reference: the day the text is from, None if unknown.
            blocked: (start, end) of names of people, in which a bare month or weekday is no date.
        """
        context = Context(reference)
        names = sorted(blocked)
        out: list[Expression] = []
        for index, sentence in enumerate(sentences):
            tokens = tokenise(text, sentence.start, sentence.end, self._vocabulary)
            for found in self._joined(tokens, list(self._matches(tokens))):
                if names and _blocked(found, tokens, names):
                    continue
                context.enter(index, dateline=sentence.kind == "dateline")
                out += self._resolved(found, tokens, index, context, header=sentence.kind == "header")
        return tuple(out)

    def _matches(self, tokens: Tokens) -> Iterator[Found]:
        classes = tokens.classes
        at = last = 0
        while (match := self._master.search(classes, at)) is not None:
            prefix = str(match.lastgroup)
            rule = self._rules[int(prefix[1:])]
            at = match.start() + 1
            for found in BUILDERS[rule](Match(tokens, match, prefix + "_", rule)):
                if found.start >= last and self._guards.allow(found, tokens):
                    found = self._decorated(found, tokens, last)  # noqa: PLW2901 - the same expression, widened
                    yield found
                    at = last = found.end

    def _decorated(self, found: Found, tokens: Tokens, last: int) -> Found:
        """Take in the part of the day or the clock time beside an expression that names a day."""
        if not _names_day(found):
            return found
        classes = tokens.classes
        start, end, meaning = found.start, found.end, found.meaning
        timed = False
        before = self._before.search(classes, max(last, start - 9), start)
        if before is not None and (part := _part(tokens, before)) is not None:
            start, timed = before.start(), True
            meaning = Timed(meaning, *part)
        after = self._after.match(classes, end) if not timed else None
        if after is not None and (part := _part(tokens, after)) is not None:
            end = after.end()
            meaning = Timed(meaning, *part)
        return replace(found, start=start, end=end, meaning=meaning) if meaning is not found.meaning else found

    def _joined(self, tokens: Tokens, found: list[Found]) -> Iterator[Found]:
        """Neighbours with a connector between them become one range."""
        at = 0
        while at < len(found):
            left = found[at]
            right = found[at + 1] if at + 1 < len(found) else None
            if right is not None and self._connected(tokens, left, right) and joinable(left.meaning, right.meaning):
                yield Found(left.start, right.end, Interval(left.meaning, right.meaning), "range", (left, right))
                at += 2
            else:
                yield left
                at += 1

    def _connected(self, tokens: Tokens, left: Found, right: Found) -> bool:
        if not 1 <= right.start - left.end <= 4 or left.rule == "anniversary":
            return False
        match = self._join.fullmatch(tokens.classes, left.end, right.start)
        if match is None:
            return False
        return match["and"] is None or tokens.classes[left.start - 1 : left.start] == SYMBOLS["BETWEEN"]

    def _resolved(
        self, found: Found, tokens: Tokens, sentence: int, context: Context, *, header: bool
    ) -> list[Expression]:
        resolution = found.meaning.resolve(context)
        if resolution is None:
            # An inverted range, or one with an impossible end, is read as its ends.
            return [e for end in found.ends for e in self._resolved(end, tokens, sentence, context, header=header)]
        ends: tuple[TimeExpression, ...] = ()
        if isinstance(found.meaning, Interval):
            both = found.meaning.resolved_ends(context) or ()
            ends = tuple(_record(end, tokens, sentence, solved) for end, solved in zip(found.ends, both, strict=False))
        aside = (
            header or tokens.classes[found.start - 1 : found.start] == SYMBOLS["LPAR"] or found.rule == "anniversary"
        )
        context.note(resolution, sentence, aside=aside)
        return [Expression(_record(found, tokens, sentence, resolution), found.rule, ends)]


class DateFinder:
    """The dates stage: every time expression of an article, resolved against its publication day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._finder = Finder(knowledge)

    def __call__(self, article: Article, annotation: Annotation) -> tuple[TimeExpression, ...]:
        people = ((name.start, name.end) for name in annotation.names if name.label == "PERSON")
        found = self._finder.find(article.text, article.sentences, article.published, people)
        return tuple(expression.time for expression in found)


@lru_cache(maxsize=1)
def _default_finder() -> Finder:
    return Finder(default_knowledge())


def find_expressions(
    text: str, reference_date: dt.date | None = None, knowledge: Knowledge | None = None
) -> tuple[Expression, ...]:
    """As `find_dates`, with the rule and the ends of ranges."""
    finder = _default_finder() if knowledge is None else Finder(knowledge)
    return finder.find(text, raw_sentences(text), reference_date)


def find_dates(
    text: str, reference_date: dt.date | None = None, knowledge: Knowledge | None = None
) -> tuple[TimeExpression, ...]:
    """Time expressions of any text.

    Args:
        text: plain text; a line break or a full stop ends a sentence.
        reference_date: the day the text is from. Without it relative expressions come without days, never with
            today's.
        knowledge: word tables, the built-in ones if None.

    Returns:
        Records in text order that never overlap; `start`, `end` are code points, days are inclusive at both ends,
        `sentence` counts the sentences of this call from 0. Never raises on any text.
    """
    return tuple(expression.time for expression in find_expressions(text, reference_date, knowledge))


def raw_sentences(text: str) -> Iterator[Sentence]:
    """Plain sentences of a text: a line, or up to a full stop before a capital."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() + 1 > start:
            yield Sentence(start, match.start() + (text[match.start()] != "\n"), "body", 0)
        start = match.end()
    if start < len(text):
        yield Sentence(start, len(text), "body", 0)


def _names_day(found: Found) -> bool:
    meaning = found.meaning
    if isinstance(meaning, Calendar):
        return meaning.unit == "day"
    if isinstance(meaning, Fixed):
        return meaning.period.precision == "day" and found.rule != "anniversary"
    if isinstance(meaning, Told):
        return found.rule == "same"
    return isinstance(meaning, Numeric) or (isinstance(meaning, Unit) and meaning.unit == "day")


def _part(tokens: Tokens, match: re.Match[str]) -> tuple[str | None, str | None] | None:
    """(part of day, clock) of what stands beside a day; None if it is no such thing."""
    if match["pod"] is not None:
        return tokens.values[match.start("pod")], None
    name, suffix = ("clock", "ampm") if match["clock"] is not None else ("hour", "hourpm")
    if match[name] is None:
        return None
    meridiem = tokens.values[match.start(suffix)] if match[suffix] is not None else ""
    clock = clock_value(tokens.values[match.start(name)], meridiem)
    return (None, clock) if clock else None


def _blocked(found: Found, tokens: Tokens, names: list[tuple[int, int]]) -> bool:
    if found.end - found.start > 1 or found.rule not in {"month", "weekday"}:
        return False
    start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
    return any(name[0] <= start and end <= name[1] for name in names)


def _record(found: Found, tokens: Tokens, sentence: int, resolution: Resolution) -> TimeExpression:
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
