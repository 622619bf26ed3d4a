"""Whom a word of a parse stands for: the phrase that names it, its apposition, who leads it, the body it is of."""

from __future__ import annotations

from pipeline.events.argument_words import PAYING, TREATING, WELCOMED
from pipeline.events.candidates import Candidate
from pipeline.events.occurrence import Occurrence
from pipeline.events.phrase import FREE, Phrase, is_person
from pipeline.events.tree import Tree
from pipeline.records import ArticleActors

_DEEP = 3
_NEAR = 6
"""Words behind a noun among which the verb of a clause without "which" stands."""
_DASHES = frozenset({"-", "--", "–", "—"})
_PEOPLE = frozenset({"visitors", "people", "citizens", "guests", "students", "migrants", "refugees", "soldiers"})


def named(at: Occurrence, tree: Tree, word: int, deep: int = 0) -> list[Phrase]:
    """The phrases that say who a word of the tree stands for, () where they are unknown.

    Args:
        at: the candidate in its sentence.
        tree: the sentence's parse.
        word: the noun, name or pronoun.
        deep: how many steps led here.
    """
    if deep > _DEEP:
        return []
    if tree.words[word] in ("whom", "whose"):  # "[X], with whom he discussed", "[X], whose visit ends on Friday"
        clause = next((k for k in tree.above(word) if tree.deps[k] == "acl:relcl"), None)
        found = named(at, tree, tree.heads[clause], deep + 1) if clause is not None else []
        return found or [p for p in at.around if p.last == word - 2 and at.view.word(word - 1) == ","]
    own = covering(at.around, word)
    if own is not None and own.first == 0 and at.view.word(own.last + 1) in _DASHES and not has_person(at.actors, own):
        # "Newsagency – President X said": a parse may make him the agency's apposition.
        behind = [p for k in tree.all(word, ("appos",)) for p in named(at, tree, k, deep + 1)]
        own = next((p for p in behind if has_person(at.actors, p)), own)
    found = [own] if own is not None else _instead(at, tree, word, deep)
    for other in tree.all(word, ("conj",)):
        clause = tree.child(word, ("acl:relcl",))
        if clause is not None and clause < other:
            continue  # behind "the commission, which will meet ...", a parse may join what it does not
        led = found and tree.words[other] in ("delegation", "entourage")
        if led or tree.pos[other] in ("VERB", "AUX") or (own is not None and own.holds(other)):
            continue
        found += [p for p in named(at, tree, other, deep + 1) if p not in found]
    return found


def _instead(at: Occurrence, tree: Tree, word: int, deep: int) -> list[Phrase]:
    """Who stands for a noun that is no name: its apposition, who leads it, the body it is of."""
    view, lexicon, around = at.view, at.lexicon, at.around
    for other in tree.all(word, ("appos", "flat")):
        found = named(at, tree, other, deep + 1)
        if found:
            return found
    if tree.words[word] in lexicon.bearer or tree.lemmas[word] in lexicon.bearer:
        # "the head of the bank, [X]", "the presidents of A and B, [X] and [Y]": a parse may hang the names on the bank.
        inside = [p for k in sorted(tree.below(word)) if k > word and (p := covering(around, k)) is not None]
        found = [
            p
            for p in inside
            if has_person(at.actors, p) and (view.word(p.before) == "," or view.over(p.before) is not None)
        ]
        if found:
            return found[:1]
    for other in tree.all(word, ("nmod", "amod", "compound")):
        own = covering(around, other)
        apposed = tree.deps[other] == "nmod" and not tree.case(other) and view.word(other - 1) == ","
        paired = tree.deps[other] == "amod" and own is not None and len(own.mentions) > 1
        official = tree.words[word] in lexicon["official"] or tree.words[word] in lexicon["body_of"]
        paired = paired and (not deep or official)  # no forum
        described = tree.deps[other] == "compound" and tree.words[word] in lexicon["descriptor"]
        if own is not None and (apposed or paired or described):
            return [own]
    for clause in tree.all(word, ("acl",)):
        if tree.words[clause] in lexicon["led"]:
            return [p for k in tree.agents(clause) for p in named(at, tree, k, deep + 1)]
    if tree.words[word] in lexicon["official"] or tree.words[word] in lexicon["body_of"]:
        found = [p for p in around if p.before == word + 1 and view.word(word + 1) in ("of", "from", "at")]
        if found:
            return found[:1]
        labels = ("nmod", "nmod:poss") if tree.pos[word] == "PROPN" else ("nmod", "nmod:poss", "compound")
        for other in tree.all(word, labels):
            if tree.case(other) in ("of", "from", "at", ""):
                found = named(at, tree, other, deep + 1)
                if found:
                    return found
    return []


def covering(around: tuple[Phrase, ...], word: int) -> Phrase | None:
    """The narrowest phrase of whose names one lies over a word."""
    over = [p for p in around if p.holds(word)]
    return min(over, key=lambda p: (p.last - p.first, p.first)) if over else None


