"""Invented names, and the changes that an Augmenter makes to passages."""

# The training scripts are no installed package, so their types are unknown here.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from names import words
from names.augment import Augmenter, in_title_case
from names.invent import Inventor
from names.passages import Passage

SEED = 11


def test_every_culture_gives_full_and_short_names(lists: Path, make_inventor: Callable[[int], Inventor]) -> None:
    inventor = make_inventor(SEED)
    for culture in words.cultures(lists):
        for _ in range(10):
            full, short = inventor.person(culture)
            assert short in full, culture
            assert "{" not in full


def test_countries_have_cultures_that_are_listed(lists: Path) -> None:
    known = words.cultures(lists)
    assert {country.culture for country in words.countries()} <= set(known)


def test_no_phrase_is_empty_and_no_country_stands_twice() -> None:
    for kind, phrases in words.phrases().items():
        assert all(phrase and phrase == phrase.strip() for phrase in phrases), kind
    names = [country.name for country in words.countries()]
    assert len(names) == len(set(names))


def test_augmented_passages_keep_their_spans(make_inventor: Callable[[int], Inventor]) -> None:
    change = Augmenter(make_inventor(SEED), swap=1, dateline=0.5, role=0.5, plain=0.5, capitals=0.1, titled=0.2)
    text = "The governor, Ana Rojas, met Zorvex of Lima and José Peña."
    names = (("Ana Rojas", "PER"), ("Zorvex", "ORG"), ("Lima", "LOC"), ("José Peña", "PER"))
    ents = [(text.index(name), text.index(name) + len(name), label) for name, label in names]
    for _ in range(200):
        changed = change(Passage(text, ents, "written"))
        end_before = 0
        for start, end, _label in changed.ents:
            assert end_before <= start < end <= len(changed.text)
            assert changed.text[start:end] == changed.text[start:end].strip()
            end_before = end
        assert len(changed.ents) >= len(ents)


def test_title_case_moves_no_span() -> None:
    text = "Ministers of Peru meet in Lima on trade."
    changed = in_title_case(Passage(text, [(13, 17, "LOC"), (26, 30, "LOC")], "written"))
    assert changed.text == "Ministers of Peru Meet in Lima on Trade"
    assert changed.ents == [(13, 17, "LOC"), (26, 30, "LOC")]


def test_words_of_a_name_keep_their_capitals_in_title_case() -> None:
    passage = in_title_case(Passage("iPhone maker Zorvex's shares fall", [(13, 19, "ORG")], "written"))
    assert passage.text[13:19] == "Zorvex"
