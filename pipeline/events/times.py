"""When an event takes place: which time expression of its sentence is its own.

A time expression belongs to the event it stands nearest to: the parenthetical one to what stands before it, the one
that opens the sentence to all its events, another to the last trigger before it. It dates nothing where it is a
deadline ("before the end of the year"), spans years, is part of a name, belongs to another verb ("suspended since
2021"), or tells when an occasion was spoken of ("the trip was mooted in August"). Never the publication day.
"""

from __future__ import annotations

import datetime as dt

from pipeline.events.candidates import Candidate
from pipeline.events.no_dates import (
    is_compared,
    is_far,
    is_foreign,
    is_parenthetical,
    is_part_of_name,
    is_quoted_apart,
    is_said_on,
    opens_clause,
)
from pipeline.events.setting import OCCASIONS
from pipeline.events.shared_times import share
from pipeline.events.tree import Tree, whole_of
from pipeline.events.view import Lexicon, View
from pipeline.events.when import When, when_of
from pipeline.syntax import SUBJECTS

SPOKEN = frozenset(
    {
        "statement",
        "praise",
        "request",
        "pledge",
        "agreement",
        "invitation",
        "acceptance",
        "joint_statement",
        "gift",
        "accuse",
        "reject",
        "threaten",
    }
)
"""Types that take their time and place from the occasion they belong to."""

_CONTENT = frozenset(
    {"that", "which", "who", "where", "when", "while", "having", "whose", "if", "whether", "how", "because"}
)
_NEAR = 8
_STEPS = 2
_PARTS_OF_TIME = frozenset(
    "end beginning start middle close course part half first last days weeks week month morning evening".split()
)
_DEEDS = ("ing", "ion", "ment", "attack", "murder")
FOREIGN = -1
_ANSWERS = frozenset({"invitation", "acceptance", "reject"})
_BEFORE_TIME = 2  # "the summit on 14 November": the noun, "on", the day
_ARRANGING = frozenset(
    "cancel|call off|postpone|delay|announce|plan|schedule|arrange|propose|request|skip|put off|scrap|confirm".split(
        "|"
    )
)
_BOUNDS = frozenset(
    {"begin", "start", "open", "kick", "end", "conclude", "close", "finish", "resume", "continue", "culminate"}
)
"""Verbs that tell when an occasion is, by one of its ends."""
_HELD = frozenset({"held", "scheduled", "slated", "set", "planned", "convened", "organised", "organized"})
_AHEAD = 6
"""Words between a noun and the participle behind it: "the Forum, to be held"."""


def attached_dates(
    view: View, lexicon: Lexicon, candidates: tuple[Candidate, ...], published: dt.date | None
) -> dict[int, When]:
    """The time of each candidate that has one, by its position in `candidates`.

    Args:
        view: the sentence.
        lexicon: the closed word classes.
        candidates: its constructions in text order.
        published: the article's day; a time decades away needs a clause of its own.
    """
    out: dict[int, When] = {}
    if not view.dates or not candidates:
        return out
    sure: set[int] = set()
    for first, last, expression in view.dates:
        when = when_of(expression)
        if when is None or is_part_of_name(view, first, last, when) or is_foreign(view, lexicon, first, when):
            continue
        if is_compared(view, first, last):
            continue
        if when.basis == "anchored" and _points_at_event(candidates, first, last):
            continue  # "following the talks": the day of these talks, which the article told before
        governor = _by_parse(view, candidates, first, last)
        if governor == FOREIGN:
            continue
        for i in [governor] if governor is not None else _owners(view, candidates, first, last):
            candidate = candidates[i]
            own = governor is not None or _is_own(view, lexicon, candidates, i, first, last)
            if candidate.trigger.type == "anniversary" or not own:
                continue
            spoken_before = candidate.first > last and candidate.trigger.type in SPOKEN
            if is_far(when, published) and (spoken_before or not _is_plain(view, candidate, first)):
                continue
            known = out.get(i)
            by_parse = governor is not None and i not in sure
            coarse = known is not None and known.precision == "year" and when.precision != "year" and i not in sure
            if known is None or by_parse or coarse:
                out[i] = when
                sure |= {i} if governor is not None else set()
    share(view, candidates, out)
    return out


