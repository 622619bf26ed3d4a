"""What an article has said so far: the last person spoken of, the last pair brought together, the countries.

It fills pronouns and pairs named before, where the actors stage left them open. Updated sentence by sentence, so a
pronoun never depends on what stands further down; only who is "he" or "she", and which two countries a lead means
that names but one, is learnt from the whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.events.countries import Countries
from pipeline.events.joint_bodies import is_shared
from pipeline.events.mentioned import kind_of
from pipeline.events.pair_nouns import PairNouns
from pipeline.events.phrase import Phrase
from pipeline.events.pronoun_bearers import as_object, first_of, over_clause
from pipeline.events.roles import Offices
from pipeline.events.view import View
from pipeline.records import ArticleActors

_PAIR = 2
_HIGHEST = frozenset({"prime", "president", "premier", "chancellor", "king"})
_HEADS = {
    "heads of state": frozenset({"president", "king", "queen", "emir", "sultan", "emperor", "monarch"}),
    "heads of government": frozenset({"prime", "premier", "chancellor"}),
    "presidents": frozenset({"president"}),
}
_PERSONS = frozenset({"he", "she", "him", "his", "her"})
MALE, FEMALE = "male", "female"
_PRONOUNS = {MALE: frozenset({"he", "him", "his"}), FEMALE: frozenset({"she", "her"})}
_GUESTS = frozenset({"visitor", "guest"})
_GROUPS = frozenset({"they", "them", "their"})
PRONOUNS = _PERSONS | _GROUPS | {"it", "its"}


class Discourse:
    """The memory of one article."""

    def __init__(self, actors: ArticleActors, nouns: PairNouns, offices: Offices) -> None:
        self.offices = offices
        self._actors = actors
        self._held: dict[int, frozenset[str]] = {}
        self._gender: dict[int, str] = {}
        self._of: dict[int, frozenset[int]] = {}
        self._nouns, self._noun_starts = nouns.stands_for, nouns.first_words
        self._person: int | None = None
        self._body: int | None = None
        self._people: list[int] = []
        self._first: dict[int, int] = {}
        self._couple: tuple[int, ...] = ()
        self._bodies: tuple[int, ...] = ()
        self._assembly: tuple[int, ...] = ()
        self._plural: tuple[int, ...] = ()
        self.countries = Countries(actors)
        self._latest: dict[int, int] = {}
        self.guest: int | None = None

    def survey(self, article: Sequence[View]) -> None:
        """Learn from the sentences that name one person alone who is "he" and who is "she"."""
        votes: Counter[tuple[int, str]] = Counter()
        for view in article:
            self.countries.foretell(view)
            people = {self._chain(m): span for m, span in view.spans.items() if kind_of(self._actors, m) == "person"}
            if len(people) != 1:
                continue
            ((chain, (_, last)),) = people.items()
            after = view.words[last + 1 :]
            found = {g for g, words in _PRONOUNS.items() if not words.isdisjoint(after)}
            if chain is not None and len(found) == 1:
                votes[chain, found.pop()] += 1
        for chain, _ in votes:
            male, female = votes[chain, MALE], votes[chain, FEMALE]
            if male != female:
                self._gender[chain] = MALE if male > female else FEMALE

    def hear(self, view: View) -> None:
        """Take in the names of a sentence, before its events are read."""
        self.countries.joint = self.countries.joint or is_shared(view.words)
        for index in sorted(view.spans, key=lambda m: view.spans[m]):
            mention = self._actors.mentions[index]
            if mention.chain is None or not 0 <= mention.chain < len(self._actors.actors):
                continue
            kind = self._actors.actors[mention.chain].kind
            if mention.chain not in self._latest or mention.form != "demonym":
                self._latest[mention.chain] = index
            if kind == "country":
                self.countries.hear(index)
            elif kind == "person":
                self._first.setdefault(mention.chain, index)
                self._people = [p for p in self._people if self._chain(p) != mention.chain] + [index]

    def meant(self, view: View, first: int, last: int) -> tuple[int, ...]:
        """Whom the actors stage knows a pronoun or a collective phrase at these words to stand for, as mentions."""
        for a, b, chains in view.references:
            if b == last and a in (first, first + 1):
                known = tuple(self._latest[chain] for chain in chains if chain in self._latest)
                return known if len(known) == len(chains) else ()
        return ()

    @property
    def state(self) -> tuple[object, ...]:
        """All that events change: where it is the same, phrases stand for the same."""
        return self._person, self._body, self._couple, self._plural, self._bodies, self._assembly

    def subject(self, mentions: tuple[int, ...]) -> None:
        """Note the subject of a clause: what "he" and "they" will stand for."""
        people = [m for m in mentions if kind_of(self._actors, m) == "person"]
        if len(mentions) == 1 and kind_of(self._actors, mentions[0]) in ("organization", "country"):
            self._body = mentions[0]
        if len(mentions) > 1:
            self._plural = mentions
        elif people:
            self._person = people[0]

    def lose_track(self, view: View, around: Sequence[Phrase]) -> None:
        """Forget whom "they" stands for where the subject of the sentence is several that nobody knows."""
        tree = view.tree
        if tree is None:
            return
        for subject in (s for root, head in enumerate(tree.heads) if head == root for s in tree.subjects(root)):
            several = "Number=Plur" in tree.morphs[subject] and tree.pos[subject] == "NOUN"
            if several and not any(p.first <= subject <= p.last for p in around):
                self._plural = ()

    def introduce(self, view: View, index: int, first: int, start: int, last: int) -> None:
        """Note which offices the words beside a name give its bearer, and what they tell of his or her gender."""
        chain = self._chain(index)
        if chain is None:
            return
        title = (self._actors.mentions[index].title or "").lower().replace("-", " ").split()
        words = self.offices.held(view, first, start, last) | (frozenset(title) & self.offices.words)
        self._held[chain] = self._held.get(chain, frozenset()) | words
        countries = {self._chain(m) for j in range(max(0, first), start) if (m := view.over(j)) is not None}
        self._of[chain] = self._of.get(chain, frozenset()) | {c for c in countries if c is not None and c != chain}
        gender = self.offices.gender(view, first, start)
        if gender is not None:
            self._gender[chain] = gender

    def holder(self, words: frozenset[str], view: View, k: int) -> int | None:
        """The person last spoken of who holds an office, None where nobody before word `k` does."""
        bearer = self.guest if words <= _GUESTS else None
        if bearer is None and view.shapes[min(k + 1, len(view) - 1)][:1].isupper() and view.kind == "body":
            bearer = self._bearer(words, k, view)
        if bearer is not None:
            return bearer
        here = sorted((m for m, (_, last) in view.spans.items() if last < k), key=lambda m: -view.spans[m][1])
        countries = {self._chain(m) for j in range(k, min(len(view), k + 4)) if (m := view.over(j)) is not None}
        people = [m for m in here if kind_of(self._actors, m) == "person"]
        earlier = [m for m in reversed(self._people) if m not in view.spans]
        for mention in [*self.spoken_of(), *people, *earlier]:
            chain = self._chain(mention)
            if chain is None or not self.offices.fits(words, self._held.get(chain, frozenset())):
                continue
            if countries and self._of.get(chain) and not countries & self._of[chain]:
                continue
            return mention
        return None

    def _bearer(self, words: frozenset[str], k: int, view: View) -> int | None:
        """Of several who hold an office, whom a press office calls by it alone, "the Minister": the one named first."""
        if any(view.over(j) is not None for j in range(k, min(len(view), k + 4))):
            return None
        held = [(chain, m) for chain, m in self._first.items() if words <= self._held.get(chain, frozenset())]
        return held[0][1] if len(held) > 1 else None

    def holders(self, view: View, k: int, office: tuple[str, ...]) -> tuple[int, ...]:
        """Who holds an office of the country of the adjective at word `k`: the person spoken of, else the country."""
        country = view.over(k)
        if country is None:
            return ()
        asked = frozenset(" ".join(office).removesuffix("s").split()) & self.offices.words
        for mention in reversed(self._people):
            chain = self._chain(mention)
            of = self._of.get(chain, frozenset()) if chain is not None else frozenset()
            if (
                chain is not None
                and self._chain(country) in of
                and self.offices.fits(asked, self._held.get(chain, frozenset()))
            ):
                return (mention,)
        return (country,)

    def other(self, mentions: tuple[int, ...]) -> int | None:
        """Whom the person met last: "his host" from "his"."""
        chains = {self._chain(m) for m in mentions}
        if len(chains) != 1 or len(self._couple) != 2:
            return None
        others = [m for m in self._couple if self._chain(m) not in chains]
        return others[0] if len(others) == 1 else None

    def together(self, mentions: tuple[int, ...]) -> None:
        """Note who was brought together: what "the two leaders" will stand for."""
        self.countries.bring_together(mentions)
        people = tuple(m for m in mentions if kind_of(self._actors, m) == "person")
        if len({self._chain(m) for m in people}) == _PAIR:
            self._couple = people
            self._plural = people
        bodies = tuple(m for m in mentions if kind_of(self._actors, m) == "organization")
        if len({self._chain(m) for m in bodies}) == _PAIR == len(mentions):
            self._bodies = bodies

    def assembled(self, mentions: tuple[int, ...]) -> None:
        """Note the body whose leaders or ministers do something: what "the leaders" will stand for."""
        if len(mentions) == 1 and kind_of(self._actors, mentions[0]) == "organization":
            self._assembly = self._plural = mentions

    def spoken_of(self) -> tuple[int, ...]:
        """The person the last clauses were about, () where there is none."""
        return (self._person,) if self._person is not None else ()

    def pair_noun(self, words: tuple[str, ...], k: int) -> tuple[int, int] | None:
        """First and last word of the pair noun after "two" at `k`, one adjective allowed between."""
        for start in (k + 1, k + 2):
            if not self._noun_starts.isdisjoint(words[start : start + 1]):
                for n in (3, 2, 1):
                    if " ".join(words[start : start + n]) in self._nouns:
                        return start, start + n - 1
        return None

    def pair(self, noun: str, view: View | None = None, k: int = 0) -> tuple[int, ...]:
        """Whom a pair noun stands for, () where that is not known."""
        kind = self._nouns.get(noun, "")
        if kind == "body":
            return self._bodies
        if kind in ("person", "side"):
            if kind == "side" and self._couple:
                return self._couple
            office = frozenset(noun.removesuffix("s").split()) & self.offices.words
            people = tuple(
                m for m in self._couple if kind_of(self._actors, m) == "person" and self._may_hold(m, office)
            )
            known = [m for m in self._people if office and office <= self._held.get(self._chain(m) or -1, frozenset())]
            if len(known) >= _PAIR and not set(people) & set(known) >= set(people):
                return tuple(known[-2:])  # "the two prime ministers", though one of them met a king last
            if len(people) == _PAIR:
                return people
            if kind == "person":
                last = self._people[-_PAIR:]
                if len(last) == _PAIR and all(self._may_hold(m, office) for m in last):
                    return tuple(last)
                # "the two prime ministers" whom nobody named are those of the two countries
                return self.countries.pair() if office and len(last) == _PAIR else ()
        return (self.countries.named(view, k) if view is not None else ()) or self.countries.pair()

    def stands_for_countries(self, noun: str) -> bool:
        """Whether a pair noun is one of countries."""
        return self._nouns.get(noun) == "country"

    def _may_hold(self, mention: int, office: frozenset[str]) -> bool:
        """Whether a person may hold an office: the words beside the name do not say otherwise."""
        held = self._held.get(self._chain(mention) or -1, frozenset())
        asked = office & _HIGHEST
        return not asked or bool(asked & held) or self.offices.fits(office, held) or not held & self.offices.heads

    def offices_pair(self, view: View, k: int) -> tuple[int, tuple[int, ...]] | None:
        """Last word and people of a plural office after "the" at word `k` that both of the last pair hold."""
        last = self.pair_noun(view.words, k)
        if last is None or last[0] != k + 1 or view.word(last[1] + 1) in ("of", "from", "for"):
            return None
        noun = " ".join(view.words[last[0] : last[1] + 1])
        if view.word(last[1] + 1) == "in" and not noun.startswith("heads of"):
            return None
        people = tuple(m for m in self._couple if kind_of(self._actors, m) == "person")
        if self._nouns.get(noun) == "side" and noun in ("sides", "parties"):
            both = self._couple or self.countries.bound()
            return (last[1], both) if both else None
        highest = _HEADS.get(noun)
        if highest and not people:  # nobody brought them together yet: the two named so far who are
            named = [m for m in self._people if highest & self._held.get(self._chain(m) or -1, frozenset())]
            return (last[1], tuple(named)) if len(named) == _PAIR else None
        asked = frozenset({"leader"}) if noun.startswith("heads of") else frozenset(noun.removesuffix("s").split())
        held = [self._held.get(self._chain(m) or -1, frozenset()) for m in people]
        known = [words for words in held if words & self.offices.heads]  # of a "colleague" no office is said
        fits = len(people) == _PAIR and bool(known) and all(self.offices.fits(asked, words) for words in known)
        if fits:
            return last[1], people
        return (last[1], self._assembly) if self._assembly else None

    def latter(self, view: View, k: int) -> int | None:
        """The person named last before word `k`, in the sentence or before it."""
        here = [m for m, (_, last) in view.spans.items() if last < k and kind_of(self._actors, m) == "person"]
        return max(here, key=lambda m: view.spans[m]) if here else (self._people[-1] if self._people else None)

    def pronoun(self, word: str, view: View, k: int) -> tuple[int, ...]:
        """Whom a pronoun at word `k` stands for, () where that is not known."""
        if word in _PERSONS:
            here = [m for m, (_, last) in view.spans.items() if last < k and kind_of(self._actors, m) == "person"]
            gender = MALE if word in _PRONOUNS[MALE] else FEMALE
            before = as_object(view, k)
            if before is not None and (them := self.object_pronoun(view.words[before], view, before)):
                return them
            of_clause = over_clause(view, k, gender, self._actors, self._gender) if word in ("he", "she") else None
            if of_clause is not None:
                return (of_clause,)
            if here and word in ("his", "her"):
                return (min(here, key=lambda m: view.spans[m]),)
            return first_of([*self.spoken_of(), *reversed(self._people)], gender, self._actors, self._gender)
        if word == "it":
            return (self._body,) if self._body is not None else ()
        return self._plural if word in _GROUPS else ()

    def object_pronoun(self, word: str, view: View, k: int) -> tuple[int, ...]:
        """Whom "him" or "her" stands for as the object of a verb: not its subject, () where that is not known."""
        gender = MALE if word in _PRONOUNS[MALE] else FEMALE
        subjects = view.tree.subjects(view.tree.nearest_verb(k) or k) if view.tree is not None else []
        barred = {self._chain(m) for i in subjects if (m := view.over(i)) is not None}
        # Before it: "before her, she had" would ask without end who "she" is.
        barred |= {self._chain(m) for i in subjects if i < k for m in self.pronoun(view.words[i], view, i)}
        here = sorted((m for m, (_, last) in view.spans.items() if last < k), key=lambda m: -view.spans[m][1])
        for mention in [*here, *self.spoken_of(), *(m for m in reversed(self._people) if m not in view.spans)]:
            chain = self._chain(mention)
            known = chain is not None and chain not in barred and kind_of(self._actors, mention) == "person"
            if known and chain is not None and self._gender.get(chain, gender) == gender:
                return (mention,)
        return ()

    def _chain(self, index: int) -> int | None:
        return self._actors.mentions[index].chain
