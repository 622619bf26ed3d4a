"""The network in training: windows, batches, losses that fall; only where PyTorch is installed."""

# The training scripts and PyTorch are not installed here, so their types are unknown.
# mypy: disable-error-code="import-not-found, no-any-unimported, misc"

from __future__ import annotations

import random

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is in the environment of `make model` only")
pytest.importorskip("safetensors", reason="safetensors is in the environment of `make model` only")

from reader.learn import cut, losses  # noqa: E402
from reader.network import Network, Shape  # noqa: E402
from reader.treebank import NAME_TAGS, UNKNOWN, Sentence  # noqa: E402
from reader.windows import Maker, batches, collate, joined  # noqa: E402

from pipeline.knowledge import Knowledge  # noqa: E402
from pipeline.language.network.features import N_FEATURES, Gazetteer  # noqa: E402
from pipeline.language.network.pieces import Pieces  # noqa: E402

CLASSES = {
    "upos": ["PROPN", "VERB"],
    "tag": ["NNP", "VBD"],
    "morph": ["", "Tense=Past"],
    "lemma": ["k0", "l2"],
    "relation": ["ROOT", "nsubj", "obj"],
}
SENTENCE = Sentence(
    ["Ana", "visited", "Quito"],
    ["B-PER", "O", "B-LOC"],
    {
        "upos": ["PROPN", "VERB", "PROPN"],
        "tag": ["NNP", "VBD", "NNP"],
        "morph": ["", "Tense=Past", ""],
        "lemma": ["k0", "l2", "k0"],
    },
    [1, -1, 1],
    ["nsubj", "ROOT", "obj"],
)


@pytest.fixture(scope="module")
def maker() -> Maker:
    pieces = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ana", "visited", "qui", "##to"])
    return Maker(pieces, Gazetteer(Knowledge()), CLASSES)


def test_a_window_counts_heads_over_its_sentences(maker: Maker) -> None:
    window = maker.window([SENTENCE, SENTENCE], starts_known=True)
    assert window.gold["head"].tolist() == [2, 0, 2, 5, 0, 5]
    assert window.gold["start"].tolist() == [1, 0, 0, 1, 0, 0]
    assert window.first.tolist() == [1, 2, 3, 5, 6, 7]
    assert window.last.tolist() == [1, 2, 4, 5, 6, 8]


def test_a_batch_pads_with_the_unknown(maker: Maker) -> None:
    batch = collate([maker.window([SENTENCE], starts_known=True), maker.window([SENTENCE] * 2, starts_known=True)], 0)
    assert batch.gold["ner"][0].tolist()[3:] == [UNKNOWN] * 3
    assert batch.mask.sum(dim=1).tolist() == [6, 10]


def test_runs_and_batches_keep_every_sentence(maker: Maker) -> None:
    rng = random.Random(3)
    runs = list(joined([SENTENCE] * 50, rng))
    assert sum(map(len, runs)) == 50
    windows = [maker.window(run, starts_known=True) for run in runs]
    groups = list(batches(windows, 40, rng, pool=20))
    assert sum(map(len, groups)) == len(windows)
    assert all(len(group) * max(len(w.pieces) for w in group) <= 40 for group in groups)


def test_a_long_passage_is_cut_after_a_mark() -> None:
    words = [*["word"] * 44, ".", *["word"] * 200]
    parts = list(cut(Sentence(words, ["O"] * len(words))))
    assert [len(part.words) for part in parts] == [45, 110, 90]


def test_what_is_learnt_is_learnt(maker: Maker) -> None:
    torch.manual_seed(0)
    sizes = {"ner": len(NAME_TAGS), "start": 2} | {name: len(v) for name, v in CLASSES.items() if name != "relation"}
    shape = Shape(N_FEATURES, sizes, 3, layers=1, width=24, inner=48, attention=2, arc=16, relation=8, dropout=0.0)
    network = Network(shape, 8)
    batch = collate([maker.window([SENTENCE] * n, starts_known=True) for n in (1, 2)], 0)
    optimizer = torch.optim.Adam(network.parameters(), 0.01)
    first = sum(loss.item() for loss in losses(network, batch).values())
    for _ in range(60):
        optimizer.zero_grad()
        sum(losses(network, batch).values()).backward()
        optimizer.step()
    last = losses(network, batch)
    assert set(last) == {"ner", "start", "upos", "tag", "morph", "lemma", "head", "relation"}
    assert sum(loss.item() for loss in last.values()) < first / 10
