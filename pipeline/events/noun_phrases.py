"""Where the noun phrase of a trigger begins, by word order."""

from __future__ import annotations

from pipeline.events.view import Lexicon, View

_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its"})


def phrase_start(view: View, lexicon: Lexicon, noun: int) -> int:
    """First word of the noun phrase that ends at `noun`: back over determiners, adjectives and possessors."""
    start = _start_of(view, lexicon, noun)
    while view.word(start - 1) in _ARTICLES and view.over(start - 1) is None:
        start -= 1  # "a four-day visit"
    return start


def _start_of(view: View, lexicon: Lexicon, noun: int) -> int:
    k = noun
    while k > 0 and noun - k < 14:
        word = view.words[k - 1]
        if view.over(k - 1) is None:
            closed = word in lexicon["preposition"] or word in lexicon.auxiliary or word in ("and", "or", "to")
            if (closed or word in lexicon["clause_end"]) and word not in lexicon["genitive"]:
                break
            if word in lexicon["subordinator"] and word != "that":
                break
            described = view.tree is not None and view.tree.deps[k - 1] in ("amod", "compound")  # "a working visit"
            determines = word in lexicon["determiner"] or word in lexicon["possessive"]
            if (view.pos[k - 1] == "VERB" and not described) or (k - 1 < noun - 1 and determines):
                return k - 1 if determines else k
        k -= 1
        if word in lexicon["determiner"] and view.over(k) is None and word not in ("first", "second", "third", "one"):
            break
    return k
