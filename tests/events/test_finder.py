"""Mentions in running text: discourse, dates, places, and what may never happen."""

from __future__ import annotations

import datetime as dt
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import EventMention, Reading
from pipeline.schema import EVENT_ROLES, EVENT_TYPES, STATUSES
from tests.events.marked import FINDER, article, names


def one(marked: str, kind: str, published: dt.date | None = dt.date(2024, 6, 15)) -> tuple[Reading, EventMention]:
    reading = article(marked, published)
    (event,) = [e for e in reading.events.mentions if e.type == kind]
    return reading, event


def test_the_two_leaders_are_those_who_met() -> None:
    text = "[Jon Berg|P] met [Ana Ruiz|P] in [Oslo|C].\nThe two leaders signed a treaty."
    reading, event = one(text, "signing")
    assert names(reading, event) == ["actor=Jon Berg", "actor=Ana Ruiz"]


def test_the_two_countries_are_those_spoken_of() -> None:
    text = "[Chad|G] trades with [Norway|G].\nThe two countries signed a treaty."
    reading, event = one(text, "signing")
    assert names(reading, event) == ["actor=Chad", "actor=Norway"]


def test_pronouns_take_the_last_subject() -> None:
    reading, event = one("[Ana Ruiz|P] said prices were stable.\nShe urged [Chad|G] to wait.", "request")
    assert names(reading, event) == ["actor=Ana Ruiz", "recipient=Chad"]


def test_a_coordinated_verb_shares_its_subject() -> None:
    reading, event = one("[Ana Ruiz|P] met [Jon Berg|P] and laid a wreath at the tomb.", "wreath_laying")
    assert names(reading, event) == ["actor=Ana Ruiz"]


def test_an_apposition_does_not_hide_the_subject() -> None:
    text = "A team led by Mr. [Jon Berg|P], Deputy Head of the [Port Office|O], met with [Ana Ruiz|P]."
    reading, event = one(text, "meeting")
    assert names(reading, event) == ["actor=Jon Berg", "actor=Ana Ruiz"]


def test_an_adjective_before_a_title_is_no_participant() -> None:
    reading, event = one("[Chadian|D] President [Ana Ruiz|P] visited [Norway|G].", "visit")
    assert names(reading, event) == ["actor=Ana Ruiz", "recipient=Norway"]


def test_an_adjective_before_government_is_its_country() -> None:
    reading, event = one("[Ana Ruiz|P] urged the [Chadian|D] government to wait.", "request")
    assert names(reading, event) == ["actor=Ana Ruiz", "recipient=Chadian"]


def test_each_date_goes_to_its_event() -> None:
    text = "[Jon Berg|P] met [Ana Ruiz|P] on <3 June|2024-06-03> and will visit [Chad|G] on <1 July|2024-07-01>."
    events = {e.type: e for e in article(text).events.mentions}
    assert events["meeting"].date_start == dt.date(2024, 6, 3)
    assert events["visit"].date_start == dt.date(2024, 7, 1)
    assert events["meeting"].date_basis == "explicit"


def test_what_lies_ahead_of_the_article_is_planned() -> None:
    _, event = one("The visit of [Jon Berg|P] to [Chad|G] on <1 July|2024-07-01> is discussed.", "visit")
    assert event.status == "planned"


def test_never_the_publication_day() -> None:
    _, event = one("[Jon Berg|P] met [Ana Ruiz|P].", "meeting")
    assert (event.date_start, event.date_basis, event.place) == (None, None, None)


def test_the_day_of_a_proposal_is_not_that_of_what_is_proposed() -> None:
    text = (
        "[Ana Ruiz|P] met [Jon Berg|P] on <12 June|2024-06-12>.\n"
        "<On this occasion|2024-06-12>, [Ana Ruiz|P] invited him to visit [Chad|G]."
    )
    _, visit = one(text, "visit")
    assert (visit.status, visit.date_start) == ("proposed", None)
    _, invitation = one(text, "invitation")
    assert invitation.date_start == dt.date(2024, 6, 12)


def test_words_spoken_at_a_meeting_take_its_day_and_place() -> None:
    text = "[Jon Berg|P] met [Ana Ruiz|P] in [Oslo|C] on <3 June|2024-06-03>.\n[Ana Ruiz|P] pledged new funds."
    reading, event = one(text, "pledge")
    assert (event.date_start, event.date_basis) == (dt.date(2024, 6, 3), "propagated")
    assert event.place is not None
    assert reading.actors.mentions[event.place].text == "Oslo"


def test_an_anniversary_falls_on_the_founding_day() -> None:
    text = "[Chad|G] and [Norway|G] are celebrating the 50th anniversary of ties (<14 June 1974|1974-06-14>)."
    _, event = one(text, "anniversary")
    assert event.date_start == dt.date(2024, 6, 14)


def test_a_trade_report_takes_the_last_period() -> None:
    text = "Exports of [Chad|G] to [Norway|G] grew from {$2 million|money} in <2013|2013> to {$3 million|money} in <2023|2023>."
    reading, event = one(text, "trade_report")
    assert (event.date_start, event.date_precision) == (dt.date(2023, 1, 1), "year")
    assert names(reading, event) == ["actor=Chad", "recipient=Norway"]


def test_headers_and_bylines_tell_of_nothing() -> None:
    assert (
        article("header: [Jon Berg|P] met [Ana Ruiz|P].\nbyline: [Jon Berg|P] met [Ana Ruiz|P].").events.mentions == ()
    )


def test_a_parse_overrules_the_surface() -> None:
    reading = article("[Jon Berg|P] visits [Chad|G].")
    assert [e.text for e in reading.events.mentions] == ["visits"]
    nouns = tuple(
        type(t)(t.start, t.end, t.sentence, pos="NOUN" if reading.article.text[t.start : t.end] == "visits" else "")
        for t in reading.annotation.tokens
    )
    annotation = type(reading.annotation)(nouns, ())
    assert FINDER(reading.article, annotation, (), reading.actors, reading.figures).mentions == ()


WORDS = (
    "[Ana_Ruiz|P] [Jon_Berg|P] [Chad|G] [Oslo|C] <3_June|2024-06-03> {$3_million|money} will to visit visited talks held "
    "the two leaders his and with , . signing of hosted a summit that who reached exports by in is was not celebrate"
).split(" ")
WORDS = [w.replace("_", " ") for w in WORDS]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_gives_valid_mentions(words: list[str]) -> None:
    reading = article(" ".join(words) or "x")
    for event in reading.events.mentions:
        assert event.text == reading.article.text[event.start : event.end]
        assert event.type in EVENT_TYPES
        assert event.status in STATUSES
        assert all(p.role in EVENT_ROLES for p in event.participants)
        assert (event.date_start is None) == (event.date_basis is None) == (event.date_precision is None)
    spans = [(e.start, e.end) for e in reading.events.mentions]
    assert spans == sorted(spans)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    line = " ".join(text.split()) or "x"
    for mark in "[]<>{}|":
        line = line.replace(mark, " ")
    article(line)


def test_a_very_long_sentence_takes_linear_time() -> None:
    # Processor time of four times the words, the first run warms up: a square law would give sixteen.
    line = "talks were held and the visit will sign to host a summit with [Ana Ruiz|P] , "
    seconds = []
    for times in (100, 100, 400):
        start = time.process_time()
        article(line * times)
        seconds.append(time.process_time() - start)
    assert seconds[2] < 4 * seconds[1] * 2
