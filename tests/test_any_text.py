"""Any text at all: no stage raises, every span quotes the text, every reference points at something."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.records import Reading
from tests.conftest import read_text

_FRAGMENTS = st.sampled_from(
    "President|Prime Minister|Mr.|Kenya|Kenyan|the|of|and|visit|visited|will|held talks with|signed|Amina Wanjiru|Wanjiru|"
    "LISBON —|NAIROBI (ABC) –|date 2025-03-11|March 10 to 12, 2025|on Tuesday|the same day|the two leaders|in|Lisbon|"
    "$5-6 billion|nearly|per cent|12|79.1|from|to|in 2016|(UN)|United Nations|Ministry of Foreign Affairs|U.S.|’s|'s|-|–|"
    ".|,|(|)|“|”|./.|\n|\n\n|# |By|Photo:|Việt Nam|Nguyễn Văn Dũng|بغداد|東京|\t|\u200f|\u2028|\u0301|İstanbul|ﬁ|½|€|1.|No. 7".split(
        "|"
    )
)
_TEXTS = st.lists(st.one_of(_FRAGMENTS, st.text(max_size=6)), min_size=1, max_size=60).map(" ".join)


def check(reading: Reading) -> None:
    text = reading.article.text
    mentions, figures = reading.actors.mentions, reading.figures.figures
    for records in (reading.annotation.names, reading.dates, mentions, figures, reading.events.mentions):
        assert [r.start for r in records] == sorted(r.start for r in records)
        for record in records:
            assert text[record.start : record.end] == record.text
            home = reading.article.sentences[record.sentence]
            assert home.start <= record.start < record.end <= home.end
    for mention in mentions:
        assert mention.chain is None or 0 <= mention.chain < len(reading.actors.actors)
    for role in reading.actors.roles:
        assert 0 <= role.mention < len(mentions)
    for figure in figures:
        assert all(0 <= who.mention < len(mentions) for who in figure.actors)
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high
    for change in reading.figures.changes:
        assert {change.from_figure, change.to_figure} <= set(range(len(figures)))
    for event in reading.events.mentions:
        assert all(0 <= who.mention < len(mentions) for who in event.participants)
        assert event.place is None or 0 <= event.place < len(mentions)
        assert (event.date_start is None) == (event.date_end is None) == (event.date_precision is None)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read_text(text)
    except ArticleError:
        return  # blank or not text: refused by name, which tests of ingest look at
    check(reading)
