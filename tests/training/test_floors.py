"""Score floors of the packaged model on annotated text that did not train it. They only go up."""

# The training scripts are no installed package, so their types are unknown here.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from names.passages import read
from names.score import score
from reader.scores import score_treebank
from spacy.language import Language

from pipeline.language.models import BUILT_IN_PATH

pytestmark = pytest.mark.seeds

SYNTAX = {"upos": 0.975, "tag": 0.973, "morph": 0.95, "lemma": 0.982, "uas": 0.911, "las": 0.888}
NAMES = {"gum_open.test": 0.754, "wnut17.dev": 0.633}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(BUILT_IN_PATH)


def test_syntax(shared: Path, nlp: Language) -> None:
    with nlp.select_pipes(disable=["newsledger_names"]):
        shares = score_treebank(nlp, shared / "data" / "model" / "dep_gum_open.test.spacy", sentences_known=True)
    below = {layer: shares.share(layer) for layer, floor in SYNTAX.items() if shares.share(layer) < floor}
    assert not below


@pytest.mark.parametrize("name", NAMES)
def test_names(shared: Path, nlp: Language, name: str) -> None:
    assert score(nlp, read(shared / "data" / "model" / f"{name}.jsonl")).exact.f1 >= NAMES[name]
