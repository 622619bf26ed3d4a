"""The subject and the objects of a verb, found by position among the phrases of its sentence.

Nearest first to the left of the verb group: a phrase free to be a subject, passing over objects and prepositional
phrases; a relative clause looks to the noun before "who". Where there is a parse, `arguments.py` reads the tree.
"""

from __future__ import annotations

from pipeline.events.occurrence import Occurrence
from pipeline.events.phrase import FREE, GENITIVE, OBJECT, Phrase
from pipeline.events.reference import subject_phrases
from pipeline.events.verbs import is_adverb
from pipeline.events.view import View

_INSERT = 24
_BREAKS = frozenset({"that", "which", "while", "when", "because", "where", "although", "if", ";", "whether"})


def subject_of(occurrence: Occurrence) -> Phrase | None:
    """The phrase that does what the verb says, None where none is near."""
    view, lexicon, candidate, around = occurrence.view, occurrence.lexicon, occurrence.candidate, occurrence.around
    use = candidate.use
    if use is None:
        return None
    if view.tree is not None:
        named = subject_phrases(occurrence, view.tree)
        if named is not None or use.form != "finite" or use.passive:
            return named[0] if named else None
    at = use.first - 1
    while at >= 0 and is_adverb(view, lexicon, at):
        at -= 1
    elsewhere = _elsewhere(occurrence, at)
    if elsewhere is not None:
        return elsewhere
    if use.form == "infinitive" and view.word(at) in lexicon["be"]:
        at -= 1  # "is to invest"
    pronoun = view.word(at)
    if pronoun in ("who", "which"):
        at -= 1
        at -= view.word(at) == ","
        head = next((p for p in reversed(around) if p.last == at), None)
        if head is not None:
            return (_apposed_to(view, around, head) if pronoun == "who" else None) or head
    elif view.word(at) == "," and use.form != "gerund":
        inserted = _before_insert(view, around, at)
        if inserted is not None:
            return inserted
    return _to_the_left(view, around, at, infinitive=use.form == "infinitive")


def _elsewhere(occurrence: Occurrence, at: int) -> Phrase | None:
    """A subject that does not stand before its verb: after a gerund's clause, after a quote's verb, before "on"."""
    view, lexicon, candidate, around = occurrence.view, occurrence.lexicon, occurrence.candidate, occurrence.around
    use = candidate.use
    if use is not None and use.form == "gerund":
        following = [p for p in around if p.first > candidate.last and p.place == FREE and view.word(p.before) == ","]
        if candidate.first == 0 and following:
            return following[0]
        if view.word(at) in ("on", "for"):
            # "congratulated [X] on hosting": X hosts.
            return next((p for p in around if p.last == at - 1), None)
    inverted = candidate.trigger.type == "statement" and view.word(at) in lexicon["clause_end"] - {","}
    return next((p for p in around if p.before == candidate.last), None) if inverted else None


def _before_insert(view: View, around: tuple[Phrase, ...], at: int) -> Phrase | None:
    """The subject before an insert that ends with the comma at `at`: "X, who leads the bank, said"."""
    for phrase in reversed(around):
        if phrase.last >= at:
            continue
        between = view.words[phrase.last + 1 : at + 1]
        if phrase.place == FREE and between[:1] == (",",) and not _opens_insert(view, around, phrase):
            return phrase
        if phrase.last <= at - _INSERT or between.count(",") != 1:
            return None
    return None


def _to_the_left(view: View, around: tuple[Phrase, ...], at: int, *, infinitive: bool) -> Phrase | None:
    """The nearest phrase left of `at` that is free to be a subject, over objects and prepositional phrases."""
    fallback = None
    for phrase in reversed(around):
        if phrase.last > at:
            continue
        adjacent = phrase.last == at
        if infinitive and adjacent and _controls(view, phrase):
            return phrase
        if fallback is not None and phrase.last < fallback.first - 1 and phrase.place != FREE:
            continue
        between = view.words[phrase.last + 1 : at + 1]
        if _BREAKS & set(between) or ("who" in between and not adjacent):
            break
        if phrase.place == FREE or (adjacent and phrase.place == OBJECT):
            return phrase
        if fallback is None and (adjacent or phrase.place == GENITIVE) and phrase.place not in ("in", "at", "on"):
            fallback = phrase
    return fallback


def _apposed_to(view: View, around: tuple[Phrase, ...], phrase: Phrase) -> Phrase | None:
    """Whose office a body belongs to: in "X, head of the bank, who" it is X."""
    if phrase.place not in ("of", "at", "for", "to"):
        return None
    before = [p for p in around if p.last < phrase.first and view.word(p.last + 1) == ","]
    near = before[-1] if before else None
    return near if near is not None and phrase.first - near.last < _INSERT // 2 else None


def _opens_insert(view: View, around: tuple[Phrase, ...], phrase: Phrase) -> bool:
    """Whether a phrase stands itself behind the comma of an insert ("X, Y's wife, said": X speaks)."""
    return view.word(phrase.before) == "," and any(p.place == FREE and p.last == phrase.before - 1 for p in around)


def _controls(view: View, phrase: Phrase) -> bool:
    """Whether a phrase right before "to" is who shall do it: "invited X to", "an invitation to X to"; not "in X to"."""
    asked = view.word(phrase.before - 1) in ("invitation", "appeal", "request", "call", "offer", "calls", "appeals")
    return phrase.place in (FREE, OBJECT, "for") or (phrase.place in ("to", "on") and asked)


def objects_of(occurrence: Occurrence) -> list[Phrase]:
    """Phrases right after the verb, before any preposition."""
    view, lexicon, candidate, around = occurrence.view, occurrence.lexicon, occurrence.candidate, occurrence.around
    if candidate.verb is None:
        return []
    last = candidate.verb[1]
    for phrase in around:
        if phrase.first <= last or phrase.place == GENITIVE:
            continue
        gap = view.words[last + 1 : phrase.first]
        direct = phrase.before == last or all(is_adverb(view, lexicon, k) for k in range(last + 1, phrase.first))
        loose = len(gap) < 5 and not any(
            w.endswith("ing")
            or w in lexicon["preposition"] - {"of"}
            or w in lexicon["clause_end"]
            or w in lexicon["wh"]
            for w in gap
        )
        headed = candidate.trigger.frame == "host" and len(gap) < 8
        if direct or (loose and phrase.place == OBJECT) or (headed and phrase.place in ("from", "of", FREE)):
            return [phrase]
        return []
    return []
