"""Who is named in a sentence, in which place: mentions grouped into conjunctions, each with what stands before it.

"Foreign Minister of [Ghana] [Ama Osei] and Prime Minister [Jon Berg] met" holds one phrase of two people, free to be a
subject; "with [Japan]" is the object of "with". Pairs named before ("the two leaders") and pronouns are phrases too,
filled from the discourse.
"""

from __future__ import annotations

from pipeline.events.conjuncts import join
from pipeline.events.discourse import PRONOUNS, Discourse
from pipeline.events.phrase import FREE, GENITIVE, OBJECT, PRESENCE, Phrase, is_person
from pipeline.events.tree import OBJECT_LABELS
from pipeline.events.view import Lexicon, View
from pipeline.records import ArticleActors, Mention

_CONNECTORS = frozenset({"of", "for", "to", "at", "and", "&", "-", "on"})
_LABELS = frozenset({"PERSON", "ORG", "GPE"})
_MAX_TITLE = 26
_HIS = frozenset({"host", "counterpart", "guest", "colleague", "interlocutor"})
_LANDS = frozenset({"country", "government", "nation", "homeland"})
_DASHES = frozenset({"-", "–", "—"})
_PAIRING = _DASHES | {"two", "both", "three", "the", "latter"}
"""Words at which a pair may be named; so may an adjective."""
_BARE = frozenset({"the", "this", "a", "an", "his", "her"})
_ARTICLES = frozenset({"a", "an"})
_FIRST = frozenset({"first", "first-ever"})
_ROLE_LENGTH = 14


def phrases(view: View, lexicon: Lexicon, actors: ArticleActors, discourse: Discourse) -> tuple[Phrase, ...]:
    """The phrases of a sentence in text order."""
    heads = _heads(view, lexicon, actors, discourse)
    joined = join(view, actors, heads)
    joined += _pairs(view, lexicon, discourse)
    joined += _pronouns(view, lexicon, discourse, tuple(joined))
    joined += _collectives(view, lexicon, discourse, joined)
    taken = {k for p in joined for k in range(p.first, p.last + 1)}
    bare = [p for p in _bare_roles(view, lexicon, discourse) if p.last not in taken]
    starts = {p.first for p in bare}  # "his country" is no longer "his"
    joined = [p for p in joined if p.first not in starts or p.first != p.last] + bare
    return tuple(sorted(joined, key=lambda p: (p.first, p.last)))


def _heads(view: View, lexicon: Lexicon, actors: ArticleActors, discourse: Discourse) -> list[Phrase]:
    heads: list[Phrase] = []
    for index, (first, last) in sorted(view.spans.items(), key=lambda entry: entry[1]):
        if view.mention[first] != index:
            continue
        end = _head_end(view, lexicon, actors.mentions[index], last)
        if actors.mentions[index].chain is None or end is None or view.word(end + 1) in lexicon["currency"]:
            continue
        if not is_person(actors, actors.mentions[index]) and _titles_somebody(view, lexicon, actors, end):
            continue  # "[United Arab Emirates] (UAE) President [X]"
        follower = view.over(end + 1)
        if follower is not None and follower != index and actors.mentions[follower].label == "PERSON":
            continue  # "President of [Peru] [Ana Ruiz]": the country belongs to the title
        person = is_person(actors, actors.mentions[index])
        before = min(_before(view, lexicon, actors, first, titled=person), _title_before(view, actors, index, first))
        apposed = person and view.word(before) == ","
        role = _role_before(view, lexicon, discourse, before) if apposed else None
        if role is not None and not _hangs_on(view, (first, end), (role, before)):
            role = None  # "In talks with the mayor of Bern on Sunday, President [X] said"
        if role is not None:
            before = role - 1
            heads = [h for h in heads if h.first < role]  # the country and the body in "the mayor of Bern, Eva Roth"
        if person:
            discourse.introduce(view, index, before + 1, first, end)
        place = GENITIVE if view.word(end + 1) in lexicon["genitive"] else _place(view, lexicon, before)
        heads.append(Phrase(before + 1, end, (index,), place, before, role is not None))
    return heads


