"""Invented passages: every template fills, spans are the names, a seed fixes every draw."""

# The training scripts are no installed package, so their types are unknown here.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from names import words
from names.fillers import _LABELS, Fillers
from names.invent import Inventor
from names.passages import Entity
from names.sentences import _SLOT, SentenceMaker

SEED = 7
PLAIN_KINDS = set(
    "admin age count creed crime day daynum demonym disaster disease field field_lower goods handle head honorific job "
    "language minister minister_lower money month num official oldyear ord pct product score sport tag time titleword "
    "weekday year currency".split()
)


@pytest.fixture
def maker(make_inventor: Callable[[int], Inventor]) -> SentenceMaker:
    return SentenceMaker(make_inventor(SEED))


def _check(text: str, ents: list[Entity]) -> None:
    end_before = 0
    for start, end, label in ents:
        assert end_before <= start < end <= len(text), (text, ents)
        assert label in {"PER", "ORG", "LOC"}
        surface = text[start:end]
        assert surface == surface.strip(" ,;:"), (surface, text)
        assert not surface.lower().startswith("the "), (surface, text)
        end_before = end


def test_every_template_fills_with_spans_in_order(maker: SentenceMaker) -> None:
    for template in words.templates():
        for _ in range(3):
            text, ents = maker._fill(template)
            _check(text, ents)
            assert not re.search(r"[{}\[\]]|\bthe the\b|\ba the\b", text, re.IGNORECASE), text
            assert "  " not in text, text


def test_named_slots_give_their_values(maker: SentenceMaker) -> None:
    text, ents = maker._fill("{person:p} of the {countryparty:l@a} ({acro:l}) in {country:a} met {surname:p}.")
    names = [text[start:end] for start, end, _ in ents]
    assert [label for *_, label in ents] == ["PER", "ORG", "ORG", "LOC", "PER"]
    assert names[0].find(names[4]) >= 0
    country = names[3]
    known = {row.name.removeprefix("the "): row.demonym for row in words.countries()}
    assert country in names[1] or known[country] in names[1]


def test_a_body_takes_its_place_from_the_sentence(maker: SentenceMaker) -> None:
    for _ in range(50):
        text, ents = maker._fill("{citybody:b@c} left {city:c}.")
        assert [label for *_, label in ents] == ["ORG", "LOC"]
        body, city = (text[start:end] for start, end, _ in ents)
        assert city in body


def test_one_surface_has_the_label_of_its_slot(maker: SentenceMaker) -> None:
    text, ents = maker._fill("{asorg:x} fell, {asper:x} left {asloc:x}, {asfull:x} said.")
    surfaces = [text[start:end] for start, end, _ in ents]
    assert [label for *_, label in ents] == ["ORG", "PER", "LOC", "PER"]
    assert len(set(surfaces[:3])) == 1
    assert surfaces[3].endswith(f" {surfaces[0]}")


def test_a_silent_slot_is_no_name(maker: SentenceMaker) -> None:
    text, ents = maker._fill("The {~law:w} and the {~city:c} Agreement bind {country:a}.")
    assert [label for *_, label in ents] == ["LOC"]
    assert "{" not in text


def test_every_choice_can_be_drawn(maker: SentenceMaker) -> None:
    drawn = {maker._fill("We [saw|heard] it[, too|].")[0] for _ in range(100)}
    assert drawn == {f"We {a} it{b}." for a in ("saw", "heard") for b in (", too", "")}


def test_articles_agree(maker: SentenceMaker) -> None:
    text, _ = maker._fill("a {country:a} {~job:j} came")
    assert not re.search(r"\ban? the\b", text, re.IGNORECASE)
    drawn = " ".join(maker._fill("It was a {demonym:a} idea.")[0] for _ in range(50))
    assert not re.search(r"\ba [AEIO]|\ban [BCDFGHJKLMNPRSTVZ]", drawn)


def test_an_abbreviation_at_the_end_keeps_one_stop(maker: SentenceMaker) -> None:
    bound = {"companyo": "Zorvex Inc."}
    text, ents = maker._fill("He left {company:o}. She stayed.", bound | {"shorto": "Zorvex Inc."})
    assert text == "He left Zorvex Inc. She stayed."
    assert ents == [(8, 19, "ORG")]


def test_places_in_phrases_of_administration_fill(maker: SentenceMaker) -> None:
    for _ in range(300):
        text, ents = maker._fill("Floods hit {admin:c}.")
        assert "{" not in text
        assert [label for *_, label in ents] == ["LOC"]


def test_passages_are_those_of_the_seed(make_inventor: Callable[[int], Inventor]) -> None:
    first, again, other = (SentenceMaker(make_inventor(seed)) for seed in (SEED, SEED, SEED + 1))
    passages = [first.passage() for _ in range(60)]
    assert passages == [again.passage() for _ in range(60)]
    assert passages != [other.passage() for _ in range(60)]


def test_passages_hold_their_spans(maker: SentenceMaker) -> None:
    for _ in range(400):
        passage = maker.passage()
        _check(passage.text, passage.ents)
        assert passage.source == "invented"
        assert "\n" not in passage.text


def test_the_same_people_come_again_in_short(maker: SentenceMaker) -> None:
    bound: dict[str, str] = {}
    maker._fill("{person:p} spoke.", bound)
    drawn = {maker._fill("{person:p} left.", bound)[0] for _ in range(40)}
    assert drawn == {f"{bound['personp']} left.", f"{bound['surnamep']} left."}


def test_every_slot_has_words(make_inventor: Callable[[int], Inventor]) -> None:
    fillers = Fillers(make_inventor(SEED))
    kinds = {slot.group(2) for template in words.templates() for slot in _SLOT.finditer(template)} - {"admin"}
    for kind in sorted(kinds):
        assert fillers.value(kind, "z", "", {}), kind


def test_inner_slots_have_words(make_inventor: Callable[[int], Inventor]) -> None:
    inventor = make_inventor(SEED)
    for phrases in words.phrases().values():
        for phrase in phrases:
            for kind in re.findall(r"\{(\w+)\}", phrase):
                assert inventor._inner(kind, None), phrase


def test_slots_without_a_label_are_no_names() -> None:
    slots = [slot for template in words.templates() for slot in _SLOT.finditer(template)]
    assert {slot.group(2) for slot in slots if not slot.group(1)} <= {*_LABELS, *PLAIN_KINDS}
    assert set(_LABELS.values()) == {"PER", "ORG", "LOC"}
    assert not PLAIN_KINDS & set(_LABELS)
