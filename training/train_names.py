# ruff: noqa: INP001 - a script, no package
"""Train the name model: `python training/train_names.py --from ../shared/data/model --to pipeline/language/model`."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import spacy
from names.learn import Plan, train
from names.mix import Mix
from names.passages import read
from names.score import score
from spacy.language import Language

DEFAULT = Plan()
TESTS = ("gmb.test", "gum_open.test", "wnut17.dev")


def main() -> None:
    """Train, save, and print the scores on the test sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folder", type=Path, default=Path("../shared/data/model"), help="data folder")
    parser.add_argument("--to", dest="target", type=Path, required=True, help="where the pipeline is saved")
    parser.add_argument("--steps", type=int, default=DEFAULT.steps, help="updates in all")
    parser.add_argument("--seed", type=int, default=DEFAULT.seed)
    parser.add_argument("--only-score", action="store_true", help="score the pipeline that is there")
    chosen = parser.parse_args()
    if chosen.only_score:
        nlp = spacy.load(chosen.target)
    else:
        plan = Plan(steps=chosen.steps, seed=chosen.seed)
        with tempfile.TemporaryDirectory() as folder:
            nlp = train(Mix(chosen.folder, plan.seed), plan, Path(folder))
        save(nlp, chosen.target)
    report(nlp, chosen.folder)


def save(nlp: Language, target: Path) -> None:
    """The pipeline with its description, and without the words of the training text: no feature looks them up."""
    nlp.meta |= {
        "name": "newsledger_names",
        "version": "0.1.0",
        "description": "Names of people, organisations and places in English news.",
        "author": "The newsledger authors",
        "license": "CC-BY-SA-4.0",
        "sources": [],
    }
    nlp.to_disk(target)
    labels = sorted({*nlp.get_pipe("ner").labels, *spacy.blank("en").vocab.strings})
    (target / "vocab" / "strings.json").write_text(json.dumps(labels), encoding="utf-8")


def report(nlp: Language, folder: Path) -> None:
    """One line of scores for each test set, and the speed."""
    words, started = 0, time.process_time()
    for name in TESTS:
        passages = read(folder / f"{name}.jsonl")
        words += sum(passage.text.count(" ") + 1 for passage in passages)
        print(f"{name}: {score(nlp, passages).line()}")
    print(f"{words / (time.process_time() - started):,.0f} words per CPU-second")


if __name__ == "__main__":
    main()
