"""What a chain of an article says of its actor: kind, name, country, and the keys it may be merged by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.actors.body_names import BodyNames
from pipeline.actors.chains import Chains, Surface
from pipeline.actors.forms import form, spellings_of
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.naming import fullest, is_full_person_name
from pipeline.records import LocalActor, Name


@dataclass(slots=True)
class Draft:
    """A finished chain: its surfaces, how often each text and label was met, its country, its country if the agency's."""

    chains: Chains
    root: int
    country: str | None
    home: str | None = None
    texts: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    misspelt: set[str] = field(default_factory=set)

    def add(self, name: Name, rule: str) -> None:
        """Count a mention; a form that only a typo rule linked is no key."""
        self.texts[name.text] += 1
        if rule == "typo":
            self.misspelt.add(name.text)
        self.labels[name.label] += 1

    @property
    def surfaces(self) -> list[Surface]:
        return [self.chains.surfaces[i] for i in self.chains.members(self.root)]


class LocalActors:
    """Makes local actors of drafts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names = BodyNames(lexicon)

    def __call__(self, draft: Draft, name: str) -> LocalActor:
        """The local actor of a chain."""
        kind = self.kind(draft)
        entry = draft.chains.entry(draft.root)
        keys: set[str] = set()
        weak: set[str] = set()
        if kind == "country" and entry is not None:
            keys.add(f"country:{entry.key}")
        elif kind == "person":
            for text in draft.texts.keys() - draft.misspelt:
                found = keys if is_full_person_name(text) else weak
                found |= {f"person:{' '.join(t)}" for t in spellings_of(form(text), self.lexicon.families)}
        else:
            for surface in draft.surfaces:
                self._body_keys(surface, kind, draft.country, keys, weak)
        return LocalActor(kind, name, draft.country, tuple(sorted(keys)), tuple(sorted(weak)), draft.home)

    def _body_keys(self, surface: Surface, kind: str, country: str | None, keys: set[str], weak: set[str]) -> None:
        if surface.entry is not None:
            if not surface.entry.demonym or kind == "place":
                keys.add(f"{kind}:{surface.entry.key}")
        elif surface.form.is_acronym:
            weak.add(f"{kind}:{surface.form.squash}")
        elif kind == "place":
            keys.add(f"place:{' '.join(surface.tokens)}")
        else:
            office = self.names.office(surface.tokens)
            if office and country is not None:
                # "Ministry of Health of Peru", "Peruvian Health Ministry", "Peru's Ministry of Health": one key.
                keys.add(f"organization:{office} @{country}")
            elif not office and not self.lexicon.is_generic(surface.tokens):
                keys.add(f"organization:{' '.join(self.names.without_legal_form(surface.tokens))}")

    def kind(self, draft: Draft) -> str:
        """person, organization, country or place: what the gazetteer says, else the label met most often."""
        if draft.chains.surfaces[draft.root].person:
            return "person"
        entry = draft.chains.entry(draft.root)
        if entry is not None:
            return entry.kind
        bodies = draft.labels["ORG"]
        return "organization" if bodies * 2 >= sum(draft.labels.values()) else "place"

    def name(self, draft: Draft) -> str:
        """The fullest form met; the gazetteer's name for what it knows, a fuller form or one with diacritics of that."""
        entry = draft.chains.entry(draft.root)
        if entry is None:
            return fullest(draft.texts)
        if entry.kind == "country":
            plain = form(entry.name).squash
            marked = {t: n for t, n in draft.texts.items() if form(t).squash == plain and form(t).has_marks}
            if any(not text.isupper() for text in marked):
                return fullest(marked)
            return entry.name if plain in map(_squash, draft.texts) else _other_name(entry.name, draft)
        if entry.kind != "organization":
            return entry.name
        known = [surface.form.text for surface in draft.surfaces if surface.entry is not None]
        fuller = [text for text in known if len(form(text).tokens) > len(form(entry.name).tokens)]
        return fullest(Counter({text: draft.texts[text] for text in fuller})) if fuller else entry.name

    def form_of(self, name: Name, surface: Surface | None, full: str | None) -> str:
        """name, alias or demonym."""
        if surface is None:
            return "name"
        if name.label == "NORP" or (surface.entry is not None and surface.entry.demonym):
            return "demonym"
        if surface.person:
            short = full is not None and len(form(full).tokens) > len(surface.tokens)
            return "alias" if short else "name"
        return "alias" if surface.form.is_acronym or surface.rule in {"short_form", "acronym"} else "name"


def _squash(text: str) -> str:
    return form(text).squash


def _other_name(name: str, draft: Draft) -> str:
    """How an article calls a country that it never calls by our name: "Türkiye", "Cabo Verde"; no short or long form."""
    length = len(form(name).tokens)
    whole = {
        surface.form.text: draft.texts[surface.form.text]
        for surface in draft.surfaces
        if surface.entry is not None and not surface.entry.demonym and not surface.form.is_acronym
    }
    others = {t: n for t, n in whole.items() if n and len(form(t).tokens) == length and not t.isupper()}
    return fullest(others) if others else name
