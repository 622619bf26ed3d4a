"""Which time expression dates an event, and which does not."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.events.marked import article, document
from tests.events.test_merging import merge, of_type

JUNE_13 = dt.date(2024, 6, 13)

UNDATED = {
    "a deadline": ("[Ama Osei|P] hopes to visit [Japan|G] before the <end of the year|2024-12-31>.", "visit"),
    "another verb's": (
        "[Ama Osei|P] and [Jon Berg|P] agreed to revive the panel, suspended since <2021|2021>.",
        "agreement",
    ),
    "the content's": ("[Ama Osei|P] promised that [Ghana|G] would open a road on <1 July|2024-07-01>.", "pledge"),
    "decades away": (
        "[Ama Osei|P] thanked [Japan|G] for having been the first to come, on <11 May 1975|1975-05-11>.",
        "praise",
    ),
    "a span of years": (
        "The visit of [Ama Osei|P] to [Japan|G] (<1975-2025|1975-01-01/2025-12-31>) went well.",
        "visit",
    ),
    "the talk about it": ("The trip of [Ama Osei|P] to [Japan|G] was first mooted in <May|2024-05>.", "visit"),
    "a person's arrival": ("[Ama Osei|P] held talks with [Jon Berg|P], who flew in on <Sunday|2024-06-09>.", "talks"),
    "the day ahead of past deeds": (
        "[Ama Osei|P] met [Jon Berg|P] and both sides hope for rain by <July|2024-07>.",
        "meeting",
    ),
}


@pytest.mark.parametrize("case", UNDATED, ids=list(UNDATED))
def test_no_date(case: str) -> None:
    text, kind = UNDATED[case]
    found = [e for e in article(text).events.mentions if e.type == kind]
    assert [(e.date_start, e.date_end) for e in found] == [(None, None)]


def test_an_anniversary_of_years_falls_in_the_last() -> None:
    (event,) = article(
        "[Ghana|G] and [Japan|G] mark the 50th anniversary of ties (<1975-2025|1975-01-01/2025-12-31>)."
    ).events.mentions
    assert (event.type, event.date_start, event.date_precision) == ("anniversary", dt.date(2025, 1, 1), "year")


def test_a_visit_wound_up_is_the_visit_begun() -> None:
    reading = article(
        "[Ama Osei|P] arrived in [Oslo|C] on <Monday|2024-06-10> for a four-day visit.\n"
        "[Ama Osei|P] is to wind up the trip on <Sunday|2024-06-16>."
    )
    last = reading.events.mentions[-1]
    assert (last.status, last.date_start, last.date_end) == ("ongoing", dt.date(2024, 6, 10), dt.date(2024, 6, 16))


def test_what_is_said_at_talks_takes_their_day_from_another_article() -> None:
    undated = document(
        "b", "[Jon Berg|P] held talks with [Ana Ruiz|P] in [Oslo|C].\n[Ana Ruiz|P] praised [Norway|G].", None
    )
    dated = document("a", "[Jon Berg|P] held talks with [Ana Ruiz|P] in [Oslo|C] on <13 June 2024|2024-06-13>.")
    (event,) = of_type(merge([dated, undated]), "praise")
    assert (event.date_start, event.date_basis) == (JUNE_13, "other_article")


def test_a_hope_long_before_joins_the_visit_it_hoped_for() -> None:
    hoped = document("a", "[Japan|G] hopes that [Ama Osei|P] will visit [Tokyo|C].", dt.date(2024, 3, 1))
    planned = document(
        "b",
        "[Ama Osei|P] will pay a visit to [Tokyo|C] from <2 to 5 June|2024-06-02/2024-06-05>.",
        dt.date(2024, 5, 21),
    )
    over = document("c", "[Ama Osei|P] visited [Tokyo|C].", dt.date(2024, 6, 6))
    (event,) = of_type(merge([hoped, planned, over]), "visit")
    assert (event.status, len(event.members)) == ("happened", 3)
    assert (event.date_start, event.date_end) == (dt.date(2024, 6, 2), dt.date(2024, 6, 5))
