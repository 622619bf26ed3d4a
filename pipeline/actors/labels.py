"""Labels put right where the article itself says what a name is: one text has one label, a title stands before a person.

A name finder sees one mention at a time; over the whole article, what is a person in one place is one in all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.actors.forms import form
from pipeline.actors.lexicon import Lexicon
from pipeline.actors.phrase import RolePhrase
from pipeline.records import Name

_THINGS = frozenset({"ORG", "GPE", "LOC", "FAC"})


def settled(text: str, names: Sequence[Name], phrases: Sequence[RolePhrase], lexicon: Lexicon) -> tuple[Name, ...]:
    """The names, those of two words or more that no gazetteer knows with the label the article as a whole gives them."""
    titled = {phrase.end + 1 for phrase in phrases if text[phrase.end : phrase.end + 1] == " "}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.label in _THINGS or name.label == "PERSON":
            votes[name.text][name.label] += 1
            if name.start in titled and name.label in _THINGS and _may_be_person(name, lexicon):
                votes[name.text]["PERSON"] += len(names)
    label = _one_word(names, lexicon)
    label |= {
        surface: min(counts, key=lambda label: (-counts[label], label != "PERSON", label))
        for surface, counts in votes.items()
        if len(counts) > 1 and counts["PERSON"] and len(form(surface).tokens) > 1
    }
    if not label:
        return tuple(names)
    return tuple(
        replace(name, label=label[name.text])
        if name.label in votes.get(name.text, ())
        and label.get(name.text, name.label) != name.label
        and lexicon.entry(name.text, name.label) is None
        else name
        for name in names
    )


def _one_word(names: Sequence[Name], lexicon: Lexicon) -> dict[str, str]:
    """Labels of names of one word by the longer names they are cut from: "Seo" of "Seo Dong-hyun" is a person."""
    people: set[str] = set()
    bodies: set[str] = set()
    for name in names:
        tokens = form(name.text).tokens
        if len(tokens) > 1 and name.label == "PERSON":
            people.update(tokens)
        elif len(tokens) > 1 and name.label == "ORG" and not lexicon.is_generic(tokens[:1]):
            bodies.add(tokens[0])
    found = {}
    for name in names:
        tokens = form(name.text).tokens
        if len(tokens) != 1 or name.label not in {"PERSON", "ORG"}:
            continue
        if tokens[0] in people and tokens[0] not in bodies:
            found[name.text] = "PERSON"
        elif tokens[0] in bodies and tokens[0] not in people:
            found[name.text] = "ORG"
    return found


def _may_be_person(name: Name, lexicon: Lexicon) -> bool:
    """Two to five words, none of which a body's name is made of."""
    shape = form(name.text)
    bodies = lexicon.words["institution"] | lexicon.words["company"] | lexicon.words["body"] | lexicon.words["place"]
    return (
        2 <= len(shape.tokens) <= 5
        and lexicon.entry(name.text, name.label) is None
        and not any(token in bodies for token in shape.tokens)
        and not shape.text.isupper()
    )
