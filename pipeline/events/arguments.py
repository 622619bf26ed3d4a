"""The subject, objects and prepositional arguments of a trigger by its parse, each as the phrase that names it.

The word the tree gives ("the delegation") may name nobody itself: then its apposition does, the person who leads it,
or the body it is of. Word order (`subjects.py`, `participants.py`) stands in where there is no parse.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.events.candidates import Candidate
from pipeline.events.phrases import OBJECT, PRESENCE, Phrase, is_person
from pipeline.events.tree import Tree
from pipeline.events.view import Lexicon, View
from pipeline.records import ArticleActors

_DEEP = 3
_FROM_OBJECT = frozenset({"with", "between", "against"})
_ALIKE = {
    "alongside": "with",
    "among": "between",
    "towards": "to",
    "toward": "to",
    "onto": "on",
    "into": "in",
    "via": "",
}
_ON_OCCASION = frozenset({"at", "during", "in", "after", "following", "before", "on", "for", "from", "with", "amid"})
_JOURNEY = frozenset({"visit"})
_SHARED = frozenset({"meeting", "talks", "call"})
_RECEIVED = frozenset({"receive", "accept", "secure", "win", "obtain"})
GOING = frozenset({"praise", "invitation"})
"""Types whose verb takes "to" of where somebody goes: "welcomed X to Y"."""

_METONYMS = frozenset({"accuse", "assault", "praise", "reject", "protest", "sanction"})


def named(
    view: View, tree: Tree, lexicon: Lexicon, around: tuple[Phrase, ...], word: int, deep: int = 0
) -> list[Phrase]:
    """The phrases that say who a word of the tree stands for, () where they are unknown.

    Args:
        view: the sentence.
        tree: its parse.
        lexicon: the closed word classes.
        around: the sentence's phrases.
        word: the noun, name or pronoun.
        deep: how many steps led here.
    """
    if deep > _DEEP:
        return []
    own = covering(around, word)
    found = [own] if own is not None else _instead(view, tree, lexicon, around, word, deep)
    for other in tree.all(word, frozenset({"conj"})):
        led = found and tree.words[other] in ("delegation", "entourage")
        if led or tree.pos[other] in ("VERB", "AUX") or (own is not None and own.holds(other)):
            continue
        found += [p for p in named(view, tree, lexicon, around, other, deep + 1) if p not in found]
    return found


def _instead(
    view: View, tree: Tree, lexicon: Lexicon, around: tuple[Phrase, ...], word: int, deep: int
) -> list[Phrase]:
    """Who stands for a noun that is no name: its apposition, who leads it, the body it is of."""
    for other in tree.all(word, frozenset({"appos", "flat"})):
        found = named(view, tree, lexicon, around, other, deep + 1)
        if found:
            return found
    if tree.words[word] in lexicon["office"] or tree.words[word] in lexicon["role_head"]:
        # "the head of the bank, [X]": a parse may hang the name on the bank.
        inside = (k for k in sorted(tree.below(word)) if tree.deps[k] == "appos" and view.word(k - 1) == ",")
        found = [p for k in inside if (p := covering(around, k)) is not None]
        if found:
            return found[:1]
    for other in tree.all(word, frozenset({"nmod", "amod", "compound"})):
        own = covering(around, other)
        apposed = tree.deps[other] == "nmod" and not tree.case(other) and view.word(other - 1) == ","
        paired = tree.deps[other] == "amod" and own is not None and len(own.mentions) > 1
        described = tree.deps[other] == "compound" and tree.words[word] in lexicon["descriptor"]
        if own is not None and (apposed or paired or described):
            return [own]
    for clause in tree.all(word, frozenset({"acl"})):
        if tree.words[clause] in lexicon["led"]:
            return [p for k in tree.agents(clause) for p in named(view, tree, lexicon, around, k, deep + 1)]
    if tree.words[word] in lexicon["official"] or tree.words[word] in lexicon["body_of"]:
        found = [p for p in around if p.before == word + 1 and view.word(word + 1) in ("of", "from", "at")]
        if found:
            return found[:1]
        labels = {"nmod", "nmod:poss"} | ({"compound"} if tree.pos[word] != "PROPN" else set())
        for other in tree.all(word, frozenset(labels)):
            if tree.case(other) in ("of", "from", "at", ""):
                found = named(view, tree, lexicon, around, other, deep + 1)
                if found:
                    return found
    return []


def covering(around: tuple[Phrase, ...], word: int) -> Phrase | None:
    """The narrowest phrase of whose names one lies over a word."""
    over = [p for p in around if p.holds(word)]
    return min(over, key=lambda p: (p.last - p.first, p.first)) if over else None


def subject_phrases(
    view: View, tree: Tree, lexicon: Lexicon, candidate: Candidate, around: tuple[Phrase, ...], actors: ArticleActors
) -> list[Phrase] | None:
    """Who a verb's surface subject is; None where the parse knows no subject, or it is the trigger's own noun."""
    if candidate.verb is None:
        return None
    verb = tree.verb(*candidate.verb)
    words = tree.subjects(verb)
    noun = candidate.noun
    if not words or (noun is not None and any(noun[0] <= word <= noun[1] for word in words)):
        return None
    found: list[Phrase] = []
    for word in words:
        found += [p for p in named(view, tree, lexicon, around, word) if p not in found]
    who = next((k for k in tree.all(verb, frozenset({"nsubj"})) if tree.words[k] == "who"), None)
    if who is not None and not any(_has_person(actors, p) for p in found):
        # A clause with "who" hangs on a body where its bearer is meant: "X, head of the bank, who".
        people = [p for p in around if p.last < who and _has_person(actors, p)]
        return people[-1:] or found
    return found


def _has_person(actors: ArticleActors, phrase: Phrase) -> bool:
    return any(is_person(actors, actors.mentions[m]) for m in phrase.mentions)


def belongs(tree: Tree, phrase: Phrase, candidate: Candidate) -> bool:
    """Whether no other verb than the trigger's own claims a phrase."""
    spans = [span for span in (candidate.verb, candidate.noun) if span is not None]
    verbs = {tree.nearest_verb(tree.head_of(*span)) for span in spans}
    if phrase.before == max(span[1] for span in spans) + 1:
        return True
    outside = [k for k in range(phrase.first, phrase.last + 1) if not phrase.first <= tree.heads[k] <= phrase.last]
    return not outside or any(tree.nearest_verb(tree.heads[k]) in verbs for k in outside)


