"""Where an event takes place, and the occasion at which something is said or done.

The place is the last place named after "in" or "at" that the event's words reach; an adjective ("Chilean") is no
place.
"""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.mentioned import chains_of
from pipeline.events.occurrence import Occurrence
from pipeline.events.tree import Tree
from pipeline.events.view import Lexicon, View
from pipeline.records import Article, ArticleActors, EventMention
from pipeline.syntax import SUBJECTS

OCCASIONS = frozenset(
    {
        "visit",
        "meeting",
        "talks",
        "call",
        "gathering",
        "signing",
        "ceremony",
        "wreath_laying",
        "credentials",
        "inauguration",
        "exhibition",
    }
)
"""Types that take place at one time and place: they lend both to what is said and done there."""

SAID = frozenset(
    {"statement", "praise", "request", "pledge", "accuse", "reject", "threaten", "invitation", "agreement"}
)
"""Types whose words may name the place of what is spoken of."""

_MEMORY = 80
_NAMED = 500
"""Mentions from the start of an article among which the town of a building's name is sought."""
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "through"})
_SPOKEN_OF = frozenset({"on", "upon", "to", "for", "with", "against", "about"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "on", "inside", "to", ""})
_TOURING = frozenset({"tour", "inspect"})
_ARGUMENTS = frozenset({"obj", "iobj", "nsubj", "ccomp", "xcomp"})
_CLAUSES = frozenset(
    # Examples of what is spoken of are no place either: "views on several issues, foremost among them the war in [X]".
    "that which where who ; while when because after before including foremost notably especially particularly".split()
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_IN_TOWN = frozenset(
    ("the", kind) for kind in ("city", "town", "capital", "port", "province", "region", "district", "village", "state")
)
_WORKS = frozenset({"establishment", "inauguration"})
_TOPICAL = frozenset(
    "devoted dedicated focused focusing focussed related relating aimed centred centered concerning".split()
)
_ON_PLACES = frozenset(
    "sidelines margins fringes outskirts border coast shore island campus site side edge banks bank".split()
)
_HOLDING = frozenset({"hold", "organise", "organize", "host", "take", "open", "convene", "schedule", "stage", "run"})


def place_of(at: Occurrence) -> int | None:
    """The mention that says where: a town after "in" rather than a building after "at"."""
    view, candidate, actors, lexicon, stop = at.view, at.candidate, at.actors, at.lexicon, at.stop
    site = _toured(at)
    site = _of_clause(at) if site is None else site
    if site is not None:
        return site
    best: tuple[int, int] | None = None
    for index, (first, last) in sorted(view.spans.items(), key=lambda entry: entry[1]):
        mention = actors.mentions[index]
        if mention.label not in _PLACE_LABELS or mention.form == "demonym" or mention.chain is None:
            continue
        if mention.text.islower():
            continue  # "southern", taken for a name
        k = first - 1
        while k > 0 and (view.words[k] == "the" or (view.shapes[k][:1].isupper() and view.over(k) is None)):
            k -= 1
        preposition = view.word(k)
        if preposition == "of" and view.words[k - 2 : k] in _IN_TOWN:
            preposition, k = "in", k - 3  # "in the city of [Rosario]"
        if view.tree is not None and preposition not in _PLACE_PREPOSITIONS:
            preposition = view.tree.case(view.tree.head_of(first, last))  # "in northern [Chile]"
        if view.word(last + 1) in lexicon["matter"] or (preposition == "in" and view.word(k - 1) in lexicon["affairs"]):
            continue  # "in the [Cyprus] issue", "the situation in [Gaza]"
        site = (
            preposition == "of" and candidate.trigger.type == "visit" and _is_of_object(view, candidate, (first, last))
        )
        flown = preposition == "into" and candidate.trigger.lemma.endswith("into")
        if (preposition not in _PLACE_PREPOSITIONS and not site and not flown) or view.word(last + 1) in lexicon[
            "genitive"
        ]:
            continue
        # What follows is what was said, but for "told reporters in [X] that".
        said = candidate.trigger.type == "statement" and not _is_spoken_there(view, candidate, (first, last))
        shared = view.tree is not None and _is_of_shared_verb(view.tree, candidate, (first, last))
        near_right = not said and (candidate.first < first < stop or shared)
        held = _is_held_there(view, candidate, (first, last))
        near_right = near_right and (held or not _crosses(view, candidate.last, first))
        opening = last < candidate.first and (k <= 3 or _is_of_works(view, candidate, (first, last)))
        if view.tree is not None and not _is_there(view, view.tree, lexicon, candidate, (first, last)):
            continue
        if near_right or opening:
            town = _town_in_name(index, actors)
            score = (mention.label == "GPE") * 2 + (preposition == "in") + (town is not None) * 4
            if best is None or score > best[0]:
                best = (score, index if town is None else town)
    return best[1] if best else None


def _town_in_name(place: int, actors: ArticleActors) -> int | None:
    """The town that a building's name begins with, where the article names it: "the [Lima] Convention Centre"."""
    mention = actors.mentions[place]
    if mention.label != "FAC":
        return None
    for index, other in enumerate(actors.mentions[:_NAMED]):
        chain = other.chain
        town = other.label == "GPE" and chain is not None and actors.actors[chain].kind == "place"
        if town and mention.text.startswith(other.text + " "):
            return index
    return None


def _is_spoken_there(view: View, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether a place stands between a verb of speaking and what is said: "told reporters in [X] that"."""
    tree = view.tree
    if tree is None or candidate.verb is None or view.word(place[1] + 1) not in ("that", ",", ":", "on", "after"):
        return False
    verb, word = tree.verb(*candidate.verb), tree.head_of(*place)
    near = tree.heads[word] == verb or tree.heads[word] in tree.objects(verb)
    return near and place[0] > candidate.last and tree.case(word) in ("in", "at")


def _toured(at: Occurrence) -> int | None:
    """The site that is the object of "toured", the town that is the object of "visited"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or at.type != "visit" or at.candidate.noun is not None:
        return None
    over = (at.view.over(k) for k in tree.objects(tree.verb(*verb)))
    sites = [m for m in over if m is not None and at.actors.mentions[m].chain is not None]
    labels = _PLACE_LABELS if at.candidate.trigger.lemma in _TOURING else frozenset({"GPE"})
    return next((m for m in sites if at.actors.mentions[m].label in labels), None)


def _is_of_object(view: View, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether a place says which site is visited: "toured the shipyard of [X]"."""
    tree = view.tree
    if tree is None or candidate.verb is None:
        return False
    return tree.heads[tree.head_of(*place)] in tree.objects(tree.verb(*candidate.verb))


def _is_there(view: View, tree: Tree, lexicon: Lexicon, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether a place is the event's by the parse, no other verb's and no person's.

    "in [Lima]" of "signed a contract to build a mine in [Lima]" belongs to the mine, "in [Oslo]" of "met the envoy in
    [Oslo]" may be where the envoy serves.
    """
    spans = [span for span in (candidate.verb, candidate.noun) if span is not None]
    own = {tree.head_of(*span) for span in spans}
    verbs = {tree.nearest_verb(k) for k in own}
    if candidate.verb is None and candidate.trigger.type in OCCASIONS - {"visit"}:
        verbs |= {above for k in own for above in tree.above(k)}  # an occasion is where the clause over it takes place
    word = tree.head_of(*place)
    set_off = view.word(place[0] - 1) == "," or view.word(place[0] - 2) == "," or view.word(place[0] - 3) == ","
    inside = True
    told = candidate.trigger.type == "statement"  # "told [reporters] at the palace that"
    for above in tree.above(word):
        spoken = candidate.noun is None and candidate.trigger.type in SAID
        if spoken and not told and above in own and tree.deps[word] in _ARGUMENTS:
            return False  # "urged the authorities in [Bamako]"
        asked = spoken and tree.deps[word] == "obl"
        asked = asked and (tree.case(word) in _SPOKEN_OF or (not told and _behind_object(tree, above, word)))
        if above in own:  # not "calling on the parties in [X] to"; "an exhibition of art in [X]"
            return (inside or tree.pos[above] == "NOUN") and not asked
        if _is_topic(tree, above) and candidate.trigger.type in OCCASIONS:
            return False
        if tree.pos[above] == "NOUN" and tree.case(above) not in _LOCATIVE:
            inside = False  # "fighting in [X]", "the security of shipping in [X]"
        word = above
        if tree.words[above] in _TOPICAL:
            return False  # "a meeting devoted to peace in [X]"
        if tree.pos[above] == "VERB":
            hosted = tree.deps[above] == "acl:relcl" and tree.heads[above] in own  # "the meeting it hosts in [X]"
            return inside and (above in verbs or hosted or bool(own & set(tree.subjects(above))))
        described = tree.words[above] in lexicon["office"] or tree.words[above] in lexicon["role_head"]
        if described and not set_off:
            return False
    return True


def _is_topic(tree: Tree, noun: int) -> bool:
    """Whether a noun is what is spoken of, not where: "talks on the war in [X]"; "talks on trade in [X]" may be either."""
    if tree.pos[noun] != "NOUN" or tree.case(noun) != "on" or tree.words[noun] in _ON_PLACES:
        return False
    return any(tree.words[k] == "the" for k in tree.children[noun])


def _is_held_there(view: View, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether the relative clause of an occasion says where it is held: "the session, which was to be held in [X]"."""
    tree, noun = view.tree, candidate.noun
    if tree is None or noun is None:
        return False
    verb = tree.heads[tree.head_of(*place)]
    if tree.deps[verb] != "acl:relcl":
        return False
    own = candidate.verb is not None and noun[0] < candidate.verb[0] and verb == tree.verb(*candidate.verb)
    return own or (tree.heads[verb] == tree.head_of(*noun) and tree.lemmas[verb] in _HOLDING)


def _of_clause(at: Occurrence) -> int | None:
    """The town of which a clause with "where" tells: "in [Oslo], where she will speak at a forum"."""
    tree, verb = at.view.tree, at.candidate.verb
    if tree is None or verb is None or "where" not in at.view.vocabulary:
        return None
    own = tree.verb(*verb)
    joined = ("conj", "xcomp")
    clause = next((k for k in (own, *tree.above(own)) if tree.deps[k] not in joined), own)
    where = next((k for k in tree.children[clause] if tree.words[k] == "where"), None)
    if where is not None and tree.deps[clause] in ("acl:relcl", "advcl") and at.view.word(where - 1) == ",":
        town = at.view.over(where - 2)  # "to [Oslo], where": whatever the clause is hung on
        if town is not None and at.actors.mentions[town].label in _PLACE_LABELS:
            return town
    if tree.deps[clause] != "acl:relcl" or where is None:
        return None
    noun = tree.heads[clause]
    apposed = (tree.heads[noun],) if tree.deps[noun] == "appos" else ()  # "[X], a town in [Y], where"
    towns = (at.view.over(k) for k in (*apposed, noun, *(k for k in tree.children[noun] if tree.deps[k] == "nmod")))
    town = next((t for t in towns if t is not None), None)
    return town if town is not None and at.actors.mentions[town].label in _PLACE_LABELS else None


def _is_of_works(view: View, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether it is where that stands which opens: "the consulate in [X] will open in May"."""
    tree = view.tree
    if tree is None or candidate.verb is None or candidate.trigger.type not in _WORKS:
        return False
    subjects = tree.all(tree.verb(*candidate.verb), SUBJECTS)
    return any(tree.head_of(*place) in tree.below(k) for k in subjects)


def _is_of_shared_verb(tree: Tree, candidate: Candidate, place: tuple[int, int]) -> bool:
    """Whether a place is told of several occasions: "talks and a forum are planned in [X]"."""
    if candidate.noun is None or candidate.trigger.type not in OCCASIONS - {"visit"}:
        return False
    noun, word = tree.head_of(*candidate.noun), tree.head_of(*place)
    if candidate.use is not None and not candidate.use.passive:
        return False
    while tree.deps[noun] == "conj":
        noun = tree.heads[noun]
    return tree.deps[noun].startswith("nsubj") and tree.heads[word] == tree.heads[noun] and word > tree.heads[noun]


def _behind_object(tree: Tree, verb: int, place: int) -> bool:
    """Whether a place follows the object at once, whatever the parse hangs it on: "condemned the coup in [X]"."""
    start = min([place, *(k for k in tree.below(place) if tree.deps[k] in ("case", "det", "amod", "compound"))])
    return any(max(tree.below(k)) == start - 1 for k in tree.objects(verb))


def _crosses(view: View, start: int, stop: int) -> bool:
    """Whether another clause begins in between."""
    return bool(_CLAUSES & set(view.words[start + 1 : stop]))


def enclosing(
    events: list[EventMention], sentence: int, paragraph: list[int], chains: set[int], actors: ArticleActors
) -> EventMention | None:
    """The occasion at which something is said or done: of the sentence, else the last with a participant in common.

    Args:
        events: the events read so far, in text order.
        sentence: index of the sentence that is read.
        paragraph: paragraph of each sentence.
        chains: the participants of what is said or done.
        actors: the article's actors.
    """
    occasions = [
        e
        for e in events[-_MEMORY:]
        if e.type in OCCASIONS and e.type != "exhibition" and e.status in ("happened", "ongoing")
    ]
    for event in reversed(occasions):
        if event.sentence == sentence and event.type in ("meeting", "talks", "call", "ceremony", "credentials"):
            return event
    gatherings = [e for e in occasions if e.type in ("meeting", "talks", "call", "credentials", "ceremony", "signing")]
    for event in reversed(gatherings):
        theirs = chains_of(actors, event.participants)
        if chains & theirs and paragraph[event.sentence] <= paragraph[sentence]:
            return event
    same = [e for e in gatherings if paragraph[e.sentence] == paragraph[sentence]]
    return same[-1] if same else None


def dateline_town(article: Article, actors: ArticleActors) -> int | None:
    """The mention of the town the report comes from."""
    if article.place is None:
        return None
    place = article.place
    over = (i for i, m in enumerate(actors.mentions) if m.start < place.end and m.end > place.start)
    return next((i for i in over if actors.mentions[i].label == "GPE" and actors.mentions[i].chain is not None), None)
