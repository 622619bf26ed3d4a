"""The country an article is written from: that of its national agency, else that of its dateline.

National copy leaves out the country of its own office holders ("Trade Minister X said") and speaks of "the two countries"
with itself as one of them. A correspondent abroad calls the locals by their country ("Kenyan Trade Minister X"), so a
dateline counts only where nobody is called so. An agency for the whole world does call the first so, and leaves it out with
the next ("German Chancellor X ... Defence Minister Y"): there the dateline counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.actors.body_names import BodyNames
from pipeline.actors.chains import Chains, Surface
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.nationality import may_be_home
from pipeline.actors.owners import Owners
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Article, Name


class Home:
    """Whose country goes without saying in one article.

    Args:
        article: the article.
        names: its names.
        chains: their chains.
        country: the countries of the chains, as far as the article says them.
        owners: whose the titles are.
        titles: the titles of each chain of person.
        lexicon: agencies, cities, offices.

    Attributes:
        country: alpha-3 of the article's own country, None where nothing tells.
    """

    def __init__(
        self,
        article: Article,
        names: Sequence[Name],
        chains: Chains,
        country: Mapping[int, str | None],
        owners: Owners,
        titles: Mapping[int, Sequence[RolePhrase]],
        lexicon: Lexicon,
    ) -> None:
        self.article = article
        self.names = names
        self.chains = chains
        self.owners = owners
        self.titles = titles
        self.lexicon = lexicon
        self._known = country
        persons = [code for chain, code in country.items() if chains.surfaces[chain].person]
        named = home_country(article, lexicon, persons)
        self.country = named
        self._spoken_of = named in country.values()
        self._abroad = dateline_country(article, lexicon) not in {None, named}
        self._bearers: dict[frozenset[str], set[int]] = defaultdict(set)
        self._holders: dict[str, set[int]] = defaultdict(set)
        for chain, phrases in titles.items():
            for phrase in phrases:
                self._bearers[phrase.tokens].add(chain)
                for office in () if phrase.rank else phrase.offices:
                    self._holders[office.office].add(chain)

    def of(self, chain: int, bodies: BodyNames) -> str | None:
        """The article's own country, for an office of a state, or its holder, where it never says which state's."""
        home = self.country
        if home is None or not self._spoken_of or self._known.get(chain) is not None:
            return None
        surface = self.chains.surfaces[chain]
        if not surface.person:
            return home if surface.label == "ORG" and bodies.office(surface.tokens) else None
        phrases = self.titles.get(chain)
        if not phrases or not may_be_home(phrases, self.owners, self.lexicon):
            return None
        if self._abroad and not self._leads(surface):
            # Whom a correspondent abroad meets in the course of the day may be theirs or ours.
            return None
        # A state has one President: where two are spoken of, nobody knows which is ours.
        rivals = set().union(*(self._rivals(phrase) for phrase in phrases)) - {chain}
        return None if any(self._known.get(other) in {None, home} for other in rivals) else home

    def _rivals(self, phrase: RolePhrase) -> set[int]:
        """Who bears a title, or holds an office of which a state has one: Premier and Prime Minister."""
        unique = self.lexicon.words["unique_office"]
        held = {office.office for office in phrase.offices if office.office in unique and not phrase.rank}
        return self._bearers[phrase.tokens].union(*(self._holders[office] for office in held))

    def _leads(self, surface: Surface) -> bool:
        """Whether the article begins with somebody: the first paragraph of what it tells names them."""
        sentences = self.article.sentences
        first = next((s.paragraph for s in sentences if s.kind == "body"), None)
        named = (sentences[self.names[mention].sentence] for mention in surface.mentions)
        return any(s.paragraph == first or s.kind != "body" for s in named)


def home_country(article: Article, lexicon: Lexicon, persons: Iterable[str | None]) -> str | None:
    """Alpha-3 of the country the article is written from, None where nothing tells.

    Args:
        article: its agency and dateline.
        lexicon: agencies and cities.
        persons: countries that the article itself gives persons.
    """
    agency = agency_country(article, lexicon)
    if agency is not None:
        return agency
    place = dateline_country(article, lexicon)
    worldwide = article.agency is not None and article.agency.text.lower() in lexicon.words["wire"]
    return place if worldwide or place not in set(persons) else None


def agency_country(article: Article, lexicon: Lexicon) -> str | None:
    """Alpha-3 of the country whose national agency wrote it."""
    return None if article.agency is None else lexicon.agency_country(article.agency.text)


def dateline_country(article: Article, lexicon: Lexicon) -> str | None:
    """Alpha-3 of the country it was written in."""
    if article.place is None:
        return None
    entry = lexicon.city(article.place.text) or lexicon.country(article.place.text)
    return None if entry is None else entry.country