class Arguments:
    """The arguments of one candidate.

    Args:
        view: the sentence.
        tree: its parse.
        lexicon: the closed word classes.
        candidate: the construction.
        around: the sentence's phrases.
        frame: its row of `events/frames.tsv`.
        actors: the article's actors.
    """

    def __init__(
        self,
        view: View,
        tree: Tree,
        lexicon: Lexicon,
        candidate: Candidate,
        around: tuple[Phrase, ...],
        frame: dict[str, str],
        actors: ArticleActors,
    ) -> None:
        self._view = view
        self._tree = tree
        self._lexicon = lexicon
        self._candidate = candidate
        self._around = around
        self._frame = frame
        self._actors = actors
        self._verb = tree.verb(*candidate.verb) if candidate.verb is not None else None
        self._noun = tree.head_of(*candidate.noun) if candidate.noun is not None else None

    def parts(self) -> list[tuple[Phrase, str]]:
        """Phrases with their roles: subject and objects, who the noun belongs to, prepositions."""
        owners = self._owners()
        parts: list[tuple[Phrase, str]] = []
        if self._candidate.trigger.frame == "according":
            return self._source()
        if self._verb is not None:
            parts += self._core(self._verb, owned=bool(owners) and self._candidate.trigger.type == "invitation")
        elif self._noun is not None:
            parts += self._around_noun(self._noun)
        parts += owners
        parts += [(p, role) for word, role in self._obliques() for p in self._named(word)]
        return parts

    def _source(self) -> list[tuple[Phrase, str]]:
        """Who is quoted after "according to"."""
        first, last = self._candidate.first, self._candidate.last
        head = self._tree.heads[first] if self._tree.deps[first] == "case" else None
        words = [head] if head is not None else list(self._tree.all(first, frozenset({"obl", "nmod"})))
        inside = [k for word in words for k in self._tree.all(word, frozenset({"nmod", "nmod:poss"}))]
        of = [k for k in inside if self._tree.case(k) in ("of", "from", "by", "")]
        found = [(p, self._frame["to"]) for word in words for p in self._named(word)]
        found = found or [(p, self._frame["to"]) for word in of for p in self._named(word)]
        return found or [(p, self._frame["to"]) for p in self._around if p.before == last + 1]

    def _named(self, word: int) -> list[Phrase]:
        return named(self._view, self._tree, self._lexicon, self._around, word)

    def _is_trigger(self, word: int) -> bool:
        noun = self._candidate.noun
        return noun is not None and noun[0] <= word <= noun[1]

    def _core(self, verb: int, *, owned: bool) -> list[tuple[Phrase, str]]:
        tree, frame, candidate = self._tree, self._frame, self._candidate
        passive = tree.is_passive(verb)
        # In "the visit planned for May" and "talks were held" the subject is the noun itself, whatever the parse says.
        itself = passive and candidate.noun is not None and candidate.noun[1] < verb
        parts = []
        if not owned and not itself:
            received = candidate.trigger.lemma in _RECEIVED and self._noun is not None and frame["to"] == "recipient"
            role = frame["object"] or frame["to"] if passive else "recipient" if received else frame["subject"]
            subject = subject_phrases(self._view, tree, self._lexicon, candidate, self._around, self._actors)
            parts += [(p, role) for p in subject or ()]
            if not parts and passive:
                parts += [(p, role) for word in tree.subjects(verb) for p in self._behind(word)]
        behind = candidate.trigger.type in _METONYMS and not passive  # "rejected claims by [X]"
        by = frame["by"] if passive else "recipient" if behind else ""
        parts += [(p, by) for word in tree.agents(verb) for p in self._named(word)]
        parts += [(p, role) for word, role in self._company(verb) for p in self._named(word)]
        if passive:
            return parts
        for word in tree.objects(verb):
            if self._is_trigger(word):
                parts += [(p, frame["object"]) for p in self._adjectives(word) if candidate.trigger.type == "sanction"]
                continue
            given = tree.deps[word] == "iobj" or self._noun in tree.objects(verb)  # "awarded [X] the order"
            role = frame["object"] or (frame["to"] if given else "")
            parts += [(p, role) for p in self._named(word) or self._behind(word)]
        return parts

    def _company(self, verb: int) -> Iterator[tuple[int, str]]:
        """Who comes along, each with a role: "laid a wreath, accompanied by [X]"."""
        tree = self._tree
        hosts = [verb, *tree.subjects(verb), *tree.objects(verb)]
        clauses = (k for host in hosts for k in tree.all(host, frozenset({"acl", "advcl"})))
        for clause in clauses:
            if tree.words[clause] in ("accompanied", "joined", "flanked"):
                yield from ((k, self._frame["by"]) for k in tree.agents(clause))
            elif tree.words[clause] == "witnessed":
                yield from ((k, self._frame[PRESENCE]) for k in tree.agents(clause))

    def _behind(self, word: int) -> list[Phrase]:
        """Whose a thing is that stands for its owner: to attack [X]'s website is to attack X."""
        if self._candidate.trigger.type not in _METONYMS:
            return []
        tree = self._tree
        owners = [
            k
            for k in tree.all(word, frozenset({"nmod:poss", "compound", "nmod"}))
            if tree.deps[k] != "nmod" or tree.case(k) in ("of", "by")
        ]
        found = [p for k in owners for p in self._named(k)]
        return found or self._adjectives(word)

    def _adjectives(self, noun: int) -> list[Phrase]:
        """Whose a thing is by its adjective: "summoned the [Swiss] ambassador"."""
        view = self._view
        over = [k for k in self._tree.all(noun, frozenset({"amod", "compound"})) if view.adjective[k]]
        return [Phrase(k, k, (m,), OBJECT, k - 1) for k in over[:1] if (m := view.over(k)) is not None]

    def _owners(self) -> list[tuple[Phrase, str]]:
        """Who possesses the noun: "[X]'s visit"; whose names stand before it: "[X]-[Y] talks"."""
        if self._noun is None:
            return []
        role = self._frame["possessive"]
        owners = self._tree.all(self._noun, frozenset({"nmod:poss"}))
        if not owners and self._tree.deps[self._noun] == "conj":
            owners = self._tree.all(self._tree.heads[self._noun], frozenset({"nmod:poss"}))
        return [(p, role) for word in owners for p in self._named(word)]

    def _obliques(self) -> Iterator[tuple[int, str]]:
        """What prepositions add to the verb, the noun and the verb's object, each with its role."""
        tree = self._tree
        agents = tree.agents(self._verb) if self._verb is not None else []
        for base in self._bases():
            for word in tree.children[base]:
                if not tree.deps[word].startswith(("obl", "nmod")) or tree.deps[word] == "nmod:poss" or word in agents:
                    continue
                preposition = _ALIKE.get(tree.case(word), tree.case(word))
                if tree.words[word] == "presence":
                    yield from ((k, self._frame[PRESENCE]) for k in tree.all(word, frozenset({"nmod", "nmod:poss"})))
                    continue
                welcomed = preposition == "to" and self._candidate.trigger.type in GOING and self._noun is None
                if (preposition == "of" and base != self._noun) or welcomed:
                    continue
                if base not in (self._verb, self._noun) and preposition not in _FROM_OBJECT:
                    continue
                role = self._frame.get(preposition, "") if preposition not in ("subject", "object") else ""
                if role:
                    yield word, role
                elif base == self._noun:
                    deeper = (k for k in tree.all(word, frozenset({"nmod"})) if tree.case(k) == "between")
                    yield from ((k, self._frame["between"]) for k in deeper)

    def _bases(self) -> list[int]:
        """The words whose prepositions count: verb, noun, the verb's objects, the verb that the noun is subject of."""
        tree = self._tree
        bases = [k for k in (self._verb, self._noun) if k is not None]
        if self._verb is not None:
            bases += [k for k in tree.objects(self._verb) if k not in bases]
        elif self._noun is not None and tree.deps[self._noun] in ("nsubj", "nsubj:pass", "obj"):
            bases.append(tree.heads[self._noun])
        return bases

    def _around_noun(self, noun: int) -> list[tuple[Phrase, str]]:
        """For a noun alone: who comes on the visit, who meets "at a meeting with" somebody, who witnesses it."""
        tree, view, kind = self._tree, self._view, self._candidate.trigger.type
        if tree.child(noun, frozenset({"cop"})) is not None and kind in _JOURNEY | _SHARED:
            return [(p, "actor") for k in tree.subjects(noun) for p in self._named(k)]  # "who is on a visit"
        head, top = tree.heads[noun], noun
        while tree.deps[top] == "nmod" and tree.case(top) == "of" and view.over(head) is None:
            top, head = head, tree.heads[head]  # "at the end of a visit", "the opening of a fair"
        if head == top:
            return []
        if tree.pos[head] == "VERB" and tree.words[head] in self._lexicon["witness"]:
            role = "witness" if kind in ("signing", "ceremony") else "actor"
            return [(p, role) for k in tree.subjects(head) for p in self._named(k)]
        definite = tree.child(noun, frozenset({"det"}))
        bare = definite is None or tree.words[definite] != "the"
        partnered = view.word(self._candidate.last + 1) == "with"
        shared = kind in _SHARED and partnered
        said = any(tree.case(k) in ("by", "of") or tree.deps[k] == "nmod:poss" for k in tree.children[noun])
        going = kind in _JOURNEY and bare and not said
        if tree.deps[top] not in ("obl", "nmod") or tree.case(top) not in _ON_OCCASION or not (shared or going):
            return []
        if tree.pos[head] != "VERB":
            return [(p, "actor") for p in self._named(head)]
        who = [p for k in tree.subjects(head) for p in self._named(k)]
        return [(p, "actor") for p in who if shared or self._may_travel(p)]

    def _may_travel(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who may pay a visit: people, or a delegation."""
        return _has_person(self._actors, phrase) or self._view.word(phrase.last) in self._lexicon["official"]
