"""Who takes part in an event, and as what: the phrases around its trigger, by position and preposition.

`events/frames.tsv` says what each place means for each type ("with" X is an actor of talks, "to" X the recipient of a
visit). One event is one row with a list of participants, never a cross product. A parse would replace the search for
the subject and the reach of prepositions; the frames stay.
"""

from __future__ import annotations

from pipeline.events.discourse import Discourse
from pipeline.events.phrases import FREE, GENITIVE, OBJECT, Phrase, is_person
from pipeline.events.status import phrase_start
from pipeline.events.triggers import Candidate
from pipeline.events.verbs import is_adverb
from pipeline.events.view import Lexicon, View
from pipeline.knowledge import Knowledge
from pipeline.records import ArticleActors, Participant

_BREAKS = frozenset({"that", "which", "while", "when", "because", "where", "although", "if", ";", "whether"})
_REACH = 32
_SHARED = frozenset({"meeting", "talks", "call"})
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

    def cast(
        self,
        view: View,
        candidate: Candidate,
        around: tuple[Phrase, ...],
        actors: ArticleActors,
        discourse: Discourse,
        stop: int,
    ) -> tuple[Participant, ...]:
        """The participants, each actor once, in the order subject, object, prepositions.

        Args:
            view: the sentence.
            candidate: the construction.
            around: the sentence's phrases.
            actors: the article's actors.
            discourse: who was named before.
            stop: word where the next event's words begin; prepositions reach no further.
        """
        frame = self._frames.get(candidate.trigger.frame, self._frames["default"])
        parts: list[tuple[Phrase, str]] = []
        subject = self.subject(view, candidate, around)
        passive = candidate.use is not None and candidate.use.passive
        if candidate.use is not None and subject is not None:
            parts.append((subject, frame["object"] if passive else frame["subject"]))
        if candidate.use is None:
            parts += self._noun_parts(view, candidate, around, frame)
        elif not passive:
            parts += [(p, frame["object"]) for p in self._objects(view, candidate, around)]
        if candidate.noun is not None:
            parts += self._possessors(view, candidate.noun[0], around, frame)
        parts += self._prepositional(candidate, around, frame, stop, view)
        found = _once(parts, actors)
        if not found and candidate.trigger.type in _MUTUAL:
            near = view.words[max(0, candidate.first - 8) : candidate.last + 10]
            if _SYMMETRIC_WORDS & set(near):
                found = tuple(Participant(m, "actor") for m in discourse.country_pair())
        return found

    def subject(self, view: View, candidate: Candidate, around: tuple[Phrase, ...]) -> Phrase | None:
        """The phrase that does what the verb says, None where none is near."""
        use = candidate.use
        if use is None:
            return None
        if use.form == "gerund":
            following = [
                p for p in around if p.first > candidate.last and p.place == FREE and view.word(p.before) == ","
            ]
            if candidate.first == 0 and following:
                return following[0]
        at = use.first - 1
        while at >= 0 and is_adverb(view, self._lexicon, at):
            at -= 1
        inverted = candidate.trigger.type == "statement" and view.word(at) in self._lexicon["clause_end"]
        if candidate.trigger.lemma == "according":
            return next((p for p in around if p.first > candidate.last), None)
        if inverted and view.word(at) != ",":
            after = next((p for p in around if p.before == candidate.last), None)
            if after is not None:
                return after
        if view.word(at) in ("who", "which"):
            at -= 1
            at -= view.word(at) == ","
        fallback = None
        for phrase in reversed(around):
            if phrase.last > at:
                continue
            if fallback is not None and phrase.last < fallback.first - 1 and phrase.place != FREE:
                continue
            adjacent = phrase.last == at
            between = view.words[phrase.last + 1 : at + 1]
            if _BREAKS & set(between) or ("who" in between and not adjacent):
                break
            if phrase.place == FREE or (adjacent and phrase.place == OBJECT):
                return phrase
            if fallback is None and (adjacent or phrase.place == GENITIVE) and phrase.place not in ("in", "at", "on"):
                fallback = phrase
        return fallback

    def _objects(self, view: View, candidate: Candidate, around: tuple[Phrase, ...]) -> list[Phrase]:
        """Phrases right after the verb, before any preposition."""
        if candidate.verb is None:
            return []
        last = candidate.verb[1]
        for phrase in around:
            if phrase.first <= last or phrase.place == GENITIVE:
                continue
            gap = view.words[last + 1 : phrase.first]
            direct = phrase.before == last or all(
                is_adverb(view, self._lexicon, k) for k in range(last + 1, phrase.first)
            )
            loose = len(gap) < 5 and not any(
                w in self._lexicon["preposition"] - {"of"}
                or w in self._lexicon["clause_end"]
                or w in self._lexicon["wh"]
                for w in gap
            )
            headed = candidate.trigger.frame == "host" and len(gap) < 8
            if direct or (loose and phrase.place == OBJECT) or (headed and phrase.place in ("from", "of", FREE)):
                return [phrase]
            return []
        return []

    def _possessors(
        self, view: View, noun: int, around: tuple[Phrase, ...], frame: dict[str, str]
    ) -> list[tuple[Phrase, str]]:
        start = phrase_start(view, self._lexicon, noun)
        inside = [p for p in around if p.place == GENITIVE and start <= p.last < noun and p.last >= start - 1]
        return [(p, frame["possessive"]) for p in inside[-1:]]

    def _noun_parts(
        self, view: View, candidate: Candidate, around: tuple[Phrase, ...], frame: dict[str, str]
    ) -> list[tuple[Phrase, str]]:
        """For a noun alone: a witness before it, or the one that comes "during a meeting with" somebody."""
        start = phrase_start(view, self._lexicon, candidate.first)
        verb = view.word(start - 1)
        if verb in self._lexicon["witness"]:
            left = [p for p in around if p.last < start and p.place == FREE]
            role = "witness" if candidate.trigger.type in ("signing", "ceremony") else "actor"
            return [(left[-1], role)] if left else []
        if (
            candidate.trigger.type in _SHARED
            and verb in ("at", "during", "in")
            and view.word(candidate.last + 1) == "with"
        ):
            left = [p for p in around if p.last < start and p.place == FREE]
            right = [p for p in around if p.first > candidate.last and p.place == FREE and view.word(p.before) == ","]
            chosen = left[-1:] or right[-1:]
            return [(chosen[0], "actor")] if chosen else []
        return []

    def _prepositional(
        self, candidate: Candidate, around: tuple[Phrase, ...], frame: dict[str, str], stop: int, view: View
    ) -> list[tuple[Phrase, str]]:
        start = max(
            candidate.last, candidate.verb[1] if candidate.verb else 0, candidate.noun[1] if candidate.noun else 0
        )
        anchor = min(candidate.last, candidate.verb[1] if candidate.verb else candidate.last)
        out = []
        for phrase in around:
            if phrase.first <= anchor or phrase.first >= stop or phrase.first - start > _REACH:
                continue
            if _BREAKS & set(view.words[start + 1 : phrase.first]):
                break
            role = frame.get(phrase.place, "")
            if role:
                out.append((phrase, role))
        return out


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
