"""Who takes part in an event, and as what: the phrases around its trigger, by position and preposition.

`events/frames.tsv` says what each place means for each type ("with" X is an actor of talks, "to" X the recipient of a
visit). One event is one row with a list of participants, never a cross product. Where the language model gives
a parse, `arguments.py` finds the phrases; the frames are the same.
"""

from __future__ import annotations

from pipeline.events.argument_words import GOING
from pipeline.events.arguments import Arguments
from pipeline.events.candidates import Candidate
from pipeline.events.discourse import Discourse
from pipeline.events.joint_bodies import members_for_bodies, members_for_session
from pipeline.events.mentioned import as_actors, chains_of
from pipeline.events.noun_phrases import phrase_start
from pipeline.events.occurrence import Occurrence
from pipeline.events.phrase import FREE, GENITIVE, PRESENCE, Phrase, is_person
from pipeline.events.reference import belongs
from pipeline.events.subjects import objects_of, subject_of
from pipeline.events.tree import Tree
from pipeline.events.view import Lexicon, View
from pipeline.knowledge import Knowledge
from pipeline.records import ArticleActors, Participant

_BREAKS = frozenset({"that", "which", "while", "when", "because", "where", "although", "if", ";", "whether", "who"})
_FAR = frozenset({"with", "by", "to", "in", PRESENCE})
_REACH = 32
_BEFORE = 8
_PAIR = 2
_TOGETHER = frozenset({"accompanied", "joined", "headed", "hosted", "chaired", "co-chaired", "attended"})
_ON_OCCASION = frozenset({"at", "during", "in", "after", "following", "before", "of", "on"})
_ON_VISIT = frozenset({"during", "on", "of", "for", "after", "following", "before", "with", "amid"})
_SHARED = frozenset({"meeting", "talks", "call"})
_SALES = frozenset({"exports", "shipments", "sales", "deliveries", "supplies"})
_PURCHASES = frozenset({"imports", "purchases"})
_MUTUAL = frozenset({"establishment", "anniversary", "trade_report", "cooperation"})
_SYMMETRIC_WORDS = frozenset({"bilateral", "diplomatic", "two-way", "mutual", "their", "two"})


