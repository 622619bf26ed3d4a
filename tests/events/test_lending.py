"""Days and places that a mention takes from what was told before it, read by all stages; what is denied is no event."""

from __future__ import annotations

import pytest

from tests.conftest import read_text
from tests.events.whole import only, place_in, read

OPENING = (
    "ARUSHA (ANW) - Zambian Minister of Industry Lweendo Phiri inaugurated a cement plant in Ndola on Thursday.\n\n"
)


def test_what_is_said_at_the_occasion_of_the_lead_is_said_that_day() -> None:
    reading = read(OPENING + "Phiri praised the builders and promised a new road to the plant by 2026.")
    for event in (only(reading, "praise", "praised"), only(reading, "pledge", "promised")):
        assert (str(event.date_start), event.date_basis, place_in(reading, event)) == (
            "2024-06-13",
            "propagated",
            "Ndola",
        )


def test_the_ceremony_is_the_one_told_before() -> None:
    reading = read(OPENING + "Turkish Ambassador Cem Ersoy attended the opening ceremony.")
    assert str(only(reading, "ceremony", "attended").date_start) == "2024-06-13"


def test_a_speaker_goes_on_from_his_last_dated_words() -> None:
    text = "Ugandan Minister Okello Otim rejected the report on Wednesday.\n\nOtim accused the authors of haste."
    assert str(only(read(text), "accuse", "accused").date_start) == "2024-06-12"


@pytest.mark.parametrize(
    "later",
    [
        "Otim accused the authors of haste in 2019.",
        "Otim had accused the authors of haste.",
        "Kenyan Minister Amina Kamau accused the authors of haste.",
    ],
)
def test_other_words_take_no_day(later: str) -> None:
    text = f"Ugandan Minister Okello Otim rejected the report on Wednesday.\n\n{later}"
    event = only(read(text), "accuse", "accused")
    assert str(event.date_start) in ("None", "2019-01-01")


def test_an_undated_article_lends_no_day() -> None:
    text = "Minister Okello Otim rejected the report on 12 June 2024.\n\nOtim accused the authors of haste."
    assert only(read_text(text), "accuse", "accused").date_start is None


def test_the_talks_behind_following_lend_their_own_day() -> None:
    text = (
        "MANAMA (ANW) - King Faris Al Nuaimi and Georgian President Nino Beridze held talks at the Safriya Palace here on "
        "Thursday.\n\nBeridze arrived on Wednesday. Following the talks, the two leaders witnessed the signing of a treaty."
    )
    signing = only(read(text), "signing", "signing")
    assert str(signing.date_start) == "2024-06-13"
    assert place_in(read(text), signing) == "MANAMA"


def test_talks_of_another_day_are_not_where_the_last_meeting_was() -> None:
    text = (
        "CUSCO (ANW) - Georgian President Nino Beridze met Governor Luis Quispe in Cusco on Thursday.\n\n"
        "Beridze took stock of Tuesday's talks with President Ana Rojas."
    )
    reading = read(text)
    assert place_in(reading, only(reading, "talks", "talks")) is None


def test_what_took_place_during_a_visit_has_its_month() -> None:
    text = (
        "President Ana Rojas paid a visit to Oslo in March, during which she held talks with Prime Minister Nils Dahl."
    )
    event = only(read(text), "talks", "talks")
    assert (str(event.date_start), str(event.date_end)) == ("2024-03-01", "2024-03-31")


def test_the_day_of_an_aside_dates_nothing_else() -> None:
    text = "Latvia, which takes over the chair of the council on July 1, hopes to sign the treaty."
    assert only(read(text), "signing", "sign").date_start is None


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia denied that talks were held with Chile on Monday.",
        "The ministry dismissed reports of talks between Bolivia and Chile.",
        "President Ana Rojas is not planning to hold talks with Chile.",
        "Bolivia ruled out that it would hold talks with Chile.",
    ],
)
def test_what_is_denied_is_no_event(text: str) -> None:
    reading = read(text)
    assert [e.type for e in reading.events.mentions if e.type == "talks"] == []
    assert [r.reason for r in reading.events.rejected if r.type == "talks"] == ["it is denied"]


