"""From the names of an article to its actors: mentions, chains, titles, role phrases, countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.actors.attachment import Attachment, gender_before
from pipeline.actors.bodies import BodyRules, body_surface
from pipeline.actors.chains import Chains, Surface
from pipeline.actors.common import CommonNames, with_signs
from pipeline.actors.counterparts import counterpart_mentions
from pipeline.actors.countries import CountryFinder
from pipeline.actors.forms import form, person_tokens
from pipeline.actors.home import Home, agency_country, dateline_country
from pipeline.actors.labels import settled
from pipeline.actors.lexicon import ACTOR_LABELS, Lexicon, Office
from pipeline.actors.local_actors import Draft, LocalActors
from pipeline.actors.naming import one_line
from pipeline.actors.nationality import Nationality, affiliations, counterparts
from pipeline.actors.owners import Owners
from pipeline.actors.persons import PersonChains
from pipeline.actors.phrase import RolePhrase
from pipeline.actors.references import References
from pipeline.actors.role_mentions import RoleMentions
from pipeline.actors.scene import Scene
from pipeline.actors.titles import TitleReader
from pipeline.actors.words import Words
from pipeline.knowledge import Knowledge
from pipeline.records import Annotation, Article, ArticleActors, LocalActor, Mention, Name, RoleObservation


class ActorFinder:
    """Finds the actors of an article.

    Args:
        knowledge: gazetteers, titles, and the tables of this package.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.lexicon = Lexicon(knowledge)
        self.titles = TitleReader(self.lexicon)
        self.attach = Attachment(self.lexicon)
        self.bodies = BodyRules(self.lexicon)
        self.countries = CountryFinder(self.lexicon)
        self.common = CommonNames(knowledge)
        self.nationality = Nationality(self.lexicon)
        self.actors = LocalActors(self.lexicon)
        self.references = References(knowledge, self.lexicon)

    def __call__(self, article: Article, annotation: Annotation) -> ArticleActors:
        """The mentions of an article and the actors they are; a pure function of both arguments."""
        return _Reader(self, article, annotation).read()


