"""The trained network as a spaCy pipeline in a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.knowledge import Knowledge
from pipeline.language.network import Labels
from pipeline.language.network.lemmatizer import table_bytes
from pipeline.language.tokenizer import wire_copy_pipeline
from reader.export import export
from reader.network import Network
from reader.treebank import NAME_TAGS

META = {
    "name": "newsledger_reader",
    "version": "0.2.0",
    "description": "Names, tags, lemmas and dependencies of English news.",
    "author": "The newsledger authors",
    "license": "CC-BY-SA-4.0",
    "sources": [],
}
_DIGITS = 6  # of the weights that stand in a text file


def labels_of(network: Network, classes: dict[str, list[str]]) -> Labels:
    """What the columns of the network's outputs mean, and its last layer for relations."""
    known = {"ner": NAME_TAGS, "start": ("no", "yes"), **{name: tuple(values) for name, values in classes.items()}}
    last = network.relation_form
    return Labels(
        heads={name: tuple(known[name]) for name in network.plain},
        relations=tuple(classes["relation"]),
        relation_weight=tuple(tuple(round(x, _DIGITS) for x in row) for row in last.weight.tolist()),
        relation_bias=tuple(round(x, _DIGITS) for x in last.bias.tolist()),
    )


def reader_files(
    network: Network,
    classes: dict[str, list[str]],
    vocabulary: Sequence[str],
    lemmas: Mapping[tuple[str, str], str],
) -> dict[str, bytes]:
    """The contents of the component's files."""
    with tempfile.TemporaryDirectory() as folder:
        export(network, Path(folder) / "network.onnx")
        model = (Path(folder) / "network.onnx").read_bytes()
    return {
        "network": model,
        "labels": labels_of(network, classes).write(),
        "pieces": "\n".join(vocabulary).encode("utf-8"),
        "lemmas": table_bytes(lemmas),
    }


def write(files: dict[str, bytes], target: Path) -> None:
    """Save the pipeline to `target`: our tokeniser, the reader, the rules for names; no words in its vocabulary."""
    nlp = wire_copy_pipeline(Knowledge())
    reader = nlp.add_pipe("newsledger_reader")
    reader.load(files)
    nlp.add_pipe("newsledger_names")
    nlp.meta.update(META)
    for old in target.iterdir() if target.is_dir() else ():
        if old.is_dir():
            shutil.rmtree(old)
    nlp.to_disk(target, exclude=["vocab"])
