"""Lines about the copy: notes to editors, slugs and labels above the title; rights, times and signatures below."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ingest.conftest import STORY, ingest, of_kind

TITLE = "Talks open in Suva"


@pytest.mark.parametrize(
    "notes",
    [
        ["URGENT"],
        ["(Eds: shortens, corrects 3rd para)"],
        ["Eds: UPDATES with quotes."],
        ["EMBARGOED UNTIL 10:00 GMT MARCH 3"],
        ["BC-FIJI-CHILE-TALKS/2nd ld", "(Adds quotes, background)"],
        ["fiji-chile-talks"],
        ["[Editor's note: repeats to more clients]"],
        ["ATTENTION EDITORS - graphic images"],
        ["UPDATE 3"],
        ["10:30 GMT"],
    ],
)
def test_notes_stand_above_the_title(notes: list[str]) -> None:
    article = ingest("\n\n".join([*notes, TITLE, STORY]))
    assert of_kind(article, "header") == notes
    assert article.title is not None
    assert article.title.text == TITLE


@pytest.mark.parametrize(
    "label", ["UPDATE 2-", "URGENT: ", "WRAPUP 1-", "REFILE-UPDATE 1-", "CORRECTED - ", "BREAKING: "]
)
def test_labels_are_no_part_of_the_title(label: str) -> None:
    article = ingest(f"{label}{TITLE}\n\n{STORY}")
    assert of_kind(article, "title") == [label + TITLE]
    assert article.title is not None
    assert article.title.text == TITLE
    assert article.text[article.title.start : article.title.end] == TITLE


@pytest.mark.parametrize(
    "title",
    ["Update on talks in Suva", "Alert minister opens talks", "Win-win talks open", "Corrections chief resigns"],
)
def test_titles_that_look_like_notes(title: str) -> None:
    article = ingest(f"{title}\n\n{STORY}")
    assert article.title is not None
    assert article.title.text == title


@pytest.mark.parametrize("date", [" Tuesday, March 4, 2025", " | 4 March 2025", " (March 4, 2025)", " – 2025-03-04"])
def test_a_date_behind_the_title_dates_the_article(date: str) -> None:
    article = ingest(f"{TITLE}{date}\n\n{STORY}")
    assert article.title is not None
    assert article.title.text == TITLE
    assert of_kind(article, "header") == [date.strip()]
    assert (article.published, article.published_basis) == (dt.date(2025, 3, 4), "header")


@pytest.mark.parametrize("title", ["Fiji marks its independence of 10 October 1970", "Pact since May 3, 1992 renewed"])
def test_a_date_the_title_tells_of_stays(title: str) -> None:
    article = ingest(f"{title}\n\n{STORY}")
    assert article.title is not None
    assert article.title.text == title
    assert article.published is None


@pytest.mark.parametrize(
    ("closing", "agency"),
    [
        (" QXN/JS/LM", "QXN"),
        (" QXN/ma/jk", "QXN"),
        (" QXN ASG RT", "QXN"),
        (" QXN", "QXN"),
        ("\n\nQXN", "QXN"),
        ("\n\n(QXN/rt)", "QXN"),
        ("\n\n(Harbour Desk)", "Harbour Desk"),
        ("\n\nHarbour News Agency", "Harbour News Agency"),
        ("\n\n© 2025 Harbour News. All rights reserved.", None),
        ("\n\nCopyright 2025 AFP", "AFP"),
        ("\n\n10:30 local time", None),
        ("\n\n-- ENDS --", None),
        ("\n\nENDS/HN/AB", None),
        ("\n\nMore to follow", None),
    ],
)
def test_what_closes_an_article(closing: str, agency: str | None) -> None:
    article = ingest(STORY + closing)
    assert of_kind(article, "signoff") == [closing.strip()]
    assert (article.agency and article.agency.text) == agency


@pytest.mark.parametrize(
    "ending", ["The two sides named it the Suva Pact.", "He wore a tie from ACME.", "“Yes,” she said."]
)
def test_prose_at_the_end_stays(ending: str) -> None:
    assert of_kind(ingest(f"{STORY}\n\n{ending}"), "signoff") == []


def test_a_full_date_beside_a_dateline_without_year_bounds_the_day() -> None:
    near = ingest(f"LIMA, Jan. 2 (QXN) — {STORY} It began on December 30, 2024, under a pact of 3 May 1992.")
    assert near.published is None
    assert (near.published_earliest, near.published_latest) == (dt.date(2024, 12, 30), dt.date(2025, 1, 2))
    far = ingest(f"LIMA, Jan. 2 (QXN) — {STORY} It rests on a pact of 3 May 1992.")
    assert (far.published_earliest, far.published_latest) == (None, None)
    two = ingest(f"LIMA, Jan. 2 (QXN) — {STORY} So it was on January 2, 2023, and on January 2, 2024.")
    assert (two.published_earliest, two.published_latest) == (None, None)


def test_prose_about_rights_is_no_closing_line() -> None:
    article = ingest(f"{STORY}\n\nA book whose copyright has expired is free, she said.\n\nCopyright law will change.")
    assert of_kind(article, "signoff") == []