def _hangs_on(view: View, name: tuple[int, int], role: tuple[int, int]) -> bool:
    """Whether a name belongs to the words before it by the parse, if there is one."""
    if view.tree is None:
        return True
    return role[0] <= view.tree.heads[view.tree.head_of(*name)] < role[1]


def _title_before(view: View, actors: ArticleActors, index: int, first: int) -> int:
    """Position of the word before the title that the actors stage read before a name."""
    title = actors.mentions[index].title
    words = tuple(title.lower().split()) if title else ()
    start = first - len(words)
    return start - 1 if words and start >= 0 and view.words[start:first] == words else first - 1


def _titles_somebody(view: View, lexicon: Lexicon, actors: ArticleActors, end: int) -> bool:
    """Whether an acronym in brackets and an office stand between a name and a person's name."""
    if view.word(end + 1) == "(" and view.word(end + 3) == ")":
        k = end + 4
    elif view.word(end + 1) == ")":
        k = end + 2
    else:
        return False
    if view.word(k) not in lexicon["office"]:
        return False
    while view.word(k) in lexicon["office"] or view.word(k) in lexicon["title"]:
        k += 1
    m = view.over(k)
    return m is not None and is_person(actors, actors.mentions[m])


def _role_before(view: View, lexicon: Lexicon, discourse: Discourse, comma: int) -> int | None:
    """First word of the office that a name after a comma holds ("his Polish counterpart, X"), None where none is."""
    heads = discourse.offices.heads
    last = comma - 1
    office = False
    conjoined = False
    for k in range(last, max(-1, last - _ROLE_LENGTH), -1):
        word = view.words[k]
        if view.over(k) is None and (word in lexicon["definite"] or word in lexicon["possessive"] or word in _ARTICLES):
            if word in lexicon["genitive"]:
                m = view.over(k - 1)
                return view.spans[m][0] if office and m is not None and m in view.spans else None
            if office or view.word(k - 1) not in ("of", "for", "and", "in", "to", "at"):
                return k if office else None
        office = office or word in heads
        conjoined = conjoined or word == "and"
        list_comma = word == "," and conjoined
        subordinates = word in lexicon["subordinator"] and word != "as"
        if (word in lexicon["clause_end"] and not list_comma) or subordinates:
            return None
        if word in lexicon.auxiliary or (word.endswith("ed") and view.over(k) is None):
            return None
    return None


def _bare_roles(view: View, lexicon: Lexicon, discourse: Discourse) -> list[Phrase]:
    """Offices that stand for somebody named before: "the minister", "his host"."""
    out = []
    for k, word in enumerate(view.words):
        if word not in _BARE:
            continue
        if word in ("the", "this"):
            bare = discourse.offices.bare(view, k)
            holder = discourse.holder(bare[2], view, k) if bare is not None else None
            last = bare[1] if bare is not None else k
        elif word in _ARTICLES and view.word(k - 1) == "by" and _FIRST & set(view.words[max(0, k - 12) : k]):
            # "the first visit by a Ghanaian president" is his who is spoken of, if he is one.
            last = k + 1
            while view.adjective[last : last + 1] == (True,) or view.word(last) in discourse.offices.words:
                last += 1
            last -= 1
            holder = discourse.holder(frozenset(view.words[k : last + 1]) & discourse.offices.words, view, k)
        elif word in ("his", "her") and view.word(k + 1) in _HIS:
            holder, last = discourse.other(discourse.pronoun(word, view, k)), k + 1
        elif word in ("his", "her") and view.word(k + 1) in _LANDS:
            people = discourse.meant(view, k, k) or discourse.pronoun(word, view, k)
            holder, last = discourse.countries.of(people[0]) if len(people) == 1 else None, k + 1
        else:
            continue
        if holder is None or view.over(last) is not None:
            continue
        out.append(_phrase(view, lexicon, k, last, (holder,)))
    return out


def _phrase(view: View, lexicon: Lexicon, first: int, last: int, mentions: tuple[int, ...]) -> Phrase:
    """The phrase at words `first` to `last`, in the place that what stands before and behind it gives."""
    genitive = view.word(last + 1) in lexicon["genitive"]
    return Phrase(first, last, mentions, GENITIVE if genitive else _place(view, lexicon, first - 1), first - 1)


