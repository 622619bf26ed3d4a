"""Merging: what is one event within and across articles, ids, order, labels."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from pipeline import ids
from pipeline.events import merge_events
from pipeline.knowledge import default_knowledge
from pipeline.records import Document, Event, EventMerge, Ref
from tests.events.marked import document, merged_actors

PLANNED = "[Ana Ruiz|P] will pay a visit to [Chad|G] from <12 to 14 June|2024-06-12/2024-06-14>."
TALKS = "[Jon Berg|P] held talks with [Ana Ruiz|P] in [Oslo|C] on <13 June 2024|2024-06-13>."
TALKS_AGAIN = "[Ana Ruiz|P] held talks with [Jon Berg|P] in [Norway|G]."


def merge(documents: list[Document], previous: dict[str, str] | None = None) -> EventMerge:
    ordered = sorted(documents, key=lambda d: (str(d.reading.article.published or "9"), d.article_id))
    return merge_events(ordered, default_knowledge(), merged_actors(ordered), previous or {})


def of_type(result: EventMerge, kind: str) -> list[Event]:
    return [e for e in result.events if e.type == kind]


def test_every_mention_is_in_exactly_one_event() -> None:
    documents = [document("a", f"{TALKS}\n{PLANNED}"), document("b", TALKS_AGAIN)]
    members = [ref for event in merge(documents).events for ref in event.members]
    expected = [Ref(d.article_id, i) for d in documents for i in range(len(d.reading.events.mentions))]
    assert sorted(members) == sorted(expected)


def test_an_occasion_is_one_event_across_articles() -> None:
    first = document("a", TALKS, dt.date(2024, 6, 13))
    second = document("b", TALKS_AGAIN, dt.date(2024, 6, 14))
    (event,) = of_type(merge([first, second]), "talks")
    assert event.members == (Ref("a", 0), Ref("b", 0))
    assert (event.date_start, event.date_basis, event.place) == (dt.date(2024, 6, 13), "explicit", "Oslo")
    assert event.label == "Jon Berg held talks with Ana Ruiz in Oslo, 13 Jun 2024"
    assert event.plover == "CONSULT"


def test_a_day_from_another_article_says_so() -> None:
    undated = document("a", TALKS_AGAIN, dt.date(2024, 6, 13))
    dated = document("b", TALKS, dt.date(2024, 6, 14))
    (event,) = of_type(merge([undated, dated]), "talks")
    assert (event.date_start, event.date_basis) == (dt.date(2024, 6, 13), "other_article")


def test_status_is_the_latest_known() -> None:
    planned = document("a", PLANNED, dt.date(2024, 6, 1))
    happened = document("b", "[Ana Ruiz|P] visited [Chad|G] on <13 June|2024-06-13>.", dt.date(2024, 6, 15))
    (alone,) = merge([planned]).events
    assert (alone.status, alone.plover, alone.mode) == ("planned", "AGREE", None)
    assert alone.label == "Ana Ruiz to visit Chad, 12–14 Jun 2024 (planned)"
    (event,) = merge([planned, happened]).events
    assert (event.status, event.plover, event.mode, event.event_id) == ("happened", "CONSULT", "visit", alone.event_id)


def test_different_people_days_or_places_are_different_events() -> None:
    others = (
        "[Jon Berg|P] held talks with [Omar Said|P] in [Oslo|C] on <13 June 2024|2024-06-13>.",
        "[Jon Berg|P] held talks with [Ana Ruiz|P] in [Oslo|C] on <2 March 2024|2024-03-02>.",
        "[Jon Berg|P] held talks with [Ana Ruiz|P] in [Tokyo|C].",
    )
    for other in others:
        assert len(merge([document("a", TALKS), document("b", other)]).events) == 2, other


def test_a_shared_country_alone_joins_nothing() -> None:
    a = document("a", "[Ana Ruiz|P] visited [Chad|G].")
    b = document("b", "[Jon Berg|P] visited [Chad|G].")
    assert len(merge([a, b]).events) == 2


def test_captions_and_anaphors_join_what_they_take_up() -> None:
    text = f"caption: {TALKS}\n\n{TALKS}\n\nThe talks lasted two hours. After the talks, the two leaders left."
    (event,) = of_type(merge([document("a", text)]), "talks")
    assert len(event.members) == 4


def test_speech_stays_in_its_article() -> None:
    text = "[Chad|G] and [Norway|G] agreed to build a road."
    assert len(merge([document("a", text), document("b", text)]).events) == 2


def test_commitments_of_one_day_and_pair_are_one() -> None:
    text = "[Chad|G] and [Norway|G] agreed to build a road.\n[Chad|G] and [Norway|G] agreed on a loan."
    (event,) = merge([document("a", text)]).events
    assert len(event.members) == 2


def test_trade_reports_join_by_partners_and_period() -> None:
    text = "Trade between [Chad|G] and [Norway|G] reached {$9 million|money} in <2023|2023>."
    other = "Trade between [Chad|G] and [Norway|G] reached {$8 million|money} in <2022|2022>."
    assert [len(e.members) for e in merge([document("a", text), document("b", f"{text}\n{other}")]).events] == [2, 1]


def test_anniversaries_join_by_pair_and_year() -> None:
    text = "[Chad|G] and [Norway|G] celebrated the 50th anniversary of their ties."
    near = document("a", text, dt.date(2024, 3, 1))
    far = document("b", text, dt.date(2024, 11, 1))
    assert len(merge([near, far]).events) == 1
    assert len(merge([near, document("b", text, dt.date(2025, 3, 1))]).events) == 2


def test_shuffled_documents_give_the_same_events() -> None:
    documents = [
        document("a", PLANNED, dt.date(2024, 6, 1)),
        document("b", TALKS, dt.date(2024, 6, 13)),
        document("c", TALKS_AGAIN, dt.date(2024, 6, 14)),
        document("d", TALKS_AGAIN, None),
    ]
    results = [merge(list(order)) for order in itertools.permutations(documents)]
    assert all(result == results[0] for result in results)


def test_a_later_article_changes_no_id() -> None:
    first = document("a", TALKS, dt.date(2024, 6, 13))
    later = document("b", f"{TALKS_AGAIN}\n{PLANNED}", dt.date(2024, 6, 14))
    before = merge([first])
    after = merge([first, later])
    assert before.events[0].event_id == after.events[0].event_id


def test_a_late_older_article_keeps_ids_through_the_registry() -> None:
    newer = document("b", TALKS, dt.date(2024, 6, 14))
    older = document("a", TALKS_AGAIN, dt.date(2024, 6, 13))
    (before,) = merge([newer]).events
    registry = dict.fromkeys(ids.event_mention_ids(newer), before.event_id)
    result = merge([newer, older], registry)
    (after,) = result.events
    assert after.event_id == before.event_id
    assert after.members[0] == Ref("a", 0)
    assert result.changes == ()


def test_two_events_that_become_one_are_reported() -> None:
    newer = document("b", TALKS, dt.date(2024, 6, 14))
    (before,) = merge([newer]).events
    older = document("a", TALKS_AGAIN, dt.date(2024, 6, 13))
    registry = {
        **dict.fromkeys(ids.event_mention_ids(newer), before.event_id),
        **dict.fromkeys(ids.event_mention_ids(older), "e-other"),
    }
    changes = merge([newer, older], registry).changes
    assert [(c.old_id, c.change) for c in changes] == [("e-other", "merged")]


def test_gatherings_without_participants_stay_apart() -> None:
    text = "The summit was held in [Oslo|C]."
    assert len(merge([document("a", text), document("b", text)]).events) == 2


SIGNED = "[Ana Ruiz|P] and [Jon Berg|P] signed a treaty in [Oslo|C] on <13 June 2024|2024-06-13>."


def test_countries_sign_by_their_people() -> None:
    codes = {"Ana Ruiz": "CHL", "Jon Berg": "NOR", "Chile": "CHL", "Norway": "NOR"}
    first = document("a", SIGNED, dt.date(2024, 6, 13))
    second = document(
        "b", "[Chile|G] and [Norway|G] signed a treaty on <13 June 2024|2024-06-13>.", dt.date(2024, 6, 14)
    )
    other = document("c", "[Chile|G] and [Kenya|G] signed a treaty on <13 June 2024|2024-06-13>.", dt.date(2024, 6, 14))
    actors = merged_actors([first, second, other])
    rows = tuple(replace(row, country=codes.get(row.name, row.country)) for row in actors.actors)
    merged = merge_events([first, second, other], default_knowledge(), replace(actors, actors=rows), {})
    assert [len(e.members) for e in of_type(merged, "signing")] == [2, 1]
    assert [p.name for p in of_type(merged, "signing")[0].participants] == ["Ana Ruiz", "Jon Berg"]


def test_a_headline_joins_what_it_sums_up() -> None:
    text = f"title: [Jon Berg|P] held talks in [Norway|G]\n{TALKS}"
    (event,) = of_type(merge([document("a", text)]), "talks")
    assert event.members == (Ref("a", 0), Ref("a", 1))
    assert event.date_start == dt.date(2024, 6, 13)


def test_a_tour_of_a_site_is_not_the_visit_to_the_country() -> None:
    text = "[Ana Ruiz|P] paid a visit to [Chad|G] from <12 to 14 June|2024-06-12/2024-06-14>."
    site = "On <13 June|2024-06-13> [Ana Ruiz|P] toured the [Delta Mill|F]."
    assert len(of_type(merge([document("a", f"{text}\n{site}")]), "visit")) == 2


def test_towns_of_one_country_do_on_one_visit() -> None:
    text = "[Ana Ruiz|P] arrived in [{}|C] on <13 June|2024-06-13>."
    codes = {"Oslo": "NOR", "Bergen": "NOR"}
    documents = [document(town, text.format(town), dt.date(2024, 6, 14)) for town in codes]
    actors = merged_actors(documents)
    rows = tuple(replace(row, country=codes.get(row.name, row.country)) for row in actors.actors)
    assert len(merge_events(documents, default_knowledge(), replace(actors, actors=rows), {}).events) == 1


def test_exports_and_imports_of_a_year_are_two() -> None:
    exports = "[Chad|G]'s exports to [Norway|G] reached {$3 million|money} in <2023|2023>."
    imports = "[Chad|G]'s imports from [Norway|G] reached {$5 million|money} in <2023|2023>."
    merged = of_type(merge([document("a", exports), document("b", imports), document("c", exports)]), "trade_report")
    assert sorted(len(e.members) for e in merged) == [1, 2]


def test_a_headline_may_be_all_that_names_what_the_text_takes_up() -> None:
    text = "title: [Jon Berg|P] holds talks with [Ana Ruiz|P]\nAfter the talks, the mayor spoke."
    (event,) = of_type(merge([document("a", text)]), "talks")
    assert len(event.members) == 2
