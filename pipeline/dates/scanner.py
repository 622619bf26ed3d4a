"""Tokens to expressions with their meaning: rules tried at each token, guards, what stands beside a day, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.dates import grammar
from pipeline.dates.absolute import Calendar, Fixed, Numeric, Timed
from pipeline.dates.clocks import clock_value, in_part, military
from pipeline.dates.context import Meaning
from pipeline.dates.discourse import MonthDay, Told
from pipeline.dates.firsts import LENGTH
from pipeline.dates.governing import Governor
from pipeline.dates.guards import Guards
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_clocks import on_day
from pipeline.dates.normaliser import BUILDERS
from pipeline.dates.ranges import joinable, joined
from pipeline.dates.relative import Unit
from pipeline.dates.tense import Tenses
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary

# Tokens between the ends of a range.
_WIDEST = 4
# Rows of classes remembered with their rules; a text of invented ones must not fill the memory.
_MOST_KNOWN = 1 << 14
_DOT = SYMBOLS["DOT"]
# Without one of these a sentence has nothing that could stand beside a day.
_PARTS = re.compile("[" + "".join(SYMBOLS[name] for name in ("POD", "CLOCK", "AMPM", "EDGE", "ZONE")) + "]")


class _Rule(NamedTuple):
    """A rule of the grammar: its name, its pattern's match and named groups, and what builds its meaning."""

    name: str
    match: Callable[[str, int], re.Match[str] | None]
    groups: dict[str, int]
    build: Callable[[Match], tuple[Found, ...]]


class _Rules(dict[str, tuple[_Rule, ...]]):
    """The rules that may match where `LENGTH` token classes (fewer at the end) follow each other, in the grammar's order.

    Attributes:
        start: a class with which a rule can begin.
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: list[_Rule] = []
        # Numbers of the rules that begin with so many classes.
        self._beginning: dict[str, list[int]] = {}
        for number, (name, pattern, begins) in enumerate(grammar.compiled_rules()):
            self._all.append(_Rule(name, pattern.match, dict(pattern.groupindex), BUILDERS[name]))
            for begin in begins:
                self._beginning.setdefault(begin, []).append(number)
        self.start = re.compile("[" + "".join(sorted({begin[0] for begin in self._beginning})) + "]")

    def __missing__(self, classes: str) -> tuple[_Rule, ...]:
        begins = (self._beginning.get(classes[:length], ()) for length in range(1, len(classes) + 1))
        if len(self) >= _MOST_KNOWN:
            self.clear()
        rules = self[classes] = tuple(self._all[number] for number in sorted({n for some in begins for n in some}))
        return rules


class Scanner:
    """The grammar with its guards; patterns are compiled once, here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._guards = Guards(vocabulary)
        self._tenses = Tenses(vocabulary)
        self._rules = _Rules()
        self._before = grammar.compiled(f"(?:{grammar.BEFORE_DAY}) $")
        self._after = grammar.compiled(grammar.AFTER_DAY)
        self._join = grammar.compiled(grammar.JOIN)
        self._on = grammar.compiled("COMMA? (?:OF | ON)? THE?")

    def scan(
        self, tokens: Tokens, kind: str = "body", governor: Governor | None = None, *, every: bool = False
    ) -> Iterable[Found]:
        """Expressions of one sentence of a kind in text order, ranges joined; `governor`, `every` as in `Tenses.line`."""
        found = self._matches(tokens)
        if not found:
            return ()
        line = self._tenses.line(tokens, kind, governor, every=every)
        return map(line.marked, self._joined(tokens, _agreed(found, tokens.classes)))

    def _matches(self, tokens: Tokens) -> list[Found]:
        classes = tokens.classes
        out: list[Found] = []
        parted: bool | None = None
        at, done, search, rules, guards = 0, 0, self._rules.start.search, self._rules, self._guards.of_rule
        while (start := search(classes, at)) is not None:
            at = start.end()
            for rule in rules[classes[at - 1 : at - 1 + LENGTH]]:
                match = rule.match(classes, at - 1)
                if match is not None:
                    break
            else:
                continue
            if parted is None:
                tokens.fill()
                parted = _PARTS.search(classes) is not None
            for found in rule.build(Match(tokens, match, rule.groups, rule.name)):
                if found.start < done:
                    continue
                guard = guards.get(found.rule)
                if guard is not None and not guard(found, tokens):
                    # What is left of a name of a day ("15 October Street") is no date either.
                    at = found.end if found.rule == "date" else at
                    continue
                kept = _without_stop(found) if classes[found.end - 1] == _DOT else found
                if parted or found.rule == "clock":
                    parted = True
                    self._append(out, kept, tokens)
                else:
                    out.append(kept)
                at = done = out[-1].end
        return out

    def _append(self, out: list[Found], found: Found, tokens: Tokens) -> None:
        """Add an expression; a time of day before a day ("noon on Sunday") goes into it."""
        hours = out[-1] if out and out[-1].rule == "clocks" else None
        if hours and _names_day(found) and self._on.fullmatch(tokens.classes, hours.end, found.start):
            # "8 a.m. to 6 p.m. on Sunday": one stretch with its day.
            out[-1] = on_day(hours, found.meaning, found.end)
            return
        if (
            out
            and out[-1].rule == "clock"
            and isinstance(time := out[-1].meaning, Timed)
            and _names_day(found)
            and self._on.fullmatch(tokens.classes, out[-1].end, found.start)
        ):
            # "At 3 in the afternoon on Monday": the time of that day.
            end, clock = self._part_behind(tokens, found.end, time.clock)
            out[-1] = replace(found, start=out[-1].start, end=end, meaning=Timed(found.meaning, None, clock))
            return
        lone = out.pop() if out and out[-1].rule in {"clock", "part"} else None
        widened = self._decorated(found, tokens, out[-1].end if out else 0)
        if lone is not None and widened.start >= lone.end:
            out.append(lone)
        out.append(widened)

    def _decorated(self, found: Found, tokens: Tokens, last: int) -> Found:
        """Take in the part of the day or the clock time beside an expression that names a day."""
        if not _names_day(found):
            return found
        classes = tokens.classes
        start, end, meaning = found.start, found.end, found.meaning
        timed = False
        before = self._before.search(classes, max(last, start - 9), start)
        if before is not None and before["late"] is not None:
            # "Late Tuesday": the word belongs to the expression and changes no day.
            start = before.start() if found.rule in {"weekday", "today"} and classes[start] != SYMBOLS["THE"] else start
        elif before is not None and (part := _part(tokens, before)) is not None:
            start, timed = before.start(), True
            if part[1] is not None:
                end, clock = self._part_behind(tokens, end, part[1])
                part = None, clock
            meaning = Timed(meaning, *part)
        after = self._after.match(classes, end) if not timed else None
        if after is not None and (part := _part(tokens, after)) is not None:
            end = after.end()
            meaning = Timed(meaning, *part)
        if meaning is found.meaning and start == found.start:
            return found
        return replace(found, start=start, end=end, meaning=meaning)

    def _part_behind(self, tokens: Tokens, end: int, clock: str | None) -> tuple[int, str | None]:
        """Where a timed day ends, and its time, with the part of the day behind it: "at 9:30 on Sunday night"."""
        if clock is None or tokens.classes[end : end + 1] != SYMBOLS["POD"]:
            return end, clock
        return end + 1, in_part(clock, tokens.values[end])

    def _joined(self, tokens: Tokens, found: list[Found]) -> Iterator[Found]:
        """Neighbours with a connector between them become one range."""
        at = 0
        while at < len(found):
            left = found[at]
            at += 1
            if at < len(found) and 1 <= found[at].start - left.end <= _WIDEST:
                right = found[at]
                if self._connected(tokens, left, right) and joinable(left.meaning, right.meaning):
                    yield Found(left.start, right.end, joined(left.meaning, right.meaning), "range", (left, right))
                    at += 1
                    continue
            yield left

    def _connected(self, tokens: Tokens, left: Found, right: Found) -> bool:
        if left.rule == "anniversary":
            return False
        match = self._join.fullmatch(tokens.classes, left.end, right.start)
        if match is None:
            return False
        return match["and"] is None or tokens.classes[left.start - 1 : left.start] == SYMBOLS["BETWEEN"]