def _head_end(view: View, lexicon: Lexicon, mention: Mention, last: int) -> int | None:
    """Last word of the phrase a mention heads; None where it heads none (an adjective: "Chilean wine")."""
    if mention.form == "demonym" or mention.label == "NORP":
        head = last + 1
        titled = view.word(head + 1) in lexicon["office"]
        return head if view.word(head) in lexicon["official"] and not titled else None
    if view.word(last + 1) == "-" and view.word(last + 2) in lexicon["based"]:
        return None  # "a Medan-based group"
    return last if mention.label in _LABELS or mention.form in ("role", "pronoun") else None


def _before(view: View, lexicon: Lexicon, actors: ArticleActors, first: int, *, titled: bool) -> int:
    """Position of the word before a name and the titles it carries."""
    k = first - 1
    while k >= 0 and first - k < _MAX_TITLE:
        word = view.words[k]
        m = view.over(k)
        if titled and word == ")" and view.word(k - 2) == "(" and view.over(k - 3) is not None:
            k -= 3  # "[United Arab Emirates] (UAE) President X"
            continue
        if m is not None:
            if actors.mentions[m].label == "PERSON" and actors.mentions[m].form != "demonym":
                return k
        elif word in _CONNECTORS:
            office = k > 0 and view.over(k - 1) is None and view.shapes[k - 1][:1].isupper()
            if word == "to" and view.word(k - 1) not in lexicon["office"]:
                return k
            if not titled or not office or (k == first - 1 and word == "and"):
                return k
        elif word == "that":
            return k
        elif word in lexicon["determiner"] or word in lexicon["office"] or word in lexicon["genitive"]:
            pass
        elif word in lexicon["descriptor"]:
            pass  # "the Kenyan company X"
        elif word in lexicon["preposition"] or not view.shapes[k][:1].isupper() or word in lexicon["subordinator"]:
            return k
        k -= 1
    return k


def _place(view: View, lexicon: Lexicon, before: int) -> str:
    word = view.word(before)
    if before < 0 or word in lexicon["clause_end"] or word in ("and", "but", "then", "while"):
        return FREE
    if word == "by" and view.word(before - 1) in lexicon["led"]:
        return FREE
    if word in ("that", "when", "who", "which", "where", "if", "because", "although", "whether"):
        return FREE
    if word in ("as", "after", "before", "since", "until"):
        return FREE
    if word in lexicon["adverb"] and (before == 0 or view.word(before - 1) in lexicon["clause_end"]):
        return FREE  # "Also the mayor"
    if word == "of" and view.word(before - 1) == "presence":
        return PRESENCE
    if word in lexicon["preposition"]:
        return word
    return FREE if view.over(before) is not None else OBJECT


