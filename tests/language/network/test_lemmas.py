"""Edits from word to lemma."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.language.network.lemmas import apply_script, script_of

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("visits", "visit", "k1"),
        ("Visits", "visit", "l1"),
        ("countries", "country", "k3y"),
        ("is", "be", "k2be"),
        ("KENYA", "Kenya", "c0"),
        ("ministers", "minister", "k1"),
        ("talks", "talks", "k0"),
    ],
)
def test_an_edit_is_short_and_leads_to_the_lemma(form: str, lemma: str, script: str) -> None:
    assert script_of(form, lemma) == script
    assert apply_script(form, script) == lemma


@given(TEXT, TEXT)
@example("a", "a3")
@example("a", "a|")
@example("a", "a|3")
@example("x", "0")
@example("ẞ", "ss")
@example("İ", "i")
@example("a", "a\n1")
def test_every_edit_leads_back(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


@given(TEXT)
def test_no_edit_leaves_nothing(form: str) -> None:
    for script in ("k99", "l99", "c99", f"k{len(form)}"):
        assert apply_script(form, script)


@pytest.mark.parametrize("script", ["", "k", "3y", "z0", "k-1", "k²"])
def test_what_is_no_edit_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="no edit of a word"):
        apply_script("word", script)
