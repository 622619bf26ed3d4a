"""One readable line per event: who, what, whom, where, when; the same wording for every event of a type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pipeline.knowledge import Knowledge, cells

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MOST_NAMES = 4
_UNREAL = frozenset({"planned", "proposed", "cancelled"})


class Labels:
    """The templates of `events/labels.tsv`, filled."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._templates = {row["type"]: row for row in knowledge.rows("events/labels.tsv")}
        self._infinitives = {
            kind: tuple(cell.partition("=")[::2] for cell in cells(row["infinitive"]))
            for kind, row in self._templates.items()
        }

    def line(
        self,
        kind: str,
        status: str,
        cast: Sequence[tuple[str, str]],
        place: str | None,
        start: dt.date | None,
        end: dt.date | None,
        precision: str | None,
    ) -> str:
        """The label of an event.

        Args:
            kind: event type.
            status: said in brackets unless happened.
            cast: (name, role) of the participants in order.
            place: its name, left out where it is a participant.
            start: first day it covers, None where unknown.
            end: last day.
            precision: day, month, year or interval.
        """
        row = self._templates[kind]
        actors = [name for name, role in cast if role in ("actor", "speaker")] or [
            name for name, role in cast if role == "witness"
        ]
        recipients = [name for name, role in cast if role in ("recipient", "addressee")]
        if actors and recipients:
            template = row["full"]
        elif len(actors) > 1:
            template = row["pair"]
        else:
            template = row["actors"] if actors else row["recipients"] if recipients else row["bare"]
        if status in _UNREAL:
            for past, base in self._infinitives[kind]:
                template = template.replace(f"}} {past} ", f"}} to {base} ") if f"}} {past} " in template else template
                if template.endswith(f"}} {past}"):
                    template = f"{template[: -len(past)]}to {base}"
        line = template.format(
            actors=joined(actors),
            recipients=joined(recipients),
            first=actors[0] if actors else "",
            rest=joined(actors[1:]),
        )
        if place is not None and place not in (name for name, _ in cast):
            line += f" in {place}"
        if start is not None and end is not None:
            line += f", {period(start, end, precision)}"
        return line if status == "happened" else f"{line} ({status})"


def joined(names: Sequence[str]) -> str:
    """Names as a reader lists them: "A", "A and B", "A, B and C", "A, B, C and 4 others"."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) > _MOST_NAMES:
        return f"{', '.join(names[: _MOST_NAMES - 1])} and {len(names) - _MOST_NAMES + 1} others"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def period(start: dt.date, end: dt.date, precision: str | None) -> str:
    """Days as a reader writes them: "13 Nov 2024", "12–16 Nov 2024", "Nov 2023", "2023"."""
    if precision == "year":
        return str(start.year)
    if precision == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