def test_what_is_not_denied_is_one() -> None:
    text = "Bolivia did not deny that President Ana Rojas met Jon Berg of Norway on Monday."
    assert [e.type for e in read(text).events.mentions] == ["meeting"]


def test_the_two_prime_ministers_are_not_the_two_ministers_who_met() -> None:
    text = (
        "Thai Foreign Minister Ana Suk and Lao Defence Minister Somsak Vong met in Hanoi.\n\n"
        "The two prime ministers signed a treaty in May."
    )
    reading = read(text)
    chains = [reading.actors.mentions[p.mention].chain for p in only(reading, "signing", "signed").participants]
    assert [reading.actors.actors[c].name for c in chains if c is not None] == ["Thailand", "Laos"]


def test_the_two_blocs_are_the_organisations_that_met() -> None:
    text = "The European Union and Mercosur held talks in Montevideo on Friday.\n\nThe two blocs reached an agreement in 2019."
    reading = read(text)
    chains = [reading.actors.mentions[p.mention].chain for p in only(reading, "agreement", "agreement").participants]
    assert len({c for c in chains if c is not None}) == 2


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Thailand, Cambodia to resume border talks", ["Thailand", "Cambodia"]),
        ("Talks to resume in Lima", []),
        ("To hold talks", []),
    ],
)
def test_who_opens_a_headline(title: str, names: list[str]) -> None:
    reading = read(f"{title}\n\nHANOI (ANW) - Rain fell on Thailand and Cambodia on Friday.\n")
    talks = [e for e in reading.events.mentions if e.type == "talks"]
    chains = [reading.actors.mentions[p.mention].chain for e in talks for p in e.participants]
    assert [reading.actors.actors[c].name for c in chains if c is not None] == names


def test_the_leaders_are_those_of_the_body_that_met() -> None:
    text = (
        "DAKAR (ANW) - Heads of state of the African Union on Friday agreed to push back the vote.\n\n"
        "The leaders condemned the coup in Benin."
    )
    reading = read(text)
    event = only(reading, "accuse", "condemned")
    chains = [reading.actors.mentions[p.mention].chain for p in event.participants]
    assert [reading.actors.actors[c].name for c in chains if c is not None] == ["African Union"]
    assert (str(event.date_start), place_in(reading, event)) == ("2024-06-14", "DAKAR")


def test_what_it_was_signed_is_what_was_told() -> None:
    text = "Kenya and Peru signed a pact on Monday.\n\nIt was signed in the palace."
    first, second = (e for e in read(text).events.mentions if e.type == "signing")
    assert (second.date_start, second.participants) == (first.date_start, first.participants)


SUMMIT = (
    "Southern African leaders delay pipeline, meet again in February\n\n"
    "LILONGWE (ANW) - Heads of state of the African Union on Friday agreed to delay the pipeline.\n\n"
    "The 45th ordinary summit, hosted by Malawian President Grace Phiri, was attended by nine leaders. In a communique "
    "issued at the end of the meeting, the leaders condemned the killing of four nurses in Mali on 3 March.\n\n"
    "On the sidelines, Namibia and Botswana signed a protocol on rivers. A meeting with the Arab League, planned for "
    "February, did not take place."
)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("gathering", "hosted"),
        ("gathering", "attended"),
        ("joint_statement", "issued"),
        ("accuse", "condemned"),
        ("signing", "signed"),
    ],
)
def test_a_summit_is_one_scene(kind: str, text: str) -> None:
    assert str(only(read(SUMMIT), kind, text).date_start) == "2024-06-14"


def test_a_headline_looks_ahead() -> None:
    ahead = [e.date_start for e in read(SUMMIT).events.mentions if (e.type, e.text) == ("meeting", "meet")]
    assert all(day is None or str(day) > "2024-06-15" for day in ahead)


