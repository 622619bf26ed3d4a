"""Linking of mentions that are marked already."""

from __future__ import annotations

from pipeline.actors import GivenMention, link_given
from pipeline.knowledge import default_knowledge
from tests.actors.marked import article_of

KNOWLEDGE = default_knowledge()


def _given(text: str, *surfaces: tuple[str, str | None, str]) -> list[GivenMention]:
    return [GivenMention(text.index(s), text.index(s) + len(s), label, kind) for s, label, kind in surfaces]


def test_types_of_other_schemes_and_none_at_all() -> None:
    text = "Ana Ruiz of Peru leads the Harbour Union. Peruvian fishers like Ruiz."
    given = _given(
        text,
        ("Ana Ruiz", "PER", "name"),
        ("Peru", None, "name"),
        ("Harbour Union", None, "name"),
        ("Peruvian", "PLACE", "demonym"),
    )
    person, country, body, demonym = link_given({"a": (article_of(text), given)}, KNOWLEDGE)["a"]
    assert country.actor_id == demonym.actor_id == "country:PER"
    assert len({person.actor_id, country.actor_id, body.actor_id}) == 3


def test_role_phrases_are_linked_where_a_rule_finds_them() -> None:
    text = "Kenyan President Wanjiru Otieno spoke.\nThe President then left with the piper."
    given = _given(
        text, ("Wanjiru Otieno", "PERSON", "name"), ("The President", "PERSON", "role"), ("the piper", None, "role")
    )
    name, phrase, piper = link_given({"a": (article_of(text), given)}, KNOWLEDGE)["a"]
    assert name.actor_id == phrase.actor_id
    assert (piper.actor_id, piper.rule) == (None, "no_rule")


def test_nothing_given() -> None:
    assert link_given({"a": (article_of("Rain."), [])}, KNOWLEDGE) == {"a": []}
    assert link_given({}, KNOWLEDGE) == {}
