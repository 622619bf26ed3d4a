"""Articles: the share of them whose day, agency, place and author are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.evaluate.alignment import plain
from pipeline.evaluate.gold import GoldArticle
from pipeline.evaluate.measures import Share
from pipeline.evaluate.rows import Fault, Row, RunRows, Scores


def score_articles(gold: Sequence[GoldArticle], run: RunRows) -> Scores:
    """Each field over the articles that the gold judges in it; an article that the run lacks is wrong in all."""
    measures, faults = {}, []
    for field, is_right in _TESTS.items():
        judged = [article for article in gold if field in article.model_fields_set]
        right = 0
        for article in judged:
            row = run.articles.get(article.article)
            if row is not None and is_right(article, row):
                right += 1
                continue
            given = "" if row is None else str(row[_COLUMNS[field]])
            wanted = str(getattr(article, field))
            faults.append(Fault(f"articles {_NAMES[field]}", article.article, "", wanted, given))
        if judged:
            measures[_NAMES[field]] = Share(right, len(judged))
    return Scores(measures, tuple(faults))


def _published(gold: GoldArticle, row: Row) -> bool:
    day = row["published"]
    if gold.published is None or day is None:
        return gold.published is None and day is None
    return bool(gold.published <= day.date() <= (gold.published_latest or gold.published))


def _author(gold: GoldArticle, row: Row) -> bool:
    if not gold.author:
        return not row["authors"]
    return plain(gold.author) in {plain(author) for author in (row["authors"] or "").split(";")}


_TESTS: dict[str, Callable[[GoldArticle, Row], bool]] = {
    "published": _published,
    "agency": lambda gold, row: plain(gold.agency) == plain(row["agency"]),
    "dateline_place": lambda gold, row: plain(gold.dateline_place) == plain(row["place"]),
    "author": _author,
}
_NAMES = {"published": "published", "agency": "agency", "dateline_place": "place", "author": "author"}
_COLUMNS = {"published": "published", "agency": "agency", "dateline_place": "place", "author": "authors"}
