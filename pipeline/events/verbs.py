"""How a word that may be a verb is used where it stands, from its verb group and its neighbours.

Without a parser the reading is surface grammar: the auxiliaries to its left decide most cases, the word before decides
the rest ("the visit" is a noun, "to visit" a verb). A part of speech from a language model overrules it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.events.candidates import Candidate
from pipeline.events.inflection import BASE, GERUND, PARTICIPLE, PAST, THIRD
from pipeline.events.uses import MODALS, Use, parsed_use
from pipeline.events.view import Lexicon, View

_PLAIN_GERUND = frozenset("while when after before by on upon since and then".split())
_TOWARDS = frozenset({"with", "to", "in", "for"})
_MAX_OBJECT = 16
_MAX_BEHIND = 18
_CLAUSE = frozenset({"who", "which", "that", "where", "when", ";"})


@dataclass(frozen=True, slots=True)
class _Group:
    first: int
    words: tuple[str, ...]
    before: int


def _group(view: View, lexicon: Lexicon, verb: int) -> _Group:
    """The auxiliaries to the left of a verb; `before` is the first word left of them that is no adverb."""
    found: list[str] = []
    first, k = verb, verb - 1
    while k >= 0 and verb - k < 12:
        word = view.words[k]
        if word in ("'s", "’s") and view.word(k - 1) not in lexicon["pronoun"]:
            break
        if word in lexicon.auxiliary or word in MODALS or word in lexicon["negation"] or word == "to":
            found.append(word)
            first = k
        elif not is_adverb(view, lexicon, k):
            break
        if word == "to":
            k -= 1
            break
        k -= 1
    while k >= 0 and is_adverb(view, lexicon, k):
        k -= 1
    return _Group(first, tuple(found), k)


def is_adverb(view: View, lexicon: Lexicon, i: int) -> bool:
    """Whether the word may stand between a subject and its verb without being either."""
    word = view.word(i)
    if view.over(i) is not None:
        return False
    if word == "on":
        return view.word(i + 1) in lexicon["day_name"]
    return word in lexicon["adverb"] or (word.endswith("ly") and len(word) > 4)


def verb_use(view: View, lexicon: Lexicon, verb: int, last: int, tags: frozenset[str]) -> Use | None:
    """How the form at `verb` (its last word `last`) is used; None where it is no verb there."""
    if view.pos[verb] and view.pos[verb] not in ("VERB", "AUX"):
        # "Bilateral trade hit 9.2 billion": one noun to a parse that has not read of money.
        reached = {PAST, BASE} <= tags and view.word(verb - 1) in lexicon["trade"]
        counted = view.word(last + 1)[:1].isdigit() or view.word(last + 1) in lexicon["amount"]
        return Use(verb, "finite", past=True) if reached and counted else None
    group = _group(view, lexicon, verb)
    if view.tree is not None:
        parsed = parsed_use(view, view.tree, lexicon, (verb, last), group.first)
        if parsed is None or parsed.form != "gerund":
            if parsed is not None and parsed.form == "finite" and PAST in tags and BASE not in tags and not parsed.past:
                return replace(parsed, past=True)  # whatever the parse says of its tense
            return parsed
        node = view.tree.verb(verb, last)
        clause = view.tree.deps[node] in ("advcl", "acl") and view.word(group.before) == ","
        if clause or view.tree.says(node):
            return Use(verb, "gerund", negated=parsed.negated)
        return _bare_use(view, lexicon, verb, last, tags, group.before, negated=parsed.negated)
    words = group.words
    negated = any(word in lexicon["negation"] for word in words)
    modal = next((word for word in words if word in MODALS), "")
    be = any(word in lexicon["be"] for word in words)
    have = any(word in lexicon["have"] for word in words)
    passive = be and PARTICIPLE in tags
    progressive = be and GERUND in tags
    past = bool({"was", "were", "had", "did", "been"} & set(words)) or have
    if words and words[-1] == "to":
        if BASE in tags or be or have:
            return Use(group.first, "infinitive", passive, progressive, negated=negated)
    elif modal and (BASE in tags or be or have):
        return Use(group.first, "finite", passive, progressive, modal=modal, negated=negated)
    elif (have and PARTICIPLE in tags) or passive or progressive:
        return Use(group.first, "finite", passive, progressive, past=past, negated=negated)
    elif any(word in lexicon["do"] for word in words) and BASE in tags:
        return Use(group.first, "finite", past="did" in words, negated=negated)
    return _bare_use(view, lexicon, verb, last, tags, group.before, negated=negated)


def _bare_use(
    view: View, lexicon: Lexicon, verb: int, last: int, tags: frozenset[str], before: int, *, negated: bool
) -> Use | None:
    """The use of a form without auxiliaries."""
    if PAST in tags or PARTICIPLE in tags:
        if _is_attributive(view, lexicon, verb):
            return None
        if PARTICIPLE in tags and view.word(last + 1) == "by":
            return Use(verb, "reduced", passive=True, past=True)
        if PARTICIPLE in tags and view.word(verb - 1) in lexicon["document"] and not has_object(view, lexicon, last):
            return Use(verb, "reduced", passive=True, past=True)
        return Use(verb, "finite", past=True, negated=negated) if PAST in tags else None
    if GERUND in tags:
        word = view.word(before)
        open_left = before < 0 or word in _PLAIN_GERUND or word in lexicon["clause_end"]
        thanked = word == "for" and any(w in lexicon["thanks"] for w in view.words[max(0, before - 8) : before])
        amount = view.word(last + 1)[:1].isdigit() or view.word(last + 1) in lexicon["amount"]
        partner = word in _PLAIN_GERUND and view.word(last + 1) in _TOWARDS  # "after conferring with [X]"
        found = amount or partner or ((open_left or thanked) and has_object(view, lexicon, last))
        return Use(verb, "gerund") if found else None
    if THIRD in tags and _may_be_subject(view, lexicon, before, plural=False):
        return Use(verb, "finite", negated=negated)
    if BASE in tags and view.word(before) in ("and", "or", ",") and has_object(view, lexicon, last):
        coordinated = _coordinated(view, verb)
        if coordinated is not None:
            return coordinated
    if BASE in tags and _base_is_verb(view, lexicon, verb, last, before):
        return Use(verb, "finite", negated=negated)
    return None


def _base_is_verb(view: View, lexicon: Lexicon, verb: int, last: int, before: int) -> bool:
    if view.pos[verb]:
        return True
    word = view.word(before)
    if word in lexicon["group_pronoun"] or word in ("we", "you", "i", "who", "helps", "help"):
        return True
    return _may_be_subject(view, lexicon, before, plural=True) and has_object(view, lexicon, last)


def _coordinated(view: View, verb: int) -> Use | None:
    """The infinitive or modal that a coordinated base form shares ("to meet X and sign Y", "will meet X and sign Y")."""
    for k in range(verb - 2, max(-1, verb - 15), -1):
        word = view.words[k]
        if word in MODALS:
            return Use(k, "finite", modal=word)
        if word == "to" and view.over(k + 1) is None and view.words[k + 1] not in ("the", "a", "an"):
            return Use(k, "infinitive")
    return None


def _may_be_subject(view: View, lexicon: Lexicon, i: int, *, plural: bool) -> bool:
    """Whether the word at `i` may end the subject of a present tense verb."""
    word = view.word(i)
    if i < 0 or word in lexicon["determiner"] or word in lexicon["possessive"] or word in lexicon["preposition"]:
        return False
    if view.over(i) is not None:
        if view.adjective[i]:
            return False  # "Chilean exports"
        conjoined = any(word in ("and", "both", "that") for word in view.words[max(0, i - 12) : i])
        return not plural or conjoined
    if word in ("he", "she", "it", "who", "which", ")"):
        return not plural
    if plural:
        return word.endswith("s") and _is_content(view, lexicon, i)
    return _is_content(view, lexicon, i) and not word.endswith(("s", "ing", "ed", "al", "ic", "ive"))


def _is_attributive(view: View, lexicon: Lexicon, verb: int) -> bool:
    """Whether a participle stands before a noun it describes ("the proposed visit", "a newly signed treaty")."""
    k = verb - 1
    while k >= 0 and view.words[k].endswith("ly"):
        k -= 1
    word = view.word(k)
    return k >= 0 and (
        (word in lexicon["determiner"] and view.over(k) is None and word not in ("both", "all", "each"))
        or word in lexicon["possessive"]
        or (word in ("-", "in", "of", "for", "with") and view.over(verb + 1) is None)
    )


def _is_content(view: View, lexicon: Lexicon, i: int) -> bool:
    """Whether the word is a plain word: of no closed class and no sign."""
    word = view.word(i)
    return (
        word[:1].isalpha()
        and word not in lexicon["preposition"]
        and word not in lexicon["subordinator"]
        and word not in lexicon["determiner"]
        and word not in lexicon.auxiliary
        and word not in ("and", "or", "but", "then", "to")
        and not is_adverb(view, lexicon, i)
    )


def has_object(view: View, lexicon: Lexicon, last: int) -> bool:
    """Whether a noun phrase follows word `last` directly."""
    k = last + 1
    while k < len(view) and view.words[k].endswith("ly") and view.over(k) is None:
        k += 1
    word = view.word(k)
    if view.over(k) is not None or word in lexicon["determiner"] or word in lexicon["possessive"]:
        return True
    return word[:1].isdigit() or (_is_content(view, lexicon, k) and word not in lexicon["wh"])


def object_words(view: View, lexicon: Lexicon, last: int) -> range:
    """The words of the noun phrase after `last`, "of" phrases included, to the next preposition or clause."""
    k = last + 1
    while k < len(view) and k - last <= _MAX_OBJECT:
        word = view.words[k]
        if view.over(k) is None:
            if word in ("(", ")", "-", "of") and k > last + 1:
                k += 1
                continue
            stops = word in lexicon["clause_end"] or word in lexicon["preposition"] or word in lexicon["wh"]
            if stops and word not in ("'s", "’s"):
                break
        k += 1
    return range(last + 1, k)


def ends_phrase(view: View, lexicon: Lexicon, i: int) -> bool:
    """Whether word `i` may be the last of its noun phrase: no plain noun follows it."""
    word = view.word(i + 1)
    if i + 1 >= len(view) or view.over(i + 1) is not None:
        return not (view.over(i + 1) is not None and view.over(i) == view.over(i + 1))
    if word in lexicon["compound_head"]:
        return False
    if not _is_content(view, lexicon, i + 1) or word[0].isdigit():
        return word != "-" or not view.word(i + 2)[:1].isalpha()
    return word.endswith(("s", "ed", "ing")) or word in ("took", "held", "saw", "began", "came", "led", "drew", "set")


def objects_told(view: View, lexicon: Lexicon, c: Candidate) -> list[int]:
    """The objects of a verb by the parse; of "received" alone, who stands behind where and when, whatever it is hung on."""
    if view.tree is None or c.verb is None:
        return []
    objects = view.tree.objects(view.tree.verb(*c.verb))
    alone = not objects and (c.trigger.type, c.trigger.lemma) == ("meeting", "receive")
    return _received_behind(view, lexicon, c.last) if alone else objects


def _received_behind(view: View, lexicon: Lexicon, last: int) -> list[int]:
    """The office of who is received, told behind where and when: "received on Monday at the palace the President of [X]".

    One word at most; a parse may hang it on the palace.
    """
    for k in range(last + 3, min(len(view), last + _MAX_BEHIND)):
        if view.words[k] in _CLAUSE or view.pos[k] in ("VERB", "AUX"):
            return []
        office = view.words[k] in lexicon.bearer and view.over(k) is None
        if office and view.words[k - 1] == "the" and view.words[k - 2] not in lexicon["preposition"] | {",", "and"}:
            return [k]
    return []
