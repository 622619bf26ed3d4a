"""What a stage found is compared with its article."""

from __future__ import annotations

import pytest

from pipeline.runs.quotes import MisquoteError, check_quotes
from pipeline.stages import results
from tests.conftest import read_text

TEXT = (
    "Peru and Kenya signed an agreement worth $5 million in Lima on 3 May 2025, after the two held talks. "
    "The Kenyan leader, President Amara Otieno, said it would be extended. They denied that tea was part of it."
)


@pytest.mark.parametrize("stage", ["language", "dates", "actors", "figures", "events"])
def test_another_text_is_misquoted(stage: str) -> None:
    reading = read_text(TEXT)
    found = results(reading)[stage]
    check_quotes(stage, found, reading.article.text)
    with pytest.raises(MisquoteError, match=r"at \d+:\d+ quotes"):
        check_quotes(stage, found, reading.article.text.swapcase())


def test_ingest_quotes_nothing() -> None:
    article = read_text(TEXT).article
    check_quotes("ingest", article, "")
