"""Stories: between which days an article without a date came out, by those that name the same people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.events import merge_events
from pipeline.events.stories import publication_windows
from pipeline.knowledge import default_knowledge
from pipeline.records import Document
from tests.events.marked import document, merged_actors
from tests.events.test_merging import merge, of_type

TALKS = "[Ana Ruiz|P] held talks with [Jon Berg|P] in [Oslo|C]."
VISIT = "[Ana Ruiz|P] is on a visit to [Norway|G]."


def windows(*documents: Document) -> dict[str, tuple[str, str]]:
    told = publication_windows(documents, merged_actors(list(documents)).actors)
    return {name: (str(first), str(last)) for name, (first, last) in told.items()}


def test_two_persons_make_a_story() -> None:
    days = [dt.date(2024, 6, 13), dt.date(2024, 6, 15)]
    dated = [document(f"d{k}", TALKS, day) for k, day in enumerate(days)]
    assert windows(document("u", TALKS, None), *dated)["u"] == ("2024-06-13", "2024-06-15")


def test_one_person_or_two_stories_make_none() -> None:
    undated = document("u", TALKS, None)
    alone = document("a", VISIT, dt.date(2024, 6, 13))
    assert "u" not in windows(undated, alone)
    apart = [document("a", TALKS, dt.date(2024, 6, 13)), document("b", TALKS, dt.date(2022, 3, 1))]
    assert "u" not in windows(undated, *apart)


def test_of_two_stories_the_one_that_shares_most_holds() -> None:
    other = "[Ana Ruiz|P], [Jon Berg|P] and [Omar Said|P] held talks in [Oslo|C]."
    documents = [document("a", other, dt.date(2024, 6, 13)), document("b", TALKS, dt.date(2022, 3, 1))]
    assert windows(document("u", other, None), *documents)["u"] == ("2024-06-13", "2024-06-13")


def test_what_an_article_says_of_its_own_days_counts() -> None:
    undated = document("u", TALKS, None)
    article = replace(undated.reading.article, published_earliest=dt.date(2024, 9, 1))
    late = replace(undated, reading=replace(undated.reading, article=article))
    assert "u" not in windows(late, document("a", TALKS, dt.date(2024, 6, 13)))


def test_an_undated_visit_is_the_one_that_the_story_tells() -> None:
    paid = "[Ana Ruiz|P] paid a visit to [Norway|G] from <12 to 14 June|2024-06-12/2024-06-14>."
    dated = document("a", f"{paid}\n{TALKS}", dt.date(2024, 6, 14))
    (visit,) = of_type(merge([dated, document("u", f"{VISIT}\n{TALKS}", None)]), "visit")
    assert len(visit.members) == 2
    # Without a second person it may be another visit.
    assert len(of_type(merge([dated, document("u", VISIT, None)]), "visit")) == 2


INVITED = "{}[Ana Ruiz|P] invited [Jon Berg|P] to dinner."


@pytest.mark.parametrize(("published", "events"), [(dt.date(2024, 6, 14), 1), (dt.date(2024, 7, 14), 2)])
def test_an_undertaking_told_without_its_day_is_that_of_the_news(published: dt.date, events: int) -> None:
    dated = document("a", INVITED.format("On <13 June 2024|2024-06-13>, "), dt.date(2024, 6, 14))
    told = document("b", INVITED.format(""), published)
    assert len(of_type(merge([dated, told]), "invitation")) == events


def test_what_was_called_off_is_not_what_goes_on() -> None:
    text = "[Ana Ruiz|P] is on a visit to [Norway|G].\nA visit of [Ana Ruiz|P] to [Norway|G] was called off in <May|2024-05>."
    assert {e.status for e in of_type(merge([document("a", text)]), "visit")} == {"ongoing", "cancelled"}


def test_an_outing_with_the_host_is_not_the_visit_to_the_country() -> None:
    text = "[Ana Ruiz|P] is on a visit to [Norway|G].\n[Ana Ruiz|P] and [Jon Berg|P] visited [Bergen|C] on <13 June|2024-06-13>."
    documents = [document("a", text)]
    actors = merged_actors(documents)
    codes = {"Ana Ruiz": "CHL", "Jon Berg": "NOR", "Norway": "NOR", "Bergen": "NOR"}
    rows = tuple(replace(row, country=codes.get(row.name, row.country)) for row in actors.actors)
    merged = merge_events(documents, default_knowledge(), replace(actors, actors=rows), {})
    assert len([e for e in merged.events if e.type == "visit"]) == 2


def test_what_the_same_two_agree_on_one_day_is_one_however_it_is_told() -> None:
    first = document("a", "On <13 June 2024|2024-06-13>, [Ana Ruiz|P] and [Jon Berg|P] agreed to build a road.")
    second = document("b", "On <13 June 2024|2024-06-13>, [Jon Berg|P] and [Ana Ruiz|P] agreed on a link by land.")
    assert len(of_type(merge([first, second]), "agreement")) == 1


def test_a_headline_without_a_day_is_of_the_news_that_others_date() -> None:
    codes = {"Ana Ruiz": "CHL", "Jon Berg": "NOR", "Chile": "CHL", "Norway": "NOR"}
    signed = document("a", "On <13 June 2024|2024-06-13>, [Ana Ruiz|P] and [Jon Berg|P] signed a treaty in [Oslo|C].")
    told = document("b", "[Chile|G] and [Norway|G] signed a treaty.", dt.date(2024, 6, 14))
    late = document("c", "[Chile|G] and [Norway|G] signed a treaty.", dt.date(2024, 9, 14))
    documents = [signed, told, late]
    actors = merged_actors(documents)
    rows = tuple(replace(row, country=codes.get(row.name, row.country)) for row in actors.actors)
    merged = merge_events(documents, default_knowledge(), replace(actors, actors=rows), {})
    assert [len(e.members) for e in merged.events if e.type == "signing"] == [2, 1]


def test_two_invitations_of_one_day_go_both_ways() -> None:
    text = "On <13 June|2024-06-13>, [Ana Ruiz|P] invited [Jon Berg|P] to dinner.\n[Jon Berg|P] invited [Ana Ruiz|P] to lunch."
    assert len(of_type(merge([document("a", text)]), "invitation")) == 2
