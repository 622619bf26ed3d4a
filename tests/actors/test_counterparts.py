"""Counterparts and heads of diplomacy without a name, and countries called by the form of their state."""

from __future__ import annotations

import pytest

from tests.actors.marked import actors_in

MET = "Prime Minister [PERSON Karin Dahl] of [GPE Norway] met Prime Minister [PERSON Juan Soto] of [GPE Peru]."
PAIRS = (
    # The only Peruvian office holder, or the one with the same office.
    (MET, "She invited her [NORP Peruvian] counterpart to [GPE Oslo].", "her Peruvian counterpart", "Juan Soto"),
    (
        MET + " Trade Minister [PERSON Rosa Lima] of [GPE Peru] looked on.",
        "She thanked her [NORP Peruvian] colleague.",
        "her Peruvian colleague",
        "Juan Soto",
    ),
    # A name follows: it is that person.
    (MET, "She called her [NORP Chilean] counterpart, [PERSON Luis Rey].", "her Chilean counterpart", None),
    # Nobody of that country, or two who may be meant.
    (MET, "She called her [NORP Chilean] counterpart.", "her Chilean counterpart", None),
    (
        "Trade Minister [PERSON Rosa Lima] of [GPE Peru] and Energy Minister [PERSON Juan Soto] of [GPE Peru] left.",
        "The envoy praised his [NORP Peruvian] counterpart.",
        "his Peruvian counterpart",
        None,
    ),
    (
        "Foreign Minister [PERSON Juan Soto] of [GPE Peru] left.",
        "The head of [NORP Peruvian] diplomacy smiled.",
        "The head of Peruvian diplomacy",
        "Juan Soto",
    ),
)


@pytest.mark.parametrize(("before", "line", "phrase", "name"), PAIRS)
def test_who_is_meant(before: str, line: str, phrase: str, name: str | None) -> None:
    actors = actors_in(before, line)
    found = [m for m in actors.mentions if m.text == phrase]
    chains = [m.chain for m in found]
    assert [actors.actors[c].name for c in chains if c is not None] == ([] if name is None else [name])


@pytest.mark.parametrize(
    ("lines", "country"),
    [
        (("[GPE Jordan] grew.", "The [GPE Kingdom] exports salt."), "JOR"),
        (("[GPE Oman] grew.", "The [GPE Sultanate] exports fish."), "OMN"),
        # Two kingdoms, or none: nobody knows which.
        (("[GPE Jordan] and [GPE Morocco] grew.", "The [GPE Kingdom] exports salt."), None),
        (("[GPE Peru] grew.", "The [GPE Kingdom] exports salt."), None),
    ],
)
def test_a_country_by_the_form_of_its_state(lines: tuple[str, str], country: str | None) -> None:
    actors = actors_in(*lines)
    mention = actors.mentions[-1]
    assert mention.chain is not None
    assert actors.actors[mention.chain].country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[GPE Türkiye] grew.", "Türkiye"),
        ("[GPE Turkey] grew.", "Turkey"),
        ("[GPE Cabo Verde] grew.", "Cabo Verde"),
        ("[GPE Republic of Türkiye] grew.", "Turkey"),
        ("[GPE UAE] grew.", "United Arab Emirates"),
        ("[GPE Emirates] grew.", "United Arab Emirates"),
    ],
)
def test_a_country_has_the_name_that_the_copy_gives_it(text: str, name: str) -> None:
    assert actors_in(text).actors[0].name == name
