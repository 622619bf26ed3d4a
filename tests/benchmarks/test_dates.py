"""The benchmark of the dates runs; what it measures is no matter of tests."""

from __future__ import annotations

import pytest

from benchmarks.articles import odd
from benchmarks.dates import ODD, main


def test_it_measures_and_prints_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    main(["--articles", "2", "--characters", "200"])
    printed = capsys.readouterr().out
    assert "2 articles" in printed
    for name in ODD:
        assert name in printed


@pytest.mark.parametrize("option", ["--articles", "--characters"])
def test_nothing_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str], option: str) -> None:
    with pytest.raises(SystemExit):
        main([option, "0"])
    assert f"{option}: at least 1" in capsys.readouterr().err


def test_an_odd_text_is_as_long_as_asked() -> None:
    assert odd("ab", 5) == "ababa"
