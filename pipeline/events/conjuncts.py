"""What the parse says for or against joining two names of a sentence to one phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events.tree import SUBJECTS, Tree
from pipeline.records import ArticleActors

if TYPE_CHECKING:
    from pipeline.events.phrases import Phrase
    from pipeline.events.view import View

_ONE_VERB = 3


def may_join(tree: Tree, first: Phrase, second: Phrase) -> bool:
    """Whether "and" may join two names: the second is not the subject of a clause in which the first is none.

    In "[X] met [Y] and [Z] left", "and" joins clauses.
    """
    if first.place == "between":
        return True
    if second.place == "genitive":
        return tree.deps[_head(tree, second)] == "conj"  # not in "Acme and [Chad]'s Delta signed"
    ours, theirs = _clauses(tree, first), _clauses(tree, second)
    near = any(abs(a - b) < _ONE_VERB for a in ours for b in theirs)  # "co - chaired" may be read as two
    return not theirs or near or tree.deps[_head(tree, second)] == "conj"


def lists_in_title(view: View, tree: Tree, actors: ArticleActors, out: list[Phrase], head: Phrase) -> bool:
    """Whether a headline's comma stands for "and": "[Chad], [Ghana] sign pact"."""
    if view.kind != "title" or not out or view.word(head.before) != "," or out[-1].last != head.before - 1:
        return False
    countries = all(_kind(actors, p.mentions[0]) == "country" for p in (out[-1], head))
    return countries and tree.heads[_head(tree, head)] in range(out[-1].first, out[-1].last + 1)


def _head(tree: Tree, phrase: Phrase) -> int:
    return tree.head_of(*(phrase.parts[-1] if phrase.parts else (phrase.first, phrase.last)))


def _clauses(tree: Tree, phrase: Phrase) -> set[int]:
    """The verbs of which a word of the phrase is the subject."""
    return {tree.heads[k] for k in range(phrase.first, phrase.last + 1) if tree.deps[k] in SUBJECTS}


def _kind(actors: ArticleActors, mention: int) -> str:
    chain = actors.mentions[mention].chain
    return actors.actors[chain].kind if chain is not None and 0 <= chain < len(actors.actors) else ""
