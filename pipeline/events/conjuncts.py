"""Conjunctions: "A, B and C" is one phrase, by word order and by what a parse says for or against it."""

from __future__ import annotations

from pipeline.events.mentioned import kind_of
from pipeline.events.phrase import GENITIVE, Phrase, is_person
from pipeline.events.tree import Tree
from pipeline.events.view import View
from pipeline.records import ArticleActors
from pipeline.syntax import SUBJECTS

_APPOSITION = 16
_BREAKS = frozenset({"that", "which", "who", "while", "when", "where", ";"})
_ONE_VERB = 3


def join(view: View, actors: ArticleActors, heads: list[Phrase]) -> list[Phrase]:
    """Conjunctions: "A, B and C" is one phrase in A's place."""
    out: list[Phrase] = []
    for head in heads:
        if view.word(head.last) == "delegation" and out and _is_person(actors, out[-1].mentions[0]):
            gap = view.words[out[-1].last + 1 : head.first]
            if gap[:1] == ("and",) and len(gap) < 8:
                continue  # "the President and the Kenyan delegation": he stands for it
        if (k := _partner(view, actors, out, head)) is not None:
            start = out[k]
            listed = out[k - 1] if k > 0 and view.word(start.before) == "," else None
            if listed is not None and listed.last == start.before - 1 and _alike(actors, listed, start):
                k -= 1
                start = Phrase(
                    listed.first,
                    start.last,
                    listed.mentions + start.mentions,
                    listed.place,
                    listed.before,
                    parts=_parts(listed) + _parts(start),
                )
            joined = Phrase(
                start.first, head.last, start.mentions + head.mentions, start.place, start.before, head.apposed,
                _parts(start) + _parts(head),
            )  # fmt: skip
            out[k:] = [joined]
        else:
            out.append(head)
    return out


def _parts(phrase: Phrase) -> tuple[tuple[int, int], ...]:
    return phrase.parts or ((phrase.first, phrase.last),)


def _partner(view: View, actors: ArticleActors, out: list[Phrase], head: Phrase) -> int | None:
    """Position of the phrase that "and" joins `head` to, None where the parse makes it the subject of its own clause."""
    tree = view.tree
    if tree is not None and lists_in_title(view, tree, actors, out, head):
        return len(out) - 1
    if view.word(head.before) not in ("and", "&") or (k := _conjunct(view, actors, out, head)) is None:
        return None
    return k if tree is None or may_join(tree, out[k], head) else None


def _conjunct(view: View, actors: ArticleActors, out: list[Phrase], head: Phrase) -> int | None:
    """Position of the phrase that "and" joins `head` to: the one before it, or before an apposition."""
    for k in range(len(out) - 1, max(-1, len(out) - 4), -1):
        gap = view.words[out[k].last + 1 : head.before]
        if len(gap) > _APPOSITION or (_BREAKS | {"through", "with", "from", "by", "including", "in"}) & set(gap):
            return None
        beside = not gap or gap[0] in (",", "(")
        clauses = gap == (",",) and (view.word(out[k].before) != "," or k == 0) and not out[k].apposed
        if clauses:
            return None  # "X thanked A, and B accepted": two clauses, not two names
        if out[k].place != GENITIVE and beside and _alike(actors, out[k], head):
            return k
    return None


def _alike(actors: ArticleActors, a: Phrase, b: Phrase) -> bool:
    """Whether two phrases may be joined: people with people, bodies and countries with their like."""
    return _is_person(actors, a.mentions[0]) == _is_person(actors, b.mentions[0])


def _is_person(actors: ArticleActors, index: int) -> bool:
    return is_person(actors, actors.mentions[index])


def may_join(tree: Tree, first: Phrase, second: Phrase) -> bool:
    """Whether "and" may join two names: the second is not the subject of a clause in which the first is none.

    In "[X] met [Y] and [Z] left", "and" joins clauses.
    """
    if first.place == "between":
        return True
    if second.place == GENITIVE:
        return tree.deps[_head(tree, second)] == "conj"  # not in "Acme and [Chad]'s Delta signed"
    ours, theirs = _clauses(tree, first), _clauses(tree, second)
    near = any(abs(a - b) < _ONE_VERB for a in ours for b in theirs)  # "co - chaired" may be read as two
    return not theirs or near or tree.deps[_head(tree, second)] == "conj"


def lists_in_title(view: View, tree: Tree, actors: ArticleActors, out: list[Phrase], head: Phrase) -> bool:
    """Whether a headline's comma stands for "and": "[Chad], [Ghana] sign pact"."""
    if view.kind != "title" or not out or view.word(head.before) != "," or out[-1].last != head.before - 1:
        return False
    countries = all(kind_of(actors, p.mentions[0]) == "country" for p in (out[-1], head))
    return countries and tree.heads[_head(tree, head)] in range(out[-1].first, out[-1].last + 1)


def _head(tree: Tree, phrase: Phrase) -> int:
    return tree.head_of(*(phrase.parts[-1] if phrase.parts else (phrase.first, phrase.last)))


def _clauses(tree: Tree, phrase: Phrase) -> set[int]:
    """The verbs of which a word of the phrase is the subject."""
    return {tree.heads[k] for k in range(phrase.first, phrase.last + 1) if tree.deps[k] in SUBJECTS}
