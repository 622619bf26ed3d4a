"""Titles in the text: "State President", "Ambassador to Peru", "Vice Chairman of the HCMC People's Committee".

An office noun is found, widened to the left by its modifiers ("Deputy", a portfolio) and to the right by its
prepositional phrases, bounded by the names around it. Then it belongs to the person right after it, to the person
whose apposition it is, or, with a definite article, it is a role phrase that stands for somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.actors.lexicon import Entry, Lexicon, Office
from pipeline.actors.phrase import RolePhrase, coordinated, join
from pipeline.actors.words import Words
from pipeline.knowledge.fold import fold
from pipeline.records import Name

_POSSESSIVE = re.compile(r"\s?['’]s?\s+")
_BODIES = frozenset({"ORG", "FAC"})
_TO_OFFICES = frozenset({"ambassador", "envoy", "representative", "consul", "adviser"})
# Words that a title may have on either side of its noun: no real one is wider, and no text costs more than this.
_WIDEST = 10
_AGAINST = re.compile(r"\b(?:pro|anti|non)[-‑]$", re.IGNORECASE)
OWNED = "'s"
"""Determiner of a title whose owner stands before it, but is no name: "the company's chairman"."""
_DETERMINERS = frozenset({"the", "this", "that", "a", "an", "his", "her", "its", "their", "our", "your", "my"})


class TitleReader:
    """Finds the role phrases of an article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._modifiers = lexicon.words["modifier"]
        self._dropped = lexicon.words["dropped"]
        self._function = lexicon.words["function"]
        self._institution = lexicon.words["institution"]
        self._address = lexicon.words["address"]
        self._body = lexicon.words["body"]

    def __call__(self, words: Words, names: Sequence[Name]) -> tuple[RolePhrase, ...]:
        """The role phrases in text order, never overlapping."""
        phrases: list[RolePhrase] = []
        floor = 0
        starts = self.lexicon.office_starts
        for word, low in enumerate(words.lower):
            if low not in starts or word < floor or words.name[word] != -1 or words.sentence[word] < 0:
                continue
            last, office = self._office(words, word)
            if office is None:
                continue
            phrase, floor = self._phrase(words, names, (floor, word, last), office)
            if phrase is not None and phrases and coordinated(words.text, phrases[-1], phrase):
                phrase = join(phrases.pop(), phrase)
            if phrase is not None:
                phrases.append(phrase)
        return tuple(phrases)

    def _office(self, words: Words, first: int) -> tuple[int, Office | None]:
        last, best = first, None
        key: tuple[str, ...] = ()
        for word in range(first, min(first + self.lexicon.longest_office, len(words.lower))):
            if words.name[word] != -1 or (word > first and not self._adjoins(words, word - 1)):
                break
            key += (words.lower[word],)
            office = self.lexicon.offices.get(key) or self.lexicon.plurals.get(key)
            if office is not None and (office.use != "capital" or words.is_capital(first)):
                last, best = word, office
        return last, best

    def _adjoins(self, words: Words, left: int) -> bool:
        """Whether the next word is of one title with this one: "Director-General", "Lt. Gen."."""
        return words.joined(left) or (
            words.lower[left] in self.lexicon.abbreviations
            and words.sentence[left] == words.sentence[left + 1]
            and words.gap(left) == ". "
        )

    def _phrase(
        self, words: Words, names: Sequence[Name], at: tuple[int, int, int], office: Office
    ) -> tuple[RolePhrase | None, int]:
        """The phrase around an office noun, and the word to go on from.

        `at` holds the first word that is still free, and the first and last word of the noun.
        """
        floor, first, last = at
        after = words.text[words.ends[last] : words.ends[last] + 1]
        if after in {"-", "‑"} or self._is_blocked(words, last):
            return None, last + 1
        left, bare = self._left(words, floor, first, office)
        plural = tuple(words.lower[first : last + 1]) in self.lexicon.plurals
        begin, lead, nation, determiner = self._whose(words, names, bare, plural=plural)
        last = self._past_and(words, last) if first < last else last
        title_last, end_last, of = self._right(words, names, last, office)
        modifiers = {words.lower[k] for k in range(bare, last)}
        rank = "former" if modifiers & {"former", "ex"} else ""
        rank = "deputy" if modifiers & {"deputy", "vice", "assistant", "under"} else rank
        # "Lt. Gen." ends in its full stop.
        abbreviated = end_last == last and words.lower[last] in self.lexicon.abbreviations
        dot = int(abbreviated and after == ".")
        # "Foreign Ministers X and Y" are each a Foreign Minister.
        title_end = words.ends[last] - 1 if plural else words.ends[title_last] + dot
        title = fold(words.text[words.starts[left] : title_end])
        phrase = RolePhrase(
            start=words.starts[begin],
            title_start=words.starts[left],
            title_end=title_end,
            end=words.ends[end_last] + dot,
            offices=(office,),
            tokens=frozenset(token for token in title.split() if token not in self._function),
            rank=rank,
            determiner=determiner,
            lead=lead,
            of=of,
            sentence=words.sentence[first],
            nation=nation,
            plural=plural,
        )
        return phrase, max(end_last, last) + 1

    def _whose(
        self, words: Words, names: Sequence[Name], bare: int, *, plural: bool
    ) -> tuple[int, int | None, str | None, str]:
        """First word of a phrase whose title begins at `bare`, the name before it, its country, its determiner."""
        lead, begin = _lead(words, names, bare)
        nation = None
        if lead is None and (entry := self._demonym(words, begin - 1)) is not None:
            nation, begin = entry.country, begin - 1
        if plural and lead is not None and words.joined(begin - 1) and words.lower[begin - 1] == "and":
            # "French and German Presidents X and Y": whose is whose is not said.
            lead = None
        if words.joined(begin - 1) and words.lower[begin - 1] in _DETERMINERS:
            return begin - 1, lead, nation, words.lower[begin - 1]
        return begin, lead, nation, OWNED if lead is None and _is_owned(words, begin) else ""

    def _demonym(self, words: Words, word: int) -> Entry | None:
        """The country of an adjective before a title that is no name of its own."""
        if not words.joined(word) or words.name[word] != -1 or not words.is_capital(word):
            return None
        entry = self.lexicon.country(words.text[words.starts[word] : words.ends[word]])
        return entry if entry is not None and entry.demonym else None

    def _past_and(self, words: Words, last: int) -> int:
        """The last word of an office that goes on: "Minister of Foreign Affairs and Emigration"."""
        if words.joined(last) and words.joined(last + 1) and words.lower[last + 1] == "and":
            return last + 2 if words.is_capital(last) and self._continues(words, last + 2) else last
        return last

    def _is_blocked(self, words: Words, last: int) -> bool:
        """Whether the noun after the office makes it no person: "the deputy minister level", "the President's Office"."""
        if last + 1 >= len(words.lower) or words.sentence[last] != words.sentence[last + 1]:
            return False
        gap = words.gap(last)
        follows = gap.isspace() or _POSSESSIVE.fullmatch(gap) is not None
        blockers = self.lexicon.words["blocker"]
        if not follows or words.lower[last + 1] not in blockers:
            return False
        # "the President's visit" is about a person, "the President visit" is not.
        return gap.isspace() or words.lower[last + 1] in {"office", "residence", "palace"}

    def _left(self, words: Words, floor: int, first: int, office: Office) -> tuple[int, int]:
        """First word of the title, and first word of it with what is dropped ("late General Secretary")."""
        left = word = first
        capital = words.is_capital(first)
        while word > max(floor, first - _WIDEST) and words.joined(word - 1) and words.name[word - 1] == -1:
            lower = words.lower[word - 1]
            if lower in self._dropped:
                word -= 1
                continue
            portfolio = office.use == "portfolio" and capital
            written_alike = not capital or words.is_capital(word - 1) or lower in {"former", "ex"}
            field = portfolio and words.is_capital(word - 1) and lower not in self._function | _DETERMINERS
            field = field or (office.use == "portfolio" and not capital and lower in self._institution)
            if field or (lower in self._modifiers and written_alike):
                word -= 1
            elif portfolio and lower == "and" and self._starts_portfolio(words, word - 2):
                word -= 2
            else:
                break
            left = word
        return left, word

    def _starts_portfolio(self, words: Words, word: int) -> bool:
        return (
            words.joined(word)
            and words.name[word] == -1
            and words.is_capital(word)
            and words.lower[word] in self._institution
            and self._office(words, word)[1] is None
        )

    def _right(
        self, words: Words, names: Sequence[Name], last: int, office: Office
    ) -> tuple[int, int, tuple[int, ...]]:
        """Last word of the title, last word of the phrase, and the names its "of …" and "at …" hold."""
        title_last = end_last = last
        of: list[int] = []
        in_title = True
        while words.joined(end_last):
            preposition = words.lower[end_last + 1]
            elsewhere = preposition in {"to", "in"} and office.office in _TO_OFFICES
            if preposition not in {"of", "for", "at"} and not elsewhere:
                break
            begin = end_last + 2
            if begin < len(words.lower) and words.lower[begin] == "the" and words.joined(begin - 1):
                begin += 1
            stop, held = self._noun_phrase(words, names, begin)
            if stop < begin:
                break
            end_last = stop
            if not elsewhere:
                # "the envoy for [country]" works there, the spokesman for a ministry belongs to it.
                of += [i for i in held if preposition != "for" or names[i].label in _BODIES]
            # "Director of the Asia Department at the Ministry": the title ends before "at".
            in_title = in_title and preposition != "at"
            if in_title:
                title_last = stop
        return title_last, end_last, tuple(of)

    def _noun_phrase(self, words: Words, names: Sequence[Name], begin: int) -> tuple[int, list[int]]:
        """Last word of the noun phrase that starts at a word (`begin - 1` where none does), and the names in it."""
        word = begin
        held: list[int] = []
        while word < len(words.lower) and word - begin < _WIDEST and words.joined(word - 1):
            name = words.name[word]
            if name != -1:
                if names[name].label == "PERSON" or (held and not _is_adjective(names[held[-1]])):
                    break
                held.append(name)
                while word < len(words.lower) and words.name[word] == name:
                    word += 1
                if not _is_adjective(names[name]):
                    word = self._past_tail(words, word) if names[name].label == "ORG" else word
                    break
            elif words.lower[word] in self._address:
                break
            elif words.is_capital(word) or (words.lower[word] in self._institution and word - begin < 3):
                word += 1
            elif words.lower[word] == "and" and word > begin and self._continues(words, word + 1):
                word += 2
            elif held and words.lower[word] in self._body:
                word += 1
            else:
                break
        return word - 1, held

    def _past_tail(self, words: Words, word: int) -> int:
        """The word after what a body's name goes on with: "the [Workers' Party of Peru] Central Committee"."""
        end = word
        while (
            end < len(words.lower)
            and words.joined(end - 1)
            and words.name[end] == -1
            and words.is_capital(end)
            and words.lower[end] in self._institution
        ):
            end += 1
        return end if end > word and self._office(words, end - 1)[1] is None else word

    def _continues(self, words: Words, word: int) -> bool:
        return (
            word < len(words.lower)
            and words.joined(word - 1)
            and words.name[word] == -1
            and words.is_capital(word)
            and self._office(words, word)[1] is None
            and words.lower[word] not in self._modifiers - self._institution
        )


def _is_owned(words: Words, first: int) -> bool:
    """Whether a possessive noun stands before a word: "the company's [chairman]"."""
    before = first - 1
    if before < 0 or words.sentence[before] != words.sentence[first] or words.name[before] != -1:
        return False
    return _POSSESSIVE.fullmatch(words.gap(before)) is not None


def _is_adjective(name: Name) -> bool:
    return name.label == "NORP"


def _lead(words: Words, names: Sequence[Name], first: int) -> tuple[int | None, int]:
    """The name right before a title that says whose it is, and the first word of both together."""
    before = first - 1
    if before < 0 or words.name[before] == -1 or words.sentence[before] != words.sentence[first]:
        return None, first
    index = words.name[before]
    if names[index].label == "PERSON" or _AGAINST.search(
        words.text[max(0, names[index].start - 5) : names[index].start]
    ):
        return None, first
    gap = words.text[names[index].end : words.starts[first]]
    if not gap.isspace() and not _POSSESSIVE.fullmatch(gap):
        return None, first
    while before > 0 and words.name[before - 1] == index:
        before -= 1
    return index, before
