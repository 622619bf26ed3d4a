"""What an event's row says, from its mentions: who, when, where, the latest status, the PLOVER type and the label."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable
from typing import TypeVar, cast

from pipeline.events.anaphora import ANAPHOR
from pipeline.events.compatibility import Member
from pipeline.events.labels import Labels
from pipeline.knowledge import Knowledge
from pipeline.records import Actor, Event, EventActor, EventMention, Ref, StatusReport

_Part = TypeVar("_Part", bound=Hashable)

_BASES = ("explicit", "anchored", "dateline", "propagated", None)
_PRECISIONS = ("day", "interval", "month", "year", None)
_PROGRESS = ("proposed", "planned", "ongoing", "happened", "cancelled")
_LONGEST = 21
_AHEAD = frozenset({"planned", "proposed"})


class Summary:
    """Makes event rows; `actors` are the merged actors by id."""

    def __init__(self, knowledge: Knowledge, actors: dict[str, Actor], labels: Labels) -> None:
        self._plover = {row["type"]: row for row in knowledge.rows("events/plover.tsv")}
        modes = knowledge.rows("events/plover_modes.tsv")
        self._modes = {(row["type"], word): row["mode"] for row in modes for word in row["words"].split("|")}
        self._actors = actors
        self._labels = labels
        # Equal parts of rows are one: an article's events have one history, and a cast comes up again and again.
        self._shared: dict[object, object] = {}

    def event(
        self, event_id: str, members: tuple[Member, ...], refs: tuple[Ref, ...], lender: tuple[Member, ...] = ()
    ) -> Event:
        """The row of one cluster, its members in corpus order; `lender` dates it where none of them does."""
        kind = members[0].event.type
        history = self._one(tuple(map(self._one, status_over_time(members))))
        status = latest_status(history)
        cast = self._cast(members)
        dated = _dated(members) or _dated(lender)
        place = self._place(kind, members)
        row = self._plover[kind]
        name = self._actors[place].name if place is not None else None
        start, end = (dated.event.date_start, dated.event.date_end) if dated is not None else (None, None)
        precision = dated.event.date_precision if dated is not None else None
        ahead = status in _AHEAD and row["future"] != row["plover"]  # AGREE has no modes
        return Event(
            event_id=event_id,
            type=kind,
            plover=(row["future"] if status in _AHEAD else row["plover"]) or None,
            mode=None if ahead else self._mode(kind, members),
            context=row["context"] or None,
            status=status,
            label=self._labels.line(kind, status, [(a.name, a.role) for a in cast], name, start, end, precision),
            participants=cast,
            date_start=start,
            date_end=end,
            date_precision=precision,
            date_basis=_basis(members, dated),
            place_id=place,
            place=name,
            members=refs,
            history=history,
            figures=tuple(Ref(m.article, figure) for m in members for figure in m.event.figures),
        )

    def _mode(self, kind: str, members: tuple[Member, ...]) -> str | None:
        """The PLOVER mode of the type, else of the first trigger word that tells one."""
        words = (m.event.rule.removesuffix(ANAPHOR).rsplit(":", 1)[-1] for m in members)
        told = (self._modes[kind, word] for word in words if (kind, word) in self._modes)
        return self._plover[kind]["mode"] or next(told, None)

    def _cast(self, members: tuple[Member, ...]) -> tuple[EventActor, ...]:
        """Each actor once, in order of first appearance, with the role most mentions give it."""
        roles: dict[str, dict[str, int]] = {}
        for member in members:
            for actor, role in member.cast:
                counts = roles.setdefault(actor, {})
                counts[role] = counts.get(role, 0) + 1
        if members[0].event.type != "visit":
            self._leave_to_people(members, roles)
        if members[0].event.type == "visit":
            # "to Brasília" and "to Brazil" are one destination: the country stands for the towns.
            kinds = {a: (self._actors[a].kind, self._actors[a].country) for a in roles}
            countries = {country for kind, country in kinds.values() if kind == "country"}
            roles = {a: r for a, r in roles.items() if kinds[a][0] != "place" or kinds[a][1] not in countries}
        actors = (
            EventActor(actor, self._actors[actor].name, max(counts, key=counts.__getitem__))
            for actor, counts in roles.items()
        )
        return self._one(tuple(map(self._one, actors)))

    def _one(self, part: _Part) -> _Part:
        """The first of all equal parts."""
        return cast("_Part", self._shared.setdefault(part, part))

    def _leave_to_people(self, members: tuple[Member, ...], roles: dict[str, dict[str, int]]) -> None:
        """Drop countries for which people of theirs take part: "Kenya and Japan signed" what their ministers did."""
        people = {(self._actors[a].country, role) for m in members if m.people for a, role in m.cast if a in m.people}
        if not people:
            return
        for member in members:
            kinds = {self._actors[a].kind for a in member.actors}
            for actor in member.actors if kinds == {"country"} else ():
                if any((self._actors[actor].country, role) in people for role in roles.get(actor, ())):
                    del roles[actor]

    def _place(self, kind: str, members: tuple[Member, ...]) -> str | None:
        """The place most mentions give; of a visit the country, of all else the town, and a building where no town is."""
        counts = Counter(m.place for m in members if m.place is not None)
        if not counts:
            return None
        country = [p for p in counts if self._actors[p].kind == "country"]
        town = [p for p in counts if self._actors[p].kind != "country"]
        known = [p for p in town if self._actors[p].country is not None]
        chosen = (country or town) if kind == "visit" else (known or town or country)
        return max(chosen, key=lambda p: counts[p])


def status_over_time(members: tuple[Member, ...]) -> tuple[StatusReport, ...]:
    """What each article says, the furthest that it tells, in (published, article) order; undated articles first."""
    if len(members) == 1:  # as most events have
        return (StatusReport(members[0].article, members[0].published, members[0].event.status),)
    told: dict[str, list[Member]] = {}
    for member in members:
        told.setdefault(member.article, []).append(member)
    reports = [
        StatusReport(article, group[0].published, max((m.event.status for m in group), key=_PROGRESS.index))
        for article, group in told.items()
    ]
    return tuple(sorted(reports, key=lambda r: (r.published is not None, r.published or dt.date.min, r.article_id)))


def latest_status(history: tuple[StatusReport, ...]) -> str:
    """The status that the last article tells; of several on that day, the one furthest on."""
    last = history[-1].published
    if len(history) == 1:
        return history[0].status
    return max((r.status for r in history if r.published == last), key=_PROGRESS.index)


def _dated(members: tuple[Member, ...]) -> Member | None:
    """The mention whose days are told best: by its own words, exactly, first."""
    known = [m for m in members if m.event.date_start is not None]
    journeys = [m for m in known if m.event.type == "visit" and 0 < _days(m.event) <= _LONGEST]
    # A visit's days are those of the whole journey, not of the arrival that another mention tells.
    return min(journeys or known, key=lambda m: (_rank(m.event), m.titled, _days(m.event))) if known else None


def _days(event: EventMention) -> int:
    if event.date_start is None or event.date_end is None:
        return 0
    return (event.date_end - event.date_start).days


def _rank(event: EventMention) -> tuple[int, int]:
    return _BASES.index(event.date_basis), _PRECISIONS.index(event.date_precision)


def _basis(members: tuple[Member, ...], dated: Member | None) -> str | None:
    if dated is None:
        return None
    home = members[0].article
    told = any(m.article == home and m.event.date_start is not None for m in members)
    return dated.event.date_basis if told else "other_article"
