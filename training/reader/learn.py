"""The training loop: what an epoch is made of, the losses, the evaluations on what is held back."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from names.mix import Mix
from names.passages import Passage, to_doc
from torch.nn import functional

from pipeline.language.network.spans import best_tags, spans_of
from reader.network import MASKED, Network
from reader.treebank import NAME_TAGS, UNKNOWN, Sentence
from reader.windows import LAYERS, Batch, Maker, Window, batches, collate, joined

# Share of the loss: names and trees are hard, the rest is easy.
WEIGHTS = {"ner": 1.5, "head": 1.0, "relation": 1.0, "upos": 0.5, "tag": 0.5, "morph": 0.5, "lemma": 0.5, "start": 0.2}
FORGET = 0.35  # share of windows that do without the lists
WARM_UP = 0.06  # share of the updates


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how to train.

    Attributes:
        updates: updates in all.
        size: padded pieces in an update.
        rate, head_rate: highest learning rates of the encoder and of what is new.
        evaluate_every: updates between evaluations.
        threads: of torch; part of the plan, since sums depend on it.
        seed: fixes weights, order and augmentation.
    """

    updates: int = 3900
    size: int = 1536
    rate: float = 2e-4
    head_rate: float = 1e-3
    evaluate_every: int = 500
    threads: int = 1
    seed: int = 0


class Epochs:
    """Windows without end: treebanks, annotated passages, invented ones, newly drawn in every epoch.

    Args:
        mix: passages with names.
        treebanks: documents of sentences; those of GUM carry names, too.
        maker: makes windows.
        nlp: the tokeniser of wire copy.
    """

    def __init__(self, mix: Mix, treebanks: list[list[Sentence]], maker: Maker, nlp: object) -> None:
        self._mix, self._treebanks, self._maker, self._nlp = mix, treebanks, maker, nlp

    def __call__(self) -> Iterator[Window]:
        """Windows, epoch after epoch."""
        rng = self._mix.rng
        while True:
            epoch: list[list[Sentence] | Passage] = [run for doc in self._treebanks for run in joined(doc, rng)]
            epoch.extend(self._mix.epoch())
            rng.shuffle(epoch)
            for part in epoch:
                if isinstance(part, Passage):
                    for piece in cut(sentence_of(self._nlp, part)):
                        yield self._maker.window([piece], starts_known=False)
                else:
                    yield self._maker.window(part, starts_known=True)


def sentence_of(nlp: object, passage: Passage) -> Sentence:
    """A passage as words with name tags; unknown where a name ends inside a token."""
    doc = to_doc(nlp, passage)
    tokens = [token for token in doc if not token.is_space]
    tags = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else token.ent_iob_ for token in tokens]
    return Sentence([token.text for token in tokens], tags)


def cut(sentence: Sentence, *, enough: int = 40, most: int = 110) -> Iterator[Sentence]:
    """A long passage in pieces: after an end mark outside names once there are `enough` words, else after `most`."""
    words, tags = sentence.words, sentence.names or []
    start = 0
    for i, word in enumerate(words, start=1):
        inside = i < len(words) and tags[i].startswith("I")
        if i == len(words) or i - start >= most or (i - start >= enough and word in {".", "!", "?"} and not inside):
            yield Sentence(words[start:i], tags[start:i])
            start = i


def losses(network: Network, batch: Batch) -> dict[str, torch.Tensor]:
    """The mean loss of each layer that the batch has."""
    words = network.words(batch.pieces, batch.features, batch.mask, batch.first, batch.last)
    found = {}
    for name in ("ner", "start", *LAYERS):
        if name in batch.gold:
            found[name] = _cross_entropy(network.plain[name](words), batch.gold[name])
    if "head" in batch.gold:
        gold = batch.gold["head"]
        scores, side, other = _arcs(network, words, batch)
        found["head"] = _cross_entropy(scores, gold)
        head = other.gather(1, gold.clamp(min=0)[:, :, None].expand(-1, -1, other.shape[-1]))
        labels = torch.where(gold == UNKNOWN, UNKNOWN, batch.gold["relation"])
        found["relation"] = _cross_entropy(network.relations(side, head), labels)
    return found


