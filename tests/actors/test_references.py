"""Pronouns and collective phrases: whom they stand for, and where nobody may be named."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Annotation, ArticleActors, Reference, Span, Token
from tests.actors.marked import FINDER, actors_in, annotated


def _rows() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "references.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


def _names(actors: ArticleActors, reference: Reference) -> str:
    return "; ".join(sorted(actors.actors[chain].name for chain in reference.chains)) or "-"


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['why']}: {row['text']}")
def test_reference(row: dict[str, str]) -> None:
    actors = actors_in(*row["text"].split(" // "))
    found = [r for r in actors.references if r.text == row["phrase"]]
    if row["stands_for"] == "!":
        assert found == []
    else:
        assert _names(actors, found[-1]) == row["stands_for"]


def test_references_are_no_mentions_and_take_no_part_in_the_counts() -> None:
    lines = ("[PERSON Tom Hale] left [GPE Kenya] for [GPE Peru].", "He praised the two countries.")
    actors = actors_in(*lines)
    assert [(r.form, r.text, r.rule) for r in actors.references] == [
        ("pronoun", "He", "previous_sentence"),
        ("collective", "the two countries", "same_number"),
    ]
    assert {m.text for m in actors.mentions} == {"Tom Hale", "Kenya", "Peru"}


def test_an_object_is_not_its_own_subject() -> None:
    marked = "[PERSON Tom Hale] left.\n[PERSON Jim Berg] thanked him."
    article, annotation = annotated(marked)
    words = {word: article.text.index(word) for word in ("Jim", "thanked", "him")}
    tokens = tuple(
        Token(start, start + len(word), 1, dep=dep, head=1)
        for (word, start), dep in zip(words.items(), ("nsubj", "root", "obj"), strict=True)
    )
    parsed = FINDER(article, Annotation(tokens, annotation.names))
    assert [_names(parsed, r) for r in parsed.references] == ["Tom Hale"]


def test_a_possessive_may_be_the_subjects_own() -> None:
    article, annotation = annotated("[PERSON Ana Ruiz] left.\n[PERSON Pim Sri] and her friend spoke.")
    starts = {word: article.text.index(word) for word in ("Pim", "her", "friend", "spoke")}
    tokens = tuple(
        Token(starts[word], starts[word] + len(word), 1, dep=dep, head=head)
        for word, dep, head in (
            ("Pim", "nsubj", 3),
            ("her", "nmod:poss", 2),
            ("friend", "conj", 0),
            ("spoke", "root", 3),
        )
    )
    parsed = FINDER(article, Annotation(tokens, annotation.names))
    assert [_names(parsed, r) for r in parsed.references] == ["Pim Sri"]


def _holds_the_contract(actors: ArticleActors, text: str) -> None:
    starts = [(r.start, r.end) for r in actors.references]
    assert starts == sorted(starts)
    for found in actors.references:
        assert text[found.start : found.end] == found.text
        assert found.form in {"pronoun", "collective"}
        assert list(found.chains) == sorted(set(found.chains))
        assert all(0 <= chain < len(actors.actors) for chain in found.chains)
        assert found.chains or found.rule in {"ambiguous", "no_bearer"}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([
    "[PERSON Tom Hale]", "[PERSON Ana Ruiz]", "[PERSON Hale]", "[GPE Kenya]", "[NORP Peruvian]", "[ORG Halvora]", "He",
    "her", "the latter", "the former", "They", "both sides", "the two leaders", "the three ministers", "President", "and",
    ",", '"', ".\n", "\n\n", "said", "the pair",
])))  # fmt: skip
def test_any_jumble_holds_the_contract(pieces: list[str]) -> None:
    article, annotation = annotated(" ".join(pieces))
    actors = FINDER(article, annotation)
    _holds_the_contract(actors, article.text)
    assert actors == FINDER(article, annotation)


@pytest.mark.parametrize(("place", "stands_for"), [("NAIROBI", "-"), ("LIMA", "Chile; Peru")])
def test_in_its_own_story_a_country_is_one_of_the_two(place: str, stands_for: str) -> None:
    marked = (
        "[GPE Kenya] sold more tea.\nIt rained.\n[GPE Peru] bought less than [GPE Chile].\nThe two countries will talk."
    )
    article, annotation = annotated(marked)
    actors = FINDER(dataclasses.replace(article, place=Span(0, 0, place)), annotation)
    assert [_names(actors, r) for r in actors.references] == [stands_for]


def test_a_storys_own_country_goes_without_saying() -> None:
    marked = "[NORP Peruvian] envoy [PERSON Eva Ruiz] came.\nThe two nations will talk.\n[GPE Kenya], [GPE Chile] and [GPE Mali] agreed."
    article, annotation = annotated(marked)
    for place, stands_for in (("NAIROBI", "Kenya; Peru"), ("Nowhere", "-")):
        actors = FINDER(dataclasses.replace(article, place=Span(0, 0, place)), annotation)
        assert [_names(actors, r) for r in actors.references] == [stands_for]
