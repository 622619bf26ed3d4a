"""What a parse says of an amount: the phrase that its verb measures, and who acts. Universal Dependencies throughout.

Only read where the language model filled `Token.head`; without a parse the readers go by text order.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from pipeline.records import Annotation
from pipeline.syntax import SUBJECTS, VERBAL, dependencies, is_parsed

# Where a verb without a subject of its own takes it from: the verb it depends on, or the noun it describes.
_FROM_VERB = frozenset({"conj", "xcomp", "advcl", "parataxis"})
_FROM_NOUN = frozenset({"acl", "acl:relcl"})
_CLIMBS = 6
_MOST = 48
"""Dependents of a word that are looked at: a "sentence" may be a whole file."""
_RAISING = frozenset({"seem", "appear", "tend", "continu", "continue", "begin", "start", "fail", "come", "go", "set"})
_NUMBERS = frozenset({"nummod"})
_MODIFIERS = frozenset({"amod", "compound", "nummod", "nmod", "nmod:npmod", "nmod:unmarked", "obl:npmod"})
# Dependents that are no part of the noun phrase that names a quantity.
_OUTSIDE = frozenset({"acl", "acl:relcl", "appos", "parataxis", "punct", "case", "det", "conj", "cop", "mark", "advcl"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a verb.

    Attributes:
        start, end: offsets in the text, end exclusive.
        kind: noun, name or pronoun, by its head.
        verb: lower-case form of the verb whose subject or object it is; "" where the amount itself is the predicate.
        first: part of speech of its first word.
        direct: the amount is that verb's object, not joined by a preposition.
    """

    start: int
    end: int
    kind: str
    verb: str = ""
    first: str = ""
    direct: bool = False


