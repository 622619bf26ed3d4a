"""Text to tokens, each with one class character: what the grammar reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.dates.vocabulary import SYMBOLS, Vocabulary, Word

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w|[-/.]\d))"
    r"|(?P<year>\d{4}(?=/(?:\d\d|\d{4})(?!\w|[/.,]\d)))"
    r"|(?P<dashed>\d{1,2}-\d{1,2}-\d{4}(?!\w|[-/.]\d))"
    r"|(?P<compound>\d+(?:[.,:/]\d+)+)"
    r"|(?P<ampm>[AaPp]\.[Mm]\b\.?)"
    r"|(?P<word>\w+)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = {",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‐": "DASH", "‑": "DASH", "−": "DASH", "/": "SLASH",
          "(": "LPAR", ")": "RPAR", ".": "DOT", "'": "POSS", "’": "POSS"}  # fmt: skip
_MARK_SYMBOLS = {mark: SYMBOLS[name] for mark, name in _MARKS.items()}
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?")
_NUMDATE = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)|(\d{4})([/.])(\d{1,2})\6(\d{1,2})|\d{1,2}-\d{1,2}-\d{4}")
_MIXED = tuple(
    (re.compile(pattern, re.IGNORECASE), SYMBOLS[name])
    for pattern, name in (
        (r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)", "ORDNUM"),
        (r"((?:1[5-9]|2[01])\d0|\d0)s", "DECADE"),
        (r"(?:Q([1-4])|([1-4])Q)", "QCODE"),
        (r"(?:H([12])|([12])H)", "HCODE"),
        (r"FY((?:20)?\d\d)", "FYCODE"),
        (r"((?:0?[1-9]|1[0-2])[ap]m)", "CLOCK"),
        (r"((?:[01]?\d|2[0-3])h[0-5]\d)", "CLOCK"),
    )
)
_MONEY = frozenset("$€£¥₫₹₽₩#§№~=+*^\\_@")
_OTHER = SYMBOLS["OTHER"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one sentence.

    Attributes:
        text: the whole text, into which `starts` and `ends` (code points, end exclusive) point.
        values: what the class needs to know of a token: a number, a unit, a TIMEX3 value, "" if nothing.
        classes: one character a token, see `vocabulary.SYMBOLS`.
        uses: as in words.tsv.
    """

    text: str
    starts: list[int]
    ends: list[int]
    values: list[str]
    uses: list[str]
    classes: str

    def word(self, index: int) -> str:
        """The token as written; "" outside the sentence."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""


def tokenise(text: str, start: int, end: int, vocabulary: Vocabulary) -> Tokens:
    """Tokens of `text[start:end]`, with offsets into `text`."""
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    uses: list[str] = []
    classes: list[str] = []
    words, openings = vocabulary.words, vocabulary.openings
    done = start
    known: Word | None
    for match in _TOKEN.finditer(text, start, end):
        if match.start() < done:
            continue
        kind = match.lastgroup
        surface = match[0]
        value, use = surface, ""
        done = match.end()
        if kind in {"word", "year"}:
            lower = surface.lower()
            known = words.get(lower)
            if lower in openings and (form := vocabulary.form.match(text, match.start(), end)) is not None:
                done = form.end()
                known = words[" ".join(form[0].lower().replace("’", "'").split())]
            if known is not None:
                small = known.use and surface[0].islower()
                symbol = _OTHER if small and known.use in {"capital", "weak"} else known.symbol
                value, use = known.value, known.use
            elif surface[0].isdecimal() or surface[-1].isdecimal() or surface[-1] in "sSdDhHmM":
                symbol, value = _numeric(text, match.start(), match.end(), surface)
            else:
                symbol = _OTHER
        elif kind == "mark":
            symbol = _MARK_SYMBOLS.get(surface, _OTHER)
        elif kind == "ampm":
            symbol, value = SYMBOLS["AMPM"], surface[0].lower() + "m"
        elif surface in words:
            symbol, value = words[surface].symbol, words[surface].value
        else:
            symbol, value = _compound(text, match.start(), match.end(), surface, str(kind))
        starts.append(match.start())
        ends.append(done)
        values.append(value)
        uses.append(use)
        classes.append(symbol)
    return Tokens(text, starts, ends, values, uses, "".join(classes))


def _numeric(text: str, start: int, end: int, surface: str) -> tuple[str, str]:
    """Class and value of a word with figures in it."""
    if not surface.rstrip("ºª").isascii():
        return _OTHER, surface
    if not surface.isdecimal():
        for pattern, symbol in _MIXED:
            found = pattern.fullmatch(surface)
            if found:
                return symbol, next(group for group in found.groups() if group is not None).lower()
        return _OTHER, surface
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in _MONEY and before) or after == "%":
        return _OTHER, surface
    if before in {"'", "’"} and len(surface) == 2:
        return SYMBOLS["SHORTYEAR"], surface
    number = int(surface) if len(surface) <= 4 else 0
    if len(surface) == 4 and 1000 <= number <= 2199:
        return SYMBOLS["YEAR" if 1800 <= number <= 2099 else "OLDYEAR"], surface
    if len(surface) <= 2 and 1 <= number <= 31:
        return SYMBOLS["DAYNUM"], str(number)
    if len(surface) == 4 and number < 1000:
        return SYMBOLS["MIL"], surface
    return (SYMBOLS["NUM"], str(number)) if len(surface) <= 3 else (_OTHER, surface)


def _compound(text: str, start: int, end: int, surface: str, kind: str) -> tuple[str, str]:
    """Class and value of figures joined by dots, commas, colons, slashes or (ISO) hyphens."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if (
        (before and before in _MONEY)
        or after == "%"
        or (before in {"-", "/", "."} and text[start - 2 : start - 1].isalnum())
    ):
        return _OTHER, surface
    if kind == "iso":
        return SYMBOLS["ISO"], surface
    if not surface.isascii():
        return _OTHER, surface
    if _NUMDATE.fullmatch(surface):
        return SYMBOLS["NUMDATE"], surface
    if _CLOCK.fullmatch(surface):
        # 10.30 is a time only where a.m. or p.m. says so; the grammar asks for that.
        return SYMBOLS["CLOCK" if ":" in surface else "QTY"], surface
    if surface.count(".") == 1 and "," not in surface and ":" not in surface and "/" not in surface:
        return SYMBOLS["QTY"], surface
    return _OTHER, surface
