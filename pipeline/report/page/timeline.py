"""The timeline: a lane for each status, events stacked over the stretch of days they fall in.

Horizontal places are percents, vertical ones pixels, so that one drawing fits any width; a drawing with fewer bins is
made for narrow screens. Events before or after what the articles cover stand in a column of their own at either edge.
With more events than MARKS a lane shows how many there are in each bin instead of each of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.report.page.events import EventView, group_of
from pipeline.report.page.tables import Row
from pipeline.report.page.wording import MONTHS, counted, days
from pipeline.schema import STATUSES

MARKS = 600
STACK = 14
"""Marks over one another at most; what is more is told as a number."""
STEP = 11
BAR = 44
"""Height of a lane of bars."""
_BEFORE, _AFTER = 1, 6
"""Months that the axis has before the first and after the last article."""
_DAY = dt.timedelta(days=1)
_LONG = 8 * _DAY
"""A longer event is drawn with the stretch it covers."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days laid over the width of a drawing, from `left` to `right` percent; what is outside stands beside."""

    start: dt.datetime
    end: dt.datetime
    left: float = 6.0
    right: float = 94.0

    def place(self, moment: dt.datetime) -> float:
        """Percent of the width; outside the axis for what is outside."""
        share = (moment - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)

    def column(self, moment: dt.datetime, bins: int) -> int:
        """The bin of a moment; -1 for earlier, `bins` for later."""
        if moment < self.start:
            return -1
        return min(bins, int((moment - self.start) / (self.end - self.start) * bins))

    def middle(self, column: int, bins: int) -> float:
        """Percent of the middle of a bin."""
        if column < 0:
            return self.left / 2 - 0.5
        if column >= bins:
            return (100 + self.right) / 2 + 0.5
        return self.left + (column + 0.5) / bins * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in its lane; `reach` is the stretch it covers where that is long."""

    x: float
    y: int
    event: EventView
    reach: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Bar:
    """So many events in a bin, or (`more`) those that a stack had no room for."""

    x: float
    width: float
    y: int
    height: int
    count: int
    words: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A status with its events."""

    status: str
    top: int
    base: int
    total: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    more: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its words; `strong` at a new year."""

    x: float
    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of the timeline for one sort of screen."""

    screen: str
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    earlier: int
    later: int


def axis_of(published: Sequence[dt.datetime], moments: Sequence[dt.datetime]) -> Axis | None:
    """The axis over what the articles cover, or else over what the middle nine tenths of the events do."""
    if not moments:
        return None
    ordered = sorted(published or moments)
    cut = 0 if published else len(ordered) // 20
    first, last = ordered[cut], ordered[-1 - cut]
    start, end = _month_start(first, -_BEFORE), _month_start(last, _AFTER + 1)
    return Axis(start, end) if start < end else Axis(end - 31 * _DAY, end)


def span_of(published: Sequence[dt.datetime]) -> Axis | None:
    """The axis from the first article to the last; None where no two days are known."""
    if not published or min(published) == max(published):
        return None
    return Axis(min(published), max(published), 1.0, 99.0)


def draw_timeline(screen: str, bins: int, axis: Axis, views: Sequence[EventView], rows: Iterable[Row]) -> Timeline:
    """A lane for each status that occurs.

    Args:
        screen: "wide" or "narrow", the class of the drawing.
        bins: columns of the axis.
        axis: its days.
        views: the events shown.
        rows: all events of the run: status, date_start, date_end.
    """
    dated = [(r["status"], r["date_start"] + (r["date_end"] - r["date_start"]) / 2) for r in rows if r["date_start"]]
    listed = {view.group.anchor for view in views}
    lanes, top, outside = [], 24, Counter(axis.column(moment, bins) for _, moment in dated)
    for status in STATUSES:
        moments = [moment for s, moment in dated if s == status]
        if not moments:
            continue
        if len(dated) <= MARKS and len(dated) == sum(v.middle is not None for v in views):
            lane = _marks(status, top, axis, bins, [v for v in views if v.status == status and v.middle])
        else:
            lane = _bars(status, top, axis, bins, moments, listed)
        lanes.append(lane)
        top = lane.base + 16
    return Timeline(screen, top + 14, tuple(lanes), _ticks(axis, 12 if bins > 60 else 5), outside[-1], outside[bins])


