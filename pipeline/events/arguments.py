"""The subject, objects and prepositional arguments of a trigger by its parse, each as the phrase that names it.

`reference.py` says whom a word of the tree stands for. Word order (`subjects.py`, `participants.py`) stands in where there is no parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events.argument_words import (
    ALIKE,
    ANSWERS,
    CALLING_OFF,
    COMPANY,
    FROM_OBJECT,
    GIVERS,
    GIVING,
    GOING,
    HELPING,
    JOURNEY,
    LOOKING_ON,
    METONYMS,
    ON_OCCASION,
    OWNED,
    PAPERS,
    PASSING_ON,
    RECEIVED,
    SHARED,
    STANDING_FOR,
    TRADING,
    WITNESSED,
)
from pipeline.events.occurrence import Occurrence
from pipeline.events.phrase import OBJECT, Phrase
from pipeline.events.reference import feted, has_person, named, payers, staying, subject_phrases
from pipeline.events.tree import Tree
from pipeline.events.verbs import objects_told


class Arguments:
    """The arguments of one candidate.

    Args:
        at: the candidate in its sentence.
        tree: the sentence's parse.
    """

    def __init__(self, at: Occurrence, tree: Tree) -> None:
        self._at = at
        self._tree = tree
        verb, noun = at.candidate.verb, at.candidate.noun
        self._verb = tree.verb(*verb) if verb is not None else None
        self._noun = tree.head_of(*noun) if noun is not None else None
        self._nouns = range(noun[0], noun[1] + 1) if noun is not None else range(0)

    def parts(self) -> list[tuple[Phrase, str]]:
        """Phrases with their roles: subject and objects, who the noun belongs to, prepositions."""
        owners = self._owners()
        parts: list[tuple[Phrase, str]] = []
        if self._at.candidate.trigger.frame == "according":
            return self._source()
        if self._verb is not None:
            owned = self._at.type in OWNED and bool(owners or self._senders())
            parts += self._core(self._verb, owned=owned)
        elif self._noun is not None:
            parts += self._around_noun(self._noun)
        parts += owners
        parts += [(p, role) for word, role in self._obliques() for p in self._named(word) or self._inside(word)]
        return parts

    def _senders(self) -> list[int]:
        """Whom an invitation comes from, where another conveys it."""
        tree = self._tree
        if self._noun is None or self._verb is None or self._at.type != "invitation":
            return []
        if tree.lemmas[self._verb] in RECEIVED:
            return []
        passed_on = ("from", "of", "by") if tree.lemmas[self._verb] in PASSING_ON else ("from",)
        return [k for k in tree.all(self._noun, ("nmod",)) if tree.case(k) in passed_on]

    def _inside(self, word: int) -> list[Phrase]:
        """Where a thing is that stands for the country: "invest in a plant in [X]"."""
        tree = self._tree
        if tree.case(word) != "in":
            return []
        inner = [k for k in tree.all(word, ("nmod",)) if tree.case(k) in ("in", "of")]
        return [p for k in inner for p in self._named(k)]

    def _source(self) -> list[tuple[Phrase, str]]:
        """Who is quoted after "according to"."""
        first, last = self._at.candidate.first, self._at.candidate.last
        head = self._tree.heads[first] if self._tree.deps[first] == "case" else None
        words = [head] if head is not None else list(self._tree.all(first, ("obl", "nmod")))
        inside = [k for word in words for k in self._tree.all(word, ("nmod", "nmod:poss"))]
        of = [k for k in inside if self._tree.case(k) in ("of", "from", "by", "")]
        found = [(p, self._at.frame["to"]) for word in words for p in self._named(word)]
        found = found or [(p, self._at.frame["to"]) for word in of for p in self._named(word)]
        return found or [(p, self._at.frame["to"]) for p in self._at.around if p.before == last + 1]

    def _named(self, word: int) -> list[Phrase]:
        return named(self._at, self._tree, word)

    def _meant(self, phrase: Phrase, word: int, clause: int) -> Phrase:
        """Of several names the one that a clause with "who is" hangs on."""
        tree, view = self._tree, self._at.view
        helping = tree.all(clause, ("cop", "aux", "aux:pass"))
        single = any("Number=Sing" in tree.morphs[k] for k in helping)
        mention = view.over(word)
        if not single or tree.deps[clause] != "acl:relcl" or mention not in phrase.mentions or mention is None:
            return phrase
        return replace(phrase, mentions=(mention,))

    def _core(self, verb: int, *, owned: bool) -> list[tuple[Phrase, str]]:
        tree, frame, candidate = self._tree, self._at.frame, self._at.candidate
        passive = tree.is_passive(verb)
        # In "the visit planned for May" and "talks were held" the subject is the noun itself, whatever the parse says.
        itself = passive and candidate.noun is not None and candidate.noun[1] < verb
        parts = []
        if not owned and not itself:
            received = candidate.trigger.lemma in RECEIVED and self._noun is not None and frame["to"] == "recipient"
            role = frame["object"] or frame["to"] if passive else "recipient" if received else frame["subject"]
            subject = subject_phrases(self._at, tree)
            parts += [(p, role) for p in subject or ()]
            if not parts:  # "[X]'s website was attacked", "[X]n strikes killed ten"
                parts += [(p, role) for word in tree.subjects(verb) for p in self._behind(word)]
        behind = candidate.trigger.type in METONYMS and not passive  # "rejected claims by [X]"
        by = frame["by"] if passive else "recipient" if behind else ""
        parts += [(p, by) for word in tree.agents(verb) for p in self._named(word)]
        parts += [(p, role) for word, role in self._company(verb) for p in self._named(word)]
        if passive:
            return parts
        for word in objects_told(self._at.view, self._at.lexicon, candidate):
            if word in self._nouns:
                parts += [(p, frame["object"]) for p in self._adjectives(word) if candidate.trigger.type == "sanction"]
                continue
            given = tree.deps[word] == "iobj" or self._noun in tree.objects(verb)  # "awarded [X] the order"
            role = frame["object"] or (frame["to"] if given else "")
            parts += [(p, role) for p in self._named(word) or self._behind(word)]
        return parts

    def _company(self, verb: int) -> Iterator[tuple[int, str]]:
        """Who comes along, each with a role: "laid a wreath, accompanied by [X]"."""
        tree = self._tree
        onlooking = tree.heads[verb] if tree.deps[verb] == "advcl" else verb
        looking_on = self._at.type in WITNESSED and tree.lemmas[onlooking] in LOOKING_ON
        if looking_on and {"as", "while"} & {tree.words[k] for k in tree.all(verb, ("mark",))}:
            yield from ((k, "witness") for k in tree.subjects(onlooking))  # "[X] looked on as [Y] signed"
        if self._at.type == "pledge":
            yield from ((k, "recipient") for k in self._promised(verb))
        if COMPANY.keys().isdisjoint(self._at.view.vocabulary):
            return
        hosts = [verb, *tree.subjects(verb), *tree.objects(verb), *tree.all(verb, ("obl",))]
        clauses = (k for host in hosts for k in tree.all(host, ("acl", "advcl")))
        for clause in clauses:
            if (place := COMPANY.get(tree.words[clause])) is not None:
                yield from ((k, self._at.frame[place]) for k in tree.agents(clause))

    def _promised(self, verb: int) -> Iterator[int]:
        """For whom something is promised: "pledged to help [X]", "promised to provide aid to [X]"."""
        tree = self._tree
        for deed in tree.all(verb, ("xcomp",)):
            if tree.lemmas[deed] in HELPING:
                yield from tree.all(deed, ("obj",))
            elif tree.lemmas[deed] in GIVING:
                yield from tree.all(deed, ("iobj",))
                things = (deed, *tree.all(deed, ("obj",)))
                behind = (k for thing in things for k in tree.all(thing, ("obl", "nmod")))
                yield from (k for k in behind if tree.case(k) == "to")

    def _behind(self, word: int) -> list[Phrase]:
        """Whose a thing is that stands for its owner: to attack [X]'s website is to attack X."""
        if self._at.type not in METONYMS:
            return []
        tree = self._tree
        if self._at.candidate.trigger.frame == TRADING:  # "70 percent of [X]'s copper"
            word = next((k for k in tree.all(word, ("nmod",)) if tree.case(k) == "of"), word)
        owners = [
            k
            for k in tree.all(word, ("nmod:poss", "compound", "nmod"))
            if tree.deps[k] != "nmod" or tree.case(k) in ("of", "by")
        ]
        found = [p for k in owners for p in self._named(k)]
        return found or self._adjectives(word)

    def _adjectives(self, noun: int) -> list[Phrase]:
        """Whose a thing is by its adjective: "summoned the [Swiss] ambassador"."""
        view = self._at.view
        over = [k for k in self._tree.all(noun, ("amod", "compound")) if view.adjective[k]]
        return [Phrase(k, k, (m,), OBJECT, k - 1) for k in over[:1] if (m := view.over(k)) is not None]

    def _owners(self) -> list[tuple[Phrase, str]]:
        """Who possesses the noun: "[X]'s visit"; whose names stand before it: "[X]-[Y] talks"."""
        if self._noun is None or self._tree.lemmas[self._noun] == "signature":  # "put their signatures to"
            return []
        answered = self._verb is not None and self._at.type in ANSWERS  # whose offer one accepts or turns down
        role = "recipient" if answered else self._at.frame["possessive"]
        owners = self._tree.all(self._noun, ("nmod:poss",))
        if not owners and self._tree.deps[self._noun] == "conj":
            owners = self._tree.all(self._tree.heads[self._noun], ("nmod:poss",))
        found = [(p, role) for word in owners for p in self._named(word)]
        if self._at.type == "visit" and self._verb is None:  # "the visit of the President of [X], Mr [Y], to"
            beside = [p for k in self._tree.all(self._noun, ("appos",)) for p in self._named(k)]
            found += [(p, role) for p in beside if has_person(self._at.actors, p)]
        if not found and self._at.type in GIVERS and self._verb is None:  # "Thai investment in [X]"
            found = [(p, role) for p in self._adjectives(self._noun)]
        return found

    def _obliques(self) -> Iterator[tuple[int, str]]:
        """What prepositions add to the verb, the noun and the verb's object, each with its role."""
        tree = self._tree
        agents = tree.agents(self._verb) if self._verb is not None else []
        own = (self._verb, *self._nouns)
        subjects = tree.subjects(self._verb) if self._verb is not None and self._at.type == "talks" else []
        told = any(self._named(k) for k in subjects)
        for base in self._bases():
            for word in tree.children[base]:
                if not tree.deps[word].startswith(("obl", "nmod")) or tree.deps[word] == "nmod:poss" or word in agents:
                    continue
                case = tree.case(word)
                preposition = ALIKE.get(case, case)
                if tree.words[word] in STANDING_FOR:
                    role = self._at.frame[STANDING_FOR[tree.words[word]]]
                    yield from ((k, role) for k in tree.all(word, ("nmod", "nmod:poss")))
                    continue
                welcomed = preposition == "to" and self._at.type in GOING and self._noun is None
                # "flew from [X] to [Y]": where a journey starts; "a visit from [X]" is one by guests of X.
                start = preposition == "from" and self._at.type in JOURNEY and base != self._noun
                # "discussed relations between the two countries": what people speak of.
                spoken_of = told and preposition == "between" and base not in own
                if (preposition == "of" and base not in self._nouns) or welcomed or start or spoken_of:
                    continue
                traded = self._at.candidate.trigger.frame == TRADING and preposition in ("from", "to")
                if base not in own and preposition not in FROM_OBJECT and not traded:
                    continue
                role = self._at.frame.get(preposition, "") if preposition not in ("subject", "object") else ""
                if role:
                    yield word, role
                elif base == self._noun and preposition == "of" and tree.all(word, ("nummod",)):
                    measured = (k for k in tree.all(word, ("nmod",)) if tree.case(k) in ("for", "to"))
                    yield from ((k, self._at.frame[tree.case(k)]) for k in measured)
                elif base == self._noun:
                    deeper = (k for k in tree.all(word, ("nmod",)) if tree.case(k) == "between")
                    yield from ((k, self._at.frame["between"]) for k in deeper)

    def _bases(self) -> list[int]:
        """The words whose prepositions count: verb, noun, the verb's objects, the verb that the noun is subject of."""
        tree = self._tree
        bases = [k for k in (self._verb, self._noun) if k is not None]
        # "a copy of the credentials of [X]"
        bases += [k for k in self._nouns if tree.deps[k] == "nmod" and k not in bases]
        if self._verb is not None:
            objects = tree.objects(self._verb)
            if self._at.candidate.trigger.frame == TRADING:  # "importing oil, fibres and wood from [X]"
                objects += [k for word in objects for k in tree.all(word, ("conj",))]
            bases += [k for k in objects if k not in bases]
            if self._at.type in PAPERS and tree.deps[self._verb].startswith("acl"):
                bases.append(tree.heads[self._verb])  # "an agreement with [X], signed in 2019"
        elif self._noun is not None and tree.deps[self._noun] in ("nsubj", "nsubj:pass", "obj"):
            bases.append(tree.heads[self._noun])
        return bases

    def _around_noun(self, noun: int) -> list[tuple[Phrase, str]]:
        """For a noun alone: who comes on the visit, who meets "at a meeting with" somebody, who witnesses it."""
        tree, view, kind = self._tree, self._at.view, self._at.type
        if tree.child(noun, ("cop",)) is not None and kind in JOURNEY | SHARED:
            # "who is on a visit"
            return [(self._meant(p, k, noun), "actor") for k in tree.subjects(noun) for p in self._named(k)]
        if kind in JOURNEY and (guests := payers(tree, noun)):
            return [(p, "actor") for k in guests for p in self._named(k)]
        head, top = tree.heads[noun], noun
        while tree.deps[top] == "nmod" and tree.case(top) == "of" and view.over(head) is None:
            top, head = head, tree.heads[head]  # "at the end of a visit", "the opening of a fair"
        if head == top:
            return []
        if kind in JOURNEY and (stay := staying(self._at, tree, head)):
            return stay
        owned = kind == "investment" and tree.lemmas[self._owner_verb(noun)] in ("have", "own", "run", "operate")
        if owned:
            return [(p, "actor") for k in tree.subjects(self._owner_verb(noun)) for p in self._named(k)]
        if tree.pos[head] == "VERB" and tree.words[head] in self._at.lexicon["witness"]:
            role = "witness" if kind in ("signing", "ceremony") else "actor"
            return [(p, role) for k in tree.subjects(head) for p in self._named(k)]
        if tree.deps[noun] == "obj" and tree.lemmas[head] in CALLING_OFF:
            return [(p, "actor") for k in tree.subjects(head) for p in self._named(k)]
        if kind == "ceremony" and (fete := feted(self._at, tree, head)):
            return fete
        definite = tree.child(noun, ("det",))
        bare = definite is None or tree.words[definite] != "the"
        partnered = view.word(self._at.candidate.last + 1) == "with"
        shared = (kind in SHARED and partnered) or kind == "joint_statement"
        told = any(tree.case(k) in ("between", "with") for k in tree.children[noun])
        several = kind in SHARED and not told and bare
        said = any(tree.case(k) in ("by", "of") or tree.deps[k] == "nmod:poss" for k in tree.children[noun])
        going = kind in JOURNEY and bare and not said
        if (
            tree.deps[top] not in ("obl", "nmod")
            or tree.case(top) not in ON_OCCASION
            or not (shared or going or several)
        ):
            return []
        if tree.pos[head] != "VERB":
            going_home = tree.all(head, ("nmod:poss",)) if going else []  # "his return from a visit"
            return [(p, "actor") for k in (head, *going_home) for p in self._named(k)]
        doers = tree.agents(head) or tree.subjects(head)  # "was signed by [X] and [Y] after a meeting"
        who = [p for k in doers for p in self._named(k)]
        if several and not going:
            return [(p, "actor") for p in who] if sum(len(p.mentions) for p in who) > 1 else []
        return [(p, "actor") for p in who if shared or self._may_travel(p)]

    def _owner_verb(self, noun: int) -> int:
        """The verb whose object the noun, or what it is a part of, is: "has two [investment] projects"; else the noun."""
        tree = self._tree
        thing = tree.heads[noun] if tree.deps[noun] == "compound" else noun
        return tree.heads[thing] if tree.deps[thing] == "obj" else noun

    def _may_travel(self, phrase: Phrase) -> bool:
        """Whether a phrase names somebody who may pay a visit: people, or a delegation."""
        return has_person(self._at.actors, phrase) or self._at.view.word(phrase.last) in self._at.lexicon["official"]
