"""Builders for times of the day: a clock time, a part of the day, a stretch between two times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.dates.absolute import Timed
from pipeline.dates.clocks import ClockRange, clock_value, in_part, military, opening
from pipeline.dates.context import Meaning
from pipeline.dates.discourse import Told
from pipeline.dates.match import Found, Match


def _clock(m: Match) -> tuple[Found, ...]:
    if m.at("mil") >= 0:
        clock = military(m.value("mil"))
    else:
        clock = clock_value(m.value("clock") or m.value("hour"), m.value("ampm"))
    if m.at("hours") >= 0 and m.value("hours") != "hour":
        return ()
    if clock is not None and m.at("pod") >= 0:
        clock = in_part(clock, m.value("pod"))
    return m.whole(Timed(Told(else_published=True), None, clock)) if clock else ()


def _clocks(m: Match) -> tuple[Found, ...]:
    """A stretch of hours; the half of the day that the first one lacks is the last one's, or the one before it."""
    if m.at("bmil") >= 0:
        first, last = military(m.value("amil")), military(m.value("bmil"))
    else:
        last = clock_value(m.value("b"), m.value("ampm"))
        own = m.value("aampm")
        led = own or m.value("a")[-1:] == "m" or not (m.value("ampm") or m.value("b")[-1:] == "m")
        if last is None:
            return ()
        half = m.value("ampm") or m.value("b")[-2:]
        first = clock_value(m.value("a"), own) if led else opening(m.value("a"), half, last)
    if first is None or last is None:
        return ()
    at = m.at("bmil") if m.at("bmil") >= 0 else m.at("b")
    left, right = Timed(Told(), None, first), Timed(Told(), None, last)
    ends = (Found(m.start, m.until("left"), left, "clock"), Found(at, m.end, right, "clock"))
    return (Found(m.start, m.end, ClockRange(left, right), m.rule, ends),)


def _part(m: Match) -> tuple[Found, ...]:
    return m.whole(Timed(Told(), m.value("pod") or m.value("pod2")))


def on_day(found: Found, day: Meaning, end: int) -> Found:
    """A stretch of hours on the day named behind it, which it takes in up to a token."""
    left, right = (e.meaning.on(day) for e in found.ends if isinstance(e.meaning, Timed))
    ends = (replace(found.ends[0], meaning=left), replace(found.ends[1], meaning=right, end=end))
    return Found(found.start, end, ClockRange(left, right), found.rule, ends)


CLOCKS: dict[str, Callable[[Match], tuple[Found, ...]]] = {"clock": _clock, "clocks": _clocks, "part": _part}
