"""Titles, headings, captions, paragraphs and repeats."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import place_name
from pipeline.knowledge import default_knowledge
from tests.ingest.conftest import STORY, ingest, of_kind


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ministers meet in Lima to talk trade", "Ministers meet in Lima to talk trade"),
        ("# Ministers meet in Lima", "Ministers meet in Lima"),
        ("Will Peru sign?", "Will Peru sign?"),
        ("“We will sign”", "“We will sign”"),
        ("US - China talks open in Geneva", "US - China talks open in Geneva"),
        (" date 2024-05-01 Ministers meet in Lima", "Ministers meet in Lima"),
    ],
)
def test_title(line: str, title: str) -> None:
    article = ingest(f"{line}\n\n{STORY}")
    assert article.title is not None
    assert article.title.text == title
    assert article.text[article.title.start : article.title.end] == title
    assert next(s.kind for s in article.sentences if s.kind != "header") == "title"


@pytest.mark.parametrize(
    "line",
    [
        "The ministers met in Lima.",
        "The president (left) at the port",
        "LIMA —",
        "By Jane Roe",
        "Photo: Andina",
        "the rest of a broken sentence",
        "The minister said that the two sides, who had met in Lima the day before, would go on with the talks on trade and tourism",
    ],
)
def test_no_title(line: str) -> None:
    assert ingest(f"{line}\n\n{STORY}").title is None


def test_title_above_a_dateline() -> None:
    article = ingest(f"Festival in Taipei opens the new year\n\nMonday, March 5, 2007\n\nTaipei, Taiwan — {STORY}")
    assert [s.kind for s in article.sentences][:4] == ["title", "header", "dateline", "body"]


def test_a_label_is_no_title() -> None:
    article = ingest(f"PRESS RELEASE\n\nBank Lends for Trams\n\n{STORY}\n___\nA last line.")
    assert article.title is not None
    assert article.title.text == "Bank Lends for Trams"
    assert of_kind(article, "heading") == ["PRESS RELEASE", "___"]


def test_a_line_alone_is_no_title() -> None:
    assert ingest("Ministers meet in Lima").title is None


def test_headings() -> None:
    article = ingest(
        f"{STORY}\n\nThree decades of trade\n\n{STORY}\n\n## Looking ahead\n\n{STORY}\n\n* * *\n\n{STORY}\n\n{STORY}"
    )
    assert of_kind(article, "heading") == ["Three decades of trade", "## Looking ahead", "* * *"]


@pytest.mark.parametrize(
    "line",
    ["He agreed.", "- first point of the list", "• Trade", "It had three parts:", "“Never again!”", "Are we ready?"],
)
def test_no_heading(line: str) -> None:
    assert of_kind(ingest(f"{STORY}\n\n{line}\n\n{STORY}"), "heading") == []


@pytest.mark.parametrize(
    "line",
    [
        "Deputy Mayor of Cusco Ana Quispe Rojas at the working session with the Governor of Hue Tran Van Lam on Tuesday",
        "The Kenyan delegation during a meeting with Ms. Rosa Paz, Deputy Minister of Tourism of the Republic of Ecuador",
        "Governor Tran Van Lam presents a gift to Deputy Mayor Ana Quispe Rojas.",
        "President Ruto (left) shakes hands with his host",
        "The prime minister, second from right, with the guests of the forum.",
        "The delegation takes commemorative photo with the hosts.",
    ],
)
def test_captions_without_a_credit(line: str) -> None:
    article = ingest(f"{STORY}\n\n{line}\n\n{STORY}")
    assert of_kind(article, "caption") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The ambassador noted that the visit aims to continue the foreign policy of independence and of integration of the country",
        "Peru currently stands as the sixth partner of the country.",
        "He presents a gift to the mayor. Then he leaves for the port.",
        "“The president presents a plan,” she wrote.",
        "Vietnam has presented its plan to the forum in Lima.",
        "The delegation left on Tuesday for the port of Callao.",
    ],
)
def test_prose_is_no_caption(line: str) -> None:
    article = ingest(f"{STORY}\n\n{line}\n\n{STORY}")
    assert of_kind(article, "caption") == []


def test_a_caption_and_the_lead_that_repeats_it() -> None:
    lead = (
        "President Ruto {} a state dinner for King Charles and a large delegation at State House in Nairobi on Tuesday."
    )
    article = ingest(f" date 2023-10-31 {lead.format('hosts')} (Photo: KBC)\n\n{lead.format('hosted')}\n\n{STORY}")
    kinds = [(s.kind, s.repeats, s.paragraph) for s in article.sentences][:4]
    assert kinds == [("header", None, 0), ("caption", None, 0), ("signoff", None, 0), ("body", 1, 1)]


def test_a_pull_quote_stays_body_and_its_source_repeats_it() -> None:
    quote = "Mr. Otieno said the visit strengthens the old friendship between the two cities and their people."
    article = ingest(f"{quote}\n\n{STORY}\n\n{quote} He was glad.")
    assert [s.repeats for s in article.sentences] == [None, None, None, None, None, 0, None]
    assert {s.kind for s in article.sentences} == {"body"}


def test_the_same_words_the_other_way_round_tell_of_something_else() -> None:
    there = "Governor Tran Van Lam of Hue presents a gift to Deputy Mayor Ana Quispe Rojas of Cusco."
    back = "Deputy Mayor Ana Quispe Rojas of Cusco presents a gift to Governor Tran Van Lam of Hue."
    article = ingest(f"{STORY}\n\n{there}\n\n{back}\n\n{STORY}")
    assert of_kind(article, "caption") == [there, back]
    assert all(s.repeats is None for s in article.sentences if s.kind == "caption")


def test_short_sentences_never_repeat() -> None:
    assert all(s.repeats is None for s in ingest("He agreed to it. He agreed to it. He agreed to it.").sentences)


def test_hard_wrapped_paragraphs_are_joined() -> None:
    text = (
        "Ministers Meet\n\nThe minister opened the talks on trade with his guest on Monday and he\n"
        "agreed to meet again in the spring. The two of them had not met since\nthe year before.\n"
        "A new paragraph begins here without a blank line, since the line above\nwas short.\n"
    )
    article = ingest(text)
    assert [s.paragraph for s in article.sentences] == [0, 1, 1, 2]
    assert of_kind(article, "body")[0].endswith("and he\nagreed to meet again in the spring.")


def test_a_paragraph_a_line_without_blank_lines() -> None:
    article = ingest(STORY.replace("\n\n", "\n"))
    assert [s.paragraph for s in article.sentences] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("HÀ NỘI", "Hanoi"),
        ("BUENO AIRES", "Buenos Aires"),
        ("BUENOS AIRES", "Buenos Aires"),
        ("VIETNAM", "Vietnam"),
        ("LIMA", "Lima"),
        ("RIO DEL QUELZ", "Rio del Quelz"),
        ("XAL'APA-NORTE", "Xal'Apa-Norte"),
        ("Quelzamba", "Quelzamba"),
        ("ST. QUELZ", "ST. Quelz"),
    ],
)
def test_place_name(surface: str, name: str) -> None:
    assert place_name(surface, default_knowledge()) == name


SEED_FIELDS = {
    "000": ("2024-11-14", "VNA", None, []),
    "001": ("2024-11-11", "VNS", "Hanoi", []),
    "002": (None, "VNS", "Lima", []),
    "003": ("2024-02-09", "VNS", "Buenos Aires", []),
    "004": ("2024-08-23", None, None, ["Thanh Hang"]),
}


@pytest.mark.seeds
def test_the_seed_articles(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        article = ingest(path.read_bytes(), path.name)
        published, agency, place, authors = SEED_FIELDS[path.name[:3]]
        assert (article.published and article.published.isoformat()) == published
        assert (article.agency and article.agency.text) == agency
        assert (article.place and place_name(article.place.text, default_knowledge())) == place
        assert [a.text for a in article.authors] == authors
        assert article.title is None
