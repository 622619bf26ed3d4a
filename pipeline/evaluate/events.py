"""Events: mentions by their triggers, what is said of each, who takes part, and which mentions are one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluate.alignment import meet, one_to_one, overlap, period, same_name
from pipeline.evaluate.gold import GoldEvent, GoldEvents
from pipeline.evaluate.measures import Count, Found, Mean, Measure, Share, b_cubed, macro_f1, pairs
from pipeline.evaluate.rows import Fault, Row, RunRows, Scores

_CODES = (("plover", "type"), ("type", "subtype"), ("status", "status"))
"""Measure -> the key of the gold."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """An event mention of the run with what its event says; `when` is ISO 8601, two days joined by `/`."""

    start: int
    end: int
    text: str
    event_id: str
    plover: str | None
    type: str
    status: str
    when: str | None
    place: str | None
    participants: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Tally:
    """Counts over all articles."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    clusters: list[tuple[Hashable, Hashable, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    undated: int = 0

    def judge(self, measure: str, is_right: bool, fault: Fault | None = None) -> None:
        self.of[measure] += 1
        self.right[measure] += is_right
        if not is_right and fault is not None:
            self.faults.append(fault)


def score_events(gold: Sequence[GoldEvents], run: RunRows) -> Scores:
    """`mention` is detection; all else is judged on the mentions that were found, optional ones among them."""
    mentions = _mentions(run)
    tally = _Tally()
    for document in gold:
        given = sorted(mentions[document.article], key=lambda m: (m.start, m.end, str(m.plover)))
        answers = _answers(document.events, given)
        _detect(document, given, answers, tally)
        for i, event in enumerate(document.events):
            if i in answers:
                _judge(document.article, event, given[answers[i]], tally)
    return Scores(_measures(tally), tuple(tally.faults))


def _mentions(run: RunRows) -> dict[str, list[_Mention]]:
    rows = run.of("event_mentions")
    ids = {row["event_id"] for row in rows}
    events = {row["event_id"]: row for row in run.named("events", "event_id", ids)}
    people: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in run.named("event_actors", "event_id", ids):
        people[row["event_id"]].append((row["name"], row["role"]))
    found: dict[str, list[_Mention]] = defaultdict(list)
    for row in rows:
        event = events[row["event_id"]]
        found[row["article_id"]].append(
            _Mention(
                row["start"],
                row["end"],
                row["text"],
                row["event_id"],
                event["plover"],
                event["type"],
                row["status"],
                _when(event),
                event["place"],
                tuple(people[row["event_id"]]),
            )
        )
    return found


def _when(event: Row) -> str | None:
    """The days as gold writes them: a year or a month where the event is no more exact, else one day or two."""
    if event["date_start"] is None:
        return None
    first, last = (event[name].date().isoformat() for name in ("date_start", "date_end"))
    cut = {"year": 4, "month": 7}.get(event["date_precision"])
    return str(first[:cut] if cut else first if first == last else f"{first}/{last}")


def _answers(gold: Sequence[GoldEvent], given: Sequence[_Mention]) -> dict[int, int]:
    def candidates() -> Iterator[tuple[tuple[float, ...], int, int]]:
        for i, event in enumerate(gold):
            for j, mention in enumerate(given):
                spans = event.trigger_spans or ((event.start, event.end),)
                shared = max(overlap(start, end, mention.start, mention.end) for start, end in spans)
                if shared > 0:
                    length = mention.end - mention.start
                    apart = abs(mention.start - event.start)
                    yield (-shared, apart, length, event.start, mention.start, i, j), i, j

    return one_to_one(candidates())