def subject_phrases(at: Occurrence, tree: Tree) -> list[Phrase] | None:
    """Who a verb's surface subject is; None where the parse knows no subject, or it is the trigger's own noun."""
    candidate, around, actors = at.candidate, at.around, at.actors
    if candidate.verb is None:
        return None
    verb = tree.verb(*candidate.verb)
    words = tree.subjects(verb)
    if tree.deps[verb] == "conj" and tree.deps[tree.heads[verb]] == "acl" and "Tense=Past" in tree.morphs[verb]:
        words = _subjects_over(at, tree, verb) or words
    if not words and at.view.kind == "title" and candidate.use is not None and candidate.use.form != "gerund":
        return _heading(at, candidate.use.first) or None
    noun = candidate.noun
    if not words or (noun is not None and any(noun[0] <= word <= noun[1] for word in words)):
        return None
    found: list[Phrase] = []
    for word in words:
        found += [p for p in named(at, tree, word) if p not in found]
    who = next((k for k in tree.all(verb, ("nsubj",)) if tree.words[k] == "who"), None)
    if who is not None and not any(has_person(actors, p) for p in found):
        # A clause with "who" hangs on a body where its bearer is meant: "X, head of the bank, who".
        people = [p for p in around if p.last < who and has_person(actors, p)]
        return people[-1:] or found
    return found


def staying(at: Occurrence, tree: Tree, place: int) -> list[tuple[Phrase, str]]:
    """Guest and host of "[X], who is in [Y] on a visit"; empty where the word is no place that somebody is in."""
    mention = at.view.over(place)
    if mention is None or at.actors.mentions[mention].label not in ("GPE", "LOC"):
        return []
    if tree.child(place, ("cop",)) is None or tree.case(place) != "in":
        return []
    guests = [p for k in tree.subjects(place) for p in named(at, tree, k)]
    return [(p, "actor") for p in guests] + [(p, "recipient") for p in named(at, tree, place) if p not in guests]


def payers(tree: Tree, noun: int) -> list[int]:
    """Who pays a visit, told behind its noun: "the visit he is paying to [X]"."""
    paid = (k for k in range(noun + 1, min(len(tree.words), noun + _NEAR)) if tree.lemmas[k] in PAYING)
    return [k for verb in paid for k in tree.subjects(verb) if k > noun]


def feted(at: Occurrence, tree: Tree, verb: int) -> list[tuple[Phrase, str]]:
    """Hosts and guests of what somebody is treated to or welcomed with; empty where the verb says neither."""
    subjects = [p for k in tree.subjects(verb) for p in named(at, tree, k)]
    if tree.is_passive(verb):
        return [(p, "recipient") for p in subjects] if tree.words[verb] in WELCOMED else []
    if tree.lemmas[verb] not in TREATING:
        return []
    guests = [p for k in tree.objects(verb) for p in named(at, tree, k)]  # "treated [X] to a dinner"
    return [(p, "actor") for p in subjects] + [(p, "recipient") for p in guests]


def _subjects_over(at: Occurrence, tree: Tree, verb: int) -> list[int]:
    """The subject of the main clause, which goes on behind ", and": "briefed [X] after a summit convened in May, and thanked"."""
    root = next((k for k in tree.above(verb) if tree.deps[k] == "ROOT"), None)
    closed = at.view.words[max(0, verb - 2) : verb] == (",", "and")
    return tree.subjects(root) if closed and root is not None and tree.pos[root] == "VERB" else []


def _heading(at: Occurrence, first: int) -> list[Phrase]:
    """Who opens a headline before a verb whose subject the parse does not know: "[X], [Y] to resume talks"."""
    found = [p for p in at.around if p.place == FREE and p.last < first]
    if not found or found[0].first != 0 or found[-1].last + 1 != first:
        return []  # the chief of a body is not the body: "[IMF] chief to visit"
    named = {k for p in found for k in range(p.first, p.last + 1)}
    between = (at.view.words[k] for k in range(found[-1].last) if k not in named)
    return found if set(between) <= {",", "and", "&"} else []


def has_person(actors: ArticleActors, phrase: Phrase) -> bool:
    """Whether one of the names of a phrase is a person's."""
    return any(is_person(actors, actors.mentions[m]) for m in phrase.mentions)


def belongs(tree: Tree, phrase: Phrase, candidate: Candidate) -> bool:
    """Whether no other verb than the trigger's own claims a phrase, and no other noun ("visitors from [Kyoto]")."""
    spans = [span for span in (candidate.verb, candidate.noun) if span is not None]
    verbs = {tree.nearest_verb(tree.head_of(*span)) for span in spans}
    if phrase.before == max(span[1] for span in spans) + 1:
        return True
    own = {k for first, last in spans for k in range(first, last + 1)}
    own |= {k for span in spans for k in tree.objects(tree.verb(*span)) if tree.words[k] not in _PEOPLE}
    outside = [k for k in range(phrase.first, phrase.last + 1) if not phrase.first <= tree.heads[k] <= phrase.last]
    return not outside or any(tree.nearest_verb(tree.heads[k]) in verbs and _is_its(tree, k, own) for k in outside)


def _is_its(tree: Tree, word: int, own: set[int]) -> bool:
    """Whether a word hangs on one of the event's own, on a verb, or on a measure of it ("a loan of 3 dollars for [X]")."""
    head = tree.heads[word]
    if tree.deps[word] != "nmod" or tree.pos[head] not in ("NOUN", "PROPN") or head in own:
        return True
    return tree.case(head) == "of" and tree.heads[head] in own
