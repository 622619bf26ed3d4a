"""Claims: figures of all articles that state one quantity, and whether they agree.

Two figures state one quantity when metric, actors, unit and period are the same. They agree where what their wordings
allow overlaps. A cumulative amount of a period that lies inside another's can only be the smaller: where both hold so,
the two claims are compatible; where the part exceeds the whole, they contradict each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import ids
from pipeline.figures.words import fold, key
from pipeline.records import Claim, Document, Figure, Ref

_FILLER = frozenset({"the", "a", "an", "s", "'", "of", "total", "annual", "value", "volume", "relationship", "revenue"})
_TRADE = frozenset({"trade", "commerce"})
_KINDS = frozenset({"money", "percent", "percentage_point", "share", "rank", "quantity", "count"})
_CUMULATIVE = frozenset({"trade", "export", "import", "investment"})

_Key = tuple[str, tuple[str, ...], str | None, dt.date | None, dt.date | None]


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
    claims = [_claim(group, members) for group, members in groups.items()]
    return tuple(sorted(_nested(claims), key=lambda claim: claim.claim_id))


def metric_key(metric: str, flow: str | None) -> str:
    """What claims compare of a metric: "two-way trade turnover" and "bilateral trade" are one."""
    words = [word for word in key(metric) if word not in _FILLER]
    if flow in ("export", "import"):
        return flow
    if _TRADE & set(words) and not {"partner", "deficit", "surplus", "share"} & set(words):
        return "trade"
    return " ".join(words) or fold(metric)


def _key(article_id: str, figure: Figure, actor_of: Mapping[Ref, str]) -> _Key | None:
    if figure.metric is None or figure.kind not in _KINDS or figure.role in ("delta", "limit"):
        return None
    if figure.value is None and figure.low is None:
        return None
    refs = ((actor, actor_of.get(Ref(article_id, actor.mention))) for actor in figure.actors)
    found = [(actor.role, actor_id) for actor, actor_id in refs if actor_id is not None]
    if not any(role == "subject" for role, _ in found):
        return None
    actors = tuple(sorted({actor_id for _, actor_id in found}))
    metric = metric_key(figure.metric, figure.flow)
    if figure.flow is not None:
        # whose flow it is matters: A's exports to B are not B's to A
        first = min(actor_id for role, actor_id in found if role == "subject")
        metric = f"{metric} {first}"
    unit = figure.unit if figure.kind != "rank" else "rank"
    return metric, actors, unit, figure.period_start, figure.period_end


def _claim(group: _Key, members: Sequence[_Member]) -> Claim:
    metric, actors, unit, start, end = group
    members = sorted(members, key=lambda m: m.ref)
    best = min(members, key=lambda m: (_width(m.figure), m.ref)).figure
    lows = [m.figure.low for m in members if m.figure.low is not None]
    highs = [m.figure.high for m in members if m.figure.high is not None]
    articles = {m.ref.article_id for m in members}
    overlap = not lows or max(lows) <= min(highs)
    verdict = "contradict" if not overlap else "agree" if len(articles) > 1 else "single"
    return Claim(
        claim_id=ids.mint(
            ids.CLAIM, metric, *actors, unit, start.isoformat() if start else None, end.isoformat() if end else None
        ),
        metric=best.metric or metric,
        subjects=actors,
        unit=best.unit,
        period_start=start,
        period_end=end,
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


def _nested(claims: Sequence[Claim]) -> list[Claim]:
    """Marks single claims whose period lies inside that of another claim of the same cumulative quantity."""
    families: dict[tuple[str, tuple[str, ...], str | None], list[int]] = {}
    for i, claim in enumerate(claims):
        metric = metric_key(claim.metric, _flow(claim.metric))
        if metric in _CUMULATIVE and claim.period_start is not None and claim.low is not None:
            families.setdefault((metric, claim.subjects, claim.unit), []).append(i)
    out = list(claims)
    for family in families.values():
        for i in family:
            for j in family:
                verdict = _part_of(claims[i], claims[j])
                if verdict is None:
                    continue
                for k in (i, j):
                    if out[k].verdict == "single" or (verdict == "contradict" and out[k].verdict == "compatible"):
                        out[k] = replace(out[k], verdict=verdict)
    return out


def _flow(metric: str) -> str | None:
    words = set(key(metric))
    for flow, forms in (("export", {"export", "exports"}), ("import", {"import", "imports"})):
        if words & forms:
            return flow
    return None


def _part_of(part: Claim, whole: Claim) -> str | None:
    """Compatible or contradict where the period of `part` begins with that of `whole` and ends sooner, else None."""
    if part is whole or part.period_start != whole.period_start or None in (part.period_end, whole.period_end):
        return None
    assert part.period_end is not None
    assert whole.period_end is not None
    if part.period_end >= whole.period_end or None in (part.low, whole.high):
        return None
    assert part.low is not None
    assert whole.high is not None
    if part.verdict != "single" and whole.verdict != "single":
        return None
    return "contradict" if part.low > whole.high else "compatible"