class Casting:
    """Finds participants.

    Args:
        knowledge: gives `events/frames.tsv`.
        lexicon: the closed word classes.
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._frames = {row["frame"]: row for row in knowledge.rows("events/frames.tsv")}
        self._lexicon = lexicon

    def frame(self, candidate: Candidate) -> dict[str, str]:
        """The candidate's row of the frames."""
        return self._frames.get(candidate.trigger.frame, self._frames["default"])

    def cast(self, at: Occurrence, discourse: Discourse) -> tuple[Participant, ...]:
        """The participants, each actor once, in the order subject, object, prepositions.

        Args:
            at: the candidate in its sentence.
            discourse: who was named before.
        """
        candidate, actors, kind = at.candidate, at.actors, at.type
        found = _once(self._parts(at), actors)
        found = tuple(p for p in found if _may_be(p, candidate, actors))
        if candidate.use is None and kind in _SHARED and not found:
            partner = at.view.words[candidate.last + 1 : candidate.last + 3]
            if partner in (("with", "his"), ("with", "her")):
                found = as_actors(discourse.spoken_of())
        elif candidate.use is None and kind in _SHARED and len(found) == 1:
            found = _with_subject(at, found, discourse)
        if kind in _SHARED:
            found = members_for_bodies(found, actors, discourse.countries)
            if not found and kind == "meeting":
                around = at.view.words[max(0, candidate.first - _BEFORE) : candidate.last + _BEFORE]
                found = members_for_session(around, discourse.countries)
        near = at.view.words[candidate.first : candidate.last + 6]
        taken_up = kind == "establishment" and self._lexicon["tie"] & set(near) and discourse.countries.pair()
        if taken_up and found and len(people(found, actors)) == len(found):
            found = as_actors(discourse.countries.pair())
        tied = kind == "anniversary" and self._lexicon["tie"] & set(at.view.words)
        if tied and len(people(found, actors)) == len(found) > 0:
            # People speak of it, their countries' ties are what is marked.
            pair = next((p for p in at.around if p.first > candidate.first and _are_countries(actors, p)), None)
            found = as_actors(pair.mentions) if pair is not None else ()
        if not found and kind == "gathering":
            found = as_actors(_named_after(at, self._lexicon))
        if not found and kind in _MUTUAL:
            near = at.view.words[max(0, candidate.first - 8) : candidate.last + 10]
            if _SYMMETRIC_WORDS & set(near):
                found = as_actors(discourse.countries.pair())
        return found

    def _parts(self, at: Occurrence) -> list[tuple[Phrase, str]]:
        """Phrases with their roles, by the parse or, where there is none, by word order."""
        candidate = at.candidate
        if at.view.tree is not None and candidate.trigger.frame != "trade_report":
            return self._parsed(at, at.view.tree)
        parts: list[tuple[Phrase, str]] = []
        subject = subject_of(at)
        passive = candidate.use is not None and candidate.use.passive
        possessors = self._possessors(at)
        if candidate.trigger.frame == "trade_report":
            parts += _trade_parts(at)
        elif candidate.use is None:
            parts += self._noun_parts(at)
        elif at.type != "invitation" or not possessors:
            # "conveyed the President's invitation": it is the President who invites.
            role = at.frame["object"] if passive else at.frame["subject"]
            parts += [(subject, role)] if subject is not None else []
            parts += [] if passive else [(p, at.frame["object"]) for p in objects_of(at)]
        return parts + possessors + self._prepositional(at)

    def _parsed(self, at: Occurrence, tree: Tree) -> list[tuple[Phrase, str]]:
        """What the parse says, then what word order adds to it that no other verb of the tree claims."""
        candidate = at.candidate
        parts = Arguments(at, tree).parts()
        if candidate.trigger.frame == "according":
            return parts
        if candidate.verb is not None and not tree.subjects(tree.verb(*candidate.verb)):
            subject = subject_of(at)
            parts = [(subject, at.frame["subject"]), *parts] if subject is not None else parts
        verb = tree.nearest_verb(tree.head_of(*candidate.noun)) if candidate.use is None and candidate.noun else None
        if verb is not None and not tree.subjects(verb):
            parts = self._noun_parts(at) + parts
        filled = {p.place for p, _ in parts}
        active = candidate.use is not None and not candidate.use.passive
        # "discussed relations between the two countries": what people speak of.
        spoken_of = at.type == "talks" and candidate.noun is None and bool(parts)
        apart = {"by", "between"} if spoken_of else {"by"}
        return parts + [
            (p, role)
            for p, role in self._prepositional(at)
            if belongs(tree, p, candidate) and p.place not in filled and not (active and p.place in apart)
        ]

    def _possessors(self, at: Occurrence) -> list[tuple[Phrase, str]]:
        """Who possesses the noun: "[X]'s visit", "conveyed [X]'s regards and invitation"."""
        candidate = at.candidate
        if candidate.noun is None:
            return []
        noun = candidate.noun[0]
        start = phrase_start(at.view, self._lexicon, noun)
        if candidate.verb is not None and candidate.verb[1] < noun:
            start = candidate.verb[1] + 1
        inside = [p for p in at.around if p.place == GENITIVE and start - 1 <= p.last < noun]
        return [(p, at.frame["possessive"]) for p in inside[-1:]]

    def _noun_parts(self, at: Occurrence) -> list[tuple[Phrase, str]]:
        """For a noun alone: a witness before it, or the one that comes "during a meeting with" somebody."""
        view, candidate, kind = at.view, at.candidate, at.type
        start = phrase_start(view, self._lexicon, candidate.first)
        before = view.word(start - 1)
        left = [p for p in at.around if p.last < start and p.place == FREE][-1:]
        if before in self._lexicon["witness"]:
            role = "witness" if kind in ("signing", "ceremony") else "actor"
            return [(p, role) for p in left]
        shared = kind in _SHARED and before in _ON_OCCASION and view.word(candidate.last + 1) == "with"
        if shared or (kind == "visit" and before in _ON_VISIT and view.word(start) != "the"):
            right = [p for p in at.around if p.first > candidate.last and p.place == FREE]
            return [(p, "actor") for p in left or right[:1]]
        return []

    def _prepositional(self, at: Occurrence) -> list[tuple[Phrase, str]]:
        """Phrases after a preposition to the right, as far as the event's own words reach."""
        view, candidate = at.view, at.candidate
        ends = [candidate.last, *(span[1] for span in (candidate.verb, candidate.noun) if span is not None)]
        anchor, reach = min(ends), max(ends)
        out = []
        for phrase in at.around:
            if phrase.last <= anchor:
                continue
            gap = view.words[reach + 1 : phrase.before]
            if phrase.first >= at.stop or len(gap) > _REACH or _BREAKS & set(gap):
                break
            if _infinitive_in(view, gap, reach + 1):
                break
            if phrase.place == FREE and "," in view.words[reach + 1 : phrase.before + 1]:
                break
            near = not any(w in self._lexicon["preposition"] or w in self._lexicon["clause_end"] for w in gap)
            role = self._role(at, phrase, reach)
            if role and (near or phrase.place in _FAR):
                out.append((phrase, role))
                reach = max(reach, phrase.last)
        return out

    def _role(self, at: Occurrence, phrase: Phrase, reach: int) -> str:
        """The role of what stands behind a preposition, "" where it is another word's."""
        led = at.view.word(phrase.before - 1)
        if phrase.place == "by" and led.endswith("ed") and phrase.before - 1 > reach and led not in _TOGETHER:
            return ""  # "released after talks mediated by X"
        if phrase.place == "by" and led in ("first", "second", "third"):
            return ""  # "arrived on a visit, the first by a leader of X"
        if phrase.place == "of" and at.candidate.noun is None:
            return ""  # "visited the port of X": no visitor
        if phrase.place == "from" and at.type == "visit" and at.candidate.noun is None:
            return ""  # "flew from X to Y": where the journey starts
        if phrase.place == "to" and at.type in GOING and at.candidate.noun is None:
            return ""  # "welcomed X to Y", "invited X to the fair of Y"
        return at.frame.get(phrase.place, "")


