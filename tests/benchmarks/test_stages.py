"""The benchmark of stages on odd articles: what it reads, and that it tells of every stage."""

from __future__ import annotations

import pytest

from benchmarks.stages import PIECES, article, main
from pipeline.stages import STAGES


@pytest.mark.parametrize("piece", ["a", "$1 ", "Prime Minister "])
def test_an_article_holds_so_many_characters_of_a_piece(piece: str) -> None:
    short, long = article(piece, 7), article(piece, 70)
    assert len(long) - len(short) == 63
    assert long[42:].startswith((piece * 70)[:70])


def test_every_stage_is_told_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("benchmarks.stages.PIECES", PIECES[:2])
    main(["--characters", "20"])
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()[2:]] == [stage.name for stage in STAGES]
