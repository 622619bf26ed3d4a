"""Datelines: "LIMA —", "Hanoi (VNA) –", "PARIS, Nov. 3 (Reuters) -", "MOSCOW, November 14. /TASS/.", "Accra, Nov. 14, GNA –".

Grammar, read left to right at the start of a paragraph:

    [agency] place {"/" place} {, region | , date | (agency) | [region] | /agency/ | , agency} end
    end: a dash, a colon, or the closing sign of an agency before a capital, or the end of the line; a stop behind a full
        date

A place in capitals, or a known one, carries a dateline by itself before a dash; any other needs a date or a known agency.
"""

from __future__ import annotations

import re

from pipeline.ingest.cues import Agencies, Cues
from pipeline.ingest.days import DayReader
from pipeline.ingest.pieces import Dateline
from pipeline.ingest.places import PlaceNames
from pipeline.knowledge import Knowledge
from pipeline.knowledge.alternation import alternation
from pipeline.records import Span

_WINDOW = 240
_WORD = re.compile(r"[^\W\d_]+(?:[.'’‘-][^\W\d_]+)*\.?(?!\w)")
_SPACE = re.compile(r"[ \t\xa0]*")
_END = re.compile(
    r"\s*(?:—+|―|--+-?|(?<=\s)–|–(?=\s|$)|(?<=\s)-(?=\s|$)|-(?=\s|$)|:(?=\s|$)|\|(?=\s|$)|\.\s?[-–—]+(?=\s|$))"
)
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]\n]{1,60})[)\]]")
_SLASHED = re.compile(r"\.?\s*/\s?(?P<agency>[^\W\d_](?:[\w .-]{0,30}[\w.])?)\s?/\.?")
_COMMA = re.compile(
    r"\s*[,|]\s*(?:on\s+(?=\d|[^\W\d_]{3,9}\.?\s*\d))?|\s+(?=\d)|\s+(?=[^\W\d_]{3,9}\.?\s*\d)|\s+[-–]\s+(?=[^\W\d_]{3,9}\.?\s*\d)"
    r"|\.\s+(?=\d{1,2}\s|[^\W\d_]{3,9}\.?\s*\d|[^\W\d_]{2,12}\s*[-–—])"
)
_CODE = re.compile(r"[^\W\d_a-z]{2,6}(?=\.?\s*(?:[-–—]|$))|[^\W\d_a-z][^\W\d_]{2,11}(?=\s*[-–—])")
_SMALL = re.compile(r"([^\W\d_A-Z]{3,20}(?: [^\W\d_A-Z]{2,20}){0,2})(?=\s?\(|,\s)")
_NAMED = re.compile(r"[^\W\d_a-z][\w.&]*(?: [^\W_a-z][\w.&]*){0,3}")
_SIGN = re.compile(r"[-–—―:|)\]/](?=\W|$)|(?<=\s)[–—]|—|(?<=\.)[-–]|(?<=\d{4})\.(?=\s)")
_OPENERS = "\"'“‘„«‹([¿¡"
_BETWEEN = re.compile(r"/|\s+(?:and|AND|&)\s+")
_MAX_PLACE_WORDS = 6
_MAX_ACRONYM = 5


