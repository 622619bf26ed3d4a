"""Mentions: found, and put together into actors, judged end to end."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from pipeline.evaluate.alignment import one_to_one, overlap
from pipeline.evaluate.gold import GoldMentions
from pipeline.evaluate.measures import Found, b_cubed
from pipeline.evaluate.rows import Fault, RunRows, Scores

NAMES = frozenset({"name"})
ALL = frozenset({"name", "demonym", "role"})
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
"""Labels that are judged; mentions of others only where they name an actor."""

Key = tuple[str, int, int]
"""Article, start, end."""


def score_mentions(gold: Sequence[GoldMentions], run: RunRows, kinds: frozenset[str]) -> Scores:
    """`found` by overlap, `b3` over clusters, of the gold mentions of some kinds.

    A mention of the run that answers a gold one of another kind is left out: it is neither right nor wrong.
    """
    every = _gold_clusters(gold, ALL | {m.kind for document in gold for m in document.mentions})
    wanted = _gold_clusters(gold, kinds)
    rows, texts = _run_clusters(gold, run)
    answers = _answers(every, rows)
    judged = {key: answer for key, answer in answers.items() if key in wanted}
    kept = {key: rows[key] for key in rows.keys() - (set(answers.values()) - set(judged.values()))}
    found = Found(len(judged), len(kept) - len(judged), len(wanted) - len(judged))
    b3 = b_cubed(wanted, kept, judged)  # type: ignore[arg-type]  # Mapping is invariant in its key
    quoted = {(d.article, m.start, m.end): m.text for d in gold for m in d.mentions}
    faults = [Fault("mentions missed", key[0], quoted[key]) for key in wanted if key not in judged]
    faults += [Fault("mentions spurious", key[0], texts[key]) for key in sorted(kept.keys() - set(judged.values()))]
    return Scores({"found": found} | ({} if b3 is None else {"b3": b3}), tuple(faults))


def _gold_clusters(gold: Sequence[GoldMentions], kinds: frozenset[str]) -> dict[Key, Hashable]:
    clusters: dict[Key, Hashable] = {}
    for document in gold:
        for mention in document.mentions:
            key = (document.article, mention.start, mention.end)
            if mention.kind in kinds and not mention.optional:
                clusters.setdefault(key, mention.cluster if mention.cluster is not None else key)
    return clusters


def _run_clusters(gold: Sequence[GoldMentions], run: RunRows) -> tuple[dict[Key, Hashable], dict[Key, str]]:
    """Mention -> its actor, itself where it has none; mention -> its text."""
    articles = {document.article for document in gold}
    clusters: dict[Key, Any] = {}
    texts: dict[Key, str] = {}
    for row in run.mentions:
        if row["article_id"] in articles and (row["label"] in _LABELS or row["actor_id"]):
            key = (row["article_id"], row["start"], row["end"])
            clusters.setdefault(key, row["actor_id"] or key)
            texts.setdefault(key, row["text"])
    return clusters, texts


def _answers(gold: dict[Key, Hashable], rows: dict[Key, Hashable]) -> dict[Key, Key]:
    """By the share of the stretch of both that they have in common."""
    by_article: dict[str, list[Key]] = {}
    for key in rows:
        by_article.setdefault(key[0], []).append(key)
    candidates = []
    for g in gold:
        for s in by_article.get(g[0], ()):
            shared = overlap(g[1], g[2], s[1], s[2])
            if shared > 0:
                share = shared / (max(g[2], s[2]) - min(g[1], s[1]))
                candidates.append(((-share, *g, *s), g, s))
    return one_to_one(candidates)  # type: ignore[arg-type]  # ranks are tuples of equal shape, article ids among them
