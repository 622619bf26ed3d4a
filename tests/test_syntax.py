"""Trees of any heads: children, dependents by label, climbing, and what counts as a parse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Token
from pipeline.syntax import OBJECTS, SUBJECTS, dependencies, is_parsed, is_universal, relation

# "Peru and Kenya signed a treaty": form, label, position of the head.
TREE = [("Peru", "nsubj", 3), ("and", "cc", 2), ("Kenya", "conj", 0), ("signed", "root", 3), ("a", "det", 5),
        ("treaty", "obj", 3)]  # fmt: skip


def tokens(rows: list[tuple[str, str, int]], offset: int = 0) -> list[Token]:
    out, at = [], 0
    for form, label, head in rows:
        out.append(Token(at, at + len(form), 0, dep=label, head=head + offset if head >= 0 else head))
        at += len(form) + 1
    return out


def test_children_and_labels() -> None:
    tree = dependencies(tokens(TREE))
    assert tree.heads == (3, 2, 0, 3, 5, 3)
    assert tree.children[3] == (0, 5)
    assert tree.child(3, SUBJECTS) == 0
    assert tree.child(3, OBJECTS) == 5
    assert tree.child(5, SUBJECTS) is None
    assert tree.all(3, SUBJECTS | OBJECTS) == [0, 5]


def test_climbing() -> None:
    tree = dependencies(tokens(TREE))
    assert list(tree.above(1)) == [2, 0, 3]
    assert list(tree.above(1, 2)) == [2, 0]
    assert list(tree.above(3)) == []
    assert tree.top(4, 6) == 5
    assert tree.top(0, 3) == 0
    assert tree.top(2, 2) is None


def test_a_stretch_counts_from_its_first_word() -> None:
    assert dependencies(tokens(TREE, offset=40), 40) == dependencies(tokens(TREE))
    piece = dependencies(tokens(TREE)[4:], 4)
    assert piece.heads == (1, 1)
    assert piece.children == ((), (0,))


def test_dependents_are_bounded_where_asked() -> None:
    star = tokens([("x", "dep", 0)] * 100)
    assert len(dependencies(star).children[0]) == 99
    assert dependencies(star, most=3).children[0] == (1, 2, 3)


def test_what_counts_as_a_parse() -> None:
    bare = [Token(0, 4, 0), Token(5, 9, 0)]
    assert not is_parsed(bare)
    assert not is_universal(bare)
    assert dependencies(bare).heads == (0, 1)
    assert is_parsed(tokens(TREE))
    assert is_universal(tokens(TREE))
    stanford = tokens([("Peru", "nsubjpass", 1), ("won", "ROOT", 1)])
    assert is_parsed(stanford)
    assert not is_universal(stanford)
    assert not is_universal([])


def test_relation() -> None:
    assert relation("nsubj:pass") == "nsubj"
    assert relation("obj") == "obj"
    assert relation("") == ""


@given(st.lists(st.integers(-2, 12), max_size=10))
def test_any_heads_make_trees(heads: list[int]) -> None:
    tree = dependencies([Token(i, i + 1, 0, dep="dep", head=head) for i, head in enumerate(heads)])
    for i, head in enumerate(tree.heads):
        above = list(tree.above(i, 100))
        assert len(above) == len(set(above)) < max(len(heads), 1)
        assert head == i or i in tree.children[head]
        assert head in (i, heads[i])