def test_what_did_not_take_place_is_cancelled() -> None:
    found = [e for e in read(SUMMIT).events.mentions if e.type == "meeting"]
    assert found[-1].status == "cancelled"


def test_the_meeting_at_which_credentials_are_presented() -> None:
    text = (
        "Chilean Senator Rosa Almarza met Prime Minister Levan Gogia on Thursday.\n\n"
        "Ambassador Paula Soto presented her credentials to President Nana Beridze on Monday. During the meeting, the "
        "President asked her for help."
    )
    reading = read(text)
    meeting = [e for e in reading.events.mentions if e.type == "meeting"][-1]
    names = [reading.actors.mentions[p.mention].text for p in meeting.participants]
    assert (str(meeting.date_start), names) == ("2024-06-10", ["Paula Soto", "Nana Beridze"])


ARRIVAL = (
    "LUSAKA, June 15 (ANW) - Norwegian Foreign Minister Liv Dahl on Saturday began a three-day visit to Zambia.\n\n"
    "Dahl thanked her host, Foreign Minister Joseph Banda. Banda said two accords would be signed."
)


@pytest.mark.parametrize(("kind", "text"), [("praise", "thanked"), ("statement", "said")])
def test_a_visit_that_begins_today_is_the_scene_of_today(kind: str, text: str) -> None:
    assert str(only(read(ARRIVAL), kind, text).date_start) == "2024-06-15"


NEWS = "LIMA, June 14 (ANW) - Peru on Friday called off a summit with Kenya.\n\n"


@pytest.mark.parametrize(
    ("sentence", "kind", "text", "day"),
    [
        ("Kenyan Trade Minister Amina Otieno urged calm.", "request", "urged", "2024-06-14"),
        ("Canadian Trade Minister Ann Lee urged calm.", "request", "urged", "None"),
        ("Kenyan Trade Minister Amina Otieno had urged calm.", "request", "urged", "None"),
    ],
)
def test_the_day_of_the_lead_is_that_of_words_in_the_first_paragraphs(
    sentence: str, kind: str, text: str, day: str
) -> None:
    assert str(only(read(NEWS + sentence), kind, text).date_start) == day


def test_a_headline_takes_the_day_of_the_lead() -> None:
    text = "Peru rejects Kenyan offer\n\nLIMA, June 14 (ANW) - Peru on Friday rejected an offer by Kenya.\n"
    assert str(only(read(text), "reject", "rejects").date_start) == "2024-06-14"


def test_a_meeting_after_which_somebody_speaks_is_of_that_day() -> None:
    text = "Peru on Friday rejected the plan after a meeting in Lima between Minister Ana Rojas and Senator Jon Berg."
    assert str(only(read(text), "meeting", "meeting").date_start) == "2024-06-14"


def test_what_is_planned_for_a_visit_has_its_days_and_its_country() -> None:
    text = "Norwegian King Olav Dahl will visit Ghana from 20 to 22 June.\n\nThe king is also expected to meet Speaker Kofi Addo."
    event = only(read(text), "meeting", "meet")
    assert (str(event.date_start), str(event.date_end), place_in(read(text), event)) == (
        "2024-06-20",
        "2024-06-22",
        "Ghana",
    )


def test_a_traveller_is_in_the_town_told_last() -> None:
    text = (
        "BRATISLAVA, June 14 (ANW) - Slovak Trade Minister Eva Roth met Minister Amina Otieno in Nairobi on Thursday.\n\n"
        "Roth addressed a forum of farmers on Friday."
    )
    assert place_in(read(text), only(read(text), "gathering", "addressed")) == "Nairobi"


