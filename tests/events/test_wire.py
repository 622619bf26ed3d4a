"""What agency copy takes for granted: counterparts, guests, halls and towns, ends of journeys, quotations, clauses."""

from __future__ import annotations

import pytest

from pipeline.records import EventMention, Reading
from tests.events.whole import only, place_in, read

MET = "Premier Karin Dahl of Norway met in Lima with Prime Minister Juan Soto of Peru on Friday. "


def cast(reading: Reading, event: EventMention) -> list[tuple[str, str]]:
    """The names of the actors who take part, with their roles, sorted."""
    chains = [(reading.actors.mentions[part.mention].chain, part.role) for part in event.participants]
    return sorted((reading.actors.actors[chain].name, role) for chain, role in chains if chain is not None)


def last(reading: Reading, kind: str, trigger: str) -> EventMention:
    """The last mention of a type with this trigger."""
    return [e for e in reading.events.mentions if (e.type, e.text) == (kind, trigger)][-1]


CASTS = (
    (
        MET + "She invited her Peruvian counterpart to Oslo.",
        "invitation",
        "invited",
        "Juan Soto=recipient | Karin Dahl=actor",
    ),
    (
        (
            "Foreign Minister Juan Soto of Peru met Norwegian Foreign Minister Karin Dahl. The head of Norwegian diplomacy "
            "thanked Peru for its support."
        ),
        "praise",
        "thanked",
        "Karin Dahl=actor | Peru=recipient",
    ),
    (
        "Norwegian Premier Karin Dahl arrived in Lima on Friday. The President of Peru, Juan Soto, welcomed the guest.",
        "praise",
        "welcomed",
        "Juan Soto=actor | Karin Dahl=recipient",
    ),
    (
        "Norwegian Premier Karin Dahl was welcomed by President Juan Soto with an official ceremony in Lima.",
        "ceremony",
        "ceremony",
        "Juan Soto=actor | Karin Dahl=recipient",
    ),
    (
        "An official welcoming ceremony was held in Lima, after which Karin Dahl and Juan Soto held talks on trade.",
        "ceremony",
        "held",
        "Juan Soto=actor | Karin Dahl=actor",
    ),
    (
        "Premier Karin Dahl held talks in Lima as part of the state visit she is paying to Peru.",
        "visit",
        "visit",
        "Karin Dahl=actor | Peru=recipient",
    ),
    (
        "The Norwegian minister Karin Dahl, whose three-day visit to Peru ends on Monday, thanked Juan Soto.",
        "visit",
        "visit",
        "Karin Dahl=actor | Peru=recipient",
    ),
    (
        MET + "At the end of the talks, the delegations of Norway and Peru signed eight legal instruments.",
        "signing",
        "signed",
        "Norway=actor | Peru=actor",
    ),
    (
        "Norway and Peru agreed to revive their joint commission. The commission held its fourth session in Oslo in May 2023.",
        "meeting",
        "session",
        "Norway=actor | Peru=actor",
    ),
    (
        "The Premier of Norway, Karin Dahl, thanked President Juan Soto and conveyed an invitation from King Olav Berg.",
        "invitation",
        "invitation",
        "Juan Soto=recipient | Olav Berg=actor",
    ),
    (
        "Norway has mainly exported salmon to Peru, while importing copper.",
        "trade_report",
        "importing",
        "Norway=actor | Peru=recipient",
    ),
    (
        MET + "“We have also agreed that a working group will meet in May,” Dahl told reporters after the meeting.",
        "agreement",
        "agreed",
        "Juan Soto=actor | Karin Dahl=actor",
    ),
)


@pytest.mark.parametrize(("text", "kind", "trigger", "told"), CASTS, ids=[f"{c[1]}-{c[2]}" for c in CASTS])
def test_who_takes_part(text: str, kind: str, trigger: str, told: str) -> None:
    reading = read(text)
    assert [f"{name}={role}" for name, role in cast(reading, last(reading, kind, trigger))] == told.split(" | ")


MORE = (
    # Who is received, behind where and when.
    (
        "President Karin Dahl received on Friday at the Grau Palace in Lima the President of Peru, Juan Soto, who began a visit.",
        "meeting",
        "received",
        "Juan Soto=actor | Karin Dahl=actor",
    ),
    # Countries consult and set up bodies, though their ministers agree on it; a town invested in is in its country.
    (
        "Minister Karin Dahl of Norway met Minister Juan Soto of Peru. They agreed to hold political consultations in May.",
        "talks",
        "consultations",
        "Norway=actor | Peru=actor",
    ),
    (
        "Minister Karin Dahl of Norway met Minister Juan Soto of Peru. A joint working group will be set up by May.",
        "establishment",
        "set up",
        "Norway=actor | Peru=actor",
    ),
    (
        "Peru grew. The Norwegian company Fjordal will invest $45 million in a mill in Cusco.",
        "investment",
        "invest",
        "Fjordal=actor | Peru=recipient",
    ),
    (
        "Karin Dahl and Juan Soto issued a joint declaration on Friday after talks in Oslo.",
        "talks",
        "talks",
        "Juan Soto=actor | Karin Dahl=actor",
    ),
    (
        "On Monday, Karin Dahl travels to Cusco for the inauguration of a laboratory.",
        "inauguration",
        "inauguration",
        "Karin Dahl=actor",
    ),
    (
        "Minister Jon Berg received in Oslo a copy of the credentials of the Ambassador of Peru, Juan Soto.",
        "credentials",
        "received",
        "Jon Berg=recipient | Juan Soto=actor",
    ),
    (
        "Premiers Karin Dahl and Juan Soto discussed relations between Norway and Peru.",
        "talks",
        "discussed",
        "Juan Soto=actor | Karin Dahl=actor",
    ),
    (
        "They will organise a Norwegian-Peruvian business forum in Lima in September.",
        "gathering",
        "organise",
        "Norway=actor | Peru=actor",
    ),
)