def _detect(document: GoldEvents, given: Sequence[_Mention], answers: dict[int, int], tally: _Tally) -> None:
    def annotated(start: int) -> bool:
        ranges = document.scored_ranges
        return not ranges or any(first <= start < last for first, last in ranges)

    for i, event in enumerate(document.events):
        if not event.optional and annotated(event.start):
            tally.found["hits" if i in answers else "missed"] += 1
            if i not in answers:
                tally.faults.append(Fault("events missed", document.article, event.text, str(event.subtype)))
    if not document.exhaustive:
        return
    answering = set(answers.values())
    for j, mention in enumerate(given):
        if j in answering or not annotated(mention.start) or mention.type in document.nonexhaustive_subtypes:
            continue
        tally.found["spurious"] += 1
        tally.faults.append(Fault("events spurious", document.article, mention.text, "", mention.type))


def _judge(article: str, event: GoldEvent, mention: _Mention, tally: _Tally) -> None:
    def fault(measure: str, wanted: object, given: object) -> Fault:
        return Fault(f"events {measure}", article, event.text, str(wanted), str(given))

    for measure, key in _CODES:
        wanted, given = getattr(event, key), getattr(mention, measure)
        if wanted:
            tally.judge(measure, wanted == given, fault(measure, wanted, given))
    if event.status:
        tally.statuses[event.status, mention.status] += 1
    _judge_date(event, mention, tally, fault("date", event.date, mention.when))
    if event.place:
        tally.judge("place", same_name(event.place, mention.place), fault("place", event.place, mention.place))
    _judge_people(event, mention, tally, article)
    if event.event_id is not None:
        tally.clusters.append((event.event_id, mention.event_id, article))


def _judge_date(event: GoldEvent, mention: _Mention, tally: _Tally, fault: Fault) -> None:
    given = None if mention.when is None else period(mention.when)
    if event.date is not None:
        wanted = period(event.date)
        tally.judge("date_exact", wanted == given)
        tally.judge("date_compatible", given is not None and meet(wanted, given), fault)
    elif event.date_from_other_article is not None:
        meets = given is not None and meet(period(event.date_from_other_article), given)
        tally.judge("date_from_other_article", meets)
    elif given is not None:
        tally.undated += 1


def _judge_people(event: GoldEvent, mention: _Mention, tally: _Tally, article: str) -> None:
    left = list(mention.participants)
    for wanted in event.participants:
        answer: tuple[Any, Any] | None = next((p for p in left if same_name(wanted.name, p[0])), None)
        if answer is None:
            tally.people["missed"] += 1
            tally.faults.append(Fault("events participant missed", article, event.text, wanted.name))
            continue
        left.remove(answer)
        tally.people["hits"] += 1
        if wanted.role:
            tally.judge("role", wanted.role == answer[1])
    tally.people["spurious"] += len(left)
    tally.faults += [Fault("events participant spurious", article, event.text, "", name) for name, _ in left]


def _measures(tally: _Tally) -> dict[str, Measure]:
    def found(counts: Counter[str]) -> Found:
        return Found(counts["hits"], counts["spurious"], counts["missed"])

    out: dict[str, Measure] = {"mention": found(tally.found)}
    for name in ("plover", "type", "status"):
        out[name] = Share(tally.right[name], tally.of[name])
    out["status_macro"] = Mean(None, None, macro_f1(tally.statuses), len({g for g, _ in tally.statuses}))
    for name in ("date_exact", "date_compatible", "date_from_other_article", "place"):
        out[name] = Share(tally.right[name], tally.of[name])
    out["date_where_gold_has_none"] = Count(tally.undated)
    out["participants"] = found(tally.people)
    out["role"] = Share(tally.right["role"], tally.of["role"])
    gold = {i: one for i, (one, _, _) in enumerate(tally.clusters)}
    system = {i: other for i, (_, other, _) in enumerate(tally.clusters)}
    for name, singletons in (("clusters_b3", True), ("clusters_b3_of_several", False)):
        b3 = b_cubed(gold, system, {i: i for i in gold}, singletons=singletons)  # type: ignore[arg-type]
        if b3 is not None:
            out[name] = b3
    out["links_within_articles"] = pairs(tally.clusters, across=False)
    out["links_across_articles"] = pairs(tally.clusters, across=True)
    return {name: measure for name, measure in out.items() if measure != Share(0, 0)}
