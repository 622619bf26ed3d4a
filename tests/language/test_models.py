"""The seam for trained pipelines: what is loaded, what is refused in one line, how its names join those of the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.errors import ModelError
from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator, models
from pipeline.language.combine import combine
from pipeline.records import Name
from tests.language.articles import article


@pytest.fixture
def ruler(tmp_path: Path) -> Path:
    """A pipeline with OntoNotes labels, by patterns instead of weights."""
    nlp: Any = spacy.blank("en")
    patterns = [
        {"label": "FAC", "pattern": "the Blue Gate"},
        {"label": "PERSON", "pattern": "Zorblax's"},
        {"label": "ORG", "pattern": "Peru"},
        {"label": "CARDINAL", "pattern": "twelve"},
    ]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_a_named_pipeline_gives_names_with_our_labels(ruler: Path) -> None:
    text = "Seen at the Blue Gate were twelve boxes and Zorblax's hat from Peru."
    annotation = Annotator(default_knowledge(), str(ruler))(article(text))
    assert [(name.text, name.label) for name in annotation.names] == [
        ("Blue Gate", "FAC"),
        ("Zorblax", "PERSON"),
        ("Peru", "GPE"),  # the gazetteer knows better
    ]
    assert annotation.names[-1].rule == "gazetteer:country"
    assert all(text[name.start : name.end] == name.text for name in annotation.names)


def test_parsed_tokens_point_to_their_heads(ruler: Path) -> None:
    nlp: Any = spacy.load(ruler)

    def first_word_heads(doc: Any) -> Any:
        for token in doc:
            token.head, token.dep_, token.pos_ = doc[0], "dep", "NOUN"
        return doc

    spacy.Language.component("first_word_heads", func=first_word_heads)
    nlp.add_pipe("first_word_heads")
    nlp.to_disk(ruler)
    tokens = Annotator(default_knowledge(), str(ruler))(article("Red hats\nBlue  hats")).tokens
    assert [token.head for token in tokens] == [0, 0, 2, 2]
    assert {token.pos for token in tokens} == {"NOUN"}


@pytest.mark.parametrize("name", ["no_such_pipeline", "/nowhere/at/all"])
def test_an_unknown_model_is_one_line(name: str) -> None:
    with pytest.raises(ModelError, match="no installed spaCy pipeline") as caught:
        Annotator(default_knowledge(), name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="finds no names"):
        Annotator(default_knowledge(), str(tmp_path / "bare"))


def test_a_pipeline_for_another_spacy_is_refused(ruler: Path) -> None:
    meta = json.loads((ruler / "meta.json").read_text(encoding="utf-8"))
    meta["spacy_version"] = ">=2.0.0,<2.1.0"
    (ruler / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match="another spaCy"):
        Annotator(default_knowledge(), str(ruler))


def test_a_broken_pipeline_is_refused(ruler: Path) -> None:
    (ruler / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot load it"):
        Annotator(default_knowledge(), str(ruler))


def test_the_built_in_model_is_taken_where_it_is_packaged(ruler: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "BUILT_IN_PATH", ruler)
    names = Annotator(default_knowledge(), "built-in")(article("Seen at the Blue Gate.")).names
    assert [(name.text, name.label) for name in names] == [("Blue Gate", "FAC")]


def test_rules_alone_where_no_model_is_packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "BUILT_IN_PATH", tmp_path)
    names = Annotator(default_knowledge(), "built-in")(article("She flew to Quito.")).names
    assert [(name.text, name.rule) for name in names] == [("Quito", "gazetteer:city")]


def _name(start: int, text: str, label: str, rule: str) -> Name:
    return Name(start, start + len(text), text, label, 0, rule)


def _codes(code: str, names: list[Name]) -> dict[int, str]:
    """The same code for every word of the names."""
    return {
        name.start + offset: code
        for name in names
        for offset in range(len(name.text))
        if offset == 0 or name.text[offset - 1] == " "
    }


def _combined(rules: list[Name], model: list[Name], codes: dict[int, str] | None = None) -> list[tuple[str, str, str]]:
    found = combine(rules, model, {**_codes("C", [*rules, *model]), **(codes or {})})
    return [(name.text, name.label, name.rule) for name in found]


def test_rules_fill_what_the_model_left_out_and_guesses_do_not() -> None:
    rules = [
        _name(0, "Quito", "GPE", "gazetteer:city"),
        _name(10, "Ana Ruiz", "PERSON", "title"),
        _name(30, "Fishmeal", "ORG", "capitals"),
        _name(50, "Peru", "GPE", "gazetteer:country"),
    ]
    model = [_name(10, "Ana Ruiz", "ORG", "model"), _name(50, "Peru Tours", "ORG", "model")]
    assert _combined(rules, model) == [
        ("Quito", "GPE", "gazetteer:city"),
        ("Ana Ruiz", "ORG", "model"),
        ("Peru Tours", "ORG", "model"),
    ]


def test_a_title_and_a_head_bound_a_name_better_than_the_model() -> None:
    rules = [_name(0, "Ministry of Fish of Peru", "ORG", "head"), _name(40, "Ana Ruiz", "PERSON", "title")]
    model = [_name(20, "Peru", "LOC", "model"), _name(31, "Minister Ana Ruiz", "PERSON", "model")]
    found = _combined(rules, model, {31: "T"})
    assert [text for text, _, _ in found] == ["Ministry of Fish of Peru", "Ana Ruiz"]


def test_places_of_a_coarse_model_are_told_apart_by_their_words() -> None:
    model = [_name(0, "Bentari", "LOC", "model"), _name(10, "Blue Bridge", "LOC", "model")]
    assert _combined([], model, {15: "f"}) == [("Bentari", "GPE", "model"), ("Blue Bridge", "FAC", "model")]


@pytest.mark.parametrize("code", ["#", "T", "Y", "K", "N"])
def test_money_titles_and_generic_words_are_nobody_whatever_the_model_says(code: str) -> None:
    assert _combined([], [_name(0, "Whatever", "PERSON", "model")], {0: code}) == []


def test_a_known_name_with_a_common_word_behind_it_stays_short() -> None:
    rules = [_name(0, "ASEAN", "ORG", "gazetteer:organization")]
    model = [_name(0, "ASEAN Economic", "ORG", "model")]
    assert _combined(rules, model, {6: "K"}) == [("ASEAN", "ORG", "gazetteer:organization")]


def test_the_article_settles_what_the_model_calls_now_so_now_so() -> None:
    model = [
        _name(0, "Ana Colque", "PERSON", "model"),
        _name(20, "Colque", "ORG", "model"),
        _name(30, "Zentara", "ORG", "model"),
        _name(40, "Zentara", "LOC", "model"),
        _name(50, "Zentara", "ORG", "model"),
    ]
    assert [label for _, label, _ in _combined([], model)] == ["PERSON", "PERSON", "ORG", "ORG", "ORG"]


def test_a_guess_is_kept_where_the_article_names_it_elsewhere() -> None:
    rules = [_name(0, "Zentara", "ORG", "capitals"), _name(20, "Zentara", "ORG", "capitals")]
    assert len(_combined(rules, [_name(0, "Zentara", "ORG", "model")])) == 2
