"""Events by the parse: sentences with their trees in `parses.tsv`, and what a damaged or foreign tree does."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.events.tree import tree_of
from pipeline.records import Token
from tests.events.marked import article, names


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "parses.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")][1:]


ROWS = _rows()


@pytest.mark.parametrize("row", [r for r in ROWS if r[0]], ids=lambda r: r[3][:60])
def test_sentence(row: list[str]) -> None:
    kind, status, trigger, sentence, participants, place, tree = row
    reading = article(sentence, tree=tree)
    (event,) = [e for e in reading.events.mentions if (e.type, e.text) == (kind, trigger)]
    assert event.status == status
    assert " ".join(names(reading, event)) == participants
    assert ("" if event.place is None else reading.actors.mentions[event.place].text) == place


@pytest.mark.parametrize("row", [r for r in ROWS if not r[0]], ids=lambda r: r[3][:60])
def test_trap(row: list[str]) -> None:
    assert article(row[3], tree=row[6]).events.mentions == ()


@pytest.mark.parametrize("row", [r for r in ROWS if r[0]], ids=lambda r: r[3][:60])
def test_any_tree_is_read(row: list[str]) -> None:
    """Heads in a circle, all words on one, features gone: something is found or nothing, never an error."""
    words = [word.split("/") for word in row[6].split()]
    n = len(words)
    for heads in ([(k + 1) % n for k in range(n)], [0] * n, [n - 1 - k for k in range(n)]):
        tree = " ".join("/".join([*word[:3], str(head), ""]) for word, head in zip(words, heads, strict=True))
        assert isinstance(article(row[3], tree=tree).events.mentions, tuple)


def test_another_scheme_is_no_parse() -> None:
    tokens = [Token(0, 3, 0, "Ana", "PROPN", "", "nsubj", 1), Token(4, 8, 0, "meet", "VERB", "", "ROOT", 1)]
    assert tree_of("Ana left", tokens, 0) is not None
    foreign = [*tokens, Token(4, 8, 0, "x", "NOUN", "", "dobj", 1)]
    assert tree_of("Ana left", foreign, 0) is None
    assert tree_of("Ana left", [Token(0, 3, 0)], 0) is None


def test_a_head_outside_the_piece_makes_a_root() -> None:
    tokens = [Token(0, 3, 0, "Ana", "PROPN", "", "nsubj", 400), Token(4, 8, 0, "meet", "VERB", "", "ROOT", 300)]
    tree = tree_of("Ana left", tokens, 299)
    assert tree is not None
    assert tree.heads == (0, 1)


def test_circles_are_cut() -> None:
    tokens = [Token(k, k + 1, 0, "x", "VERB", "VerbForm=Inf", "conj", head) for k, head in enumerate((1, 2, 0, 3, 2))]
    tree = tree_of("xxxxx", tokens, 0)
    assert tree is not None
    assert all(len(list(tree.above(k))) <= len(tokens) for k in range(5))
    assert max(tree.below(2, frozenset())) == 4


def test_a_long_chain_of_verbs_ends() -> None:
    n = 299
    tokens = tuple(
        Token(2 * k, 2 * k + 1, 0, "sign", "VERB", "VerbForm=Inf", "conj" if k else "ROOT", max(0, k - 1))
        for k in range(n)
    )
    tree = tree_of("x " * n, list(tokens), 0)
    assert tree is not None
    assert tree.subjects(n - 1) == []
    assert not tree.is_passive(n - 1)


def test_an_occasion_between_a_time_and_the_subject_is_of_that_time_wherever_a_parse_hangs_it() -> None:
    marked = "On <Monday|2024-06-10>, during a visit to [Ghana|G], [Ana Ruiz|P] led by [Jon Berg|P] met [Lena Koch|P]."
    words = (
        (
            "on/ADP/case/1/ Monday/PROPN/obl/14/Number=Sing ,/PUNCT/punct/1/ during/ADP/case/5/ a/DET/det/5/ visit/NOUN/obl/{}/"
            "Number=Sing to/ADP/case/7/ Ghana/PROPN/nmod/5/ ,/PUNCT/punct/5/ Ana/PROPN/nsubj/14/ Ruiz/PROPN/flat/9/ lead/VERB/acl/9/"
            "Tense=Past|VerbForm=Part by/ADP/case/13/ Jon/PROPN/obl:agent/11/ Berg/PROPN/flat/13/ meet/VERB/ROOT/15/"
            "Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin Lena/PROPN/obj/15/ Koch/PROPN/flat/16/ ./PUNCT/punct/15/"
        )
        .replace("nsubj/14", "nsubj/15")
        .replace("obl/14", "obl/15")
    )
    for head in ("15", "11"):
        events = article(marked, tree=words.format(head)).events.mentions
        assert {(e.type, str(e.date_start)) for e in events} == {("visit", "2024-06-10"), ("meeting", "2024-06-10")}
