"""People named by their office alone: "the minister", "the ambassador-designate", "his host".

Which offices a person holds is read beside the name: before it ("Vice Minister Ruiz"), after it ("Ruiz, a former
judge"), and before a comma ("the mayor of Bern, Eva Roth"). A bare office stands for the person last spoken of who
holds it. The actors stage resolves the forms that name a country; these are the ones that need the article's course.
"""

from __future__ import annotations

from pipeline.events.view import Lexicon, View
from pipeline.knowledge import Knowledge, cells

_AFTER = 9
_BEFORE = 4
_FEMALE, _MALE = "female", "male"


class Offices:
    """The words of offices, from `knowledge/titles.tsv`: the heads ("minister") and all words in them ("vice")."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        heads: set[str] = set()
        words: set[str] = set()
        self._long: set[tuple[str, ...]] = set()
        self._means = {
            row["word"]: tuple(frozenset(office.split()) for office in cells(row["held"]))
            for row in knowledge.rows("events/offices.tsv")
        }
        for row in knowledge.rows("knowledge/titles.tsv"):
            parts = row["title"].lower().replace("-", " ").split()
            plain = [part for part in parts if part.isalpha() and part not in lexicon["preposition"]]
            words.update(plain)
            if "of" in parts:
                self._long.add(tuple(parts))
            if row["scope"] in ("honorific", "religion") and row["kind"] == "person_title":
                continue
            if len(parts) == len(plain) and plain:
                heads.add(plain[-1])
        self.heads = frozenset(heads | lexicon["role_head"])
        self.words = frozenset(words) | self.heads

    def bare(self, view: View, i: int) -> tuple[int, int, frozenset[str]] | None:
        """First word, last word and office words of the bare office at "the" or "this" in `i`, None where none is."""
        if view.words[i] not in ("the", "this") or view.over(i) is not None:
            return None
        if self.heads.isdisjoint(view.words[i + 1 : i + 1 + _BEFORE]):
            return None
        k = i + 1
        while k <= i + _BEFORE and k < len(view) and (view.over(k) is None or view.adjective[k]):
            if view.adjective[k]:
                k += 1
                continue
            if view.words[k] in self.heads and view.word(k + 1) not in self.words:
                last = k + 2 if view.word(k + 1) == "-" and view.word(k + 2) in ("designate", "elect") else k
                last = k + 2 if view.words[k : k + 3] in self._long else last
                if self._names_another(view, last):
                    return None
                return i, last, frozenset(view.words[i + 1 : last + 1]) & self.words
            if not view.words[k].isalpha() or view.words[k] in self._lexicon["preposition"]:
                return None
            k += 1
        return None

    def _names_another(self, view: View, last: int) -> bool:
        """Whether the phrase goes on: "the minister of trade", "the president Ana Ruiz", "the minister's"."""
        following = view.word(last + 1)
        return following in ("of", "for") or view.over(last + 1) is not None or view.shapes[last].isupper()

    def fits(self, asked: frozenset[str], held: frozenset[str]) -> bool:
        """Whether a person of whom the words `held` are said may be meant by the office words `asked`."""
        if not asked:
            return False
        return all(word in held or any(office <= held for office in self._means.get(word, ())) for word in asked)

    def held(self, view: View, first: int, start: int, last: int) -> frozenset[str]:
        """The office words beside a name: its titles in `first` to `start`, and an apposition after `last`."""
        words = set(view.words[first:start])
        stop = last + 2
        if view.word(last + 1) == "," and (
            view.word(last + 2) in ("a", "an", "the") or view.word(last + 2) in self.heads
        ):
            while stop < len(view) and stop - last < _AFTER and view.words[stop] not in (",", "who", "which"):
                words.add(view.words[stop])
                stop += 1
        return frozenset(words) & self.words

    def gender(self, view: View, first: int, start: int) -> str | None:
        """What the forms of address before a name tell, None where they tell nothing."""
        words = set(view.words[first:start])
        if words & self._lexicon["female"]:
            return _FEMALE
        return _MALE if words & self._lexicon["male"] else None
