"""Text to tokens, each with one class character: what the grammar reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.dates.vocabulary import SYMBOLS, Vocabulary, Word

# The most frequent kinds come first; each can be told from the others by its first character.
_TOKEN = re.compile(
    r"(?P<letters>[^\W\dAaPp_]\w*)"
    r"|(?P<mark>[^\w\s])"
    r"|(?=\d)(?:"
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w|[-/.]\d))"
    r"|(?P<year>\d{4}(?=/(?:\d\d|\d{4})(?!\w|[/.,]\d)))"
    r"|(?P<dashed>\d{1,2}-\d{1,2}-\d{4}(?!\w|[-/.]\d))"
    r"|(?P<compound>\d+(?:[.,:/]\d+)+))"
    r"|(?P<ampm>[AaPp]\.[Mm]\b\.?)"
    r"|(?P<word>\w+)"
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
        (r"([369])M", "MCODE"),
        (r"((?:0?[1-9]|1[0-2])[ap]m)", "CLOCK"),
        (r"((?:[01]?\d|2[0-3])h[0-5]\d)", "CLOCK"),
    )
)
# "1Q24", "Q3FY25", "H1 2024" in one word, "9M23".
_PART_CODE = re.compile(r"(?:([QH])([1-4])|([1-4])([QH])|([369])(M))(FY)?((?:19|20)?\d\d)")
_DAY_PAIR = re.compile(r"(\d\d?)/(\d\d?)")
_MONEY = frozenset("$€£¥₫₹₽₩#§№~=+*^\\_@")
_OTHER = SYMBOLS["OTHER"]


# Words and pieces remembered; a text of invented ones must not fill the memory, nor one that is all one piece.
_MOST_KNOWN = 1 << 15
_LONGEST_KNOWN = 32

# What a token is to the grammar: class, value, use, the token in lower case, and whether it may tell a tense.
_Entry = tuple[str, str, str, str, bool]


@dataclass(slots=True, eq=False)
class _Piece:
    """The tokens of a stretch of text, most often of what stands between two white spaces.

    Attributes:
        classes, entries: of its tokens.
        spans: starts and ends (exclusive) of its tokens, counted from its own start.
        opens: whether it may begin a form of several words that goes on behind it.
        goes_on: whether such a form may go on with it.
    """

    classes: str
    entries: tuple[_Entry, ...]
    spans: tuple[tuple[int, int], ...]
    opens: bool
    goes_on: bool


class _Pieces(dict[str, _Piece]):
    """What stands between two white spaces with its tokens, read when it is first met."""

    def __init__(self, read: Callable[[str, int, int], _Piece]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, surface: str) -> _Piece:
        piece = self._read(surface, 0, len(surface))
        if len(surface) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[surface] = piece
        return piece


class Tokens:
    """The tokens of one sentence, made once and not changed.

    Args:
        text: the whole text.
        start: of the sentence.
        written: its pieces as white space parts them, or one of all of it.
        pieces: their tokens.

    Attributes:
        text: the whole text, into which `starts` and `ends` (code points, end exclusive) point.
        classes: one character a token, see `vocabulary.SYMBOLS`.

    The rest is there from `fill` on: most sentences hold no date, and nobody asks.

    Attributes:
        values: what the class needs to know of a token: a number, a unit, a TIMEX3 value, "" if nothing.
        uses: as in words.tsv.
        lows: the tokens in lower case.
        telling: whether a token may tell a tense or history.
    """

    __slots__ = ("_made_of", "classes", "ends", "lows", "starts", "telling", "text", "uses", "values")
    starts: list[int]
    ends: list[int]
    values: Sequence[str]
    uses: Sequence[str]
    lows: Sequence[str]
    telling: Sequence[bool]

    def __init__(self, text: str, start: int, written: Sequence[str], pieces: Sequence[_Piece]) -> None:
        self.text = text
        self.classes = "".join([piece.classes for piece in pieces])
        self._made_of = start, written, pieces

    def fill(self) -> None:
        """Tell where the tokens stand and what they are, of a sentence that has any."""
        at, written, pieces = self._made_of
        starts, ends = self.starts, self.ends = [], []
        find = self.text.index
        for surface, piece in zip(written, pieces, strict=True):
            at = find(surface, at)
            for first, last in piece.spans:
                starts.append(at + first)
                ends.append(at + last)
            at += len(surface)
        entries = [entry for piece in pieces for entry in piece.entries]
        _, self.values, self.uses, self.lows, self.telling = zip(*entries, strict=True)

    def word(self, index: int) -> str:
        """The token as written; "" outside the sentence."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.classes) else ""

    def low(self, index: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.lows[index] if 0 <= index < len(self.classes) else ""


class Tokeniser:
    """Reads text as tokens; words, and pieces between white spaces, are remembered with what they are."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # Words whose class their neighbours do not change.
        self._known: dict[str, _Entry] = {}
        self._pieces = _Pieces(self._piece)

    def __call__(self, text: str, start: int, end: int) -> Tokens:
        """Tokens of `text[start:end]`, with offsets into `text`."""
        if (start and not text[start - 1].isspace()) or (end < len(text) and not text[end].isspace()):
            # What stands beside a sentence may tell what its figures are.
            return self._whole(text, start, end)
        written = text[start:end].split()
        pieces = list(map(self._pieces.__getitem__, written))
        opened = False
        for piece in pieces:
            if opened and piece.goes_on:
                return self._whole(text, start, end)
            opened = piece.opens
        return Tokens(text, start, written, pieces)

    def _whole(self, text: str, start: int, end: int) -> Tokens:
        return Tokens(text, start, [text[start:end]], [self._piece(text, start, end)])

    def _piece(self, text: str, start: int, end: int) -> _Piece:
        """The tokens of a stretch that have no form in common with what stands beside it."""
        spans: list[tuple[int, int]] = []
        entries: list[_Entry] = []
        known = self._known
        done = start
        for match in _TOKEN.finditer(text, start, end):
            first, last = match.span()
            if first < done:
                continue
            entry = known.get(match[0])
            if entry is None:
                entry, last = self._read(text, match, end)
            done = last
            spans.append((first - start, last - start))
            entries.append(entry)
        opens = not self._vocabulary.openings.isdisjoint([entry[3] for entry in entries])
        goes_on = _plain(text[start : start + _LONGEST_KNOWN]).startswith(self._vocabulary.sequels)
        return _Piece("".join([entry[0] for entry in entries]), tuple(entries), tuple(spans), opens, goes_on)

    def _read(self, text: str, match: re.Match[str], limit: int) -> tuple[_Entry, int]:
        """What a token is, and its end: a form of several words, up to the limit, is one token."""
        surface, kind, words = match[0], match.lastgroup, self._vocabulary.words
        start, end = match.span()
        low = surface.lower()
        if kind == "mark":
            return self._kept(surface, (_MARK_SYMBOLS.get(surface, _OTHER), surface, "", low, False)), end
        if kind == "ampm":
            return (SYMBOLS["AMPM"], low[0] + "m", "", low, False), end
        if kind not in {"letters", "word", "year"}:
            if surface in words:
                return (words[surface].symbol, words[surface].value, "", low, False), end
            return (*_compound(text, start, end, surface, str(kind)), "", low, False), end
        if low in self._vocabulary.openings and (form := self._vocabulary.form.match(text, start, limit)):
            written = " ".join(_plain(form[0]).split())
            if written in words:  # not so with letters that only fold to those of the form, as a long s does
                return (*_meant(words[written], surface), written, False), form.end()
        word = words.get(low)
        if word is not None:
            entry = (*_meant(word, surface), low, self._tells(low))
        elif surface.isdecimal():
            # What stands beside figures tells what they are.
            return (*_numeric(text, start, end, surface), "", low, False), end
        elif surface[0].isdecimal() or surface[-1].isdecimal():
            entry = (*_mixed(surface), "", low, False)
        else:
            entry = (_OTHER, surface, "", low, self._tells(low))
        return (entry if low in self._vocabulary.openings else self._kept(surface, entry)), end

    def _tells(self, low: str) -> bool:
        vocabulary = self._vocabulary
        return low[-2:] == "ed" or low == "to" or low in vocabulary.tenses or low in vocabulary.history

    def _kept(self, surface: str, entry: _Entry) -> _Entry:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[surface] = entry
        return entry


def _plain(surface: str) -> str:
    """As forms of several words are written in the tables, white space aside."""
    return surface.lower().replace("’", "'")


def _meant(word: Word, surface: str) -> tuple[str, str, str]:
    """Class, value and use of a known word as written."""
    small = word.use and surface[0].islower()
    return _OTHER if small and word.use in {"capital", "weak"} else word.symbol, word.value, word.use


def _mixed(surface: str) -> tuple[str, str]:
    """Class and value of figures and letters in one word."""
    if surface.rstrip("ºª").isascii():
        # Before the times: "1H24" is a half, "1h24" a time.
        if (code := _PART_CODE.fullmatch(surface)) is not None:
            letter, number = code[1] or code[4] or code[6], code[2] or code[3] or code[5]
            year = int(code[8]) if len(code[8]) == 4 else 2000 + int(code[8])
            if letter != "H" or number in "12":
                return SYMBOLS["PARTCODE"], f"{letter} {number} {year} {code[7] or ''}".rstrip()
        for pattern, symbol in _MIXED:
            found = pattern.fullmatch(surface)
            if found:
                return symbol, next(group for group in found.groups() if group is not None).lower()
    return _OTHER, surface


def _numeric(text: str, start: int, end: int, surface: str) -> tuple[str, str]:
    """Class and value of a number."""
    if not surface.isascii():
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
    if len(surface) == 4 and (number < 1000 or 2200 <= number < 2360):
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
    if surface == "1/2":
        return SYMBOLS["FRAC"], surface
    if (pair := _DAY_PAIR.fullmatch(surface)) and 0 < int(pair[1]) == int(pair[2]) - 1 < 31:
        return SYMBOLS["DAYPAIR"], surface
    if surface.count(".") == 1 and "," not in surface and ":" not in surface and "/" not in surface:
        return SYMBOLS["QTY"], surface
    return _OTHER, surface
