"""Tokens to expressions with their meaning: rules tried at each token, guards, what stands beside a day, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates import grammar
from pipeline.dates.absolute import Calendar, Fixed, Numeric, Timed
from pipeline.dates.clocks import clock_value, military
from pipeline.dates.context import Meaning
from pipeline.dates.discourse import MonthDay, Told
from pipeline.dates.governing import Governor
from pipeline.dates.guards import Guards
from pipeline.dates.match import Found, Match
from pipeline.dates.normalise_clocks import on_day
from pipeline.dates.normaliser import normalise
from pipeline.dates.ranges import joinable, joined
from pipeline.dates.relative import Unit
from pipeline.dates.tense import Tenses
from pipeline.dates.tokens import Tokens
from pipeline.dates.vocabulary import SYMBOLS, Vocabulary

# Without one of these a sentence has nothing that could stand beside a day.
_PARTS = re.compile("[" + "".join(SYMBOLS[name] for name in ("POD", "CLOCK", "AMPM", "EDGE", "ZONE")) + "]")


class Scanner:
    """The grammar with its guards; patterns are compiled once, here."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._guards = Guards(vocabulary)
        self._tenses = Tenses(vocabulary)
        rules = grammar.rules_by_start()
        self._rules = {symbol: (pattern.match, _groups(pattern)) for symbol, pattern in rules.items()}
        self._start = re.compile("[" + "".join(sorted(rules)) + "]")
        self._before = grammar.compiled(f"(?:{grammar.BEFORE_DAY}) $")
        self._after = grammar.compiled(grammar.AFTER_DAY)
        self._join = grammar.compiled(grammar.JOIN)
        self._on = grammar.compiled("COMMA? (?:OF | ON)? THE?")

    def scan(
        self, tokens: Tokens, kind: str = "body", governor: Governor | None = None, *, every: bool = False
    ) -> Iterator[Found]:
        """Expressions of one sentence of a kind in text order, ranges joined; `governor`, `every` as in `Tenses.line`."""
        found = self._matches(tokens)
        if not found:
            return iter(())
        line = self._tenses.line(tokens, kind, governor, every=every)
        return map(line.marked, self._joined(tokens, _agreed(found, tokens.classes)))

    def _matches(self, tokens: Tokens) -> list[Found]:
        classes = tokens.classes
        out: list[Found] = []
        parted = _PARTS.search(classes) is not None
        at, search, rules = 0, self._start.search, self._rules
        while (start := search(classes, at)) is not None:
            at = start.end()
            rule_of, rules_there = rules[start[0]]
            match = rule_of(classes, at - 1)
            if match is None:
                continue
            rule, groups = rules_there[match.lastgroup]
            for found in normalise(Match(tokens, match, groups, rule)):
                if out and found.start < out[-1].end:
                    continue
                if not self._guards.allow(found, tokens):
                    # What is left of a name of a day ("15 October Street") is no date either.
                    at = found.end if found.rule == "date" else at
                else:
                    kept = _without_stop(found, classes)
                    if parted or found.rule == "clock":
                        parted = True
                        self._append(out, kept, tokens)
                    else:
                        out.append(kept)
                    at = out[-1].end
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
            out[-1] = replace(found, start=out[-1].start, meaning=Timed(found.meaning, None, time.clock))
            return
        clock = out.pop() if out and out[-1].rule in {"clock", "part"} else None
        widened = self._decorated(found, tokens, out[-1].end if out else 0)
        if clock is not None and widened.start >= clock.end:
            out.append(clock)
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
            meaning = Timed(meaning, *part)
        after = self._after.match(classes, end) if not timed else None
        if after is not None and (part := _part(tokens, after)) is not None:
            end = after.end()
            meaning = Timed(meaning, *part)
        return replace(found, start=start, end=end, meaning=meaning)

    def _joined(self, tokens: Tokens, found: list[Found]) -> Iterator[Found]:
        """Neighbours with a connector between them become one range."""
        at = 0
        while at < len(found):
            left = found[at]
            right = found[at + 1] if at + 1 < len(found) else None
            if right is not None and self._connected(tokens, left, right) and joinable(left.meaning, right.meaning):
                yield Found(left.start, right.end, joined(left.meaning, right.meaning), "range", (left, right))
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


def _groups(pattern: re.Pattern[str]) -> dict[str | None, tuple[str, dict[str, int]]]:
    """Of an alternation of rules: a rule's outer group to its name and the numbers of its inner groups."""
    out: dict[str | None, tuple[str, dict[str, int]]] = {}
    for name, number in pattern.groupindex.items():
        prefix, _, inner = name.partition("_")
        _, groups = out.setdefault(prefix, (grammar.RULES[int(prefix[1:])][0], {}))
        if inner:
            groups[inner] = number
    return out


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


def _without_stop(found: Found, classes: str) -> Found:
    """Leave out the full stop of an abbreviation that ends the expression: it may end the sentence."""
    if classes[found.end - 1] != SYMBOLS["DOT"]:
        return found
    ends = tuple(replace(end, end=min(end.end, found.end - 1)) for end in found.ends)
    return replace(found, end=found.end - 1, ends=ends)
