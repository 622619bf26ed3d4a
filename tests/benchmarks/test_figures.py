"""The benchmark of the figures runs; what it measures is no matter of tests."""

from __future__ import annotations

import pytest

from benchmarks.figures import PATTERNS, main, read_news, read_pattern


def test_it_measures_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--articles", "2", "--kilobytes", "2"])
    printed = capsys.readouterr().out
    assert "sentences per CPU-second" in printed
    assert all(name in printed for name in PATTERNS)


def test_the_counts_are_those_of_the_texts() -> None:
    news, again = read_news(2), read_news(2)
    assert (news.sentences, news.figures) == (again.sentences, again.figures)
    assert news.sentences > 10
    assert news.figures > 0
    assert read_pattern(PATTERNS["prose without numbers"], 500)[2] == 0
    assert read_pattern("$5 million. ", 1200)[2] == 100


def test_no_articles_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "0"])
    assert "at least 1" in capsys.readouterr().err
