"""Whether an event happened, goes on, is planned, proposed or cancelled: the words left of its trigger.

The chain climbs from the trigger to what governs it: the verb group, then for an infinitive, a gerund or a noun the
nearest governing verb to the left ("hopes that X will establish", "invited Y to visit"). A speech act is itself
happened even where its content is not, because the content's words stand to its right. With a parse the chain would
climb the tree; `StatusReader.read` is that seam.
"""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.cues import ACTUAL, Cues
from pipeline.events.no_dates import is_quoted_apart
from pipeline.events.noun_phrases import phrase_start
from pipeline.events.predicates import predicate
from pipeline.events.statuses import BEGINNING, CANCELLED, HAPPENED, ONGOING, PLANNED, PROPOSED
from pipeline.events.tree import Tree, whole_of
from pipeline.events.uses import Use
from pipeline.events.view import Lexicon, View
from pipeline.knowledge import Knowledge

_MOTION = frozenset(
    "leaves leave left departs departed flies fly heads travels travel goes went arrived arrives travelled flew came visited in gathered".split()
)
_DURABLE = frozenset({"anniversary"})
_LASTING = frozenset({"visit", "gathering", "exhibition", "protest", "assault"})
_ARRANGED = frozenset({"visit", "meeting", "talks", "call", "gathering", "ceremony", "exhibition", "protest"})
_LEAVING = frozenset({"leave", "depart", "travel", "fly", "head"})
_HEADLINES = frozenset({"title", "caption", "heading"})
_HAVING = frozenset({"have", "own", "hold", "run", "operate"})
_GIVEN = frozenset({"aid", "agreement", "investment"})
_ASKED = frozenset({"consider", "study", "seek", "request", "negotiate", "propose"})
_NAMED_OCCASIONS = frozenset({"gathering", "exhibition", "ceremony", "inauguration", "anniversary"})
_CARRIED_OUT = frozenset({"organise", "organize"})
_DONE = frozenset({"invitation"})
_ACCEPTED = frozenset({"accepted", "accept", "accepts", "accepting"})
_OFFERS = frozenset({"invitation", "offer", "proposal"})
_OFFER = 7
_REACH = 30
_NEXT = 3
_LONGEST = 3
_TOLD = frozenset({"said", "reported", "believed", "understood", "thought", "known", "alleged", "claimed"})
"""Before a perfect infinitive: "is said to have met"."""
_FUNCTION = frozenset({"mark", "fixed", "advmod", "compound:prt"})


