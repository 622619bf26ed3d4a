"""Pipelines that a user names: what is said of what they lack, what is refused, which tokens they read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from pipeline.errors import ModelError
from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator, locate, notices
from pipeline.runs.fingerprints import model_fingerprint
from tests.conftest import Done
from tests.language.articles import article

ONTONOTES = ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "LAW", "DATE", "CARDINAL"]


def ruler(nlp: Any, labels: list[str]) -> Any:
    """Names by pattern: a component that gives these labels, without weights."""
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": f"Zed{label}"} for label in labels])
    return nlp


@pytest.fixture
def conll(tmp_path: Path) -> Path:
    """A pipeline of four labels and nothing else."""
    nlp = ruler(spacy.blank("en"), ["PER", "ORG", "LOC", "MISC"])
    nlp.to_disk(tmp_path / "conll")
    return tmp_path / "conll"


def test_what_a_model_lacks_is_one_line(conll: Path) -> None:
    (line,) = notices(str(conll))
    assert line.startswith(f"model {conll}: ")
    for part in (
        "no parser (subjects and objects by word order)",
        "no lemmas",
        "no parts of speech",
        "no GPE",
        "no FAC",
    ):
        assert part in line
    assert "\n" not in line


def test_a_model_that_lacks_nothing_is_used_in_silence(tmp_path: Path) -> None:
    nlp = ruler(spacy.blank("en"), ONTONOTES)
    for name in ("tagger", "parser", "morphologizer"):
        nlp.add_pipe(name).add_label("nsubj" if name == "parser" else "POS=NOUN")
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("trainable_lemmatizer")
    nlp.to_disk(tmp_path / "full", exclude=["tagger", "parser", "morphologizer", "trainable_lemmatizer"])
    assert notices(str(tmp_path / "full")) == ()
    assert notices("built-in") == ()


def test_of_a_component_that_declares_nothing_nothing_is_said(conll: Path) -> None:
    spacy.Language.component("says_nothing", func=lambda doc: doc)
    nlp = spacy.load(conll)
    nlp.add_pipe("says_nothing")
    nlp.to_disk(conll)
    assert notices(str(conll)) == ()


def test_a_run_says_it_once_on_stderr(
    conll: Path, corpus: Path, tmp_path: Path, newsledger: Callable[..., Done]
) -> None:
    for processes in (2, 1):  # the second finds everything in the cache
        done = newsledger(
            "run",
            "--corpus",
            corpus,
            "--outputs",
            tmp_path / "out",
            "--model",
            conll,
            "--processes",
            processes,
            "--json",
        )
        assert done.code == 0
        assert done.err.count("no parser") == 1
        assert "no parser" in json.loads(done.out)["notes"][0]


@pytest.mark.parametrize("name", ["", " ", "no_such_pipeline", "numpy", ".", "/", "a.b/c", "-", "no\x00pe"])
def test_what_is_no_pipeline_is_one_line(name: str) -> None:
    for use in (notices, model_fingerprint, locate, lambda model: Annotator(default_knowledge(), model)):
        with pytest.raises(ModelError, match="model ") as caught:
            use(name)
        assert "\n" not in str(caught.value)


def test_the_folder_above_a_pipeline_is_told(conll: Path) -> None:
    with pytest.raises(ModelError, match="conll has them"):
        locate(str(conll.parent))


@pytest.mark.filterwarnings("ignore:.*W036")  # a ruler without patterns
@pytest.mark.parametrize(
    "file", ["config.cfg", "meta.json", "tokenizer", "vocab/strings.json", "entity_ruler/patterns.jsonl"]
)
@pytest.mark.parametrize("damage", ["cut", "emptied", "noise", "gone"])
def test_a_damaged_folder_is_one_line_or_still_works(conll: Path, file: str, damage: str) -> None:
    path = conll / file
    content = path.read_bytes()
    path.write_bytes({"cut": content[: len(content) // 2], "noise": bytes(range(256)) * 9}.get(damage, b""))
    if damage == "gone":
        path.unlink()
    try:
        Annotator(default_knowledge(), str(conll))(article("They met."))
    except ModelError as error:
        assert "\n" not in str(error)  # noqa: PT017 - some damage leaves a pipeline that works
        assert str(conll) in str(error)  # noqa: PT017


def test_an_unknown_component_is_named(conll: Path) -> None:
    config = (conll / "config.cfg").read_text(encoding="utf-8")
    (conll / "config.cfg").write_text(config.replace('"entity_ruler"\n', '"zorb_finder"\n'), encoding="utf-8")
    for use in (notices, lambda model: Annotator(default_knowledge(), model)):
        with pytest.raises(ModelError, match="needs the factory zorb_finder, which no installed package gives"):
            use(str(conll))


def test_names_of_unknown_kinds_only_are_refused(tmp_path: Path) -> None:
    ruler(spacy.blank("en"), ["DISEASE", "GENE"]).to_disk(tmp_path / "bio")
    with pytest.raises(ModelError, match=r"none of its labels is known \(DISEASE, GENE\)"):
        Annotator(default_knowledge(), str(tmp_path / "bio"))


def test_a_parser_without_names_is_refused(tmp_path: Path) -> None:
    nlp: Any = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(ModelError, match=r"it finds no names \(components: sentencizer\)"):
        Annotator(default_knowledge(), str(tmp_path / "model"))


def test_a_pipeline_that_fails_on_a_sentence_is_refused(conll: Path) -> None:
    def fails(doc: Any) -> Any:
        raise KeyError("zorb")

    spacy.Language.component("fails", func=fails)
    nlp = spacy.load(conll)
    nlp.add_pipe("fails")
    nlp.to_disk(conll)
    with pytest.raises(ModelError, match=r"fails on a plain sentence; .*Component 'fails'"):
        Annotator(default_knowledge(), str(conll))


def test_a_tokeniser_that_changes_the_text_is_refused(conll: Path) -> None:
    class Lower:
        def __init__(self, vocab: Any) -> None:
            self.vocab = vocab

        def __call__(self, text: str) -> Any:
            return spacy.tokens.Doc(self.vocab, words=text.lower().split())

        def to_disk(self, path: Any, **_: Any) -> None: ...
        def from_disk(self, path: Any, **_: Any) -> None: ...

    spacy.registry.tokenizers("lower.test", func=lambda: lambda nlp: Lower(nlp.vocab))
    config = (conll / "config.cfg").read_text(encoding="utf-8")
    (conll / "config.cfg").write_text(config.replace("spacy.Tokenizer.v1", "lower.test"), encoding="utf-8")
    with pytest.raises(ModelError, match="tokeniser changes the text"):
        Annotator(default_knowledge(), str(conll))


def surfaces(model: Path, text: str) -> list[str]:
    return [text[t.start : t.end] for t in Annotator(default_knowledge(), str(model))(article(text)).tokens]


def test_a_pipeline_reads_our_tokens_unless_it_has_its_own(conll: Path, tmp_path: Path) -> None:
    assert surfaces(conll, "in Lima./.") == ["in", "Lima", "./."]
    nlp = spacy.load(conll)
    nlp.tokenizer.add_special_case("Lima./.", [{"ORTH": "Li"}, {"ORTH": "ma./."}])
    nlp.to_disk(tmp_path / "own")
    assert surfaces(tmp_path / "own", "in Lima./.") == ["in", "Li", "ma./."]


@pytest.fixture
def package(conll: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pipeline as an installed package, as `spacy package` lays it out."""
    site = tmp_path / "site"
    home = site / "en_zed"
    shutil.copytree(conll, home / "en_zed-1.2.0")
    meta = json.loads((conll / "meta.json").read_text(encoding="utf-8")) | {"name": "zed", "version": "1.2.0"}
    (home / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (home / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    (site / "en_zed-1.2.0.dist-info").mkdir()
    (site / "en_zed-1.2.0.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: en-zed\nVersion: 1.2.0\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(site))
    return home


def test_an_installed_package_is_known_by_name_version_and_content(package: Path) -> None:
    assert "no GPE" in notices("en_zed")[0]
    names = Annotator(default_knowledge(), "en_zed")(article("They saw ZedPER.")).names
    assert [(name.text, name.label) for name in names] == [("ZedPER", "PERSON")]
    before = model_fingerprint("en_zed")
    assert before.startswith("en_zed:1.2.0:")
    patterns = package / "en_zed-1.2.0/entity_ruler/patterns.jsonl"
    patterns.write_text(patterns.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert model_fingerprint("en_zed") != before


def test_a_folder_is_known_by_its_content(conll: Path, tmp_path: Path) -> None:
    before = model_fingerprint(str(conll))
    shutil.copytree(conll, tmp_path / "elsewhere/conll")
    assert model_fingerprint(str(tmp_path / "elsewhere/conll")) == before
    (conll / "meta.json").write_text((conll / "meta.json").read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert model_fingerprint(str(conll)) != before
