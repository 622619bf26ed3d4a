"""What an epoch is made of, and the parts that are held back to choose the best weights."""

from __future__ import annotations

import random
from pathlib import Path

from names import words
from names.augment import Augmenter
from names.invent import Inventor, bare
from names.passages import Guideline, Passage, read, settle
from names.sentences import SentenceMaker

# File to how often it stands in an epoch.
WHOLE = {"gum_open.train": 1, "uner_ewt.dev": 2, "uner_pud.test": 2, "men.train": 2, "wnut17.train": 1}
SILVER = "gmb.train"
SILVER_SHARE = 0.35  # of an epoch's words
INVENTED = 5000  # passages in an epoch
# Every so many passages of a training file one is held back; GUM has a dev file of its own, UNER is too small.
HELD_BACK = {SILVER: 40, "men.train": 10, "wnut17.train": 10}


class Mix:
    """The training passages and the dev passages, and epochs drawn from them.

    Args:
        folder: the data folder.
        seed: fixes every draw.
        silver_share: share of an epoch's words that come from the silver news file.
        swap: share of passages whose names are swapped.
        invented: passages of an epoch that are made of templates.
    """

    def __init__(
        self,
        folder: Path,
        seed: int,
        *,
        silver_share: float = SILVER_SHARE,
        swap: float = 0.3,
        invented: int = INVENTED,
    ) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - reproducible draws, no secrets
        inventor = Inventor(folder, self.rng)
        self._augment = Augmenter(inventor, swap=swap)
        self._sentences = SentenceMaker(inventor)
        self._silver_share = silver_share
        self._invented = invented
        self.dev: dict[str, list[Passage]] = {"gum": prepared(folder, "gum_open.dev")}
        self._train: dict[str, list[Passage]] = {}
        for name in (*WHOLE, SILVER):
            passages = prepared(folder, name)
            every = HELD_BACK.get(name, 0)
            held = set(range(0, len(passages), every)) if every else set()
            if held:
                self.dev[name.split(".")[0]] = [passages[i] for i in sorted(held)]
            self._train[name] = [passage for i, passage in enumerate(passages) if i not in held]

    def epoch(self) -> list[Passage]:
        """The passages of one epoch, newly drawn, augmented and shuffled."""
        passages = [passage for name, times in WHOLE.items() for passage in self._train[name] * times]
        passages += [self._sentences.passage() for _ in range(self._invented)]
        wanted = sum(map(_words, passages)) * self._silver_share / (1 - self._silver_share)
        for passage in self.rng.sample(self._train[SILVER], len(self._train[SILVER])):
            if wanted <= 0:
                break
            passages.append(passage)
            wanted -= _words(passage)
        self.rng.shuffle(passages)
        return [self._augment(passage) for passage in passages]


def prepared(folder: Path, name: str) -> list[Passage]:
    """The passages of a file, brought to the guideline; the silver file also made consistent with itself."""
    titles = [title for kind in ("strip", "honorific") for title in words.kinds("roles.tsv")[kind] if " " not in title]
    countries = [bare(country.name) for country in words.countries()]
    demonyms = [country.demonym for country in words.countries() if country.demonym not in countries]
    religious = words.kinds("roles.tsv")["creed"]
    bodies = [bare(body) for body in words.kinds("organisations.tsv")["forum"] if "{" not in body]
    guideline = Guideline(titles, (*demonyms, *religious), (*countries, "U.S.", "USA", "U.K."), bodies)
    passages = [guideline.apply(passage) for passage in read(folder / f"{name}.jsonl")]
    return settle(passages) if name == SILVER else passages


def _words(passage: Passage) -> int:
    return passage.text.count(" ") + 1
