"""Local actors that a person's decision makes: of moved mentions, of what remains, of another kind; with their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.actors.forms import form
from pipeline.actors.naming import fullest, is_full_person_name
from pipeline.records import LocalActor, Mention

_NAMING = frozenset({"name", "alias", "demonym"})
_KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}


def moved_part(whole: LocalActor, mentions: Sequence[Mention]) -> LocalActor:
    """The actor of mentions taken out of another: the keys of their own names, no country."""
    kind = "place" if whole.kind == "country" else whole.kind
    texts = _texts(mentions)
    keys, weak = _keys(kind, texts)
    known = [key for key in (*whole.keys, *whole.weak_keys) if _named(key) in {form(text).squash for text in texts}]
    keys |= {key for key in known if key in whole.keys and kind == whole.kind}
    weak = (weak | {key for key in known if key in whole.weak_keys}) - keys
    return LocalActor(kind, _name(texts, mentions), None, tuple(sorted(keys)), tuple(sorted(weak)))


def remaining_part(whole: LocalActor, gone: Sequence[Mention], stay: Sequence[Mention]) -> LocalActor:
    """The actor that is left when mentions are taken out: without the keys that only they gave."""
    texts = _texts(stay)
    if not texts:
        return replace(whole, keys=(), weak_keys=())
    kept = {form(text).squash for text in texts}
    lost = {form(text).squash for text in _texts(gone)} - kept
    name = whole.name if form(whole.name).squash not in lost else fullest(texts)
    keys = tuple(key for key in whole.keys if _named(key) not in lost)
    return replace(whole, name=name, keys=keys, weak_keys=tuple(k for k in whole.weak_keys if _named(k) not in lost))


def unresolved(mention: Mention) -> LocalActor:
    """The actor of a mention that no rule resolved: it joins nothing by itself."""
    return LocalActor(_KINDS.get(mention.label, "organization"), " ".join(mention.text.split()), None, (), ())


def rekeyed(local: LocalActor, kind: str) -> LocalActor:
    """The actor as one of another kind, its keys among those of that kind."""
    if local.kind == "country" or "person" in {kind, local.kind}:
        keys, weak = _keys(kind, Counter({local.name: 1}))
    else:
        keys = {f"{kind}:{key.partition(':')[2]}" for key in local.keys}
        weak = {f"{kind}:{key.partition(':')[2]}" for key in local.weak_keys}
    return replace(local, kind=kind, keys=tuple(sorted(keys)), weak_keys=tuple(sorted(weak - keys)))


def _keys(kind: str, texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Strong and weak keys of names."""
    strong: set[str] = set()
    weak: set[str] = set()
    for text in texts:
        shape = form(text)
        bare = not is_full_person_name(text) if kind == "person" else shape.is_acronym
        (weak if bare else strong).add(
            f"{kind}:{shape.squash if bare and kind != 'person' else ' '.join(shape.tokens)}"
        )
    return strong, weak


def _texts(mentions: Iterable[Mention]) -> Counter[str]:
    return Counter(mention.text for mention in mentions if mention.form in _NAMING)


def _name(texts: Counter[str], mentions: Sequence[Mention]) -> str:
    return fullest(texts) if texts else " ".join(mentions[0].text.split())


def _named(key: str) -> str:
    """The squashed name of a key."""
    return key.partition(":")[2].partition(" @")[0].replace(" ", "")
