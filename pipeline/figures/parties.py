"""Subjects and counterparts: whose amount it is, from the actor mentions around it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipeline.figures.stated import Metric, Stated
from pipeline.figures.syntax import Parse
from pipeline.records import ArticleActors, FigureActor, Mention, Reference

_TOWARD = re.compile(r"\s(?:to|from|with|in|into|for|of|against)\s+(?:the\s+)?$")
_WHERE = re.compile(r"\b(?:to|at|on|under|near|through|via|towards?)\s+(?:the\s+)?$")
_POSSESSIVE = re.compile(r"\s*['’‘]s?\s*(?:[\w-]+\s+){0,4}$")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_AROUND = 24
_AND = re.compile(r"\s*(?:,\s*[\w\s.-]{0,40},\s*)?(?:and|&)\s+(?:the\s+)?")


class Parties:
    """The actors of one article, for attaching to its figures."""

    def __init__(self, text: str, actors: ArticleActors, parse: Parse | None = None) -> None:
        self._text = text
        self._actors = actors
        self._parse = parse
        inner = {i for i, m in enumerate(actors.mentions) if i and self._inside(actors.mentions[i - 1], m)}
        self._by_sentence: dict[int, list[int]] = {}
        counts: Counter[int] = Counter()
        for i, mention in enumerate(actors.mentions):
            if mention.chain is None:
                continue
            actor = actors.actors[mention.chain]
            if actor.kind == "country":
                counts[mention.chain] += 1
            if actor.kind != "person" and i not in inner:
                self._by_sentence.setdefault(mention.sentence, []).append(i)
        states = {chain for chain, actor in enumerate(actors.actors) if actor.kind == "country"}
        self._groups: dict[int, list[Reference]] = {}
        for group in actors.references:
            if group.form == "collective" and len(group.chains) > 1 and states.issuperset(group.chains):
                self._groups.setdefault(group.sentence, []).append(group)
        self._of_chain: dict[int, list[int]] = {}
        for i, mention in enumerate(actors.mentions if self._groups else ()):
            if mention.chain is not None:
                self._of_chain.setdefault(mention.chain, []).append(i)
        top = sorted(counts, key=lambda chain: (-counts[chain], chain))[:2]
        self._pair = tuple(next(i for i, m in enumerate(actors.mentions) if m.chain == chain) for chain in top)

    @staticmethod
    def _inside(outer: Mention, inner: Mention) -> bool:
        return outer.start <= inner.start and inner.end <= outer.end

    def of(
        self, sentence: int, stated: Stated, metric: Metric | None, earlier: tuple[FigureActor, ...]
    ) -> tuple[FigureActor, ...]:
        """The actors of one figure.

        Args:
            sentence: index of its sentence.
            stated: the amount.
            metric: what it measures.
            earlier: actors of the figure before it in the paragraph, for sentences that name none.
        """
        here = [i for i in self._near(sentence, stated.start) if not self._within(i, stated)]
        if metric is not None and metric.mutual and stated.amount.kind != "rank":
            pair = self._between(here) or self._meant(sentence, stated.start) or self._two(here)
            if pair:
                return pair
        if not here:
            return earlier
        if metric is not None and metric.end and metric.flow is not None:
            flow = self._flow(here, metric, earlier)
            if flow:
                return flow
        return self._nearest(here, stated, self._agent(here, stated)) or earlier

    def _agent(self, here: Sequence[int], stated: Stated) -> int | None:
        """The mention that the parse makes the subject of the amount's verb."""
        phrase = self._parse.agent(stated.start, stated.end) if self._parse is not None else None
        if phrase is None:
            return None
        mentions = self._actors.mentions
        return next((i for i in here if phrase.start <= mentions[i].start < phrase.end), None)

    def _within(self, index: int, stated: Stated) -> bool:
        """Whether a mention is part of the amount itself: the U.S. of "1.3 billion U.S. dollars"."""
        mention = self._actors.mentions[index]
        return stated.start <= mention.start and mention.end <= stated.end and stated.amount.kind == "money"

    def _near(self, sentence: int, start: int) -> Sequence[int]:
        """The mentions of a sentence, in one that is a whole file those around `start`."""
        here = self._by_sentence.get(sentence, [])
        if len(here) <= 2 * _AROUND:
            return here
        i = bisect_left(here, start, key=lambda index: self._actors.mentions[index].start)
        return here[max(0, i - _AROUND) : i + _AROUND]

    def topic(self, sentence: int) -> tuple[FigureActor, ...]:
        """The first actor of a sentence, for the sentences after it that name none."""
        here = self._by_sentence.get(sentence, [])
        return (FigureActor(here[0], "subject"),) if here else ()

    def handed(
        self, sentence: int, actors: tuple[FigureActor, ...], spans: Sequence[tuple[int, int]], k: int
    ) -> tuple[FigureActor, ...]:
        """The actors of an amount that "respectively" gives to the `k`-th of the stretches of a list."""
        mentions = self._actors.mentions
        here = self._by_sentence.get(sentence, [])
        found = [[i for i in here if start <= mentions[i].start < end] for start, end in spans]
        if not all(found):
            return actors
        listed = {mentions[i].chain for member in found for i in member}
        dropped = [a.role for a in actors if mentions[a.mention].chain in listed]
        own = FigureActor(found[k][0], dropped[0] if dropped else "subject")
        return (*(a for a in actors if mentions[a.mention].chain not in listed), own)

    def _between(self, here: Sequence[int]) -> tuple[FigureActor, ...]:
        """Both are subjects in "trade between A and B"."""
        mentions = self._actors.mentions
        for first, second in itertools.pairwise(here):
            a, b = mentions[first], mentions[second]
            joined = _AND.fullmatch(self._text[a.end : b.start]) if b.start - a.end < 60 else None
            if joined and _BETWEEN.search(self._text[max(0, a.start - 20) : a.start]):
                return FigureActor(first, "subject"), FigureActor(second, "subject")
        return ()

    def _meant(self, sentence: int, start: int) -> tuple[FigureActor, ...]:
        """The states that "the two countries" of the sentence stands for, by the actors stage."""
        groups = self._groups.get(sentence, ())
        if not groups:
            return ()
        nearest = min(groups, key=lambda group: (abs(group.start - start), group.start))
        return tuple(FigureActor(i, "subject") for i in sorted(self._last(c, nearest.start) for c in nearest.chains))

    def _last(self, chain: int, start: int) -> int:
        """The last mention of an actor before a place, else its first."""
        own = self._of_chain[chain]
        return own[max(0, bisect_left(own, start, key=lambda i: self._actors.mentions[i].start) - 1)]

    def _two(self, here: Sequence[int]) -> tuple[FigureActor, ...]:
        """Bilateral without names: the two states of the sentence, else of the article."""
        states: dict[int, int] = {}
        for i in here:
            chain = self._actors.mentions[i].chain
            if chain is not None and self._actors.actors[chain].kind in ("country", "place"):
                states.setdefault(chain, i)
        pair = tuple(states.values())[:2]
        if len(pair) < 2:
            pair = self._pair
        return tuple(FigureActor(i, "subject") for i in pair) if len(pair) == 2 else ()

    def _flow(self, here: Sequence[int], metric: Metric, earlier: tuple[FigureActor, ...]) -> tuple[FigureActor, ...]:
        """Sides of a flow: "A's exports to B", "imports into A from B", "Vietnamese exports"."""
        mentions, text = self._actors.mentions, self._text
        subject = counterpart = None
        for i in here:
            m = mentions[i]
            if (
                m.end <= metric.start
                and (_POSSESSIVE.fullmatch(text[m.end : metric.start]) or not text[m.end : metric.start].strip())
            ) or (metric.start <= m.start and m.end <= metric.end and m.form == "demonym"):
                subject = i
            elif 0 <= m.start - metric.end < 60:
                toward = _TOWARD.search(" " + text[max(metric.end, m.start - 12) : m.start])
                if toward is None:
                    continue
                inward = metric.flow == "import" and toward.group().strip().split()[0] in ("into", "to")
                if inward and subject is None:
                    subject = i
                elif counterpart is None:
                    counterpart = i
        if subject is None and counterpart is None:
            return ()
        if subject is None:
            before = [
                i
                for i in here
                if mentions[i].end <= metric.start and mentions[i].chain != _chain(mentions, counterpart)
            ]
            carried = [a.mention for a in earlier if a.role == "subject"]
            subject = before[-1] if before else carried[0] if carried else None
        out = [] if subject is None else [FigureActor(subject, "subject")]
        if counterpart is not None and _chain(mentions, counterpart) != _chain(mentions, subject):
            out.append(FigureActor(counterpart, "counterpart"))
        return tuple(out)

    def _nearest(self, here: Sequence[int], stated: Stated, agent: int | None) -> tuple[FigureActor, ...]:
        """The agent, else the first actor of the sentence before the amount, and whom a preposition behind it names."""
        mentions = self._actors.mentions
        before = [i for i in here if mentions[i].end <= stated.start]
        after = [i for i in here if mentions[i].start >= stated.end]
        subject = agent if agent is not None else before[0] if before else None
        before = [i for i in before if subject is None or i >= subject]
        counterpart = None
        for i in [*before[:0:-1], *after[:2]]:
            if mentions[i].chain == _chain(mentions, subject):
                continue
            if mentions[i].end <= stated.start:
                found = _POSSESSIVE.fullmatch(self._text[mentions[i].end : stated.start])
            else:
                found = _TOWARD.search(" " + self._text[max(0, mentions[i].start - 12) : mentions[i].start])
            if found:
                counterpart = i
                break
        if counterpart is None:
            counterpart = next((i for i in before[:0:-1] if self._toward(i, subject)), None)
        if subject is None:
            near = [counterpart] if counterpart is not None else after
            subject, counterpart = next((i for i in near if not self._placed(i)), None), None
        out = [] if subject is None else [FigureActor(subject, "subject")]
        if counterpart is not None:
            out.append(FigureActor(counterpart, "counterpart"))
        return tuple(out)

    def _placed(self, index: int) -> bool:
        """Whether a mention behind the amount only says where, or is of something else: "travels to Bahia"."""
        start = self._actors.mentions[index].start
        return _WHERE.search(self._text[max(0, start - 12) : start]) is not None

    def _toward(self, index: int, subject: int | None) -> bool:
        """Whether a preposition right before a mention points at it."""
        mention = self._actors.mentions[index]
        if mention.chain == _chain(self._actors.mentions, subject):
            return False
        return _TOWARD.search(" " + self._text[max(0, mention.start - 12) : mention.start]) is not None


def _chain(mentions: Sequence[Mention], index: int | None) -> int | None:
    return None if index is None else mentions[index].chain
