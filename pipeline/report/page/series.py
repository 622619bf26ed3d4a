"""Small multiples: one panel a series of figures over time, what the wording allows as error bars."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.report.page.figures import FigureView
from pipeline.report.page.wording import MONTHS, Link, amount, anchor, capital

WIDTH, HEIGHT = 300, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 54, 288, 14, 140
_CHANGES = ("delta",)
_HUGE = 1e300  # beyond it there is no room for levels around a number
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in its panel; `x1` to `x2` is its period, `top` to `bottom` what the wording allows."""

    x: float
    y: float
    x1: float
    x2: float
    top: float
    bottom: float
    figure: FigureView


@dataclass(frozen=True, slots=True)
class Panel:
    """A series.

    Attributes:
        ticks: (x, words) of the time axis; `levels`: (y, words) of the other.
        undated: figures without a period, placed at the day of their article.
    """

    anchor: str
    metric: str
    subjects: tuple[Link, ...]
    unit: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    undated: int
    disputed: int


def draw_panels(figures: Sequence[FigureView], limit: int) -> tuple[Panel, ...]:
    """The series with most to tell: those with a contradiction, then the longest."""
    groups: defaultdict[tuple[object, ...], list[FigureView]] = defaultdict(list)
    for figure in figures:
        numbers = (figure.low, figure.middle, figure.high)
        known = all(n is not None and math.isfinite(n) for n in numbers) and _moment(figure) is not None
        if figure.metric and known and figure.role not in _CHANGES:
            groups[figure.group].append(figure)
    series = [own for own in groups.values() if _tells(own)]
    series.sort(key=lambda own: (-_disputed(own), -_spread(own), -len(own), own[0].group))
    return tuple(_panel(own) for own in series[:limit])


def _tells(own: Sequence[FigureView]) -> bool:
    """Whether there is a course or a dispute to see: two periods, or two values."""
    return _spread(own) > 1 or _disputed(own) > 1


def _spread(own: Sequence[FigureView]) -> int:
    return len({(figure.start, figure.end, figure.middle) for figure in own})


def _disputed(own: Sequence[FigureView]) -> int:
    return sum(figure.disputed for figure in own)


def _moment(figure: FigureView) -> dt.datetime | None:
    if figure.start is not None and figure.end is not None:
        return figure.start + (figure.end - figure.start) / 2
    return figure.told


def _panel(own: Sequence[FigureView]) -> Panel:
    starts = [figure.start or figure.told for figure in own]
    ends = [figure.end or figure.told for figure in own]
    first = min(moment for moment in starts if moment is not None)
    last = max(moment for moment in ends if moment is not None)
    if last - first < 60 * _DAY:
        first, last = shifted(first, -30), shifted(last, 30)
    low = min(f.low for f in own if f.low is not None)
    high = max(f.high for f in own if f.high is not None)
    levels = scale(low, high)
    sides = (levels[0], levels[-1])

    def x_of(moment: dt.datetime) -> float:
        return round(_LEFT + 8 + (moment - first) / (last - first) * (_RIGHT - _LEFT - 16), 1)

    def y_of(value: float) -> float:
        return round(_BOTTOM - (value - sides[0]) / (sides[1] - sides[0]) * (_BOTTOM - _TOP), 1)

    points = []
    for figure in own:
        moment = _moment(figure)
        if moment is None or figure.middle is None or figure.low is None or figure.high is None:
            continue
        points.append(
            Point(
                x=x_of(moment),
                y=y_of(figure.middle),
                x1=x_of(figure.start or moment),
                x2=x_of(figure.end or moment),
                top=y_of(figure.high),
                bottom=y_of(figure.low),
                figure=figure,
            )
        )
    head = own[0]
    unit = "" if head.unit in ("%", "pp") else head.unit
    return Panel(
        anchor=anchor("p-" + "|".join(map(str, head.group))),
        metric=capital(head.metric),
        subjects=head.subjects,
        unit=unit,
        points=tuple(points),
        ticks=_years(first, last, x_of),
        levels=tuple((y_of(v), _level(v, head)) for v in levels),
        undated=sum(figure.start is None for figure in own),
        disputed=_disputed(own),
    )


def scale(low: float, high: float) -> tuple[float, ...]:
    """Three to six round levels from at or below the lowest to at or above the highest; from zero where that is near."""
    if low > 0 and low < 0.5 * high:
        low = 0.0
    if max(abs(low), abs(high)) > _HUGE:
        return min(low, 0.0), max(high, 0.0)
    if high - low <= max(1e-9 * max(abs(low), abs(high)), 1e-300):
        low, high = (low - abs(low) / 4 - 1e-9, high + abs(high) / 4 + 1e-9) if low else (-1.0, 1.0)
    rough = (high - low) / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(float(f"{n * step:.12g}") for n in range(first, last + 1))


def shifted(moment: dt.datetime, days: int) -> dt.datetime:
    """So many days on, or where the calendar ends."""
    try:
        return moment + days * _DAY
    except OverflowError:
        return moment


def _level(value: float, head: FigureView) -> str:
    unit = head.unit if head.unit in ("%", "pp") else None
    kind = head.kind if head.kind in ("share", "rank", "ordinal") else ""
    return amount(value, unit, kind=kind, short=True)


def _years(
    first: dt.datetime, last: dt.datetime, x_of: Callable[[dt.datetime], float]
) -> tuple[tuple[float, str], ...]:
    """A tick at the middle of each year that lies within, few enough to read; else one at either end."""
    years = [year for year in range(first.year, last.year + 1) if first <= dt.datetime(year, 7, 1) <= last]  # noqa: DTZ001
    step = -(-len(years) // 6) or 1
    if len(years) > 1 or (years and last - first > 300 * _DAY):
        return tuple((x_of(dt.datetime(year, 7, 1)), str(year)) for year in years[::step])  # noqa: DTZ001
    return tuple((x_of(moment), f"{MONTHS[moment.month - 1]} {moment.year}") for moment in (first, last))
