"""The stage on articles: header, dateline, names, anchors, an unknown date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import dates
from pipeline.dates import DateFinder, find_dates, find_expressions, find_timexes, timexes
from pipeline.errors import KnowledgeError
from pipeline.knowledge import Knowledge, default_knowledge
from pipeline.records import Annotation, Article, Name, Sentence, Span, TimeExpression


def article(*parts: tuple[str, str], published: dt.date | None = dt.date(2024, 11, 14)) -> Article:
    """An article of sentences, each a (kind, text)."""
    sentences = []
    text = ""
    for number, (kind, words) in enumerate(parts):
        sentences.append(Sentence(len(text), len(text) + len(words), kind, number))
        text += words + "\n"
    return Article(
        text, "0" * 64, "utf-8", tuple(sentences), None, None, None, (), published,
        "header" if published else None, None, None, len(text.split()), (),
    )  # fmt: skip


def find(made: Article, names: tuple[Name, ...] = ()) -> tuple[TimeExpression, ...]:
    found = DateFinder(default_knowledge())(made, Annotation((), names))
    for expression in found:
        assert made.text[expression.start : expression.end] == expression.text
        sentence = made.sentences[expression.sentence]
        assert sentence.start <= expression.start < expression.end <= sentence.end
    return found


def test_the_header_is_an_expression_but_no_anchor() -> None:
    found = find(article(("header", " date 2024-11-14 "), ("body", "On the same day the king sailed.")))
    assert [(e.text, e.date_start) for e in found] == [("2024-11-14", dt.date(2024, 11, 14)), ("same day", None)]


def test_a_dateline_gives_its_basis() -> None:
    found = find(article(("dateline", "QUITO, November 12 -"), ("body", "The two met on Monday.")))
    assert [(e.text, e.date_start, e.basis) for e in found] == [
        ("November 12", dt.date(2024, 11, 12), "dateline"),
        ("Monday", dt.date(2024, 11, 11), "published"),
    ]


def test_an_article_without_a_date_keeps_its_expressions_without_days() -> None:
    parts = ("body", "They met in Lima on Wednesday afternoon (local time), and signed a pact of 3 May 1992.")
    undated = article(parts, published=None)
    assert [(e.date_start, e.basis) for e in find(undated)] == [(None, None), (dt.date(1992, 5, 3), "explicit")]
    dated = replace(undated, published=dt.date(2024, 11, 14))
    assert [e.date_start for e in find(dated)] == [dt.date(2024, 11, 13), dt.date(1992, 5, 3)]


def test_a_month_inside_a_person_is_no_date() -> None:
    made = article(("body", "For June, Monday is late; in June it rained."))
    june = Name(4, 8, "June", "PERSON", 0, "model")
    assert [e.text for e in find(made, (june,))] == ["Monday", "June"]
    assert find(made, (june,))[1].start > 14
    assert [e.text for e in find(made)] == ["June", "Monday", "June"]


def test_history_in_brackets_or_far_away_is_no_anchor() -> None:
    made = article(
        ("body", "The king landed on November 12."),
        ("body", "The pact dates from June 2, 1980."),
        ("body", "Ties are good."),
        ("body", "On the morning of the same day he rested."),
    )
    last = find(made)[-1]
    assert (last.date_start, last.part_of_day, last.basis) == (dt.date(2024, 11, 12), "morning", "anchor")


def test_without_its_date_an_article_has_no_day_of_the_story() -> None:
    body = "He will attend the feast on 11 November 2025. After the talks, they signed. They met in the afternoon."
    assert [(e.text, e.date_start) for e in find_dates(body, None)] == [
        ("11 November 2025", dt.date(2025, 11, 11)),
        ("After the talks", None),
        ("the afternoon", None),
    ]


def test_the_present_tense_of_titles_and_captions_tells_what_has_happened() -> None:
    for kind in ("title", "caption"):
        (found,) = find(article((kind, "Envoy opens fair in Suva on Tuesday"), published=dt.date(2024, 11, 14)))
        assert found.date_start == dt.date(2024, 11, 12)
    (found,) = find(article(("title", "Envoy to open fair in Suva on Tuesday"), published=dt.date(2024, 11, 14)))
    assert found.date_start == dt.date(2024, 11, 19)
    (found,) = find(article(("body", "The envoy opens the fair in Suva on Tuesday."), published=dt.date(2024, 11, 14)))
    assert found.date_start == dt.date(2024, 11, 19)


def test_a_financial_year_is_its_countrys() -> None:
    def resolved(place: str | None, text: str, *names: str) -> list[tuple[dt.date | None, dt.date | None]]:
        made = article(("body", text), published=dt.date(2024, 11, 14))
        made = replace(made, place=Span(0, len(place), place) if place else None)
        named = tuple(
            Name(text.index(n), text.index(n) + len(n), n, label, 0, "model")
            for n, label in ((name, "NORP" if name.endswith("n") else "GPE") for name in names)
        )
        found = DateFinder(default_knowledge())(made, Annotation((), named))
        return [(e.date_start, e.date_end) for e in found]

    india = (dt.date(2023, 4, 1), dt.date(2024, 3, 31))
    assert resolved("NEW DELHI", "Sales rose in FY 2023-24 and FY24.") == [india, india]
    assert resolved("NEW DELHI", "Sales rose in the last financial year.") == [india]
    assert resolved("Tokyo", "Sales rose in fiscal 2023.") == [(dt.date(2023, 4, 1), dt.date(2024, 3, 31))]
    assert resolved("Lima", "Sales rose in fiscal 2023.") == [(dt.date(2023, 1, 1), dt.date(2023, 12, 31))]
    usa = (dt.date(2022, 10, 1), dt.date(2023, 9, 30))
    assert resolved("Tokyo", "The United States sold more in fiscal 2023.", "United States") == [usa]
    assert resolved("Lima", "Egypt and Japan sold more in fiscal 2023.", "Egypt", "Japan") == [(None, None)]
    assert resolved("London", "Sales rose in fiscal 2023.") == [(None, None)], "named by nobody knows which year"
    assert resolved(None, "Sales rose in the 2023-24 fiscal year.") == [(None, None)]


def test_history_told_in_the_sentence_before_is_the_anchor() -> None:
    text = "The dam broke on June 2, 1980. The following day the valley was empty."
    assert find_dates(text, dt.date(2024, 11, 14))[1].date_start == dt.date(1980, 6, 3)


def test_the_order_of_a_numeric_date() -> None:
    text = "Received on 12/11/2024 by the court."
    assert find_dates(text, dt.date(2024, 12, 15))[0].date_start == dt.date(2024, 12, 11)
    assert find_dates(text, dt.date(2024, 11, 15))[0].date_start == dt.date(2024, 11, 12)
    assert find_dates(text, None)[0].date_start is None


def test_an_inverted_range_is_read_as_its_ends() -> None:
    found = find_dates("It ran from 5 May 2023 to 2 May 2023.", None)
    assert [e.text for e in found] == ["5 May 2023", "2 May 2023"]
    assert [e.text for e in find_dates("They sat on May 29 to 2 alone.", None)] == ["May 29"]


def test_impossible_dates_are_none() -> None:
    assert find_dates("It is dated 31/31/2024 or 2024-13-45 there.", dt.date(2024, 1, 1)) == ()
    assert [e.text for e in find_dates("On February 30, 2024 nothing was.", None)] == ["2024"]


def test_timexes_split_ranges_and_leave_occasions_out() -> None:
    text = "He stays from November 12 to 16. On this occasion he signs."
    found = timexes(find_expressions(text, dt.date(2024, 11, 14)))
    assert [(e.text, e.type, e.value) for e in found] == [
        ("November 12", "DATE", "2024-11-12"),
        ("16", "DATE", "2024-11-16"),
    ]
    assert found == find_timexes(text, dt.date(2024, 11, 14))


def test_no_module_of_the_package_reads_the_clock() -> None:
    folder = Path(dates.__file__).parent
    for path in sorted(folder.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for call in (".today(", ".now(", "time.time", ".utcnow("):
            assert call not in source, path.name


def test_edtf_forms() -> None:
    text = "In Q3 2024, the first half of 2023, the 1990s, November 12-16, 2024 and the first two months of 2024."
    assert [e.edtf for e in find_dates(text, None)] == [
        "2024-35", "2023-40", "199X", "2024-11-12/2024-11-16", "2024-01/2024-02",
    ]  # fmt: skip


def test_the_edges_of_the_calendar() -> None:
    for reference in (dt.date(1, 1, 1), dt.date(9999, 12, 31)):
        for text in ("last year, next week, 900 years ago", "next Sunday, last Monday, this weekend", "December 31"):
            for found in find_dates(text, reference):
                assert found.text in text


def test_words_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / "dates"
    folder.mkdir()
    (folder / "words.tsv").write_text("word\tclass\tvalue\tuse\nyestreen\tTODAY\t-1 night\t\n", encoding="utf-8")
    (found,) = find_dates("He came yestreen.", dt.date(2024, 11, 14), Knowledge(tmp_path))
    assert (found.value, found.part_of_day) == ("2024-11-13TNI", "night")
    (folder / "words.tsv").write_text("word\tclass\tvalue\tuse\nyestreen\tTODAI\t-1\t\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="TODAI"):
        find_dates("He came yestreen.", None, Knowledge(tmp_path))
