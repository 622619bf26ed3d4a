"""Metrics and subjects through a parse, with trees made by hand."""

from __future__ import annotations

import pytest

from pipeline.figures.syntax import Parse, Phrase
from pipeline.records import Annotation, Figure, Token
from tests.figures.articles import FINDER, actors_in, article, parties

Row = tuple[str, str, str, int]
"""Form, part of speech, relation, number of the head from 1 (0 at the root): the columns of a treebank."""

GROW: list[Row] = [
    ("Despite", "ADP", "case", 4), ("higher", "ADJ", "amod", 4), ("energy", "NOUN", "compound", 4),
    ("use", "NOUN", "obl", 8), (",", "PUNCT", "punct", 8), ("farm", "NOUN", "compound", 7),
    ("incomes", "NOUN", "nsubj", 8), ("climbed", "VERB", "root", 0), ("by", "ADP", "case", 11),
    ("9", "NUM", "nummod", 11), ("percent", "NOUN", "obl", 8), (".", "PUNCT", "punct", 8),
]  # fmt: skip
BRING: list[Row] = [
    ("Kenya", "PROPN", "nsubj", 2), ("wants", "VERB", "root", 0), ("to", "PART", "mark", 4),
    ("bring", "VERB", "xcomp", 2), ("upkeep", "NOUN", "obj", 4), ("of", "ADP", "case", 7),
    ("schools", "NOUN", "nmod", 5), ("to", "ADP", "case", 10), ("5", "NUM", "nummod", 10),
    ("percent", "NOUN", "obl", 4), (".", "PUNCT", "punct", 2),
]  # fmt: skip
CHAIN: list[Row] = [
    ("Overcharges", "NOUN", "nsubj", 4), ("for", "ADP", "case", 3), ("power", "NOUN", "nmod", 1),
    ("grew", "VERB", "root", 0), ("steadily", "ADV", "advmod", 4), (",", "PUNCT", "punct", 7),
    ("reaching", "VERB", "advcl", 4), ("$", "SYM", "obj", 7), ("5", "NUM", "nummod", 8),
    ("million", "NUM", "flat", 9), (".", "PUNCT", "punct", 4),
]  # fmt: skip
WANT: list[Row] = [
    ("It", "PRON", "nsubj", 2), ("is", "VERB", "root", 0), ("a", "DET", "det", 4), ("figure", "NOUN", "attr", 2),
    ("that", "PRON", "obj", 9), ("governments", "NOUN", "nsubj", 7), ("want", "VERB", "acl:relcl", 4),
    ("to", "PART", "mark", 9), ("raise", "VERB", "xcomp", 7), ("to", "ADP", "case", 11), ("$", "SYM", "obl", 9),
    ("5", "NUM", "nummod", 11), ("million", "NUM", "flat", 12), (".", "PUNCT", "punct", 2),
]  # fmt: skip
EXPECT: list[Row] = [
    ("Pilgrim", "NOUN", "compound", 2), ("spending", "NOUN", "nsubj:pass", 4), ("is", "AUX", "aux:pass", 4),
    ("expected", "VERB", "root", 0), ("to", "PART", "mark", 6), ("reach", "VERB", "xcomp", 4), ("$", "SYM", "obj", 6),
    ("5", "NUM", "nummod", 7), ("million", "NUM", "flat", 8), (".", "PUNCT", "punct", 4),
]  # fmt: skip
SPEND: list[Row] = [
    ("Kenya", "PROPN", "nsubj", 5), (",", "PUNCT", "punct", 1), ("after", "ADP", "case", 4),
    ("Brazil", "PROPN", "nmod", 1), ("spent", "VERB", "root", 0), ("$", "SYM", "obj", 5),
    ("5", "NUM", "nummod", 6), ("million", "NUM", "flat", 7), (".", "PUNCT", "punct", 5),
]  # fmt: skip
HOST: list[Row] = [
    ("In", "ADP", "case", 2), ("Brazil", "PROPN", "obl", 6), ("the", "DET", "det", 4),
    ("firms", "NOUN", "nsubj", 6), ("that", "PRON", "nsubj", 6), ("met", "VERB", "root", 0),
    ("heard", "VERB", "conj", 6), ("Norway", "PROPN", "nsubj", 9), ("lent", "VERB", "ccomp", 7),
    ("$", "SYM", "obj", 9), ("5", "NUM", "nummod", 10), ("million", "NUM", "flat", 11), (".", "PUNCT", "punct", 6),
]  # fmt: skip


def parsed(rows: list[Row]) -> tuple[str, Annotation]:
    text, tokens = "", []
    for number, (form, pos, dep, head) in enumerate(rows, 1):
        glue = not text or form in ".," or text.endswith("$")
        text += form if glue else " " + form
        tokens.append(Token(len(text) - len(form), len(text), 0, form.lower(), pos, "", dep, (head or number) - 1))
    return text, Annotation(tuple(tokens), ())


def read(rows: list[Row], *, with_parse: bool = True) -> tuple[Figure, list[tuple[str, str]]]:
    text, annotation = parsed(rows)
    story = article(text)
    actors = actors_in(story)
    found = FINDER(story, annotation if with_parse else Annotation((), ()), (), actors)
    return found.figures[0], parties(found, actors, 0)


@pytest.mark.parametrize(
    ("rows", "metric"),
    [
        (GROW, "farm incomes"),
        (BRING, "upkeep of schools"),
        (CHAIN, "overcharges for power"),
        (SPEND, "spending"),
        (WANT, None),
        (EXPECT, "pilgrim spending"),
    ],
    ids=["subject", "object", "carried subject", "agent", "who only wants", "raised subject"],
)
def test_metric(rows: list[Row], metric: str | None) -> None:
    assert read(rows)[0].metric == metric


def test_the_agent_of_the_verb_is_the_subject() -> None:
    assert read(SPEND)[1] == [("KEN", "subject")]
    assert read(HOST)[1] == [("NOR", "subject")]
    assert read(HOST, with_parse=False)[1][0] == ("BRA", "subject")


def test_what_a_parse_gives() -> None:
    text, annotation = parsed(CHAIN)
    parse = Parse(text, annotation)
    assert parse.is_there
    at = text.index("$")
    assert parse.measured(at, at + 10) == Phrase(0, 21, "noun", "reaching", "NOUN", direct=True)
    assert parse.measured(0, 0) is None
    assert parse.agent(len(text), len(text) + 5) is None
    assert not Parse(text, Annotation((), ())).is_there


def test_trees_that_are_no_trees_never_raise() -> None:
    text, annotation = parsed(SPEND)
    for head in (-1, 3, 99, 5):
        loop = tuple(
            Token(t.start, t.end, 0, t.lemma, t.pos, "", "conj", head if i else 0)
            for i, t in enumerate(annotation.tokens)
        )
        story = article(text)
        assert FINDER(story, Annotation(loop, ()), (), actors_in(story)).figures
