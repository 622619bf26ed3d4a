"""The grammar over codes: looking at the first code saves work and changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language import patterns

CODES = "GRNOVThflgewHPLEXFSJzKYBQAMCIpoit&+sc-=()#xka"
_EVERYWHERE = re.compile(patterns._PATTERNS)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=CODES, max_size=30))
def test_every_name_begins_with_a_code_that_is_looked_for(codes: str) -> None:
    assert [m.span() for m in patterns._SCAN.finditer(codes)] == [m.span() for m in _EVERYWHERE.finditer(codes)]


@pytest.mark.parametrize(("codes", "name"), [("ogotGFC", "gotG"), ("ogotCC", "gotCC"), ("ogoGF", "goG")])
def test_behind_a_country_the_name_of_its_minister_may_follow(codes: str, name: str) -> None:
    """ "of the Republic of Suriname Johan Pinas": the name ends with the country."""
    found = [m for m in patterns._SCAN.finditer(codes) if m.group().startswith("g")]
    assert [m.group() for m in found][:1] == [name]