def _pairs(view: View, lexicon: Lexicon, discourse: Discourse) -> list[Phrase]:
    """Pairs named before: "the two leaders", "both sides", "the latter"."""
    out = []
    for k, word in enumerate(view.words):
        if word not in _PAIRING and not view.adjective[k]:
            continue
        if word in _DASHES and 0 < k < len(view) - 1:
            a, b = view.over(k - 1), view.over(k + 1)
            described = view.adjective[k - 1] and view.adjective[k + 1]
            if a is not None and b is not None and a != b and (described or _are_countries(discourse, a, b)):
                # "the Kazakh–Korean commission": the two countries.
                before = view.spans[a][0] - 1
                while view.word(before) in lexicon["determiner"]:
                    before -= 1
                out.append(Phrase(before + 1, view.spans[b][1], (a, b), _place(view, lexicon, before), before))
        if word in ("two", "both", "three") and view.over(k) is None:
            first = k - 1 if view.word(k - 1) in ("the", "these", "both") else k
            last = discourse.pair_noun(view.words, k)
            if last is not None:
                noun = " ".join(view.words[last[0] : last[1] + 1])
                # "The two sides" are who met last, else their countries.
                known = () if noun in ("sides", "parties") else discourse.meant(view, first, last[1])
                if discourse.stands_for_countries(noun) and word != "three":
                    known = discourse.countries.named(view, k) or discourse.countries.bound() or known
                mentions = known or discourse.pair(noun, view, k)
                if mentions:
                    out.append(_phrase(view, lexicon, first, last[1], mentions))
            elif k > 0 and view.word(k - 1) == "the" and word == "two" and _alone(view, lexicon, k + 1):
                mentions = discourse.pair("sides")
                if mentions:
                    out.append(Phrase(k - 1, k, mentions, _place(view, lexicon, k - 2), k - 2))
        elif word == "the" and view.word(k + 1) in ("pair", "duo") and (both := discourse.pair(view.words[k + 1])):
            out.append(Phrase(k, k + 1, both, _place(view, lexicon, k - 1), k - 1))
        elif view.adjective[k] and view.word(k + 1) == "and" and view.adjective[k + 2 : k + 3] == (True,):
            last = discourse.pair_noun(view.words, k + 2)
            if last is not None and last[0] == k + 3:
                known = tuple(
                    m for j in (k, k + 2) for m in discourse.holders(view, j, view.words[last[0] : last[1] + 1])
                )
                first = k - 1 if view.word(k - 1) == "the" else k
                out.append(Phrase(first, last[1], known, _place(view, lexicon, first - 1), first - 1))
        elif word == "the" and view.tree is not None and (pair := discourse.offices_pair(view, k)) is not None:
            last_word, mentions = pair
            out.append(Phrase(k, last_word, mentions, _place(view, lexicon, k - 1), k - 1))
        elif word == "latter" and view.word(k - 1) == "the" and (last_person := discourse.latter(view, k)) is not None:
            out.append(Phrase(k - 1, k, (last_person,), _place(view, lexicon, k - 2), k - 2))
    return out


def _collectives(view: View, lexicon: Lexicon, discourse: Discourse, others: list[Phrase]) -> list[Phrase]:
    """Other words for several actors that the actors stage resolves: "the four countries"."""
    taken = {k for p in others for k in range(p.first, p.last + 1)}
    out = []
    for first, last, _ in view.references:
        mentions = discourse.meant(view, first, last) if last > first else ()
        if mentions and not taken & set(range(first, last + 1)):
            out.append(_phrase(view, lexicon, first, last, mentions))
    return out


def _are_countries(discourse: Discourse, a: int, b: int) -> bool:
    return discourse.countries.is_country(a) and discourse.countries.is_country(b)


def _alone(view: View, lexicon: Lexicon, i: int) -> bool:
    """Whether a verb or a stop stands at `i`, so that the number before it is a whole phrase ("the two agreed")."""
    word = view.word(i)
    return word in lexicon.auxiliary or word in lexicon["clause_end"] or word in ("met", "also") or word.endswith("ed")


def _pronouns(view: View, lexicon: Lexicon, discourse: Discourse, named: tuple[Phrase, ...]) -> list[Phrase]:
    """Pronouns that stand for somebody; `named` are the phrases of the sentence that name actors."""
    out = []
    meant = {first for first, last, _ in view.references if first == last}
    for k, word in enumerate(view.words):
        if (word not in PRONOUNS and k not in meant) or view.mention[k] is not None:
            continue
        object_of = view.tree is not None and view.tree.deps[k] in OBJECT_LABELS and word in ("him", "her")
        guessed = discourse.object_pronoun(word, view, k) if object_of else discourse.pronoun(word, view, k)
        # "[X], on her first visit, met [Y]"
        own = word in ("his", "her") and bool(guessed) and guessed[0] in view.spans
        mentions = guessed if own else discourse.meant(view, k, k) or guessed
        if word in ("they", "their", "them"):
            several = [p for p in named if p.last < k and len(p.mentions) > 1 and p.place == FREE]
            mentions = several[-1].mentions if several else mentions
        elif word == "its":
            bodies = [p for p in named if p.last < k and p.place == FREE and discourse.countries.is_body(p.mentions[0])]
            mentions = bodies[-1].mentions if bodies else mentions
        if mentions:
            possessive = word in lexicon["possessive"] and not object_of
            place = GENITIVE if possessive else _place(view, lexicon, k - 1)
            out.append(Phrase(k, k, mentions, place, k - 1))
    return out