def _arcs(network: Network, words: torch.Tensor, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """What the network says of heads, those that are padding masked."""
    scores, side, other = network.arcs(words)
    inside = torch.arange(scores.shape[-1])[None, :] <= torch.tensor(batch.n_words)[:, None]
    return scores.masked_fill(~inside[:, None, :], MASKED), side, other


def _cross_entropy(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    total = functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, reduction="sum")
    return total / (gold != UNKNOWN).sum().clamp(min=1)


def train(
    network: Network, epochs: Epochs, dev: dict[str, list[Window]], plan: Plan, padding: int, save: Callable[[], None]
) -> None:
    """Train; the network ends with the weights of the last update. `save` is called after each evaluation."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible draws, no secrets
    taught = {name: p for name, p in network.named_parameters() if p.requires_grad}
    encoder = [p for name, p in taught.items() if name.startswith("encoder.") and "feature" not in name]
    new = [p for name, p in taught.items() if not name.startswith("encoder.") or "feature" in name]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": new, "lr": plan.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, foreach=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, plan))
    sums: dict[str, float] = {}
    started = time.monotonic()
    for step, windows in enumerate(batches(epochs(), plan.size, rng), start=1):
        network.train()
        found = losses(network, collate(windows, padding, forget=[rng.random() < FORGET for _ in windows]))
        total = sum(WEIGHTS[name] * loss for name, loss in found.items())
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(taught.values(), 1.0)
        optimizer.step()
        schedule.step()
        for name, loss in found.items():
            sums[name] = sums.get(name, 0.0) + float(loss.detach())
        if step % 50 == 0:
            mean = " ".join(f"{name} {value / 50:.3f}" for name, value in sorted(sums.items()))
            print(f"update {step:5d} {time.monotonic() - started:6.0f}s {mean}", flush=True)
            sums.clear()
        if step % plan.evaluate_every == 0 or step == plan.updates:
            for name, value in evaluate(network, dev, padding).items():
                print(f"  {name}: {value}", flush=True)
            save()
        if step == plan.updates:
            break


def _rate(step: int, plan: Plan) -> float:
    warm = max(1, int(WARM_UP * plan.updates))
    return (step + 1) / warm if step < warm else max(0.0, (plan.updates - step) / (plan.updates - warm))


@torch.no_grad()
def evaluate(network: Network, dev: dict[str, list[Window]], padding: int) -> dict[str, str]:
    """A line for each dev set: F1 of exact names and shares of right classes, heads, labelled heads (greedy)."""
    network.eval()
    lines = {}
    for name, windows in dev.items():
        right: dict[str, int] = {}
        seen: dict[str, int] = {}
        names = [0, 0, 0]
        for group in batches(windows, 4096, random.Random(0), pool=1 << 30):  # noqa: S311
            batch = collate(group, padding)
            words = network.words(batch.pieces, batch.features, batch.mask, batch.first, batch.last)
            _count_names(network, words, batch, names)
            _count_syntax(network, words, batch, right, seen)
        f1 = f"names F {200 * names[0] / max(1, names[1] + names[2]):.1f} " if names[2] else ""
        lines[name] = f1 + " ".join(f"{layer} {100 * right[layer] / seen[layer]:.1f}" for layer in sorted(seen))
    return lines


def _count_names(network: Network, words: torch.Tensor, batch: Batch, names: list[int]) -> None:
    if "ner" not in batch.gold:
        return
    scores = network.plain["ner"](words).numpy()
    for row, n in enumerate(batch.n_words):
        gold = [int(tag) if tag >= 0 else 0 for tag in batch.gold["ner"][row, :n]]
        given = set(spans_of(best_tags(scores[row, :n], NAME_TAGS), NAME_TAGS))
        right = set(spans_of(gold, NAME_TAGS))
        names[0] += len(given & right)
        names[1] += len(given)
        names[2] += len(right)


def _count_syntax(
    network: Network, words: torch.Tensor, batch: Batch, right: dict[str, int], seen: dict[str, int]
) -> None:
    for name in ("start", *LAYERS):
        if name in batch.gold:
            gold = batch.gold[name]
            known = gold != UNKNOWN
            right[name] = right.get(name, 0) + int(((network.plain[name](words).argmax(-1) == gold) & known).sum())
            seen[name] = seen.get(name, 0) + int(known.sum())
    if "head" not in batch.gold:
        return
    scores, side, other = _arcs(network, words, batch)
    heads = scores.argmax(-1)
    chosen = other.gather(1, heads[:, :, None].expand(-1, -1, other.shape[-1]))
    labels = network.relations(side, chosen).argmax(-1)
    known = batch.gold["head"] != UNKNOWN
    attached = (heads == batch.gold["head"]) & known
    right["uas"] = right.get("uas", 0) + int(attached.sum())
    right["las"] = right.get("las", 0) + int((attached & (labels == batch.gold["relation"])).sum())
    seen["uas"] = seen["las"] = seen.get("las", 0) + int(known.sum())
