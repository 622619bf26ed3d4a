"""The benchmark of runs runs; what it measures is no matter of tests. Made articles are what they are said to be."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.corpus import annotated, made_articles, units
from benchmarks.runs import main, measure_again, measure_filling, measure_first, rows
from pipeline.ingest import Ingester
from pipeline.knowledge import default_knowledge
from pipeline.language import Annotator
from pipeline.records import Source


def test_made_articles_are_annotated_as_the_network_would() -> None:
    knowledge = default_knowledge()
    annotator, ingester = Annotator(knowledge, "built-in"), Ingester(knowledge)
    parts = units(knowledge, annotator)
    assert len(parts) > 50
    first = annotator(ingester(Source("x.txt", b"date 2024-01-01\n\nPeru and Kenya met.\n")))
    header = tuple(token for token in first.tokens if token.sentence == 0)
    one, again = (list(islice(made_articles(parts, 100, 7), 3)) for _ in range(2))
    assert one == again
    for made in one:
        article = ingester(made.source)
        ours, real = annotated(made, article, header), annotator(article)
        assert [(t.start, t.end) for t in ours.tokens] == [(t.start, t.end) for t in real.tokens]
        shared = {(n.start, n.end) for n in ours.names} & {(n.start, n.end) for n in real.names}
        assert len(shared) > 0.7 * len(real.names)
        for name in ours.names:
            assert article.text[name.start : name.end] == name.text


def test_a_filled_cache_is_found(tmp_path: Path) -> None:
    measure_filling(tmp_path, 12)
    first = measure_first(tmp_path, 12)
    assert first["rows"] > 100
    again = measure_again(tmp_path, 12)
    assert {"build", "nothing_new", "one_new"} <= again.keys()


def test_what_is_printed_names_what_is_asked_for() -> None:
    size = {"first": 2.0, "first_cpu": 1.0, "first_peak": 300.0, "command": 2.0}
    size |= {"nothing_new": 1.0, "nothing_new_cpu": 1.0, "one_new": 1.2, "one_new_cpu": 1.1}
    size |= {"rows": 1000.0, "bytes": 1e6, "cache_bytes": 1e6}
    found = {
        "articles": 100,
        "read": 10,
        "reading": {"words": 1000.0, "run": 1.2, "run_cpu": 1.1, "language": 1.0, "language_cpu": 1.0}
        | {"alone": 0.8, "alone_cpu": 1.0},
        "processes": {"processes_1": 2.0, "processes_2": 1.0},
        "small": {"articles": 10, **size},
        "large": {"articles": 100, **size, "first": 19.0, "first_cpu": 9.0},
    }
    printed = {name: (wall, cpu, asked) for name, wall, cpu, asked in rows(found)}
    assert printed["whole run / its language pass"] == ("1.20", "1.10", "at most 1.35")
    assert printed["whole run / that pass alone, before and behind it"] == ("1.50", "1.10", "")
    assert printed["two processes / one"] == ("0.50", "", "at most 0.6")
    assert printed["one new in 100"] == ("1.20 s: 1.2 times that", "1.10 s: 1.1 times that", "at most 1.5")


def test_no_articles_is_an_error_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--articles", "0"])
    assert "at least 1" in capsys.readouterr().err