@pytest.mark.parametrize(("text", "kind", "trigger", "told"), MORE, ids=[c[1] for c in MORE])
def test_who_takes_part_besides(text: str, kind: str, trigger: str, told: str) -> None:
    reading = read(text)
    assert [f"{name}={role}" for name, role in cast(reading, last(reading, kind, trigger))] == told.split(" | ")


PLACES = (
    ("On Friday, Dahl toured grain terminals in the city of Rosario.", "visit", "toured", "Rosario"),
    ("Karin Dahl and Juan Soto discussed the situation in Chad.", "talks", "discussed", None),
    ("On Monday, Dahl will attend a forum in Cusco and meet with traders.", "meeting", "meet", "Cusco"),
    (
        (
            "On June 18, Karin Dahl and Juan Soto will hold talks in Lima. On the same day, Dahl will lay a wreath at the Grau "
            "Mausoleum."
        ),
        "wreath_laying",
        "lay",
        "Lima",
    ),
    (
        "On Monday, Dahl will travel to Cusco, where she will take part in a business forum.",
        "gathering",
        "take part in",
        "Cusco",
    ),
    ("Karin Dahl visited Cusco, a town in southern Peru, on Friday.", "visit", "visited", "Cusco"),
)


@pytest.mark.parametrize(("text", "kind", "trigger", "where"), PLACES, ids=[p[2] for p in PLACES])
def test_where(text: str, kind: str, trigger: str, where: str | None) -> None:
    reading = read("Premier Karin Dahl of Norway met President Juan Soto of Peru on Friday. " + text)
    assert place_in(reading, only(reading, kind, trigger)) == where


DAYS = (
    # An end of the journey, not its start.
    (
        "Premier Karin Dahl, whose three-day visit to Peru ends on June 16, met Juan Soto.",
        "visit",
        "visit",
        "2024-06-14 2024-06-16",
    ),
    # The times of other clauses.
    (
        "Premier Karin Dahl thanked Peru for its help during last year's floods in Bergen.",
        "praise",
        "thanked",
        "None None",
    ),
    (
        "“Next year we will open a school in Cusco,” Premier Karin Dahl told reporters after the talks with Juan Soto.",
        "talks",
        "talks",
        "None None",
    ),
    (
        (
            "Premier Karin Dahl will visit Peru from June 20 to 22. Speaking in Oslo on Friday, Trade Minister Nils Berg said the "
            "visit shows how close the ties are."
        ),
        "visit",
        "visit",
        "2024-06-20 2024-06-22",
    ),
    (
        (
            "Exports of Norway to Peru rose to $90 million in 2023 from $80 million a year earlier, while imports from Peru "
            "totalled $20 million."
        ),
        "trade_report",
        "totalled",
        "2023-01-01 2023-12-31",
    ),
    # Anniversaries by their year.
    (
        "Norway and Peru are celebrating the 60th anniversary of their diplomatic relations this year.",
        "anniversary",
        "celebrating",
        "2024-01-01 2024-12-31",
    ),
    (
        "Norway and Peru established ties in 1973 and last year marked the 50th anniversary of their ties with a festival in Lima.",
        "exhibition",
        "festival",
        "2023-01-01 2023-12-31",
    ),
    # The occasion that a clause follows on.
    (
        "On June 18, Karin Dahl and Juan Soto will hold talks in Lima, after which they will witness the signing of a pact.",
        "signing",
        "signing",
        "2024-06-18 2024-06-18",
    ),
    # "The same day" is that of the news, not the first of a visit told in passing.
    (
        (
            "Karin Dahl, who is in Peru on a three-day visit that began on Thursday, met Juan Soto in Lima on Friday. On the same "
            "day, she laid a wreath."
        ),
        "wreath_laying",
        "laid",
        "2024-06-14 2024-06-14",
    ),
)


@pytest.mark.parametrize(("text", "kind", "trigger", "days"), DAYS, ids=[f"{d[1]}-{d[2]}" for d in DAYS])
def test_when(text: str, kind: str, trigger: str, days: str) -> None:
    found = last(read(text), kind, trigger)
    assert f"{found.date_start} {found.date_end}" == days


def test_a_signing_planned_behind_talks_is_planned() -> None:
    reading = read(
        "On June 18, Dahl and Soto will hold talks in Lima, after which they will witness the signing of a pact."
    )
    assert only(reading, "signing", "signing").status == "planned"


def test_a_town_visited_on_a_journey_is_no_host() -> None:
    reading = read(
        "Norwegian Premier Karin Dahl arrived in Peru on Thursday. On Monday, the Norwegian premier will travel to Cusco."
    )
    found = [e for e in reading.events.mentions if e.type == "visit"][-1]
    assert place_in(reading, found) == "Cusco"
    assert "recipient" not in {part.role for part in found.participants}


def test_a_she_behind_her_own_her_is_asked_of_once() -> None:
    reading = read("Foreign Minister Ana Diaz met Premier Karin Dahl. As her father had before her, she visited Peru.")
    visit = only(reading, "visit", "visited")
    assert cast(reading, visit)[-1] == ("Peru", "recipient")
