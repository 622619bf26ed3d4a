"""What a chain of an article says of its actor: kind, name, country, and the keys it may be merged by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

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
            rest = self._without_country(surface.tokens)
            if not self.lexicon.is_generic(rest):
                keys.add(f"organization:{' '.join(surface.tokens)}")
            elif country is not None and len(rest) > 1:
                # "Ministry of Health of Peru", "Peruvian Health Ministry", "Peru's Ministry of Health": one key.
                content = sorted(token for token in rest if token not in self.lexicon.words["function"])
                keys.add(f"organization:{' '.join(content)} @{country}")

    def _without_country(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """A name without the countries and demonyms at its edges."""
        for size in (3, 2, 1):
            if len(tokens) > size and self._is_country(tokens[:size]):
                tokens = tokens[size:]
                break
        for size in (4, 3, 2, 1):
            rest = tokens[:-size]
            if len(rest) > 1 and self._is_country(tokens[-size:]):
                while rest and rest[-1] in self.lexicon.words["function"]:
                    rest = rest[:-1]
                return rest
        return tokens

    def _is_country(self, tokens: tuple[str, ...]) -> bool:
        return self.lexicon.country(" ".join(tokens).title()) is not None

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
        """The fullest form met; the gazetteer's name for what it knows, or a fuller form of that."""
        entry = draft.chains.entry(draft.root)
        if entry is None:
            return fullest(draft.texts)
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
