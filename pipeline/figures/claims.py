"""Claims: figures of all articles that state one quantity, and whether they agree.

Two figures state one quantity when metric, actors, unit, period and kind of status (told as a fact, or foreseen) are
the same; without a period, when their articles also appeared close together; of single transactions (loans, contracts),
when the values fit, too. They agree where what their wordings allow overlaps. A cumulative amount of a period that lies
inside another's can only be the smaller: where both hold so, the two claims are compatible; where the part exceeds the
whole, they contradict each other. `checks` says what else does not fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import ids
from pipeline.figures.checks import Standing, check
from pipeline.figures.members import Member, split, verdict
from pipeline.figures.words import Phrases, cut, fold, key
from pipeline.knowledge import default_knowledge
from pipeline.records import Claim, Document, Figure, Ref

_KINDS = frozenset({"money", "percent", "percentage_point", "share", "rank", "quantity", "count"})
_CUMULATIVE = frozenset({"trade", "export", "import", "investment"})
_TRADED = frozenset({"trade", "export", "import"})
_FORESEEN = frozenset({"forecast", "target", "pledge"})
_DIRECTIONS = frozenset({"to", "from", "into", "with", "between"})
_ABOUT = frozenset({"subject", "counterpart"})


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes figures one claim. `side` is whose amount it is where it goes to another, "" where none does."""

    metric: str
    side: str
    actors: tuple[str, ...]
    unit: str | None
    start: dt.date | None
    end: dt.date | None
    foreseen: bool


def make_claims(
    documents: Sequence[Document], actor_of: Mapping[Ref, str], duplicate_of: Mapping[str, str] | None = None
) -> tuple[Claim, ...]:
    """The claims of a corpus, sorted by id.

    Args:
        documents: in any order.
        actor_of: actor id of each resolved mention.
        duplicate_of: the earlier article that one nearly repeats: it bears nothing out by saying the same.

    Returns:
        A claim for every group of figures with a metric, a value or range, and at least one resolved actor.
    """
    groups: dict[_Key, list[Member]] = {}
    for document in documents:
        name, published = document.article_id, document.reading.article.published
        source = (duplicate_of or {}).get(name, name)
        for index, figure in enumerate(document.reading.figures.figures):
            found = _key(name, figure, actor_of)
            if found is not None:
                groups.setdefault(found, []).append(Member(Ref(name, index), figure, published, source))
    standings = []
    for group, members in groups.items():
        is_single = not _transactions().isdisjoint(key(group.metric))
        for mark, part in split(members, dated=group.start is not None, apart=is_single):
            standings.append(Standing(group.metric, group.side, _claim(group, mark, part)))
    standings.sort(key=lambda one: one.claim.claim_id)
    figures = {member.ref: member.figure for members in groups.values() for member in members}
    claims = check(_nested(standings), figures)
    return tuple(sorted(claims, key=lambda claim: claim.claim_id))


@lru_cache(maxsize=1)
def _phrases() -> Phrases[str]:
    return Phrases([(row["phrase"], row["key"]) for row in default_knowledge().rows("figures/claim_words.tsv")])


@lru_cache(maxsize=1)
def _transactions() -> frozenset[str]:
    return frozenset(row["word"] for row in default_knowledge().rows("figures/transactions.tsv"))


@lru_cache(maxsize=1 << 14)
def metric_key(metric: str, flow: str | None) -> str:
    """What claims compare of a metric: "two-way trade turnover" and "bilateral trade" are one, "rice exports" are not
    "exports", and where they go to is said by the actors.
    """
    found: list[tuple[str, str]] = []
    words = cut(metric)
    i = 0
    while i < len(words):
        if words[i].low in _DIRECTIONS and found:
            break
        meaning, stop = _phrases().at(words, i) or (words[i].low, i + 1)
        if meaning != "-" and words[i].low.isalnum():
            found.extend((word, words[i].low) for word in meaning.split())
        i = stop
    traded = flow in _TRADED or not _TRADED.isdisjoint(word for word, _ in found)
    kept = [low if word == "~" else word for word, low in found if word != "~" or not traded]
    if flow in ("export", "import"):
        kept = [flow, *(word for word in kept if word != flow)]
    return " ".join(dict.fromkeys(kept)) or fold(metric)


def _key(article_id: str, figure: Figure, actor_of: Mapping[Ref, str]) -> _Key | None:
    if figure.metric is None or figure.kind not in _KINDS or not _states_a_level(figure):
        return None
    refs = ((actor, actor_of.get(Ref(article_id, actor.mention))) for actor in figure.actors if actor.role in _ABOUT)
    found = [(actor.role, actor_id) for actor, actor_id in refs if actor_id is not None]
    if not found:
        return None
    # whose it is matters: A's exports to B are not B's to A, nor is A's sixth partner B's
    subjects = [actor_id for role, actor_id in found if role == "subject"]
    directed = figure.flow is not None or figure.kind == "rank" or len(subjects) < len(found)
    unit = figure.unit if figure.kind != "rank" else "rank"
    return _Key(
        metric_key(figure.metric, figure.flow),
        min(subjects) if directed and subjects else "",
        tuple(sorted({actor_id for _, actor_id in found})),
        unit if figure.per is None else f"{unit} per {figure.per}",
        figure.period_start,
        figure.period_end,
        figure.status in _FORESEEN,
    )


def _states_a_level(figure: Figure) -> bool:
    """Whether a figure states a quantity that another article can state again."""
    if figure.low is None or figure.role in ("delta", "limit"):
        return False
    if figure.role == "share" and figure.kind in ("money", "quantity", "count"):
        return False  # "of which 2 million": a part, under the whole's metric
    if figure.kind == "share" and figure.whole is None:
        return False  # of what is not said
    if figure.kind == "count" and figure.unit is not None and fold(figure.metric or "").endswith(_plural(figure.unit)):
        return False  # "46 people", "12 ministers": what became of them tells them apart
    return figure.role != "from" or figure.period_start is not None  # some time before: not when it moved


def _plural(unit: str) -> tuple[str, ...]:
    word = fold(unit)
    stem = word[:-1] if word.endswith(("y", "n")) else word
    return (f"{word}s", f"{word}es", f"{stem}ies", "people" if word == "person" else word)


def _claim(group: _Key, mark: str, members: Sequence[Member]) -> Claim:
    best = min(members, key=lambda m: (_width(m.figure), m.ref)).figure
    days = (None if day is None else day.isoformat() for day in (group.start, group.end))
    minted = (f"{group.metric} {group.side}".strip(), *group.actors, group.unit, *days)
    marks = (*(["foreseen"] if group.foreseen else []), *([mark] if mark else []))
    return Claim(
        claim_id=ids.mint(ids.CLAIM, *minted, *marks),
        metric=best.metric or group.metric,
        subjects=group.actors,
        unit=best.unit,
        period_start=group.start,
        period_end=group.end,
        value=best.value,
        low=best.low,
        high=best.high,
        verdict=verdict(members),
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
                found = _part_of(standings[i].claim, standings[j].claim)
                if found is None:
                    continue
                for k in (i, j):
                    known = out[k].claim.verdict
                    if known == "single" or (found == "contradict" and known == "compatible"):
                        out[k] = out[k]._replace(claim=replace(out[k].claim, verdict=found))
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
