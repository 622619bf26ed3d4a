"""Credits at the end of a paragraph or on a line of their own: photo credits, agency sign-offs, end marks.

Signs read: "(Photo: VNA)", "— Photo: AP", "AP Photo/Name", "(Xinhua/Name)"; "— VNS", "- Xinhua", "/VNA", "(ANI)", "VNS"
after the last stop, "Source: SPA", "(With inputs from PTI)"; "./.", "Enditem", "###".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.cues import Agencies, Cues
from pipeline.ingest.lines import trim
from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation
from pipeline.records import Span

_WINDOW = 220
_DASH = r"(?:[-–—―]{1,3}|\|)"
_STOPS = tuple(".!?…\"'”’)]»/")
_UNKNOWN = r"[^\W\d_a-z][^\W\d_a-z]{1,9}"
_CODE = r"[^\W\d_a-z]{3,8}"
_INITIALS = r"[^\W\d_a-z]{2,4}"
_SIGN_START = re.compile(
    r"^\s*(?=\S)|(?<=[.!?…\"'”’)\]»/])\s*(?=[^\s.!?…'”’)\]»])|(?<=\s)(?=[-–—―|/■□◼●#*=.])|(?<=\S)(?=[-–—―/])"
)
"""Where a sign-off may begin: the line, behind a stop, at a dash, slash or mark."""
_PHOTO_START = re.compile(r"[(\[]|(?:(?<=\s)|^)[-–—―|]+|(?<!\w)\w")
_START_OF = {"(": "(", "[": "("} | {sign * n: "-" for sign in "-–—―|" for n in (1, 2, 3)}
_HINT = re.compile(r"\w+|/")
_PLAIN = re.compile(r"(?<=\s)([^\W\d_A-Z]{2,})[.!?]+[\"”’]?$")
_OWN_MARK = re.compile(r"[\W_]{1,20}")


class Credit(NamedTuple):
    """A credit found at the end of a stretch; `agency` where it names one, `photo` if it credits a picture."""

    start: int
    end: int
    agency: Span | None
    photo: bool


class CreditReader:
    """Finds the credits of a stretch of text."""

    def __init__(self, knowledge: Knowledge, agencies: Agencies) -> None:
        cues = Cues(knowledge)
        self._agencies = agencies
        photo = rf"(?i:{cues.pattern('photo')})"
        source = rf"(?i:{cues.pattern('source')})"
        known = rf"{agencies.pattern}(?:\s?[/-]\s?[^\W\d_][\w.&]{{1,20}}){{0,2}}(?!\w)"
        label = rf"{photo}(?:\s*[:/|©]|\s+(?i:by|courtesy|credit|from|via)\b)"
        named = rf"{known},?\s+{photo}(?!\w)(?:\s*[/:|]?\s*[^()\[\]\n]{{1,60}})?"
        person = rf"{agencies.pattern}\s?/\s?[^\W\d_a-z][^\W\d_A-Z][^()\[\]\n/]{{1,50}}"
        kinds = (
            r"(?i:file photo|file picture|file image|illustrative (?:photo|image)|illustration photo|photo|ảnh|foto)"
        )
        self._bracketed = re.compile(rf"[(\[]\s*(?:{label}[^()\[\]\n]{{0,80}}|{named}|{person}|{kinds})\s*[)\]]\.?")
        # (where it may begin, pattern); "(" a bracket, "-" a dash behind blank space, "" any word.
        self._photo_tail = (
            ("(", re.compile(rf"{self._bracketed.pattern}$")),
            ("-", re.compile(rf"{_DASH}\s*(?:{label}|{named}|{photo}\s+[^\W\d_])[^.\n]{{0,60}}(?:\.\w+)*\.?$")),
            ("", re.compile(rf"(?:{named}|{person}|(?=[^\Wa-z]){label}\s*[^:\n]{{1,60}})$")),
            # A bracketed source after a stop signs the article; without one it credits a picture.
            ("(", re.compile(rf"(?<![.!?”\"/]\s)[(\[]{source}\s*:\s*[^()\[\]\n]{{1,60}}[)\]]$")),
        )
        self._label = re.compile(label)
        self._marks = cues.words("end_mark")
        # The longest word of a cue: "agencies" says more than the "with" before it.
        self._hints = {max(cue.split(), key=len) for cue in cues.words("photo") | cues.words("source")} | {"/"}
        words = alternation(mark for mark in self._marks if mark[0].isalpha())
        signs = alternation(mark for mark in self._marks if not mark[0].isalpha())
        # Behind a stop, or filling the line.
        self._signoffs = (
            re.compile(rf"(?=[^\Wa-z])(?i:{words})\.?$"),
            re.compile(rf"(?:{_DASH}|//?)\s*(?P<agency>{_UNKNOWN}(?:/{_UNKNOWN})?)/?\.?$"),
            re.compile(rf"[(\[](?:{source}[:\s]+)?(?P<agency>{known})[^()\[\]\n]{{0,30}}[)\]]\.?$"),
            re.compile(rf"[(\[](?:{source}[:\s]+)?(?P<agency>{_UNKNOWN})[)\]]\.?$"),
            re.compile(rf"[(\[]?{source}\b[:\s]*(?P<agency>[^\n()\[\]]{{2,50}}?)[)\]]?\.?$"),
            re.compile(rf"(?P<agency>{known})\.?$"),
            re.compile(rf"(?P<agency>{_CODE})(?:(?:/[^\W\d_]{{2,4}}){{1,4}}|(?: {_INITIALS}){{2,4}})$"),
        )
        self._bare = re.compile(rf"(?P<agency>{_CODE})$")
        # Behind blank space alone.
        self._marked = (
            re.compile(rf"(?:{_DASH}|//?)\s*(?P<agency>{known})/?\.?$"),
            re.compile(rf"(?i:{signs})\.?$"),
        )
        self._slash = re.compile(r"\./\.?$|/\.$")

    def plain_end(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch ends as prose does, with a word in lower case and a stop: a cheap test that spares others."""
        match = _PLAIN.search(text, max(start, end - 30), end)
        return match is not None and match[1].lower() not in self._marks

    def hints(self, text: str, start: int) -> list[int]:
        """Offsets of the words and slashes without which there is no photo credit."""
        low = text.lower()
        if len(low) != len(text):
            return [m.start() for m in _HINT.finditer(text, start) if m[0].lower() in self._hints]
        found = []
        for hint in self._hints:
            at = low.find(hint, start)
            while at >= 0:
                end = at + len(hint)
                if hint == "/" or not (_joined(low, at - 1) or _joined(low, end)):
                    found.append(at)
                at = low.find(hint, end)
        return sorted(found)

    def photo_inside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Offsets of the first bracketed photo credit of a stretch."""
        match = self._bracketed.search(text, start, end)
        return match.span() if match else None

    def photo(self, text: str, start: int, end: int) -> Credit | None:
        """The photo credit that ends a stretch."""
        begin = max(start, end - _WINDOW)
        window = text[begin:end]
        if self._hints.isdisjoint(_HINT.findall(window.lower())):
            return None
        found = (
            match.start()
            for match in _PHOTO_START.finditer(window)
            for where, pattern in self._photo_tail
            if (not where or where == _START_OF.get(match[0], "")) and pattern.match(window, match.start())
        )
        first = next(found, None)
        if first is None or (first == 0 and begin != start):
            return None
        at = begin + first
        return Credit(at, end, self.named(text, at, end), photo=True)

    def opens_with_photo(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch opens with "Photo:" or the like."""
        return self._label.match(text, start, end) is not None

    def signoff(self, text: str, start: int, end: int) -> Credit | None:
        """The sign-off or end mark that ends a stretch."""
        begin = max(start, end - _WINDOW)
        window = text[begin:end]
        slash = self._slash.search(window, max(0, len(window) - 3))
        if slash:
            return Credit(begin + slash.start(), end, None, photo=False)
        for match in _SIGN_START.finditer(window):
            at = match.end()
            whole = at == 0 and begin == start
            stopped = whole or window[:at].rstrip()[-1:] in _STOPS
            for pattern in (*self._signoffs, *self._marked) if stopped else self._marked:
                sign = pattern.match(window, at)
                if sign and (at or whole):
                    return Credit(begin + at, end, self._signer(text, begin, sign), photo=False)
            sign = self._bare.match(window, at) if stopped and at else None
            if sign:
                return Credit(begin + at, end, self._signer(text, begin, sign), photo=False)
        return None

    def is_mark(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch is a rule or ornament: signs only."""
        return _OWN_MARK.fullmatch(text, start, end) is not None

    def _signer(self, text: str, begin: int, match: re.Match[str]) -> Span | None:
        if not match.groupdict().get("agency"):
            return None
        at, end = begin + match.start("agency"), begin + match.end("agency")
        return self.named(text, at, end) or _span(text, at, end)

    def named(self, text: str, start: int, end: int) -> Span | None:
        """The first known agency in a stretch."""
        found = self._agencies.find(text, start, end)
        return Span(*found, text[found[0] : found[1]]) if found else None


def _joined(text: str, at: int) -> bool:
    """Whether the character at an offset belongs to a word."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _span(text: str, start: int, end: int) -> Span | None:
    piece = trim(text, start, end)
    return Span(piece.start, piece.end, text[piece.start : piece.end]) if piece else None
