"""The tests behind the guards: what stands around a candidate, each a short question with a yes or no."""

# ruff: noqa: ARG001 - guards share one signature; not each reads all of it

from __future__ import annotations

from collections.abc import Callable

from pipeline.events.candidates import Candidate
from pipeline.events.tree import Tree
from pipeline.events.verbs import has_object, is_adverb, object_words, objects_told
from pipeline.events.view import Lexicon, View

Guard = Callable[[View, Lexicon, "Candidate"], bool]

_NEAR = 12
_INTO = frozenset({"into", "as", "to", "for"})
_BY_TRADE = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "women", "people")


def end(c: Candidate) -> int:
    """Last word of the verb, or of the noun where it stands alone."""
    return c.verb[1] if c.verb is not None else c.last


def passive(c: Candidate) -> bool:
    """Whether the verb is passive."""
    return c.use is not None and c.use.passive


def takes_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An object: the row's noun, a noun phrase after the verb, or the subject of a passive."""
    if c.noun is not None or passive(c) or has_object(view, lexicon, end(c)):
        return True
    if view.word(end(c) + 1) == "," and _is_behind_aside(view, lexicon, end(c) + 2):
        return True
    return view.tree is not None and c.verb is not None and bool(view.tree.objects(view.tree.verb(*c.verb)))


def _is_behind_aside(view: View, lexicon: Lexicon, start: int) -> bool:
    """Whether an object follows words set off by commas: "signed, on Monday in [X], an agreement"."""
    comma = next((k for k in range(start, min(len(view), start + _NEAR)) if view.words[k] == ","), None)
    return (
        comma is not None and view.word(start) in ("on", "in", "at") and view.word(comma + 1) in lexicon["determiner"]
    )


def object_has(view: View, lexicon: Lexicon, c: Candidate, words: frozenset[str]) -> bool:
    """Whether one of the words stands in the object."""
    return any(view.words[k] in words for k in object_words(view, lexicon, end(c)))


def actor_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A mention, a pronoun or a pair ("the two leaders") in the object; or a passive."""
    words: list[int] = list(object_words(view, lexicon, end(c)))
    if view.tree is not None and c.verb is not None:  # "received at the palace [X]"
        tree = view.tree
        words += [k for head in tree.objects(tree.verb(*c.verb)) for k in tree.below(head)]
    named = any(view.over(k) is not None or view.words[k] in ("him", "her", "them") for k in words)
    return named or passive(c) or _people_of_office(view, lexicon, c)


def _people_of_office(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether people of an office head the object, though nobody names them: "met the ambassadors of both countries"."""
    if view.tree is None or c.verb is None:
        return False
    return any(view.tree.lemmas[k] in lexicon.bearer for k in objects_told(view, lexicon, c))


def person_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A capitalised name of two words or more, a titled one, or an office, in the object."""
    if c.use is not None and c.use.passive:
        return any(view.over(k) is not None for k in range(max(0, c.use.first - _NEAR), c.use.first))
    for k in object_words(view, lexicon, end(c)):
        m = view.over(k)
        if m is not None and k + 1 < len(view) and view.over(k + 1) == m and view.shapes[k + 1][:1].isupper():
            return view.words[k - 1] not in ("the", "in", "at")
        if view.words[k] in lexicon["role_head"] | {"head"} and view.over(k) is None:
            return True  # "would like to receive the minister", "a head of state"
    return False


def subject(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Something that can be a subject stands to the left: a mention, a pronoun or a pair; not needed in captions."""
    if c.use is None:
        return True
    if view.tree is not None and c.verb is not None and view.tree.subjects(view.tree.verb(*c.verb)):
        return True
    if c.use.form == "gerund" or c.use.passive:
        return any(view.over(k) is not None for k in range(len(view)))
    left = range(max(0, c.use.first - 40), c.use.first)
    pair = any(view.words[k] in ("two", "both") for k in left)
    pronouns = lexicon["pronoun"] | {"his", "her", "their"}
    return pair or any(view.over(k) is not None or view.words[k] in pronouns for k in left)


