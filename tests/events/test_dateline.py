"""What takes place in the town that a report comes from, read by all stages."""

from __future__ import annotations

import pytest

from pipeline.records import EventMention, Reading
from tests.conftest import read_text

HEAD = "date 2024-06-15\n\n"


def _only(reading: Reading, kind: str, text: str) -> EventMention:
    (found,) = [e for e in reading.events.mentions if (e.type, e.text) == (kind, text)]
    return found


def _told(text: str, kind: str, trigger: str) -> tuple[str | None, set[str]]:
    """The place of an event and the names of its recipients."""
    reading = read_text(HEAD + text)
    event = _only(reading, kind, trigger)
    chains = {reading.actors.mentions[p.mention].chain for p in event.participants if p.role == "recipient"}
    hosts = {reading.actors.actors[c].name for c in chains if c is not None}
    return None if event.place is None else reading.actors.mentions[event.place].text.title(), hosts


def test_the_capital_of_the_country_is_the_town_of_the_dateline() -> None:
    text = "LUSAKA, June 14 (ANW) - Norwegian Foreign Minister Liv Dahl arrived in the Zambian capital on Friday."
    assert _told(text, "visit", "arrived") == ("Lusaka", {"Zambia"})


def test_a_foreign_guest_of_whose_goal_nothing_is_told_is_here() -> None:
    text = (
        "LUSAKA, June 14 (ANW) - Zambia opened a dam on Friday.\n\n"
        "Norwegian Foreign Minister Liv Dahl, who is on a two-day visit, praised the builders."
    )
    assert _told(text, "visit", "visit") == ("Zambia", {"Zambia"})


def test_a_guest_who_goes_elsewhere_is_not() -> None:
    text = "LUSAKA, June 14 (ANW) - Norwegian Foreign Minister Liv Dahl began a visit to Kenya on Friday."
    assert _told(text, "visit", "visit") == ("Kenya", {"Kenya"})


@pytest.mark.parametrize(
    ("sentence", "kind", "trigger", "place"),
    [
        # Somebody of whom no country is told is of the report's own.
        (
            "The deal was signed on Thursday by Minister Otieno Kamau and Ambassador Liv Dahl of Norway.",
            "signing",
            "signed",
            "Nairobi",
        ),
        ("Minister Otieno Kamau rejected the report on Friday.", "reject", "rejected", "Nairobi"),
        ("Norway on Friday rejected the report.", "reject", "rejected", None),
        ("Minister Otieno Kamau rejected the report in April.", "reject", "rejected", None),
    ],
)
def test_what_people_of_the_country_did_yesterday_they_did_here(
    sentence: str, kind: str, trigger: str, place: str | None
) -> None:
    text = f"NAIROBI, June 14 (ANW) - Rain fell on the coast.\n\n{sentence}"
    assert _told(text, kind, trigger)[0] == place


def test_a_noun_told_here_is_in_the_town_before_its_status_is_known() -> None:
    text = (
        "LUSAKA, June 14 (ANW) - Zambia will sell more copper to Norway, it was agreed at a meeting between the trade "
        "ministers of the two countries here today."
    )
    assert _told(text, "meeting", "meeting")[0] == "Lusaka"
