"""Actors: whether each has a row of the right kind, and whether that row has the right name, country and title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.evaluate.alignment import plain
from pipeline.evaluate.gold import GoldActor
from pipeline.evaluate.measures import Share
from pipeline.evaluate.rows import Fault, Row, RunRows, Scores

MEASURES = ("found", "one_row", "kind", "name", "country", "title")


def score_actors(gold: Sequence[GoldActor], run: RunRows) -> Scores:
    """The row of a gold actor is the one that most mentions of its forms in its articles point to."""
    pointed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention in run.mentions:
        if mention["actor_id"] is not None:
            pointed[mention["article_id"], plain(mention["text"])][mention["actor_id"]] += 1
    rows = {row["actor_id"]: row for row in run.named("actors", "actor_id", {a for c in pointed.values() for a in c})}
    judged = [actor for actor in gold if not actor.optional]
    right: Counter[str] = Counter()
    faults = []
    for actor in judged:
        votes: Counter[str] = Counter()
        for article in actor.articles:
            for alias in actor.aliases:
                votes += pointed.get((article, plain(alias)), Counter())
        if not votes:
            faults.append(Fault("actors missing", "", actor.name))
            continue
        row = rows[min(votes, key=lambda actor_id: (-votes[actor_id], actor_id))]
        right["found"] += 1
        for measure, (is_right, wanted, given) in _judge(actor, row, len(votes)).items():
            right[measure] += is_right
            if not is_right:
                faults.append(Fault(f"actors {measure}", "", actor.name, wanted, given))
    return Scores({measure: Share(right[measure], len(judged)) for measure in MEASURES}, tuple(faults))


def _judge(actor: GoldActor, row: Row, n_rows: int) -> dict[str, tuple[bool, str, str]]:
    """Measure -> whether it is right, what the gold has, what the row has."""
    names = [actor.name, *actor.also_named]
    title = plain(row["title"])
    titles = [plain(role.title) for role in actor.roles]
    return {
        "one_row": (n_rows == 1, "1 row", f"{n_rows} rows"),
        "kind": (row["kind"] == actor.kind, actor.kind, str(row["kind"])),
        "name": (plain(row["name"]) in map(plain, names), "; ".join(names), row["name"]),
        "country": (not actor.country or row["country"] == actor.country, str(actor.country), str(row["country"])),
        "title": (
            not titles or any(one in title or (title and title in one) for one in titles),
            "; ".join(role.title for role in actor.roles),
            str(row["title"]),
        ),
    }
