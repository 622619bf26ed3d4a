"""The benchmark of the language stage runs; what it measures is no matter of tests."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.articles import articles
from benchmarks.language import main


def test_it_measures_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--articles", "3"])
    printed = capsys.readouterr().out
    for row in ("load", "stage", "network alone", "memory", "growth", "model"):
        assert row in printed
    assert "3 articles" in printed


def test_no_articles_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "0"])
    assert "--articles: at least 1" in capsys.readouterr().err


def test_articles_are_the_same_for_the_same_seed() -> None:
    first, again, other = (list(islice(articles(seed), 3)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({source.content for source in first}) == 3
    assert all(100 < len(source.content.split()) < 600 for source in first)
