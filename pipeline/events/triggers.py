"""The trigger table, compiled: which constructions of `events/triggers.tsv` stand in a sentence.

A construction is quoted by one word (or phrase) and consumes all its words, so "held talks" and "talks were held" are
one candidate. Longer constructions win over single words, then earlier rows. This is the seam for a parse: frames over
a dependency tree would give the same `Candidate`s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.errors import KnowledgeError
from pipeline.events.candidates import Candidate, Trigger
from pipeline.events.guards import GUARDS, missed
from pipeline.events.inflection import Inflector, plural
from pipeline.events.tree import Tree
from pipeline.events.uses import Use
from pipeline.events.verbs import ends_phrase, object_words, verb_use
from pipeline.events.view import Lexicon, View
from pipeline.knowledge import Knowledge, cells
from pipeline.schema import EVENT_TYPES
from pipeline.syntax import relation

KINDS = ("verb+noun", "verb+word", "noun+word", "verb", "noun")
"""Kinds of construction; the first that matches takes its words."""

_PIECE = re.compile(r"\w[\w'’.]*|-")
_LOOK_BACK = 14
_BETWEEN = frozenset({"here", "today", "yesterday", "tomorrow", "again", "also", "jointly", "then", "unanimously"})
_BEHIND = frozenset({"with", "to", "that", "for"})
"""Words of a construction that need not follow their verb at once; "on" and "in" behind it may be of a day or a town."""
_CONTENT = frozenset({"xcomp", "ccomp"})
_WORDS = 4
_BEFORE_PASSIVE = frozenset({",", "to", "be", "being"})
_PROVIDING = frozenset({"provide", "present", "supply", "furnish"})


Judged = tuple[Candidate, str]
"""A candidate and what speaks against it, a key of `events/reasons.tsv`; "" where nothing does."""

_NOMINAL = frozenset({"nsubj", "obj", "obl", "nmod"})


class TriggerTable:
    """The trigger table over a lexicon.

    Raises:
        KnowledgeError: a row names an unknown type, kind or guard.
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        inflector = Inflector(knowledge)
        index: dict[str, dict[tuple[tuple[str, ...], Trigger], set[str]]] = defaultdict(dict)
        for order, row in enumerate(knowledge.rows("events/triggers.tsv")):
            for trigger in _read_row(order, row):
                forms = inflector.verb(trigger.lemma) if trigger.kind.startswith("verb") else [(trigger.lemma, "")]
                for form, tag in forms:
                    for pieces in _variants(form):
                        index[pieces[0]].setdefault((pieces, trigger), set()).add(tag)
        self._nouns = {t.withs: _by_first(t.withs) for entries in index.values() for _, t in entries}
        self._index = {
            first: tuple(
                (pieces, trigger, frozenset(tags), _beside(trigger)) for (pieces, trigger), tags in rows.items()
            )
            for first, rows in index.items()
        }

    def candidates(self, view: View) -> tuple[tuple[Candidate, ...], tuple[Judged, ...]]:
        """The constructions of a sentence that hold, and those that do not; in text order, none sharing a word."""
        known = [i for i, word in enumerate(view.words) if word in self._index]
        found = [judged for i in known for judged in self._at(view, i)]
        found.sort(key=_rank)
        taken: set[int] = set()
        chosen = []
        for candidate, reason in found:
            words = {k for span in (candidate.verb, candidate.noun) if span for k in range(span[0], span[1] + 1)}
            if not words & taken:
                taken |= words
                chosen.append((candidate, reason))
        chosen.sort(key=lambda judged: (judged[0].first, judged[0].last))
        return tuple(c for c, reason in chosen if not reason), tuple(judged for judged in chosen if judged[1])

    def _at(self, view: View, i: int) -> Iterator[Judged]:
        """The constructions whose verb, or lone noun, starts at word `i`, each with what it misses."""
        uses: dict[tuple[int, frozenset[str]], Use | None] = {}  # many rows share a verb
        for pieces, trigger, tags, beside in self._index[view.words[i]]:
            if beside and view.vocabulary.isdisjoint(beside):
                continue  # first, as it is the cheapest question and rules most rows out
            last = i + len(pieces) - 1
            if len(pieces) > 1 and view.words[i : last + 1] != pieces:
                continue
            if trigger.kind.startswith("verb"):
                if view.mention[i] is not None:
                    continue
                if (last, tags) not in uses:
                    uses[last, tags] = verb_use(view, self.lexicon, i, last, tags)
                yield from self._verb(view, trigger, i, last, uses[last, tags])
            elif (alone := self._stands_alone(view, trigger, i, last)) is not None:
                candidate = Candidate(trigger, i, last, None, None, (i, last))
                yield candidate, alone or missed(view, self.lexicon, candidate)

    def _verb(self, view: View, trigger: Trigger, i: int, last: int, use: Use | None) -> Iterator[Judged]:
        if use is None:
            return
        noun = None
        if trigger.kind == "verb+noun":
            noun = self._object_noun(view, trigger, use, (i, last))
            if noun is None:
                return
        elif trigger.kind == "verb+word":
            following = {(view.word(last + 1),), (view.word(self._after_day(view, last)),)}
            if not following & trigger.withs and not self._stands_behind(view, trigger, (i, last)):
                return
        first, end = noun if noun is not None and trigger.span == "noun" else (i, last)
        candidate = Candidate(trigger, first, end, use, (i, last), noun)
        said = use.negated and not use.modal and use.form == "finite" and "awaited" not in trigger.guards
        denied = "denied" if said else ""
        yield candidate, missed(view, self.lexicon, candidate) or denied

    def _stands_behind(self, view: View, trigger: Trigger, verb: tuple[int, int]) -> bool:
        """Whether by the parse the word comes after where and when: "met on Tuesday in Oslo with"."""
        tree = view.tree
        words = {form[0] for form in trigger.withs} & _BEHIND
        if tree is None or not words:
            return False
        governor = tree.verb(*verb)
        if tree.is_passive(governor) or tree.objects(governor):
            return False
        for k in (k for k in tree.children[governor] if k > verb[1]):
            if relation(tree.deps[k]) == "obl" and tree.case(k) in words:
                return True
            if tree.deps[k] in _CONTENT and words & {view.words[m] for m in tree.all(k, ("mark",))}:
                return True
        return False

    def _after_day(self, view: View, last: int) -> int:
        """The word after a verb, over where and when: "agreed here on Monday to"."""
        k = last + 1
        if view.word(last) in self.lexicon["preposition"]:
            return k
        while view.word(k) in _BETWEEN or view.word(k) in self.lexicon["day_name"]:
            k += 1
        on_day = view.word(k) == "on" and view.word(k + 1) in self.lexicon["day_name"]
        return k + 2 if on_day and (view.word(k + 2),) not in (("",), (",",)) else k

    def _object_noun(self, view: View, trigger: Trigger, use: Use, verb: tuple[int, int]) -> tuple[int, int] | None:
        """The noun of a light verb: in its object, or before it where the verb is passive."""
        last = verb[1]
        if not use.passive:
            order: range = object_words(view, self.lexicon, last)
        else:
            order = range(use.first - 1, max(-1, use.first - 1 - _LOOK_BACK), -1)
        limit = order.stop if not use.passive else use.first
        if view.tree is not None and (noun := self._governed_noun(view, view.tree, trigger, verb)) is not None:
            return noun
        for k in order:
            if use.passive and view.words[k] in (";", ":", "."):
                return None
            for form in self._forms_at(view, trigger, k):
                end = k + len(form) - 1
                if end < limit and self._is_object(view, (k, end), verb, passive=use.passive):
                    return k, end
        return None

    def _governed_noun(self, view: View, tree: Tree, trigger: Trigger, verb: tuple[int, int]) -> tuple[int, int] | None:
        """The noun among the objects by the parse, those "with" which somebody is provided included."""
        governor = tree.verb(*verb)
        objects = tree.objects(governor)
        if tree.is_passive(governor) and not objects:
            return None
        if tree.lemmas[governor] in _PROVIDING:
            objects += [k for k in tree.all(governor, ("obl",)) if tree.case(k) == "with"]
        objects += [k for o in objects for k in tree.all(o, ("nmod",)) if tree.case(k) == "in"]
        objects += [k for k in tree.all(governor, ("obl",)) if tree.case(k) in ("in", "as")]
        for head in [*objects, *(other for k in objects for other in tree.all(k, ("conj",)))]:
            for k in range(max(0, head - _WORDS), head + 1):
                for form in self._forms_at(view, trigger, k):
                    end = k + len(form) - 1
                    if k <= head <= end and not verb[0] <= k <= verb[1]:
                        return k, end
        return None

    def _is_object(self, view: View, noun: tuple[int, int], verb: tuple[int, int], *, passive: bool) -> bool:
        """Whether a noun found beside the verb is what the verb is about."""
        if view.tree is not None:
            compound = view.tree.deps[noun[1]] in ("compound", "amod", "nmod:desc")
            beside = set(view.words[noun[1] + 1 : verb[0]]) <= _BEFORE_PASSIVE and view.tree.deps[verb[0]] == "acl"
            return not compound and (view.tree.governed(noun[1], view.tree.verb(*verb)) or (passive and beside))
        return (passive or ends_phrase(view, self.lexicon, noun[1])) and not _barred(view, noun[0], verb[1])

    def _forms_at(self, view: View, trigger: Trigger, k: int) -> list[tuple[str, ...]]:
        if view.tree is not None and view.tree.pos[k] == "VERB" and view.tree.child(k, ("aux",)) is not None:
            return []  # "cancelled her dinner and will visit"
        begin = self._nouns[trigger.withs].get(view.words[k])
        return [f for f in begin if view.words[k : k + len(f)] == f] if begin else []

    def _stands_alone(self, view: View, trigger: Trigger, i: int, last: int) -> str | None:
        """Whether the noun at `i` may be a trigger by its place: "", what speaks against it, or None where it is none."""
        if view.pos[last] and view.pos[last] not in ("NOUN", "PROPN", "VERB"):
            return None
        if trigger.kind == "noun+word":
            return "" if (view.word(last + 1),) in trigger.withs and view.over(i) is None else None
        if view.tree is not None:
            attribute = view.tree.deps[last] in ("compound", "amod", "nmod:desc") and "project" not in trigger.guards
            # "talks between [X] and [Y]", which a parse may make a verb, of a sentence without a subject
            nominal = view.tree.deps[last].split(":")[0] in _NOMINAL or not view.tree.subjects(last)
            return None if view.pos[last] == "VERB" and not nominal else "compound" if attribute else ""
        return "" if ends_phrase(view, self.lexicon, last) else "compound"