class DatelineReader:
    """Reads the dateline that opens a paragraph."""

    def __init__(self, knowledge: Knowledge, agencies: Agencies, days: DayReader, places: PlaceNames) -> None:
        cues = Cues(knowledge)
        self._particles = cues.words("place_particle")
        self._not_place = cues.words("not_place")
        self._finite = cues.words("finite")
        self._agencies = agencies
        self._days = days
        self._places = places
        agency = rf"({agencies.pattern})(?:[/,][^()\[\]\n]{{1,20}})?"
        self._leading = re.compile(rf"[(\[]{agency}[)\]]\s*(?:[-–—]+\s*)?|{agency}\s*(?:—|–|--|-)(?=\s)\s*")
        weekdays = alternation(
            day for day in self._not_place if day.endswith("day") and day not in ("today", "yesterday")
        )
        self._weekday = re.compile(rf"(?:{weekdays})(?!\w)", re.IGNORECASE)

    def read(self, text: str, start: int, end: int, *, early: bool) -> Dateline | None:
        """The dateline at `start`, None if the paragraph opens otherwise.

        Args:
            text: the article.
            start: where the paragraph begins.
            end: where it ends.
            early: whether it stands among the first paragraphs; later ones need more evidence.
        """
        stop = min(end, start + _WINDOW)
        if end - start > _WINDOW and not _SIGN.search(text, start, stop):
            return None
        line = Dateline(start, start)
        at = self._lead(text, start, stop, line)
        lead = list(line.agencies)
        opened = early and at == start and text[at] in "(["
        after = self._place(text, at + opened, stop, line) or (
            self._small_place(text, at, stop, line) if early else None
        )
        if after is not None:
            behind = self._parts(text, after, stop, line)
            closed = not opened or text[behind : behind + 1] in (")", "]")
            end_at = self._end(text, behind + opened, stop, line) if closed else None
            if end_at is not None and self._holds(text, line, behind, end_at, early=early):
                line.end = end_at
                return line
        return self._agency_alone(text, Dateline(start, start, agencies=lead), at, stop) if early and lead else None

    def _lead(self, text: str, start: int, stop: int, line: Dateline) -> int:
        match = self._leading.match(text, start, stop)
        if not match:
            return start
        begin, finish = next(match.span(group) for group in (1, 2) if match[group] is not None)
        self._add_agency(text, begin, finish, line)
        return match.end()

    def _agency_alone(self, text: str, line: Dateline, at: int, stop: int) -> Dateline | None:
        """A paragraph that opens with its agency and no place: "(VNA) – ", "VGP - "."""
        opening = text[line.start : at].rstrip()
        if opening[-1] not in "-–—" or not _opens(text, at, stop):
            return None
        line.end = line.start + len(opening)
        return line

    def _place(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        """Read the place; the offset behind it, None if none stands there."""
        words: list[re.Match[str]] = []
        while len(words) < _MAX_PLACE_WORDS and (word := _WORD.match(text, at, stop)):
            if not (word[0][0].isupper() or (words and word[0].lower() in self._particles)):
                break
            if words and self._days.partial(text, at, stop):
                break
            words.append(word)
            at = _gap(text, word.end(), stop)
        while words and words[-1][0].lower() in self._particles and not words[-1][0][0].isupper():
            words.pop()
        if not words:
            return None
        begin, after = words[0].start(), words[-1].end()
        if text[after - 1] == "." and not _letters(words[-1][0]):
            after -= 1
        surface = text[begin:after]
        if surface.casefold() in self._not_place or words[0][0].casefold().rstrip(".") in self._not_place:
            return None
        first = _BETWEEN.split(surface, maxsplit=1)[0]
        line.place = Span(begin, begin + len(first), first)
        while text.startswith("/", after) and (more := _WORD.match(text, after + 1, stop)) and more[0][0].isupper():
            if text.startswith("/", more.end()) and self._agencies.short(more[0]):
                break
            after = more.end()
        return after

    def _small_place(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        """A known city written without its capital, right before a bracket or comma: "hanoi (vna) –"."""
        match = _SMALL.match(text, at, stop)
        if not match or not self._places.known(match[1].title()):
            return None
        line.place = Span(at, match.end(1), match[1])
        return match.end(1)

    def _parts(self, text: str, at: int, stop: int, line: Dateline) -> int:
        """Read regions, dates and agencies; the offset behind the last."""
        for _ in range(8):
            after = self._bracket(text, at, stop, line) or self._slashed(text, at, stop, line)
            if after is None:
                after = self._comma(text, at, stop, line)
            if after is None:
                return at
            at = after
        return at

    def _bracket(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        match = _BRACKET.match(text, at, stop)
        if not match:
            return None
        begin, finish = match.span("inside")
        inside = match["inside"].strip()
        day = self._days.full(text, begin, finish) or self._days.partial(text, begin, finish)
        if day and day.end >= finish - 1:
            line.days.append(day)
        elif self._agency(re.split(r"[/,–-]", inside)[0].strip()) or self._agency(inside):
            size = len(inside) if self._agency(inside) else len(re.split(r"[/,–-]", inside)[0].strip())
            offset = text.index(inside, begin)
            self._add_agency(text, offset, offset + size, line)
        elif self._places.known(inside) and not line.agencies:
            line.regions += 1
        elif _NAMED.fullmatch(inside) and self._signs(inside, line):
            line.agencies.append(Span(begin, begin + len(inside), inside))
        else:
            return None
        return match.end()

    def _code(self, text: str, begin: int, stop: int, line: Dateline) -> tuple[int, int] | None:
        """An unknown agency between the date and the closing sign: "ASTANA. May 3, 2024. XYZ –", "May 3, 2024. XyzPress –"."""
        match = _CODE.match(text, begin, stop) if line.days and not line.agencies else None
        return match.span() if match else None

    def _agency(self, surface: str) -> bool:
        return bool(self._agencies.short(surface) or self._agencies.short(surface.upper()))

    def _signs(self, inside: str, line: Dateline) -> bool:
        """Whether unknown words in the brackets of a dateline can be an agency."""
        place = line.place.text if line.place else ""
        if inside.isupper() or line.days:
            return True
        return self._places.places.city(place) is not None or (place.isupper() and self._places.known(place))

    def _slashed(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        match = _SLASHED.match(text, at, stop)
        if not match or not (self._agencies.short(match["agency"]) or match["agency"].isupper() or line.days):
            return None
        self._add_agency(text, *match.span("agency"), line)
        return match.end()

    def _comma(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        match = _COMMA.match(text, at - (text[at - 1] == "."), stop)
        if not match:
            return None
        begin = match.end()
        day = self._days.full(text, begin, stop) or self._days.partial(text, begin, stop)
        if day:
            line.days.append(day)
            return day.end
        agency = self._agencies.at(text, begin, stop) or self._code(text, begin, stop, line)
        if agency:
            self._add_agency(text, *agency, line)
            return agency[1]
        if "," not in match[0]:
            return None
        weekday = self._weekday.match(text, begin, stop)
        if weekday:
            return weekday.end()
        if _BRACKET.match(text, begin, stop):
            return match.end()
        return self._region(text, begin, stop, line)

    def _region(self, text: str, begin: int, stop: int, line: Dateline) -> int | None:
        """A region after a comma: "ABUJA, Nigeria"."""
        at, after, words = begin, begin, 0
        while words < 4 and (word := _WORD.match(text, at, stop)) and (word[0][0].isupper() or words):
            if self._days.partial(text, at, stop):
                break
            if word[0].islower() and word[0] not in self._particles:
                break
            words, after = words + 1, word.end()
            at = _gap(text, after, stop)
        if not words or line.regions >= 3:
            return None
        line.regions += 1
        return after

    def _end(self, text: str, at: int, stop: int, line: Dateline) -> int | None:
        """The offset behind the sign that closes the dateline, None if nothing closes it."""
        match = _END.match(text, at, stop)
        if match:
            # "Hanoi, Vietnam – 14 November 2024: The bank said …"
            day = self._days.full(text, _gap(text, match.end(), stop), stop)
            again = _END.match(text, day.end, stop) if day else None
            if day and again:
                line.days.append(day)
                return again.end()
            return match.end()
        if at == stop or text[at:stop].strip() in ("", "."):
            return stop
        closed = text[at - 1] in ")]/" or text[at - 2 : at] == "/." or (line.known_agency and line.days)
        behind = at + text.startswith(".", at)
        whole = text[at : at + 1] == "." and any(day.end == at and day.date() is not None for day in line.days)
        if whole and self._is_plain(line) and text[behind : behind + 1].isspace() and _opens(text, behind, stop):
            return behind  # "Santiago, 6 November 2025. The President"
        if closed and line.agencies and text[behind : behind + 1].isspace() and _opens(text, behind, stop):
            return behind
        return None

    def _is_plain(self, line: Dateline) -> bool:
        """Whether a dateline is a known city and a date alone."""
        return line.place is not None and len(line.days) == 1 and self._places.places.city(line.place.text) is not None

    def _holds(self, text: str, line: Dateline, at: int, end_at: int, *, early: bool) -> bool:
        """Whether the evidence carries a dateline."""
        place = line.place.text if line.place else ""
        known = self._places.known(place.title() if place.islower() else place)
        capitals = place.isupper() and sum(c.isalpha() for c in place) >= 3
        if not _opens(text, end_at, end_at + 20) and text[end_at : end_at + 20].strip():
            return False
        sign = text[at:end_at].strip()
        dated = bool(line.days) or line.known_agency or (bool(line.agencies) and (known or capitals))
        if place.islower() and not (sign and dated):
            return False
        if not sign and not dated:
            return early and known and capitals and self._places.places.city(place) is not None
        if sign in (":", "."):
            return dated or (known and capitals and early)
        if dated:
            return early or known or capitals
        if line.regions and not (known or capitals):
            return False
        if capitals:
            sure = known and len(place) > _MAX_ACRONYM
            return sure or ((known or early) and not _recurs(text, place, end_at))
        return early and self._places.places.city(place) is not None and not self._route(text, place, end_at)

    def _route(self, text: str, place: str, at: int) -> bool:
        """Whether another place of the same rank follows the dash: "Hanoi – Lima flights", not "Hanoi – Peru has"."""
        following = _WORD.match(text, _gap(text, at, at + 40))
        if following is None or not self._places.known(following[0]):
            return False
        places = self._places.places
        if (places.country(following[0]) is None) != (places.country(place) is None):
            return False
        after = _WORD.match(text, _gap(text, following.end(), following.end() + 4))
        return after is None or after[0] not in self._finite

    def _add_agency(self, text: str, begin: int, finish: int, line: Dateline) -> None:
        line.agencies.append(Span(begin, finish, text[begin:finish]))
        line.known_agency |= self._agencies.short(text[begin:finish]) is not None


def _gap(text: str, at: int, stop: int) -> int:
    match = _SPACE.match(text, at, stop)
    return match.end() if match else at


def _letters(word: str) -> bool:
    """Whether a word is letters with stops: "D.C."."""
    return word.count(".") > 1


def _opens(text: str, at: int, stop: int) -> bool:
    """Whether what follows can open a sentence."""
    following = text[at:stop].lstrip().lstrip(_OPENERS)[:1]
    return bool(following) and not following.islower() and (following.isalnum() or following in "$€£")


def _recurs(text: str, word: str, at: int) -> bool:
    """Whether a word in capitals comes again as it is: then it is an acronym, not a place."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text[at:]) is not None
