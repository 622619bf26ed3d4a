"""Articles without end for measuring: the sample corpus, its sentences shuffled, many names replaced by invented ones."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.records import Source

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
# A capitalised word behind a small one: a name, or part of one.
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\wà-ỹ’'-]+(?: [A-ZÀ-Þ][\wà-ỹ-]+)*")
_ONSETS = "b br ch d dr f g gl h j k kh l m n ng ph qu r s st t th tr v w x y z".split()
_VOWELS = "a e i o u ai ao ê ô ơ ư ía ue ó".split()
_ENDS = ["", "", "n", "ng", "r", "s", "t", "lde", "nov", "m"]
_KEPT = frozenset((*calendar.month_name, *calendar.day_name))
_INVENTED = 0.4  # of the names; most names in the news have been in the news before
_SENTENCES = 12  # of an article


def articles(seed: int) -> Iterator[Source]:
    """Files of about 250 words, another vocabulary of names in each; the same for the same seed.

    Raises:
        FileNotFoundError: there is no sample corpus beside the package.
    """
    sentences = sample_sentences()
    chance = random.Random(seed)  # noqa: S311 - no secret
    number = 0
    while True:
        number += 1
        names: dict[str, str] = {}
        chosen = [_renamed(sentence, names, chance) for sentence in chance.sample(sentences, _SENTENCES)]
        paragraphs = [" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3)]
        place = _word(chance).upper()
        text = place + " — " + "\n\n".join(paragraphs) + "\n"
        yield Source(f"made-{number:05d}.txt", text.encode("utf-8"))


def sample_sentences() -> list[str]:
    """The sentences of the sample corpus, long ones and short ones left out."""
    if not CORPUS.is_dir():
        raise FileNotFoundError(f"{CORPUS}: no sample corpus to make articles from")
    found: list[str] = []
    for path in sorted(CORPUS.glob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            found.extend(sentence.strip() for sentence in _SENTENCE.split(line))
    return [sentence for sentence in found if 8 <= len(sentence.split()) <= 60]


def _renamed(sentence: str, names: dict[str, str], chance: random.Random) -> str:
    """The sentence with invented names: the same for the same throughout an article, of as many words."""

    def renamed(match: re.Match[str]) -> str:
        old = match[0]
        if old not in names:
            invents = chance.random() < _INVENTED and not _KEPT & set(old.split())
            names[old] = " ".join(_word(chance) for _ in old.split()) if invents else old
        return names[old]

    return _NAME.sub(renamed, sentence)


def _word(chance: random.Random) -> str:
    syllables = range(chance.randint(1, 3))
    made = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_ENDS) for _ in syllables)
    return made.capitalize()


def odd(piece: str, characters: int) -> str:
    """A text of one piece, so many characters long."""
    return (piece * (characters // len(piece) + 1))[:characters]
