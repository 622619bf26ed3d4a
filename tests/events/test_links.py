"""What hangs on an event beside its row: status over time, ties to other events, figures; and words not taken."""

from __future__ import annotations

import datetime as dt

from pipeline.records import EventMention, StatusReport
from tests.conftest import read_text
from tests.events.marked import article, document
from tests.events.test_merging import PLANNED, TALKS, merge, of_type

HEADER = "date 2024-06-15\n"


def mention(text: str, kind: str) -> EventMention:
    """The one mention of a type in a text, by all stages."""
    (found,) = [e for e in read_text(HEADER + text).events.mentions if e.type == kind]
    return found


def test_status_over_time_has_an_entry_an_article() -> None:
    planned = document("b", PLANNED, dt.date(2024, 6, 1))
    undated = document("a", "[Ana Ruiz|P] visited [Chad|G] on <13 June|2024-06-13>.", None)
    happened = document("c", "[Ana Ruiz|P] visited [Chad|G] on <13 June|2024-06-13>.", dt.date(2024, 6, 15))
    (event,) = merge([planned, undated, happened]).events
    assert event.history == (
        StatusReport("a", None, "happened"),
        StatusReport("b", dt.date(2024, 6, 1), "planned"),
        StatusReport("c", dt.date(2024, 6, 15), "happened"),
    )
    assert event.status == "happened"
    (again,) = merge([planned, undated]).events
    assert again.status == "planned"  # an undated article does not outdo a dated one


def test_talks_within_a_visit_are_part_of_it() -> None:
    visit = "[Ana Ruiz|P] paid a visit to [Norway|G] from <12 to 14 June|2024-06-12/2024-06-14>."
    result = merge([document("a", visit), document("b", TALKS)])
    (whole,), (part,) = of_type(result, "visit"), of_type(result, "talks")
    assert [(link.event_id, link.other_id, link.relation) for link in result.links] == [
        (part.event_id, whole.event_id, "part_of")
    ]
    elsewhere = merge([document("a", visit.replace("Norway", "Chad")), document("b", TALKS)])
    later = merge([document("a", visit.replace("06-14", "06-12")), document("b", TALKS)])
    ahead = merge([document("a", PLANNED), document("b", TALKS.replace("Oslo", "Chad").replace("|C", "|G"))])
    assert elsewhere.links == later.links == ahead.links == ()


def test_what_was_invited_to_is_the_content_of_the_invitation() -> None:
    read = read_text(HEADER + "President Ama Osei of Ghana invited Prime Minister Jon Berg of Norway to visit Accra.")
    invitation, visit = read.events.mentions
    assert (invitation.type, visit.type, visit.content_of) == ("invitation", "visit", 0)
    assert invitation.content_of is None


def test_what_was_agreed_is_the_content_of_the_agreement() -> None:
    read = read_text(HEADER + "Kenya and Japan agreed to hold talks on fisheries in Nairobi next month.")
    kinds = [e.type for e in read.events.mentions]
    assert kinds == ["agreement", "talks"]
    assert read.events.mentions[1].content_of == 0


def test_what_was_done_is_nobody_s_wish() -> None:
    read = read_text(HEADER + "Ghana thanked Japan for hosting the summit in Tokyo.")
    assert all(e.content_of is None for e in read.events.mentions)


def test_a_loan_states_its_sum() -> None:
    text = "The World Bank signed a loan agreement of $300 million with Kenya on Friday, two years after a drought cost $2 billion."
    read = read_text(HEADER + text)
    (signing,) = [e for e in read.events.mentions if e.type == "signing"]
    assert [read.figures.figures[i].text for i in signing.figures] == ["$300 million"]


def test_each_event_has_its_own_sum() -> None:
    text = "Japan will invest 90 million euros in a port in Kenya and lend Ghana 40 million dollars."
    read = read_text(HEADER + text)
    sums = {e.type: [read.figures.figures[i].text for i in e.figures] for e in read.events.mentions}
    assert sums == {"investment": ["90 million euros"], "aid": ["40 million dollars"]}


def test_a_word_that_is_not_taken_says_why() -> None:
    rejected = article("Talks are frequent. [Ana Ruiz|P] did not visit [Chad|G].").events.rejected
    assert [(r.text, r.type) for r in rejected] == [("Talks", "talks"), ("visit", "visit")]
    assert [r.reason for r in rejected] == [
        "neither a determiner, owner or name before it nor partners behind it: the general thing, not one event",
        "it is denied",
    ]


def test_a_word_is_taken_or_rejected_not_both() -> None:
    read = article("[Jon Berg|P] held talks with [Ana Ruiz|P] in [Oslo|C]. The meeting room was open.").events
    taken = {(e.start, e.end) for e in read.mentions}
    assert taken.isdisjoint((r.start, r.end) for r in read.rejected)
    assert "it is part of another word's phrase: the meeting room" in {r.reason for r in read.rejected}