def _by_parse(view: View, candidates: tuple[Candidate, ...], first: int, last: int) -> int | None:
    """Position of the candidate on whose words a time hangs by the parse; None where it knows none, FOREIGN where it
    hangs on words that tell when something was arranged or on a thing that is spoken of.
    """
    tree = view.tree
    if tree is None:
        return None
    homes = {
        k: i
        for i, c in enumerate(candidates)
        for a, b in (span for span in (c.verb, c.noun) if span is not None)
        for k in {*range(a, b + 1), whole_of(tree, tree.head_of(a, b))}
    }
    word = head = tree.head_of(first, last)
    if tree.deps[word].split(":")[0] not in ("obl", "nmod", "advmod"):
        return None
    if _is_aside(tree, word, homes) or _is_since(tree, word, homes):
        return (
            FOREIGN  # "[X], which takes over on July 1, hopes to sign", "the first trip since she took office in 2024"
        )
    if _is_of_thing(tree, word, homes):
        return FOREIGN  # "after the floods of October"
    if tree.pos[tree.heads[word]] == "VERB" and tree.heads[word] not in homes and tree.deps[tree.heads[word]] == "conj":
        joined = homes.get(tree.heads[tree.heads[word]])
        if joined is not None and candidates[joined].trigger.type not in SPOKEN:
            return joined  # "killed ten people and injured dozens on Saturday"
    if (occasion := _occasion_of(tree, candidates, tree.heads[word], homes)) is not None:
        return occasion
    for above in tree.above(word, _STEPS):
        if above in homes:
            candidate = candidates[homes[above]]
            verb = candidate.verb is not None and candidate.verb[0] <= above <= candidate.verb[1]
            arranged = verb and candidate.noun is not None and candidate.trigger.lemma in _ARRANGING
            arranged = arranged and tree.case(head) not in ("for", "to", "from", "until")  # "planned for May"
            thing = tree.heads[head]
            spoken = (
                candidate.trigger.type in SPOKEN and thing != above and tree.case(thing) not in ("in", "at", "during")
            )
            content = _content_before(candidates, homes[above], first)
            if content is not None:
                return content
            return FOREIGN if arranged or spoken or _is_of_object(tree, candidate, above, head) else homes[above]
        if tree.pos[above] == "VERB":
            return _subject_of(tree, candidates, above, homes)
        if tree.deps[above] not in ("obl", "nmod", "nmod:unmarked"):
            return None
    over = homes.get(tree.nearest_verb(word) or word)
    deep = over is not None and candidates[over].trigger.type in SPOKEN
    return FOREIGN if deep else None  # "thanked [X] for help during last year's floods"


def _occasion_of(tree: Tree, candidates: tuple[Candidate, ...], verb: int, homes: dict[int, int]) -> int | None:
    """The one occasion at which something that is no event was done on a day: "were revived in June at a meeting"."""
    if tree.pos[verb] != "VERB" or verb in homes:
        return None
    if tree.words[verb] in _HELD and tree.deps[verb] in ("acl", "advcl") and tree.child(verb, SUBJECTS) is None:
        near = [i for i, c in enumerate(candidates) if c.noun is not None and 0 < verb - c.noun[1] <= _AHEAD]
        return near[-1] if near and candidates[near[-1]].trigger.type in OCCASIONS else None
    behind = ("with",) if tree.lemmas[verb] in _BOUNDS else ("at", "during")  # "began with a banquet on Friday"
    nouns = (k for k in tree.all(verb, ("obl",)) if tree.case(k) in behind and k in homes)
    found = [homes[k] for k in nouns if candidates[homes[k]].use is None]
    return found[0] if len(found) == 1 and candidates[found[0]].trigger.type in OCCASIONS - {"visit"} else None


def _subject_of(tree: Tree, candidates: tuple[Candidate, ...], verb: int, homes: dict[int, int]) -> int | None:
    """The occasion of which a verb that is no event says when it is: "the visit, which [X] leads, ends on Friday"."""
    found = [homes[k] for k in tree.subjects(verb) if k in homes]
    alone = [i for i in found if candidates[i].verb is None and candidates[i].trigger.type in OCCASIONS]
    takes_place = tree.lemmas[verb] == "take" and any(tree.words[k] == "place" for k in tree.children[verb])
    return alone[0] if len(alone) == 1 and (takes_place or tree.lemmas[verb] in _BOUNDS) else None


def _content_before(candidates: tuple[Candidate, ...], governor: int, first: int) -> int | None:
    """The occasion right before a time that one is invited to, if a parse hangs the time on the invitation."""
    if candidates[governor].trigger.type not in _ANSWERS:
        return None
    near = (
        i
        for i, c in enumerate(candidates)
        if c.noun is not None and c.noun[1] == first - _BEFORE_TIME and c.trigger.type in OCCASIONS and c.use is None
    )
    return next(near, None)


def _is_of_object(tree: Tree, candidate: Candidate, verb: int, day: int) -> bool:
    """Whether a date behind the object says when that happened: "condemned the killing of nurses on 3 March"."""
    if candidate.trigger.type not in SPOKEN or candidate.verb is None or tree.case(day) != "on":
        return False
    dated = tree.pos[day] == "NUM" or tree.all(day, ("nummod",))  # no weekday
    done = (k for k in tree.objects(verb) if k < day and any(tree.case(c) == "of" for c in tree.children[k]))
    return bool(dated) and any(tree.words[k].endswith(_DEEDS) for k in done)


def _is_of_thing(tree: Tree, word: int, homes: dict[int, int]) -> bool:
    """Whether a time describes a thing that is no event of the sentence: "the floods of October"."""
    thing = tree.heads[word]
    named = tree.deps[word] == "nmod" and tree.case(word) == "of" and tree.pos[thing] == "NOUN"
    return named and thing not in homes and tree.words[thing] not in _PARTS_OF_TIME