class Parse:
    """The dependency trees of an article."""

    def __init__(self, text: str, annotation: Annotation) -> None:
        self._text = text
        self._tokens = annotation.tokens
        self._starts = [token.start for token in self._tokens]
        self._tree = dependencies(self._tokens, most=_MOST)
        self.is_there = is_parsed(self._tokens)

    def measured(self, start: int, end: int) -> Phrase | None:
        """The phrase that the amount at [start, end) measures: what rises to it, is it, is brought to it."""
        top = self._top(start, end)
        if top is None:
            return None
        token = self._tokens[top]
        subject = self._own_subject(top)
        if subject is not None:  # "exports were 5 million": the amount is the predicate
            return self._phrase(subject)
        verb = self._tree.heads[top]
        if verb == top or not self._is_verb(verb):
            return None
        moved = self._tree.child(verb, frozenset({"obj"}))
        if token.dep.startswith("obl") and moved is not None and not self._is_amount(moved):
            found: int | None = moved
        else:
            found = self._subject_of(verb, moving=True)
        if found is None or self._within(found, start, end) or self._is_amount(found):
            return None
        return replace(self._phrase(found), verb=self._form(verb), direct=token.dep == "obj")

    def agent(self, start: int, end: int) -> Phrase | None:
        """The subject of the verb that governs the amount at [start, end), its owners and parts included."""
        top = self._top(start, end)
        if top is None:
            return None
        subject = self._own_subject(top)
        node = top
        for _ in range(_CLIMBS):
            if subject is not None or self._tree.heads[node] == node:
                break
            node = self._tree.heads[node]
            if self._is_verb(node):
                subject = self._subject_of(node)
                break
        if subject is None or self._within(subject, start, end):
            return None
        return self._phrase(subject, whole=True)

    def part_of_speech(self, start: int) -> str:
        """The part of speech of the token that begins at `start`, auxiliaries as verbs; "" where none begins there."""
        i = bisect_left(self._starts, start)
        if i == len(self._starts) or self._starts[i] != start:
            return ""
        part = self._tokens[i].pos
        return "VERB" if part == "AUX" else part

    def describes(self, start: int) -> bool:
        """Whether the token that begins at `start` modifies a noun behind it: "registered capital"."""
        i = bisect_left(self._starts, start)
        return self._tree.heads[i] > i and self._tokens[i].dep in _MODIFIERS

    def is_compound(self, start: int) -> bool:
        """Whether the token that begins at `start` is a noun that modifies the one behind it: "market value"."""
        i = bisect_left(self._starts, start)
        return i < len(self._starts) and self._starts[i] == start and self._tokens[i].dep == "compound"

    def modified(self, start: int, end: int) -> Phrase | None:
        """The noun phrase that the amount at [start, end) modifies from the left: "a $2 billion rescue package"."""
        top = self._top(start, end)
        if top is None or self._tokens[top].dep not in _MODIFIERS:
            return None
        head = self._tree.heads[top]
        if head <= top or self._tokens[head].pos != "NOUN":
            return None
        found = self._phrase(head)
        return replace(found, start=max(found.start, end))

    # -- the tree ----------------------------------------------------------------------------------------------------

    def _top(self, start: int, end: int) -> int | None:
        """The token of a span that governs the others: the first whose head stands outside of it."""
        return self._tree.top(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _within(self, index: int, start: int, end: int) -> bool:
        return start <= self._tokens[index].start < end

    def _is_amount(self, index: int) -> bool:
        """Whether a noun is a number with its unit: no other amount is what an amount measures."""
        return self._tokens[index].pos in ("NUM", "SYM") or self._tree.child(index, _NUMBERS) is not None

    def _is_verb(self, index: int) -> bool:
        return self._tokens[index].pos in VERBAL or self._tree.child(index, SUBJECTS) is not None

    def _own_subject(self, verb: int) -> int | None:
        """The subject that hangs on a verb, a noun before a clause."""
        found = self._tree.child(verb, SUBJECTS - {"csubj"})
        return self._tree.child(verb, SUBJECTS) if found is None else found

    def _subject_of(self, verb: int, *, moving: bool = False) -> int | None:
        """The subject of a verb, its own or the one it shares.

        With `moving`, none that only wants the verb done: in "they want to raise trade" trade moves, they do not.
        """
        for _ in range(_CLIMBS):
            subject = self._own_subject(verb)
            if subject is not None and self._tokens[subject].pos != "PRON":
                return subject
            token = self._tokens[verb]
            head = self._tree.heads[verb]
            if token.dep in _FROM_NOUN:
                return head
            if subject is not None or token.dep not in _FROM_VERB or head == verb:
                return subject
            if moving and token.dep == "xcomp" and not self._raises(head):
                return None
            verb = head
        return None

    def _raises(self, verb: int) -> bool:
        """Whether the subject of a verb is that of the verb below it too: "is expected to", "is likely to", "seems to"."""
        passive = self._tree.child(verb, frozenset({"nsubj:pass", "aux:pass", "cop"})) is not None
        return passive or self._tokens[verb].lemma in _RAISING or self._form(verb).rstrip("sed") in _RAISING

    def _form(self, index: int) -> str:
        token = self._tokens[index]
        return self._text[token.start : token.end].lower()

    def _phrase(self, head: int, *, whole: bool = False) -> Phrase:
        """The phrase of a noun: with its modifiers, and the "of" phrases behind it; `whole`: with all that belongs to it."""
        token = self._tokens[head]
        kind = "pronoun" if token.pos in ("PRON", "DET") else "name" if token.pos == "PROPN" else "noun"
        first = last = head
        for child in self._tree.children[head]:
            dep = self._tokens[child].dep
            if dep in _OUTSIDE and not (whole and dep == "conj"):
                continue
            if child < first and (whole or dep != "nmod:poss"):
                first = min(first, self._edge(child, last=False))
            elif child > last and dep.startswith("nmod") and (whole or self._joined_by(child) in ("of", "for")):
                last = max(last, self._edge(child, last=True))
            elif child > last and (whole or dep in ("flat", "fixed", "compound", "goeswith")):
                last = child
        return Phrase(self._tokens[first].start, self._tokens[last].end, kind, first=self._tokens[first].pos)

    def _joined_by(self, index: int) -> str:
        case = self._tree.child(index, frozenset({"case"}))
        return "" if case is None else self._form(case)

    def _edge(self, index: int, *, last: bool) -> int:
        """The first or last token of a dependent, two levels deep, relative clauses left out."""
        found = index
        for child in self._tree.children[index]:
            if self._tokens[child].dep in ("acl", "acl:relcl", "punct", "appos"):
                continue
            nested = [child, *self._tree.children[child]] if not last else [child]
            found = max(found, *nested) if last else min(found, *nested)
        return found
