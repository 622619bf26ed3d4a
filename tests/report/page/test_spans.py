"""Spans that nest, touch or cross come out as nested elements around the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.page.spans import LAYERS, Piece, Span, cut


def drawn(pieces: tuple[Piece, ...]) -> str:
    """The pieces as they nest, in brackets."""
    out = []
    for piece in pieces:
        out += [f"<{o.span.anchor}{'+' if o.again else ''}{'!' if o.last else ''}>" for o in piece.opens]
        out += [piece.text, "</>" * piece.closes]
    return "".join(out)


def test_a_name_within_a_figure_leads_to_itself() -> None:
    pieces = cut("sold $5 of tea", [Span(5, 14, "figure", "f", "F"), Span(11, 14, "name", "n", "N")])
    assert drawn(pieces) == "sold <f!>$5 of <n!>tea</></>"
    assert [piece.target for piece in pieces] == [None, "F", "N"]


def test_over_the_same_words_the_trigger_stands_in_the_date() -> None:
    pieces = cut("now", [Span(0, 3, "trigger", "t", "T"), Span(0, 3, "date", "d")])
    assert drawn(pieces) == "<d!><t!>now</></>"
    assert pieces[0].target == "T"


def test_spans_that_cross_are_opened_again() -> None:
    pieces = cut("abcdef", [Span(0, 4, "name", "n", "N"), Span(2, 6, "date", "d", note="x")])
    assert drawn(pieces) == "<n!>ab<d>cd</></><d+!>ef</>"


def test_spans_outside_the_text_are_left_out() -> None:
    assert drawn(cut("ab", [Span(1, 5, "name", "n"), Span(1, 1, "date", "d")])) == "ab"
    assert cut("", []) == ()


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 41), st.integers(0, 41), st.sampled_from(LAYERS)), max_size=12),
)
def test_whatever_the_spans_the_text_is_whole_and_elements_nest(text: str, drafts: list[tuple[int, int, str]]) -> None:
    spans = [Span(start, end, layer, f"s{n}", f"t{n}") for n, (start, end, layer) in enumerate(drafts)]
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    stack: list[Span] = []
    covered: dict[str, int] = {}
    firsts, lasts = [], []
    for piece in pieces:
        for opening in piece.opens:
            stack.append(opening.span)
            firsts += [] if opening.again else [opening.span.anchor]
            lasts += [opening.span.anchor] if opening.last else []
        for span in stack:
            covered[span.anchor] = covered.get(span.anchor, 0) + len(piece.text)
        assert piece.target == (stack[-1].target if stack else None)
        del stack[len(stack) - piece.closes :]
    assert stack == []
    kept = {span.anchor: span.end - span.start for span in spans if 0 <= span.start < span.end <= len(text)}
    assert covered == kept
    assert sorted(firsts) == sorted(lasts) == sorted(kept)