def test_a_visit_during_which_one_meets_abroad_is_to_that_country() -> None:
    text = (
        "BRATISLAVA, June 14 (ANW) - Trade Minister Eva Roth met her Kenyan colleague Amina Otieno in Nairobi on Thursday "
        "during the visit of President Emil Novak. Kenya sells tea."
    )
    reading = read(text)
    assert place_in(reading, only(reading, "visit", "visit")) == "Kenya"


def test_one_is_invited_to_a_summit_on_a_day_to_come() -> None:
    text = "Slovak President Emil Novak invited Rosa Vidal to the Danube summit on November 14."
    reading = read(text)
    assert only(reading, "invitation", "invited").date_start is None
    assert str(only(reading, "gathering", "summit").date_start) == "2024-11-14"


def test_the_two_countries_are_those_whose_ministers_meet() -> None:
    text = (
        "MUSCAT, June 14 (ANW) - Foreign Minister Hilal Rawahi met Jasur Karimov, the foreign minister of Uzbekistan, on "
        "Friday.\n\nThey spoke of Sudan, Sudan's people and Uzbekistan. Trade between the two countries reached "
        "$9 million in 2023. Oman sells dates."
    )
    reading = read(text)
    report = only(reading, "trade_report", "reached")
    chains = {reading.actors.mentions[p.mention].chain for p in report.participants}
    assert {reading.actors.actors[c].name for c in chains if c is not None} == {"Oman", "Uzbekistan"}


def test_one_travels_to_mark_an_anniversary() -> None:
    event = only(
        read("Minister Eva Roth is expected to visit Nairobi in October to mark 60 years of ties."),
        "anniversary",
        "mark",
    )
    assert str(event.date_start) == "2024-10-01"


def test_what_is_done_on_the_sidelines_is_done_at_the_summit() -> None:
    text = (
        "LILONGWE (ANW) - President Grace Phiri attended the Rivers summit in Blantyre on Friday.\n\n"
        "Minister Eva Roth held talks with Minister Jon Berg on the sidelines of the summit."
    )
    event = only(read(text), "talks", "talks")
    assert (str(event.date_start), place_in(read(text), event)) == ("2024-06-14", "Blantyre")


def test_the_meeting_of_the_day_before_was_told_in_passing() -> None:
    text = (
        "OSLO, June 14 (ANW) - Prime Minister Nils Dahl met Chilean Senator Rosa Vidal in Oslo on Friday.\n\n"
        "Vidal met Speaker Liv Berg on Thursday.\n\nVidal praised the talks."
    )
    assert str(only(read(text), "praise", "praised").date_start) == "2024-06-14"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Foreign Minister Ana Rojas told reporters at the Naval Palace that rain was near.", "Naval Palace"),
        ("Foreign Minister Ana Rojas said rain in Arica was near.", None),
    ],
)
def test_where_words_are_spoken(sentence: str, place: str | None) -> None:
    reading = read(sentence)
    (event,) = [e for e in reading.events.mentions if e.type == "statement"]
    assert place_in(reading, event) == place


def test_an_undated_aside_lends_no_place() -> None:
    text = "Slovak Minister Eva Roth, who held talks with Jon Berg in Oslo, rejected the criticism."
    assert place_in(read(text), only(read(text), "reject", "rejected")) is None


def test_examples_of_what_is_spoken_of_are_no_place() -> None:
    text = "Eva Roth and Jon Berg exchanged views on several matters on Friday, foremost among them the floods in Gaza."
    reading = read(text)
    (event,) = [e for e in reading.events.mentions if e.type == "talks"]
    assert place_in(reading, event) is None


def test_a_building_is_in_the_town_that_its_name_begins_with() -> None:
    text = (
        "Factory opens in Ndola\n\nLUSAKA, June 14 (ANW) - Zambian Minister Joseph Banda on Friday inaugurated a plant at "
        "the Ndola Industrial Park in northern Zambia.\n\nBanda praised the builders."
    )
    reading = read(text)
    for kind, word in (("inauguration", "inaugurated"), ("praise", "praised")):
        assert place_in(reading, only(reading, kind, word)) == "Ndola"
