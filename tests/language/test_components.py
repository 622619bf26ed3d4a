"""The rules and the tokeniser as spaCy components: the same names as the stage, saved and loaded, in any interpreter."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.config import BUILT_IN_MODEL
from pipeline.knowledge import Knowledge, Row, default_knowledge
from pipeline.language import Annotator
from pipeline.language.components import FILES, Names
from pipeline.language.lexicon import Lexicon
from pipeline.language.models import BUILT_IN_PATH
from pipeline.language.tokenizer import WireTokenizer, wire_copy_pipeline, wire_tokenizer
from tests.language.articles import article, rule_names

PARAGRAPH = (
    "Vice Minister of Trade Ana Ruiz of Peru met leaders of Zentara Group in Lima on Tuesday, the Ministry of Foreign "
    "Affairs said. Ruiz thanked Zentara, and told the Peruvian press that Col. Okoro had left for Nairobi./."
)


def pairs(doc: Any) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


@pytest.fixture
def rules() -> Any:
    """A pipeline of rules alone."""
    nlp = wire_copy_pipeline(default_knowledge())
    nlp.add_pipe("newsledger_names")
    return nlp


@pytest.fixture
def mine(tmp_path: Path) -> Knowledge:
    """A knowledge with two rows of a user."""
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/organizations.tsv").write_text("name\tacronym\tnames\nzog works\tZWU\t\n", encoding="utf-8")
    header = "\t".join(default_knowledge().rows("knowledge/titles.tsv")[0])
    columns = dict.fromkeys(header.split("\t"), "") | {"title": "Zgt.", "kind": "person_title", "scope": "honorific"}
    (tmp_path / "knowledge/titles.tsv").write_text(header + "\n" + "\t".join(columns.values()) + "\n", encoding="utf-8")
    return Knowledge(tmp_path)


def test_rules_alone_name_a_paragraph_as_the_stage_does(rules: Any) -> None:
    assert pairs(rules(PARAGRAPH)) == [(name.text, name.label) for name in rule_names(PARAGRAPH)]


def test_the_packaged_pipeline_names_a_paragraph_as_the_stage_does() -> None:
    names = Annotator(default_knowledge(), BUILT_IN_MODEL)(article(PARAGRAPH)).names
    assert pairs(spacy.load(BUILT_IN_PATH)(PARAGRAPH)) == [(name.text, name.label) for name in names]
    assert {name.text for name in names} >= {"Ana Ruiz", "Peru", "Zentara", "Ministry of Foreign Affairs", "Okoro"}


def test_what_a_model_found_is_typed_and_completed(rules: Any) -> None:
    ruler = rules.add_pipe("entity_ruler", before="newsledger_names")
    ruler.add_patterns([{"label": "PER", "pattern": "Peru"}, {"label": "LOC", "pattern": "the Blue Gate"}])
    doc = rules("Seen at the Blue Gate in Peru was President Ana Ruiz.")
    assert pairs(doc) == [("Blue Gate", "FAC"), ("Peru", "GPE"), ("Ana Ruiz", "PERSON")]


def test_sentences_of_the_doc_are_kept_and_lines_are_sentences_without_them(rules: Any) -> None:
    text = "Zentara, it seems, is glad.\nIt was sold to Zentara yesterday."
    assert [name for name, _ in pairs(rules(text))] == ["Zentara", "Zentara"]
    rules.add_pipe("sentencizer", first=True)
    assert [name for name, _ in pairs(rules(text))] == ["Zentara", "Zentara"]


@pytest.mark.parametrize("text", ["", " \n\t ", "\n", "(", "\u200f", "(" * 3000, "Lima\r\n\r\nQuito"])
def test_any_doc_is_read(rules: Any, text: str) -> None:
    assert rules(text).text == text


def test_added_rows_travel_with_the_pipeline(rules: Any, mine: Knowledge, tmp_path: Path) -> None:
    text = "They asked the ZWU and Zgt. Oruna for help."
    assert ("ZWU", "ORG") not in pairs(rules("They asked the zwu for help."))
    before = rules.to_bytes()
    rules.get_pipe("newsledger_names").use(mine)
    expected = [("ZWU", "ORG"), ("Oruna", "PERSON")]
    assert pairs(rules(text)) == expected
    assert "Zgt." in [token.text for token in rules(text)]
    rules.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert pairs(loaded(text)) == expected
    again = wire_copy_pipeline(default_knowledge())
    again.add_pipe("newsledger_names")
    assert pairs(again.from_bytes(rules.to_bytes())(text)) == expected
    assert pairs(again.from_bytes(before)("Oruna of Zgt. asked.")) != expected


def test_added_rows_hold_where_the_pipeline_is_plugged(rules: Any, mine: Knowledge, tmp_path: Path) -> None:
    rules.add_pipe("entity_ruler", first=True).add_patterns([{"label": "ORG", "pattern": "Acme"}])
    rules.get_pipe("newsledger_names").use(mine)
    rules.to_disk(tmp_path / "saved")
    names = Annotator(default_knowledge(), str(tmp_path / "saved"))(article("They asked the ZWU for help.")).names
    assert [(name.text, name.label) for name in names] == [("ZWU", "ORG")]


def test_every_file_that_is_read_travels() -> None:
    class Seen(Knowledge):
        names: set[str] = set()  # noqa: RUF012 - one reader, one test

        def rows(self, name: str) -> tuple[Row, ...]:
            self.names.add(name)
            return super().rows(name)

    seen = Seen()
    nlp: Any = spacy.blank("en")
    tokenizer = wire_tokenizer(nlp.vocab, seen)
    Lexicon(seen, lambda text: [token.text for token in tokenizer(text)])
    assert seen.names == set(FILES)


def test_the_tokeniser_is_saved_and_pickled(tmp_path: Path) -> None:
    nlp = wire_copy_pipeline(default_knowledge())
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    words = ["in", "Lima", "./.", "Col.", "Okoro", "of", "Tanaka", "Bhd.", "met"]
    for tokenizer in (nlp.tokenizer, loaded.tokenizer, pickle.loads(pickle.dumps(nlp.tokenizer))):
        assert isinstance(tokenizer, WireTokenizer)
        assert [token.text for token in tokenizer("in Lima./. Col. Okoro of Tanaka Bhd. met")] == words


def test_a_component_can_be_pickled() -> None:
    names = Names(wire_copy_pipeline(default_knowledge()).tokenizer)
    assert isinstance(pickle.loads(pickle.dumps(names)), Names)


def test_a_fresh_interpreter_needs_no_import_of_ours(tmp_path: Path) -> None:
    nlp = wire_copy_pipeline(default_knowledge())
    nlp.add_pipe("newsledger_names")
    nlp.to_disk(tmp_path / "saved")
    code = (
        "import json, sys, spacy\n"
        "doc = spacy.load(sys.argv[1])(sys.argv[2])\n"
        "print(json.dumps([[e.text, e.label_] for e in doc.ents]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "saved"), PARAGRAPH]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert [tuple(pair) for pair in json.loads(done.stdout)] == pairs(nlp(PARAGRAPH))
