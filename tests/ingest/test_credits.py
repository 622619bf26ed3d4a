"""By-lines, sign-offs and photo credits of many agencies, at the top and at the end, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.ingest import agency_name
from pipeline.knowledge import default_knowledge
from tests.ingest.conftest import STORY, ingest, of_kind

BYLINES: list[tuple[str, list[str], str | None]] = [
    ("By Mai Lan – Translated by Thu Ha", ["Mai Lan"], None),
    ("Mai Lan – Translated by Thu Ha", ["Mai Lan"], None),
    ("Translated by Thu Ha", [], None),
    ("By Jane Roe, Reuters", ["Jane Roe"], "Reuters"),
    ("BY JANE ROE", ["JANE ROE"], None),
    ("By: Kwame Mensah", ["Kwame Mensah"], None),
    ("By Jane Roe and John O'Dell", ["Jane Roe", "John O'Dell"], None),
    ("By Jane Roe, John Dell and Mary Vance", ["Jane Roe", "John Dell", "Mary Vance"], None),
    ("By J. K. Park", ["J. K. Park"], None),
    ("By Jane Roe in Lima", ["Jane Roe"], None),
    ("By Jane Roe, Lima Morning Post", ["Jane Roe"], None),
    ("By Jane Roe | Anadolu", ["Jane Roe"], "Anadolu"),
    ("By Jane Roe, jane@paper.example", ["Jane Roe"], None),
    ("By Abdullah bin Khalid, Staff Writer", ["Abdullah bin Khalid"], None),
    ("By María de los Ángeles Soto", ["María de los Ángeles Soto"], None),
    ("Por Juan Quiroga", ["Juan Quiroga"], None),
    ("Written by Nguyễn Thị Minh Châu", ["Nguyễn Thị Minh Châu"], None),
    ("Reported by Lan Anh/VNA", ["Lan Anh"], "VNA"),
    ("By Xinhua writers Liu Wen and Zhang Min", ["Liu Wen", "Zhang Min"], "Xinhua"),
    ("By Our Correspondent", [], None),
    ("By Reuters Staff", [], "Reuters"),
    ("By AFP", [], "AFP"),
    ("Reporting by Ana Ruiz in Lima and Tom Fox in Hanoi; Editing by Sue Lee", ["Ana Ruiz", "Tom Fox"], None),
    ("(Reporting by Ana Ruiz; Writing by Tom Fox; Editing by Sue Lee)", ["Ana Ruiz", "Tom Fox"], None),
    ("Text: Jane Roe; Photos: John Dell", ["Jane Roe"], None),
]

NO_BYLINES = [
    "By 2030 Vietnam aims to double its exports",
    "By Friday the talks had ended.",
    "By signing the deal, Peru gains access.",
    "By then, Peru had signed",
    "Report cards arrive",
    "Reporting rules changed in May",
    "Text messages flood the capital",
    "Read More",
    "Related News",
    "Editor's note: This story was updated.",
]

# what stands behind the last full stop, the sign-off, the agency
SIGNOFFS = [
    (" — VNS", "— VNS", "VNS"),
    (" - Xinhua", "- Xinhua", "Xinhua"),
    ("/VNA", "/VNA", "VNA"),
    (" /VNA/", "/VNA/", "VNA"),
    (" -VNA", "-VNA", "VNA"),
    (" – TTXVN", "– TTXVN", "TTXVN"),
    (" — VNA/VNS", "— VNA/VNS", "VNA"),
    (" (ANI)", "(ANI)", "ANI"),
    (" (SPA)", "(SPA)", "SPA"),
    (" VNS", "VNS", "VNS"),
    ("\n\n— VNS", "— VNS", "VNS"),
    ("\n— AFP\n", "— AFP", "AFP"),
    ("\n\nVNA", "VNA", "VNA"),
    ("\n\nVietnam News Agency", "Vietnam News Agency", "Vietnam News Agency"),
    (" -- BERNAMA", "-- BERNAMA", "BERNAMA"),
    (" //ANTARA", "//ANTARA", "ANTARA"),
    (" | Tanjug", "| Tanjug", "Tanjug"),
    (" (With inputs from PTI)", "(With inputs from PTI)", "PTI"),
    ("\n\nSource: VNA", "Source: VNA", "VNA"),
    ("\n\n(Source: Andina)", "(Source: Andina)", "Andina"),
    ("\n\nSource: Ministry of Foreign Affairs", "Source: Ministry of Foreign Affairs", "Ministry of Foreign Affairs"),
    (" — ZBC", "— ZBC", "ZBC"),
    (" (XYZ)", "(XYZ)", "XYZ"),
    (" Enditem", "Enditem", None),
    ("\n\nENDS", "ENDS", None),
    (" (end)", "(end)", None),
    ("\n\n###", "###", None),
    ("\n\n-30-", "-30-", None),
    (" ■", "■", None),
    (" /.", "/.", None),
]

NO_SIGNOFFS = [
    "He joined the Asia-Pacific Economic Cooperation (APEC)",
    "It was agreed with the World Trade Organization (WTO).",
    "They visited the offices of Reuters and AP.",
    "Talks ended between Vietnam – Peru",
    "It is a joint venture of ANA and SAS.",
    "Nobody knows how the story ends",
]

CAPTIONS = [
    ("The president greets a guest in Lima. (Photo: VNA)", "(Photo: VNA)", "VNA"),
    ("The president greets a guest in Lima — Photo: AP", "— Photo: AP", "AP"),
    ("The president at the port. — VNA/VNS Photo Minh An", "— VNA/VNS Photo Minh An", "VNA"),
    ("The president at the port. AP Photo/Jane Roe", "AP Photo/Jane Roe", "AP"),
    ("The president at the port (AP Photo/Jane Roe)", "(AP Photo/Jane Roe)", "AP"),
    ("The president at the port. REUTERS/Jane Roe", "REUTERS/Jane Roe", "REUTERS"),
    ("The president at the port. (Xinhua/Li Wen)", "(Xinhua/Li Wen)", "Xinhua"),
    ("The president at the port. [Photo/Xinhua]", "[Photo/Xinhua]", "Xinhua"),
    ("The president at the port. (PTI Photo)", "(PTI Photo)", "PTI"),
    ("The president at the port. (File photo)", "(File photo)", None),
    ("The president at the port | Photo Credit: AP", "| Photo Credit: AP", "AP"),
    ("The president at the port. Photo by Jane Roe/AFP", "Photo by Jane Roe/AFP", "AFP"),
    ("The president at the port. Photo: Getty Images", "Photo: Getty Images", "Getty Images"),
    ("The president at the port. Photo courtesy of the embassy", "Photo courtesy of the embassy", None),
    ("The president at the port. (Photo: the Presidential Office)", "(Photo: the Presidential Office)", None),
    ("Chủ tịch nước tại Lima. Ảnh: TTXVN", "Ảnh: TTXVN", "TTXVN"),
    ("El ministro en el puerto. Foto: EFE", "Foto: EFE", "EFE"),
    ("The president at the port (Source: VNA)", "(Source: VNA)", "VNA"),
]


@pytest.mark.parametrize("end", [False, True])
@pytest.mark.parametrize(("line", "authors", "agency"), BYLINES)
def test_byline(line: str, authors: list[str], agency: str | None, *, end: bool) -> None:
    article = ingest(f"{STORY}\n\n{line}" if end else f"{line}\n\n{STORY}")
    assert [a.text for a in article.authors] == authors
    assert [article.text[a.start : a.end] for a in article.authors] == authors
    assert of_kind(article, "byline") == [line]
    assert (article.agency and article.agency.text) == agency


def test_a_name_alone_is_a_byline_only_as_the_last_line() -> None:
    assert [a.text for a in ingest(f"{STORY}\n\nJane Roe").authors] == ["Jane Roe"]
    assert ingest(f"Jane Roe\n\n{STORY}").authors == ()


def test_byline_in_brackets_behind_the_last_sentence() -> None:
    article = ingest(f"{STORY} (Reporting by Ana Ruiz; Editing by Sue Lee)")
    assert of_kind(article, "byline") == ["(Reporting by Ana Ruiz; Editing by Sue Lee)"]
    assert [a.text for a in article.authors] == ["Ana Ruiz"]


@pytest.mark.parametrize("line", NO_BYLINES)
def test_no_byline(line: str) -> None:
    for text in (f"{line}\n\n{STORY}", f"{STORY}\n\n{line}"):
        article = ingest(text)
        assert article.authors == ()
        assert of_kind(article, "byline") == []


@pytest.mark.parametrize(("tail", "sign", "agency"), SIGNOFFS)
def test_signoff(tail: str, sign: str, agency: str | None) -> None:
    article = ingest(STORY + tail)
    assert of_kind(article, "signoff") == [sign]
    assert (article.agency and article.agency.text) == agency
    assert of_kind(article, "body")[-1] == "The third one said what both sides hoped for."


def test_stop_with_slashes() -> None:
    article = ingest(f"{STORY[:-1]}./.")
    assert of_kind(article, "signoff") == ["./."]
    assert of_kind(article, "body")[-1] == "The third one said what both sides hoped for"


@pytest.mark.parametrize("line", NO_SIGNOFFS)
def test_no_signoff(line: str) -> None:
    article = ingest(f"{STORY}\n\n{line}")
    assert of_kind(article, "signoff") == []
    assert article.agency is None


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize(("line", "credit", "agency"), CAPTIONS)
def test_photo_credit(line: str, credit: str, agency: str | None, *, first: bool) -> None:
    article = ingest(f"{line}\n\n{STORY}" if first else f"{STORY}\n\n{line}\n\n{STORY}")
    assert of_kind(article, "signoff") == [credit]
    assert of_kind(article, "caption") == [line.removesuffix(credit).strip()]
    assert (article.agency and article.agency.text) == agency
    assert article.title is None


def test_credit_on_the_line_below_its_caption() -> None:
    article = ingest(f"{STORY}\n\nThe president at the port\n\nPhoto: Andina\n\n{STORY}")
    assert of_kind(article, "caption") == ["The president at the port"]
    assert of_kind(article, "signoff") == ["Photo: Andina"]


def test_signoff_is_trusted_above_the_other_places_of_an_agency() -> None:
    article = ingest(f"HANOI (VNA) – {STORY}\n\nBy Jane Roe, Reuters\n\n— VNS")
    assert article.agency is not None
    assert article.agency.text == "VNS"


@pytest.mark.parametrize(("surface", "name"), [("Viet Nam News Agency", "VNA"), ("REUTERS", "Reuters"), ("ZZB", "ZZB")])
def test_agency_name(surface: str, name: str) -> None:
    assert agency_name(surface, default_knowledge()) == name
