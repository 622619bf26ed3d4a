"""Bytes -> text: UTF-8, UTF-16 with a byte order mark, Windows-1252 as a reported fallback; what is no text is refused.

Decisions: a file with valid multi-byte UTF-8 and a few broken bytes is damaged UTF-8 (the broken bytes read as U+FFFD),
not Windows-1252, which would turn every good letter of it into two wrong ones. The five bytes that Windows-1252 leaves
undefined (81 8D 8F 90 9D) do not occur in such text, so a file with one of them is in some other encoding: refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import ArticleError
from pipeline.ingest.lines import lines

MAX_BYTES = 10_000_000
"""Size limit of one article, in bytes: some 2,000 times the usual; a larger file is a dump, not an article."""

MAX_LINES = 50_000
"""Limit of the lines with text in one article: ten times a long book's paragraphs; a file with more is a list."""

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!\x1a", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\xd0\xcf\x11\xe0", "Word or Excel"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")
_MAX_CONTROL_SHARE = 0.1
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text; `encoding` and `warnings` as in `Article`."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(path: str, content: bytes) -> Decoded:
    """The text of a file, byte order mark dropped, newlines as they are.

    Raises:
        ArticleError: empty, over MAX_BYTES or MAX_LINES, binary, damaged UTF-16, in no encoding we know, or without visible text.
    """
    if not content:
        raise ArticleError(path, "empty file")
    if len(content) > MAX_BYTES:
        size, limit = len(content) / 1e6, MAX_BYTES / 1e6
        raise ArticleError(path, f"{size:.1f} MB, over the limit of {limit:.0f} MB for one article; split it")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise ArticleError(path, f"a {name} file, not text; save the article as UTF-8 text")
    decoded = _by_encoding(path, content)
    _refuse_binary(path, decoded.text)
    if not decoded.text.strip().strip("\u200b\u2060\ufeff"):
        raise ArticleError(path, "only blank space, no text")
    if len(decoded.text) > MAX_LINES and (count := sum(1 for line in lines(decoded.text) if line)) > MAX_LINES:
        raise ArticleError(path, f"{count} lines, over the limit of {MAX_LINES} for one article; a list or a dump?")
    if _HTML.match(decoded.text):
        warning = "looks like HTML: tags are read as text; save the plain article"
        return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, warning))
    return decoded


def _by_encoding(path: str, content: bytes) -> Decoded:
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ArticleError(path, "UTF-32, which is not read; save as UTF-8")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Decoded(content.decode("utf-16"), "utf-16", ())
        except UnicodeDecodeError as error:
            raise ArticleError(path, f"damaged UTF-16 at byte {error.start}; save again as UTF-8") from error
    try:
        return Decoded(content.decode("utf-8-sig"), "utf-8", ())
    except UnicodeDecodeError:
        return _not_utf8(path, content)


def _not_utf8(path: str, content: bytes) -> Decoded:
    content = content.removeprefix(codecs.BOM_UTF8)
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    valid = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", mended)) - broken
    if valid >= broken:
        return Decoded(mended, "utf-8", (f"damaged UTF-8: {broken} unreadable characters show as \ufffd",))
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        where = f"byte {content[error.start]:#04x} at {error.start}"
        raise ArticleError(path, f"neither UTF-8 nor Windows-1252 ({where}); save as UTF-8") from error
    return Decoded(text, "windows-1252", ("not UTF-8: read as Windows-1252; save as UTF-8 if letters look wrong",))


def _refuse_binary(path: str, text: str) -> None:
    zeros = text.count("\x00")
    if zeros:
        hint = "UTF-16 without a byte order mark" if zeros * 3 > len(text) else "binary"
        raise ArticleError(path, f"{hint}, not readable text (NUL characters); save the article as UTF-8")
    if len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise ArticleError(path, "binary, not readable text (control characters); save the article as UTF-8")
