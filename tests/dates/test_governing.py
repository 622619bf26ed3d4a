"""The tense of the governing verb, on sentences whose parse is written down here."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.dates import DateFinder
from pipeline.knowledge import default_knowledge
from pipeline.records import Annotation, Token
from tests.dates.test_stage import article

PAST, PRESENT = "Tense=Past|VerbForm=Fin", "Tense=Pres|VerbForm=Fin"
INFINITIVE, PARTICIPLE = "VerbForm=Inf", "Tense=Past|VerbForm=Part"


def parse(text: str) -> tuple[str, tuple[Token, ...]]:
    """Words written as surface/pos/relation/head[/morph], head counted from 1 and 0 at the root; and their text."""
    tokens: list[Token] = []
    start = 0
    surfaces = []
    for number, word in enumerate(text.split()):
        surface, pos, relation, head, *morph = word.split("/")
        governor = int(head) - 1 if int(head) else number
        features = (
            {"PAST": PAST, "PRES": PRESENT, "INF": INFINITIVE, "PART": PARTICIPLE, "GER": "VerbForm=Ger"}[morph[0]]
            if morph
            else ""
        )
        lemma = morph[1] if len(morph) > 1 else surface.lower()
        tokens.append(Token(start, start + len(surface), 0, lemma, pos, features, relation, governor))
        surfaces.append(surface)
        start += len(surface) + 1
    return " ".join(surfaces), tuple(tokens)


BEFORE, AFTER = dt.date(2024, 11, 8), dt.date(2024, 11, 15)
"""The Fridays before and after the Thursday of these articles."""


@pytest.mark.parametrize(
    ("written", "friday"),
    [
        # The verb beside the date, not the nearest one.
        (("He/PRON/nsubj/2 said/VERB/root/0/PAST the/DET/det/4 king/NOUN/nsubj/6 will/AUX/aux/6 sail/VERB/ccomp/2/INF "
         "on/ADP/case/8 Friday/PROPN/obl/6"), AFTER),
        (("The/DET/det/2 king/NOUN/nsubj/7 who/PRON/nsubj/4 will/AUX/aux/5 sail/VERB/acl:relcl/2/INF "
         "soon/ADV/advmod/5 met/VERB/root/0/PAST him/PRON/obj/7 Friday/PROPN/obl:tmod/7"), BEFORE),
        (("He/PRON/nsubj/2 said/VERB/root/0/PAST on/ADP/case/4 Friday/PROPN/obl/2 that/SCONJ/mark/8 "
         "rain/NOUN/nsubj/8 will/AUX/aux/8 come/VERB/ccomp/2/INF"), BEFORE),
        # A verb right before it is its verb, wherever the tree hangs it.
        (
            ("The/DET/det/2 king/NOUN/nsubj/4 will/AUX/aux/4 sail/VERB/root/0/INF he/PRON/nsubj/6 "
            "said/VERB/parataxis/4/PAST on/ADP/case/8 Friday/PROPN/obl/4"),
            BEFORE,
        ),
        # Auxiliaries.
        (("The/DET/det/2 port/NOUN/nsubj:pass/5 was/AUX/aux:pass/5 then/ADV/advmod/5 opened/VERB/root/0/PART "
         "on/ADP/case/7 Friday/PROPN/obl/5"), BEFORE),
        (("The/DET/det/2 port/NOUN/nsubj:pass/5 may/AUX/aux/5 be/AUX/aux:pass/5 opened/VERB/root/0/PART "
         "on/ADP/case/7 Friday/PROPN/obl/5"), AFTER),
        (("The/DET/det/2 port/NOUN/nsubj:pass/5 has/AUX/aux/5 been/AUX/aux:pass/5 shut/VERB/root/0/PART "
         "since/ADP/case/7 Friday/PROPN/obl/5"), BEFORE),
        (("The/DET/det/2 king/NOUN/nsubj/5 was/AUX/aux/5 to/PART/mark/5 sail/VERB/root/0/INF on/ADP/case/7 "
         "Friday/PROPN/obl/5"), AFTER),
        # The present tense of a plan, which no word list holds.
        ("The/DET/det/2 court/NOUN/nsubj/3 deliberates/VERB/root/0/PRES on/ADP/case/5 Friday/PROPN/obl/3", AFTER),
        ("The/DET/det/2 fair/NOUN/nsubj/5 is/AUX/cop/5/PRES on/ADP/case/5 Friday/PROPN/root/0", AFTER),
        ("The/DET/det/2 fair/NOUN/nsubj/5 was/AUX/cop/5/PAST on/ADP/case/5 Friday/PROPN/root/0", BEFORE),
        # A subject has its verb's tense, an object has none: then the words around tell.
        ("The/DET/det/2 talks/NOUN/nsubj/6 on/ADP/case/4 Friday/PROPN/nmod/2 will/AUX/aux/6 fail/VERB/root/0/INF", AFTER),
        ("He/PRON/nsubj/2 praised/VERB/root/0/PAST the/DET/det/4 talks/NOUN/obj/2 of/ADP/case/6 Friday/PROPN/nmod/4",
         BEFORE),
        # Infinitives: a plan, or the tense of what they hang on.
        (("They/PRON/nsubj/2 agreed/VERB/root/0/PAST to/PART/mark/4 meet/VERB/xcomp/2/INF on/ADP/case/6 "
         "Friday/PROPN/obl/4"), AFTER),
        (("They/PRON/nsubj/2 managed/VERB/root/0/PAST to/PART/mark/4 meet/VERB/xcomp/2/INF on/ADP/case/6 "
         "Friday/PROPN/obl/4"), BEFORE),
        # Joined verbs share the auxiliary; a participle behind its noun is past.
        (("He/PRON/nsubj/3 will/AUX/aux/3 land/VERB/root/0/INF and/CCONJ/cc/5 dine/VERB/conj/3/INF on/ADP/case/7 "
         "Friday/PROPN/obl/5"), AFTER),
        (("The/DET/det/2 pact/NOUN/nsubj/7 made/VERB/acl/2/PART on/ADP/case/5 Friday/PROPN/obl/3 will/AUX/aux/7 "
         "last/VERB/root/0/INF"), BEFORE),
        # What is under way goes on; "is" of "is to" taken for a copula.
        (("The/DET/det/2 king/NOUN/nsubj/4 is/AUX/aux/4 hosting/VERB/root/0/GER/host it/PRON/obj/4 on/ADP/case/7"
         " Friday/PROPN/obl/4"), AFTER),
        (("The/DET/det/2 king/NOUN/nsubj/5 is/AUX/cop/5 to/PART/mark/5 sail/VERB/root/0/INF on/ADP/case/7"
         " Friday/PROPN/obl/5"), AFTER),
        # Prepositions as heads, as some models have them.
        ("The/DET/det/2 king/NOUN/nsubj/3 sailed/VERB/ROOT/0/PAST on/ADP/prep/3 Friday/PROPN/pobj/4", BEFORE),
    ],
)  # fmt: skip
def test_the_governing_verb_tells(written: str, friday: dt.date) -> None:
    text, tokens = parse(written)
    found = DateFinder(default_knowledge())(article(("body", text)), Annotation(tokens, ()))
    assert [e.date_start for e in found if e.text == "Friday"] == [friday]


def test_titles_tell_in_the_present_what_has_happened() -> None:
    text, tokens = parse("King/NOUN/nsubj/2 reviews/VERB/root/0/PRES fleet/NOUN/obj/2 on/ADP/case/5 Friday/PROPN/obl/2")
    for kind, friday in (("title", BEFORE), ("caption", BEFORE), ("body", AFTER)):
        (found,) = DateFinder(default_knowledge())(article((kind, text)), Annotation(tokens, ()))
        assert found.date_start == friday, kind


@pytest.mark.parametrize("heads", [(1, 2, 0), (1, 1, 1), (0, 0, 0), (-1, -1, -1), (2, 2, 2), (0, 2, 1)], ids=str)
def test_any_tree_is_read(heads: tuple[int, ...]) -> None:
    """Circles and roots anywhere do no harm."""
    words = ("sails", "on", "Friday")
    made = article(("body", "sails on Friday"))
    for pos in ("VERB", "NOUN", ""):
        for relation in ("cop", "conj", "obl", "aux", ""):
            tokens, start = [], 0
            for word, head in zip(words, heads, strict=True):
                tokens.append(Token(start, start + len(word), 0, word, pos, INFINITIVE, relation, head))
                start += len(word) + 1
            (found,) = DateFinder(default_knowledge())(made, Annotation(tuple(tokens), ()))
            assert found.date_start in {BEFORE, AFTER}