def speaker(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A named speaker beside a finite verb: before it, before "who", or after it where the quote comes first."""
    if c.use is None or c.use.form != "finite" or c.use.passive or c.use.modal:
        return False
    if view.tree is not None and _speaks(view, view.tree, lexicon, c):
        return True
    k = c.use.first - 1
    while k >= 0 and is_adverb(view, lexicon, k):
        k -= 1
    word = view.word(k)
    if word in ("who", ","):
        k -= 1
    if view.over(k) is not None or word in lexicon["person_pronoun"]:
        return word != "," or view.word(c.verb[1] + 1 if c.verb else 0) == "that"
    if view.word(k - 1) in ("two", "both") or word in ("leader", "president", "minister", "official", "spokesperson"):
        return True
    return word in lexicon["clause_end"] and view.over(end(c) + 1) is not None


def _speaks(view: View, tree: Tree, lexicon: Lexicon, c: Candidate) -> bool:
    """Whether a name heads the subject, or a word for people of a body that is named ("the Chadian army said")."""
    if c.verb is None:
        return False
    bodies = lexicon["official"] | lexicon["body_of"] | lexicon["role_head"]
    for word in tree.subjects(tree.verb(*c.verb)):
        joined = [word, *tree.all(word, ("conj", "appos"))]
        named = any(view.over(k) is not None and tree.pos[k] in ("PROPN", "NOUN") for k in joined)
        if named or any(
            view.over(k) is not None for head in joined if tree.words[head] in bodies for k in tree.below(head)
        ):
            return True
    return False


def figure_within(view: View, start: int, stop: int, kinds: tuple[str, ...]) -> bool:
    """Whether a figure of one of the kinds starts in the words `start` to `stop`."""
    return any(start <= first < stop and figure.kind in kinds for first, _, figure in view.figures)


def amount(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An amount of money, a percentage or a quantity follows at once."""
    kinds = ("money", "percent", "quantity", "multiple", "share")
    return figure_within(view, c.last + 1, c.last + _NEAR, kinds)


def money(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An amount, a share or a percentage in the sentence."""
    return figure_within(view, 0, len(view), ("money", "share", "percent"))


def amount_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An amount of money or goods is the object: "bought 70 percent of [Chile]'s copper"."""
    stop = object_words(view, lexicon, end(c)).stop
    return figure_within(view, end(c) + 1, stop, ("money", "percent", "quantity", "share"))


def trade(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """A trade word before the verb, in the sentence, or in what the figure behind the verb measures ("it stood at")."""
    if any(word in lexicon["trade"] for word in view.words[: c.first]):
        return True
    measured = (f.metric or "" for a, _, f in view.figures if c.last < a < c.last + _NEAR)
    return any(lexicon["trade"] & set(metric.lower().split()) for metric in measured)


def goods(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Goods as object, by a named exporter: not "supply the need", "import expertise"."""
    k = end(c) + 1
    named = any(view.over(j) is not None for j in range(c.first))
    return passive(c) or (named and view.word(k) not in lexicon["goods_not"])


def next_is(view: View, c: Candidate, words: frozenset[str]) -> bool:
    """Whether one of the words follows."""
    return view.word(end(c) + 1) in words


def not_adjective(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Not an adjective or a noun used otherwise ("fair trade", "a fair share")."""
    nxt = view.word(c.last + 1)
    if c.trigger.kind == "noun":
        return nxt not in ("and", "share", "trade", "deal", "enough", "play", ",") or view.shapes[c.first][:1].isupper()
    return view.word(c.first - 1) not in ("-", "the", "a", "an")


def future(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An infinitive or "will": "hopes to welcome President X" announces a visit, "welcomed" greets."""
    return c.use is not None and (c.use.form == "infinitive" or c.use.modal in ("will", "shall", "would"))


def plural_subject(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Two or more meet: a pair, "and" between names, "they" or a plural before the verb, or a body of several."""
    if c.use is None or c.use.passive:
        return False
    if view.tree is not None and c.verb is not None:
        subjects = view.tree.subjects(view.tree.verb(*c.verb))
        if any(view.words[k] in lexicon["assembly"] for k in subjects):
            return True
    left = view.words[max(0, c.use.first - 14) : c.use.first]
    return bool({"two", "both", "and", "they", "leaders", "ministers", "presidents", "officials"} & set(left))


def no_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Nothing that could be an object follows."""
    if view.tree is not None and c.verb is not None:
        return not view.tree.objects(view.tree.verb(*c.verb))
    nxt = view.word(end(c) + 1)
    return nxt in ("in", "at", "on", "for", "to", "during", "", ".", ",", "again", "here", "earlier", "virtually")


def given(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Somebody named is given it: "gave [Fiji] 55 million dollars", "granted 3 million to [Mali]"."""
    if view.tree is None or c.verb is None:
        return False
    tree, verb = view.tree, view.tree.verb(*c.verb)
    behind = tree.all(verb, ("obl",)) + [k for o in tree.objects(verb) for k in tree.all(o, ("nmod",))]
    to = [k for k in behind if tree.case(k) in ("to", "for")]
    if to and figure_within(view, end(c) + 1, max(to) + 1, ("money",)):
        return True  # "contributed 3 million euros to a project": money is given, whatever it is for
    return any(view.over(k) is not None for k in [*tree.all(verb, ("iobj", "obj")), *to])


def assuring(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """What somebody is assured of is a deed to come: "assured her that [X] would pay", not "that the road is safe"."""
    if view.tree is None or c.verb is None:
        return False
    tree = view.tree
    clauses = tree.all(tree.verb(*c.verb), ("ccomp",))
    return any(tree.words[k] in ("will", "would", "shall") for clause in clauses for k in tree.all(clause, ("aux",)))


def taken_up(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """What is accepted was told before: no object, or a pronoun ("which his host accepted")."""
    if view.tree is None or c.verb is None:
        return no_object(view, lexicon, c)
    verb = view.tree.verb(*c.verb)
    into = (k for k in view.tree.all(verb, ("obl",)) if view.tree.case(k) in _INTO)
    objects = [*view.tree.all(verb, ("obj", "ccomp")), *into]
    return all(view.tree.is_relative(k) or view.words[k] in ("it", "this", "so") for k in objects)


def not_purpose(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Not the purpose of an occasion named before it: "held talks to discuss" is one event."""
    occasion = {"talks", "meeting", "met", "session", "summit", "meet", "conference", "visit", "forum", "gathered"}
    infinitive = c.use is not None and c.use.form == "infinitive"
    return not infinitive or not occasion & set(view.words[max(0, c.first - 24) : c.first])


def highly(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An adverb of degree beside the verb, or soon after it."""
    near = view.words[max(0, c.first - 2) : c.first] + view.words[c.last + 1 : c.last + 12]
    return bool({"highly", "deeply", "greatly", "much", "sincerely"} & set(near))


def object_or_clause(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """An object, or a clause of content."""
    return takes_object(view, lexicon, c) or view.word(end(c) + 1) in ("that", "to", "more", "closer")


def forces_or_from(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Forces withdraw, or somebody withdraws from a place."""
    near = view.words[c.first : c.last + _NEAR]
    return bool(lexicon["forces"] & set(near)) or "from" in near or c.trigger.lemma == "evacuate"


def forces(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Forces are named close by."""
    return bool(lexicon["forces"] & set(view.words[max(0, c.first - _NEAR) : c.last + _NEAR]))


def people_object(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """People are the object, or the subject of a passive."""
    near = range(c.last + 1, min(len(view), c.last + _NEAR))
    if passive(c):
        near = range(max(0, c.first - _NEAR), c.first)
    if view.tree is not None and c.verb is not None:
        verb = view.tree.verb(*c.verb)
        who = view.tree.subjects(verb) if passive(c) else view.tree.objects(verb)
        if any(view.pos[k] == "PROPN" and view.over(k) is not None for k in who):
            return True
    return any(view.words[k] in lexicon["people"] or view.words[k] in lexicon["forces"] for k in near)


def not_attributive(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """Not an adjective before a person: "the visiting Polish minister"."""
    if c.use is None or c.use.form != "gerund":
        return True
    k = c.last + 1
    while k < len(view) and view.adjective[k]:
        k += 1
    return not (view.word(k) in lexicon["office"] or view.word(k) in lexicon["role_head"])


def protesters(view: View, lexicon: Lexicon, c: Candidate) -> bool:
    """People do it: "the march of time", "demonstrated commitment" are no protests."""
    if lexicon["protester"] & set(view.words[max(0, c.first - 12) : c.first]):
        return True
    if view.tree is None or c.verb is None:
        return False
    tree = view.tree
    several = [
        k for k in tree.subjects(tree.verb(*c.verb)) if "Number=Plur" in tree.morphs[k] and tree.pos[k] == "NOUN"
    ]
    return any(tree.words[k].endswith(_BY_TRADE) or tree.all(k, ("nummod",)) for k in several)


def not_followed(name: str) -> Guard:
    """The guard that no word of a class follows."""
    return lambda view, lexicon, c: not next_is(view, c, lexicon[name])


def words_not_in_object(*words: str) -> Guard:
    """The guard that none of the words stands in the object."""
    barred = frozenset(words)
    return lambda view, lexicon, c: not object_has(view, lexicon, c, barred)


def either(*guards: Guard) -> Guard:
    """The guard that one of several holds."""
    return lambda view, lexicon, c: any(guard(view, lexicon, c) for guard in guards)