def _named_after(at: Occurrence, lexicon: Lexicon) -> tuple[int, ...]:
    """The two countries that a gathering is of by its adjectives: "a [Moldovan]-[Estonian] business forum"."""
    view, noun = at.view, at.candidate.noun
    if noun is None:
        return ()
    before = range(phrase_start(view, lexicon, noun[0]), noun[0])
    over = dict.fromkeys(m for k in before if view.adjective[k] and (m := view.over(k)) is not None)
    return tuple(over) if len(over) == _PAIR else ()


def _are_countries(actors: ArticleActors, phrase: Phrase) -> bool:
    """Whether a phrase names two countries or more."""
    chains = [actors.mentions[m].chain for m in phrase.mentions]
    return len(chains) > 1 and all(c is not None and actors.actors[c].kind == "country" for c in chains)


def _may_be(part: Participant, candidate: Candidate, actors: ArticleActors) -> bool:
    """Whether somebody may play a role: people are no target of an investment."""
    return not (
        candidate.trigger.type == "investment"
        and part.role == "recipient"
        and is_person(actors, actors.mentions[part.mention])
    )


def _infinitive_in(view: View, gap: tuple[str, ...], offset: int) -> bool:
    """Whether "to" and a plain word stand in the gap: the preposition beyond belongs to another verb."""
    return any(
        word == "to"
        and view.over(offset + k + 1) is None
        and view.word(offset + k + 1) not in ("the", "a", "his", "her")
        for k, word in enumerate(gap)
    )


