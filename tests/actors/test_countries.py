"""Which country an actor is of: by its name, its office, what stands beside it; null where nothing says."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest

from pipeline.actors import merge_actors
from pipeline.knowledge import default_knowledge
from pipeline.records import Annotation, Span, Token
from tests.actors.marked import FINDER, actor, actors_in, annotated, document


def _rows() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "countries.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["text"])
def test_country(row: dict[str, str]) -> None:
    found = actor(actors_in(row["text"]), row["name"])
    assert (found.country or "-") == row["country"]


@pytest.mark.parametrize(("tag", "country"), [("NOUN", "KEN"), ("VERB", None)])
def test_any_noun_describes_a_person_where_words_are_tagged(tag: str, country: str | None) -> None:
    article, annotation = annotated("The [NORP Kenyan] beekeeper [PERSON Grace Oduya] slept.")
    start = article.text.index("beekeeper")
    tagged = Annotation((Token(start, start + len("beekeeper"), 0, pos=tag),), annotation.names)
    assert actor(FINDER(article, tagged), "Grace Oduya").country == country


@pytest.mark.parametrize(
    ("agency", "marked", "country"),
    [
        ("Kenya News Agency", "Energy Minister [PERSON Grace Oduya] spoke.", "KEN"),
        ("Kenya News Agency", "Ambassador to [GPE Peru] [PERSON Grace Oduya] spoke.", "KEN"),
        ("Kenya News Agency", "[PERSON Grace Oduya], Minister of Energy, spoke.", "KEN"),
        ("Kenya News Agency", "Vice President His Excellency Dr. [PERSON Grace Oduya] spoke.", "KEN"),
        ("Kenya News Agency", "Premier [PERSON Grace Oduya] met Prime Minister [PERSON Tom Hale].", None),
        ("Kenya News Agency", "[NORP Kenyan] Premier [PERSON Tom Hale] praised Prime Minister [PERSON Grace Oduya].", None),
        ("Kenya News Agency", "Former President [PERSON Grace Oduya] spoke.", None),
        ("Kenya News Agency", "[NORP Peruvian] Energy Minister [PERSON Grace Oduya] spoke.", "PER"),
        ("Kenya News Agency", "Energy Minister [PERSON Grace Oduya], a [NORP Peruvian] engineer, spoke.", "PER"),
        ("Kenya News Agency", "Chief Executive [PERSON Grace Oduya] spoke.", None),
        ("Kenya News Agency", "President of the [ORG Tea Union] [PERSON Grace Oduya] spoke.", None),
        ("Kenya News Agency", "[PERSON Grace Oduya] spoke.", None),
        ("Reuters", "Energy Minister [PERSON Grace Oduya] spoke.", None),
        ("Nobody Knows", "Energy Minister [PERSON Grace Oduya] spoke.", None),
        ("Kenya News Agency", "Energy Minister [PERSON Grace Oduya] met Energy Minister [PERSON Eva Ruiz].", None),
        ("Kenya News Agency", "Energy Minister [PERSON Grace Oduya] met [NORP Kenyan] Energy Minister [PERSON Tom Hale].", None),
        ("Kenya News Agency", "Energy Minister [PERSON Grace Oduya] met [NORP Peruvian] Energy Minister [PERSON Tom Hale].", "KEN"),
    ],
)  # fmt: skip
def test_an_agency_leaves_out_its_own_country(agency: str, marked: str, country: str | None) -> None:
    article, annotation = annotated(f"{marked}\nIt rained in [GPE Nairobi].")
    signed = dataclasses.replace(article, agency=Span(0, 0, agency))
    found = actor(FINDER(signed, annotation), "Grace Oduya")
    assert (found.country or found.home) == country


def test_an_agency_of_a_country_that_nobody_speaks_of_lends_none() -> None:
    article, annotation = annotated("Energy Minister [PERSON Grace Oduya] spoke in [GPE Lima].")
    signed = dataclasses.replace(article, agency=Span(0, 0, "Kenya News Agency"))
    assert actor(FINDER(signed, annotation), "Grace Oduya").home is None


def test_an_agency_leaves_out_the_country_of_its_own_ministries() -> None:
    article, annotation = annotated("The [ORG Ministry of Health] met [ORG Marvexa] in [GPE Nairobi].")
    signed = dataclasses.replace(article, agency=Span(0, 0, "Kenya News Agency"))
    actors = FINDER(signed, annotation)
    assert [actor(actors, name).home for name in ("Ministry of Health", "Marvexa")] == ["KEN", None]
    assert actor(actors, "Ministry of Health").keys == ()


def test_what_any_article_says_outdoes_the_agencys_country() -> None:
    plain = document("a", "Energy Minister [PERSON Grace Oduya] spoke in [GPE Nairobi].")
    article = dataclasses.replace(plain.reading.article, agency=Span(0, 0, "Kenya News Agency"))
    actors = FINDER(article, plain.reading.annotation)
    signed = dataclasses.replace(plain, reading=dataclasses.replace(plain.reading, article=article, actors=actors))
    said = document("b", "[NORP Peruvian] Energy Minister [PERSON Grace Oduya] spoke.")
    for documents, country in (([plain], None), ([signed], "KEN"), ([signed, said], "PER")):
        (person,) = (a for a in merge_actors(documents, default_knowledge(), {}).actors if a.kind == "person")
        assert person.country == country


@pytest.mark.parametrize(
    ("place", "marked", "country"),
    [
        ("NAIROBI", "[GPE Kenya]'s exports grew, Trade Minister [PERSON Grace Oduya] said.", "KEN"),
        ("Kenya", "[GPE Kenya]'s exports grew, Trade Minister [PERSON Grace Oduya] said.", "KEN"),
        ("NAIROBI", "Exports grew, Trade Minister [PERSON Grace Oduya] said.", None),
        ("LIMA", "[GPE Kenya]'s exports grew, Trade Minister [PERSON Grace Oduya] said.", None),
        ("Nowhere", "[GPE Kenya]'s exports grew, Trade Minister [PERSON Grace Oduya] said.", None),
        # Who calls the locals Kenyans writes for readers elsewhere: the bare office is no Kenyan one.
        (
            "NAIROBI",
            "Trade Minister [PERSON Grace Oduya] met [NORP Kenyan] President [PERSON Tom Hale] in [GPE Kenya].",
            None,
        ),
    ],
)
def test_a_dateline_lends_its_country_where_no_agency_does(place: str, marked: str, country: str | None) -> None:
    article, annotation = annotated(marked)
    dated = dataclasses.replace(article, place=Span(0, 0, place))
    assert actor(FINDER(dated, annotation), "Grace Oduya").home == country


def test_abroad_only_whom_an_article_begins_with_is_the_agencys_own() -> None:
    article, annotation = annotated(
        "[GPE Kenya] and [GPE Peru] will trade more, Trade Minister [PERSON Grace Oduya] said.\n"
        "She called on President [PERSON Eva Ruiz]."
    )
    signed = dataclasses.replace(article, agency=Span(0, 0, "Kenya News Agency"))
    abroad = dataclasses.replace(signed, place=Span(0, 0, "LIMA"))
    for one, homes in ((signed, ["KEN", "KEN"]), (abroad, ["KEN", None])):
        actors = FINDER(one, annotation)
        assert [actor(actors, name).home for name in ("Grace Oduya", "Eva Ruiz")] == homes


def test_the_agency_that_signed_is_of_its_country() -> None:
    article, annotation = annotated("ABU DHABI ([ORG WAM]) - It rained.")
    assert actor(FINDER(article, annotation), "WAM").country is None
    signed = dataclasses.replace(article, agency=Span(11, 14, "WAM"))
    assert actor(FINDER(signed, annotation), "WAM").country == "ARE"


def test_with_an_agency_for_the_world_the_dateline_counts() -> None:
    marked = (
        "[NORP Kenyan] President [PERSON Tom Hale] left. Trade Minister [PERSON Grace Oduya] said so in [GPE Nairobi]."
    )
    article, annotation = annotated(marked)
    for agency, home in (("Reuters", "KEN"), ("Nobody Knows", None)):
        signed = dataclasses.replace(article, agency=Span(0, 0, agency), place=Span(0, 0, "NAIROBI"))
        assert actor(FINDER(signed, annotation), "Grace Oduya").home == home


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("She will visit [GPE Peru] on Friday for talks with President [PERSON Tom Hale].", "PER"),
        ("She flew to [GPE Peru], where she is due to meet Trade Minister [PERSON Tom Hale].", "PER"),
        ("She was in [GPE Lima] to meet Prime Minister [PERSON Tom Hale].", "PER"),
        ("She wants [GPE Peru] to meet Prime Minister [PERSON Tom Hale].", None),
        ("She will visit [GPE Peru] with President [PERSON Tom Hale].", None),
        ("She will visit [GPE Peru] for talks with chief executive [PERSON Tom Hale].", None),
        ("She will visit [GPE Peru] for talks with [NORP Kenyan] President [PERSON Tom Hale].", "KEN"),
    ],
)
def test_who_receives_a_visitor_holds_office_there(marked: str, country: str | None) -> None:
    assert actor(FINDER(*annotated(marked)), "Tom Hale").country == country
