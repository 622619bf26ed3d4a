"""The parse of a sentence as the event rules read it: Universal Dependencies over positions of words.

Who is the subject of a verb without one of its own, what a preposition belongs to, what governs an infinitive. Rules
that have no parse go by word order instead; labels of another scheme (`dobj`, `prep`) count as no parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.records import Token
from pipeline.syntax import OBJECTS, SUBJECTS, Dependencies, dependencies, is_universal

OBJECT_LABELS = OBJECTS | {"obl", "obl:agent", "nmod"}
CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis", "xcomp"})

_CLIMBS = 8
_PROMISES = frozenset({"promise", "vow", "pledge", "threaten", "agree"})
_STEERING = frozenset(
    "invite ask urge request call order help allow enable encourage tell want expect press push persuade convince "
    "support lead advise authorise authorize force require appoint assign instruct send let".split()
)
_BLAMING = frozenset(
    "thank congratulate praise commend accuse blame criticise criticize suspect condemn prevent".split()
)
_ASKING = frozenset("invitation request appeal call demand proposal offer".split())
_TAKING = frozenset("accept receive get decline reject welcome refuse".split())
_PAPERS = frozenset(
    "letter note statement resolution message motion petition text report appeal communique communiqué declaration "
    "decree cable telegram tweet post speech article memo memorandum".split()
)
_WHOLES = frozenset("round rounds series session sessions stage phase leg day cycle".split())
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
_PAST = frozenset({"VerbForm=Fin", "Tense=Past"})
_MODIFIER = frozenset({"obl"})
_PARTS = frozenset({"flat", "nmod:desc", "compound", "amod", "det", "appos"})
_SHARING = frozenset("conj advcl ccomp xcomp cop aux".split())


@dataclass(frozen=True, slots=True)
class Tree(Dependencies):
    """Heads, labels and forms of the words of one sentence.

    Attributes:
        pos, lemmas, morphs: as the tokens have them; lemmas in lower case.
        words: the forms, in lower case.
    """

    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    morphs: tuple[frozenset[str], ...]
    words: tuple[str, ...]

    def verb(self, first: int, last: int) -> int:
        """Which of the words of a verb ("take part in", "co - chaired") governs its clause."""
        if first == last:
            return first
        inside = range(first, last + 1)
        verbs = [k for k in inside if self.pos[k] == "VERB"]
        top = [k for k in verbs or inside if self.heads[k] not in inside or self.heads[k] == k]
        return top[0] if top else first

    def head_of(self, first: int, last: int) -> int:
        """The word of a stretch that the others hang on."""
        if first == last:
            return first
        for k in range(last, first - 1, -1):
            if not first <= self.heads[k] <= last or self.heads[k] == k:
                return k
        return last

    def below(self, i: int, skip: frozenset[str] = CLAUSES) -> Iterator[int]:
        """Word `i` and those under it, without the clauses in it."""
        stack = [i]
        while stack:
            k = stack.pop()
            yield k
            stack += [c for c in self.children[k] if self.deps[c] not in skip]

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive by its auxiliary, its subject or its form."""
        for _ in range(_CLIMBS):
            labels = [self.deps[k] for k in self.children[verb]]
            if "aux:pass" in labels:
                return True
            if "obj" in labels and self.all(verb, ("obj",))[-1] > verb and self.child(verb, SUBJECTS):
                return False  # "strikes killed ten": with an object of its own, whatever the parse calls its subject
            if "nsubj:pass" in labels:
                return True
            head = self.heads[verb]
            if "Voice=Pass" not in self.morphs[verb]:
                return False
            if self.deps[verb] != "conj" or head == verb or self.pos[head] != "VERB":
                return True
            verb = head  # a second participle is passive with the first
        return True

    def case(self, i: int) -> str:
        """The preposition of a noun, "" where it has none; "together with" is "with"."""
        if not self.children[i]:
            return ""
        cases = [k for k in self.children[i] if self.deps[k] == "case" and k < i]
        if not cases:  # of "to the conductor [X]" a parse may hang "to" on the name
            beside = self.all(i, ("appos", "flat"))
            cases = [k for other in beside for k in self.children[other] if self.deps[k] == "case" and k < i]
        return self.words[cases[-1]] if cases else ""

    def subjects(self, verb: int) -> list[int]:
        """The words that are the surface subject of a verb, its own or shared; [] where the parse knows none."""
        node = verb
        for _ in range(_CLIMBS):
            found = self.all(node, SUBJECTS)
            dep, head = self.deps[node], self.heads[node]
            if len(found) == 1:
                return [self._meant(node, found[0])]
            if found:
                before = [k for k in found if k < node] or found
                return [self._meant(node, k) for k in before if self._is_joined(k, before[-1])]
            if head == node:
                return []
            if dep.startswith("acl"):
                return self._of_noun(node, head)
            if dep not in _SHARING or (dep in ("advcl", "ccomp") and "VerbForm=Fin" in self.morphs[node]):
                return []
            head = self._alike(node, head) if dep == "conj" else head
            steered = self._steered(node, head)
            if steered is not None:
                return [steered]
            node = head
        return []

    def _is_joined(self, word: int, last: int) -> bool:
        """Whether a subject stands with the last one of its verb: no clause of its own between them."""
        between = range(word + 1, last)
        return word == last or not any("VerbForm=Fin" in self.morphs[k] for k in between)

    def _alike(self, verb: int, head: int) -> int:
        """The verb that "and" joins a past form to, though the parse joins it to an infinitive in its clause.

        In "said that [X] would host the fair and invited [Y]", who said it invited; so in "asked that it be read, and left".
        """
        if not self.morphs[verb] >= _PAST:
            return head
        if self.deps[head] == "ccomp" and sum(self.words[k] in _QUOTES for k in range(head, verb)) == 1:
            return self.heads[head]  # "We have come to work," [X] said, and appealed
        wished = "VerbForm=Inf" in self.morphs[head] or any(
            self.words[k] == "be" for k in self.all(head, ("aux:pass", "cop"))
        )
        return next((k for k in self.above(head) if self.morphs[k] >= _PAST), head) if wished else head

    def subject(self, verb: int) -> int | None:
        """The first word of `subjects`."""
        return next(iter(self.subjects(verb)), None)

    def _meant(self, verb: int, subject: int) -> int:
        """What a relative pronoun stands for; another subject stands for itself."""
        if not self.is_relative(subject) or subject == 0:
            return subject
        if self.deps[verb] == "acl:relcl":
            return self.heads[verb]
        before = subject - 2 if self.words[subject - 1] == "," and subject > 1 else subject - 1
        return before if self.words[subject] != "that" else subject

    def is_relative(self, i: int) -> bool:
        """Whether a word is a relative pronoun."""
        return "PronType=Rel" in self.morphs[i] or self.words[i] in ("who", "which")

    def _steered(self, clause: int, governor: int) -> int | None:
        """The object that does what depends on its verb: "invited [X] to visit", "thanked [X] for hosting"."""
        dep, first = self.deps[clause], self.child(clause, ("mark",))
        if dep not in ("xcomp", "advcl") or self.lemmas[governor] in _PROMISES:
            return None
        marked = first is not None and self.words[first] != "to"
        if not marked and first is not None and first > 0:
            before = first - 1
            while self.deps[before] == "flat" and self.heads[before] < before:
                before = self.heads[before]
            above = self.heads[before]
            # Behind the verb a second subject is its object: "she expected [X] to come".
            behind = self.deps[before] == "nsubj" and above < before
            if (behind or self.deps[before] in OBJECTS) and self.lemmas[above] in _STEERING:
                return before
            asked = self.deps[before] in ("nmod", "obl") and self.case(before) in ("to", "for", "on")
            beside = (above, *self.all(above, OBJECTS | {"conj"}))
            if asked and any(self.lemmas[k] in _ASKING for k in beside):
                return before  # "conveyed an invitation to [X] to visit"
        if dep == "xcomp" or self.lemmas[governor] in (_BLAMING if marked else _STEERING):
            found = self.all(governor, OBJECTS)
            if not found and self.lemmas[governor] in _ASKING:  # "called on [X] to"
                found = [k for k in self.all(governor, ("obl",)) if self.case(k) in ("on", "upon", "to")]
            return found[0] if found else None
        return None

    def says(self, verb: int) -> bool:
        """Whether a participle tells what a paper says or an occasion marks: "sent a letter asking"."""
        marks = self.lemmas[verb] in ("mark", "celebrate", "commemorate")
        return self.deps[verb] == "acl" and (marks or self.lemmas[self._paper(verb)] in _PAPERS)

    def _paper(self, verb: int) -> int:
        """The noun that a participle describes; of "a letter from [X] asking" the letter, though a parse says [X]."""
        noun = self.heads[verb]
        return self.heads[noun] if self.case(noun) == "from" and self.deps[noun] == "nmod" else noun

    def _of_noun(self, clause: int, noun: int) -> list[int]:
        """Who does what a clause on a noun says: "the team visiting", "an invitation to [X] to visit", "[X]'s plan to"."""
        if self.says(clause):
            noun = self._paper(clause)
            owner = self.all(noun, ("nmod:poss",))
            owner = owner or [k for k in self.all(noun, ("nmod",)) if self.case(k) == "from"]
            return owner or (self.subjects(self.heads[noun]) if self.pos[self.heads[noun]] == "VERB" else [])
        if self.deps[clause] == "acl:relcl" or "VerbForm=Inf" not in self.morphs[clause]:
            return [noun]
        asked = [k for k in self.children[noun] if self.deps[k] == "nmod" and self.case(k) in ("to", "for")]
        owner = self.all(noun, ("nmod:poss",))
        governor = self.heads[noun]
        if governor == noun or self.pos[governor] != "VERB":
            return asked or ([] if self.lemmas[noun] in _ASKING else owner)
        if self.lemmas[noun] in _ASKING:
            return asked or (self.subjects(governor) if self.lemmas[governor] in _TAKING else [])
        return asked or owner or self.subjects(governor)

    def agents(self, verb: int) -> list[int]:
        """Who does what a passive verb says."""
        labels = frozenset({"obl", "obl:agent"})  # "held at the ministry" may be read as an agent, too
        return [k for k in self.children[verb] if self.deps[k] in labels and self.case(k) == "by"]

    def nearest_verb(self, i: int) -> int | None:
        """The verb that word `i` is or belongs to."""
        if self.pos[i] == "VERB" and self.deps[i] not in ("amod", "compound", "case"):
            return i
        for k in self.above(i):
            if self.pos[k] == "VERB":
                return k
        return None

    def objects(self, verb: int) -> list[int]:
        """The objects of a verb, the noun that its relative clause describes among them."""
        found = self.all(verb, OBJECTS)
        named = self.all(verb, SUBJECTS)
        if len(named) > 1 and named[0] < verb and not found:
            # "received at the palace the envoy": behind the verb a second subject is its object.
            found = [k for k in named if k > verb and self.deps[k] == "nsubj"]
        noun = self.heads[verb]
        if self.deps[verb] == "acl:relcl" and not self.is_passive(verb):
            pronoun = next((k for k in found if self.is_relative(k)), None)
            own_subject = self.child(verb, SUBJECTS)
            if pronoun is not None:
                return [noun if k == pronoun else k for k in found]
            if not found and own_subject is not None and not self.is_relative(own_subject):
                return [noun]
        return found or self._displaced(verb)

    def _displaced(self, verb: int) -> list[int]:
        """An object behind places and days, which parses lose: "received on Monday at the palace Ambassador X".

        It hangs on the verb as a modifier without a preposition, or begins a sentence of its own without a mark before it.
        """
        bare = [k for k in self.all(verb, _MODIFIER) if k > verb and self.pos[k] == "PROPN" and not self.case(k)]
        named = [k for k in bare if self.all(k, _PARTS)]
        if named or self.deps[verb] != "ROOT" or self.pos[verb] != "VERB":
            return named
        root = next((k for k in range(verb + 1, len(self.words)) if self.deps[k] == "ROOT"), None)
        if root is None or self.pos[root] not in ("NOUN", "PROPN") or not self.all(root, _PARTS):
            return []
        between = range(verb + 1, min(self.below(root)))
        return [] if not between or any(self.pos[k] == "PUNCT" for k in between) else [root]

    def governed(self, noun: int, verb: int) -> bool:
        """Whether a noun belongs to a verb: no other verb stands between them in the tree."""
        return self._reaches(noun, verb) or self._reaches(verb, noun)

    def _reaches(self, low: int, high: int) -> bool:
        for k in self.above(low):
            if k == high:
                return True
            if self.pos[k] == "VERB":
                return False
        return False


@lru_cache(maxsize=2048)
def _features(morph: str) -> frozenset[str]:
    """The features of a word, of which a language has few sets."""
    return frozenset(morph.split("|"))


def tree_of(text: str, tokens: list[Token], offset: int) -> Tree | None:
    """The tree of the tokens from position `offset` of an article on; None where they carry no parse in this scheme.

    Args:
        text: the article's text.
        tokens: the words, a whole sentence or a piece of a very long one.
        offset: position of the first in the annotation.
    """
    if not is_universal(tokens):
        return None
    trees = dependencies(tokens, offset)
    return Tree(
        trees.heads,
        trees.deps,
        trees.children,
        tuple([t.pos for t in tokens]),
        tuple([t.lemma.lower() for t in tokens]),
        tuple([_features(t.morph) for t in tokens]),
        tuple([text[t.start : t.end].lower() for t in tokens]),
    )


def whole_of(tree: Tree, noun: int) -> int:
    """The word that counts a noun, "round" in "the fourth round of talks"; else the noun."""
    above = tree.heads[noun]
    counted = tree.deps[noun] == "nmod" and tree.case(noun) == "of" and tree.words[above] in _WHOLES
    return above if counted else noun