def _is_since(tree: Tree, word: int, homes: dict[int, int]) -> bool:
    """Whether a time stands in a clause with "since" that tells of no candidate."""
    clause = tree.nearest_verb(word)
    if clause is None or clause in homes:
        return False
    return tree.deps[clause] == "advcl" and any(tree.words[k] == "since" for k in tree.children[clause])


def _is_aside(tree: Tree, word: int, homes: dict[int, int]) -> bool:
    """Whether a time stands in a relative clause that neither tells of a candidate nor is on one of its words."""
    clause = tree.nearest_verb(word)
    while clause is not None and tree.deps[clause] in ("xcomp", "conj") and tree.heads[clause] not in homes:
        clause = tree.heads[clause]
    if clause is None or tree.deps[clause] not in ("acl:relcl", "acl"):
        return False
    noun = tree.heads[clause]
    while noun not in homes and tree.deps[noun] == "nmod":
        noun = tree.heads[noun]  # "the meeting of the board, which was to open"
    return noun not in homes and not any(k == clause or clause in tree.above(k) for k in homes)


def _points_at_event(candidates: tuple[Candidate, ...], first: int, last: int) -> bool:
    """Whether the words of a time hold the noun of an event: "following the talks"."""
    return any(c.verb is None and c.noun is not None and first <= c.noun[0] <= last + 1 for c in candidates)


def _owners(view: View, candidates: tuple[Candidate, ...], first: int, last: int) -> list[int]:
    """Positions of the candidates that a time at words `first` to `last` stands nearest to."""
    before = [i for i, c in enumerate(candidates) if c.first < first]
    after = [i for i, c in enumerate(candidates) if c.first > last]
    if view.word(first - 1) in ("(", "-", "–") and before:
        return [before[-1]] if is_parenthetical(view, first) else []
    if before and opens_clause(view, first, last) and after:
        return after[:1]
    if before:
        return before[-1:]
    return after if first < 6 else after[:1]


def _is_own(view: View, lexicon: Lexicon, candidates: tuple[Candidate, ...], i: int, first: int, last: int) -> bool:
    """Whether no other verb of the sentence claims the time for itself."""
    candidate = candidates[i]
    spoken = candidate.trigger.type in SPOKEN
    if is_quoted_apart(view, first, candidate.first):
        return False
    if candidate.first > last and is_said_on(view, candidate, first, last):
        return False
    if candidate.first > last:
        if spoken and view.tree is not None and candidate.verb is not None:
            verb, claimed = view.tree.verb(*candidate.verb), view.tree.nearest_verb(view.tree.head_of(first, last))
            if claimed not in (None, verb):
                return _is_setting(view.tree, claimed, verb)  # not "Ten years ago this was impossible, X said"
        between = view.words[last + 1 : candidate.first]
        opened = any(_is_verb_form(view, lexicon, k, candidates) for k in range(first))
        return not opened and (not spoken or first < 3 or len(between) <= 2)
    end = max(candidate.last, candidate.verb[1] if candidate.verb else 0, candidate.noun[1] if candidate.noun else 0)
    gap = range(end + 1, first)
    words = view.words[end + 1 : first]
    if {"who", "whose"} & set(words) or (
        {"which", "where", "that", "when"} & set(words) and not lexicon["arranging"] & set(words)
    ):
        return False
    if spoken and (len(gap) > _NEAR or any(_is_content(view, k) for k in gap)):
        return False
    return not any(_is_verb_form(view, lexicon, k, candidates) for k in gap)


def _is_setting(tree: Tree, verb: int | None, spoken: int) -> bool:
    """Whether a verb tells the occasion of what is said: "Addressing the House on Tuesday, [X] said"."""
    for _ in range(_STEPS):
        if verb is None or tree.deps[verb] != "advcl":
            return False
        verb = tree.heads[verb]
        if verb == spoken:
            return True
    return False


def _is_content(view: View, k: int) -> bool:
    """Whether the content of what is said begins: "that", or "to" with a verb."""
    word = view.word(k)
    return word in _CONTENT or (word == "to" and view.over(k + 1) is None and view.word(k + 1)[:1].isalpha())


def _is_verb_form(view: View, lexicon: Lexicon, k: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether word `k` is a verb form that is no trigger and no word of arranging ("scheduled for Monday")."""
    word = view.words[k]
    if view.over(k) is not None or any(
        c.first <= k <= c.last or (c.verb and c.verb[0] <= k <= c.verb[1]) for c in candidates
    ):
        return False
    if word in lexicon["reporting"] or (word in lexicon["moot"] and view.word(k + 1) != "for"):
        return True
    if word in lexicon["arranging"] or view.word(k - 1) in lexicon["determiner"] | {"-", "of", "with"}:
        return False
    return word == "due" or word in lexicon["irregular_past"] or (word.endswith("ed") and len(word) > 4)


def _is_plain(view: View, candidate: Candidate, first: int) -> bool:
    """Whether nothing but objects and prepositions stands between the trigger and a time years away."""
    gap = view.words[candidate.last + 1 : first]
    return not _CONTENT & set(gap) and not any(word.endswith("ing") or word == "been" for word in gap)
