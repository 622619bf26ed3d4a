"""All areas of a run against its gold, and what should be known before the numbers are believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import GoldError
from pipeline.evaluate.actors import score_actors
from pipeline.evaluate.articles import score_articles
from pipeline.evaluate.events import score_events
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.measures import Measure
from pipeline.evaluate.mentions import ALL, NAMES, score_mentions
from pipeline.evaluate.rows import Fault, RunRows, Scores
from pipeline.evaluate.spans import score_dates, score_figures
from pipeline.runs.store import Store


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The numbers of a run.

    Attributes:
        run_id: which run.
        measures: area -> measure -> number.
        faults: all that is not as the gold has it, in the order of areas and articles.
        notes: what the gold and the run do not share.
    """

    run_id: str
    measures: Mapping[str, Mapping[str, Measure]]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def evaluate(store: Store, run: str, gold: Gold) -> Evaluation:
    """Score a run, named as `Store.resolve` takes it.

    Raises:
        NotFoundError: there is no such run, or a table of it is missing.
        GoldError: none of the gold's articles is in the run.
    """
    folder = store.resolve(run)
    rows = RunRows(store, folder, gold.article_ids)
    if not rows.articles:
        some = ", ".join(sorted(gold.article_ids)[:3])
        raise GoldError(
            f"{gold.folder}: none of its articles ({some}, …) is in run {folder.name}; name that run's gold"
        )
    areas = dict(_areas(gold, rows))
    return Evaluation(
        folder.name,
        {area: scores.measures for area, scores in areas.items()},
        tuple(fault for area, scores in areas.items() if area != "names" for fault in scores.faults),
        tuple(_notes(gold, rows)),
    )


def _areas(gold: Gold, rows: RunRows) -> Iterator[tuple[str, Scores]]:
    if gold.articles is not None:
        yield "articles", score_articles(gold.articles, rows)
    if gold.dates is not None:
        yield "dates", score_dates(gold.dates, rows)
    if gold.figures is not None:
        yield "figures", score_figures(gold.figures, rows)
    if gold.mentions is not None:
        yield "names", score_mentions(gold.mentions, rows, NAMES)
        yield "mentions", score_mentions(gold.mentions, rows, ALL)
    if gold.actors is not None:
        yield "actors", score_actors(gold.actors, rows)
    if gold.events is not None:
        yield "events", score_events(gold.events, rows)


def _notes(gold: Gold, rows: RunRows) -> Iterator[str]:
    missing = sorted(gold.article_ids - rows.articles.keys())
    if missing:
        some = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
        yield f"{len(missing)} articles of the gold are not in the run, all of theirs counts as missed: {some}"
    texts = {article: str(row["text"]) for article, row in rows.articles.items()}
    moved = [
        f"{article} {span.start}-{span.end}"
        for article, span in gold.spans()
        if span.text and article in texts and texts[article][span.start : span.end] != span.text
    ]
    if moved:
        yield f"{len(moved)} spans of the gold quote other words than stand there, was the text edited? {moved[0]}"
