"""Publication days: header, dateline, file name, in that order; windows; dates no calendar has."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.conftest import STORY, ingest, of_kind

# opening of the file, the header sentences, the day
HEADERS = [
    (" date 2024-11-14 ", ["date 2024-11-14"], "2024-11-14"),
    ("date 2024-11-14\n\n", ["date 2024-11-14"], "2024-11-14"),
    ("Date: 2024-05-01\n\n", ["Date: 2024-05-01"], "2024-05-01"),
    ("Published: 1 May 2024\n\n", ["Published: 1 May 2024"], "2024-05-01"),
    ("Published on May 1st, 2024 at 10:30 GMT\n\n", ["Published on May 1st, 2024 at 10:30 GMT"], "2024-05-01"),
    ("Wednesday, 1 May 2024\n", ["Wednesday, 1 May 2024"], "2024-05-01"),
    ("2024-05-01T10:30:00Z\n", ["2024-05-01T10:30:00Z"], "2024-05-01"),
    ("2024-05-01 10:30\n", ["2024-05-01 10:30"], "2024-05-01"),
    ("May 1, 2024 21:14 GMT+700\n", ["May 1, 2024 21:14 GMT+700"], "2024-05-01"),
    ("1 May 2024 21:14 (UTC+7)\n", ["1 May 2024 21:14 (UTC+7)"], "2024-05-01"),
    ("14/11/2024\n", ["14/11/2024"], "2024-11-14"),
    ("11/14/2024\n", ["11/14/2024"], "2024-11-14"),
    ("Posted: Nov. 14, 2024 | 14:05\n", ["Posted: Nov. 14, 2024 | 14:05"], "2024-11-14"),
    ("Fecha: 14 de noviembre de 2024\n", ["Fecha: 14 de noviembre de 2024"], "2024-11-14"),
    ("URL: news.example/a\nDate: 2024-05-01\n", ["URL: news.example/a", "Date: 2024-05-01"], "2024-05-01"),
    ("Updated: 3 May 2024\nPublished: 1 May 2024\n", ["Updated: 3 May 2024", "Published: 1 May 2024"], "2024-05-01"),
    (
        "A Title Without a Stop\n\nSource: Xinhua | 2024-05-01 10:23:11 | Editor: Li\n\n",
        ["Source: Xinhua | 2024-05-01 10:23:11 | Editor: Li"],
        "2024-05-01",
    ),
    ("A Title Without a Stop\n\n1 May 2024, 10:30\n\n", ["1 May 2024, 10:30"], "2024-05-01"),
]


@pytest.mark.parametrize(("opening", "headers", "day"), HEADERS)
def test_header(opening: str, headers: list[str], day: str) -> None:
    article = ingest(opening + STORY)
    assert of_kind(article, "header") == headers
    assert article.published == dt.date.fromisoformat(day)
    assert article.published_basis == "header"
    assert of_kind(article, "body")[0].startswith("The minister opened")


@pytest.mark.parametrize(
    "opening",
    [
        "Date palms grow in Oman. ",
        "05/06/2024\n\n",
        "Published reports say so. ",
        "2024-11-14abc is a code. ",
        "May 2024 was warm. ",
    ],
)
def test_no_header(opening: str) -> None:
    assert ingest(opening + STORY).published is None


def test_front_matter() -> None:
    text = f'---\ntitle: "Talks Open in Lima"\ndate: 2024-05-01\nauthor: Jane Roe\nsource: Andina\n---\n\n# Talks\n\n{STORY}'
    article = ingest(text, "a.md")
    assert of_kind(article, "header") == text.split("\n\n", maxsplit=1)[0].split("\n")
    assert article.title is not None
    assert article.title.text == "Talks Open in Lima"
    assert article.text[article.title.start : article.title.end] == article.title.text
    assert article.published == dt.date(2024, 5, 1)
    assert [a.text for a in article.authors] == ["Jane Roe"]
    assert article.agency is not None
    assert article.agency.text == "Andina"


def test_an_open_front_matter_is_text() -> None:
    assert of_kind(ingest(f"---\n{STORY}"), "header") == []


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-11-14.txt", "2024-11-14"),
        ("vna_20241114_lima.txt", "2024-11-14"),
        ("story-2024_11_14-b.txt", "2024-11-14"),
        ("2024-02-30_2024-03-01.txt", "2024-03-01"),
    ],
)
def test_file_name(name: str, day: str) -> None:
    article = ingest(STORY, name)
    assert article.published == dt.date.fromisoformat(day)
    assert article.published_basis == "filename"


@pytest.mark.parametrize("name", ["120241114.txt", "202411140.txt", "18991231.txt", "20240230.txt", "000_4a0772.txt"])
def test_file_names_without_a_day(name: str) -> None:
    article = ingest(STORY, name)
    assert (article.published, article.published_basis) == (None, None)


def test_order_of_trust() -> None:
    dateline = "KYIV, 3 May 2024 — "
    assert ingest(f"date 2024-05-04 {dateline}{STORY}", "2024-05-05.txt").published == dt.date(2024, 5, 4)
    article = ingest(dateline + STORY, "2024-05-05.txt")
    assert (article.published, article.published_basis) == (dt.date(2024, 5, 3), "dateline")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-11-04.txt", "2024-11-03"),
        ("wire-2024-b.txt", "2024-11-03"),
        ("2025-01-02.txt", "2024-11-03"),
        ("wire.txt", None),
    ],
)
def test_month_and_day_take_the_year_from_the_file_name(name: str, day: str | None) -> None:
    article = ingest(f"HANOI, Nov. 3 (VNA) – {STORY}", name)
    assert article.published == (day and dt.date.fromisoformat(day))
    assert article.published_basis == (day and "dateline")
    assert (article.published_earliest, article.published_latest) == (None, None)


@pytest.mark.parametrize(("opening", "name"), [("", "wire-2024-02.txt"), ("Published: February 2024\n\n", "a.txt")])
def test_a_month_bounds_the_window(opening: str, name: str) -> None:
    article = ingest(opening + STORY, name)
    assert article.published is None
    assert (article.published_earliest, article.published_latest) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))


def test_nothing_known_leaves_the_window_open() -> None:
    article = ingest(f"LIMA — {STORY} He left on Wednesday.")
    assert (article.published, article.published_basis) == (None, None)
    assert (article.published_earliest, article.published_latest) == (None, None)


def test_days_no_calendar_has_are_ignored_with_a_warning() -> None:
    article = ingest(f"date 2024-02-30 {STORY}", "2024-04-31-wire.txt")
    assert of_kind(article, "header") == ["date 2024-02-30"]
    assert article.published is None
    assert article.warnings == ("no such day: 2024-02-30; ignored", "no such day: 2024-04-31; ignored")
