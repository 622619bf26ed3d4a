"""What must hold beside the words of a trigger row, each guard a short test by name.

A guard reads the sentence and the candidate, nothing else; `GUARDS` maps the names used in `events/triggers.tsv`.
The tests themselves stand in `guard_tests.py`.
"""

# ruff: noqa: ARG005 - guards share one signature; not each reads all of it

from __future__ import annotations

from pipeline.events import guard_nouns as nouns
from pipeline.events import guard_people as people
from pipeline.events import guard_tests as test
from pipeline.events.candidates import Candidate
from pipeline.events.guard_tests import Guard
from pipeline.events.view import Lexicon, View


def missed(view: View, lexicon: Lexicon, candidate: Candidate) -> str:
    """The first guard of the candidate's row that does not hold, "" where all do."""
    for name in candidate.trigger.guards:
        if not GUARDS[name](view, lexicon, candidate):
            return name
    return ""


GUARDS: dict[str, Guard] = {
    "object": test.takes_object,
    "object_or_passive": test.takes_object,
    "actor_object": test.actor_object,
    "person_object": test.person_object,
    "place_object": lambda view, lexicon, c: any(
        view.over(k) is not None for k in range(c.last + 1, min(len(view), c.last + 6))
    ),
    "subject": test.subject,
    "actor": test.subject,
    "speaker": test.speaker,
    "anchored": nouns.anchored,
    "anchored_or_paired": test.either(nouns.anchored, nouns.paired, nouns.told_where),
    "lower": nouns.lower,
    "of": nouns.of_something,
    "specific": nouns.specific,
    "amount": test.amount,
    "amount_sentence": test.money,
    "money": test.money,
    "trade": test.trade,
    "goods": test.goods,
    "not_adjective": test.not_adjective,
    "leaders": people.leaders,
    "to_place": people.to_place,
    "called_on": people.called_on,
    "awaited": lambda view, lexicon, c: c.trigger.lemma.startswith("be ") or test.passive(c),
    "not_passive": lambda view, lexicon, c: not test.passive(c),
    "future": test.future,
    "plural_subject": test.plural_subject,
    "no_object": test.no_object,
    "works_open": nouns.opens("works"),
    "posts_open": nouns.opens("posts"),
    "of_works": nouns.of_works,
    "of_committee": nouns.of_committee,
    "body_sits": nouns.opens("assembly"),
    "not_purpose": test.not_purpose,
    "highly": test.highly,
    "object_or_clause": test.object_or_clause,
    "forces_or_from": test.forces_or_from,
    "forces": test.forces,
    "people_object": test.people_object,
    "project": nouns.project,
    "documents": lambda view, lexicon, c: bool(lexicon["document"] & set(view.words[c.last + 2 : c.last + 7])),
    "given": test.given,
    "assuring": test.assuring,
    "owned": nouns.owned,
    "travelling": people.travelling,
    "far": people.far,
    "not_home": lambda view, lexicon, c: not {"home", "back"} & set(view.words[c.last + 1 : c.last + 4]),
    "taken_up": test.taken_up,
    "tied": nouns.tied,
    "plural_people": test.protesters,
    "phone": lambda view, lexicon, c: (
        c.noun is None or view.words[c.noun[1]] not in ("phone", "phones") or c.trigger.lemma == "speak"
    ),
    "together": lambda view, lexicon, c: (
        c.noun is None
        or "joint" in view.words[max(0, c.noun[0] - 3) : c.noun[1] + 1]
        or any(w.startswith(("communiqu", "declaration")) for w in view.words[c.noun[0] : c.noun[1] + 1])
    ),
    "named": nouns.named,
    "joint": nouns.joint,
    "occasion": nouns.occasion,
    "investors": lambda view, lexicon, c: any(word.startswith("invest") for word in view.words),
    "amount_object": test.amount_object,
    "not_press": lambda view, lexicon, c: view.word(c.first - 1) not in ("news", "press"),
    "no_accident": lambda view, lexicon, c: not lexicon["accident"] & set(view.words),
    "not_camera": lambda view, lexicon, c: not lexicon["camera"] & set(view.words),
    "not_attributive": test.not_attributive,
    "not_attention": test.not_followed("attention"),
    "not_question": test.not_followed("question"),
    "not_orders": test.words_not_in_object("orders", "order-in-council", "purchase"),
    "not_persons": test.words_not_in_object("reports"),
    "not_opportunity": test.words_not_in_object("opportunity", "opportunities", "chance", "moment", "initiative"),
    "not_called": lambda view, lexicon, c: not test.passive(c),
    "not_word": lambda view, lexicon, c: view.word(c.last + 1) != "that",
    "no_agentless": test.takes_object,
    "anchored_or_plural": lambda view, lexicon, c: (
        view.words[c.first].endswith("s") or nouns.anchored(view, lexicon, c)
    ),
    "according": lambda view, lexicon, c: any(
        view.over(k) is not None for k in range(c.last + 1, min(len(view), c.last + 12))
    ),
}
