"""The tense of the verb that governs an expression, where the tokens carry a parse.

From the expression up the tree to its first verb: "said" in "he said on Friday that the king would sail", "sail" in "he
said the king would sail on Friday". Trees are in Universal Dependencies; prepositions that stand between a verb and its
date (the Stanford style of some spaCy models) are walked through. Where the tree does not tell, the words around do
(`tense`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Protocol

from pipeline.records import Token
from pipeline.syntax import VERBAL, dependencies, relation

_STEPS = 12
_MOST = 48
"""Dependents of a word that are looked at: a "sentence" may be a whole file."""
_COPULA = frozenset({"cop"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Relations of what stands between a verb and a date that the verb tells of.
_LINKS = frozenset({"nsubj", "nsubjpass", "csubj", "obl", "advmod", "npadvmod", "prep", "pobj", "nmod"})
_OBLIQUE = frozenset({"obl", "nmod", "advmod", "npadvmod", "pobj"})
_WILL = frozenset({"will", "shall", "wo", "'ll", "’ll", "ll"})
_MODAL = frozenset({"would", "should", "may", "might", "could", "can", "must"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_PAST_BE = frozenset({"was", "were"})
_NOW_BE = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
_STATIVE = frozenset(
    {"be", "have", "say", "tell", "add", "know", "think", "believe", "mean", "show", "remain", "include", "need", "want",
     "seem", "contain", "date", "mark", "recall"}
)  # fmt: skip


class Governor(Protocol):
    """Tells the tense of the verb that governs the characters `start` to `end` of an article."""

    def __call__(self, start: int, end: int, *, display: bool) -> str | None:
        """Answer "past", "future" or None; in a `display` line (title, caption) the present tells what has happened."""


class Governors:
    """The parse of an article, as a `Governor`.

    Args:
        text: the article's text.
        tokens: all its tokens, in text order.
        tenses: words that tell a tense by themselves, as in tenses.tsv.
    """

    def __init__(self, text: str, tokens: Sequence[Token], tenses: Mapping[str, str]) -> None:
        self._text = text
        self._tokens = tokens
        self._tenses = tenses
        self._starts = [token.start for token in tokens]
        self._tree = dependencies(tokens, most=_MOST)

    def __call__(self, start: int, end: int, *, display: bool) -> str | None:
        """As in `Governor`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        top = self._tree.top(first, last)
        if top is None:
            return None
        copula = self._copula(top)
        if copula is not None:
            return self._of_copula(top, copula)
        verb = self._verb_beside(first, top)
        if verb is None:
            verb = self._verb_above(top)
        return self._tense(verb, display=display) if verb is not None else None

    def _verb_beside(self, first: int, top: int) -> int | None:
        """The verb right before an expression, whatever verb the tree chose: "he said on Friday"."""
        tokens = self._tokens
        if relation(tokens[top].dep) not in _OBLIQUE:
            return None
        at = first - 1
        if at >= 0 and tokens[at].pos == "ADP":
            at -= 1
        near = at >= 0 and tokens[at].sentence == tokens[top].sentence and tokens[at].pos == "VERB"
        return at if near else None

    def _verb_above(self, at: int) -> int | None:
        """The verb or predicate a token hangs on; None where a noun between them is no subject of it.

        "The talks on Friday will fail" tells, "he welcomed the talks on Friday" does not.
        """
        direct = True
        for head in self._tree.above(at, _STEPS):
            if self._tokens[head].pos in VERBAL or self._copula(head) is not None:
                return head if direct or relation(self._tree.deps[at]) in _LINKS else None
            at, direct = head, False
        return None

    def _tense(self, at: int, *, display: bool, steps: int = 4) -> str | None:
        token = self._tokens[at]
        copula = self._copula(at)
        if copula is not None:
            return self._of_copula(at, copula)
        word = self._word(at)
        auxiliaries = self._auxiliaries(at)
        told = self._tenses.get(word)
        if told == "summons":
            return None
        if told == "future" and "VerbForm=Inf" not in token.morph:
            return "future"
        infinitive = "VerbForm=Inf" in token.morph
        if infinitive and auxiliaries & (_NOW_BE | _PAST_BE):
            return "future"
        found = _by_auxiliaries(auxiliaries)
        if found is not None:
            return found
        if auxiliaries & _NOW_BE and word.endswith("ing"):
            return "future"  # "is hosting the summit on Wednesday and Thursday"
        if infinitive or "VerbForm=Ger" in token.morph or (token.dep == "conj" and "VerbForm=Fin" not in token.morph):
            return self._borrowed(at, display=display, steps=steps)
        passive = bool(auxiliaries & _NOW_BE)
        if "Tense=Past" in token.morph and not passive:
            return "past"
        if passive == ("Tense=Past" in token.morph) and (passive or "VerbForm=Fin" in token.morph):
            return "past" if display else None if token.lemma.lower() in _STATIVE else "future"
        return None

    def _borrowed(self, at: int, *, display: bool, steps: int) -> str | None:
        """Tense of an infinitive or a participle: a plan, or that of the verb above."""
        head = self._tree.heads[at]
        if head == at or not steps:
            return None
        above = self._tokens[head]
        infinitive = any(self._word(child) == "to" for child in self._tree.children[at])
        if infinitive and (
            above.lemma.lower() == "be"
            or above.pos in _NOMINAL
            or self._tenses.get(self._word(head)) in {"future", "intent", "summons"}
        ):
            return "future"
        if above.pos in VERBAL or self._copula(head) is not None:
            return self._tense(head, display=display, steps=steps - 1)
        return None

    def _auxiliaries(self, at: int) -> frozenset[str]:
        """The auxiliaries of a verb, in lower case."""
        return frozenset(self._word(child) for child in self._tree.children[at] if self._tokens[child].dep[:3] == "aux")

    def _copula(self, at: int) -> int | None:
        return self._tree.child(at, _COPULA)

    def _of_copula(self, at: int, copula: int) -> str | None:
        """Tense of a predicate: "the fair is on Friday" lies ahead."""
        found = _by_auxiliaries(self._auxiliaries(at) | {self._word(copula)})
        if found is not None:
            return found
        if self._tokens[at].pos in VERBAL:  # a parse may take "is" of "is to meet" for a copula
            return "future" if "VerbForm=Inf" in self._tokens[at].morph and self._word(copula) in _NOW_BE else None
        # "The fair is on Friday", "the vote is due on Friday".
        ahead = self._tenses.get(self._word(at)) == "future" or self._tokens[at].pos in {"PROPN", "NUM"}
        return "future" if ahead and self._word(copula) in _NOW_BE else None

    def _word(self, at: int) -> str:
        token = self._tokens[at]
        return self._text[token.start : token.end].lower()


def _by_auxiliaries(auxiliaries: frozenset[str]) -> str | None:
    """What auxiliaries tell."""
    if auxiliaries & _WILL:
        return "future"
    if auxiliaries & _HAVE:
        return "past"
    if auxiliaries & _MODAL:
        return "future"
    return "past" if auxiliaries & _PAST_BE else None


def parsed(tokens: Sequence[Token]) -> bool:
    """Whether tokens carry a parse."""
    return any(token.head >= 0 and token.pos in VERBAL for token in tokens)
