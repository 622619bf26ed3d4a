"""The verbs of `newsledger actors`: help with an example each, and one plain line when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Done

Call = Callable[..., Done]


@pytest.mark.parametrize("verb", ["review", "export"])
def test_every_verb_has_help_with_an_example(newsledger: Call, verb: str) -> None:
    done = newsledger("actors", verb, "--help")
    assert done.code == 0
    assert f"newsledger actors {verb}" in " ".join(done.out.split()).split("Example", 1)[1]


def test_without_a_verb_it_shows_what_there_is(newsledger: Call) -> None:
    done = newsledger("actors")
    assert all(verb in done.out + done.err for verb in ("review", "export"))


@pytest.mark.parametrize("verb", ["review", "export"])
def test_an_error_is_one_line_and_code_2(newsledger: Call, tmp_path: Path, verb: str) -> None:
    done = newsledger("actors", verb, "--outputs", tmp_path)
    assert done.code == 2
    assert done.err.splitlines() == [f"newsledger: {tmp_path}: no run stands there; make one with `newsledger run`"]


def test_an_unknown_format_is_refused(newsledger: Call) -> None:
    assert newsledger("actors", "export", "--format", "rdf").code == 2