class _Reader:
    """One article on its way through the rules. Indices of names are their place in `names`."""

    def __init__(self, finder: ActorFinder, article: Article, annotation: Annotation) -> None:
        self.finder = finder
        self.article = article
        self.text = article.text
        self.tokens = annotation.tokens
        self.names: Sequence[Name] = annotation.names
        words = Words(self.text, self.names, article.sentences)
        self.phrases = finder.titles(words, self.names)
        self.names = settled(self.text, self.names, self.phrases, finder.lexicon)
        self.titles_of, self.taken = finder.attach(self.text, self.names, self.phrases)
        self.surface_of: list[int] = []
        self.genders: dict[int, str] = {}
        surfaces = self._surfaces()
        self._name_states(surfaces)
        self.chains = Chains(surfaces)

    def read(self) -> ArticleActors:
        """Chain things, then persons, then resolve what only describes them."""
        finder = self.finder
        silent = frozenset(
            i for i, s in enumerate(self.article.sentences) if s.kind in {"header", "dateline", "byline"}
        )
        self.unresolved = finder.bodies(self.text, self.names, self.chains, self.surface_of, silent)
        main = {name: self._main_title(found) for name, found in self.titles_of.items()}
        self.persons = PersonChains(self.names, self.chains, main, self.genders, finder.lexicon)
        self.persons.resolve()
        self.chain_of = [self._chain(i) for i in range(len(self.names))]
        things = {r for r in self._roots() if not self.chains.surfaces[r].person}
        self.country: dict[int, str | None] = {
            root: finder.countries(self.text, self.names, self.chains, root) for root in sorted(things)
        }
        self._own_agency()
        self.owners = Owners(self.names, self.chain_of, self.country)
        self.counterparts: dict[int, list[RolePhrase]] = {}
        self.titles_by_chain: dict[int, list[RolePhrase]] = {}
        for name, found in sorted(self.titles_of.items()):
            if (chain := self.chain_of[name]) is not None:
                self.titles_by_chain.setdefault(chain, []).extend(self.phrases[i] for i in found)
        for chain, other in counterparts(self.text, self.owners).items():
            self.counterparts[chain] = [p for p in self.titles_by_chain.get(other, ()) if p.offices[0].use != "phrase"]
        self.country |= finder.nationality(self.text, self.tokens, self.owners, self.phrases, self.titles_of)
        self.home = Home(
            self.article, self.names, self.chains, self.country, self.owners, self.titles_by_chain, finder.lexicon
        )
        return self._assemble(self._role_mentions())

    def _surfaces(self) -> list[Surface]:
        surfaces: list[Surface] = []
        index: dict[tuple[str, bool, str | None], int] = {}
        for i, name in enumerate(self.names):
            if name.label not in ACTOR_LABELS or not form(name.text).tokens:
                self.surface_of.append(-1)
                continue
            person = name.label == "PERSON"
            surface = body_surface(name, self.finder.lexicon, self.finder.bodies.names)
            where = None if person else self._whose(i, surface)
            key = (name.text, person, where)
            if key not in index:
                index[key] = len(surfaces)
                surface.country = where
                if person:
                    surface.person, surface.tokens = True, person_tokens(surface.form)
                surfaces.append(surface)
            surface = surfaces[index[key]]
            surface.mentions.append(i)
            gender = gender_before(self.text, name.start, self.finder.lexicon) if person else None
            if gender is not None:
                self.genders[i] = gender
                # A bare surname may be two persons' ("Mr Hale", "Mrs Hale"): there the mention alone has a gender.
                surface.gender = gender if len(surface.tokens) > 1 else None
            self.surface_of.append(index[key])
        return surfaces

    def _name_states(self, surfaces: Sequence[Surface]) -> None:
        """Say which country is "the Kingdom" of the article."""
        lexicon = self.finder.lexicon
        bare = [s for s in surfaces if s.entry is None and not s.person and s.form.text.lower() in lexicon.states]
        if not bare:
            return
        home = (agency_country(self.article, lexicon), dateline_country(self.article, lexicon))
        named = {s.entry.country for s in surfaces if s.entry is not None and s.entry.kind == "country"}
        for surface in bare:
            surface.entry = lexicon.state(surface.form.text, home, named)

    def _whose(self, index: int, surface: Surface) -> str | None:
        """The country of an office that every country has: by its own name, or by what stands beside this mention."""
        if surface.label != "ORG" or surface.entry is not None or not self.finder.bodies.names.office(surface.tokens):
            return None
        countries = self.finder.countries
        found = countries.in_name(surface.form) or countries.beside(self.text, self.names, index)
        return next(iter(found)) if len(found) == 1 else None

    def _main_title(self, found: Sequence[int]) -> RolePhrase:
        """The fullest of a name's titles, the one before it where they are equal; a membership only where alone."""
        return max(
            (self.phrases[i] for i in found),
            key=lambda phrase: (phrase.offices[0].office != "member", len(phrase.tokens)),
        )

    def _chain(self, name: int) -> int | None:
        surface = self.surface_of[name]
        if surface < 0 or surface in self.unresolved:
            return None
        if name in self.persons.of_mention:
            return self.persons.of_mention[name][0]
        if self.chains.surfaces[surface].label == "NORP" and self.chains.entry(self.chains.root(surface)) is None:
            return None
        return self.chains.root(surface)

    def _roots(self) -> list[int]:
        return sorted({chain for chain in self.chain_of if chain is not None})

    def _role_mentions(self) -> list[Mention]:
        phrases = [phrase for index, phrase in enumerate(self.phrases) if index not in self.taken]
        people = [
            (chain, name.start, name.sentence)
            for name, chain in zip(self.names, self.chain_of, strict=True)
            if name.label == "PERSON" and chain is not None
        ]
        held = []
        for name, chain in enumerate(self.chain_of):
            if chain is not None and self.names[name].label == "PERSON":
                own = [self.phrases[index] for index in self.titles_of.get(name, ())]
                shared = () if chain in self.titles_by_chain else self.counterparts.get(chain, ())
                held += [(chain, self.names[name].start, phrase, self.owners.bodies(phrase)) for phrase in own]
                held += [(chain, self.names[name].start, phrase, frozenset[int]()) for phrase in shared]
        read = RoleMentions(self.text, self.tokens, self.names, self.finder.lexicon)
        found = read(phrases, people, held, self.owners, self.country)
        return found + counterpart_mentions(self.text, self.names, held, self.country, self.finder.lexicon)

    def _assemble(self, roles: list[Mention]) -> ArticleActors:
        """Number chains by first mention, mentions by place in the text."""
        drafts: dict[int, Draft] = {}
        for i, name in enumerate(self.names):
            chain = self.chain_of[i]
            if chain is not None:
                if chain not in drafts:
                    drafts[chain] = Draft(
                        self.chains, chain, self.country.get(chain), self.home.of(chain, self.finder.bodies.names)
                    )
                drafts[chain].add(name, self._rule(i))
        numbers = {chain: number for number, chain in enumerate(drafts)}
        names_in_full = {chain: self.finder.actors.name(draft) for chain, draft in drafts.items()}
        rows: list[tuple[int, int, int, Mention]] = []
        for i, name in enumerate(self.names):
            chain = self.chain_of[i]
            full = names_in_full[chain] if chain is not None else None
            rows.append((name.start, -name.end, i, self._mention(i, None if chain is None else numbers[chain], full)))
        for role in roles:
            chain = None if role.chain is None else numbers[role.chain]
            moved = Mention(
                role.start, role.end, role.text, role.sentence, role.label, role.form, None, chain, role.rule
            )
            rows.append((role.start, -role.end, -1, moved))
        rows.sort(key=lambda row: row[:3])
        place = {index: at for at, (_, _, index, _) in enumerate(rows) if index >= 0}
        mentions = tuple(mention for *_, mention in rows)
        actors = self._with_signs(
            [self.finder.actors(draft, names_in_full[chain]) for chain, draft in drafts.items()], numbers
        )
        titles = {numbers[chain]: phrases for chain, phrases in (self.counterparts | self.titles_by_chain).items()}
        gender = {chain: self.genders[i] for i, chain in enumerate(self.chain_of) if i in self.genders}
        addressed = {numbers[chain]: found for chain, found in gender.items() if chain is not None}
        return ArticleActors(
            mentions=mentions,
            actors=actors,
            roles=self._observations(place, numbers),
            references=self.finder.references(
                Scene(self.article, mentions, actors, self.home.country), self.tokens, titles, addressed
            ),
        )

    def _with_signs(self, actors: Sequence[LocalActor], numbers: Mapping[int, int]) -> tuple[LocalActor, ...]:
        """The actors, those of a common name with what may tell namesakes apart."""
        offices: dict[int, list[Office]] = {}
        bodies = {
            numbers[chain]: {numbers[b] for b in found} for chain, found in affiliations(self.text, self.owners).items()
        }
        for chain, phrases in self.titles_by_chain.items():
            for phrase in phrases:
                offices.setdefault(numbers[chain], []).extend(phrase.offices)
                bodies.setdefault(numbers[chain], set()).update(numbers[b] for b in self.owners.bodies(phrase))
        return with_signs(actors, offices, {i: sorted(found) for i, found in bodies.items()}, self.finder.common)

    def _own_agency(self) -> None:
        """The agency that signed the article is of its country."""
        signed, country = self.article.agency, agency_country(self.article, self.finder.lexicon)
        if signed is None or country is None:
            return
        for root, known in self.country.items():
            texts = (self.chains.surfaces[i].form.text for i in self.chains.members(root))
            if known is None and signed.text in texts:
                self.country[root] = country

    def _rule(self, index: int) -> str:
        """The rule that linked a name, or why it has no actor."""
        surface = self.surface_of[index]
        if surface in self.unresolved:
            return "ambiguous"
        if index in self.persons.of_mention:
            return self.persons.of_mention[index][1]
        return "no_actor" if self.chain_of[index] is None else self.chains.surfaces[surface].rule

    def _mention(self, index: int, chain: int | None, full: str | None) -> Mention:
        name = self.names[index]
        surface = self.surface_of[index]
        kind = self.finder.actors.form_of(name, self.chains.surfaces[surface] if surface >= 0 else None, full)
        title = None
        if index in self.titles_of:
            phrase = self._main_title(self.titles_of[index])
            title = one_line(self.text[phrase.title_start : phrase.title_end])
        return Mention(
            name.start, name.end, name.text, name.sentence, name.label, kind, title, chain, self._rule(index)
        )

    def _observations(self, place: dict[int, int], numbers: dict[int, int]) -> tuple[RoleObservation, ...]:
        observations = []
        known = self.owners.by_office(self.titles_by_chain)
        for name in sorted(self.titles_of):
            if self.chain_of[name] is None:
                continue
            for index in self.titles_of[name]:
                phrase = self.phrases[index]
                owner = self.owners.of(phrase).chain
                if owner is None:
                    # "President X" after "Kenyan President X".
                    owner = known.get((self.chain_of[name], phrase.offices[0].office, phrase.rank))
                title = one_line(self.text[phrase.title_start : phrase.title_end])
                observations.append(RoleObservation(place[name], title, None if owner is None else numbers[owner]))
        return tuple(observations)
