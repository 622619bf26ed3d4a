"""The benchmark of the events runs; what it measures is no matter of tests."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.articles import articles
from benchmarks.events import ODD, Reader, main, odd_file


def test_it_measures_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--articles", "1", "--kilobytes", "1"])
    printed = capsys.readouterr().out
    assert "words per CPU-s" in printed
    assert all(name in printed for name in ODD)


def test_the_counts_are_those_of_the_texts() -> None:
    reader = Reader()
    once, again = (reader.read(islice(articles(1), 2)) for _ in range(2))
    assert (once.words, once.mentions, once.rejected) == (again.words, again.mentions, again.rejected)
    assert once.mentions > 0
    assert reader.read([odd_file(ODD["prose without triggers"], 600)]).mentions == 0
    assert reader.read([odd_file(ODD["an event a sentence"], 650)]).mentions == 10


def test_no_articles_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "0"])
    assert "at least 1" in capsys.readouterr().err