def _beside(trigger: Trigger) -> frozenset[str]:
    """First words of what must stand in the sentence beside a trigger, one of them at least; none where nothing must."""
    return frozenset(form[0] for form in trigger.withs) if "+" in trigger.kind else frozenset()


def _by_first(forms: frozenset[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """The forms of nouns by their first word, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        out.setdefault(form[0], []).append(form)
    return out


def _rank(judged: Judged) -> tuple[bool, int, int, int, int]:
    candidate, reason = judged
    kind = KINDS.index(candidate.trigger.kind)
    return bool(reason), kind, candidate.first - candidate.last, candidate.trigger.order, candidate.first


def _barred(view: View, k: int, verb: int) -> bool:
    """A noun that another verb stands before: "received the report and held talks" gives "received" no talks."""
    return any(view.words[j] in ("and", "or", "then") for j in range(verb + 1, k)) and any(
        view.words[j].endswith("ed") or view.words[j] in ("held", "met", "had", "laid", "paid", "made", "took")
        for j in range(verb + 2, k)
    )


def _read_row(order: int, row: dict[str, str]) -> Iterator[Trigger]:
    guards = cells(row["guards"])
    unknown = [g for g in guards if g not in GUARDS]
    if row["type"] not in EVENT_TYPES or row["kind"] not in KINDS or unknown:
        raise KnowledgeError(
            f"events/triggers.tsv: {row['type']} {row['kind']} {row['words']}: "
            f"unknown {'guard ' + unknown[0] if unknown else 'type or kind'}; known are the types of the schema, "
            f"the kinds {', '.join(KINDS)} and the guards {', '.join(sorted(GUARDS))}"
        )
    nouns = row["kind"] == "verb+noun"
    withs = frozenset(
        pieces
        for word in cells(row["with"])
        for form in ((word, plural(word)) if nouns else (word,))
        for pieces in _variants(form)
    )
    for lemma in cells(row["words"]):
        yield Trigger(
            order, row["type"], row["kind"], lemma, withs, row["span"] or "verb", guards, row["frame"] or row["type"]
        )


def _variants(form: str) -> set[tuple[str, ...]]:
    """A form as the words a tokenizer may give: "co-chaired" whole or in three."""
    return {tuple(form.split()), tuple(_PIECE.findall(form))}
