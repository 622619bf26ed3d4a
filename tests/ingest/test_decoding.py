"""Encodings, and files that are no article."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.errors import ArticleError
from pipeline.ingest import MAX_BYTES
from pipeline.ingest.decoding import MAX_LINES
from tests.ingest.conftest import ingest

TEXT = "HÀ NỘI – Việt Nam’s trade grew to €5 million.\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    article = ingest(content)
    assert article.text == TEXT
    assert article.encoding == encoding
    assert article.warnings == ()
    assert article.sha256 == hashlib.sha256(content).hexdigest()


def test_windows_1252_is_read_and_reported() -> None:
    article = ingest("Perú’s exports rose – by €5 million – in the café sector.".encode("cp1252"))
    assert article.text == "Perú’s exports rose – by €5 million – in the café sector."
    assert article.encoding == "windows-1252"
    assert article.warnings == ("not UTF-8: read as Windows-1252; save as UTF-8 if letters look wrong",)


def test_a_few_broken_bytes_do_not_make_utf8_windows_1252() -> None:
    article = ingest("Việt Nam và Perú ký kết".encode() + b" \xe1\xbb and more")
    assert article.encoding == "utf-8"
    assert "Việt Nam và Perú" in article.text
    assert "damaged UTF-8: 1 unreadable" in article.warnings[0]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\u2029"])
def test_every_newline_separates_and_stays(newline: str) -> None:
    text = newline.join(["A Short Title", "", "The first paragraph is here.", "", "The second is here.", ""])
    article = ingest(text)
    assert article.text == text
    assert [s.kind for s in article.sentences] == ["title", "body", "body"]
    assert [s.paragraph for s in article.sentences] == [0, 1, 2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\r\n", "only blank space"),
        (b"\xef\xbb\xbf", "only blank space"),
        ("\u200b\n".encode(), "only blank space"),
        (b"abc\x00def", "binary"),
        ("Lima.".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ("Lima.".encode("utf-32"), "UTF-32"),
        (b"\xff\xfea", "damaged UTF-16 at byte 2"),
        (b"\x01\x02\x03\x04abc", "control characters"),
        (b"\x1f\x8b\x08rest", "a gzip file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG file"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04word", "a ZIP or Office file"),
        (b"caf\xe9 \x81 more", "neither UTF-8 nor Windows-1252 (byte 0x81 at 5)"),
        (b"a" * (MAX_BYTES + 1), "over the limit of 10 MB"),
        (b"a\n" * (MAX_LINES + 1), f"over the limit of {MAX_LINES}"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        ingest(content, "bad.txt")
    assert caught.value.path == "wire/bad.txt"
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


def test_html_is_reported() -> None:
    assert "looks like HTML" in ingest("<!DOCTYPE html><html><p>Lima hosted the forum.</p></html>").warnings[0]