def _agreed(found: list[Found], classes: str) -> list[Found]:
    """Day and weekday of which one stands in brackets behind the other are one day: "Nov. 22 (Friday)"."""
    left, right = SYMBOLS["LPAR"], SYMBOLS["RPAR"]
    if left not in classes:
        return found
    for at in range(len(found) - 1):
        day, other = found[at], found[at + 1]
        if classes[day.end : other.start] == left and classes[other.end : other.end + 1] == right:
            if _is_weekday(other.meaning) and _names_day(day):
                found[at + 1] = replace(other, meaning=day.meaning)
            elif _is_weekday(day.meaning) and _names_day(other):
                found[at] = replace(day, meaning=other.meaning)
    return found


def _is_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.month is None


def _names_day(found: Found) -> bool:
    meaning = found.meaning
    if isinstance(meaning, Calendar):
        return meaning.unit == "day"
    if isinstance(meaning, Fixed):
        return meaning.period.precision == "day" and found.rule != "anniversary"
    if isinstance(meaning, Told):
        return found.rule == "same"
    return isinstance(meaning, (Numeric, MonthDay)) or (isinstance(meaning, Unit) and meaning.unit == "day")


def _part(tokens: Tokens, match: re.Match[str]) -> tuple[str | None, str | None] | None:
    """(part of day, clock) of what stands beside a day; None if it is no such thing."""
    if match["pod"] is not None:
        return tokens.values[match.start("pod")], None
    if "mil" in match.re.groupindex and match["mil"] is not None:
        clock = military(tokens.values[match.start("mil")])
        return (None, clock) if clock else None
    name, suffix = ("clock", "ampm") if match["clock"] is not None else ("hour", "hourpm")
    if match[name] is None:
        return None
    meridiem = tokens.values[match.start(suffix)] if match[suffix] is not None else ""
    clock = clock_value(tokens.values[match.start(name)], meridiem)
    return (None, clock) if clock else None


def _without_stop(found: Found) -> Found:
    """Leave out the full stop of an abbreviation that ends the expression: it may end the sentence."""
    last = found.end - 1
    ends = tuple([replace(end, end=min(end.end, last)) for end in found.ends])
    return Found(found.start, last, found.meaning, found.rule, ends)
