"""The training loop: fresh augmentation in every epoch, averaged weights, the best of the evaluations kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, load_config, load_model_from_config
from thinc.api import Adam

from names.mix import Mix
from names.passages import Passage, to_doc
from names.score import score

CONFIG = Path(__file__).with_name("names.cfg")
WARM_UP = 250


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how to train.

    Attributes:
        steps: updates in all.
        batch: words in an update.
        evaluate_every: updates between evaluations.
        rate: highest learning rate, reached after WARM_UP updates; from there straight down to nought.
        dropout: share of activations left out.
        seed: fixes weights, order and augmentation.
    """

    steps: int = 11_000
    batch: int = 1000
    evaluate_every: int = 500
    rate: float = 0.001
    dropout: float = 0.15
    seed: int = 0

    def rate_at(self, step: int) -> float:
        """The learning rate of an update, the first being 1."""
        if step < WARM_UP:
            return self.rate * step / WARM_UP
        return self.rate * (self.steps - step) / max(1, self.steps - WARM_UP)


def train(mix: Mix, plan: Plan, target: Path) -> Language:
    """Train on the mix, keep the pipeline with the best mean F1 over the dev sets in `target`, and return it."""
    fix_random_seed(plan.seed)
    nlp = load_model_from_config(load_config(CONFIG), auto_fill=True)
    examples = [_example(nlp, passage) for passage in mix.epoch()[:2000]]
    nlp.initialize(lambda: examples)
    optimizer = Adam(plan.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    losses: dict[str, float] = {}
    best, started = -1.0, time.process_time()
    batches = _batches(nlp, mix, plan.batch)
    for step in range(1, plan.steps + 1):
        optimizer.learn_rate = plan.rate_at(step)
        nlp.update(next(batches), drop=plan.dropout, sgd=optimizer, losses=losses)
        if step % plan.evaluate_every and step < plan.steps:
            continue
        with nlp.use_params(optimizer.averages):
            scores = {name: 100 * score(nlp, passages).exact.f1 for name, passages in mix.dev.items()}
            mean = sum(scores.values()) / len(scores)
            if mean > best:
                best = mean
                nlp.to_disk(target)
        each = " ".join(f"{name} {value:.1f}" for name, value in scores.items())
        spent = time.process_time() - started
        print(f"step {step:6d} {spent:6.0f}s loss {losses['ner']:9.1f} F {mean:.2f} ({each})", flush=True)
        losses.clear()
    return spacy.load(target)


def _batches(nlp: Language, mix: Mix, size: int) -> Iterator[list[Example]]:
    """Endless batches of about `size` words, epoch after epoch."""
    batch: list[Example] = []
    count = 0
    while True:
        for passage in mix.epoch():
            batch.append(_example(nlp, passage))
            count += len(batch[-1].reference)
            if count >= size:
                yield batch
                batch, count = [], 0


def _example(nlp: Language, passage: Passage) -> Example:
    gold = to_doc(nlp, passage)
    spaces = [bool(token.whitespace_) for token in gold]
    return Example(Doc(nlp.vocab, words=[token.text for token in gold], spaces=spaces), gold)