class StatusReader:
    """Reads statuses of candidates."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.cues = Cues(knowledge)
        self.lexicon = lexicon

    def read(self, view: View, candidate: Candidate) -> str | None:
        """The status the words give; None where the event is denied or generic; "" where a noun's words say nothing."""
        if candidate.use is not None:
            return self._verb(view, candidate, candidate.use)
        return self._noun(view, candidate)

    def _verb(self, view: View, candidate: Candidate, use: Use) -> str | None:
        if use.negated:
            awaited = "awaited" in candidate.trigger.guards  # "is no longer expected in [X]"
            return CANCELLED if awaited or use.modal in ("will", "shall") else None
        if not self.lexicon["habitual"].isdisjoint(view.words[max(0, use.first - 3) : candidate.first]):
            return None
        if candidate.noun is not None and self._is_dropped(view, candidate.noun, candidate.verb):
            return CANCELLED
        if candidate.trigger.type == "investment" and candidate.trigger.lemma in _HAVING:
            return ONGOING
        asked = candidate.trigger.type in _GIVEN and candidate.trigger.lemma in _ASKED
        if candidate.noun is not None and candidate.verb is not None and (candidate.trigger.type in _ARRANGED or asked):
            light = " ".join(view.words[candidate.verb[0] : candidate.verb[1] + 1])
            governed = self.cues.ending_at("noun_governor", tuple(light.split()), len(light.split()) - 1)
            if governed is not None and not (use.past and candidate.trigger.lemma in _CARRIED_OUT):
                dropped = use.passive and predicate(view.words[candidate.verb[1] + 1 :][:26]) == CANCELLED
                if dropped:
                    return CANCELLED  # "the visit, planned for May, was cancelled"
                if use.form in ("infinitive", "finite") and use.modal and governed[0] != CANCELLED:
                    return self._finite(view, candidate, use)
                return governed[0]
        if "awaited" in candidate.trigger.guards:
            return PLANNED
        if use.form == "finite":
            if self._is_habit(view, candidate, use) or self._is_condition(view, candidate, use):
                return None
            present = not use.past and not use.modal and not use.progressive
            begun = candidate.trigger.lemma in BEGINNING and candidate.trigger.type in _LASTING and view.kind == "title"
            if present and (candidate.trigger.type in _DURABLE or begun):
                return ONGOING
            return self._finite(view, candidate, use)
        if use.form == "infinitive":
            return self._infinitive(view, candidate, use)
        if use.form == "reduced":
            return PLANNED if self._is_ahead(view, candidate) else HAPPENED
        return self._gerund(view, candidate)

    def _is_habit(self, view: View, candidate: Candidate, use: Use) -> bool:
        """Whether a present verb with a bare plural tells what is usual: "members attend meetings"."""
        if view.tree is None or candidate.verb is None or view.kind in ("title", "caption", "heading"):
            return False
        things = view.tree.objects(view.tree.verb(*candidate.verb)) if candidate.trigger.type in _ARRANGED else []
        noun = view.tree.head_of(*candidate.noun) if candidate.noun is not None else next(iter(things), None)
        if noun is None:
            return False
        marks = view.tree.all(noun, ("det", "nummod", "nmod:poss", "nmod", "acl"))
        bare = "Number=Plur" in view.tree.morphs[noun] and view.tree.pos[noun] == "NOUN" and not marks
        return bare and not (use.past or use.modal or use.progressive or view.dates)

    def _is_condition(self, view: View, candidate: Candidate, use: Use) -> bool:
        """Whether a verb without a modal stands under "if"."""
        if view.tree is None or candidate.verb is None or use.modal:
            return False
        marks = view.tree.all(view.tree.verb(*candidate.verb), ("mark",))
        return any(view.words[k] in ("if", "unless", "whether") for k in marks)

    def _is_ahead(self, view: View, candidate: Candidate) -> bool:
        """Whether a participle describes what lies ahead: "will speak at a dinner hosted by X"."""
        if view.tree is None or candidate.verb is None or candidate.trigger.type not in _ARRANGED:
            return False
        verb = view.tree.verb(*candidate.verb)
        noun = view.tree.heads[verb]
        return view.tree.deps[noun] in ("obj", "obl", "nmod") and self._under_will(view, view.tree, noun)

    def _under_will(self, view: View, tree: Tree, word: int) -> bool:
        """Whether the verb that a word belongs to has "will", or "is to"."""
        verb = tree.nearest_verb(word)
        if verb is not None and view.words[max(0, verb - 1)] == "to" and view.words[max(0, verb - 2)] in ("is", "are"):
            return True
        return verb is not None and any(view.words[k] in ("will", "shall") for k in tree.all(verb, ("aux",)))

    def _finite(self, view: View, candidate: Candidate, use: Use) -> str:
        if use.modal:
            start = max(0, use.first - _REACH)
            governor = self._governor(view, candidate, use.first, start)
            planned = use.modal in ("will", "shall", "'ll", "’ll")
            if governor is not None and governor[0] == PROPOSED and self._governs(view, governor[1], use.first):
                return PROPOSED
            if use.modal == "would" and governor is not None and governor[0] == PLANNED:
                return PLANNED  # "promised that X would open"
            if use.modal == "would" and self.cues.nearest("reported", view.words, use.first, start) is not None:
                return PLANNED
            return PLANNED if planned else PROPOSED
        if use.progressive:
            return HAPPENED if use.past and "been" not in view.words[use.first : use.first + 4] else ONGOING
        if not use.past and self._subjunctive(view, use):
            return PROPOSED
        if not use.past and self._when_to_come(view, candidate):
            return PLANNED
        if not use.past and candidate.trigger.lemma in _LEAVING and view.dates and view.kind not in _HEADLINES:
            return PLANNED  # "leaves for Hanoi on Saturday"
        return HAPPENED

    def _when_to_come(self, view: View, candidate: Candidate) -> bool:
        """Whether a present tense stands in a clause of time under a verb of what is to come: "by May, when it meets"."""
        if view.tree is None or candidate.verb is None:
            return False
        tree, verb = view.tree, view.tree.verb(*candidate.verb)
        marks = {tree.words[k] for k in tree.children[verb] if k < verb}
        if {"before", "until"} & marks:
            return True  # "the last step before it lifts its ban"
        timed = "when" in marks
        modals = {"will", "shall", "would", "should"}
        return timed and any(modals & {tree.words[k] for k in tree.all(h, ("aux",))} for h in tree.above(verb))

    def _governor(self, view: View, candidate: Candidate, stop: int, start: int) -> tuple[str, int] | None:
        """Status and first word of the nearest cue before word `stop` that stands over the verb, by a parse if any."""
        over: set[int] = set()
        if view.tree is not None and candidate.verb is not None:
            verb = view.tree.verb(*candidate.verb)
            heads = [verb, *view.tree.above(verb)]
            over = {*heads[1:], *(k for head in heads for k in view.tree.all(head, _FUNCTION))}
        while (cue := self.cues.nearest("governor", view.words, stop, start)) is not None:
            if view.tree is None or any(k in over for k in range(cue[1], min(stop, cue[1] + _LONGEST))):
                return cue
            stop = cue[1]
        return None

    def _governs(self, view: View, governor: int, verb: int) -> bool:
        """Whether a governing verb's clause reaches the verb: no other sentence part ends in between."""
        return not any(word in (";", ":") for word in view.words[governor:verb])

    def _subjunctive(self, view: View, use: Use) -> bool:
        """Whether a base form stands under a proposal: "proposed that both sides hold talks"."""
        left = view.words[max(0, use.first - 12) : use.first]
        if "that" not in left:
            return False
        that = use.first - 1 - left[::-1].index("that")
        governor = self.cues.ending_at("governor", view.words, that - 1) if that > 0 else None
        return governor is not None and governor[0] == PROPOSED

    def _infinitive(self, view: View, candidate: Candidate, use: Use) -> str | None:
        start = max(0, use.first - _REACH)
        if view.words[use.first : use.first + 2] == ("to", "have") and view.word(use.first - 1) in ("was", "were"):
            return CANCELLED  # "was to have met"
        if view.words[use.first : use.first + 2] == ("to", "have") and view.word(use.first - 1) in _TOLD:
            return HAPPENED
        described = _is_relative(view, candidate) and view.word(use.first - 1) in ("was", "were")
        if described and candidate.trigger.type in _ARRANGED and self._fell_through(view, use):
            return CANCELLED
        governor = self._governor(view, candidate, use.first, start)
        governor = governor or self.cues.nearest("governor", view.words, use.first, start)
        if governor is None:
            if view.kind == "title" or any(word in _MOTION for word in view.words[max(0, use.first - 10) : use.first]):
                return PLANNED
            return None
        if (
            _ACCEPTED & set(view.words[max(0, governor[1] - _OFFER) : governor[1]])
            and view.word(governor[1]) in _OFFERS
        ):
            return PLANNED  # "accepted the invitation to attend"
        awaited = self.cues.ending_at("awaited", view.words, governor[1])
        helped = self.lexicon["be"] & set(view.words[max(0, governor[1] - _NEXT) : governor[1]])
        if view.word(governor[1]) == "expected" and governor[1] + 1 < use.first and not helped:
            return PROPOSED  # "expected [X] to come", not "is expected to"
        return HAPPENED if governor[0] == ACTUAL else (awaited or governor)[0]

    def _fell_through(self, view: View, use: Use) -> bool:
        """Whether the sentence says behind "was to" that it was put off: "the visit that [X] was to make was cancelled"."""
        for k in range(use.first + 1, len(view)):
            cue = self.cues.ending_at("noun_governor", view.words, k)
            if cue is not None and cue[0] == CANCELLED and view.word(cue[1] - 1) in ("was", "were", "been"):
                return True
        return False

    def _gerund(self, view: View, candidate: Candidate) -> str:
        left = view.words[: candidate.first]
        if any(word in ("will", "shall") for word in left[-_REACH:]):
            return PLANNED
        before = self.cues.nearest("preposition", view.words, candidate.first, max(0, candidate.first - 3))
        if view.tree is not None and candidate.verb is not None and view.word(candidate.verb[0] - 1) == "before":
            over = view.tree.heads[view.tree.verb(*candidate.verb)]
            if {"Tense=Past", "VerbForm=Fin"} <= view.tree.morphs[over]:
                return HAPPENED  # "laid a wreath before holding talks"
        return PLANNED if before is not None and before[0] == PLANNED else HAPPENED

    def _noun(self, view: View, candidate: Candidate) -> str | None:
        start = phrase_start(view, self.lexicon, candidate.first)
        right = view.words[candidate.last + 1 : candidate.last + 26]
        if view.word(start - 1) in self.lexicon["preposition"] and "," in right:
            right = right[: right.index(",")]
        passive = predicate(right)
        over = self.cues.ending_at("noun_governor", view.words, start - 1) if start > 0 else None
        dropped = self._is_dropped(view, (candidate.first, candidate.last))
        if dropped or CANCELLED in (passive, over[0] if over is not None else None):
            return CANCELLED  # whatever it was before: "a planned stop was cancelled"
        for k in range(candidate.first - 1, start - 1, -1):
            cue = self.cues.ending_at("modifier", view.words, k)
            if cue is not None:
                return cue[0]
        if candidate.trigger.type in _DONE:
            return HAPPENED
        if passive is not None:
            return passive
        for kind in ("preposition", "noun_governor"):
            cue = self.cues.ending_at(kind, view.words, start - 1) if start > 0 else None
            if cue is not None:
                instant = cue[0] == ONGOING and candidate.trigger.type not in _LASTING
                return HAPPENED if instant else cue[0]
        if view.word(start - 1) in ("to", "for") and (
            governor := self.cues.nearest("noun_governor", view.words, start - 1, max(0, start - 10))
        ):
            # One may be invited to a fair or not: it is held.
            held = candidate.trigger.type in _NAMED_OCCASIONS and view.word(start) in self.lexicon["definite"]
            return PLANNED if held and governor[0] == PROPOSED else governor[0]
        relation = view.tree.deps[view.tree.head_of(candidate.first, candidate.last)] if view.tree is not None else ""
        looked_on = relation == "obj" and view.word(start - 1) in self.lexicon["witness"]  # "will witness the signing"
        if view.tree is not None and (relation in ("obl", "nmod") or looked_on):
            verb = view.tree.nearest_verb(candidate.last)
            ahead = self._under_will(view, view.tree, candidate.last)
            ahead = ahead and not (verb is not None and is_quoted_apart(view, verb, candidate.last))
            return PLANNED if ahead else ""  # "will fly to X for talks"
        return ""

    def _is_dropped(self, view: View, noun: tuple[int, int], own: tuple[int, int] | None = None) -> bool:
        """Whether by the parse another verb than its own cancels a noun: "the talks, set for Friday, were put off"."""
        if view.tree is None:
            return False
        head = whole_of(view.tree, view.tree.head_of(*noun))
        verb = view.tree.heads[head]
        if _comes_to_nothing(view.tree, head, verb):
            return True
        if view.tree.deps[head] not in ("obj", "nsubj:pass") or (own is not None and own[0] <= verb <= own[1]):
            return False
        cues = (self.cues.ending_at("noun_governor", view.words, k) for k in (verb, verb + 1, verb + 2))
        return any(cue is not None and cue[0] == CANCELLED and cue[1] == verb for cue in cues)


def _comes_to_nothing(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the main clause says of an occasion that it "will not take place"."""
    if not tree.deps[noun].startswith("nsubj") or tree.lemmas[verb] not in ("take", "go", "happen", "hold", "proceed"):
        return False
    before = {tree.words[k] for k in tree.children[verb] if k < verb}
    return bool({"will", "would", "wo", "did"} & before and {"not", "n't", "n’t"} & before)


def _is_relative(view: View, candidate: Candidate) -> bool:
    tree, verb = view.tree, candidate.verb
    return tree is not None and verb is not None and tree.deps[tree.verb(*verb)].startswith("acl")
