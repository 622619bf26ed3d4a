"""Rules that chain persons inside an article; strongest first, each with its name.

same_name     equal when squashed                        initials     "D. Boluarte", one candidate
token_subset  "Dina Boluarte" of "Dina Ercilia …"        last_token   "Cường" of "Lương Cường", unique in the article
any_token     "Xi" of "Xi Jinping", unique               address_form what the form already stood for
same_title    the one bearer with the title beside it    nearest      the bearer last named before
typo          one letter off the name of one bearer      nickname     "Ben Hollis" of "Benjamin Hollis"
two_surnames  "Boluarte Zegarra" of "Dina Boluarte"
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from pipeline.actors.chains import Chains
from pipeline.actors.forms import are_initials, generation, is_contiguous, is_ordered_subset, spellings_of, surname
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Name

_SHORTEST_TYPO, _LONGEST_TYPO = 4, 24


class PersonChains:
    """The persons of one article; `of_mention` has the chain and rule of each one-token mention after `resolve`."""

    def __init__(
        self,
        names: Sequence[Name],
        chains: Chains,
        titles: Mapping[int, RolePhrase],
        genders: Mapping[int, str],
        lexicon: Lexicon,
    ) -> None:
        self.names = names
        self.chains = chains
        self.titles = titles
        self.genders = genders
        self.lexicon = lexicon
        self.of_mention: dict[int, tuple[int | None, str]] = {}
        persons = [i for i, surface in enumerate(chains.surfaces) if surface.person]
        self._full = [i for i in persons if len(chains.surfaces[i].tokens) > 1]
        self._single = [i for i in persons if len(chains.surfaces[i].tokens) <= 1]
        self._office_of: dict[int, set[str]] = defaultdict(set)
        self._gender_of: dict[int, set[str]] = defaultdict(set)
        self._lacking: dict[str, list[str]] | None = None
        self._with_token: dict[str, list[int]] = defaultdict(list)
        for i in self._full:
            for token in dict.fromkeys(chains.surfaces[i].tokens):
                self._with_token[token].append(i)

    def resolve(self) -> None:
        """Apply all rules in order."""
        self._equal(self._full)
        self._equal(self._single)
        self._shorter_names()
        self._address_forms()

    def _equal(self, surfaces: list[int]) -> None:
        seen: dict[str, list[int]] = defaultdict(list)
        for i in surfaces:
            surface = self.chains.surfaces[i]
            spellings = ["".join(tokens) for tokens in spellings_of(surface.form, self.lexicon.families)]
            for other in dict.fromkeys(o for spelling in spellings for o in seen[spelling]):
                if self.chains.link(i, other, "same_name"):
                    break
            for spelling in spellings:
                seen[spelling].append(i)

    def _shorter_names(self) -> None:
        offices = {i: set().union(*map(self._offices, self.chains.surfaces[i].mentions)) for i in self._full}
        for i in sorted(self._full, key=lambda i: (-len(self.chains.surfaces[i].tokens), i)):
            surface = self.chains.surfaces[i]
            tokens = surface.tokens
            # Only a name with an initial is compared with all that share its last word.
            cut = any(len(token) <= 2 for token in tokens[:-1])
            near = (
                [j for j in self._with_token[tokens[-1]] if self.chains.root(j) != self.chains.root(i)] if cut else []
            )
            if self.chains.link_if_one(
                i, [j for j in near if are_initials(surface.form, self.chains.surfaces[j].form)], "initials"
            ):
                continue
            longer = [
                j
                for j in self._with_token[tokens[0]]
                if len(self.chains.surfaces[j].tokens) > len(tokens)
                and _shortens(tokens, self.chains.surfaces[j].tokens)
                and (_of_one_generation(tokens, self.chains.surfaces[j].tokens) or offices[i] & offices[j])
            ]
            if not self.chains.link_if_one(i, longer, "token_subset") and not self.chains.link_if_one(
                i, self._nicknamed(tokens), "nickname"
            ):
                self.chains.link_if_one(i, self._by_first_surname(i, tokens), "two_surnames")

    def _by_first_surname(self, i: int, tokens: tuple[str, ...]) -> list[int]:
        """Surfaces "Dina Boluarte" of "Boluarte Zegarra": both surnames without the given name, behind the usual one.

        The only ones who bear the first surname, named before; nobody has what would then be a given name as one.
        """
        holders = self._with_token[tokens[0]] if len(tokens) == 2 else []
        if any(j != i and self.chains.surfaces[j].tokens[-1] != tokens[0] for j in holders):
            return []
        first = self.chains.surfaces[i].mentions[0]
        return [
            j for j in holders if j != i and self.chains.surfaces[j].mentions[0] < first and self._is_given(j, tokens)
        ]

    def _is_given(self, other: int, tokens: tuple[str, ...]) -> bool:
        """Whether a name begins with a known given name, and the other's first word is none."""
        given = self.lexicon.given
        return self.chains.surfaces[other].tokens[0] in given and tokens[0] not in given

    def _nicknamed(self, tokens: tuple[str, ...]) -> list[int]:
        """Surfaces of the full form of a name that begins with a short one: "Benjamin Hollis" of "Ben Hollis"."""
        full = self.lexicon.nicknames.get(tokens[0], frozenset())
        found = []
        for j in self._with_token[tokens[-1]] if full else ():
            other = self.chains.surfaces[j].tokens
            if other[0] in full and other[-1] == tokens[-1] and is_ordered_subset(tokens[1:], other):
                found.append(j)
        return found

    def _address_forms(self) -> None:
        """Each one-token mention in text order, because what a form stands for may change in the text."""
        singles = {m: i for i in self._single for m in self.chains.surfaces[i].mentions}
        fulls = {m: self.chains.root(i) for i in self._full for m in self.chains.surfaces[i].mentions}
        for mention, bearer in fulls.items():
            self._office_of[bearer] |= self._offices(mention)
        last_named: dict[int, int] = {}
        given: dict[int, int] = {}
        for mention in sorted(singles | fulls):
            if mention in fulls:
                last_named[fulls[mention]] = mention
                continue
            single = singles[mention]
            own = self.chains.root(single)
            root, rule = self._bearer(mention, single, last_named, given.get(own))
            if rule == "name":
                root, rule = own, self.chains.surfaces[single].rule
            elif root is not None:
                given.setdefault(own, root)
                last_named[root] = mention
                if mention in self.genders:
                    self._gender_of[root].add(self.genders[mention])
                self._office_of[root] |= self._offices(mention)
            self.of_mention[mention] = root, rule

    def _bearer(
        self, mention: int, single: int, last_named: Mapping[int, int], given: int | None
    ) -> tuple[int | None, str]:
        """The chain a one-token mention stands for, and the rule; (None, "name") where nobody bears the token."""
        surface = self.chains.surfaces[single]
        token = surface.tokens[0] if surface.tokens else ""
        holders = [i for i in self._with_token.get(token, ()) if self.chains.agree(single, i)]
        every = sorted({root for i in holders if self._fits(mention, root := self.chains.root(i))})
        last = {self.chains.root(i) for i in holders if surname(self.chains.surfaces[i].tokens) == token}
        bearers = [root for root in every if root in last] or every
        if not any(root in last_named for root in bearers):
            # Whom the article has introduced comes before whom it has not: "Ramos" of "Gabriela Ramos Patiño".
            bearers = [root for root in every if root in last_named] or bearers
        elif given in every and given not in bearers:
            bearers = [*bearers, given]
        rule = "last_token" if set(bearers) <= last else "any_token"
        if not bearers:
            bearers, rule = self._one_typo(mention, single, token), "typo"
            if len(bearers) != 1:
                return None, "name"
        if len(bearers) == 1:
            return bearers[0], rule
        offices = self._offices(mention)
        titled = [root for root in bearers if offices & self._office_of[root]]
        if len(titled) == 1:
            return titled[0], "same_title"
        if given in bearers:
            return given, "address_form"
        if not last and token in self.lexicon.words["family_first"]:
            # A Vietnamese is never called by the family name alone.
            return None, "ambiguous"
        named = [root for root in bearers if root in last_named]
        if not named:
            return None, "ambiguous"
        return max(named, key=lambda root: last_named[root]), "nearest"

    def _fits(self, mention: int, root: int) -> bool:
        """Whether the form of address beside a mention does not speak against a bearer."""
        mine = self.genders.get(mention)
        theirs = {self.chains.surfaces[i].gender for i in self.chains.members(root)} | self._gender_of[root]
        return mine is None or not theirs - {None, mine}

    def _offices(self, mention: int) -> set[str]:
        phrase = self.titles.get(mention)
        return {office.office for office in phrase.offices} if phrase is not None else set()

    def _one_letter_off(self, token: str) -> list[str]:
        """The words of full names that are one letter off a word, found over the words that lack one letter each."""
        if self._lacking is None:
            self._lacking = defaultdict(list)
            for other in self._with_token:
                for cut in _lacking(other) if len(other) >= _SHORTEST_TYPO else ():
                    self._lacking[cut].append(other)
        near = dict.fromkeys(other for cut in _lacking(token) for other in self._lacking.get(cut, ()))
        return [o for o in near if o[0] == token[0] and OSA.distance(token, o, score_cutoff=1) == 1]

    def _one_typo(self, mention: int, single: int, token: str) -> list[int]:
        """Chains whose last word is one letter off; short words only with the same title."""
        if len(token) < _SHORTEST_TYPO:
            return []
        offices = self._offices(mention)
        found = set()
        for other in self._one_letter_off(token):
            for i in self._with_token[other]:
                root = self.chains.root(i)
                if self.chains.surfaces[i].tokens[-1] != other or not self.chains.agree(single, i):
                    continue
                if min(len(token), len(other)) >= 5 or offices & self._office_of[root]:
                    found.add(root)
        return sorted(found)


def _lacking(word: str) -> set[str]:
    """A word, and the word without each of its letters."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))} if len(word) <= _LONGEST_TYPO else {word}


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether words were left out of a longer name: from its middle or end, or all but a run of it."""
    return (long[0] == short[0] and is_ordered_subset(short, long)) or is_contiguous(short, long)


def _of_one_generation(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return short[-1] == long[-1] or generation(short) == generation(long)
