"""When and where of whole sentences, the parse included, as the scene of a report tells them."""

from __future__ import annotations

import pytest

from tests.conftest import read_text
from tests.events.whole import place_in, read

# sentence, type of event, first day, town or country (None: not told)
SCENES = (
    (
        "Czech Minister Pavel Dvořák said on Tuesday after conferring with his colleague, Martin Kollár, that it rained.",
        "talks",
        "2024-06-11",
        None,
    ),
    (
        "On 20 June he flies to Tokyo, where Premier Kwame Boateng will speak at the Straits Forum, to be held on 21 June.",
        "gathering",
        "2024-06-21",
        "Tokyo",
    ),
    ("Ireland's consulate in Osaka will open in September.", "establishment", "2024-09-01", "Osaka"),
    (
        "Ghana and Togo signed a pact on Tuesday, hours after President Rita Alvarado flew into Accra for a visit.",
        "visit",
        "2024-06-11",
        "Accra",
    ),
    (
        "An earlier trip by Premier Kwame Boateng to Peru, set for January, was shelved after a strike.",
        "visit",
        "2024-01-01",
        "Peru",
    ),
    ("The harbour museum in Split opened in May 2019.", "inauguration", "2019-05-01", "Split"),
    ("Some 200 bakers rallied outside the parliament in Tunis on Friday.", "protest", "2024-06-14", "Tunis"),
    (
        "Premier Kwame Boateng will go to Suva on Monday to tour a sugar mill.",
        "visit",
        "2024-06-17",
        "Suva",
    ),
    (
        "Trade between Oman and Kenya came to 3 million dollars in 2023, down 4 percent from a year earlier.",
        "trade_report",
        "2023-01-01",
        None,
    ),
    (
        "The visit of President Rita Alvarado to Oman, which began with a banquet in Muscat on Monday, was long.",
        "ceremony",
        "2024-06-10",
        "Muscat",
    ),
)


@pytest.mark.parametrize(("text", "kind", "day", "where"), SCENES, ids=[scene[1] for scene in SCENES])
def test_when_and_where(text: str, kind: str, day: str, where: str | None) -> None:
    reading = read(text)
    found = next(e for e in reading.events.mentions if e.type == kind)
    assert (str(found.date_start), place_in(reading, found)) == (day, where)


def test_a_headline_says_where_somebody_is() -> None:
    text = "President Rita Alvarado in Muscat: a new page\n\nPeruvian President Rita Alvarado met traders on oil."
    reading = read_text(text + "\n\nShe thanked President Rui Faria of Portugal.\n", "a.txt")
    met = [e for e in reading.events.mentions if e.type == "meeting"]
    assert all(e.place is not None and reading.actors.mentions[e.place].text == "Muscat" for e in met)


def test_she_is_not_the_one_who_receives_her() -> None:
    text = (
        "President Rita Alvarado met Premier Karin Dahl in Oslo. Dahl is to receive her again on Monday, and on Tuesday she "
        "will go to Bergen by train."
    )
    reading = read(text)
    going = next(e for e in reading.events.mentions if e.text == "go")
    assert [reading.actors.mentions[p.mention].text for p in going.participants][:1] == ["Rita Alvarado"]


def test_remarks_made_at_a_meeting_date_it() -> None:
    text = (
        "MUSCAT, June 15, 2024 (ABC) -- Peruvian President Rita Alvarado said here on Friday that oil is dear.\n\n"
        "Alvarado made the remarks in a meeting with Omani Minister Said Al-Harthy."
    )
    reading = read_text(text + "\n", "a.txt")
    meeting = next(e for e in reading.events.mentions if e.type == "meeting")
    assert str(meeting.date_start) == "2024-06-14"
    assert meeting.place is not None
    assert reading.actors.mentions[meeting.place].text == "MUSCAT"


def test_who_signs_after_a_meeting_met() -> None:
    text = "The papers were signed in Oslo by Karin Dahl and her Peruvian counterpart, Juan Soto, after a bilateral meeting."
    reading = read(text)
    meeting = next(e for e in reading.events.mentions if e.type == "meeting")
    assert [reading.actors.mentions[p.mention].text for p in meeting.participants] == ["Karin Dahl", "Juan Soto"]


PUT_OFF = (
    "The state visit that President Rita Alvarado was to make to Oman on June 20 and 21 was cancelled because of floods.",
    "A visit by President Rita Alvarado to Oman, which was planned for June 20, will not take place.",
    "President Rita Alvarado is no longer expected in Oman on June 20.",
)


@pytest.mark.parametrize("text", PUT_OFF)
def test_what_comes_to_nothing_is_cancelled(text: str) -> None:
    reading = read(text)
    assert [e.status for e in reading.events.mentions if e.type == "visit"] == ["cancelled"]


def test_what_is_spoken_of_is_no_place() -> None:
    for text in (
        "Premier Karin Dahl and President Juan Soto held talks on the war in Chad.",
        "Premier Karin Dahl and President Juan Soto held a meeting devoted to peace in Chad.",
    ):
        reading = read(text)
        assert [e.place for e in reading.events.mentions] == [None]
