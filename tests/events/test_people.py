"""Who takes part, where the names do not stand beside the verb: offices, appositions, inserts, pronouns."""

from __future__ import annotations

import pytest

from tests.events.marked import article, names

CASES = {
    "a bare office": (
        "The governor of [Vaud|C], [Eva Roth|P], received [Ama Osei|P].\nThe governor laid a wreath in [Bern|C].",
        "wreath_laying",
        ["Eva Roth"],
    ),
    "an office by another word": (
        "[Dutch|D] Prime Minister [Jan Smit|P] met President [Ama Osei|P].\nThe [Dutch|D] premier visited [Ghana|G].",
        "visit",
        ["Jan Smit", "Ghana"],
    ),
    "an apposition and a counterpart": (
        "The Minister of Ports, [Ama Osei|P], and her [Dutch|D] counterpart, [Jan Smit|P], signed a treaty.",
        "signing",
        ["Ama Osei", "Jan Smit"],
    ),
    "agents of a passive": (
        "The treaty was signed by the mayor of [Bern|C], [Eva Roth|P], and [Ghana|G]'s envoy, [Ama Osei|P].",
        "signing",
        ["Eva Roth", "Ama Osei"],
    ),
    "in the presence of": (
        "The deal was signed in the presence of Minister [Ama Osei|P] and Minister [Jan Smit|P].",
        "signing",
        ["Ama Osei", "Jan Smit"],
    ),
    "an insert": (
        "[Jan Smit|P], who leads the party in [Utrecht|C], visited [Ghana|G].",
        "visit",
        ["Jan Smit", "Ghana"],
    ),
    "a place that describes": (
        "[Acme Mills|O], a [Lagos|C]-based group, signed a contract with [Delta Lines|O].",
        "signing",
        ["Acme Mills", "Delta Lines"],
    ),
    "an office after an adverb": (
        "Also the mayor of [Bern|C], [Eva Roth|P], visited [Ghana|G].",
        "visit",
        ["Eva Roth", "Ghana"],
    ),
    "his host": (
        "[Jan Smit|P] held talks with [Ama Osei|P].\n[Jan Smit|P] thanked his host.",
        "praise",
        ["Ama Osei"],
    ),
    "he and she": (
        "Ms. [Ama Osei|P] met Mr. [Jan Smit|P].\n[Jan Smit|P] smiled.\nShe urged [Ghana|G] to wait.",
        "request",
        ["Ama Osei", "Ghana"],
    ),
    "two countries joined by a dash": (
        "The third meeting of the [Kenyan|D]-[Dutch|D] commission opened in [Delft|C].",
        "meeting",
        ["Kenyan", "Dutch"],
    ),
    "a partner and the subject": (
        "[Jan Smit|P] spoke after a meeting with [Ama Osei|P] in [Accra|C].",
        "meeting",
        ["Jan Smit", "Ama Osei"],
    ),
    "a visit at whose end one leaves": (
        "The minister, [Jan Smit|P], left <on Friday|2024-06-14>, at the end of a four-day visit to [Ghana|G].",
        "visit",
        ["Jan Smit", "Ghana"],
    ),
}


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_participants(case: str) -> None:
    text, kind, expected = CASES[case]
    reading = article(text)
    found = [e for e in reading.events.mentions if e.type == kind]
    assert len(found) == 1
    assert [name.split("=")[1] for name in names(reading, found[0])][-len(expected) :] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They said so.",
        "The ministers held meetings.",
        "Police arrested 12 people.",
        "The striker struck a deal with the club.",
        "It would answer any attack on its soil.",
        "He told a joint news conference that rain fell.",
    ],
)
def test_what_tells_nothing_is_left_out(text: str) -> None:
    assert article(text).events.mentions == ()
