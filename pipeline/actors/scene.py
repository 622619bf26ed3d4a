"""Who stands where in an article: the mentions sentence by sentence, as pronouns and collective phrases look back at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Article, LocalActor, Mention

_LEAD = 3
_FEW, _SOME, _MANY = 8, 60, 1000
"""How many mentions are looked at: more than any article needs, so that a text without end costs no more than its length."""
_SILENT = frozenset({"header", "byline", "signoff", "dateline"})
_QUOTE = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention in the scene: its place, whom it stands for (None where unresolved), and the kind of actor."""

    start: int
    end: int
    chain: int | None
    kind: str
    form: str


class Scene:
    """The mentions of an article by sentence; resolved pronouns are added as they are read.

    Args:
        article: the article.
        mentions: its mentions in text order.
        actors: its actors.
        home: alpha-3 of the country it is written from.
    """

    def __init__(
        self, article: Article, mentions: Sequence[Mention], actors: Sequence[LocalActor], home: str | None = None
    ) -> None:
        self.article = article
        self.actors = actors
        self._pronouns: dict[int, list[Standing]] = {}
        self._rows: list[list[Standing]] = [[] for _ in article.sentences]
        for mention in mentions:
            kind = "person" if mention.chain is None else actors[mention.chain].kind
            if mention.chain is None and mention.label != "PERSON":
                continue
            self._rows[mention.sentence].append(Standing(mention.start, mention.end, mention.chain, kind, mention.form))
        self._quotes = [match.start() for match in _QUOTE.finditer(article.text)]
        self._paragraphs: dict[int, int] = {}
        for sentence in article.sentences:
            self._paragraphs.setdefault(sentence.paragraph, sentence.start)
        told = [i for i, sentence in enumerate(article.sentences) if sentence.kind not in _SILENT]
        self.told = [i for i in told if article.sentences[i].repeats is None]
        self.lead = self.told[:_LEAD]
        self._told_rows = [standing for i in self.told for standing in self._rows[i]]
        self.home, self.is_domestic = self._home(home)

    def _home(self, country: str | None) -> tuple[int | None, bool]:
        """The article's own country, if it names it, and whether that is the first it speaks of."""
        named = [s.chain for s in self._told_rows if s.kind == "country" and s.chain is not None]
        own = next((chain for chain in named if country is not None and self.actors[chain].country == country), None)
        return own, own is not None and named[0] == own

    def sentence(self, index: int) -> list[Standing]:
        """The mentions of a sentence in text order; of an endless one the last."""
        return self._last(index, len(self.article.text))

    def before(self, sentence: int, start: int) -> list[Standing]:
        """The mentions of a sentence that end before a place in it; of many the last."""
        return [standing for standing in self._last(sentence, start) if standing.end <= start]

    def after(self, sentence: int, end: int) -> list[Standing]:
        """The first mentions of a sentence that start at or after a place in it."""
        first = bisect_left(self._rows[sentence], end, key=_start)
        return self._rows[sentence][first : first + _FEW]

    def told_before(self, start: int) -> list[Standing]:
        """All that was told before a place, as far back as anybody remembers."""
        last = bisect_left(self._told_rows, start, key=_start)
        rows = self._told_rows[max(0, last - _MANY) : last]
        return [standing for standing in rows if standing.end <= start]

    def all(self) -> list[Standing]:
        """All that the article tells; of an endless one its beginning."""
        return self._told_rows[:_MANY]

    def previous(self, sentence: int) -> int | None:
        """The sentence told before a sentence."""
        at = bisect_left(self.told, sentence)
        return self.told[at - 1] if at else None

    def add(self, sentence: int, standing: Standing) -> None:
        """Add what a pronoun stands for, in text order, so that what follows may look back at it."""
        self._pronouns.setdefault(sentence, []).append(standing)

    def _last(self, sentence: int, start: int) -> list[Standing]:
        rows = self._rows[sentence]
        end = bisect_left(rows, start, key=_start)
        pronouns = self._pronouns.get(sentence, [])
        return sorted([*rows[max(0, end - _SOME) : end], *pronouns[-_SOME:]], key=_start)

    def quoted(self, sentence: int, start: int) -> bool:
        """Whether a place lies inside a quotation of its paragraph: there "he" and "we" have a speaker of their own."""
        begin = self._paragraphs[self.article.sentences[sentence].paragraph]
        return (bisect_left(self._quotes, start) - bisect_left(self._quotes, begin)) % 2 == 1

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """(index, start, text) of each sentence that tells something."""
        for index in self.told:
            sentence = self.article.sentences[index]
            yield index, sentence.start, self.article.text[sentence.start : sentence.end]


def _start(standing: Standing) -> int:
    return standing.start
