"""What the actor rules know: places, organisations, offices and function words, indexed once per process."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.actors.forms import Form, form
from pipeline.errors import KnowledgeError
from pipeline.knowledge import Knowledge, cells
from pipeline.knowledge.places import Places

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP"})
ACTOR_LABELS = PLACE_LABELS | {"PERSON", "ORG"}
_USES = frozenset({"title", "portfolio", "capital", "phrase"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a gazetteer says of a surface.

    Attributes:
        kind: country, place or organization.
        key: identity of the actor: alpha-3, or the folded canonical name.
        name: canonical name.
        country: alpha-3, None where it has none.
        demonym: whether the surface is the adjective or people form.
    """

    kind: str
    key: str
    name: str
    country: str | None
    demonym: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A head noun of titles and role phrases.

    Attributes:
        head: the noun.
        office: what the office is; phrases and holders meet by it.
        use: title, portfolio (a field may stand before it), phrase, or capital (a title only in capitals).
        covers: the offices a phrase may stand for; "*" for every one.
    """

    head: str
    office: str
    use: str
    covers: frozenset[str]


class Lexicon:
    """The gazetteers and word lists of the actor rules.

    Raises:
        KnowledgeError: a row of roles.tsv has an unknown use.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.places = Places(knowledge)
        self.words: dict[str, frozenset[str]] = {}
        for row in knowledge.rows("actors/words.tsv"):
            self.words[row["kind"]] = self.words.get(row["kind"], frozenset()) | set(cells(row["words"]))
        self.given = frozenset(
            form(row["name"]).squash for row in knowledge.rows("knowledge/forenames.tsv") if row["kind"] == "given"
        )
        self.families = frozenset(
            form(row["name"]).squash for row in knowledge.rows("knowledge/forenames.tsv") if row["kind"] == "family"
        )
        self.nicknames = {row["short"]: frozenset(cells(row["full"])) for row in knowledge.rows("actors/nicknames.tsv")}
        self.offices = _offices(knowledge)
        self.abbreviations = frozenset(
            word.lower().rstrip(".")
            for row in knowledge.rows("knowledge/titles.tsv")
            for word in row["title"].split()
            if word.endswith(".")
        )
        self.plurals = {
            (*key[:-1], key[-1] + "s"): office
            for key, office in self.offices.items()
            if office.use in {"title", "portfolio"} and key[-1][-1] not in "fsy" and office.office != "member"
        }
        self.office_starts = frozenset(key[0] for key in (*self.offices, *self.plurals))
        self.longest_office = max(map(len, self.offices))
        self._organizations, self._acronyms = _organizations(
            knowledge, self.words["institution"] | self.words["function"]
        )
        self._agencies = _agencies(knowledge, self.places, self.words["wire"])
        self.states = {row["form"]: frozenset(cells(row["countries"])) for row in knowledge.rows("actors/states.tsv")}
        self._cache: dict[tuple[str, str], Entry | None] = {}

    def entry(self, text: str, label: str) -> Entry | None:
        """What the gazetteers say of a name, gated by its label and case; None for persons and unknown names."""
        if label not in ACTOR_LABELS or label == "PERSON":
            return None
        key = (text, "ORG" if label == "ORG" else "PLACE")
        if key not in self._cache:
            if len(self._cache) > 1 << 16:
                self._cache.clear()
            self._cache[key] = self._look_up(text, key[1])
        return self._cache[key]

    def _look_up(self, text: str, group: str) -> Entry | None:
        finders = (
            (self.organization, self.country, self.city)
            if group == "ORG"
            else (self.country, self.city, self.region, self.organization)
        )
        for finder in finders:
            found = finder(text)
            if found is not None:
                return found
        return None

    def country(self, text: str) -> Entry | None:
        """The country of a name or demonym."""
        if text.lower() in self.words["homonym_country"]:
            return None
        found = self.places.country(text)
        if found is not None:
            return Entry("country", found, self.places.country_name(found), found, demonym=False)
        found = self.places.demonym(text)
        if found is not None:
            return Entry("country", found, self.places.country_name(found), found, demonym=True)
        return None

    def state(self, text: str, home: Sequence[str | None], named: Collection[str | None]) -> Entry | None:
        """The country called by the form of its state alone, "the Kingdom": the article's own, else the one it names.

        Args:
            text: the name.
            home: the countries that the article comes from, by agency and dateline.
            named: alpha-3 of the countries that it names.
        """
        called = self.states.get(text.lower(), frozenset())
        own = [code for code in home if code in called] or sorted(called.intersection(named))
        if not own or (len(own) > 1 and own[0] not in home):
            return None
        return Entry("country", own[0], self.places.country_name(own[0]), own[0], demonym=False)

    def city(self, text: str) -> Entry | None:
        """The city, province or state of a name."""
        found = self.places.city(text)
        return _place(found, self.places.city_country(text), demonym=False) if found is not None else None

    def region(self, text: str) -> Entry | None:
        """The region of a name or adjective."""
        found = self.places.region(text)
        if found is not None:
            return _place(found, None, demonym=False)
        found = self.places.region_adjective(text)
        return _place(found, None, demonym=True) if found is not None else None

    def organization(self, text: str) -> Entry | None:
        """The organisation of a name, or of an acronym in capitals."""
        shape = form(text)
        found = self._organizations.get(shape.squash)
        if found is None and shape.is_acronym:
            found = self._acronyms.get(shape.squash)
        bare = shape.tokens
        while found is None and len(bare) > 1 and bare[-1] in self.words["legal"]:
            # "Orlen S.A." is Orlen.
            bare = bare[:-1]
            found = self._organizations.get("".join(bare))
        return found if found is not None else self._of_country(shape)

    def _of_country(self, shape: Form) -> Entry | None:
        """A national body named with its country: "the US Federal Reserve"."""
        for size in (1, 2) if len(shape.words) > 1 else ():
            rest = "".join(shape.tokens[size:])
            found = self._organizations.get(rest) or (self._acronyms.get(rest) if shape.words[-1].isupper() else None)
            if found is not None and found.country is not None:
                country = self.country(" ".join(shape.words[:size]))
                if country is not None and country.country == found.country:
                    return found
        return None

    def expand(self, shape: Form, acronyms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The tokens of a body's name with abbreviations of places and bodies in it spelt out.

        "HCMC People's Committee" gives the tokens of "Ho Chi Minh City People's Committee"; `acronyms` holds the
        article's own pairs. A name that is one word is left alone.
        """
        if len(shape.tokens) < 2:
            return shape.tokens
        out: list[str] = []
        for token, word in zip(shape.tokens, shape.words, strict=True):
            if not (word.isupper() and len(token) > 1):
                out.append(token)
                continue
            known = self.entry(word, "GPE")
            out += acronyms.get(token) or (form(known.name).tokens if known is not None else (token,))
        return tuple(out)

    def is_generic(self, tokens: tuple[str, ...]) -> bool:
        """Whether a body's name has only words that every country's bodies have ("National Assembly")."""
        institution, function = self.words["institution"], self.words["function"]
        return all(token in institution or token in function for token in tokens)

    def agency_country(self, agency: str) -> str | None:
        """Alpha-3 of the country a news agency is the agency of, None for world agencies and unknown ones."""
        return self._agencies.get(form(agency).squash)

    def gender(self, honorific: str) -> str | None:
        """Give "m" or "f" of a form of address, None where it says neither."""
        folded = honorific.casefold().rstrip(".")
        return "m" if folded in self.words["honorific_m"] else "f" if folded in self.words["honorific_f"] else None


def _place(name: str, country: str | None, *, demonym: bool) -> Entry:
    return Entry("place", " ".join(form(name).tokens), name, country, demonym)


def _offices(knowledge: Knowledge) -> dict[tuple[str, ...], Office]:
    """Offices by their words in lower case: roles.tsv, then the shared titles under the class of the noun they end in."""
    offices: dict[tuple[str, ...], Office] = {}
    for row in knowledge.rows("actors/roles.tsv"):
        if row["use"] not in _USES:
            raise KnowledgeError(f"actors/roles.tsv: use {row['use']!r} of {row['head']!r} is none of {sorted(_USES)}")
        key = tuple(row["head"].replace("-", " ").split())
        offices[key] = Office(row["head"], row["class"], row["use"], frozenset(cells(row["covers"])))
    for row in knowledge.rows("knowledge/titles.tsv"):
        key = tuple(row["title"].lower().replace(".", "").replace("-", " ").split())
        if row["kind"] != "person_title" or row["scope"] == "honorific" or key in offices:
            continue
        known = next((offices[key[i:]] for i in range(1, len(key)) if key[i:] in offices), None)
        office = known.office if known is not None and not known.covers else row["scope"]
        offices[key] = Office(row["title"], office, "capital", frozenset())
    return offices


def _agencies(knowledge: Knowledge, places: Places, wire: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in knowledge.rows("knowledge/agencies.tsv"):
        country = places.country(row["country"])
        if country is not None and row["agency"].lower() not in wire:
            found |= {form(name).squash: country for name in (row["agency"], *cells(row["names"]))}
    return found


def _organizations(knowledge: Knowledge, generic: frozenset[str]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    names: dict[str, Entry] = {}
    acronyms: dict[str, Entry] = {}
    seats = {row["name"]: row["country"] for row in knowledge.rows("actors/seats.tsv")}
    rows = knowledge.rows("knowledge/companies.tsv") + knowledge.rows("knowledge/organizations.tsv")
    listed = {row["name"] for row in rows}
    rows += tuple({"name": name, "names": "", "country": seats[name]} for name in seats if name not in listed)
    for row in rows:
        if all(token in generic for token in form(row["name"]).tokens):
            # "National Assembly" and "Supreme Court" name another body in every country: no identity.
            continue
        country = row.get("country") or seats.get(row["name"])
        entry = Entry("organization", " ".join(form(row["name"]).tokens), row["name"], country, demonym=False)
        for name in (row["name"], *cells(row["names"])):
            shape = form(name)
            (acronyms if shape.is_acronym and len(shape.squash) <= 4 else names)[shape.squash] = entry
        for acronym in cells(row.get("acronym") or ""):
            shape = form(acronym)
            (acronyms if shape.is_acronym else names)[shape.squash] = entry
    return names, acronyms
