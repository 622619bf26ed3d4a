"""Files that are missing, damaged, or of another network: one line that says which."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.vocab import Vocab

from pipeline.errors import ModelError
from pipeline.knowledge import default_knowledge
from pipeline.language.models import load_pipeline
from pipeline.language.network import Labels, Reader

Change = Callable[[dict[str, Any]], object]


def write(parts: dict[str, bytes], folder: Path) -> Path:
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(ValueError, match="newsledger_reader: ") as caught:
        Reader(Vocab()).from_disk(folder)
    (line,) = str(caught.value).splitlines()
    assert len(line) < 200
    return line


@pytest.mark.parametrize("name", ["network.onnx", "labels.json", "pieces.txt", "lemmas.txt"])
def test_a_missing_file(parts: dict[str, bytes], tmp_path: Path, name: str) -> None:
    write({other: content for other, content in parts.items() if other != name}, tmp_path)
    with pytest.raises(FileNotFoundError, match=name):
        Reader(Vocab()).from_disk(tmp_path)


@pytest.mark.parametrize("name", ["network.onnx", "labels.json", "pieces.txt", "lemmas.txt"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"version https://example.org/spec/v1\nsize 23\n"])
def test_a_file_of_something_else(parts: dict[str, bytes], tmp_path: Path, name: str, content: bytes) -> None:
    assert name in refusal(write({**parts, name: content}, tmp_path))


def test_half_a_network(parts: dict[str, bytes], tmp_path: Path) -> None:
    half = parts["network.onnx"][: len(parts["network.onnx"]) // 2]
    assert "network.onnx: onnxruntime" in refusal(write({**parts, "network.onnx": half}, tmp_path))


def test_a_vocabulary_that_is_too_long(parts: dict[str, bytes], tmp_path: Path) -> None:
    long = parts["pieces.txt"] + "".join(f"\nmore{i}" for i in range(5)).encode()
    assert "cannot be fed with this vocabulary" in refusal(write({**parts, "pieces.txt": long}, tmp_path))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda labels: labels["heads"].pop("upos"), "no classes of upos"),
        (lambda labels: labels["heads"]["upos"].__setitem__(0, "NOWN"), "'NOWN' is no part of speech"),
        (lambda labels: labels["heads"]["lemma"].__setitem__(0, "zzz"), "'zzz' is no edit of a word"),
        (lambda labels: labels["heads"]["ner"].__setitem__(1, "S-PER"), "the classes of ner"),
        (lambda labels: labels["heads"]["start"].append("perhaps"), "start"),
        (lambda labels: labels["heads"]["tag"].append("NEW"), "made for other labels"),
        (lambda labels: labels["relations"].remove("ROOT"), "ROOT is not among"),
        (lambda labels: labels["relation_bias"].pop(), "differ in length"),
        (lambda labels: [row.pop() for row in labels["relation_weight"]], "made for other labels"),
        (lambda labels: labels.update(more=1), "more"),
    ],
)
def test_labels_of_another_network(parts: dict[str, bytes], tmp_path: Path, change: Change, told: str) -> None:
    labels = json.loads(parts["labels.json"])
    change(labels)
    line = refusal(write({**parts, "labels.json": json.dumps(labels).encode()}, tmp_path))
    assert told in line


def test_a_damaged_pipeline_is_one_line_of_the_language_stage(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "cut")
    (tmp_path / "cut" / "newsledger_reader" / "network.onnx").write_bytes(b"\x08\x08")
    with pytest.raises(ModelError, match=r"cut: spaCy .* cannot load it; newsledger_reader: network\.onnx: ") as caught:
        load_pipeline(default_knowledge(), str(tmp_path / "cut"))
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("packed", [b"", b"\xc1", b"\x01", b"\x80", b"\x81\xa7network\xa1x"])
def test_bytes_of_something_else(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"newsledger_reader: (no |these bytes are no network)"):
        Reader(Vocab()).from_bytes(packed)


def test_the_labels_of_the_packaged_network_are_whole(parts: dict[str, bytes]) -> None:
    labels = Labels.read(parts["labels.json"])
    assert {"PROPN", "VERB"} <= set(labels.heads["upos"])
    assert {"nsubj", "obj", "ROOT"} <= set(labels.relations)
