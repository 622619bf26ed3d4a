"""What holds for every text: no error, spans that quote the text, days in order, linear time, no clock."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from typing import Any

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import find_dates, find_timexes, foreign
from tests.dates.rows import rows

REFERENCE = dt.date(2024, 11, 14)
WORDS = st.sampled_from(
    "the first last of in on from to until between and – - / ( ) , . ' s November May march 12 31 30th 2024 1994 24 "
    "Wednesday afternoon local time week months year quarter half this next past three 10:30 p.m. same day period "
    "1990s early end ago later every twice Q3 H1 FY24 2024-11-14 14/11/2024 de noviembre tháng năm 0 00 9999 ended "
    "fiscal century decade half Easter Christmas Good so far late o'clock GMT 1500 1er mars summer fall a before after "
    "talks their occasion 12/13 November June quarter 1Q24 3Q FY25 9M for rest remainder date to the 13th 28th 3rd on 9 5 p.m. "
    "between 0500 GMT 2300 hours now a 1/2 dozen other BC midyear 's 12-03-2021 2024-11-14T10:30 Fridays centuries to seconds".split(),
)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | st.none()


@settings(deadline=None, max_examples=80)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80), DAYS)
def test_any_text(text: str, reference: dt.date | None) -> None:
    last = 0
    for found in find_dates(text, reference):
        assert text[found.start : found.end] == found.text
        assert last <= found.start < found.end
        last = found.end
        assert (found.date_start is None) == (found.date_end is None) == (found.basis is None)
        if found.date_start is not None and found.date_end is not None:
            assert found.date_start <= found.date_end
    for timex in find_timexes(text, reference):
        assert text[timex.start : timex.end] == timex.text
        assert timex.value


def test_letters_that_fold_to_those_of_a_form_are_no_form() -> None:
    (found,) = find_dates("In thoſe dayſ and on May 3, 2020, at the moment\u017f at the preſent.", None)
    assert found.text == "May 3, 2020"


@settings(deadline=None, max_examples=40)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1)),
    st.integers(1, 700),
    st.sampled_from([" - ", "–", " to ", " until ", " through "]),
    st.booleans(),
)
def test_a_range_spans_from_its_first_to_its_last_day(start: dt.date, length: int, sign: str, day_first: bool) -> None:
    end = start + dt.timedelta(days=length)
    form = "{0.day} {0:%B} {0:%Y}" if day_first else "{0:%B} {0.day}, {0:%Y}"
    written = form.format(start) + sign + form.format(end)
    (found,) = find_dates(f"They stayed from {written} there.", None)
    assert (found.text, found.date_start, found.date_end) == (written, start, end)
    (first, last) = find_timexes(f"They stayed from {written} there.", None)
    assert (first.value, last.value) == (str(start), str(end))


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 31), st.integers(1, 31), DAYS)
def test_days_of_one_month_are_never_inverted(first: int, last: int, reference: dt.date | None) -> None:
    for found in find_dates(f"from August {first} – {last} there", reference):
        if found.date_start is not None and found.date_end is not None:
            assert found.date_start <= found.date_end


@pytest.mark.parametrize(
    "piece", ["The two sides agreed to widen trade and culture. ", "the first ", "a", "after the big "]
)
def test_a_megabyte_takes_linear_time(piece: str) -> None:
    text = (piece * (200_000 // len(piece) + 1))[:200_000]
    assert _seconds(text) < 3.0 * _seconds(text[: len(text) // 2]) + 0.5


@pytest.mark.parametrize(
    "piece",
    [
        "Nov. ",
        "of the same ",
        "1.1.",
        "1,",
        "first ",
        "November 12 – 16 ",
        "Monday to Friday ",
        "14 de noviembre de 2024, ",
        "3 March ",
    ],
)
def test_dense_dates_take_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    find_dates(piece, REFERENCE)
    assert _seconds(text) < 3.0 * _seconds(text[: len(text) // 2]) + 0.5


def _seconds(text: str) -> float:
    start = time.process_time()
    find_dates(text, REFERENCE)
    return time.process_time() - start


def test_clock_zone_and_hash_seed_change_nothing() -> None:
    code = (
        "import datetime as dt, sys\n"
        "from pipeline.dates import find_dates\n"
        "text = sys.stdin.read()\n"
        "for reference in (None, dt.date(2024, 11, 14)):\n"
        "    print(find_dates(text, reference))\n"
    )
    text = "\n".join(row["text"] for row in rows("spec.tsv"))
    outputs = set()
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Lima", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code], input=text, capture_output=True, text=True, env=environment, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_dateparser_is_given_a_reference_and_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, Any]] = []
    real = dateparser.parse

    def spy(text: str, **options: Any) -> Any:
        calls.append(options)
        return real(text, **options)

    foreign.read_month.cache_clear()
    monkeypatch.setattr(dateparser, "parse", spy)
    (found,) = find_dates("Firmado el 14 de noviembre de 2023.", None)
    assert found.date_start == dt.date(2023, 11, 14)
    assert calls
    for options in calls:
        assert options["languages"]
        assert options["settings"]["RELATIVE_BASE"]


def test_dateparser_sees_no_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("dateparser was called")

    monkeypatch.setattr(dateparser, "parse", refuse)
    for row in rows("none.tsv"):
        find_dates(row["text"], REFERENCE)
    assert find_dates("We met on May 3, 2020.", REFERENCE)[0].date_start == dt.date(2020, 5, 3)