def _with_subject(at: Occurrence, found: tuple[Participant, ...], discourse: Discourse) -> tuple[Participant, ...]:
    """The partner of a meeting "with X": the subject of the sentence, else the person spoken of."""
    actors = at.actors
    if at.view.word(at.candidate.last + 1) != "with" or not people(found, actors):
        return found
    left = [p for p in at.around if p.place == FREE and p.last < at.candidate.first]
    partner = left[0].mentions if left else discourse.spoken_of()
    chains = chains_of(actors, found)
    fresh = [m for m in partner if actors.mentions[m].chain not in chains and is_person(actors, actors.mentions[m])]
    return as_actors(fresh[:1]) + found


def _trade_parts(at: Occurrence) -> list[tuple[Phrase, str]]:
    """Whose trade with whom: stated before the verb ("[X]'s exports to [Y] reached", "trade between [X] and [Y]")."""
    frame = dict(at.frame)
    words = at.view.words[: at.candidate.first]
    if _SALES & set(words) and not _PURCHASES & set(words):
        frame["from"] = "actor"  # "exports of coffee from [X] to [Y]"
    left = [p for p in at.around if p.last < at.candidate.first]
    left = _of_verb(at, left) or left
    roles = [(p, frame["subject"] if p.place in (FREE, GENITIVE, "into") else frame.get(p.place, "")) for p in left]
    return [(p, role) for p, role in roles if role]


def _of_verb(at: Occurrence, left: list[Phrase]) -> list[Phrase]:
    """Those of the phrases before a verb that no verb over it claims: not [X] of "[X] said that trade with [Y] grew"."""
    tree, span = at.view.tree, at.candidate.verb
    if tree is None or span is None:
        return []
    verb = tree.verb(*span)
    over = {k for k in tree.above(verb) if tree.pos[k] == "VERB"} if tree.deps[verb] in ("ccomp", "advcl") else set()
    return [p for p in left if tree.nearest_verb(tree.head_of(p.first, p.last)) not in over]


def directed(parts: tuple[Participant, ...]) -> bool:
    """Whether the words themselves say from whom to whom."""
    return {"actor", "recipient"} <= {p.role for p in parts}


def traders(view: View, candidate: Candidate, actors: ArticleActors) -> tuple[Participant, ...]:
    """Whose trade with whom, from the first figure after the verb that says of whom it is; () where none does."""
    for first, _, figure in view.figures:
        if not candidate.last < first < candidate.last + _REACH or not figure.actors:
            continue
        parts = []
        for part in figure.actors:
            mention = actors.mentions[part.mention]
            if mention.chain is None or is_person(actors, mention):
                continue
            directed = part.role == "counterpart" and figure.flow in ("export", "import")
            parts.append((part.mention, mention.chain, "recipient" if directed else "actor"))
        chains = [chain for _, chain, _ in parts]
        return tuple(Participant(m, role) for k, (m, chain, role) in enumerate(parts) if chain not in chains[:k])
    return ()


def _once(parts: list[tuple[Phrase, str]], actors: ArticleActors) -> tuple[Participant, ...]:
    """Each actor once, with its first role."""
    seen: set[int | None] = set()
    out = []
    for phrase, role in parts:
        for mention in phrase.mentions:
            chain = actors.mentions[mention].chain
            if role and chain is not None and chain not in seen:
                seen.add(chain)
                out.append(Participant(mention, role))
    return tuple(out)


def people(parts: tuple[Participant, ...], actors: ArticleActors) -> tuple[int, ...]:
    """The mentions of persons among the actors and recipients."""
    return tuple(
        p.mention for p in parts if p.role in ("actor", "recipient") and is_person(actors, actors.mentions[p.mention])
    )