def _marks(status: str, top: int, axis: Axis, bins: int, views: Sequence[EventView]) -> Lane:
    columns: defaultdict[int, list[EventView]] = defaultdict(list)
    for view in sorted(views, key=lambda v: (-v.n_articles, v.start, v.anchor)):
        if view.middle is not None:
            columns[axis.column(view.middle, bins)].append(view)
    tallest = max(min(len(column), STACK + 1) for column in columns.values())
    base = top + 18 + tallest * STEP
    marks, more = [], []
    for column, stacked in sorted(columns.items()):
        x = round(axis.middle(column, bins), 2)
        for place, view in enumerate(stacked[:STACK]):
            marks.append(Mark(x, base - STEP // 2 - place * STEP, view, _reach(view, axis, column, bins)))
        if len(stacked) > STACK:
            y = base - STACK * STEP - 3
            rest = len(stacked) - STACK
            more.append(
                Bar(x, 0, y, 0, rest, f"{counted(rest, 'more event')} in the list", stacked[STACK].group.anchor)
            )
    return Lane(status, top, base, len(views), tuple(marks), (), tuple(more))


def _reach(view: EventView, axis: Axis, column: int, bins: int) -> tuple[float, float] | None:
    if view.start is None or view.end is None or view.end - view.start < _LONG or not 0 <= column < bins:
        return None
    return round(max(axis.place(view.start), axis.left), 2), round(min(axis.place(view.end), axis.right), 2)


def _bars(
    status: str, top: int, axis: Axis, bins: int, moments: Sequence[dt.datetime], listed: set[str | None]
) -> Lane:
    columns = Counter(axis.column(moment, bins) for moment in moments)
    most = max(columns.values())
    base, width = top + 18 + BAR, (axis.right - axis.left) / bins
    bars = []
    for column, count in sorted(columns.items()):
        height = max(2, round(BAR * count / most))
        first = axis.start + (axis.end - axis.start) / bins * column
        last = first + (axis.end - axis.start) / bins
        words = days(_midnight(first), _midnight(last))
        words = "before the axis" if column < 0 else "after the axis" if column >= bins else words
        group = group_of(first + (last - first) / 2).anchor
        x = axis.middle(column, bins) - width * 0.45
        bars.append(
            Bar(
                x=round(x, 2),
                width=round(width * 0.9, 2),
                y=base - height,
                height=height,
                count=count,
                words=f"{counted(count, 'event')} {status}, {words}",
                anchor=group if group in listed else None,
            )
        )
    return Lane(status, top, base, len(moments), (), tuple(bars), ())


def _ticks(axis: Axis, most: int) -> tuple[Tick, ...]:
    """Month lines, every first, third, sixth or twelfth so that there are at most so many."""
    months = (axis.end.year - axis.start.year) * 12 + axis.end.month - axis.start.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= most), 600)
    ticks, moment, named = [], axis.start, None
    while moment < axis.end:
        if ((moment.year * 12 + moment.month - 1) % step) == 0:
            new = moment.year != named
            words = f"{moment.year}" if step >= 12 else MONTHS[moment.month - 1] + (f" {moment.year}" if new else "")
            ticks.append(Tick(round(axis.place(moment), 2), words, moment.month == 1))
            named = moment.year
        moment = _month_start(moment, 1)
    return tuple(ticks)


def _month_start(moment: dt.datetime, months: int) -> dt.datetime:
    """The first of the month so many months on, within what a calendar has."""
    count = min(max(moment.year * 12 + moment.month - 1 + months, 12), 9999 * 12 + 11)
    return dt.datetime(count // 12, count % 12 + 1, 1)  # noqa: DTZ001  days of the tables have no zone


def _midnight(moment: dt.datetime) -> dt.datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
