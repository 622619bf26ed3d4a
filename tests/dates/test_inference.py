"""An article without a date: its day from dated articles about the same events, and only with evidence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.config import Settings
from pipeline.dates import DateFinder, Inferred, find_dates, infer_published
from pipeline.knowledge import default_knowledge
from pipeline.records import (
    Annotation,
    ArticleActors,
    ArticleEvents,
    ArticleFigures,
    Document,
    Event,
    EventMention,
    Reading,
    Ref,
)
from pipeline.runs.run import run
from tests.conftest import Quiet
from tests.dates.test_stage import article

WEDNESDAY = dt.date(2024, 11, 13)
FINDER = DateFinder(default_knowledge())


def mention(day: dt.date | None = None, precision: str = "day", status: str = "happened") -> EventMention:
    known = precision if day else None
    return EventMention(
        0, 5, "talks", 0, "talks", status, (), day, day, known, "explicit" if day else None, None, "talks:noun"
    )  # fmt: skip


def document(name: str, text: str, published: dt.date | None, *events: EventMention) -> Document:
    made = article(("body", text), published=published)
    dates = find_dates(text, published)
    return Document(
        name, f"{name}.txt", Reading(made, Annotation((), ()), dates, ArticleActors((), (), ()), ArticleFigures((), ()), ArticleEvents(events))
    )  # fmt: skip


def event(*members: tuple[str, int]) -> Event:
    refs = tuple(Ref(*member) for member in members)
    return Event("e", "talks", None, "happened", "", (), None, None, None, None, None, None, refs)


def told(
    published: dt.date = dt.date(2024, 11, 14), day: dt.date | None = WEDNESDAY, precision: str = "day"
) -> Document:
    return document("dated", "The two met on Wednesday.", published, mention(day, precision))


def inferred(text: str, *dated: Document, status: str = "happened") -> Inferred | None:
    undated = document("undated", text, None, mention(status=status))
    tied = event(("undated", 0), *((each.article_id, 0) for each in dated))
    return infer_published((undated, *dated), (tied,), FINDER).get("undated")


def test_the_weekday_of_an_event_told_elsewhere() -> None:
    found = inferred("The two met on Wednesday afternoon (local time).", told())
    assert found == Inferred(dt.date(2024, 11, 14), WEDNESDAY, dt.date(2024, 11, 19))


def test_without_another_article_of_the_day_after_it_is_the_day_of_the_event() -> None:
    found = inferred("The two met on Wednesday.", told(dt.date(2024, 11, 16)))
    assert found is not None
    assert found.day == WEDNESDAY


def test_today_and_yesterday_fix_the_day() -> None:
    assert inferred("The two met today.", told()) == Inferred(WEDNESDAY, WEDNESDAY, WEDNESDAY)
    thursday = dt.date(2024, 11, 14)
    assert inferred("The two met yesterday.", told()) == Inferred(thursday, thursday, thursday)


@pytest.mark.parametrize(
    ("text", "dated", "status"),
    [
        ("The two met on Tuesday.", told(), "happened"),
        ("The two met in Suva.", told(), "happened"),
        ("The two met on Wednesday.", told(day=None), "happened"),
        ("The two met on Wednesday.", told(precision="month"), "happened"),
        ("The two will meet on Wednesday.", told(), "planned"),
        ("The two met on Wednesday and met yesterday.", told(day=dt.date(2024, 11, 20)), "cancelled"),
    ],
)
def test_without_evidence_it_stays_unknown(text: str, dated: Document, status: str) -> None:
    assert inferred(text, dated, status=status) is None


def test_clues_that_contradict_each_other_say_nothing() -> None:
    assert (
        inferred("The two met on Wednesday.", told(), document("b", "-", WEDNESDAY, mention(dt.date(2024, 11, 6))))
        is None
    )
    assert inferred("On Wednesday they met; on Tuesday they dined.", told()) is None


def test_a_dated_article_and_an_empty_corpus_are_left_alone() -> None:
    assert infer_published((), (), FINDER) == {}
    assert infer_published((told(),), (event(("dated", 0)),), FINDER) == {}


def copied(text: str, *copies: tuple[dt.date, str]) -> Inferred | None:
    """What near-duplicates with a date say of an undated article."""
    undated = document("undated", text, None)
    dated = [document(f"copy-{n}", words, published) for n, (published, words) in enumerate(copies)]
    duplicate_of = {each.article_id: "undated" for each in dated}
    return infer_published((undated, *dated), (), FINDER, duplicate_of).get("undated")


def test_a_copy_with_a_date() -> None:
    text = "The two met on Wednesday in Suva and signed on tea."
    thursday, friday = dt.date(2024, 11, 14), dt.date(2024, 11, 15)
    assert copied(text, (thursday, text)) == Inferred(thursday, WEDNESDAY, friday)
    assert copied(text, (friday, text), (thursday, text + " They left.")) == Inferred(
        thursday, WEDNESDAY, dt.date(2024, 11, 16)
    )
    longer = "The two met on Wednesday in Suva. They left on Thursday."
    assert copied(longer, (thursday, text)) == Inferred(thursday, WEDNESDAY, friday)


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("Tea sold at 3 dollars.", [(WEDNESDAY, "Tea sold at 3 dollars.")]),
        ("Tea fell on Monday.", [(WEDNESDAY, "Tea fell on Tuesday.")]),
        ("Tea fell on Monday.", [(WEDNESDAY, "Tea fell.")]),
        ("Tea fell on Monday.", [(WEDNESDAY, "Tea fell on Monday."), (dt.date(2024, 11, 27), "Tea fell on Monday.")]),
        ("Tea fell on Monday.", []),
    ],
    ids=["no day", "other days", "a day in one only", "weeks apart", "no copy"],
)
def test_copies_that_say_nothing(text: str, copies: list[tuple[dt.date, str]]) -> None:
    assert copied(text, *copies) is None


def own(*parts: tuple[str, str]) -> Inferred | None:
    """What an undated article says of its own day."""
    made = article(*parts, published=None)
    nothing = ArticleActors((), (), ()), ArticleFigures((), ())
    read = Reading(made, Annotation((), ()), FINDER(made, Annotation((), ())), *nothing, ArticleEvents(()))
    return infer_published((Document("a", "a.txt", read),), (), FINDER).get("a")


def test_what_is_told_as_past_and_as_ahead_bounds_the_day() -> None:
    """Each bound is the second best, so that one misread verb does no harm."""
    past = "The king landed on 3 May 2022 and rested on 4 May 2022. A bridge opened in 2021. "
    ahead = "The pact will be signed on 9 June 2022. The road will open on 8 July 2022."
    assert own(("body", past + ahead)) == Inferred(None, dt.date(2022, 5, 3), dt.date(2022, 7, 8))
    assert own(("body", past)) == Inferred(None, dt.date(2022, 5, 3), None)
    assert own(("body", "The king landed on 3 May 2022.")) is None
    assert own(("body", "He was invited to the feast of 3 May 2022 and to the fair.")) is None
    assert own(("body", past + ahead.replace("2022", "2020"))) is None
    assert own(("body", "The king landed on Monday.")) is None


def test_a_dateline_without_its_year_follows_what_is_told() -> None:
    line = ("dateline", "SUVA, Sep 24 -")
    day = dt.date(2024, 9, 24)
    assert own(line, ("body", "Trade was put at 2 million USD in April-August 2024.")) == Inferred(day, day, day)
    assert own(line, ("body", "Trade was put at 2 million USD in 2023.")) is None
    assert own(line, ("body", "He was invited to the fair of 3 May 2022.")) is None
    assert own(line) is None


_TALKS = (
    "President Amina Wanjiru of Kenya held talks with Portuguese Prime Minister Duarte Faria in Lisbon on March 11.\n"
)


def _run_of(tmp_path: Path, **articles: str) -> Path:
    """The folder of a run over articles by name; the name of a dated one begins with its day."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in articles.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    return run(Settings(corpus=corpus, outputs=tmp_path / "out"), Quiet()).folder


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("undated_alone", [False, True])
def test_a_run_infers_the_day_and_resolves_again(tmp_path: Path, *, undated_alone: bool) -> None:
    text = (
        "LISBON — President Amina Wanjiru of Kenya held talks with Portuguese Prime Minister Duarte Faria in Lisbon on "
        "Tuesday.\n\nOn the same day, Wanjiru laid a wreath.\n"
    )
    dated = {} if undated_alone else {"2025-03-12-talks": _TALKS}
    folder = _run_of(tmp_path, undated=text, **dated)
    undated = next(row for row in _rows(folder, "articles") if row["article_id"] == "undated")
    days = [
        row["date_start"].date() if row["date_start"] else None
        for row in _rows(folder, "dates")
        if row["article_id"] == "undated"
    ]
    if undated_alone:
        assert (undated["published"], undated["published_basis"]) == (None, None)
        assert days == [None, None]
    else:
        assert undated["published"].date() == dt.date(2025, 3, 12)
        assert undated["published_basis"] == "inferred"
        assert undated["published_earliest"].date() == dt.date(2025, 3, 11)
        assert undated["published_latest"].date() == dt.date(2025, 3, 17)
        assert days == [dt.date(2025, 3, 11)] * 2


def test_the_weekday_of_the_lead_counts_where_the_talks_have_none(tmp_path: Path) -> None:
    text = (
        "LISBON — President Amina Wanjiru of Kenya told Portuguese Prime Minister Duarte Faria on Tuesday that Kenya will buy "
        "his tiles.\n\nIn their talks in Lisbon, Wanjiru and Faria agreed on a port.\n"
    )
    folder = _run_of(tmp_path, undated=text, **{"2025-03-12-talks": _TALKS})
    undated = next(row for row in _rows(folder, "articles") if row["article_id"] == "undated")
    assert undated["published"].date() == dt.date(2025, 3, 12)
    assert undated["published_earliest"].date() == dt.date(2025, 3, 11)
