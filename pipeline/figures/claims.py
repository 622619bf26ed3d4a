"""Claims: figures of all articles that state one quantity, and whether they agree.

Two figures state one quantity when metric, actors, unit, period and kind of status (told as a fact, or foreseen) are
the same. They agree where what their wordings allow overlaps. A cumulative amount of a period that lies inside
another's can only be the smaller: where both hold so, the two claims are compatible; where the part exceeds the whole,
they contradict each other. `checks` says what else does not fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import ids
from pipeline.figures.checks import Standing, check
from pipeline.figures.words import fold, key
from pipeline.knowledge import default_knowledge
from pipeline.records import Claim, Document, Figure, Ref

_KINDS = frozenset({"money", "percent", "percentage_point", "share", "rank", "quantity", "count"})
_CUMULATIVE = frozenset({"trade", "export", "import", "investment"})
_FORESEEN = frozenset({"forecast", "target", "pledge"})
_DIRECTIONS = frozenset({"to", "from", "into", "with", "between"})


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes figures one claim. `side` is whose flow it is ("" where that does not matter)."""

    metric: str
    side: str
    actors: tuple[str, ...]
    unit: str | None
    start: dt.date | None
    end: dt.date | None
    foreseen: bool


@dataclass(frozen=True, slots=True)
class _Member:
    ref: Ref
    figure: Figure


def make_claims(documents: Sequence[Document], actor_of: Mapping[Ref, str]) -> tuple[Claim, ...]:
    """The claims of a corpus, sorted by id.

    Args:
        documents: in any order.
        actor_of: actor id of each resolved mention.

    Returns:
        A claim for every group of figures with a metric, a value or range, and at least one resolved actor.
    """
    groups: dict[_Key, list[_Member]] = {}
    for document in documents:
        for index, figure in enumerate(document.reading.figures.figures):
            found = _key(document.article_id, figure, actor_of)
            if found is not None:
                groups.setdefault(found, []).append(_Member(Ref(document.article_id, index), figure))
    standings = [Standing(group.metric, group.side, _claim(group, members)) for group, members in groups.items()]
    standings.sort(key=lambda one: one.claim.claim_id)
    claims = check(_nested(standings))
    return tuple(sorted(claims, key=lambda claim: claim.claim_id))


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {row["word"]: row["key"] for row in default_knowledge().rows("figures/claim_words.tsv")}


def metric_key(metric: str, flow: str | None) -> str:
    """What claims compare of a metric: "two-way trade turnover" and "bilateral trade" are one, "rice exports" are not
    "exports", and where they go to is said by the actors.
    """
    words: list[str] = []
    for word in key(metric):
        if word in _DIRECTIONS and words:
            break
        meaning = _words().get(word, word)
        if meaning != "-" and word.isalnum():
            words.append(meaning)
    if flow in ("export", "import"):
        words = [flow, *(word for word in words if word != flow)]
    return " ".join(dict.fromkeys(words)) or fold(metric)


def _key(article_id: str, figure: Figure, actor_of: Mapping[Ref, str]) -> _Key | None:
    if figure.metric is None or figure.kind not in _KINDS or figure.role in ("delta", "limit"):
        return None
    if figure.value is None and figure.low is None:
        return None
    if figure.role == "share" and figure.kind in ("money", "quantity", "count"):
        return None  # "of which 2 million": a part, under the whole's metric
    if figure.role == "from" and figure.period_start is None:
        return None  # some time before: not the time of what it moved to
    refs = ((actor, actor_of.get(Ref(article_id, actor.mention))) for actor in figure.actors)
    found = [(actor.role, actor_id) for actor, actor_id in refs if actor_id is not None]
    if not any(role == "subject" for role, _ in found):
        return None
    # whose flow it is matters: A's exports to B are not B's to A
    side = min(actor_id for role, actor_id in found if role == "subject") if figure.flow is not None else ""
    unit = figure.unit if figure.kind != "rank" else "rank"
    return _Key(
        metric_key(figure.metric, figure.flow),
        side,
        tuple(sorted({actor_id for _, actor_id in found})),
        unit if figure.per is None else f"{unit} per {figure.per}",
        figure.period_start,
        figure.period_end,
        figure.status in _FORESEEN,
    )


def _claim(group: _Key, members: Sequence[_Member]) -> Claim:
    members = sorted(members, key=lambda m: m.ref)
    best = min(members, key=lambda m: (_width(m.figure), m.ref)).figure
    lows = [m.figure.low for m in members if m.figure.low is not None]
    highs = [m.figure.high for m in members if m.figure.high is not None]
    articles = {m.ref.article_id for m in members}
    overlap = not lows or max(lows) <= min(highs)
    verdict = "contradict" if not overlap else "agree" if len(articles) > 1 else "single"
    days = (None if day is None else day.isoformat() for day in (group.start, group.end))
    minted = (f"{group.metric} {group.side}".strip(), *group.actors, group.unit, *days)
    return Claim(
        claim_id=ids.mint(ids.CLAIM, *minted, *(["foreseen"] if group.foreseen else [])),
        metric=best.metric or group.metric,
        subjects=group.actors,
        unit=best.unit,
        period_start=group.start,
        period_end=group.end,
        value=best.value,
        low=best.low,
        high=best.high,
        verdict=verdict,
        members=tuple(m.ref for m in members),
    )


def _width(figure: Figure) -> tuple[bool, object]:
    if figure.low is None or figure.high is None or figure.value is None:
        return True, 0
    return False, figure.high - figure.low


def _nested(standings: Sequence[Standing]) -> list[Standing]:
    """Marks single claims whose period lies inside that of another claim of the same cumulative quantity."""
    families: dict[tuple[str, str, tuple[str, ...], str | None], list[int]] = {}
    for i, (metric, side, claim) in enumerate(standings):
        if metric.split()[:1] and metric.split()[0] in _CUMULATIVE and claim.period_start is not None:
            families.setdefault((metric, side, claim.subjects, claim.unit), []).append(i)
    out = list(standings)
    for family in families.values():
        for i in family:
            for j in family:
                verdict = _part_of(standings[i].claim, standings[j].claim)
                if verdict is None:
                    continue
                for k in (i, j):
                    known = out[k].claim.verdict
                    if known == "single" or (verdict == "contradict" and known == "compatible"):
                        out[k] = out[k]._replace(claim=replace(out[k].claim, verdict=verdict))
    return out


def _part_of(part: Claim, whole: Claim) -> str | None:
    """Compatible or contradict where the period of `part` lies inside that of `whole` and is shorter, else None."""
    if part is whole or part.low is None or whole.high is None:
        return None
    if part.period_start is None or part.period_end is None or whole.period_start is None or whole.period_end is None:
        return None
    inside = whole.period_start <= part.period_start and part.period_end <= whole.period_end
    if not inside or (part.period_start, part.period_end) == (whole.period_start, whole.period_end):
        return None
    if part.verdict != "single" and whole.verdict != "single":
        return None
    return "contradict" if part.low > whole.high else "compatible"
