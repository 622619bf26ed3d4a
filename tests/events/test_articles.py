"""What the mentions of one article lend one another: plans for a visit, a press office's release, days and places."""

from __future__ import annotations

import pytest

from pipeline.records import EventMention, Reading
from tests.events.whole import only, place_in, read

ON_VISIT = (
    "LUSAKA (ANW) - President of Zambia Mutale Bwalya will make an official visit to Finland on July 1-2 at the "
    "invitation of President of Finland Aino Korhonen.\n\n"
    "During the visit, talks between the heads of state, a meeting with Prime Minister Eero Salo and a Zambian-Finnish "
    "business forum are planned in Helsinki. Following the talks, the parties intend to adopt a joint declaration."
)


def _names(reading: Reading, event: EventMention) -> set[str]:
    chains = (reading.actors.mentions[p.mention].chain for p in event.participants)
    return {reading.actors.actors[chain].name for chain in chains if chain is not None}


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("talks", "talks", {"Mutale Bwalya", "Aino Korhonen"}),
        ("meeting", "meeting", {"Mutale Bwalya", "Eero Salo"}),
        ("joint_statement", "adopt", {"Mutale Bwalya", "Aino Korhonen"}),
    ],
)
def test_what_is_planned_for_a_visit_has_its_days_and_its_guest(kind: str, text: str, names: set[str]) -> None:
    reading = read(ON_VISIT)
    event = next(e for e in reading.events.mentions if (e.type, e.text) == (kind, text))
    assert (event.status, str(event.date_start), _names(reading, event)) == ("planned", "2024-07-01", names)


def test_what_was_discussed_on_monday_is_no_visit_of_monday() -> None:
    reading = read(ON_VISIT + "\n\nOn Monday, preparations for the visit were discussed in Lusaka by officials.")
    assert {str(e.date_start) for e in reading.events.mentions if e.type == "visit"} == {"2024-07-01"}


PRESS = (
    "PRESS RELEASE\nTallinn, 15 June 2024\n\nMeeting of the Minister of Foreign Affairs with his Georgian counterpart\n\n"
    "The Minister of Foreign Affairs, Mr Rein Kask, met today in Vienna with the Minister of Foreign Affairs of "
    "Georgia, Mrs Nino Beridze.\n\n"
    "Minister Kask briefed his counterpart on the developments in the Ukraine conflict, following the summit convened "
    "in Paris in March by the leaders, and thanked Georgia for its support. Minister Beridze praised Estonia.\n\n"
    "Earlier today, the Minister addressed the plenary."
)


def test_a_heading_tells_of_the_occasion_of_the_lead() -> None:
    reading = read(PRESS)
    event = only(reading, "meeting", "Meeting")
    assert _names(reading, event) == {"Rein Kask", "Nino Beridze"}
    assert (str(event.date_start), place_in(reading, event)) == ("2024-06-15", "Vienna")


def test_words_of_the_day_take_neither_matter_nor_aside_for_time_and_place() -> None:
    reading = read(PRESS)
    for kind, text in (("talks", "briefed"), ("praise", "thanked"), ("praise", "praised")):
        event = only(reading, kind, text)
        assert (str(event.date_start), place_in(reading, event)) == ("2024-06-15", "Vienna")


def test_days_are_counted_into_a_visit() -> None:
    reading = read(
        "ACCRA (ANW) - Kenyan President Moses Kiprono on Thursday met Ghanaian President Esi Mensah here, on the second "
        "day of his three-day official visit to Ghana."
    )
    visit = only(reading, "visit", "visit")
    assert (str(visit.date_start), str(visit.date_end)) == ("2024-06-12", "2024-06-14")


def test_a_put_off_session_keeps_the_place_it_was_to_be_held_in() -> None:
    reading = read("The meeting, which was to have been held in Oslo on June 20, has been cancelled.")
    event = only(reading, "meeting", "meeting")
    assert (event.status, place_in(reading, event)) == ("cancelled", "Oslo")


def test_a_visit_told_with_when_is_to_the_place_of_the_clause_before() -> None:
    reading = read(
        "A gas contract will be signed in Maputo in September, when Thai Trade Minister Somchai Wattana is due to visit "
        "with a delegation."
    )
    visit = only(reading, "visit", "visit")
    assert (visit.status, str(visit.date_start), place_in(reading, visit)) == ("planned", "2024-09-01", "Maputo")
