"""What a mention takes from the one told right before it: who agreed, when and where one marks an anniversary, a side event.

"It was agreed that" is told of those who just met; accords "signed" in the clause of a visit are those of the two
countries; who travels "to mark 60 years of ties" marks them on the journey; talks "on the sidelines of the summit" are
where and when the summit is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.anaphora import ANAPHOR
from pipeline.events.argument_words import PASSING_ON
from pipeline.events.countries import Countries
from pipeline.events.mentioned import as_actors, chains_of
from pipeline.events.occurrence import Occurrence
from pipeline.events.phrase import is_person
from pipeline.events.propagation import when_and_where, with_days
from pipeline.events.setting import OCCASIONS
from pipeline.events.states import of_states
from pipeline.events.statuses import PLANNED, PROPOSED
from pipeline.records import EventMention, Participant

_SIDE = frozenset({"sidelines", "margins", "fringes"})
_MET = frozenset({"meeting", "talks", "call", "gathering"})
_MISSIONS = frozenset({"embassy", "embassies", "consulate", "consulates", "mission", "consulate-general"})
_WITHIN = frozenset({"within", "during", "as", "in", "on", "under"})
_MARKING = frozenset({"exhibition", "ceremony", "gathering"})
_JOINED = OCCASIONS - {"visit"}
_NEAR = 2
_MEMORY = 40
_SIDE_REACH = 14
_MAIN = {
    "signing": "signing",
    "summit": "gathering",
    "conference": "gathering",
    "forum": "gathering",
    "assembly": "gathering",
    "ceremony": "ceremony",
    "visit": "visit",
    "talks": "talks",
    "fair": "exhibition",
    "exhibition": "exhibition",
    "inauguration": "inauguration",
}


def follow(event: EventMention, at: Occurrence, events: Sequence[EventMention], countries: Countries) -> EventMention:
    """The mention with what the ones before it lend it.

    Args:
        event: the mention as its own words tell it.
        at: where it stands.
        events: the article's mentions before it.
        countries: whose people met first.
    """
    event = of_states(_with_host(event, at, countries), at, countries)
    last = events[-1] if events else None
    if last is None:
        return event
    same = last.sentence == event.sentence
    if event.type == "agreement" and not event.participants and _is_impersonal(at):
        met = (e for e in reversed(events[-_MEMORY:]) if e.type in _MET and len(e.participants) > 1)
        known = next(met, None)
        if known is not None and event.sentence - known.sentence <= _NEAR + 2:
            actors = tuple(p for p in known.participants if p.role in ("actor", "recipient"))
            event = replace(event, participants=tuple(replace(p, role="actor") for p in actors))
    if event.type == "signing" and not event.participants and same and last.type in _MET | {"visit"}:
        event = replace(event, participants=as_actors(countries.bound()))
    if event.type == "anniversary" and same and _is_purpose(at) and last.type != "anniversary":
        event = when_and_where(event, last)
    if event.type == "gathering" and same and last.type == "visit" and last.status == event.status and _is_purpose(at):
        event = when_and_where(event, last)
    if same and _is_conjoined(at) and last.type in _MET and last.status == event.status:
        event = when_and_where(event, last)
    if same:
        event = _of_one_clause(event, last, at)
    if event.type == "visit" and same and event.place is None and _is_when(at):
        event = _to_where(when_and_where(event, last))
    here = (e for e in reversed(events[-_NEAR * 2 :]) if e.sentence == event.sentence and e is not event)
    visit = next((e for e in here if e.type == "visit"), None)
    if visit is not None and at.candidate.noun is not None:
        event = _with_guests(event, visit, at)
        event = _on_the_visit(event, visit, at)
    if event.date_start is None and event.type in _MET and _is_of_remarks(at):
        said = next((e for e in reversed(events[-_NEAR:]) if e.type == "statement" and e.date_start is not None), None)
        event = when_and_where(event, said) if said is not None else event
    side = _beside(at)
    if side and event.date_start is None:
        main = next((e for e in reversed(events[-_MEMORY:]) if e.type == side and e.status == event.status), None)
        event = when_and_where(event, main) if main is not None else event
    return event


def _of_one_clause(event: EventMention, last: EventMention, at: Occurrence) -> EventMention:
    """What the clause of the mention before lends: the place of what is joined to it, who welcomed with a ceremony.

    Also the day of what follows it, and the partner of trade both ways.
    """
    tree, candidate = at.view.tree, at.candidate
    if tree is None:
        return event
    noun = tree.head_of(*candidate.noun) if candidate.noun is not None else None
    welcomed = noun is not None and event.type == "ceremony" and tree.case(noun) == "with"
    if noun is not None and welcomed and _is_in(last, at, tree.heads[noun]):  # "was welcomed by [X] with a ceremony"
        return _with_those_of(event, last, at)
    if noun is not None and last.type == "anniversary" and tree.case(noun) == "with" and event.type in _MARKING:
        return with_days(event, last)  # "marked it with a festival"
    if (
        noun is not None
        and last.type == "visit"
        and tree.case(noun) == "for"
        and event.type in _MARKING | {"inauguration"}
    ):
        event = event if event.participants else replace(event, participants=_guests(last, at))
        return when_and_where(event, last)  # "travels to [X] for the inauguration of"
    verb = tree.verb(*candidate.verb) if candidate.verb is not None else None
    verb = tree.nearest_verb(tree.head_of(candidate.first, candidate.last)) if verb is None else verb
    if verb is None:
        return event
    if event.type == "invitation" and tree.lemmas[verb] in PASSING_ON and _is_joined_to(last, at, verb):
        asked = [p for p in last.participants if p.role == "recipient"]  # "thanked [X] and conveyed an invitation"
        known = {p.role for p in event.participants}
        return event if "recipient" in known else replace(event, participants=(*event.participants, *asked))
    shared = event.place is None and last.status == event.status and {event.type, last.type} <= _JOINED
    if shared and _is_joined_to(last, at, verb):
        return replace(event, place=last.place)
    after = any(tree.words[k] == "which" and tree.case(k) == "after" for k in tree.children[verb])
    if after and event.status in ("", last.status) and last.type in OCCASIONS and event.type in OCCASIONS:
        return when_and_where(replace(event, status=last.status), last)  # "talks, after which they will sign"
    both = event.type == last.type == "trade_report" and len(event.participants) == 1 and len(last.participants) > 1
    if both and candidate.use is not None and candidate.use.form == "gerund":  # "exported oil to [X], while importing"
        return _with_those_of(event, last, at)
    return event


def _guests(visit: EventMention, at: Occurrence) -> tuple[Participant, ...]:
    """The persons who travel."""
    return tuple(
        p for p in visit.participants if p.role == "actor" and is_person(at.actors, at.actors.mentions[p.mention])
    )


def _with_those_of(event: EventMention, last: EventMention, at: Occurrence) -> EventMention:
    """The mention with those who take part in the one before, too."""
    known = chains_of(at.actors, event.participants)
    fresh = tuple(p for p in last.participants if at.actors.mentions[p.mention].chain not in known)
    return replace(event, participants=(*event.participants, *fresh))


def _is_joined_to(last: EventMention, at: Occurrence, verb: int) -> bool:
    tree = at.view.tree
    return tree is not None and tree.deps[verb] == "conj" and _is_in(last, at, tree.heads[verb])


def _is_in(event: EventMention, at: Occurrence, word: int) -> bool:
    """Whether a word of the sentence is in the trigger of a mention."""
    return event.start <= at.view.starts[word] < event.end


def _is_of_remarks(at: Occurrence) -> bool:
    """Whether what was said before was said there: "[X] made the remarks at a meeting with [Y]"."""
    tree, candidate = at.view.tree, at.candidate
    if tree is None:
        return False
    span = candidate.verb or candidate.noun
    above = tree.above(tree.head_of(*span)) if span is not None else ()
    things = (tree.words[k] for verb in above if tree.lemmas[verb] == "make" for k in tree.objects(verb))
    return any(word in ("remarks", "remark", "comments", "statement", "statements", "announcement") for word in things)


def _with_host(event: EventMention, at: Occurrence, countries: Countries) -> EventMention:
    """An embassy that is opened, with the country that it is opened in."""
    if event.type != "establishment" or len(event.participants) != 1 or event.place is None or not _is_mission(at):
        return event
    host = countries.of(event.place)
    known = host is None or countries.of(event.participants[0].mention) == host
    return (
        event
        if known or host is None
        else replace(event, participants=(*event.participants, Participant(host, "actor")))
    )


def _with_guests(event: EventMention, visit: EventMention, at: Occurrence) -> EventMention:
    """Who travels, where the clause of the visit tells of one partner: "on the visit, a meeting with [X] is planned"."""
    chains = chains_of(at.actors, event.participants)
    guests = [
        p for p in visit.participants if p.role == "actor" and is_person(at.actors, at.actors.mentions[p.mention])
    ]
    fresh = [p for p in guests if at.actors.mentions[p.mention].chain not in chains]
    if event.type == "invitation" and at.candidate.use is None and [p.role for p in event.participants] == ["actor"]:
        fresh = [replace(p, role="recipient") for p in fresh]  # "visits [X] at the invitation of [Y]"
    elif (
        event.type not in ("meeting", "talks")
        or len(chains) != 1
        or at.view.word(at.candidate.noun[1] + 1 if at.candidate.noun else 0) != "with"
    ):
        return event
    return replace(event, participants=(*event.participants, *fresh))


def _on_the_visit(event: EventMention, visit: EventMention, at: Occurrence) -> EventMention:
    """What a sentence lists of "the visit" it opens with: "as part of the visit, talks and a forum are planned"."""
    opens = at.view.words[:1] and at.view.words[0] in _WITHIN and visit.rule.endswith(ANAPHOR)
    if not opens or event.type not in _MET | {"ceremony", "signing"} or visit.status not in (PLANNED, PROPOSED):
        return event
    event = replace(event, status=event.status or visit.status)
    return replace(when_and_where(event, visit), place=event.place) if event.status == visit.status else event


def _is_when(at: Occurrence) -> bool:
    """Whether a clause with "when" tells of a visit: "signed in [X] in May, when [Y] is due to visit"."""
    tree, verb = at.view.tree, at.candidate.verb
    return (
        tree is not None and verb is not None and any(tree.words[k] == "when" for k in tree.children[tree.verb(*verb)])
    )


def _to_where(event: EventMention) -> EventMention:
    """A visit to where it takes place, if nobody else is visited."""
    if event.place is None or {p.role for p in event.participants} != {"actor"}:
        return event
    return replace(event, participants=(*event.participants, Participant(event.place, "recipient")))


def _is_conjoined(at: Occurrence) -> bool:
    """Whether "and" joins an occasion to another: "talks and a business forum are planned"."""
    tree, noun = at.view.tree, at.candidate.noun
    if tree is None or noun is None or at.candidate.use is not None:
        return False
    return tree.deps[tree.head_of(*noun)] == "conj" and tree.pos[tree.heads[tree.head_of(*noun)]] in (
        "NOUN",
        "PROPN",
        "VERB",
    )


def _is_impersonal(at: Occurrence) -> bool:
    """Whether nobody is named who agreed: "it was agreed that"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or at.candidate.use is None or not at.candidate.use.passive:
        return False
    return all(tree.words[k] == "it" for k in tree.subjects(tree.verb(*verb)))


def _is_mission(at: Occurrence) -> bool:
    """Whether an embassy or the like is opened, which is in another country: "opened its embassy in [X]"."""
    return bool(_MISSIONS & set(at.view.words[at.candidate.first : at.candidate.last + 3]))


def _is_purpose(at: Occurrence) -> bool:
    return at.candidate.use is not None and at.candidate.use.form == "infinitive"


def _beside(at: Occurrence) -> str:
    """The type of the occasion on whose sidelines something takes place, "" where there is none."""
    words = at.view.words
    if _SIDE.isdisjoint(at.view.vocabulary):
        return ""
    for k in range(at.candidate.last + 1, min(len(words), at.candidate.last + _SIDE_REACH)):
        if words[k] in _SIDE and words[k + 1 : k + 2] == ("of",):
            return next((_MAIN[w] for w in words[k + 2 : k + 6] if w in _MAIN), "")
    return ""
